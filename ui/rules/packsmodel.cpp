#include "ui/rules/packsmodel.h"

#include "core/base/format.h"
#include "ui/common/appearance.h"
#include "ui/common/counttext.h"
#include "ui/common/tabledelegate.h"
#include "ui/common/text.h"

#include <QGuiApplication>

namespace atlas::ui
{

namespace
{
bool isNumber(int column)
{
    return column == PacksModel::OrderColumn || column == PacksModel::RulesColumn || column == PacksModel::TimeColumn;
}

QString findingsText(const PackReport &pack)
{
    if (pack.isOld) {
        return PacksModel::tr("broken now; what it said before counts");
    }
    const auto count = static_cast<int>(pack.findings.size());
    return count == 0   ? PacksModel::tr("none")
           : count == 1 ? PacksModel::tr("1 finding")
                        : PacksModel::tr("%1 findings").arg(countText(count));
}
} // namespace

void PacksModel::setPacks(std::vector<PackReport> packs)
{
    beginResetModel();
    m_packs = std::move(packs);
    endResetModel();
}

QVariant PacksModel::header(int column, int role) const
{
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (column) {
    case OrderColumn:
        return tr("Order");
    case PackColumn:
        return tr("Pack");
    case RulesColumn:
        return tr("Rules");
    case TimeColumn:
        return tr("Read in");
    case FindingsColumn:
        return tr("Findings");
    default:
        return tr("File");
    }
}

QString PacksModel::text(const PackReport &pack, int row, int column)
{
    switch (column) {
    case OrderColumn:
        return QString::number(row + 1);
    case PackColumn:
        return pack.name.empty() ? tr("(no name)") : cellText(pack.name);
    case RulesColumn:
        return toQString(formatCount(static_cast<std::int64_t>(pack.ruleCount)));
    case TimeColumn:
        return toQString(formatDuration(static_cast<double>(pack.readTime.count()) * 1000.0));
    case FindingsColumn:
        return findingsText(pack);
    default:
        return pack.file.empty() ? tr("part of the program") : fromPath(pack.file);
    }
}

QVariant PacksModel::cell(int row, int column, int role) const
{
    const PackReport &pack = m_packs[static_cast<std::size_t>(row)];
    switch (role) {
    case Qt::DisplayRole:
        return text(pack, row, column);
    case Qt::ToolTipRole:
        return plainToolTip(text(pack, row, column));
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::DecorationRole:
        return column == FindingsColumn && !pack.findings.empty()
                   ? QVariant(icon(symbol(worst(pack.findings)),
                                   color(tone(worst(pack.findings)), QGuiApplication::palette())))
                   : QVariant();
    case TableDelegate::ElideRole:
        return static_cast<int>(column == FileColumn ? Qt::ElideMiddle : Qt::ElideRight);
    default:
        return {};
    }
}

} // namespace atlas::ui
