#pragma once

#include "core/report/overview.h"

#include <functional>

namespace atlas
{

/// A chart whose marks lead to kernels.
struct LinkedChart
{
    /// What the kernels behind a mark have in common; without `kernel` and `series`, all of the stage.
    struct Target
    {
        StageId stage;
        std::optional<std::size_t> series = {}; ///< index of Overview::series
        std::optional<KernelId> kernel = {};
    };

    Chart chart;
    std::vector<Target> targets; ///< by rectangle of the chart
};

/// One bar a stage, as long as an iteration takes, split by series; the legend below.
[[nodiscard]] LinkedChart stageBars(const Overview &overview, double width);

/// The kernels from the largest down: how much of the time they cover together, those of the selection marked. `nameOf`
/// gives a kernel's friendly name.
[[nodiscard]] LinkedChart coverageChart(const Coverage &coverage, const std::function<std::string(KernelId)> &nameOf,
                                        double width, double height = 260.0);

/// Launches an iteration, one bar a stage.
[[nodiscard]] LinkedChart launchBars(const Overview &overview, double width);

/// GPU time in wall time, one bar a stage; those without a wall time are said to be without.
[[nodiscard]] LinkedChart busyBars(std::span<const StageBusy> stages, double width);

} // namespace atlas
