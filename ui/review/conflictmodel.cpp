#include "ui/review/conflictmodel.h"

#include "ui/common/appearance.h"
#include "ui/common/text.h"

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
QString valueOf(const MergeConflict &conflict, const std::optional<KernelInfo> &side)
{
    if (!side) {
        return ConflictModel::tr("(not in the file)");
    }
    return conflict.kind == MergeConflict::Kind::Field ? toQString(toDisplayText((*side)[conflict.field]))
                                                       : toQString(side->text(Field::FriendlyName));
}

/// What people call the kernel; its raw name where no side has a name for it.
std::string_view nameOf(const MergeConflict &conflict)
{
    for (const std::optional<KernelInfo> *side : {&conflict.mine, &conflict.theirs, &conflict.base}) {
        if (*side && !(*side)->text(Field::FriendlyName).empty()) {
            return (*side)->text(Field::FriendlyName);
        }
    }
    return conflict.rawName;
}
} // namespace

ConflictModel::ConflictModel(std::vector<RebaseRow> conflicts, QObject *parent)
    : RowTableModel(parent), m_conflicts(std::move(conflicts))
{
    for (const RebaseRow &row : m_conflicts) {
        m_sides.push_back(row.side);
    }
}

QString ConflictModel::fieldWords(const RebaseRow &row) const
{
    const MergeConflict &conflict = row.conflict;
    const QString field =
        conflict.kind == MergeConflict::Kind::Field ? ui::words(conflict.field) : tr("the whole entry");
    return row.isAcceptedChange ? tr("%1 (accepted)").arg(field) : field;
}

void ConflictModel::setSide(int row, MergeSide side)
{
    m_sides[static_cast<std::size_t>(row)] = side;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void ConflictModel::setAll(MergeSide side)
{
    std::ranges::fill(m_sides, side);
    if (!m_sides.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rows() - 1, ColumnCount - 1));
    }
}

QString ConflictModel::words(MergeSide side)
{
    return side == MergeSide::Mine ? tr("◀ yours") : tr("the file's ▶");
}

QVariant ConflictModel::header(int column, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case KernelColumn:
        return tr("Kernel");
    case FieldColumn:
        return tr("Field");
    case BeforeColumn:
        return tr("Before");
    case MineColumn:
        return tr("Yours");
    case TheirsColumn:
        return tr("In the file now");
    default:
        return tr("What stands");
    }
}

QVariant ConflictModel::cell(int row, int column, int role) const
{
    const MergeConflict &conflict = m_conflicts[static_cast<std::size_t>(row)].conflict;
    const MergeSide side = m_sides[static_cast<std::size_t>(row)];
    const auto text = [&]() -> QString {
        switch (column) {
        case KernelColumn:
            return toQString(nameOf(conflict));
        case FieldColumn:
            return fieldWords(m_conflicts[static_cast<std::size_t>(row)]);
        case BeforeColumn:
            return valueOf(conflict, conflict.base);
        case MineColumn:
            return valueOf(conflict, conflict.mine);
        case TheirsColumn:
            return valueOf(conflict, conflict.theirs);
        default:
            return words(side);
        }
    };
    if (role == Qt::DisplayRole) {
        return cellText(toUtf8(text()));
    }
    if (role == Qt::ToolTipRole) {
        return plainToolTip(column == KernelColumn ? text() + u'\n' + toQString(conflict.rawName) : text());
    }
    return {};
}

} // namespace atlas::ui
