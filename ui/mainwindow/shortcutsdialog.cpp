#include "ui/mainwindow/shortcutsdialog.h"

#include "ui/common/icons.h"
#include "ui/common/keybindings.h"
#include "ui/common/panelparts.h"
#include "ui/common/rowview.h"
#include "ui/common/tonelabel.h"
#include "ui/help/handbook.h"
#include "ui/mainwindow/shortcuts.h"
#include "ui/mainwindow/shortcutsmodel.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr QSize kSize(820, 640);

/// A command that a menu and a key of the table have in common is one line, until somebody looks for it: it can have a
/// key of its own too.
class ShortcutsFilter : public QSortFilterProxyModel
{
public:
    ShortcutsFilter(const KeyMap &map, QObject *parent) : QSortFilterProxyModel(parent), m_map(map) {}

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const bool isTold = m_map.at(row).isToldByTwin() && filterRegularExpression().pattern().isEmpty();
        return !isTold && QSortFilterProxyModel::filterAcceptsRow(row, parent);
    }

private:
    const KeyMap &m_map;
};

QPushButton *makeButton(const QString &name, const QString &text, const QString &tip, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setToolTip(tip);
    button->setAutoDefault(false);
    return button;
}
} // namespace

ShortcutsDialog::ShortcutsDialog(Shortcuts &shortcuts, QWidget *parent)
    : QDialog(parent), m_shortcuts(shortcuts), m_model(new ShortcutsModel(shortcuts.map(), this)),
      m_filtered(new ShortcutsFilter(shortcuts.map(), this)), m_filter(new QLineEdit(this)),
      m_table(new QTableView(this)), m_what(quietTitle({}, this)), m_key(new QKeySequenceEdit(this)),
      m_swap(makeButton(u"shortcutSwap"_s, tr("E&xchange"), tr("This one gets the key, the other one its former key"),
                        this)),
      m_clear(makeButton(u"shortcutClear"_s, tr("&No key"), tr("The command has no key then"), this)),
      m_reset(makeButton(u"shortcutReset"_s, tr("&Reset"), tr("The keys that it has by itself"), this)),
      m_resetAll(makeButton(u"shortcutResetAll"_s, tr("Reset &all"), tr("All keys as they were at first"), this)),
      m_message(new ToneLabel(Tone::Bad, this))
{
    setObjectName(u"shortcutsDialog"_s);
    setWindowTitle(tr("Keyboard shortcuts"));
    resize(kSize);
    m_filter->setObjectName(u"shortcutsFilter"_s);
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setPlaceholderText(tr("Filter by what a key does, by the key or by where it acts"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(Symbol::Search), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    buildTable();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    buttons->addButton(m_resetAll, QDialogButtonBox::ResetRole);
    addHelp(*buttons, u"keyboard"_s);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);
    layout->addWidget(buildEditor());
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    connectParts();
    m_table->selectRow(0);
    showCurrent();
}

void ShortcutsDialog::buildTable()
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterKeyColumn(-1);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(u"shortcutsTable"_s);
    m_table->setAccessibleName(tr("Keyboard shortcuts"));
    m_table->setModel(m_filtered);
    showAsRows(*m_table);
    m_table->setSelectionMode(QTableView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(ShortcutsModel::WordsColumn, QHeaderView::Stretch);
    m_table->setColumnWidth(ShortcutsModel::KeysColumn, m_table->fontMetrics().averageCharWidth() * 32);
    m_table->setColumnWidth(ShortcutsModel::ScopeColumn, m_table->fontMetrics().averageCharWidth() * 28);
    m_table->installEventFilter(this);
}

QWidget *ShortcutsDialog::buildEditor()
{
    auto *editor = new QWidget(this);
    m_key->setObjectName(u"shortcutKey"_s);
    m_key->setAccessibleName(tr("New key"));
    m_key->setToolTip(tr("Press the new key here"));
    m_key->setMaximumSequenceLength(1);
    m_key->setMinimumWidth(m_key->fontMetrics().averageCharWidth() * 26);
    m_what->setObjectName(u"shortcutWhat"_s);
    m_what->setMinimumWidth(1);
    m_message->setObjectName(u"shortcutMessage"_s);
    m_message->setWordWrap(true);
    m_swap->hide();
    auto *line = new QHBoxLayout(editor);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_what, 1);
    line->addWidget(m_key);
    line->addWidget(m_swap);
    line->addWidget(m_clear);
    line->addWidget(m_reset);
    return editor;
}

