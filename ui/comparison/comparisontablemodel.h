#pragma once

#include "core/report/comparisonview.h"
#include "ui/common/rowtablemodel.h"

#include <memory>
#include <set>

namespace atlas::ui
{

struct ComparisonResult;

/// The pairs of one compared table in an order that is handed in, or under a line for each library or op that can be
/// opened and closed.
class ComparisonTableModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        MarkColumn,
        KernelColumn,
        BaselineColumn,
        CandidateColumn,
        DeltaColumn,
        BarColumn,
        ChangeColumn,
        IntervalColumn,
        VerdictColumn,
        CallsColumn,
        LibraryColumn,
        OpColumn,
        NoteColumn,
        ColumnCount
    };
    enum Role
    {
        BarRole = Qt::UserRole, ///< Δ total as a share of the largest, -1..1
        BarKindRole,            ///< ChartRole of the bar
        CopyRole,               ///< exact text, uncut, for the clipboard
        SortRole                ///< the raw number behind a cell; NaN for texts
    };

    using RowTableModel::RowTableModel;

    /// What is shown; null shows nothing. The model keeps the result that the table belongs to.
    void setTable(std::shared_ptr<const ComparisonResult> result, std::size_t candidate, std::size_t stage);
    void setOrder(std::vector<std::uint32_t> order, ComparisonGrouping grouping);
    [[nodiscard]] const std::vector<std::uint32_t> &order() const { return m_order; }
    [[nodiscard]] ComparisonGrouping grouping() const { return m_grouping; }

    /// The pair of a line; null for a group's line.
    [[nodiscard]] const ComparisonRow *rowAt(int line) const;
    /// The group of a line, null for a pair's line.
    [[nodiscard]] const ComparisonGroup *groupAt(int line) const;
    [[nodiscard]] bool isOpen(int line) const;
    void setOpen(int line, bool open);
    /// The line of the pair with these two raw names; -1 when it is not shown.
    [[nodiscard]] int lineOf(std::string_view baseline, std::string_view candidate) const;
    /// The line of the group that a pair's line lies in; -1 without groups.
    [[nodiscard]] int groupLineOf(int line) const;

    [[nodiscard]] static ComparisonSort sortKey(int column);
    [[nodiscard]] static QString columnName(int column);
    [[nodiscard]] static bool isNumber(int column);

private:
    /// A line: a group's own (no row), or a pair's.
    struct Line
    {
        std::int32_t group = -1;
        std::int64_t row = -1;
    };

    [[nodiscard]] int rows() const override { return static_cast<int>(m_lines.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int line, int column, int role) const override;

    void fillLines();
    [[nodiscard]] const StageComparison &stage() const;
    [[nodiscard]] const ComparisonTexts &texts() const;
    [[nodiscard]] QVariant groupCell(const ComparisonGroup &group, int line, int column, int role) const;
    [[nodiscard]] QString groupText(const ComparisonGroup &group, int line, int column) const;
    [[nodiscard]] QString text(std::size_t row, int column) const;
    [[nodiscard]] QString copyText(std::size_t row, int column) const;
    [[nodiscard]] QString toolTip(std::size_t row, int column) const;
    [[nodiscard]] double number(const ComparisonRow &row, int column) const;
    [[nodiscard]] std::int64_t largestDelta() const;

    std::shared_ptr<const ComparisonResult> m_result;
    std::size_t m_candidate = 0;
    std::size_t m_stage = 0;
    std::vector<std::uint32_t> m_order;
    ComparisonGrouping m_grouping = ComparisonGrouping::None;
    std::vector<ComparisonGroup> m_groups;
    std::set<std::string> m_open; ///< names of open groups
    std::vector<Line> m_lines;
};

} // namespace atlas::ui
