#include "ui/comparison/plaintablemodel.h"

#include "core/base/format.h"
#include "ui/common/tabledelegate.h"
#include "ui/common/text.h"

#include <QCoreApplication>

#include <array>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr std::array<const char *, PlainTableModel::ColumnCount> kNames = {
    QT_TRANSLATE_NOOP("PlainTable", "Kernel"), QT_TRANSLATE_NOOP("PlainTable", "Total"),
    QT_TRANSLATE_NOOP("PlainTable", "Calls"),  QT_TRANSLATE_NOOP("PlainTable", "Average"),
    QT_TRANSLATE_NOOP("PlainTable", "Median"), QT_TRANSLATE_NOOP("PlainTable", "Min"),
    QT_TRANSLATE_NOOP("PlainTable", "Max"),    QT_TRANSLATE_NOOP("PlainTable", "StdDev")};
} // namespace

void PlainTableModel::setTable(std::shared_ptr<const Run> run, const std::string &stage, Names names)
{
    beginResetModel();
    m_run = std::move(run);
    const std::optional<StageId> id = m_run->findStage(stage);
    m_stage = id ? &m_run->stage(*id) : nullptr;
    m_names = std::move(names);
    endResetModel();
}

std::string_view PlainTableModel::rawNameAt(int row) const
{
    return m_run->name(m_stage->rows[static_cast<std::size_t>(row)].kernel);
}

int PlainTableModel::rowOf(std::string_view rawName) const
{
    const std::optional<KernelId> kernel = m_stage != nullptr ? m_run->findKernel(rawName) : std::nullopt;
    const std::optional<std::size_t> row = kernel ? m_stage->rowOf(*kernel) : std::nullopt;
    return row ? static_cast<int>(*row) : -1;
}

QVariant PlainTableModel::header(int column, int role) const
{
    if (role == Qt::DisplayRole) {
        return QCoreApplication::translate("PlainTable", kNames[static_cast<std::size_t>(column)]);
    }
    return role == Qt::TextAlignmentRole
               ? QVariant(static_cast<int>((column == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter))
               : QVariant();
}

QVariant PlainTableModel::cell(int row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return column == NameColumn ? plainToolTip(text(row, column) + u"\n"_s + toQString(rawNameAt(row)))
                                    : toQString(formatExact(number(row, column)));
    case Qt::TextAlignmentRole:
        return static_cast<int>((column == NameColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case TableDelegate::ElideRole:
        return static_cast<int>(column == NameColumn ? Qt::ElideMiddle : Qt::ElideRight);
    default:
        return {};
    }
}

double PlainTableModel::number(int row, int column) const
{
    const KernelTiming &timing = m_stage->rows[static_cast<std::size_t>(row)].timing;
    switch (column) {
    case TotalColumn:
        return static_cast<double>(timing.totalNs);
    case InstancesColumn:
        return static_cast<double>(timing.instances);
    case AverageColumn:
        return timing.averageNs();
    case MedianColumn:
        return timing.medianNs;
    case MinColumn:
        return timing.minimumNs();
    case MaxColumn:
        return timing.maximumNs();
    default:
        return timing.standardDeviationNs;
    }
}

QString PlainTableModel::text(int row, int column) const
{
    if (column == NameColumn) {
        const std::string_view rawName = rawNameAt(row);
        const auto found = m_names.find(rawName);
        return cellText(found != m_names.end() ? std::string_view(found->second) : rawName);
    }
    const double value = number(row, column);
    return toQString(column == InstancesColumn ? formatCount(static_cast<std::int64_t>(value)) : formatDuration(value));
}

} // namespace atlas::ui
