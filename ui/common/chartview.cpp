#include "ui/common/chartview.h"

#include "ui/common/corewords.h"
#include "ui/common/text.h"
#include "ui/common/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace atlas::ui
{

namespace
{
constexpr double kSmallFont = 0.86;

void paintText(QPainter &painter, const ChartText &text, const QPalette &palette)
{
    painter.setPen(chartColor(text.role, palette));
    const QString shown = coreWord(text.text);
    const int width = painter.fontMetrics().horizontalAdvance(shown);
    const double shift = text.anchor == ChartAnchor::Start ? 0.0
                         : text.anchor == ChartAnchor::End ? width
                                                           : width / 2.0;
    painter.drawText(QPointF(text.x - shift, text.y), shown);
}
} // namespace

QColor chartColor(ChartRole role, const QPalette &palette)
{
    if (role == ChartRole::Label) {
        return palette.color(QPalette::WindowText);
    }
    if (role == ChartRole::QuietLabel) {
        return palette.color(QPalette::PlaceholderText);
    }
    return QColor(toQString(colour(role, isDark(palette))));
}

void paintChart(QPainter &painter, const Chart &chart, const QPalette &palette)
{
    painter.save();
    painter.setLayoutDirection(Qt::LeftToRight); // scales and "12.3 ms" run so in every language
    painter.setRenderHint(QPainter::Antialiasing);
    QFont font = painter.font();
    font.setPointSizeF(font.pointSizeF() * kSmallFont);
    painter.setFont(font);
    const auto paintLines = [&](bool isAxis) {
        for (const ChartLine &line : chart.lines) {
            if ((line.role == ChartRole::Axis) == isAxis) {
                painter.setPen(QPen(chartColor(line.role, palette), isAxis ? 1.0 : 1.6));
                painter.drawLine(QPointF(line.x1, line.y1), QPointF(line.x2, line.y2));
            }
        }
    };
    paintLines(true);
    for (const ChartRectangle &rectangle : chart.rectangles) {
        painter.fillRect(QRectF(rectangle.x, rectangle.y, rectangle.width, rectangle.height),
                         rectangle.role == ChartRole::Series ? QColor(toQString(seriesColor(rectangle.series)))
                                                             : chartColor(rectangle.role, palette));
    }
    paintLines(false); // marks lie over the spread that they are in
    for (const ChartText &text : chart.texts) {
        paintText(painter, text, palette);
    }
    painter.restore();
}

ChartView::ChartView(QWidget *parent) : QWidget(parent)
{
}

void ChartView::setLayoutFunction(Layout layout)
{
    m_layout = std::move(layout);
    layOut();
    updateGeometry();
}

QSize ChartView::sizeHint() const
{
    return {320, m_chart.height > 0 ? static_cast<int>(m_chart.height) : 0};
}

void ChartView::layOut()
{
    m_chart = m_layout ? m_layout(width(), height()) : Chart{};
    setAccessibleName(coreWord(m_chart.title));
    update();
}

void ChartView::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintChart(painter, m_chart, palette());
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

bool ChartView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip) {
        return QWidget::event(event);
    }
    const auto *help = static_cast<QHelpEvent *>(event);
    for (const ChartRectangle &rectangle : m_chart.rectangles) {
        const QRectF place = QRectF(rectangle.x, rectangle.y, rectangle.width, rectangle.height).adjusted(-2, -4, 2, 4);
        if (!rectangle.tooltip.empty() && place.contains(help->pos())) {
            QToolTip::showText(help->globalPos(), plainToolTip(coreText(rectangle.tooltip)), this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace atlas::ui
