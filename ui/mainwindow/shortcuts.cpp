#include "ui/mainwindow/shortcuts.h"

#include "ui/common/keybindings.h"
#include "ui/common/keyhint.h"
#include "ui/comparison/comparisontableview.h"
#include "ui/mainwindow/actions.h"
#include "ui/mainwindow/fixedkeys.h"
#include "ui/run/kerneltableview.h"
#include "ui/session/settings.h"

#include <QAction>
#include <QCoreApplication>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// Where the text that the hint is made from is kept.
constexpr char kHintText[] = "atlasKeyHintText";

/// What is said in parentheses at the end of `text` goes.
QString withoutParentheses(const QString &text)
{
    static const QRegularExpression kAtEnd(u"\\s*[(\uFF08][^()\uFF08\uFF09]*[)\uFF09]\\s*$"_s);
    return QString(text).remove(kAtEnd);
}

/// `text` as it was when first asked for.
QString hintText(QObject &object, const QString &text)
{
    if (!object.property(kHintText).isValid()) {
        object.setProperty(kHintText, text);
    }
    return object.property(kHintText).toString();
}

QString plainWords(const QAction &action)
{
    static const QRegularExpression behind(u"\\(&.\\)"_s); // where letters cannot be underlined: "退出(&Q)"
    QString words = action.text().remove(behind).remove(u'&');
    return words.endsWith(u'…') ? words.chopped(1) : words;
}
} // namespace

Shortcuts::Shortcuts(QMainWindow &window, Settings &settings) : QObject(&window), m_window(window), m_settings(settings)
{
    addMenus();
    addTables();
    addFixed();
    load();
    apply();
}

void Shortcuts::addMenus()
{
    for (const QAction *top : m_window.menuBar()->actions()) {
        for (QAction *action : top->menu()->actions()) {
            if (action->isSeparator() || action->menu() != nullptr || action->objectName().isEmpty()) {
                continue;
            }
            const QVariant scope = action->property(kKeyScopeProperty);
            Shortcut shortcut{action->objectName(), plainWords(*action),
                              scope.isValid() ? static_cast<KeyScope>(scope.toInt()) : KeyScope::Everywhere,
                              action->shortcuts(), action->shortcuts()};
            shortcut.twin = action->property(kKeyHintProperty).toString();
            const int index = m_map.add(std::move(shortcut));
            m_actions.append({index, action});
        }
    }
}

void Shortcuts::addTables()
{
    const auto add = [this](std::span<const KeyCommand> commands, KeyScope scope) {
        for (const KeyCommand &command : commands) {
            const QList<QKeySequence> keys = keysFrom(command.keys);
            m_map.add({QString::fromLatin1(command.id), QCoreApplication::translate("Shortcuts", command.words), scope,
                       keys, keys});
        }
    };
    add(kernelTableKeys(), KeyScope::KernelTable);
    add(comparisonTableKeys(), KeyScope::ComparisonTable);
}

void Shortcuts::addFixed()
{
    for (const Shortcut &fixed : fixedKeys()) {
        m_map.add(fixed);
    }
}

void Shortcuts::load()
{
    QList<std::pair<QString, QList<QKeySequence>>> given;
    for (int i = 0; i < m_map.count(); ++i) {
        if (!m_map.at(i).isChangeable()) {
            continue;
        }
        if (const auto kept = m_settings.keys(m_map.at(i).id)) {
            QList<QKeySequence> keys;
            for (const QString &key : *kept) {
                keys.append(QKeySequence::fromString(key, QKeySequence::PortableText));
            }
            given.append({m_map.at(i).id, keys});
        }
    }
    m_map.load(given);
}

/// Only what differs from the program's own is kept: what a later version changes reaches the others.
void Shortcuts::keep()
{
    for (int i = 0; i < m_map.count(); ++i) {
        const Shortcut &shortcut = m_map.at(i);
        if (!shortcut.isChangeable()) {
            continue;
        }
        if (!shortcut.isChanged()) {
            m_settings.resetKeys(shortcut.id);
            continue;
        }
        QStringList keys;
        for (const QKeySequence &key : shortcut.keys) {
            keys += key.toString(QKeySequence::PortableText);
        }
        m_settings.setKeys(shortcut.id, keys);
    }
    apply();
    Q_EMIT changed();
}

