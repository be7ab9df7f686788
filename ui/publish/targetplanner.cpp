#include "ui/publish/targetplanner.h"

#include "ui/common/text.h"

#include <chrono>

namespace atlas::ui
{

using namespace std::chrono_literals;

namespace
{
/// Lets a person type on before the file is read.
constexpr auto kPause = 150ms;

/// Plans going to another catalog and publishing there.
void planOther(PlannedTarget &target, const PlannedPublication &here, const PublicationOptions &options)
{
    const std::filesystem::path path = toPath(target.path);
    Result<CheckedCatalog> catalog = readCheckedCatalog(path);
    if (!catalog) {
        target.error = errorText(catalog.error());
        return;
    }
    Result<PlannedMove> move = planMove(*here.document, *catalog, path, options, {});
    target.catalog = std::make_shared<const CheckedCatalog>(std::move(*catalog));
    if (!move) {
        target.error = errorText(move.error());
        return;
    }
    target.plan = std::move(move->plan);
    target.planned =
        std::make_shared<const PlannedPublication>(std::move(move->publication), std::move(move->document), QString());
}

std::shared_ptr<const PlannedTarget> plan(const QString &path, const std::filesystem::path &open,
                                          const std::shared_ptr<const PlannedPublication> &here,
                                          const PublicationOptions &options,
                                          const std::shared_ptr<const CatalogConflicts> &conflicts)
{
    auto target = std::make_shared<PlannedTarget>();
    target->path = path;
    target->kind = targetKind(toPath(path), open);
    target->planned = here;
    target->error = here->error;
    const auto diff = [&](const std::string &onDisk) {
        return publicationDiff(target->planned->publication, onDisk, toUtf8(path));
    };
    if (target->kind == TargetKind::Other) {
        planOther(*target, *here, options);
        if (target->error.isEmpty()) {
            target->diff = target->planned->publication.diff;
        }
    } else if (!target->error.isEmpty()) {
        return target;
    } else if (target->kind == TargetKind::Open) {
        target->diff = conflicts ? diff(conflicts->onDisk) : here->publication.diff;
    } else {
        target->diff = diff({});
    }
    return target;
}
} // namespace

TargetPlanner::TargetPlanner(RunSession &session, PublicationPlanner &planner, QObject *parent)
    : QObject(parent), m_session(session), m_planner(planner)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &TargetPlanner::start);
    connect(&planner, &PublicationPlanner::planned, this, &TargetPlanner::start);
}

void TargetPlanner::setTarget(const QString &path)
{
    if (path != m_target) {
        m_target = path;
        m_task.cancel();
        m_pause.start();
    }
}

void TargetPlanner::planAgain()
{
    m_task.cancel();
    m_pause.start();
}

std::shared_ptr<const PlannedTarget> TargetPlanner::current() const
{
    const bool isCurrent =
        m_latest && m_latest->path == m_target && !m_pause.isActive() && !m_task.isRunning() && m_planner.isCurrent();
    return isCurrent ? m_latest : nullptr;
}

void TargetPlanner::start()
{
    m_pause.stop();
    if (!m_planner.isCurrent() || m_target.isEmpty()) {
        return; // it tells when it is
    }
    m_task.start([path = m_target, open = m_session.catalogPath(), here = m_planner.latest(),
                  options = m_session.publicationOptions(), conflicts = m_session.conflicts()](
                     const std::stop_token & /*stop*/) { return plan(path, open, here, options, conflicts); },
                 [this](std::shared_ptr<const PlannedTarget> target) {
                     m_latest = std::move(target);
                     Q_EMIT planned();
                 });
}

} // namespace atlas::ui
