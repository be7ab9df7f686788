#pragma once

#include "ui/publish/targetplanner.h"
#include "ui/session/settings.h"

#include <QDialog>

#include <functional>

class QButtonGroup;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace atlas::ui
{

class DiffView;
class ToneLabel;

/// Gets the sides that stand, in the order of a plan's rows.
using SidesCallback = std::function<void(const std::vector<MergeSide> &)>;

/// Where to, which kernels, and exactly what will change in the file that is named; then Publish. The plan follows the
/// choices in the background. Cancel changes nothing: naming a file does not open it.
class PublishDialog : public QDialog
{
    Q_OBJECT

public:
    PublishDialog(RunSession &session, PublicationPlanner &planner, Settings &settings, QWidget *parent = nullptr);

    /// Where to publish.
    void setTarget(const QString &path);
    [[nodiscard]] QString target() const;

Q_SIGNALS:
    /// Written; the document is clean.
    void published(const QString &path);
    /// The file says something else than what was decided: somebody asks, and calls `write` with the answer.
    void decisionRequested(const atlas::RebasePlan &plan, const QString &name, const atlas::ui::SidesCallback &write);

public:
    /// What became of writing.
    struct Written
    {
        WrittenFiles files = {};
        Publication publication = {};
        std::size_t savedIndex = 0;
        std::vector<Diagnostic> diagnostics = {};
        RebasePlan plan = {}; ///< of another catalog
        std::vector<MergeSide> sides = {};
    };

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *buildTarget();
    [[nodiscard]] QWidget *buildSelection();
    [[nodiscard]] QWidget *buildPrune();
    [[nodiscard]] QWidget *buildUnread();
    void showSelection();
    void takeSelection();
    void chooseTarget();
    void onTargetTyped();
    void showPlan();
    void showKind(const PlannedTarget *planned);
    [[nodiscard]] QString otherWords(const PlannedTarget &planned) const;
    void tellPlan(const PlannedTarget &planned);
    [[nodiscard]] bool hasNothing() const;
    [[nodiscard]] bool differs(const PlannedTarget &planned) const;
    void showMessage(const QString &message, bool isError);
    void publish();
    void write(const std::shared_ptr<const PlannedTarget> &planned, const std::vector<MergeSide> &sides);
    void takeWritten(const Written &written, const PlannedTarget &planned, const std::filesystem::path &path);
    void onWritten(const Written &written, const std::shared_ptr<const PlannedTarget> &planned,
                   const std::filesystem::path &path);

    RunSession &m_session;
    PublicationPlanner &m_planner;
    Settings &m_settings;
    QLineEdit *m_target;
    QButtonGroup *m_kinds;
    QSpinBox *m_top;
    QDoubleSpinBox *m_coverage;
    ToneLabel *m_kind;
    QLabel *m_summary;
    QLabel *m_message;
    QString m_fault; ///< why the last attempt did not do all; until another one, or another file
    bool m_messageIsError = false;
    DiffView *m_diff;
    QPushButton *m_publish;
    TargetPlanner m_targets;
    LatestTask<Written> m_task;
};

} // namespace atlas::ui
