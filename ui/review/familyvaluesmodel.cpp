#include "ui/review/familyvaluesmodel.h"

#include "core/base/text.h"
#include "ui/common/appearance.h"
#include "ui/common/counttext.h"
#include "ui/common/text.h"

#include <QGuiApplication>

namespace atlas::ui
{

void FamilyValuesModel::setDifferences(const FamilyDifferences &differences, std::size_t familySize)
{
    beginResetModel();
    m_familySize = familySize;
    m_rows.clear();
    for (const FieldDifference &difference : differences.fields) {
        for (const ValueUse &use : difference.values) {
            m_rows.push_back({difference.field, &use == &difference.values.front(), use});
        }
    }
    endResetModel();
}

const std::vector<EntryId> &FamilyValuesModel::entriesAt(int row) const
{
    return m_rows[static_cast<std::size_t>(row)].use.entries;
}

QVariant FamilyValuesModel::header(int column, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case FieldColumn:
        return tr("Field");
    case CountColumn:
        return tr("Kernels");
    default:
        return tr("Value");
    }
}

QString FamilyValuesModel::text(const Row &row, int column) const
{
    switch (column) {
    case FieldColumn:
        return words(row.field);
    case CountColumn:
        return isCommon(row) ? tr("all alike")
                             : tr("%1 of %2").arg(countText(row.use.entries.size()), countText(m_familySize));
    default:
        return isNull(row.use.value) ? tr("none") : toQString(escapeControls(toDisplayText(row.use.value)));
    }
}

QVariant FamilyValuesModel::cell(int row, int column, int role) const
{
    const Row &shown = m_rows[static_cast<std::size_t>(row)];
    switch (role) {
    case Qt::DisplayRole:
        return column == FieldColumn && !shown.isFirst ? QString() : cellText(toUtf8(text(shown, column)));
    case Qt::AccessibleTextRole: // a screen reader gets the field of every row
        return text(shown, column);
    case Qt::ToolTipRole:
        return plainToolTip(text(shown, column));
    case Qt::ForegroundRole:
        return isCommon(shown) || (column == ValueColumn && isNull(shown.use.value))
                   ? QVariant(color(Tone::Quiet, QGuiApplication::palette()))
                   : QVariant();
    case Qt::DecorationRole:
        return column == ValueColumn && shown.field == Field::SourceLib
                   ? QVariant(librarySquare(toDisplayText(shown.use.value)))
                   : QVariant();
    default:
        return {};
    }
}

} // namespace atlas::ui
