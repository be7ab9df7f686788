#pragma once

#include "core/comparison/rowdetails.h"
#include "core/comparison/runcomparison.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// A comparison in words, shared by all reports and the window. Signs are candidate - baseline.
namespace atlas
{

/// Why no row of the table was tested; "" when some were.
[[nodiscard]] std::string whyUntested(const StageComparison &stage);
/// "+21.6 ms", "−78.1 ms", "0 ns".
[[nodiscard]] std::string signedDuration(std::int64_t ns);
/// The change that a ratio's logarithm says: "−17.2 %", "+3.7 %", "× 20.0" beyond a tenfold; "–" for NaN.
[[nodiscard]] std::string formatChange(double logRatio);
/// "[−18.9, −15.4]" in percent; "[unbounded]", or "" where there is none.
[[nodiscard]] std::string formatInterval(const ComparisonRow &row);
/// "▲", "▼", "~", "?", "—", "+", "−", "·".
[[nodiscard]] std::string_view glyph(Verdict verdict);
/// "▲ slower", "— refused: calls changed".
[[nodiscard]] std::string verdictText(const ComparisonRow &row);
/// The change of one call as the verdict lets it be said: "−17.2 %", "~ +0.2 %", "? +12.5 %", "(+3.7 %)" when refused,
/// "new", "gone".
[[nodiscard]] std::string changeText(const ComparisonRow &row);
/// "16 448 → 329 035", or one number when both are equal, "–" for a side without the kernel.
[[nodiscard]] std::string callsText(const ComparisonRow &row);
/// Badges, how it was paired, and for an inconclusive row what would decide, separated by "; ".
[[nodiscard]] std::string noteText(const StageComparison &stage, const ComparisonRow &row);
/// Test, ν, p, adjusted p, drift, τ, δ: what a tooltip says of a tested row; "" otherwise.
[[nodiscard]] std::string testText(const StageComparison &stage, const ComparisonRow &row);

/// "run-a · RTX 5090 · CUDA 12.8 · 113 kernels", with the number of runs when there are several.
[[nodiscard]] std::string sideHeadline(const RunSide &side);
/// "torch 2.9 → 2.10": each changed field.
[[nodiscard]] std::vector<std::string> changedFields(const RunComparison &comparison);
/// "decode · 179.1 ms → 174.0 ms · −5.1 ms (calls −2.0 ms, speed −3.1 ms)".
[[nodiscard]] std::string stageTitle(const StageComparison &stage);
/// What holds for a whole table, a sentence each: why there are no verdicts, the multiplier and its clusters, how it
/// was scaled, noise and drift, the timer.
[[nodiscard]] std::vector<std::string> stageSentences(const StageComparison &stage);
/// "▲ 2 slower  ▼ 9 faster  ~ 31 equivalent ..." without what there is none of.
[[nodiscard]] std::string verdictCounts(const StageComparison &stage);
/// "46 of 76 rows tested, 30 refused; 61 pairs: 55 same name, 4 renamed, 2 likely replaced; 3 added, 2 removed".
[[nodiscard]] std::string stageFooter(const StageComparison &stage);

} // namespace atlas
