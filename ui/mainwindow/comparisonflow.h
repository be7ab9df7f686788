#pragma once

#include "ui/comparison/comparisonloadjob.h"
#include "ui/session/opencomparison.h"
#include "ui/session/openingmark.h"
#include "ui/session/settings.h"

#include <QObject>

class QAction;
class QMainWindow;
class QMenu;
class QStackedWidget;

namespace atlas::ui
{

class ComparisonPage;
class ElidedLabel;
class ErrorPage;
class LoadingPage;
class RunPage;
struct Actions;
struct LoadedRun;

/// How a comparison comes to be and goes: asks for the runs, loads them, shows the page, and what its menu offers. Its
/// pages lie in the window's stack.
class ComparisonFlow : public QObject
{
    Q_OBJECT

public:
    ComparisonFlow(QMainWindow &window, QStackedWidget &pages, Settings &settings, const Actions &actions);
    ~ComparisonFlow() override;
    /// For the status bar, inside a widget of its own: how the pairs of the table were made.
    [[nodiscard]] QWidget *footer() const;

    /// Rules for comparisons that are opened from now on.
    void setRules(const RuleSetOptions &rules) { m_rules = rules; }
    /// The run that is under review: comparisons with it need not load it, and take its names as they are now. Null:
    /// none is.
    void setOpenRun(const std::shared_ptr<LoadedRun> &run, RunPage *page);
    /// Loads what is not open and compares; several candidates are compared with the baseline one by one. Names come
    /// from `catalog`, else from the open run's document, else from the project's catalog.
    /// `isChosen`: the paths name what is meant, also where more lies there.
    void compare(const QString &baseline, const QStringList &candidates, const QString &catalog = {},
                 bool isChosen = false);
    /// Compares several runs of one program with several of another: at least three a side.
    void compareRepeated(const QStringList &baseline, const QStringList &candidate, const QString &catalog = {});
    /// What was open at the end of the session before: resume() shows it if it was shown, "Show last comparison" any
    /// time.
    void setLeft(const OpenComparison &left);
    void resume();
    void showLast();
    /// What is to come back at the next start.
    [[nodiscard]] OpenComparison state() const;
    /// Compares the two runs that come with the program.
    void compareSamples();
    /// Asks which run to compare with; the open run is the baseline at first.
    void askWhatToCompare();
    /// The menu button of the header and the start page show this action.
    [[nodiscard]] QAction *compareAction() const { return m_compare; }

    /// Whether a page of comparing is what the window shows.
    [[nodiscard]] bool isShown() const;
    /// Null while nothing was compared.
    [[nodiscard]] ComparisonPage *page() const { return m_page; }
    /// Back to where the comparison came from.
    void leave();
    /// Enables what fits the page that is shown.
    void refreshActions(const Actions &actions);

Q_SIGNALS:
    /// Another page is shown.
    void shown();
    void left();
    void compared();
    void comparingFailed(const QString &message);
    void messageRequested(const QString &message);
    /// What state() says may have changed.
    void stateChanged();
    /// What was open at the end of the session before cannot be shown again, and why.
    void notRestored(const QString &message);
    /// Not shown by itself, because opening it ended the program before.
    void lastWithheld(const QString &message);
    void reviewRequested(const std::shared_ptr<const atlas::Run> &run, const QString &rawName);

private:
    void addMenu(QMainWindow &window);
    /// Names for the settings, in the order of the menu.
    void nameActions(const QMenu &menu);
    void connectActions(const Actions &actions);
    [[nodiscard]] ComparisonRequest requestFor(const QStringList &baseline, const QString &catalog) const;
    void start(const ComparisonRequest &request);
    void askWhichTable(const AmbiguousRun &run);
    void load(const ComparisonRequest &request);
    void restoreLeft();
    void giveUpLeft(const QString &message);
    void show(QWidget *page);
    void showComparison(const std::shared_ptr<LoadedComparison> &loaded);
    void addCandidate();
    void loadCandidate(const QString &path);
    [[nodiscard]] ComparedRun runAt(const QString &path) const;
    /// Names of the open run as they are now.
    [[nodiscard]] KernelWords wordsOfOpenRun() const;
    void takeNewWords();

    QMainWindow &m_window;
    QStackedWidget &m_pages;
    Settings &m_settings;
    RuleSetOptions m_rules;
    OpeningMark m_mark;
    ComparisonLoadJob m_job;
    ComparisonRequest m_request;          ///< the latest
    std::filesystem::path m_shownCatalog; ///< of the page
    bool m_hasWordsOfOpenRun = false;     ///< the page has
    bool m_areWordsOld = false;           ///< those that are being compared with
    std::shared_ptr<LoadedRun> m_openRun;
    RunPage *m_runPage = nullptr;
    LatestTask<Result<std::shared_ptr<const Run>>> m_candidateTask;
    ElidedLabel *m_footer;
    LoadingPage *m_loading;
    ErrorPage *m_error;
    ComparisonPage *m_page = nullptr;
    std::optional<OpenComparison> m_left; ///< until it is shown, or another one is
    QAction *m_compare = nullptr;
    QAction *m_return = nullptr;
    QList<QAction *> m_pageActions;
};

} // namespace atlas::ui
