#pragma once

#include "core/inference/readingdifference.h"
#include "ui/session/ruledesk.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;
class QTabWidget;

namespace atlas::ui
{

class PacksModel;
class ReadingChangesModel;

/// The packs that the run is read by: switch them, see what they cost and what is wrong in them, read them again, and
/// hold two against each other over the open run.
class RulesDialog : public QDialog
{
    Q_OBJECT

public:
    RulesDialog(RunSession &session, RuleDesk &desk, QWidget *parent = nullptr);

    /// Compares pack `before` with `after`: shipped names or files; empty: those in force.
    void compare(const QString &before, const QString &after);
    [[nodiscard]] bool isComparing() const { return m_task.isRunning(); }

Q_SIGNALS:
    /// A kernel of the comparison was chosen.
    void kernelRequested(atlas::KernelId kernel);

private:
    struct Comparison
    {
        Result<void> result = {};
        std::vector<KernelDifference> differing;
    };

    [[nodiscard]] QWidget *buildPacks();
    [[nodiscard]] QWidget *buildComparison();
    void fillChoices();
    void showPacks();
    void showFindings();
    void chooseUsed(int index);
    void openFile();
    void startComparison();
    void takeComparison(const Comparison &comparison);

    RunSession &m_session;
    RuleDesk &m_desk;
    QTabWidget *m_tabs;
    QComboBox *m_used;
    PacksModel *m_packs;
    QTableView *m_packsView;
    QPlainTextEdit *m_findings;
    QPushButton *m_open;
    QLabel *m_state;
    QComboBox *m_before;
    QComboBox *m_after;
    ReadingChangesModel *m_changes;
    QTableView *m_changesView;
    QLabel *m_summary;
    LatestTask<Comparison> m_task;
};

} // namespace atlas::ui
