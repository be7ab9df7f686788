#pragma once

#include "core/authoring/packedit.h"
#include "core/authoring/ruletrial.h"
#include "ui/session/ruledesk.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace atlas::ui
{

class CodeHighlighter;
class MarkedNameView;
class ReadingChangesModel;
class RuleFormView;

/// Writes a rule for one kernel: as a form and as text, with what it would do to the open run. It stays beside the
/// window; saving puts the rule into a pack of the person's and reads the run by it.
class RuleEditor : public QDialog
{
    Q_OBJECT

public:
    RuleEditor(RunSession &session, RuleDesk &desk, EntryId entry, QWidget *parent = nullptr);

    /// The rule as it is typed.
    [[nodiscard]] QString ruleText() const;
    void setRuleText(const QString &text);
    /// The pack that saving writes to.
    [[nodiscard]] std::filesystem::path packFile() const;
    void setPackFile(const std::filesystem::path &file);
    /// Whether what is shown below is of the text as it is now.
    [[nodiscard]] bool isCurrent() const { return !m_pause.isActive() && !m_task.isRunning(); }

Q_SIGNALS:
    /// Written to `path`; the run is being read anew.
    void saved(const QString &path);
    /// A kernel of the list was chosen.
    void kernelRequested(atlas::KernelId kernel);

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void reject() override;

private:
    /// What trying the rule gave.
    struct Attempt
    {
        EditedPack pack;
        Result<RuleInsertion> insertion = failure({});
        std::vector<Diagnostic> findings; ///< in the rule's own lines
        bool hasOtherFindings = false;
        RuleTrial trial;
        Reading reading; ///< of the kernel in hand, the rule in force
    };

    void build();
    [[nodiscard]] QWidget *buildText();
    [[nodiscard]] QWidget *buildButtons();
    void fillPacks();
    void choosePack(int index);
    void onTextChanged();
    void takeForm(const QString &key, const QStringList &items);
    void markName();
    void tryOut();
    void take(std::shared_ptr<const Attempt> attempt);
    void showFindings();
    void showSummary();
    void save();
    [[nodiscard]] bool mayClose();
    [[nodiscard]] static Attempt attempt(const EditedPack &pack, const std::string &text, RuleSetOptions options,
                                         const ReviewDocument &document, std::string_view rawName,
                                         std::stop_token stop);

    RunSession &m_session;
    RuleDesk &m_desk;
    std::string m_rawName;
    MarkedNameView *m_name;
    QLabel *m_fit;
    RuleFormView *m_form;
    QPlainTextEdit *m_text;
    CodeHighlighter *m_highlighter;
    QLabel *m_findings;
    QLabel *m_summary;
    ReadingChangesModel *m_model;
    QTableView *m_view;
    QComboBox *m_pack;
    QPushButton *m_save;
    QString m_draft; ///< what was there at the beginning
    bool m_savesWhenTried = false;
    QTimer m_pause;
    std::shared_ptr<const Attempt> m_attempt; ///< the latest
    LatestTask<std::shared_ptr<const Attempt>> m_task;
};

} // namespace atlas::ui
