#pragma once

#include <QProxyStyle>

namespace atlas::ui
{

/// Fusion without gradients and bevels: thin borders, small radii, the accent colour for focus. Used where the desktop
/// brings no style.
class FlatStyle : public QProxyStyle
{
    Q_OBJECT

public:
    FlatStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                                  const QWidget *widget = nullptr) const override;
    [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
                                QStyleHintReturn *returnData = nullptr) const override;
};

/// Property of a QPushButton that is filled with the accent colour: one a page.
inline constexpr char kPrimaryProperty[] = "atlasPrimary";
/// Property of an input whose text is not well-formed: its border says so.
inline constexpr char kInvalidProperty[] = "atlasInvalid";

} // namespace atlas::ui
