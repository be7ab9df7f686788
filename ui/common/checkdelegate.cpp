#include "ui/common/checkdelegate.h"

#include <QAbstractItemModel>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QStyleOption>
#include <QWidget>

namespace atlas::ui
{

namespace
{
constexpr int kMargin = 8;

QRect boxRect(const QStyleOptionViewItem &option)
{
    const QStyle &style = *option.widget->style();
    const int width = style.pixelMetric(QStyle::PM_IndicatorWidth, &option, option.widget);
    const int height = style.pixelMetric(QStyle::PM_IndicatorHeight, &option, option.widget);
    const QRect box(option.rect.left() + kMargin, option.rect.center().y() - height / 2, width, height);
    return QStyle::visualRect(option.direction, option.rect, box);
}

/// What the box leaves of the cell; the same without a box, so that texts stand below each other.
QRect textRect(const QStyleOptionViewItem &option)
{
    const QRect box = boxRect(option);
    return option.direction == Qt::RightToLeft ? option.rect.adjusted(0, 0, box.left() - option.rect.right(), 0)
                                               : option.rect.adjusted(box.right() - option.rect.left(), 0, 0, 0);
}

bool isOn(const QModelIndex &index)
{
    return index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
}
} // namespace

void CheckDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintBackground(*painter, option);
    QStyleOptionViewItem rest = option;
    if (index.data(Qt::CheckStateRole).isValid()) {
        QStyleOptionButton box;
        box.rect = boxRect(option);
        box.palette = option.palette;
        box.state = QStyle::State_Enabled | (isOn(index) ? QStyle::State_On : QStyle::State_Off);
        option.widget->style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &box, painter, option.widget);
    }
    rest.rect = textRect(option);
    paintContent(*painter, rest, index);
}

bool CheckDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    const auto *mouse = event->type() == QEvent::MouseButtonRelease ? static_cast<QMouseEvent *>(event) : nullptr;
    if (mouse == nullptr || mouse->button() != Qt::LeftButton ||
        !boxRect(option).adjusted(-kMargin, -kMargin, kMargin / 2, kMargin).contains(mouse->pos())) {
        return false;
    }
    return model->setData(index, isOn(index) ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace atlas::ui
