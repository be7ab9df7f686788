#pragma once

#include "core/review/membership.h"
#include "core/table/rowgroups.h"
#include "ui/common/rowtablemodel.h"
#include "ui/session/runsession.h"

namespace atlas::ui
{

/// The kernels of one stage in an order that is handed in, perhaps in groups under heads of their own. Texts and
/// numbers are looked up when a cell is shown.
class KernelTableModel : public RowTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        ShareColumn,
        TotalColumn,
        PerIterationColumn,
        InstancesColumn,
        AverageColumn,
        MedianColumn,
        MinColumn,
        MaxColumn,
        DeviationColumn,
        FriendlyNameColumn,
        LibraryColumn,
        StateColumn,
        OpColumn,
        RuleColumn,
        RawNameColumn,
        PickedColumn, ///< the last, so that layouts that were saved before it came fit; it is shown before the state
        ColumnCount
    };
    enum Role
    {
        SortRole = Qt::UserRole, ///< the raw number or text
        LargestRole,             ///< the largest total of the table: the longest bar
        CopyRole                 ///< exact text, uncut, for the clipboard
    };

    explicit KernelTableModel(RunSession &session, QObject *parent = nullptr);

    /// Shows `order` of `stage`, without groups.
    void setRows(StageId stage, RowOrder order) { setLines(stage, GroupedRows(std::move(order))); }
    void setLines(StageId stage, GroupedRows lines);
    [[nodiscard]] StageId stage() const { return m_stage; }
    [[nodiscard]] const RowOrder &order() const { return m_lines.order(); }
    [[nodiscard]] const GroupedRows &lines() const { return m_lines; }
    /// Whether the row is the head of a group; such a row has no kernel.
    [[nodiscard]] bool isHead(int row) const;
    /// The head that stands above the row, or the row itself; -1 without groups.
    [[nodiscard]] int headOf(int row) const;
    /// Opens or closes the group of a head.
    void setOpen(int head, bool open);
    [[nodiscard]] bool isOpen(int head) const;
    void setAllOpen(bool open);
    [[nodiscard]] KernelId kernelAt(int row) const;
    /// Where `kernel` is shown; -1 when it is not.
    [[nodiscard]] int rowOf(KernelId kernel) const;
    /// Opens the group that the kernel is in, so that rowOf() finds it.
    void openGroupOf(KernelId kernel);
    /// Of a kernel, or the sums of a group.
    [[nodiscard]] const KernelTiming &timingAt(int row) const;
    [[nodiscard]] ReviewState stateAt(int row) const;
    [[nodiscard]] Membership membershipOf(KernelId kernel) const;
    /// Which entries publishing brings into the catalog, by EntryId; see ReviewFlow::wanted().
    void setWanted(const std::vector<bool> &wanted);
    /// What the table is sorted by, the first key first: the header shows it.
    struct SortColumn
    {
        int column = TotalColumn;
        bool descending = true;
    };
    void setSortColumns(const QList<SortColumn> &columns);

    /// What `column` sorts by; shares sort by total. Only where isSortable().
    [[nodiscard]] static SortKey sortKey(int column);
    [[nodiscard]] static bool isSortable(int column) { return column != PickedColumn; }
    [[nodiscard]] static bool isNumber(int column);
    [[nodiscard]] static QString columnName(int column);
    /// What a column is called in settings, and the column of such a name; -1 where there is none.
    [[nodiscard]] static QString columnKey(int column);
    [[nodiscard]] static int columnOfKey(const QString &key);

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_lines.lineCount()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;

    [[nodiscard]] QVariant foreground(int row, int column) const;
    [[nodiscard]] static int alignment(int column);
    [[nodiscard]] QVariant headCell(int row, int column, int role) const;
    [[nodiscard]] QString headText(int row, int column) const;
    [[nodiscard]] QString sortMark(int column) const;
    [[nodiscard]] QString displayText(int row, int column) const;
    [[nodiscard]] QString toolTip(int row, int column) const;
    [[nodiscard]] QString copyText(int row, int column) const;
    [[nodiscard]] double number(int row, int column) const;
    [[nodiscard]] std::string_view text(int row, int column) const;
    [[nodiscard]] double largestNs() const;
    [[nodiscard]] QString mixedNote(const KernelTiming &timing) const;
    void onEntriesChanged(std::span<const EntryChange> changes);
    void repaintAll();

    RunSession &m_session;
    StageId m_stage;
    GroupedRows m_lines;
    QList<SortColumn> m_sortColumns;
    std::vector<bool> m_wanted; ///< by EntryId
};

} // namespace atlas::ui
