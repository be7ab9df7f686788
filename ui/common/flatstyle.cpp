#include "ui/common/flatstyle.h"

#include "ui/common/appearance.h"
#include "ui/common/paint.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr qreal kRadius = 3.5;

bool isPrimary(const QWidget *widget)
{
    return widget != nullptr && widget->property(kPrimaryProperty).toBool();
}

void drawBox(QPainter &painter, const QRect &rect, const QColor &fill, const QColor &border, qreal width = 1.0)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(border, width));
    painter.setBrush(fill);
    const qreal inset = width / 2.0;
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), kRadius, kRadius);
    painter.restore();
}

void drawButton(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const QPalette &palette = option.palette;
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool focus = option.state.testFlag(QStyle::State_HasFocus) && enabled;
    const bool primary = isPrimary(widget) && enabled;
    QColor fill = primary ? palette.color(QPalette::Accent) : palette.color(QPalette::Button);
    if (option.state.testAnyFlags(QStyle::State_Sunken | QStyle::State_On)) {
        fill = mixed(fill, palette.color(QPalette::WindowText), 0.16);
    } else if (option.state.testFlag(QStyle::State_MouseOver) && enabled) {
        fill = mixed(fill, palette.color(QPalette::WindowText), 0.07);
    }
    QColor border = focus ? palette.color(QPalette::Accent) : palette.color(QPalette::Mid);
    if (primary) {
        border = focus ? palette.color(QPalette::WindowText) : fill;
    }
    drawBox(painter, option.rect, fill, border, focus ? 1.6 : 1.0);
}

void drawToolButton(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const bool active = option.state.testAnyFlags(QStyle::State_MouseOver | QStyle::State_Sunken | QStyle::State_On |
                                                  QStyle::State_HasFocus);
    if (active || !option.state.testFlag(QStyle::State_AutoRaise)) {
        drawButton(option, painter, widget);
    }
}

void drawLineEdit(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const bool focus = option.state.testFlag(QStyle::State_HasFocus);
    const QPalette &palette = option.palette;
    QColor border = focus ? palette.color(QPalette::Accent) : palette.color(QPalette::Mid);
    if (widget != nullptr && widget->property(kInvalidProperty).toBool()) {
        border = color(Tone::Bad, palette);
    }
    drawBox(painter, option.rect, palette.color(QPalette::Base), border, focus ? 1.6 : 1.0);
}

/// A border, without filling what it surrounds.
void drawOutline(const QStyleOption &option, QPainter &painter, bool focus)
{
    const QPalette &palette = option.palette;
    drawBox(painter, option.rect, Qt::transparent,
            focus ? palette.color(QPalette::Accent) : palette.color(QPalette::Mid), focus ? 1.6 : 1.0);
}

enum class Pointing : std::uint8_t
{
    Up,
    Down
};

void drawArrow(QPainter &painter, QPointF middle, const QColor &color, Pointing pointing)
{
    constexpr double kHalf = 3.5;
    const double rise = pointing == Pointing::Down ? -kHalf / 2 : kHalf / 2;
    const QPointF arrow[] = {middle + QPointF(-kHalf, rise), middle + QPointF(0, -rise), middle + QPointF(kHalf, rise)};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4));
    painter.drawPolyline(arrow, 3);
    painter.restore();
}

void drawComboBox(const QStyleOptionComboBox &option, QPainter &painter, const QWidget *widget)
{
    if (option.editable) {
        drawLineEdit(option, painter, widget);
    } else {
        drawButton(option, painter, widget);
    }
    const int x = option.direction == Qt::RightToLeft ? option.rect.left() + 11 : option.rect.right() - 11;
    drawArrow(painter, QPointF(x, option.rect.center().y() + 1), option.palette.color(QPalette::PlaceholderText),
              Pointing::Down);
}

/// Falling values point down, as everywhere outside Qt's own styles.
void drawSortArrow(const QStyleOptionHeader &option, QPainter &painter)
{
    if (option.sortIndicator != QStyleOptionHeader::None) {
        drawArrow(painter, QRectF(option.rect).center(), option.palette.color(QPalette::Accent),
                  option.sortIndicator == QStyleOptionHeader::SortDown ? Pointing::Up : Pointing::Down);
    }
}

