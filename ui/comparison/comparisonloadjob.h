#pragma once

#include "core/capture/runparts.h"
#include "core/inference/ruleset.h"
#include "ui/comparison/comparisonresult.h"
#include "ui/session/latesttask.h"
#include "ui/session/rememberedpacks.h"

#include <QObject>

#include <optional>
#include <variant>

namespace atlas::ui
{

/// A run to compare: one that is open, or one to load.
struct ComparedRun
{
    std::filesystem::path path;
    std::shared_ptr<const Run> run = {};
    bool isChosen = false; ///< what opens there by itself is meant, or `path` is one of several
};

/// What to load and compare.
struct ComparisonRequest
{
    std::vector<ComparedRun> baseline;
    std::vector<std::vector<ComparedRun>> candidates;
    /// Names of the run under review; without it they come from `catalog`, the project's catalog, and the rules.
    std::optional<KernelWords> words = {};
    std::filesystem::path catalog = {};
    RuleSetOptions rules = {};
    /// Count where `rules` name no pack: the one that was chosen for the baseline.
    RememberedPacks packs = {};
    std::filesystem::path pairsFolder = {};
    double threshold = 0.05;
};

/// All that a comparison page needs, made on a worker and handed over once.
struct LoadedComparison
{
    ComparisonInput input;
    std::shared_ptr<const ComparisonResult> result;
    std::vector<std::string> problems; ///< decisions that could not be read, broken rules
};

/// The run at `path` is one of several there: a person chooses.
struct AmbiguousRun
{
    std::filesystem::path path;
    RunParts parts;
    bool isBaseline = false;
};

/// Loads the runs of a request and compares them on a worker. Only the latest request counts.
class ComparisonLoadJob : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    void start(const ComparisonRequest &request);
    void cancel() { m_task.cancel(); }

Q_SIGNALS:
    /// `fraction` 0..1.
    void progressed(double fraction, const QString &what);
    void loaded(const std::shared_ptr<atlas::ui::LoadedComparison> &comparison);
    void severalFound(const atlas::ui::AmbiguousRun &run);
    void failed(const QString &message);

private:
    using Outcome = Result<std::variant<std::shared_ptr<LoadedComparison>, AmbiguousRun>>;

    LatestTask<Outcome> m_task;
};

} // namespace atlas::ui
