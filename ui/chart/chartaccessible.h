#pragma once

namespace atlas::ui
{

/// Makes the marks of every ChartView children of the chart for screen readers: named by their tooltips, in
/// place, to be pressed. Call once or more before the first is asked for.
void installChartAccessibility();

} // namespace atlas::ui
