#pragma once

#include "ui/publish/publicationplanner.h"
#include "ui/session/settings.h"

#include <QDialog>

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

/// Where to, which kernels, and exactly what will change; then Publish. The plan follows the choices in the background.
class PublishDialog : public QDialog
{
    Q_OBJECT

public:
    PublishDialog(RunSession &session, PublicationPlanner &planner, Settings &settings, QWidget *parent = nullptr);

    /// Where to publish. An existing file is opened as the catalog first, so that the preview is of what will be there.
    void setTarget(const QString &path);
    [[nodiscard]] QString target() const;

Q_SIGNALS:
    /// Written; the document is clean.
    void published(const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Written
    {
        Result<void> result;
        std::shared_ptr<const PlannedPublication> planned;
        std::vector<Diagnostic> diagnostics;
    };

    [[nodiscard]] QWidget *buildTarget();
    [[nodiscard]] QWidget *buildSelection();
    [[nodiscard]] QWidget *buildPrune();
    [[nodiscard]] QWidget *buildUnread();
    void showSelection();
    void takeSelection();
    void chooseTarget();
    void showPlan();
    void showMessage(const QString &message, bool isError);
    void publish();
    void onWritten(const Written &written, const QString &path);

    RunSession &m_session;
    PublicationPlanner &m_planner;
    Settings &m_settings;
    QLineEdit *m_target;
    QButtonGroup *m_kinds;
    QSpinBox *m_top;
    QDoubleSpinBox *m_coverage;
    QLabel *m_summary;
    QLabel *m_message;
    bool m_messageIsError = false;
    DiffView *m_diff;
    QPushButton *m_publish;
    LatestTask<Written> m_task;
};

} // namespace atlas::ui
