#pragma once

#include "core/table/roworder.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace atlas
{

/// What the rows of a table can be put together by.
enum class GroupBy : std::uint8_t
{
    None,
    Library,
    Op,
    Rule,
    State
};
/// The column whose text makes the groups; nothing for GroupBy::None.
[[nodiscard]] std::optional<TextColumn> groupColumn(GroupBy by);

/// Rows that have the same text in one column, and what they come to.
struct RowGroup
{
    std::string name;      ///< the shared text; may be empty (no op known)
    std::size_t begin = 0; ///< of its rows in GroupedRows::order()
    std::size_t end = 0;
    KernelTiming timing = {}; ///< sums, least and greatest; median and deviation do not pool and stay NaN
    bool isOpen = true;

    [[nodiscard]] std::size_t count() const { return end - begin; }
};

/// Adds `added` to a group's timing; what cannot be pooled from summaries (median, deviation) stays unknown.
void pool(KernelTiming &sum, const KernelTiming &added, bool isFirst);

/// Lines first..last, both included.
struct LineRange
{
    std::size_t first = 0;
    std::size_t last = 0;

    friend bool operator==(const LineRange &, const LineRange &) = default;
};

/// A row order as it is shown: line by line, each group under a line of its own and as open or closed as a person left
/// it. Without grouping a line is a row. Looking a line up takes as long as there are groups, not rows.
class GroupedRows
{
public:
    /// A line of the table: a row of the stage, or (row absent) the head of a group.
    struct Line
    {
        std::size_t group = 0;
        std::optional<std::uint32_t> row = {};
    };

    GroupedRows() = default;
    /// Lines without groups.
    explicit GroupedRows(RowOrder order) : m_order(std::move(order)) {}
    /// Groups by total time, largest first; rows within as `order` has them.
    [[nodiscard]] static GroupedRows of(const Stage &stage, const RowTexts &texts, const RowOrder &order, GroupBy by);

    /// All rows, those of closed groups too.
    [[nodiscard]] const RowOrder &order() const { return m_order; }
    [[nodiscard]] const std::vector<RowGroup> &groups() const { return m_groups; }
    [[nodiscard]] bool isGrouped() const { return !m_groups.empty(); }
    [[nodiscard]] std::size_t lineCount() const;
    [[nodiscard]] Line at(std::size_t line) const;
    /// The line of a row of the stage; nothing when it is filtered out or its group is closed. O(rows).
    [[nodiscard]] std::optional<std::size_t> lineOf(std::uint32_t row) const;
    /// The lines of `rows`, neighbours as one range, from the top; rows without a line are left out.
    [[nodiscard]] std::vector<LineRange> linesOf(std::span<const std::uint32_t> rows) const;
    /// The line of a group's head.
    [[nodiscard]] std::size_t headLine(std::size_t group) const { return m_heads[group]; }
    /// The group that a row of the stage is in; nothing when it is filtered out or there are no groups. O(rows).
    [[nodiscard]] std::optional<std::size_t> groupOf(std::uint32_t row) const;
    void setOpen(std::size_t group, bool open);
    void setAllOpen(bool open);
    /// Closes the groups that have the names of closed groups of `before`.
    void takeOpenFrom(const GroupedRows &before);

private:
    void placeHeads();
    /// The group of a place in order().
    [[nodiscard]] std::size_t groupAt(std::size_t place) const;

    RowOrder m_order;
    std::vector<RowGroup> m_groups;
    std::vector<std::size_t> m_heads; // line of each group's head
};

/// What some lines of a table come to; a group's head counts as all of its rows, each row once.
struct RowSum
{
    std::size_t kernels = 0;
    std::int64_t totalNs = 0;
    std::int64_t instances = 0;
    double share = 0.0; ///< of the stage's own total, 0..1
};

/// The rows of the stage that `lines` stand for, in the order shown, each once.
[[nodiscard]] RowOrder rowsOfLines(const GroupedRows &rows, std::span<const LineRange> lines);
[[nodiscard]] RowSum sumOf(const Stage &stage, std::span<const std::uint32_t> rows);

} // namespace atlas
