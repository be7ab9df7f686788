#pragma once

#include "ui/problems/problemsmodel.h"
#include "ui/session/runsession.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace atlas::ui
{

/// What reading the run, the rules and the catalog found odd.
class ProblemsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ProblemsPanel(RunSession &session, QWidget *parent = nullptr);

    [[nodiscard]] std::size_t count() const { return m_model->diagnostics().size(); }
    /// Note when there are none.
    [[nodiscard]] Severity worst() const { return atlas::worst(m_model->diagnostics()); }

Q_SIGNALS:
    void countChanged();
    /// Enter or double click: show where it is.
    void locationRequested(const atlas::SourceLocation &location);
    /// The same for what is wrong with what was typed: show the kernel.
    void kernelRequested(const QString &rawName);

private:
    void refresh();
    void showCount();
    void copyCurrent() const;

    RunSession &m_session;
    ProblemsModel *m_model;
    QTableView *m_view;
    QLabel *m_none;
};

} // namespace atlas::ui
