#pragma once

#include "ui/session/latesttask.h"
#include "ui/session/runsession.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace atlas::ui
{

class ChangeTableModel;

/// "Take new readings…": fields that a machine wrote and no person set, which the rules read otherwise now. Each can be
/// left out; the rest is taken as one step.
class RefreshDialog : public QDialog
{
    Q_OBJECT

public:
    explicit RefreshDialog(RunSession &session, QWidget *parent = nullptr);

private:
    struct Planned
    {
        std::shared_ptr<const ReviewDocument> document;
        EditGroup group;
        QString error; ///< why there is no plan
    };
    static Planned plan(std::shared_ptr<const ReviewDocument> document, bool strictLibraries);
    void show(const Planned &planned);
    void showCount();
    void take();

    RunSession &m_session;
    Planned m_planned;
    ChangeTableModel *m_model;
    QLabel *m_summary;
    QPushButton *m_take;
    LatestTask<Planned> m_task;
};

} // namespace atlas::ui
