#include "ui/session/openingmark.h"

#include <chrono>
#include <utility>

namespace atlas::ui
{

using namespace std::chrono_literals;

namespace
{
/// Painting what was opened, and what that starts, can end the program too.
constexpr auto kProof = 2s;
} // namespace

OpeningMark::OpeningMark(Settings &settings, Settings::Opening opening, QObject *parent)
    : QObject(parent), m_settings(settings), m_opening(opening)
{
    m_wait.setInterval(kProof);
    connect(&m_wait, &QTimer::timeout, this, [this] {
        if (m_isDone()) {
            end();
        }
    });
}

OpeningMark::~OpeningMark()
{
    end();
}

void OpeningMark::begin(const QString &what)
{
    m_wait.stop();
    m_isSet = true;
    m_settings.setOpening(m_opening, what);
}

void OpeningMark::settle(std::function<bool()> isDone)
{
    if (m_isSet) {
        m_isDone = std::move(isDone);
        m_wait.start();
    }
}

void OpeningMark::end()
{
    m_wait.stop();
    if (std::exchange(m_isSet, false)) {
        m_settings.setOpening(m_opening, {});
    }
}

} // namespace atlas::ui
