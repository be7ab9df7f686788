#include "ui/common/windowsize.h"

#include <QScreen>
#include <QWidget>

namespace atlas::ui
{

namespace
{
/// Title bar and borders, which are not known before the window is shown.
constexpr QSize kFrame(16, 44);
} // namespace

void resizeWithinScreen(QWidget &window, const QSize &wanted)
{
    window.resize(wanted.boundedTo(window.screen()->availableGeometry().size() - kFrame));
}

} // namespace atlas::ui
