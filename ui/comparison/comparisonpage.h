#pragma once

#include "ui/comparison/comparisonloadjob.h"
#include "ui/comparison/comparisonsession.h"
#include "ui/comparison/comparisontableview.h"
#include "ui/session/opencomparison.h"
#include "ui/session/settings.h"

#include <QWidget>

class QButtonGroup;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace atlas::ui
{

class ComparisonSummary;
class DifferencesPanel;
class RenameBar;
class SeriesPanel;
class SideBySidePanel;

/// Two or more runs compared: what they are, one tab a table, and the pairs of the table, as differences or as both
/// tables untouched.
class ComparisonPage : public QWidget
{
    Q_OBJECT

public:
    enum class View : std::uint8_t
    {
        Differences,
        SideBySide,   ///< both tables untouched
        AllCandidates ///< a column a run
    };

    ComparisonPage(const LoadedComparison &loaded, std::filesystem::path pairsFolder, Settings &settings,
                   QWidget *parent = nullptr);
    ~ComparisonPage() override;

    [[nodiscard]] ComparisonSession &session() { return *m_session; }
    [[nodiscard]] DifferencesPanel &differences() { return *m_differences; }
    [[nodiscard]] SideBySidePanel &sideBySide() { return *m_sideBySide; }
    [[nodiscard]] SeriesPanel &series() { return *m_series; }
    [[nodiscard]] View view() const;
    void setView(View view);
    [[nodiscard]] ComparisonSummary &summary() { return *m_summary; }
    [[nodiscard]] QTabBar &tabs() { return *m_tabs; }
    /// The table that is shown.
    [[nodiscard]] std::size_t stage() const;
    void selectNextStage(int step);
    void focusTable();
    void focusFilter();
    /// Asks how names changed between the runs.
    void askForRename();
    void focusNextPane(bool forward);
    void copy();
    void run(PairCommand command);
    /// The run under review: a pair that it has is opened there. Empty: none is.
    void setDeskRun(const std::filesystem::path &run) { m_deskRun = run; }
    /// Asks where to, and writes the comparison as HTML, Markdown or JSON by the file's ending.
    void exportReport();
    /// Writes the report; the error says what is in the way.
    [[nodiscard]] Result<void> writeReport(const QString &path);
    void saveLayout();
    /// Shows the chosen table anew.
    void showTable();
    /// Its runs and how it is shown now, and shows it so again.
    [[nodiscard]] OpenComparison state() const;
    void restore(const OpenComparison &state);

Q_SIGNALS:
    void backRequested();
    void addCandidateRequested();
    /// A kernel is to be shown in its run's review desk.
    void reviewRequested(const std::shared_ptr<const atlas::Run> &run, const QString &rawName);
    void messageRequested(const QString &message);
    /// "61 pairs: 55 same name, ..."
    void footerChanged(const QString &text);
    /// What state() says may have changed.
    void stateChanged();

private:
    QWidget *buildToolBar();
    void showResult();
    void showPart();
    void showCandidates();
    void showInDifferences(std::size_t candidate, const QString &baseline, const QString &candidateName);
    [[nodiscard]] QString keyOf(PairCommand command) const;
    void decide(PairChoice choice);
    void pairByHand();
    void openInDesk();

    std::unique_ptr<ComparisonSession> m_session;
    Settings &m_settings;
    std::filesystem::path m_deskRun;
    QWidget *m_toolBar;
    QPushButton *m_swap;
    QButtonGroup *m_views;
    QComboBox *m_candidates;
    QPushButton *m_undo;
    QComboBox *m_threshold;
    QLabel *m_busy;
    ComparisonSummary *m_summary;
    RenameBar *m_renames;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    DifferencesPanel *m_differences;
    SideBySidePanel *m_sideBySide;
    SeriesPanel *m_series;
};

} // namespace atlas::ui
