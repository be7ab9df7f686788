#include "ui/review/historymodel.h"

#include "core/base/text.h"
#include "ui/common/appearance.h"
#include "ui/common/corewords.h"
#include "ui/common/counttext.h"
#include "ui/common/text.h"

#include <QGuiApplication>

#include <algorithm>
#include <unordered_set>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// Kernels named in a tooltip.
constexpr qsizetype kNamed = 8;

std::vector<EntryId> entriesOf(const EditGroup &group)
{
    std::unordered_set<EntryId> seen;
    std::vector<EntryId> entries;
    for (const Edit &edit : group.edits) {
        if (seen.insert(edit.entry).second) {
            entries.push_back(edit.entry);
        }
    }
    return entries;
}
} // namespace

HistoryModel::HistoryModel(RunSession &session, QObject *parent) : RowTableModel(parent), m_session(session)
{
    m_rowCount = static_cast<int>(history().count()) + 1;
}

int HistoryModel::currentRow() const
{
    return std::min(static_cast<int>(history().index()), m_rowCount - 1);
}

void HistoryModel::refresh()
{
    const int now = static_cast<int>(history().count()) + 1;
    if (now < m_rowCount) {
        beginRemoveRows({}, now, m_rowCount - 1);
        m_rowCount = now;
        endRemoveRows();
    } else if (now > m_rowCount) {
        beginInsertRows({}, m_rowCount, now - 1);
        m_rowCount = now;
        endInsertRows();
    }
    Q_EMIT dataChanged(index(0, 0), index(m_rowCount - 1, ColumnCount - 1));
}

QVariant HistoryModel::header(int column, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((column == KernelsColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case StepColumn:
        return tr("Step");
    case KernelsColumn:
        return tr("Kernels");
    default:
        return tr("Standing");
    }
}

QString HistoryModel::standing(int row) const
{
    const auto index = static_cast<std::size_t>(row);
    QStringList parts;
    if (index == history().index()) {
        parts += tr("▸ here");
    } else if (index > history().index()) {
        parts += tr("taken back");
    }
    if (history().cleanIndex() == index) {
        const bool hasFile = !m_session.document().catalog()->text().empty();
        parts += hasFile ? tr("as in %1").arg(m_session.catalogName()) : tr("nothing published yet");
    }
    return parts.join(u" · "_s);
}

QString HistoryModel::text(int row, int column) const
{
    if (column == StandingColumn) {
        return standing(row);
    }
    if (row == 0) {
        return column == StepColumn ? tr("As it was opened") : QString();
    }
    const EditGroup &group = history().group(static_cast<std::size_t>(row) - 1);
    return column == StepColumn ? coreText(escapeControls(group.text)) : countText(entriesOf(group).size());
}

QString HistoryModel::toolTip(int row) const
{
    if (row == 0) {
        return tr("Before the first step");
    }
    const EditGroup &group = history().group(static_cast<std::size_t>(row) - 1);
    const std::vector<EntryId> entries = entriesOf(group);
    QStringList lines = {coreText(escapeControls(group.text))};
    for (const EntryId entry : entries) {
        if (lines.size() > kNamed) {
            lines += tr("and %1 more").arg(countText(entries.size() - static_cast<std::size_t>(kNamed)));
            break;
        }
        lines += toQString(escapeControls(m_session.document().rawName(entry)));
    }
    return lines.join(u'\n');
}

QVariant HistoryModel::cell(int row, int column, int role) const
{
    const bool isHere = row == currentRow();
    switch (role) {
    case Qt::DisplayRole:
        return cellText(toUtf8(text(row, column)));
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(row));
    case Qt::ForegroundRole:
        return row > currentRow()                   ? QVariant(color(Tone::Quiet, QGuiApplication::palette()))
               : column == StandingColumn && isHere ? QVariant(color(Tone::Yours, QGuiApplication::palette()))
                                                    : QVariant();
    case Qt::TextAlignmentRole:
        return static_cast<int>((column == KernelsColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace atlas::ui
