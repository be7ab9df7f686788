#pragma once

#include "ui/comparison/comparisonsession.h"

#include <QTableView>
#include <QWidget>

namespace atlas::ui
{

class SeriesModel;

/// All candidates beside each other: a column a run, and a small drawing of how each kernel's time went.
class SeriesPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SeriesPanel(ComparisonSession &session, QWidget *parent = nullptr);

    void showStage(std::size_t stage);
    [[nodiscard]] SeriesModel &model() { return *m_model; }
    [[nodiscard]] QTableView &view() { return *m_view; }
    void copy();

Q_SIGNALS:
    /// Enter or a double click on a kernel: show it in the comparison with this candidate.
    void pairRequested(std::size_t candidate, const QString &baseline, const QString &candidateName);

private:
    void request(const QModelIndex &index);

    ComparisonSession &m_session;
    SeriesModel *m_model;
    QTableView *m_view;
};

} // namespace atlas::ui
