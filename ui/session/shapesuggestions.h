#pragma once

#include "core/review/shapesinuse.h"
#include "ui/session/latesttask.h"
#include "ui/session/runsession.h"

namespace atlas::ui
{

/// The shapes in use in the open catalog and the run's readings, counted in the background when somebody is about to
/// type one and something changed since.
class ShapeSuggestions : public QObject
{
    Q_OBJECT

public:
    explicit ShapeSuggestions(RunSession &session, QObject *parent = nullptr);

    /// Counts anew where needed; changed() follows.
    void refresh();
    [[nodiscard]] const UsedShapes &of(Field field) const { return m_used[static_cast<std::size_t>(field)]; }

Q_SIGNALS:
    void changed();

private:
    RunSession &m_session;
    bool m_isStale = true;
    ShapesInUse m_used;
    LatestTask<ShapesInUse> m_task;
};

} // namespace atlas::ui
