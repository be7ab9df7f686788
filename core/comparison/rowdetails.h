#pragma once

#include "core/comparison/runcomparison.h"
#include "core/comparison/statistics.h"

#include <optional>

namespace atlas
{

/// What a details pane or tooltip says of a tested row beyond its columns; computed when asked for.
struct RowDetails
{
    WelchTest difference;   ///< Welch's test on the difference of means, without the noise between runs
    RatioEstimate within;   ///< of the ratio, without the noise between runs
    RatioEstimate estimate; ///< of the ratio, with it: what the verdict rests on
    double hedgesG = 0.0;
    /// The ratio beside the whole run's drift: exp(L - d); nothing where the drift is not known. Never decides.
    std::optional<double> besideDrift;
    /// Of an inconclusive row: the smallest δ at which it would be equivalent.
    std::optional<double> decidingThreshold;
    /// Of an inconclusive row: how many times as many calls would decide at the present δ; nothing when no number
    /// would, because the noise between runs alone is too large.
    std::optional<double> decidingCalls;
};

/// Details of `row` of `stage`; nothing for a row that was not tested.
[[nodiscard]] std::optional<RowDetails> detailsOf(const StageComparison &stage, const ComparisonRow &row);

} // namespace atlas
