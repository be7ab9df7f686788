#include "ui/common/textzoom.h"

#include <QApplication>
#include <QFont>
#include <QWidget>

#include <algorithm>
#include <array>

namespace atlas::ui
{

namespace
{
constexpr std::array kZooms = {70, 80, 90, 100, 110, 125, 150, 175, 200};

/// Of the application's font without zoom, in points; fonts in pixels are left as they are.
qreal usualSize()
{
    static const qreal kSize = QApplication::font().pointSizeF();
    return kSize;
}
} // namespace

int nextTextZoom(int percent, int step)
{
    const auto larger = std::ranges::upper_bound(kZooms, percent);
    const auto notSmaller = std::ranges::lower_bound(kZooms, percent);
    if (step > 0) {
        return larger != kZooms.end() ? *larger : percent;
    }
    return notSmaller != kZooms.begin() ? *(notSmaller - 1) : percent;
}

void applyTextZoom(int percent)
{
    const qreal usual = usualSize();
    QFont font = QApplication::font();
    const qreal before = font.pointSizeF();
    const qreal wanted = usual * std::clamp(percent, kZooms.front(), kZooms.back()) / 100.0;
    if (usual <= 0.0 || qFuzzyCompare(before, wanted)) {
        return;
    }
    const qreal ratio = wanted / before;
    const QWidgetList widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets) { // titles and the like have sizes of their own, which the others do not reach
        QFont own = widget->font();
        if (widget->testAttribute(Qt::WA_SetFont) && (own.resolveMask() & QFont::SizeResolved) != 0) {
            own.setPointSizeF(own.pointSizeF() * ratio);
            widget->setFont(own);
        }
    }
    font.setPointSizeF(wanted);
    QApplication::setFont(font);
}

} // namespace atlas::ui
