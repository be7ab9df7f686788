#pragma once

#include <QSize>

class QWidget;

namespace atlas::ui
{

/// Gives a window that is not shown yet this size, or as much of it as its screen has room for, its frame included.
/// Room for 1366 × 768 is always taken.
void resizeWithinScreen(QWidget &window, const QSize &wanted);

} // namespace atlas::ui
