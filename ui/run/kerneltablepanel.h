#pragma once

#include "ui/run/kerneltablemodel.h"

#include <QTimer>
#include <QWidget>

namespace atlas::ui
{

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
    /// "1 selected · 196.5 ms · 4.0 %"; empty without selection.
    [[nodiscard]] QString selectionSummary() const;

Q_SIGNALS:
    /// Nothing when the table is empty.
    void currentKernelChanged(std::optional<atlas::KernelId> kernel);
    void selectionChanged();

private:
    void onTextEdited();
    void sortBy(int column);
    void apply();
    void restoreCurrent(std::optional<KernelId> kernel);
    void showCount();
    void fillLibraries();

    RunSession &m_session;
    KernelTableModel *m_model;
    FilterBar *m_filter;
    KernelTableView *m_view;
    StageId m_stage;
    int m_sortColumn = KernelTableModel::TotalColumn;
    bool m_descending = true;
    std::optional<KernelId> m_current;
    std::string m_filterText; ///< the last that was complete
    QTimer m_typing;          // waits for the next key where filtering takes longer than typing
};

} // namespace atlas::ui
