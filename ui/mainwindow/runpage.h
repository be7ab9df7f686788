#pragma once

#include "core/review/entrychecks.h"
#include "core/table/rowgroups.h"
#include "ui/publish/publicationplanner.h"
#include "ui/run/kerneltableview.h"
#include "ui/session/memorykeeper.h"
#include "ui/session/reviewflow.h"
#include "ui/session/runsession.h"
#include "ui/session/runview.h"
#include "ui/session/settings.h"

#include <QWidget>

class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace atlas::ui
{

class ChangesPanel;
class HistoryPanel;
class KernelPanel;
class KernelTablePanel;
class MatrixPage;
class OverviewPage;
class ProblemsPanel;
class RuleDesk;
class RuleEditor;
class RulesDialog;
class StageTabBar;

/// The desk: tabs of tables above, the table and what will be written at the left, the kernel in hand at the right.
class RunPage : public QWidget
{
    Q_OBJECT

public:
    /// `loaded` is what `session` was made of.
    RunPage(std::unique_ptr<RunSession> session, const LoadedRun &loaded, Settings &settings,
            QWidget *parent = nullptr);
    ~RunPage() override;

    [[nodiscard]] RunSession &session() { return *m_session; }
    [[nodiscard]] PublicationPlanner &planner() const { return *m_planner; }
    /// Whether what is offered knows of the latest edit.
    [[nodiscard]] bool hasCurrentOffers() const { return m_memory->isCurrent(); }
    [[nodiscard]] KernelTablePanel &table() { return *m_table; }
    [[nodiscard]] KernelPanel &kernel() { return *m_kernel; }
    [[nodiscard]] StageTabBar &tabs() { return *m_tabs; }
    /// Made when first asked for.
    [[nodiscard]] MatrixPage &matrix();
    [[nodiscard]] OverviewPage &overview();

    void focusTable();
    void focusFilter();
    /// The next pane in the order tabs, filter, table, fields, below; or the one before.
    void focusNextPane(bool forward);
    void selectNextStage(int step);
    void setDetailsVisible(bool visible);
    void setBelowVisible(bool visible);
    void showChanges();
    void showProblems();
    void showHistory();
    /// Shows the entry and puts the focus on nothing: undo and redo.
    void reveal(EntryId entry);
    /// What a key in the table, a button or a menu asks for.
    void review(ReviewCommand command);
    /// Takes the offer with this number (from 1) for the current kernel.
    void takeOffer(int number);
    /// Takes for every unreviewed kernel of the selection what was decided of the same name before.
    void takeAllExact();
    /// Catalogs whose decisions are offered.
    void setMemoryCatalogs(const QStringList &paths) { m_memory->setCatalogs(paths); }
    [[nodiscard]] const ReviewFlow &flow() const { return *m_flow; }
    /// Friendly name of the kernel that "next unreviewed" would go to; empty when there is none.
    [[nodiscard]] QString nextName() const;
    [[nodiscard]] RuleDesk &ruleDesk() { return *m_rules; }
    /// Opens the editor for a rule of the current kernel; null when there is none.
    RuleEditor *newRule();
    RulesDialog *showRules();
    void saveLayout();
    /// How the page is shown now, and shows it so again.
    [[nodiscard]] RunView view() const;
    void restore(const RunView &view);
    /// Label, tables that are missing, GPU, CUDA, number of kernels and what combined consists of.
    [[nodiscard]] QString headline() const;
    /// Whether something could not be read when the run was opened: the problems are in front then.
    [[nodiscard]] bool wasOpenedWithErrors() const { return m_tabBeforeErrors.has_value(); }

Q_SIGNALS:
    void selectionChanged(const QString &summary);
    /// What view() says, or the layout, may have changed.
    void viewChanged();
    /// Empty: what was told before is over.
    void messageRequested(const QString &message);
    /// Progress or what is next changed.
    void progressChanged();
    void locationRequested(const atlas::SourceLocation &location);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void connectParts();
    void restoreLayout();
    void showErrorsOfOpening();
    void showProblemsTitle();
    /// Shows one of the stacked pages; the focus goes with it unless it is on the tabs.
    void showInstead(QWidget *page);
    void showStage(StageId stage);
    void showKernel(std::optional<KernelId> kernel);
    /// The stage's table with that kernel current.
    void goToKernel(StageId stage, KernelId kernel);
    /// The stage's table with only the kernels whose library or op is among `texts`.
    void goToKernels(StageId stage, GroupBy by, const std::vector<std::string> &texts);
    void showTitles();
    void showOffers();
    void showChosen();
    void acceptAndNext();
    void acceptChosen();
    void askBeforeAccepting(const BrokenShape &shape);
    void tellFailedCheck(std::optional<EntryId> accepted);
    void setState(ReviewState state);
    void togglePicked();
    void goTo(std::optional<EntryId> entry);
    void revealKernel(KernelId kernel);
    [[nodiscard]] std::vector<EntryId> chosenEntries() const;
    [[nodiscard]] std::optional<EntryId> currentEntry() const;

    std::unique_ptr<RunSession> m_session;
    Settings &m_settings;
    PublicationPlanner *m_planner;
    ReviewFlow *m_flow;
    MemoryKeeper *m_memory;
    std::vector<Offer> m_offers; ///< for the current kernel
    RuleDesk *m_rules;
    StageTabBar *m_tabs;
    KernelTablePanel *m_table;
    KernelPanel *m_kernel;
    QTabWidget *m_below;
    std::optional<int> m_tabBeforeErrors; ///< of those below, until a person chooses another one
    ChangesPanel *m_changes;
    ProblemsPanel *m_problems;
    HistoryPanel *m_history;
    QSplitter *m_columns;
    QSplitter *m_left;
    QStackedWidget *m_pages; ///< the tables with what belongs to them, matrix, overview
    MatrixPage *m_matrix = nullptr;
    OverviewPage *m_overview = nullptr;
};

} // namespace atlas::ui
