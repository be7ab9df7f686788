#include "ui/common/paint.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace atlas::ui
{

namespace
{
/// Relative luminance (WCAG 2.2).
double luminance(const QColor &color)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}
} // namespace

double contrast(const QColor &a, const QColor &b)
{
    const double lighter = std::max(luminance(a), luminance(b));
    const double darker = std::min(luminance(a), luminance(b));
    return (lighter + 0.05) / (darker + 0.05);
}

QColor readable(const QColor &color, const QColor &background, const QColor &clear, double least)
{
    constexpr double kStep = 0.05;
    QColor found = color;
    for (double share = kStep; share < 1.0 && contrast(found, background) < least; share += kStep) {
        found = mixed(color, clear, share);
    }
    return found;
}

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
