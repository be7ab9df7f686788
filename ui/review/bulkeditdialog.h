#pragma once

#include "core/review/bulkedit.h"
#include "ui/session/latesttask.h"
#include "ui/session/runsession.h"

#include <QDialog>
#include <QTimer>

#include <array>

class QComboBox;
class QLabel;
class QPushButton;
class QRadioButton;

namespace atlas::ui
{

class ChangeTableModel;
class ReplaceForm;
class SetFieldForm;
class ShapeSuggestions;
class ToneLabel;

/// The kernels that an edit of many may be of, each list in the order of the table.
struct BulkTargets
{
    std::vector<EntryId> selected;
    std::vector<EntryId> shown;
    std::vector<EntryId> all;
};

/// One edit for many kernels: set a field, or find and replace; every value that changes is shown, live, and can be
/// left out; then applied as one step.
class BulkEditDialog : public QDialog
{
    Q_OBJECT

public:
    enum class Mode : std::uint8_t
    {
        SetField,
        Replace
    };

    BulkEditDialog(RunSession &session, BulkTargets targets, Mode mode, QWidget *parent = nullptr);
    ~BulkEditDialog() override;

    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    /// Whether the preview shows what was asked for last.
    [[nodiscard]] bool isCurrent() const { return m_isCurrent; }

Q_SIGNALS:
    /// How many values were set.
    void applied(std::size_t values);

private:
    using Plan = Result<std::vector<BulkChange>>;

    [[nodiscard]] QLayout *buildHead();
    [[nodiscard]] QLayout *buildFoot();
    void takeSnapshot();
    void showSuggestions();
    void showFirstValue();
    [[nodiscard]] const std::vector<EntryId> &entries() const;
    /// Something was typed or chosen: the preview follows, at once or after a pause.
    void planLater();
    void plan();
    [[nodiscard]] std::function<Plan()> planner() const;
    void showPlan(Plan plan);
    void showCount();
    [[nodiscard]] std::string stepText(std::size_t values) const;
    void apply();

    RunSession &m_session;
    std::array<std::vector<EntryId>, 3> m_targets; ///< by index of m_scope
    std::shared_ptr<const ReviewDocument> m_document;
    ChangeTableModel *m_changes;
    QRadioButton *m_setsField;
    QRadioButton *m_replaces;
    QComboBox *m_scope;
    SetFieldForm *m_setField;
    ReplaceForm *m_replace;
    ShapeSuggestions *m_suggestions;
    ToneLabel *m_error;
    QLabel *m_count;
    QPushButton *m_apply;
    Mode m_mode = Mode::SetField;
    bool m_isCurrent = false;
    std::size_t m_kernelCount = 0; ///< of the preview
    QTimer m_pause;
    LatestTask<Plan> m_task;
};

} // namespace atlas::ui
