#pragma once

#include "core/report/chart.h"

#include <QColor>

class QPainter;
class QPalette;

namespace atlas::ui
{

/// Colour of a chart's piece in the application's palette; words and axes are the palette's own.
[[nodiscard]] QColor chartColor(ChartRole role, const QPalette &palette);

/// Paints what core laid out, its top left at the painter's origin.
void paintChart(QPainter &painter, const Chart &chart, const QPalette &palette);

} // namespace atlas::ui
