#pragma once

#include "core/desk/publishing.h"
#include "ui/publish/publicationplanner.h"

#include <QObject>
#include <QTimer>

namespace atlas::ui
{

/// What publishing to one file would do.
struct PlannedTarget
{
    QString path; ///< as it was typed
    TargetKind kind = TargetKind::New;
    std::shared_ptr<const PlannedPublication> planned; ///< of the document that is to be written
    std::string diff = {};                             ///< against what is on disk
    QString error = {};                                ///< why there is no plan
    /// Only of another catalog.
    std::shared_ptr<const CheckedCatalog> catalog = {};
    RebasePlan plan = {};
};

/// Plans publishing to the file that is named, in the background, after each change of the name or of the document.
/// Nothing is opened or changed by it.
class TargetPlanner : public QObject
{
    Q_OBJECT

public:
    TargetPlanner(RunSession &session, PublicationPlanner &planner, QObject *parent = nullptr);

    /// Empty: no file is named.
    void setTarget(const QString &path);
    /// The file changed.
    void planAgain();
    /// Null while the plan is not of the name and the document as they are now.
    [[nodiscard]] std::shared_ptr<const PlannedTarget> current() const;

Q_SIGNALS:
    void planned();

private:
    void start();

    RunSession &m_session;
    PublicationPlanner &m_planner;
    QString m_target;
    QTimer m_pause;
    std::shared_ptr<const PlannedTarget> m_latest;
    LatestTask<std::shared_ptr<const PlannedTarget>> m_task;
};

} // namespace atlas::ui
