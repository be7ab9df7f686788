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
    return {option.rect.left() + kMargin, option.rect.center().y() - height / 2, width, height};
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
    rest.rect.setLeft(boxRect(option).right()); // texts stand below each other, with a box or without
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
