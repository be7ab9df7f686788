#include "ui/comparison/divergingbardelegate.h"

#include "ui/chart/chartpainter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace atlas::ui
{

namespace
{
constexpr int kMargin = 4;
constexpr double kLeastWidth = 1.5;
} // namespace

DivergingBarDelegate::DivergingBarDelegate(int shareRole, int kindRole, QObject *parent)
    : TableDelegate(parent), m_shareRole(shareRole), m_kindRole(kindRole)
{
}

void DivergingBarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintBackground(*painter, option);
    const QRectF cell = QRectF(option.rect).adjusted(kMargin, 0, -kMargin, 0);
    const double axis = std::round(cell.center().x());
    painter->fillRect(QRectF(axis, cell.top(), 1.0, cell.height()), chartColor(ChartRole::Axis, option.palette));
    const double share = std::clamp(index.data(m_shareRole).toDouble(), -1.0, 1.0);
    if (share == 0.0) {
        return;
    }
    const double width = std::max(std::abs(share) * cell.width() / 2.0, kLeastWidth);
    const double height = std::min(cell.height() - 8.0, 14.0);
    const QRectF bar(share > 0.0 ? axis : axis - width, cell.center().y() - height / 2.0, width, height);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(chartColor(static_cast<ChartRole>(index.data(m_kindRole).toInt()), option.palette));
    painter->drawRoundedRect(bar, 1.5, 1.5);
    painter->restore();
}

} // namespace atlas::ui
