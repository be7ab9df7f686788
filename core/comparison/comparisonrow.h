#pragma once

#include "core/comparison/decomposition.h"
#include "core/comparison/pairing.h"
#include "core/comparison/statistics.h"
#include "core/run/run.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace atlas
{

/// What may be concluded of one pair.
enum class Verdict : std::uint8_t
{
    Slower,
    Faster,
    Equivalent,
    Inconclusive,
    Refused, ///< the numbers cannot carry a conclusion; Refusal says why
    Added,
    Removed,
    NotObserved ///< missing in a table that lists only part of the kernels
};
inline constexpr std::size_t kVerdictCount = 8;
[[nodiscard]] std::string_view toString(Verdict verdict);

enum class Refusal : std::uint8_t
{
    None,
    NotComparable,   ///< the runs or tables differ in more than the kernels (StageComparison::reasons)
    NoMultiplier,    ///< calls per iteration are not known
    InconsistentRow, ///< C1
    IncompleteRow,   ///< no deviation
    CallsChanged,    ///< C4
    SingleSample,    ///< C6
    NotInEveryRun,   ///< of several runs a side
    Unbounded,       ///< Fieller's interval is
    CutName          ///< a printed report cut the name: it may be several kernels
};
/// "inconsistent row", "calls changed", ...; empty for None.
[[nodiscard]] std::string_view toString(Refusal refusal);

/// Remarks on a row.
enum class Badge : std::uint8_t
{
    Mixed = 1,           ///< launches of several shapes: the mean is over them
    FewSamples = 2,      ///< fewer than five calls on a side
    BelowResolution = 4, ///< the means differ by less than a step of the timer
    MeanMedianDisagree = 8,
    Fieller = 16 ///< the interval is Fieller's, a mean being uncertain
};
/// A set of badges.
struct Badges
{
    std::uint8_t bits = 0;

    [[nodiscard]] bool has(Badge badge) const { return (bits & static_cast<std::uint8_t>(badge)) != 0; }
    void add(Badge badge) { bits = static_cast<std::uint8_t>(bits | static_cast<std::uint8_t>(badge)); }
    friend bool operator==(const Badges &, const Badges &) = default;
};
[[nodiscard]] std::string_view toString(Badge badge);
inline constexpr std::array kBadges = {Badge::Mixed, Badge::FewSamples, Badge::BelowResolution,
                                       Badge::MeanMedianDisagree, Badge::Fieller};

/// One side of a row.
struct ComparedKernel
{
    std::string_view rawName; ///< of the run; empty when this side has no such kernel
    /// Further kernels that together with this one are one side of the pair; the figures are of one after the other.
    std::vector<std::string_view> also = {};
    KernelTiming timing;       ///< as read; several runs pooled
    Sample sample;             ///< what the test takes: calls, or run means; deviation at least the timer's (s')
    CallsAndTime perIteration; ///< of the side with fewer iterations; the mean run of several

    [[nodiscard]] bool isThere() const { return !rawName.empty(); }
};

/// One pair of kernels in one table, with all that a table, a tooltip or a details pane shows. Plain values; the names
/// belong to the runs, which the RunComparison keeps.
struct ComparisonRow
{
    ComparedKernel baseline;
    ComparedKernel candidate;
    PairMark mark = PairMark::Same;
    bool isDecided = false; ///< a person confirmed or made the pair
    Verdict verdict = Verdict::Refused;
    Refusal refusal = Refusal::None;
    Badges badges;
    /// Belongs to the family of tests of its table.
    bool isTested = false;
    Decomposition parts;

    static constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    /// ln(mean candidate / mean baseline); NaN unless both sides are there.
    double logRatio = kUnknown;
    /// ln of the ratio of medians; NaN where one is not known.
    double logMedianRatio = kUnknown;
    /// Of the ratio with the noise between runs, as logarithms; NaN unless tested.
    Interval logInterval = {kUnknown, kUnknown};
    double degrees = kUnknown;   ///< ν*
    double p = kUnknown;         ///< two-sided
    double adjustedP = kUnknown; ///< Benjamini-Hochberg over the table
    double holmP = kUnknown;     ///< Holm over the table

    [[nodiscard]] bool isPair() const { return baseline.isThere() && candidate.isThere(); }
    /// The name to show: the candidate's, else the baseline's.
    [[nodiscard]] std::string_view rawName() const
    {
        return candidate.isThere() ? candidate.rawName : baseline.rawName;
    }
    [[nodiscard]] double ratio() const { return std::exp(logRatio); }
    [[nodiscard]] double medianRatio() const { return std::exp(logMedianRatio); }
    [[nodiscard]] Interval interval() const { return {std::exp(logInterval.low), std::exp(logInterval.high)}; }
};

} // namespace atlas
