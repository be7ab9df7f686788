#include "ui/common/windowsize.h"

#include <QScreen>
#include <QWidget>

namespace atlas::ui
{

namespace
{
/// Title bar and borders, which are not known before the window is shown.
constexpr QSize kFrame(16, 44);
/// The least screen that the windows are laid out for, in pixels of the screen.
constexpr QSize kLeastScreen(1366, 768);
} // namespace

QSize withinScreen(const QWidget &window, const QSize &wanted)
{
    const QSize least = kLeastScreen / window.devicePixelRatio();
    return wanted.boundedTo(window.screen()->availableGeometry().size().expandedTo(least) - kFrame);
}

void resizeWithinScreen(QWidget &window, const QSize &wanted)
{
    window.resize(withinScreen(window, wanted));
}

} // namespace atlas::ui
