#pragma once

#include "core/comparison/runcomparison.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Which rows of a compared table are shown, in what order and in which groups: indices into StageComparison::rows.
namespace atlas
{

/// What a person reads of each row beside its numbers, looked up once; indices are those of the rows.
struct ComparisonTexts
{
    std::vector<std::string> names;          ///< friendly names
    std::vector<std::string_view> libraries; ///< belong to the comparison's words
    std::vector<std::string_view> ops;       ///< belong to the comparison's words

    /// Of every table, in order; a kernel that is in several is read once.
    [[nodiscard]] static std::vector<ComparisonTexts> of(const RunComparison &comparison);
};

/// Everything empty lets every row pass; several values of one kind mean any of them.
struct ComparisonFilter
{
    std::string text = {}; ///< text or /regex/ over friendly and both raw names
    std::vector<Verdict> verdicts = {};
    std::vector<std::string> libraries = {};
    std::vector<Badge> badges = {};
    /// Least |Δ total| as a share (0..1) of the larger of both tables' totals.
    double minimumShare = 0.0;
};

enum class ComparisonSort : std::uint8_t
{
    Delta, ///< by |Δ total|
    Mark,
    Name,
    Library,
    Op,
    Baseline,
    Candidate,
    Change,
    Interval,
    Verdict,
    Calls
};

/// Rows that pass `filter`, sorted; rows of equal keys stay in order of |Δ total|, unknown numbers come last. The error
/// is a bad regular expression.
[[nodiscard]] Result<std::vector<std::uint32_t>>
comparisonOrder(const StageComparison &stage, const ComparisonTexts &texts, const ComparisonFilter &filter,
                ComparisonSort sort = ComparisonSort::Delta, bool isDescending = true);

enum class ComparisonGrouping : std::uint8_t
{
    None,
    Library,
    Op
};

/// Rows of one library or op together.
struct ComparisonGroup
{
    std::string name; ///< "unknown" where the names do not tell
    std::vector<std::uint32_t> rows;
    std::int64_t baselineNs = 0;
    std::int64_t candidateNs = 0;
    Decomposition parts; ///< exactly the sum over the rows
    std::array<std::size_t, kVerdictCount> verdicts{};

    /// "2 slower, 1 faster", the rest left out.
    [[nodiscard]] std::string verdictText() const;
};

/// The rows of `order` in groups, largest |Δ total| first; within a group in the order given. None gives no groups.
[[nodiscard]] std::vector<ComparisonGroup> groupComparison(const StageComparison &stage, const ComparisonTexts &texts,
                                                           const std::vector<std::uint32_t> &order,
                                                           ComparisonGrouping grouping);

} // namespace atlas
