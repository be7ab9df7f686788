#pragma once

#include <QColor>
#include <QRect>
#include <QString>

class QPainter;

namespace atlas::ui
{

/// `a` with `share` (0..1) of `b`; opaque.
[[nodiscard]] inline QColor mixed(const QColor &a, const QColor &b, double share)
{
    const auto mix = [share](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

/// One line of text in `rect`. Its place follows `layout`, the direction of the window; its characters follow the text
/// itself: names and "12.3 ms" are read from left to right in a window that is laid out from right to left.
void drawTextLine(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text,
                  Qt::LayoutDirection layout);

} // namespace atlas::ui
