#pragma once

#include "core/report/chart.h"
#include "core/table/rowgroups.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// Where the time of a run goes, for one page of charts: per stage and iteration, by library or op; how much of it the
/// selection covers; how many launches it takes; how busy the GPU was.
namespace atlas
{

/// A library or op within one stage.
struct OverviewPart
{
    std::size_t series = 0; ///< index of Overview::series
    double ns = 0.0;        ///< an iteration
    double launches = 0.0;  ///< an iteration
    std::size_t kernels = 0;
};

struct OverviewStage
{
    StageId stage;
    std::string label; ///< "prefill", "sam (in prefill)", "combined"
    /// What times were divided by; 1 where the iterations are not known.
    double iterations = 1.0;
    bool areIterationsKnown = false;
    double ns = 0.0;                 ///< an iteration
    double launches = 0.0;           ///< an iteration
    std::vector<OverviewPart> parts; ///< in the order of Overview::series, without those of nothing
};

/// One thing that parts are of: a library, or an op.
struct OverviewSeries
{
    /// The texts of the column that it stands for: one, or those too small to be shown apart.
    std::vector<std::string> texts;
    std::string label;
    std::uint8_t color = 0; ///< series of the chart
    bool isRest = false;
};

/// Time per stage and iteration, split by one column. Stages in the run's order; where combined is only the sum of the
/// stages it is left out.
struct Overview
{
    GroupBy by = GroupBy::Library;
    std::vector<OverviewSeries> series; ///< largest first over the top-level stages, the rest last
    std::vector<OverviewStage> stages;
};

/// `most` series are told apart, the others are one.
[[nodiscard]] Overview overviewOf(const Run &run, const RowTexts &texts, GroupBy by, std::size_t most = 8);

/// How much of the combined table's time the kernels make, added up from the largest down.
struct Coverage
{
    struct Step
    {
        KernelId kernel;
        double share = 0.0;      ///< of the table, of this kernel alone
        double cumulative = 0.0; ///< with all larger ones
        bool isSelected = false;
    };
    std::vector<Step> steps;  ///< until `enough` of the time is covered
    std::size_t kernels = 0;  ///< of the table
    std::size_t selected = 0; ///< of the table's kernels
    double selectedShare = 0.0;
};

/// Steps go on until `enough` (0..1) of the time is covered or there are `most`.
[[nodiscard]] Coverage coverageOf(const Run &run, std::span<const KernelId> selection, double enough = 0.999,
                                  std::size_t most = 160);

/// How much of a stage's wall time its kernels fill; above 1 where kernels overlap or the two do not belong together.
struct StageBusy
{
    StageId stage;
    std::string label;
    double gpuNs = 0.0;  ///< an iteration
    double wallNs = 0.0; ///< an iteration; 0: not known

    [[nodiscard]] std::optional<double> busy() const
    {
        return wallNs > 0.0 ? std::optional(gpuNs / wallNs) : std::nullopt;
    }
};

} // namespace atlas
