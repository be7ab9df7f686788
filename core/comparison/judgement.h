#pragma once

#include "core/comparison/comparisonrow.h"
#include "core/comparison/statistics.h"

#include <vector>

/// From figures to verdicts (COMPARISON.md C2, C5 to C8).
namespace atlas
{

/// What all rows of a table have in common for judging them.
struct JudgementContext
{
    double threshold = 0.05; ///< δ
    double quantumNs = 1.0;  ///< q
    /// Three or more runs a side: samples are run means, and there is no τ.
    bool usesRunMeans = false;
    /// No row may get a verdict, and why.
    Refusal refusal = Refusal::None;
};

/// Smallest δ: below it, no two captures of one program agree.
inline constexpr double kLeastThreshold = 0.02;
/// Calls below which a row has few samples (C6), and at which it may say how much the runs differ (C8 i).
inline constexpr std::int64_t kFewCalls = 5;
inline constexpr std::int64_t kStableCalls = 30;

/// Sets refusal, badges and ratios of a row whose sides, mark and `countsFit` (C4) are known.
void examine(ComparisonRow &row, bool countsFit, const JudgementContext &context);

/// Whether the row, examined, may tell how much unchanged kernels differ between the runs.
[[nodiscard]] bool isStable(const ComparisonRow &row);

/// Interval and p of every examined row that was not refused, the corrections over all of them, and the verdicts.
void judge(std::vector<ComparisonRow> &rows, const BetweenRuns &between, const JudgementContext &context);

/// The verdict of a tested row at threshold `threshold` when `adjustedP` is its corrected p.
[[nodiscard]] Verdict verdictAt(const ComparisonRow &row, double threshold, double adjustedP);

/// The row's estimate without and with the noise between runs.
[[nodiscard]] RatioEstimate estimateOf(const ComparisonRow &row);
[[nodiscard]] RatioEstimate estimateOf(const ComparisonRow &row, const BetweenRuns &between, bool usesRunMeans);

} // namespace atlas
