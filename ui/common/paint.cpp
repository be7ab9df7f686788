#include "ui/common/paint.h"

#include <QPainter>
#include <QStyle>

namespace atlas::ui
{

void drawTextLine(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text,
                  Qt::LayoutDirection layout)
{
    const Qt::LayoutDirection before = painter.layoutDirection();
    painter.setLayoutDirection(text.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    const Qt::Alignment place = QStyle::visualAlignment(layout, alignment) | Qt::AlignAbsolute;
    painter.drawText(rect, static_cast<int>(place) | Qt::TextSingleLine, text);
    painter.setLayoutDirection(before);
}

} // namespace atlas::ui
