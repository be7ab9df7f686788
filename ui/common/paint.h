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

/// How well one colour is read on the other: 1 (not at all) to 21; text wants 4.5 (WCAG 2.2, contrast ratio).
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

/// `color`, as much nearer to `clear` as it takes to be read on `background` with this contrast.
[[nodiscard]] QColor readable(const QColor &color, const QColor &background, const QColor &clear, double least);

/// One line of text in `rect`. Its place follows `layout`, the direction of the window; its characters follow the text
/// itself: names and "12.3 ms" are read from left to right in a window that is laid out from right to left.
void drawTextLine(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text,
                  Qt::LayoutDirection layout);

} // namespace atlas::ui
