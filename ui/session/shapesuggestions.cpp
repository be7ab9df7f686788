#include "ui/session/shapesuggestions.h"

#include <algorithm>

namespace atlas::ui
{

ShapeSuggestions::ShapeSuggestions(RunSession &session, QObject *parent) : QObject(parent), m_session(session)
{
    connect(&session, &RunSession::entriesChanged, this, [this](std::span<const EntryChange> changes) {
        m_isStale = m_isStale || std::ranges::any_of(changes, [](const EntryChange &change) {
                        return isFieldSlot(change.slot) && isShape(fieldOf(change.slot));
                    });
    });
    connect(&session, &RunSession::catalogChanged, this, [this] { m_isStale = true; });
}

void ShapeSuggestions::refresh()
{
    if (!m_isStale) {
        return;
    }
    m_isStale = false;
    m_task.start(
        [document = m_session.snapshot()](const std::stop_token &stop) { return shapesInUse(*document, stop); },
        [this](ShapesInUse used) {
            m_used = std::move(used);
            Q_EMIT changed();
        });
}

} // namespace atlas::ui
