#include "ui/kernel/offerbutton.h"

#include "ui/common/paint.h"

#include <QPainter>
#include <QStyleOptionToolButton>

namespace atlas::ui
{

namespace
{
constexpr int kMargin = 6;
constexpr int kGap = 8;
constexpr int kBadgePadding = 7;
constexpr int kLeastValueCharacters = 12;
constexpr double kBadgeScale = 0.82;
} // namespace

OfferButton::OfferButton(int number, const QString &source, const QString &values, QWidget *parent)
    : QToolButton(parent), m_number(QString::number(number)), m_source(source), m_values(values)
{
    setAutoRaise(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QFont OfferButton::badgeFont() const
{
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * kBadgeScale);
    return small;
}

int OfferButton::badgeWidth() const
{
    return QFontMetrics(badgeFont()).horizontalAdvance(m_source) + 2 * kBadgePadding;
}

int OfferButton::valuesLeft() const
{
    return kMargin + fontMetrics().horizontalAdvance(m_number) + kGap + badgeWidth() + kGap;
}

QSize OfferButton::sizeHint() const
{
    return {valuesLeft() + fontMetrics().horizontalAdvance(m_values) + kMargin, fontMetrics().height() + kGap};
}

QSize OfferButton::minimumSizeHint() const
{
    return {valuesLeft() + fontMetrics().averageCharWidth() * kLeastValueCharacters, sizeHint().height()};
}

void OfferButton::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    QStyleOptionToolButton option;
    initStyleOption(&option);
    style()->drawComplexControl(QStyle::CC_ToolButton, &option, &painter, this); // it has no text of its own
    const auto placed = [this](int left, int width) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(left, 0, width, height()));
    };
    const int numberWidth = fontMetrics().horizontalAdvance(m_number);
    const QColor quiet = palette().color(QPalette::PlaceholderText);
    painter.setPen(quiet);
    painter.drawText(placed(kMargin, numberWidth), Qt::AlignCenter, m_number);
    const QFont small = badgeFont();
    const QRect badge = placed(kMargin + numberWidth + kGap, badgeWidth());
    QRectF box(0, 0, badge.width() - 1, QFontMetrics(small).height() + 2);
    box.moveCenter(QRectF(badge).center());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(mixed(quiet, palette().color(QPalette::Base), 0.35), 1.0));
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
    painter.setFont(small);
    painter.setPen(quiet);
    painter.drawText(badge, Qt::AlignCenter, m_source);
    painter.setFont(font());
    painter.setPen(palette().color(QPalette::Text));
    const QRect room = placed(valuesLeft(), width() - valuesLeft() - kMargin);
    drawTextLine(painter, room, Qt::AlignLeft | Qt::AlignVCenter,
                 fontMetrics().elidedText(m_values, Qt::ElideRight, room.width()), layoutDirection());
}

} // namespace atlas::ui
