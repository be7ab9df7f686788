#include "ui/kernel/originbadge.h"

#include "ui/common/appearance.h"
#include "ui/common/paint.h"

#include <QPainter>

#include <algorithm>

namespace atlas::ui
{

namespace
{
constexpr double kScale = 0.82;
constexpr int kPadding = 8;
} // namespace

OriginBadge::OriginBadge(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setOrigin(Origin::Rule);
}

void OriginBadge::setOrigin(Origin origin)
{
    m_origin = origin;
    setAccessibleName(words(origin));
    setToolTip(explanation(origin));
    update();
}

QFont OriginBadge::badgeFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * kScale);
    return small;
}

QSize OriginBadge::sizeHint() const
{
    const QFontMetrics metrics(badgeFont());
    int width = 0; // the same for all words, so that the column stands still
    for (const Origin origin : {Origin::Rule, Origin::Catalog, Origin::Override}) {
        width = std::max(width, metrics.horizontalAdvance(words(origin)));
    }
    return {width + 2 * kPadding, metrics.height() + 4};
}

void OriginBadge::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = color(tone(m_origin), palette());
    painter.setPen(QPen(mixed(ink, palette().color(QPalette::Base), 0.35), 1.0));
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setFont(badgeFont());
    painter.setPen(ink);
    painter.drawText(rect(), Qt::AlignCenter, words(m_origin));
}

} // namespace atlas::ui
