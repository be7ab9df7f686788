#include "ui/common/tabledelegate.h"

#include "ui/common/appearance.h"
#include "ui/common/paint.h"

#include <QPainter>

namespace atlas::ui
{

namespace
{
constexpr int kMargin = 8;
constexpr int kIconSize = 16;

/// The rest of `rect`, which begins at its left or, laid out from right to left, at its right.
QRect paintIcon(QPainter &painter, const QRect &rect, const QModelIndex &index, Qt::LayoutDirection layout)
{
    const QVariant decoration = index.data(Qt::DecorationRole);
    if (!decoration.isValid()) {
        return rect;
    }
    const QRect place(rect.left(), rect.center().y() - kIconSize / 2 + 1, kIconSize, kIconSize);
    decoration.value<QIcon>().paint(&painter, QStyle::visualRect(layout, rect, place));
    return QStyle::visualRect(layout, rect, rect.adjusted(kIconSize + 4, 0, 0, 0));
}
} // namespace

void TableDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintBackground(*painter, option);
    paintContent(*painter, option, index);
}

void TableDelegate::paintBackground(QPainter &painter, const QStyleOptionViewItem &option)
{
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter.fillRect(option.rect, selectionColor(option.palette));
    } else if (option.features.testFlag(QStyleOptionViewItem::Alternate)) {
        painter.fillRect(option.rect, option.palette.color(QPalette::AlternateBase));
    }
}

void TableDelegate::paintContent(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QRect rect = paintIcon(painter, option.rect.adjusted(kMargin, 0, -kMargin, 0), index, option.direction);
    const QVariant elide = index.data(ElideRole);
    const auto mode = elide.isValid() ? static_cast<Qt::TextElideMode>(elide.toInt()) : Qt::ElideRight;
    const QVariant alignment = index.data(Qt::TextAlignmentRole);
    const auto place = alignment.isValid() ? Qt::Alignment(alignment.toInt()) : Qt::AlignLeft | Qt::AlignVCenter;
    const QVariant foreground = index.data(Qt::ForegroundRole);
    painter.setPen(foreground.isValid() ? foreground.value<QColor>() : option.palette.color(QPalette::Text));
    const QVariant font = index.data(Qt::FontRole);
    painter.setFont(font.isValid() ? font.value<QFont>() : option.font);
    const QString text = painter.fontMetrics().elidedText(index.data().toString(), mode, rect.width());
    drawTextLine(painter, rect, place, text, option.direction);
}

} // namespace atlas::ui
