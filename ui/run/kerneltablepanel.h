#pragma once

#include "ui/run/kerneltablemodel.h"
#include "ui/session/runview.h"

#include <QTimer>
#include <QWidget>

namespace atlas::ui
{

class EmptyTableNote;
class FilterBar;
class KernelTableView;

/// Filter line and table of the stage that is shown. Order and filter are a snapshot: an edit repaints in place, and
/// sorting, filtering or refresh() apply anew.
class KernelTablePanel : public QWidget
{
    Q_OBJECT

public:
    explicit KernelTablePanel(RunSession &session, QWidget *parent = nullptr);

    /// Shows another stage; the current kernel stays current where it is in both.
    void setStage(StageId stage);
    [[nodiscard]] StageId stage() const { return m_stage; }
    void refresh();
    /// Shows only kernels whose text in the column of `by` is among `texts`; all for GroupBy::None.
    void showOnly(GroupBy by, const std::vector<std::string> &texts);
    /// Makes `kernel` current; clears the filter, or goes nowhere when the stage does not have it.
    bool showKernel(KernelId kernel);
    [[nodiscard]] std::optional<KernelId> currentKernel() const;
    /// The kernels of the selected rows, in the order shown.
    [[nodiscard]] std::vector<KernelId> selectedKernels() const;
    /// The kernels of all rows that the filter leaves, in the order shown.
    [[nodiscard]] std::vector<KernelId> shownKernels() const;
    [[nodiscard]] KernelTableView &view() { return *m_view; }
    [[nodiscard]] KernelTableModel &model() { return *m_model; }
    [[nodiscard]] FilterBar &filterBar() { return *m_filter; }
    /// How the table is shown now.
    [[nodiscard]] TableState state() const;
    /// Shows it so again; to be called with the stage shown that the state is of.
    void restore(const TableState &state);
    /// What the selected kernels come to; a head stands for its group.
    [[nodiscard]] RowSum selectionSum() const;
    /// "1 selected · 196.5 ms · 4.0 %"; empty without selection.
    [[nodiscard]] QString selectionSummary() const { return summaryOf(selectionSum()); }
    [[nodiscard]] static QString summaryOf(const RowSum &sum);

Q_SIGNALS:
    /// Nothing when the table is empty.
    void currentKernelChanged(std::optional<atlas::KernelId> kernel);
    void selectionChanged();
    /// What state() says may have changed.
    void stateChanged();

private:
    void onTextEdited();
    void sortBy(int column, bool add);
    void setSort(const QList<KernelTableModel::SortColumn> &sort);
    void apply();
    void regroup();
    void showLines(GroupedRows lines);
    void restoreCurrent(std::optional<KernelId> kernel);
    void restoreSelection(const RowOrder &rows, bool wasAll);
    void showCount();
    /// Where the table is empty: why.
    void showEmptiness();
    void fillChoices();
    void fillStages();
    /// The rows of the stage that are selected; a head stands for its group.
    [[nodiscard]] RowOrder selectedStageRows() const;
    [[nodiscard]] RowOrderRequest request() const;

    RunSession &m_session;
    KernelTableModel *m_model;
    FilterBar *m_filter;
    KernelTableView *m_view;
    EmptyTableNote *m_empty;
    StageId m_stage;
    QList<KernelTableModel::SortColumn> m_sort = {{}}; ///< the first key first
    std::optional<KernelId> m_current;
    std::string m_filterText; ///< the last that was complete
    QTimer m_typing;          // waits for the next key where filtering takes longer than typing
};

} // namespace atlas::ui
