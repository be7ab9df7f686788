#pragma once

#include "core/comparison/runcomparison.h"
#include "core/report/chart.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace atlas
{

/// One bar of a waterfall: from where the last one ended to where the next one begins.
struct WaterfallStep
{
    std::string label;
    std::int64_t fromNs = 0;
    std::int64_t toNs = 0;
    ChartRole role = ChartRole::Other;
    const ComparisonRow *row = nullptr; ///< the pair whose speed it is; null for totals and sums
};

/// How a table's total becomes the other: the baseline, the speed of the `most` kernels where it matters most, all
/// changes of calls, added and removed kernels, the speed of all others, the candidate. Every step begins where the one
/// before ended, and the last one is the candidate's total to the ns. Steps of nothing are left out.
[[nodiscard]] std::vector<WaterfallStep> waterfallSteps(const RunComparison &comparison, const StageComparison &stage,
                                                        std::size_t most = 5);
/// Rectangle i is step i.
[[nodiscard]] Chart waterfall(const std::vector<WaterfallStep> &steps, double width = 720.0, double height = 220.0);

/// Bars of Δ total to both sides of an axis for the first `most` rows, with their names.
[[nodiscard]] Chart divergingBars(const RunComparison &comparison, const StageComparison &stage, std::size_t most = 15,
                                  double width = 720.0);
/// One such bar as a table cell; `largestNs` fills one side.
[[nodiscard]] Chart divergingBar(const ComparisonRow &row, std::int64_t largestNs, double width = 96.0,
                                 double height = 14.0);

/// Minimum, median, mean, maximum and ± one deviation of both sides on one scale. Nothing unless the row is a pair.
[[nodiscard]] std::optional<Chart> distribution(const ComparisonRow &row, double width = 420.0);

/// Values in order, from the least to the most, as bars; NaN leaves a gap.
[[nodiscard]] Chart sparkline(std::span<const double> values, double width = 64.0, double height = 14.0);
/// The same in characters: "▁▃█", "·" for NaN.
[[nodiscard]] std::string sparklineText(std::span<const double> values);

} // namespace atlas
