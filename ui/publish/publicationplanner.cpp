#include "ui/publish/publicationplanner.h"

#include "ui/common/text.h"

#include <chrono>

namespace atlas::ui
{

using namespace std::chrono_literals;

namespace
{
/// Lets a burst of edits (undo held down) pass before the document is copied.
constexpr auto kPause = 120ms;

std::shared_ptr<const PlannedPublication> plan(std::shared_ptr<const ReviewDocument> document,
                                               const PublicationOptions &options,
                                               const std::filesystem::path &catalogPath)
{
    auto planned = std::make_shared<PlannedPublication>();
    auto publication = planPublication(*document, options, catalogPath);
    if (publication) {
        planned->publication = std::move(*publication);
    } else {
        planned->error = errorText(publication.error());
    }
    planned->document = std::move(document);
    return planned;
}
} // namespace

PublicationPlanner::PublicationPlanner(RunSession &session, QObject *parent) : QObject(parent), m_session(session)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &PublicationPlanner::start);
    const auto again = [this] { m_pause.start(); };
    connect(&session, &RunSession::entriesChanged, this, again);
    connect(&session, &RunSession::catalogChanged, this, again);
    connect(&session, &RunSession::publicationOptionsChanged, this, again);
    start();
}

void PublicationPlanner::start()
{
    m_task.start(
        [document = m_session.snapshot(), options = m_session.publicationOptions(),
         path = m_session.catalogPath()](const std::stop_token & /*stop*/) { return plan(document, options, path); },
        [this](std::shared_ptr<const PlannedPublication> planned) {
            m_latest = std::move(planned);
            Q_EMIT this->planned();
        });
}

} // namespace atlas::ui
