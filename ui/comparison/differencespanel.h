#pragma once

#include "ui/comparison/comparisonsession.h"
#include "ui/comparison/comparisontableview.h"
#include "ui/session/opencomparison.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QSplitter;

namespace atlas::ui
{

class ChartView;
class ComparisonFilterBar;
class ComparisonTableModel;
class PairPanel;

/// The pairs of one table with their differences: filter, table and waterfall at the left, the pair in hand at the
/// right.
class DifferencesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DifferencesPanel(ComparisonSession &session, QWidget *parent = nullptr);

    /// Shows the session's result anew; the pair in hand stays in hand where it still is.
    void showStage(std::size_t stage);
    /// Puts this pair in hand, clearing filter and grouping when they hide it; nothing where the table has no such
    /// pair.
    void showPair(const std::string &baseline, const std::string &candidate);
    [[nodiscard]] ComparisonTableView &view() { return *m_view; }
    [[nodiscard]] ComparisonTableModel &model() { return *m_model; }
    [[nodiscard]] ComparisonFilterBar &filterBar() { return *m_filter; }
    [[nodiscard]] PairPanel &pair() { return *m_pair; }
    [[nodiscard]] ChartView &waterfall() { return *m_waterfall; }
    /// The pair in hand; null when there is none.
    [[nodiscard]] const ComparisonRow *currentRow() const;
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &state);
    void focusNextPane(bool forward);
    /// Filter, order, columns and the pair in hand.
    void describe(OpenComparison &state) const;
    void restore(const OpenComparison &state);

Q_SIGNALS:
    /// What describe() says may have changed.
    void stateChanged();
    void commandRequested(atlas::ui::PairCommand command);

private:
    void onTextEdited();
    void sortBy(int column);
    void apply();
    void restoreCurrent(const std::string &baseline, const std::string &candidate);
    void showCount();
    void showWaterfall();

    ComparisonSession &m_session;
    ComparisonTableModel *m_model;
    ComparisonFilterBar *m_filter;
    ComparisonTableView *m_view;
    QLabel *m_waterfallTitle;
    ChartView *m_waterfall;
    std::vector<const ComparisonRow *> m_waterfallRows; ///< of its marks; null where a mark is no pair
    PairPanel *m_pair;
    QSplitter *m_columns;
    std::size_t m_stage = 0;
    int m_sortColumn;
    bool m_isDescending = true;
    std::string m_filterText; ///< the last that was complete
    QTimer m_typing;          ///< waits for the next key in large tables
};

} // namespace atlas::ui
