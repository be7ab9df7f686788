#include "ui/mainwindow/shortcutsmodel.h"

#include "ui/common/appearance.h"
#include "ui/common/keybindings.h"
#include "ui/common/text.h"

#include <QApplication>
#include <QFont>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

void ShortcutsModel::refresh()
{
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

QString ShortcutsModel::scopeWords(KeyScope scope)
{
    switch (scope) {
    case KeyScope::Everywhere:
        return tr("everywhere");
    case KeyScope::RunPage:
        return tr("run page");
    case KeyScope::ComparisonPage:
        return tr("comparison page");
    case KeyScope::KernelTable:
        return tr("kernel table");
    case KeyScope::ComparisonTable:
        return tr("table of pairs");
    case KeyScope::Fields:
        return tr("fields");
    case KeyScope::Elsewhere:
        return tr("other views");
    }
    return {};
}

QVariant ShortcutsModel::header(int column, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case WordsColumn:
        return tr("What it does");
    case KeysColumn:
        return tr("Keys");
    default:
        return tr("Where");
    }
}

QString ShortcutsModel::text(const Shortcut &shortcut, int column)
{
    switch (column) {
    case WordsColumn:
        return shortcut.words;
    case KeysColumn:
        return shortcut.shown.isEmpty() ? keysText(shortcut.keys) : shortcut.shown;
    default: {
        const QString where = scopeWords(shortcut.scope);
        return shortcut.isChangeable() ? where : tr("%1 · fixed").arg(where);
    }
    }
}

QVariant ShortcutsModel::cell(int row, int column, int role) const
{
    const Shortcut &shortcut = m_map.at(row);
    switch (role) {
    case Qt::DisplayRole:
        return text(shortcut, column) +
               (column == KeysColumn && shortcut.isChangeable() && shortcut.isChanged() ? u" *"_s : QString());
    case Qt::ToolTipRole: {
        const QString own = keysText(shortcut.defaults);
        const QString changed = own.isEmpty() ? tr("Changed; has no key by itself") : tr("Changed; was %1").arg(own);
        return plainToolTip(!shortcut.isChangeable() ? tr("%1. Cannot be changed.").arg(shortcut.words)
                            : shortcut.isChanged()   ? shortcut.words + u"\n"_s + changed
                                                     : shortcut.words);
    }
    case Qt::ForegroundRole:
        return shortcut.isChangeable() ? QVariant() : QVariant(color(Tone::Quiet, QApplication::palette()));
    case Qt::FontRole: {
        QFont font;
        font.setBold(column == KeysColumn && shortcut.isChangeable() && shortcut.isChanged());
        return font;
    }
    default:
        return {};
    }
}

} // namespace atlas::ui