void ShortcutsDialog::connectParts()
{
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text);
        m_table->selectRow(0);
        showCurrent();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ShortcutsDialog::showCurrent);
    connect(m_table, &QTableView::doubleClicked, this, &ShortcutsDialog::beginEditing);
    connect(m_key, &QKeySequenceEdit::editingFinished, this, [this] {
        if (m_key->hasFocus() && !m_key->keySequence().isEmpty()) { // not when it is left
            tryKey(m_key->keySequence());
        }
    });
    connect(m_swap, &QPushButton::clicked, this, &ShortcutsDialog::swap);
    connect(m_clear, &QPushButton::clicked, this, &ShortcutsDialog::clearKeys);
    connect(m_reset, &QPushButton::clicked, this, &ShortcutsDialog::resetCurrent);
    connect(m_resetAll, &QPushButton::clicked, this, &ShortcutsDialog::resetAll);
    connect(&m_shortcuts, &Shortcuts::changed, m_model, &ShortcutsModel::refresh);
    connect(&m_shortcuts, &Shortcuts::changed, this, &ShortcutsDialog::showCurrent);
}

int ShortcutsDialog::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? m_filtered->mapToSource(index).row() : -1;
}

void ShortcutsDialog::showCurrent()
{
    const int index = current();
    const bool isChangeable = index >= 0 && m_shortcuts.map().at(index).isChangeable();
    m_what->setText(index < 0      ? tr("Nothing found")
                    : isChangeable ? tr("New key for “%1”:").arg(m_shortcuts.map().at(index).words)
                                   : tr("“%1” cannot be changed").arg(m_shortcuts.map().at(index).words));
    m_key->setEnabled(isChangeable);
    m_key->clear();
    m_clear->setEnabled(isChangeable && !m_shortcuts.map().at(index).keys.isEmpty());
    m_reset->setEnabled(isChangeable && m_shortcuts.map().at(index).isChanged());
    m_swap->hide();
    m_message->setMessage({});
}

void ShortcutsDialog::beginEditing()
{
    if (m_key->isEnabled()) {
        m_key->clear();
        m_key->setFocus(Qt::OtherFocusReason);
    }
}

QString ShortcutsDialog::named(const QList<int> &holders) const
{
    QStringList names;
    for (const int holder : holders) {
        const Shortcut &shortcut = m_shortcuts.map().at(holder);
        names += tr("“%1” (%2)").arg(shortcut.words, ShortcutsModel::scopeWords(shortcut.scope));
    }
    return names.join(u", "_s);
}

void ShortcutsDialog::tryKey(const QKeySequence &key)
{
    const KeyMap &map = m_shortcuts.map();
    const QList<int> holders = map.holders(current(), key);
    const QString name = keysText({key});
    m_swap->hide();
    if (map.wouldType(current(), key)) {
        m_message->setMessage(
            tr("%1 alone types text; outside of a table a key needs Ctrl, Alt or a function key.").arg(name));
    } else if (map.isFixed(holders)) {
        m_message->setMessage(tr("%1 is taken and cannot be given away: %2.").arg(name, named(holders)));
    } else if (!holders.isEmpty()) {
        m_message->setMessage(tr("%1 is taken by %2.").arg(name, named(holders)));
        m_swap->show();
        m_swap->setFocus(Qt::OtherFocusReason);
    } else {
        m_shortcuts.setKey(current(), key);
        finish();
    }
}

void ShortcutsDialog::finish()
{
    showCurrent();
    m_table->setFocus(Qt::OtherFocusReason);
}

void ShortcutsDialog::swap()
{
    m_shortcuts.setKey(current(), m_key->keySequence());
    finish();
}

void ShortcutsDialog::clearKeys()
{
    m_shortcuts.clear(current());
    finish();
}

void ShortcutsDialog::resetCurrent()
{
    const int index = current();
    m_shortcuts.reset(index);
    finish();
    const Shortcut &shortcut = m_shortcuts.map().at(index);
    if (shortcut.isChanged()) { // another one has it by now
        for (const QKeySequence &key : shortcut.defaults) {
            if (const QList<int> holders = m_shortcuts.map().holders(index, key); !holders.isEmpty()) {
                m_message->setMessage(tr("%1 is taken by %2.").arg(keysText({key}), named(holders)));
            }
        }
    }
}

void ShortcutsDialog::resetAll()
{
    m_shortcuts.resetAll();
    finish();
}

bool ShortcutsDialog::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress) {
        return QDialog::eventFilter(watched, event);
    }
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_filter && (key == Qt::Key_Down || isEnter)) {
        m_table->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (watched == m_filter && key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        m_filter->clear();
        return true;
    }
    if (watched == m_table && (isEnter || key == Qt::Key_F2)) {
        beginEditing();
        return true;
    }
    if (watched == m_table && key == Qt::Key_Delete && m_clear->isEnabled()) {
        clearKeys();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

void showShortcuts(Shortcuts &shortcuts, QWidget &parent)
{
    auto *dialog = new ShortcutsDialog(shortcuts, &parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace atlas::ui
