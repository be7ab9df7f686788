#pragma once

#include "core/comparison/runcomparison.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace atlas
{

enum class ComparisonFormat : std::uint8_t
{
    Text,
    Json,
    Markdown,
    Html
};

struct ComparisonReportOptions
{
    ComparisonFormat format = ComparisonFormat::Text;
    /// Rows of each table; nothing: as many as suit the format (all in JSON).
    std::optional<std::size_t> top = {};
    /// δ of a gate, whose findings are then part of the report.
    std::optional<double> gate = {};
};

/// One baseline against one or several candidates as text, JSON, Markdown that fits a comment on a pull request, or one
/// HTML file that needs no network. `comparisons` must have the same baseline and not be empty.
[[nodiscard]] std::string printComparison(std::span<const RunComparison> comparisons,
                                          const ComparisonReportOptions &options = {});

/// Why nothing of a comparison was tested, table by table; "" when something was.
[[nodiscard]] std::string whyUntested(const RunComparison &comparison);

/// One kernel across several candidates.
struct SeriesRow
{
    std::string_view rawName; ///< the baseline's, else that of the first candidate that has it
    /// Its row in each comparison, null where it is not in that one.
    std::vector<const ComparisonRow *> rows;

    /// Mean time of a call in the baseline and in each candidate; NaN where it is not.
    [[nodiscard]] std::vector<double> meansNs() const;
    /// The largest |Δ total| over all candidates.
    [[nodiscard]] std::int64_t largestNs() const;
};

/// The kernels of the table `stage` over all comparisons, largest |Δ total| first.
[[nodiscard]] std::vector<SeriesRow> collectSeries(std::span<const RunComparison> comparisons, std::string_view stage);

} // namespace atlas
