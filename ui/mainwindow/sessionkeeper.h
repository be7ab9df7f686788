#pragma once

#include "ui/session/settings.h"

#include <QObject>
#include <QTimer>

class QMainWindow;

namespace atlas::ui
{

class ComparisonFlow;
class RunPage;

/// Keeps what is open and how it looks: soon after each change, so that it comes back however the program ends.
class SessionKeeper : public QObject
{
    Q_OBJECT

public:
    SessionKeeper(QMainWindow &window, Settings &settings, const ComparisonFlow &comparison);

    /// `page` was opened, with this catalog if one was chosen: brings back how its run was left, and keeps it from now
    /// on. Null: the page goes away; call it while it is still there.
    void setPage(RunPage *page, const QString &catalog = {});
    /// A person closed the run: the next start opens none.
    void forgetOpenRun() { m_settings.setOpenRun({}); }
    void save();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void noteCatalog();

    QMainWindow &m_window;
    Settings &m_settings;
    const ComparisonFlow &m_comparison;
    bool m_isInUse = false; ///< something was opened: what the session before left has been taken up, or is old news
    RunPage *m_page = nullptr;
    Settings::OpenRun m_open;
    QString m_chosenCatalog; ///< when the run was opened
    QString m_loadedCatalog; ///< what that came to
    QTimer m_soon;
};

} // namespace atlas::ui
