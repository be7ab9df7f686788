#pragma once

#include "ui/session/latesttask.h"
#include "ui/session/runsession.h"

#include <QObject>
#include <QTimer>

namespace atlas::ui
{

/// What publishing would do, and to which state of the document.
struct PlannedPublication
{
    Publication publication;
    std::shared_ptr<const ReviewDocument> document; ///< the snapshot that was planned
    QString error;                                  ///< why there is no plan; empty when there is one
};

/// Plans the publication in the background after each change; the plan of an older state is dropped.
class PublicationPlanner : public QObject
{
    Q_OBJECT

public:
    explicit PublicationPlanner(RunSession &session, QObject *parent = nullptr);

    /// Null until the first plan is there.
    [[nodiscard]] const std::shared_ptr<const PlannedPublication> &latest() const { return m_latest; }
    /// Whether `latest` is of the document as it is now.
    [[nodiscard]] bool isCurrent() const { return m_latest && !m_pause.isActive() && !m_task.isRunning(); }

Q_SIGNALS:
    void planned();

private:
    void start();

    RunSession &m_session;
    QTimer m_pause;
    std::shared_ptr<const PlannedPublication> m_latest;
    LatestTask<std::shared_ptr<const PlannedPublication>> m_task;
};

} // namespace atlas::ui
