#include "ui/chart/chartview.h"

#include "ui/chart/chartaccessible.h"
#include "ui/chart/chartpainter.h"
#include "ui/common/corewords.h"
#include "ui/common/text.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMetaMethod>
#include <QPainter>
#include <QSaveFile>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr double kChartFontPixels = 11.0;
constexpr double kSmallFont = 0.86;
constexpr int kLeastWidth = 320;
constexpr int kUsualWidth = 560;
constexpr int kLeastHeight = 150; ///< of a chart that fills the height there is
constexpr int kPictureScale = 2;
/// How far beside a thin mark a pointer may be.
constexpr double kSlack = 2.0;
} // namespace

ChartView::ChartView(QWidget *parent, Height height) : QWidget(parent), m_height(height)
{
    installChartAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(m_height == Height::OfChart);
    setSizePolicy(policy);
}

double ChartView::scale() const
{
    return std::max(1.0, QFontInfo(font()).pixelSize() * kSmallFont / kChartFontPixels);
}

void ChartView::setLayoutFunction(Layout layout)
{
    m_layout = std::move(layout);
    m_current = -1;
    m_hovered = -1;
    layOut();
    updateGeometry();
}

void ChartView::layOut()
{
    if (!m_layout) {
        return;
    }
    m_chart = m_layout(std::max(width(), kLeastWidth) / scale(), height() / scale());
    m_current = isMark(m_current) ? m_current : -1;
    m_hovered = -1;
    setAccessibleName(coreWord(m_chart.title));
    update();
}

QSize ChartView::sizeHint() const
{
    return {kUsualWidth, m_height == Height::OfChart ? heightForWidth(kUsualWidth) : kLeastHeight};
}

QSize ChartView::minimumSizeHint() const
{
    return {kLeastWidth, m_height == Height::OfChart ? heightForWidth(std::max(width(), kLeastWidth)) : kLeastHeight};
}

int ChartView::heightForWidth(int width) const
{
    const double height = m_layout ? m_layout(std::max(width, kLeastWidth) / scale(), 0.0).height : 0.0;
    return static_cast<int>(std::ceil(height * scale()));
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

bool ChartView::isMark(int rectangle) const
{
    return rectangle >= 0 && rectangle < static_cast<int>(m_chart.rectangles.size()) &&
           !m_chart.rectangles[static_cast<std::size_t>(rectangle)].tooltip.empty();
}

QRectF ChartView::markRect(int rectangle) const
{
    const ChartRectangle &r = m_chart.rectangles[static_cast<std::size_t>(rectangle)];
    const double by = scale();
    return {r.x * by, r.y * by, r.width * by, r.height * by};
}

int ChartView::markAt(const QPointF &point) const
{
    int near = -1;
    for (int i = 0; i < static_cast<int>(m_chart.rectangles.size()); ++i) {
        if (!isMark(i)) {
            continue;
        }
        if (markRect(i).contains(point)) {
            return i;
        }
        near = markRect(i).adjusted(-kSlack, -kSlack, kSlack, kSlack).contains(point) ? i : near;
    }
    return near;
}

/// Charts are laid out for letters of one size; larger ones enlarge all of it.
void ChartView::paint(QPainter &painter) const
{
    QFont unscaled = font();
    unscaled.setPointSizeF(QFontInfo(font()).pointSizeF() / scale());
    painter.setFont(unscaled);
    paintChart(painter, m_chart, palette());
}

void ChartView::paintOutline(QPainter &painter, int rectangle, const QColor &color) const
{
    if (isMark(rectangle)) {
        painter.setPen(QPen(color, 2.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(markRect(rectangle).adjusted(-1.0, -1.0, 1.0, 1.0));
    }
}

void ChartView::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.save();
    painter.scale(scale(), scale());
    paint(painter);
    painter.restore();
    paintOutline(painter, m_hovered, palette().color(QPalette::PlaceholderText));
    if (hasFocus()) {
        paintOutline(painter, m_current, palette().color(QPalette::WindowText));
    }
}

std::vector<int> ChartView::marks() const
{
    std::vector<int> marks;
    for (int i = 0; i < static_cast<int>(m_chart.rectangles.size()); ++i) {
        if (isMark(i)) {
            marks.push_back(i);
        }
    }
    return marks;
}

QString ChartView::markText(int rectangle) const
{
    return coreText(m_chart.rectangles[static_cast<std::size_t>(rectangle)].tooltip);
}

void ChartView::setCurrentMark(int rectangle)
{
    m_current = rectangle;
    setAccessibleDescription(isMark(rectangle) ? markText(rectangle) : QString());
    if (QAccessible::isActive() && isMark(rectangle)) {
        const std::vector<int> all = marks();
        QAccessibleEvent focused(this, QAccessible::Focus);
        focused.setChild(static_cast<int>(std::ranges::find(all, rectangle) - all.begin()));
        QAccessible::updateAccessibility(&focused);
    }
    update();
}

void ChartView::step(int by)
{
    const int count = static_cast<int>(m_chart.rectangles.size());
    for (int i = m_current + by; i >= 0 && i < count; i += by) {
        if (isMark(i)) {
            setCurrentMark(i);
            if (isVisible()) {
                QToolTip::showText(mapToGlobal(markRect(i).bottomLeft().toPoint()),
                                   plainToolTip(accessibleDescription()), this);
            }
            return;
        }
    }
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Down:
        step(1);
        return;
    case Qt::Key_Left:
    case Qt::Key_Up:
        step(-1);
        return;
    case Qt::Key_Home:
        m_current = -1;
        step(1);
        return;
    case Qt::Key_End:
        m_current = static_cast<int>(m_chart.rectangles.size());
        step(-1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (isMark(m_current)) {
            Q_EMIT markActivated(m_current);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void ChartView::focusInEvent(QFocusEvent *event)
{
    if (!isMark(m_current) && event->reason() != Qt::MouseFocusReason) {
        m_current = -1;
        step(1);
        QToolTip::hideText();
    }
    QWidget::focusInEvent(event);
    update();
}

bool ChartView::isActive() const
{
    return isSignalConnected(QMetaMethod::fromSignal(&ChartView::markActivated));
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = markAt(event->position());
    setCursor(m_hovered >= 0 && isActive() ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void ChartView::leaveEvent(QEvent *event)
{
    m_hovered = -1;
    update();
    QWidget::leaveEvent(event);
}

void ChartView::mousePressEvent(QMouseEvent *event)
{
    const int mark = event->button() == Qt::LeftButton ? markAt(event->position()) : -1;
    if (mark >= 0) {
        setCurrentMark(mark);
        Q_EMIT markActivated(mark);
    }
}

bool ChartView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int mark = markAt(help->pos());
        if (mark >= 0) {
            QToolTip::showText(help->globalPos(), plainToolTip(markText(mark)), this, markRect(mark).toAlignedRect());
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

bool ChartView::save(const QString &path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return false;
    }
    if (path.endsWith(u".svg"_s, Qt::CaseInsensitive)) {
        file.write(QByteArray::fromStdString(printSvg(m_chart, true)));
        return file.commit();
    }
    QImage image((QSizeF(m_chart.width, m_chart.height) * kPictureScale).toSize(), QImage::Format_ARGB32);
    image.fill(palette().color(QPalette::Base));
    QPainter painter(&image);
    painter.scale(kPictureScale, kPictureScale);
    paint(painter);
    painter.end();
    return image.save(&file, "PNG") && file.commit();
}

} // namespace atlas::ui
