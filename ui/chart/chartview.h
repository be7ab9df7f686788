#pragma once

#include "core/report/chart.h"

#include <QWidget>

#include <cstdint>
#include <functional>

namespace atlas::ui
{

/// Paints a chart of core in the window's palette and font. Rectangles with a tooltip are its marks: arrow keys walk
/// them, Enter or a click activates one where that leads anywhere, and screen readers hear the one that is current.
class ChartView : public QWidget
{
    Q_OBJECT

public:
    enum class Height : std::uint8_t
    {
        OfChart, ///< as the chart needs for its width
        Given    ///< what there is
    };
    /// Lays the chart out for the room there is; called again when that changes.
    using Layout = std::function<Chart(double width, double height)>;

    explicit ChartView(QWidget *parent = nullptr, Height height = Height::OfChart);

    void setLayoutFunction(Layout layout);
    [[nodiscard]] const Chart &chart() const { return m_chart; }
    /// Rectangle of the current mark; -1 for none.
    [[nodiscard]] int currentMark() const { return m_current; }
    void setCurrentMark(int rectangle);
    [[nodiscard]] bool isMark(int rectangle) const;
    /// Rectangles that are marks, in the order of the chart.
    [[nodiscard]] std::vector<int> marks() const;
    /// What is said of a mark.
    [[nodiscard]] QString markText(int rectangle) const;
    /// Where a rectangle of the chart is on the widget.
    [[nodiscard]] QRectF markRect(int rectangle) const;
    /// The mark at `point`; the nearest in its column or row where thin ones are hard to hit; -1 for none.
    [[nodiscard]] int markAt(const QPointF &point) const;
    /// Writes an SVG or PNG, as the name ends; false when it cannot be written.
    [[nodiscard]] bool save(const QString &path) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return m_height == Height::OfChart; }
    [[nodiscard]] int heightForWidth(int width) const override;

Q_SIGNALS:
    void markActivated(int rectangle);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    void layOut();
    void paint(QPainter &painter) const;
    void paintOutline(QPainter &painter, int rectangle, const QColor &color) const;
    void step(int by);
    /// Pixels of the widget a pixel of the chart: charts are laid out for a font of 11 pixels.
    [[nodiscard]] double scale() const;
    /// Whether anyone listens when a mark is activated.
    [[nodiscard]] bool isActive() const;

    Height m_height;
    Layout m_layout;
    Chart m_chart;
    int m_current = -1;
    int m_hovered = -1;
};

} // namespace atlas::ui
