#pragma once

#include <QSize>

class QWidget;

namespace atlas::ui
{

/// `wanted`, or what of it the screen has room for.
[[nodiscard]] QSize withinScreen(const QWidget &window, const QSize &wanted);

/// Gives a window that is not shown yet this size, or as much of it as its screen has room for, its frame included.
/// Room for 1366 × 768 pixels of the screen is always taken.
void resizeWithinScreen(QWidget &window, const QSize &wanted);

} // namespace atlas::ui
