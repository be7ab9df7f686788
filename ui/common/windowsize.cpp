#include "ui/common/windowsize.h"

#include <QScreen>
#include <QWidget>

namespace atlas::ui
{

namespace
{
/// Title bar and borders, which are not known before the window is shown.
constexpr QSize kFrame(16, 44);
/// The least screen that the windows are laid out for.
constexpr QSize kLeastScreen(1366, 768);
} // namespace

void resizeWithinScreen(QWidget &window, const QSize &wanted)
{
    const QSize screen = window.screen()->availableGeometry().size().expandedTo(kLeastScreen);
    window.resize(wanted.boundedTo(screen - kFrame));
}

} // namespace atlas::ui
