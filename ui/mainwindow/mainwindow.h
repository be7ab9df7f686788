#pragma once

#include "core/review/journal.h"
#include "ui/session/openingmark.h"
#include "ui/session/runloadjob.h"
#include "ui/session/settings.h"

#include <QMainWindow>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace atlas::ui
{

class ChoosePage;
class CatalogFlow;
class ComparisonFlow;
class ElidedLabel;
class ErrorPage;
class LoadingPage;
class NoticeBar;
class PublishDialog;
class RunPage;
class SessionKeeper;
class Shortcuts;
class StartPage;
struct Actions;

/// The window: start page, loading, errors, and the page of the open run; menus, and the line with what is open.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Settings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Rules for runs that are opened from now on.
    void setRules(const RuleSetOptions &rules);
    /// Loads in the background; asks first when the open run has unpublished edits.
    void openRun(const QString &path, const QString &catalog = {});
    void openSampleRun();
    /// Back to the start page; asks first when there are unpublished edits.
    void closeRun();
    void setTheme(ThemeChoice theme);
    /// What About shows on request: commit, libraries, licences.
    void setVersionDetails(const QString &details) { m_versionDetails = details; }
    /// Keeps the choice for the next start, and says so.
    void setLanguage(LanguageChoice language);
    /// Null while no run is open.
    [[nodiscard]] RunPage *runPage() const { return m_runPage; }
    void openCatalog(const QString &path);
    void askForCatalogOutside(const QString &path);
    void publish();
    /// Asks whether to go on with edits that an ended session left of another run than `opening`; whether a run is
    /// opened for them.
    bool offerLeftRun(const std::filesystem::path &opening = {});
    /// A start without a run: goes on with what was open last, as far as it is still there.
    void resume();
    /// Going to another text of the catalog.
    [[nodiscard]] CatalogFlow &catalogs() { return *m_catalogs; }
    /// Comparing runs: what starts it, its page and its menu.
    [[nodiscard]] ComparisonFlow &comparison() { return *m_comparison; }
    [[nodiscard]] PublishDialog *publishDialog() const;
    [[nodiscard]] Shortcuts &shortcuts() const { return *m_shortcuts; }

Q_SIGNALS:
    void runOpened();
    void runFailed(const QString &message);
    /// Nothing opens until a person chose one of several tables.
    void choiceAsked(const QString &message);

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildPages();
    void buildHeader();
    void buildStatus();
    void connectActions();
    void fillRecentMenu();
    void fillMemoryMenu();
    void setMemoryCatalogs(const QStringList &paths);
    /// Shows what is behind the run, or the start page with why the last run is not opened.
    void resumeWithoutRun(const QString &note);
    /// What the run page tells for a while; nothing: what it told before is over.
    void tell(const QString &message);
    void beginJournal(std::unique_ptr<Journal> journal);
    void showStart();
    void startLoading(const LoadRequest &request);
    void showRun(const std::shared_ptr<LoadedRun> &loaded);
    void showFailure(const QString &message);
    void askWhichTable(const RunParts &parts);
    void cancelLoading();
    void backToRunOrStart();
    /// Closes the run page; the start page is not shown by itself.
    void dropRunPage();
    /// Asks what to do with unpublished edits; false: stay.
    [[nodiscard]] bool mayLeaveRun();
    void chooseRun();
    /// A run, or what else a person may mean by it: a catalog is reviewed into.
    void openPath(const QString &path);
    void setTextZoom(int percent);
    void chooseCatalog();
    void refreshActions();
    void refreshCatalogLabel();
    void showRulesTitle();
    void showProgress();
    void showLocation(const SourceLocation &location);
    void showAbout();
    /// Shows a kernel of `run` on its desk, opening the run first if another one is open.
    void reviewKernel(const std::shared_ptr<const Run> &run, const QString &rawName);
    void openForKernel(const Run &run, const QString &rawName);
    void askBeforeReplacing(const std::shared_ptr<const Run> &run, const QString &rawName);
    void revealKernel(const QString &rawName);

    Settings &m_settings;
    RuleSetOptions m_rules;
    QString m_versionDetails;
    std::unique_ptr<Actions> m_actions;
    OpeningMark m_mark;
    RunLoadJob m_job;
    LoadRequest m_request; ///< the latest
    QStackedWidget *m_pages;
    StartPage *m_start;
    ChoosePage *m_choose;
    LoadingPage *m_loading;
    ErrorPage *m_error;
    ComparisonFlow *m_comparison;
    SessionKeeper *m_keeper;
    Shortcuts *m_shortcuts;
    RunPage *m_runPage = nullptr;
    bool m_isResuming = false; ///< nobody asked for the run that is loading
    QString m_nextCatalog;     ///< for the next run that is opened
    QString m_toReveal;        ///< raw name, once the run that is loading is open
    QString m_told;            ///< by tell(), the last
    NoticeBar *m_notice;
    CatalogFlow *m_catalogs;
    QWidget *m_header;
    ElidedLabel *m_headline;
    QPushButton *m_rulesButton;
    QPushButton *m_publishButton;
    QLabel *m_reviewed;
    QProgressBar *m_reviewedBar;
    ElidedLabel *m_reviewedTime;
    QLabel *m_selectionLabel;
    ElidedLabel *m_catalogLabel;
};

} // namespace atlas::ui
