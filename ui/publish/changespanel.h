#pragma once

#include "ui/publish/publicationplanner.h"

#include <QWidget>

class QLabel;

namespace atlas::ui
{

class DiffView;

/// What will be written, always in sight: one line of numbers and the diff.
class ChangesPanel : public QWidget
{
    Q_OBJECT

public:
    ChangesPanel(RunSession &session, PublicationPlanner &planner, QWidget *parent = nullptr);

    /// Entries that publishing adds or changes.
    [[nodiscard]] std::size_t changeCount() const;

Q_SIGNALS:
    void changeCountChanged();

private:
    void show();

    RunSession &m_session;
    PublicationPlanner &m_planner;
    QLabel *m_summary;
    DiffView *m_diff;
};

/// "3 added, 1 changed, 52 kept, 2 not in this run".
[[nodiscard]] QString summaryOf(const Publication &publication);

} // namespace atlas::ui
