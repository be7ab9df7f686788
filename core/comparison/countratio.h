#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

/// How many iterations one table holds for one of another (COMPARISON.md C4).
namespace atlas
{

/// Calls of the candidate for so many of the baseline, as a fraction, so that swapping the sides inverts it exactly.
struct CountRatio
{
    std::int64_t candidate = 1;
    std::int64_t baseline = 1;

    [[nodiscard]] double value() const { return static_cast<double>(candidate) / static_cast<double>(baseline); }
    [[nodiscard]] bool isOne() const { return candidate == baseline; }
};

/// Whether the counts of a row fit the ratio k: n_B and k·n_A are within 0.5 %, or within half a call of the table with
/// more iterations (so that the sides may be swapped).
[[nodiscard]] bool isCountConsistent(std::int64_t baselineCalls, std::int64_t candidateCalls, const CountRatio &k);

/// Calls of one kernel in both tables; `weight` is its share of the decision: the geometric mean of both times.
struct CountPair
{
    std::int64_t baseline = 0;
    std::int64_t candidate = 0;
    double weight = 0.0;
};

/// Kernels whose counts have one and the same ratio.
struct RatioCluster
{
    double ratio = 1.0; ///< time-weighted median of the cluster
    std::size_t kernels = 0;
    double timeShare = 0.0; ///< of the shared kernels' time, 0..1
};

/// The k of a pair of tables.
struct Multiplier
{
    CountRatio ratio;
    /// No k may be used: no shared kernel, or a table that mixes stages without one ratio for 90 % of the shared time.
    bool isRefused = false;
    std::size_t kernels = 0;           ///< shared kernels
    std::size_t consistentKernels = 0; ///< of those, with counts that fit
    double consistentShare = 0.0;      ///< of the shared time, 0..1
    /// Most kernels first; what one table's time is made of when k is refused.
    std::vector<RatioCluster> clusters;
};

/// Share of the shared time that must have one ratio in tables that mix stages.
inline constexpr double kLeastOneRatio = 0.9;

/// k as the time-weighted median of the count ratios. `mixesStages` is set for combined tables.
[[nodiscard]] Multiplier findMultiplier(const std::vector<CountPair> &shared, bool mixesStages);

} // namespace atlas
