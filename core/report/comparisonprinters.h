#pragma once

#include "core/report/columnlayout.h"
#include "core/report/comparisonreport.h"
#include "core/report/stepcategories.h"

/// The formats of printComparison(), each in a file of its own.
namespace atlas
{

[[nodiscard]] std::string printComparisonText(std::span<const RunComparison> comparisons,
                                              const ComparisonReportOptions &options);
[[nodiscard]] std::string printComparisonJson(std::span<const RunComparison> comparisons,
                                              const ComparisonReportOptions &options);
[[nodiscard]] std::string printComparisonMarkdown(std::span<const RunComparison> comparisons,
                                                  const ComparisonReportOptions &options);
[[nodiscard]] std::string printComparisonHtml(std::span<const RunComparison> comparisons,
                                              const ComparisonReportOptions &options);

/// "gate: 2 rows are slower by more than 5.0 % (Holm)", or that none is, or that nothing could be tested.
[[nodiscard]] std::string gateSentence(std::span<const RunComparison> comparisons, double threshold,
                                       std::size_t findings);

/// The steps of both sides, which lead the report: what the wall time went to. Empty unless both are captures.
[[nodiscard]] std::vector<StepPair> stepPairsOf(const RunComparison &comparison);

/// Columns and cells of the table of one step.
[[nodiscard]] std::vector<LayoutColumn> stepColumns();
[[nodiscard]] std::vector<std::vector<std::string>> stepCells(const StepPair &pair);

/// Names of the tables of all comparisons, each once, in order.
[[nodiscard]] std::vector<std::string> stageNamesOf(std::span<const RunComparison> comparisons);

/// "… and 12 more", or "".
[[nodiscard]] std::string omittedText(std::size_t all, std::size_t shown);

} // namespace atlas