void Shortcuts::apply()
{
    applyToActions();
    applyToTables();
    applyToHints();
}

void Shortcuts::applyToActions()
{
    for (const auto &[index, action] : m_actions) {
        if (action == nullptr) {
            continue;
        }
        const QList<QKeySequence> &keys = m_map.at(index).keys;
        if (action->shortcuts() != keys) {
            action->setShortcuts(keys);
        }
        if (const QString hint = action->property(kKeyHintProperty).toString(); !hint.isEmpty()) {
            action->setStatusTip(withKeys(hintText(*action, action->statusTip()), hint));
        }
        showInMenu(*action);
        const QString own = keysText(keys);
        const QString tip = action->statusTip();
        action->setToolTip(own.isEmpty() ? tip : u"%1 (%2)"_s.arg(tip, own));
    }
}

/// What has no key of its own shows the one of the table behind its text: as a shortcut it would act wherever people
/// type.
void Shortcuts::showInMenu(QAction &action) const
{
    const auto twin = m_map.find(action.property(kKeyHintProperty).toString());
    if (!twin) {
        return;
    }
    const QString plain = action.text().section(u'\t', 0, 0);
    const QString keys = action.shortcuts().isEmpty()
                             ? keysText(m_map.at(*twin).keys.first(std::min<qsizetype>(1, m_map.at(*twin).keys.size())))
                             : QString();
    const QString text = keys.isEmpty() ? plain : plain + u'\t' + keys;
    if (action.text() != text) {
        action.setText(text);
    }
}

void Shortcuts::applyToTables()
{
    const auto bindings = [this](std::span<const KeyCommand> commands) {
        KeyBindings made(commands);
        for (std::size_t i = 0; i < commands.size(); ++i) {
            if (const auto index = m_map.find(QString::fromLatin1(commands[i].id))) {
                made.setKeys(i, m_map.at(*index).keys);
            }
        }
        return made;
    };
    for (KernelTableView *view : m_window.findChildren<KernelTableView *>()) {
        view->setKeys(bindings(kernelTableKeys()));
    }
    for (ComparisonTableView *view : m_window.findChildren<ComparisonTableView *>()) {
        view->setKeys(bindings(comparisonTableKeys()));
    }
}

void Shortcuts::applyToHints()
{
    for (QWidget *widget : m_window.findChildren<QWidget *>()) {
        const QString hint = widget->property(kKeyHintProperty).toString();
        if (hint.isEmpty()) {
            continue;
        }
        if (auto *line = qobject_cast<QLineEdit *>(widget)) {
            line->setPlaceholderText(withKeys(hintText(*line, line->placeholderText()), hint));
        } else {
            widget->setToolTip(withKeys(hintText(*widget, widget->toolTip()), hint));
        }
    }
}

QString Shortcuts::keysOf(const QString &id) const
{
    const auto index = m_map.find(id);
    return index ? keysText(m_map.at(*index).keys) : QString();
}

QString Shortcuts::withKeys(const QString &text, const QString &id) const
{
    const auto index = m_map.find(id);
    if (!index || !m_map.at(*index).isChanged()) {
        return text; // which names the keys that it has by itself
    }
    const QString keys = keysText(m_map.at(*index).keys);
    const bool isTable =
        m_map.at(*index).scope == KeyScope::KernelTable || m_map.at(*index).scope == KeyScope::ComparisonTable;
    const QString plain = withoutParentheses(text);
    if (keys.isEmpty()) {
        return plain;
    }
    return isTable ? tr("%1 (%2 in the table)").arg(plain, keys) : u"%1 (%2)"_s.arg(plain, keys);
}

void Shortcuts::setKey(int index, const QKeySequence &key)
{
    m_map.swap(index, key);
    keep();
}

void Shortcuts::clear(int index)
{
    m_map.setKeys(index, {});
    keep();
}

void Shortcuts::reset(int index)
{
    m_map.reset(index);
    keep();
}

void Shortcuts::resetAll()
{
    m_map.resetAll();
    keep();
}

} // namespace atlas::ui
