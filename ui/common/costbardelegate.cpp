#include "ui/common/costbardelegate.h"

#include "ui/common/appearance.h"
#include "ui/common/paint.h"

#include <QPainter>

#include <algorithm>

namespace atlas::ui
{

CostBarDelegate::CostBarDelegate(int valueRole, int wholeRole, QObject *parent)
    : TableDelegate(parent), m_valueRole(valueRole), m_wholeRole(wholeRole)
{
}

void CostBarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintBackground(*painter, option);
    const double whole = index.data(m_wholeRole).toDouble();
    const double share = whole > 0 ? std::clamp(index.data(m_valueRole).toDouble() / whole, 0.0, 1.0) : 0.0;
    const QRectF room = QRectF(option.rect).adjusted(1, 3, -1, -3);
    QRectF bar = room;
    bar.setWidth(std::max(bar.width() * share, share > 0 ? 2.0 : 0.0));
    if (option.direction == Qt::RightToLeft) { // it grows from where the row begins
        bar.moveRight(room.right());
    }
    QColor color = barColor(option.palette);
    if (option.state.testFlag(QStyle::State_Selected)) {
        color = mixed(color, option.palette.color(QPalette::Accent), 0.25);
    }
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawRoundedRect(bar, 2, 2);
    painter->setRenderHint(QPainter::Antialiasing, false);
    paintContent(*painter, option, index);
}

} // namespace atlas::ui
