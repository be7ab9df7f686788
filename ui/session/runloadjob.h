#pragma once

#include "core/inference/ruleset.h"
#include "core/run/runloader.h"
#include "ui/session/latesttask.h"
#include "ui/session/loadedrun.h"
#include "ui/session/rememberedpacks.h"

#include <QObject>

namespace atlas::ui
{

/// What to open.
struct LoadRequest
{
    std::filesystem::path path;
    /// The catalog to review into; empty: a new one, whose place is asked for at publishing.
    std::filesystem::path catalog;
    RuleSetOptions rules;
    /// Count where `rules` name no pack.
    RememberedPacks packs = {};
    /// What opens there by itself is what is wanted: nobody is asked which of several tables.
    bool isChosen = false;
};

/// What else the file that `run` was read from holds; nothing where the run is all of it, or one that was asked for.
[[nodiscard]] RunParts otherTables(const Run &run, const std::stop_token &stop);

/// Loads a run with its readings and catalog on a worker. Only the latest request counts.
class RunLoadJob : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void start(const LoadRequest &request);
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_task.isRunning(); }

Q_SIGNALS:
    /// `fraction` 0..1.
    void progressed(double fraction, const QString &what);
    void loaded(const std::shared_ptr<atlas::ui::LoadedRun> &run);
    /// The path stands for several runs: a person chooses.
    void severalFound(const std::vector<atlas::FoundRun> &runs);
    /// The path holds several tables or captures: a person chooses.
    void partsFound(const atlas::RunParts &parts);
    void failed(const QString &message);

private:
    using Outcome = Result<LoadOutcome>;
    void deliver(Outcome outcome);

    LatestTask<Outcome> m_task;
};

} // namespace atlas::ui
