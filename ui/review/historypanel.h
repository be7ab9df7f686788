#pragma once

#include "ui/session/runsession.h"

#include <QWidget>

class QTableView;

namespace atlas::ui
{

class HistoryModel;

/// All steps, where we are among them, and which the file holds; Enter or a click goes there.
class HistoryPanel : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPanel(RunSession &session, QWidget *parent = nullptr);

    /// Undoes or redoes until `row` steps are done.
    void goTo(int row);

Q_SIGNALS:
    /// How many steps were taken back (negative) or done again, for the status bar.
    void moved(int steps);

private:
    void refresh();

    RunSession &m_session;
    HistoryModel *m_model;
    QTableView *m_view;
    bool m_isGoing = false;
};

} // namespace atlas::ui
