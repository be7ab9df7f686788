#pragma once

#include "ui/matrix/matrixmodel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QTableView;

namespace atlas::ui
{

/// All tables of the run side by side: which kernel takes how long in which stage, and whether the stages make up
/// combined.
class MatrixPage : public QWidget
{
    Q_OBJECT

public:
    MatrixPage(RunSession &session, QWidget *parent = nullptr);

    void refresh();
    [[nodiscard]] MatrixModel &model() { return *m_model; }
    [[nodiscard]] QTableView &view() { return *m_view; }
    /// Selected rows as TSV with a header line, exact numbers.
    [[nodiscard]] QString selectionAsTsv() const;

Q_SIGNALS:
    /// Enter or a double click: shows the kernel in the table whose column is current, combined otherwise.
    void kernelRequested(atlas::StageId stage, atlas::KernelId kernel);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTop();
    void buildView();
    void sortBy(int column);
    void apply();
    void requestKernel(const QModelIndex &index);
    [[nodiscard]] QString summary() const;

    RunSession &m_session;
    StageMatrix m_matrix;
    MatrixModel *m_model;
    QComboBox *m_filter;
    QLabel *m_summary;
    QTableView *m_view;
    int m_sortColumn;
    bool m_descending = true;
};

} // namespace atlas::ui