void drawHeaderSection(const QStyleOption &option, QPainter &painter)
{
    const QPalette &palette = option.palette;
    QColor fill = palette.color(QPalette::Window);
    if (option.state.testFlag(QStyle::State_MouseOver)) {
        fill = mixed(fill, palette.color(QPalette::WindowText), 0.06);
    }
    painter.fillRect(option.rect, fill);
    painter.setPen(palette.color(QPalette::Mid));
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const int end = option.direction == Qt::RightToLeft ? option.rect.left() : option.rect.right();
    painter.drawLine(end, option.rect.top() + 5, end, option.rect.bottom() - 5);
}

/// Fusion's outlines of boxes and radio buttons cannot be seen on a dark window, nor where the focus is.
void drawIndicatorOutline(const QStyleOption &option, QPainter &painter, bool isRound)
{
    const QPalette &palette = option.palette;
    const bool focus = option.state.testFlag(QStyle::State_HasFocus);
    const QColor quiet = mixed(palette.color(QPalette::Base), palette.color(QPalette::WindowText), 0.5);
    const qreal width = focus ? 1.8 : 1.0;
    const qreal radius = isRound ? option.rect.width() / 2.0 : 2.0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(focus ? palette.color(QPalette::Accent) : quiet, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.restore();
}
} // namespace

FlatStyle::FlatStyle() : QProxyStyle(u"fusion"_s)
{
}

void FlatStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        drawButton(*option, *painter, widget);
        return;
    case PE_PanelButtonTool:
        drawToolButton(*option, *painter, widget);
        return;
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
            frame != nullptr && frame->lineWidth > 0) {
            drawLineEdit(*option, *painter, widget);
        }
        return;
    case PE_Frame:
        if (qobject_cast<const QAbstractScrollArea *>(widget) != nullptr) {
            drawOutline(*option, *painter, widget->hasFocus());
            return;
        }
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorRadioButton:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        drawIndicatorOutline(*option, *painter, element == PE_IndicatorRadioButton);
        return;
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option); header != nullptr) {
            drawSortArrow(*header, *painter);
        }
        return;
    case PE_PanelMenu:
        painter->fillRect(option->rect, option->palette.color(QPalette::Button));
        painter->setPen(option->palette.color(QPalette::Mid));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_FrameDefaultButton:
    case PE_FrameFocusRect:
    case PE_FrameStatusBarItem:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void FlatStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    if (element == CE_HeaderSection || element == CE_HeaderEmptyArea) {
        drawHeaderSection(*option, *painter);
        return;
    }
    if (element == CE_PushButtonLabel && isPrimary(widget) && option->state.testFlag(State_Enabled)) {
        auto label = *qstyleoption_cast<const QStyleOptionButton *>(option);
        label.palette.setColor(QPalette::ButtonText, label.palette.color(QPalette::HighlightedText));
        QProxyStyle::drawControl(element, &label, painter, widget);
        return;
    }
    if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        element == CE_MenuItem && item != nullptr && item->menuItemType == QStyleOptionMenuItem::Separator &&
        item->text.isEmpty()) {
        painter->fillRect(item->rect.left() + 8, item->rect.center().y(), item->rect.width() - 16, 1,
                          item->palette.color(QPalette::Mid));
        return;
    }
    if (element == CE_Splitter) {
        painter->fillRect(option->rect, option->palette.color(QPalette::Mid));
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void FlatStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                   const QWidget *widget) const
{
    const auto *combo = control == CC_ComboBox ? qstyleoption_cast<const QStyleOptionComboBox *>(option) : nullptr;
    if (combo != nullptr) {
        drawComboBox(*combo, *painter, widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    const auto *spin = control == CC_SpinBox ? qstyleoption_cast<const QStyleOptionSpinBox *>(option) : nullptr;
    if (spin != nullptr && spin->frame) {
        drawOutline(*spin, *painter, spin->state.testFlag(State_HasFocus));
    }
}

int FlatStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonMargin:
        return 12;
    case PM_HeaderMargin:
        return 7;
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_SplitterWidth:
        return 1;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int FlatStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_UnderlineShortcut:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}

} // namespace atlas::ui
