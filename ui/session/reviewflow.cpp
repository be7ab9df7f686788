#include "ui/session/reviewflow.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace atlas::ui
{

using namespace std::chrono_literals;

namespace
{
constexpr auto kPause = 60ms;
}

ReviewFlow::ReviewFlow(RunSession &session, QObject *parent) : QObject(parent), m_session(session)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &ReviewFlow::refresh);
    const auto later = [this] { m_pause.start(); };
    connect(&session, &RunSession::entriesChanged, this, later);
    connect(&session, &RunSession::catalogChanged, this, &ReviewFlow::refresh); // entries have other numbers
    connect(&session, &RunSession::publicationOptionsChanged, this, later);
    refresh();
}

void ReviewFlow::refresh()
{
    m_selection = publicationSelection(m_session.document(), m_session.publicationOptions());
    m_wanted.assign(m_session.document().entryCount(), false);
    for (const EntryId entry : m_selection) {
        m_wanted[entry.index()] = true;
    }
    m_progress = reviewProgress(m_session.document(), m_selection);
    Q_EMIT progressChanged();
}

std::optional<EntryId> ReviewFlow::nearest(std::optional<EntryId> from, StageId stage, Direction direction) const
{
    const Stage &shown = m_session.run().stage(stage);
    std::vector<EntryId> here;
    std::ranges::copy_if(m_selection, std::back_inserter(here), [&](EntryId entry) {
        const std::optional<KernelId> kernel = m_session.document().kernelOf(entry);
        return kernel && shown.rowOf(*kernel);
    });
    const auto found = nearestUnreviewed(m_session.document(), here, from, direction);
    return found ? found : nearestUnreviewed(m_session.document(), m_selection, from, direction);
}

std::optional<EntryId> ReviewFlow::similar(EntryId from) const
{
    return nextSimilar(m_session.document(), m_selection, from);
}

} // namespace atlas::ui
