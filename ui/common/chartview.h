#pragma once

#include "core/report/chart.h"

#include <QWidget>

#include <functional>

class QPainter;

namespace atlas::ui
{

/// Colour of a chart's piece in the application's palette; words and axes are the palette's own.
[[nodiscard]] QColor chartColor(ChartRole role, const QPalette &palette);

/// Paints what core laid out, its top left at the painter's origin.
void paintChart(QPainter &painter, const Chart &chart, const QPalette &palette);

/// Shows a chart that is laid out anew for the width there is; tooltips of its rectangles, its title for readers.
class ChartView : public QWidget
{
    Q_OBJECT

public:
    using Layout = std::function<Chart(double width, double height)>;

    explicit ChartView(QWidget *parent = nullptr);

    /// An empty layout shows nothing.
    void setLayoutFunction(Layout layout);
    [[nodiscard]] const Chart &chart() const { return m_chart; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void layOut();

    Layout m_layout;
    Chart m_chart;
};

} // namespace atlas::ui
