#pragma once

#include "core/table/roworder.h"
#include "ui/common/rowtablemodel.h"
#include "ui/session/runsession.h"

namespace atlas::ui
{

/// The kernels of one stage in an order that is handed in. Texts and numbers are looked up when a cell is shown.
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
        RawNameColumn,
        ColumnCount
    };
    enum Role
    {
        SortRole = Qt::UserRole, ///< the raw number or text
        LargestRole,             ///< the largest total of the table: the longest bar
        CopyRole                 ///< exact text, uncut, for the clipboard
    };

    explicit KernelTableModel(RunSession &session, QObject *parent = nullptr);

    /// Shows `order` of `stage`.
    void setRows(StageId stage, RowOrder order);
    [[nodiscard]] StageId stage() const { return m_stage; }
    [[nodiscard]] const RowOrder &order() const { return m_order; }
    [[nodiscard]] KernelId kernelAt(int row) const;
    /// Where `kernel` is shown; -1 when it is not.
    [[nodiscard]] int rowOf(KernelId kernel) const;
    [[nodiscard]] const KernelTiming &timingAt(int row) const;
    [[nodiscard]] ReviewState stateAt(int row) const;

    /// What `column` sorts by; shares sort by total.
    [[nodiscard]] static SortKey sortKey(int column);
    [[nodiscard]] static bool isNumber(int column);
    [[nodiscard]] static QString columnName(int column);

private:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_order.size()); }
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(int row, int column, int role) const override;

    [[nodiscard]] QString displayText(int row, int column) const;
    [[nodiscard]] QString toolTip(int row, int column) const;
    [[nodiscard]] QString copyText(int row, int column) const;
    [[nodiscard]] double number(int row, int column) const;
    [[nodiscard]] std::string text(int row, int column) const;
    [[nodiscard]] QString mixedNote(const KernelTiming &timing) const;
    void onEntryChanged(EntryId entry);
    void repaintAll();

    RunSession &m_session;
    StageId m_stage;
    RowOrder m_order;
};

} // namespace atlas::ui
