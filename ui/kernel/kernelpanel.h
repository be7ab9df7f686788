#pragma once

#include "core/review/memory.h"
#include "ui/session/runsession.h"

#include <QWidget>

#include <array>
#include <vector>

class QFormLayout;
class QLabel;
class QPushButton;
class QScrollArea;

namespace atlas::ui
{

class ElidedLabel;
class FieldEditor;
class LaunchesView;
class NoteEdit;
class OfferList;
class RawNameView;
class ShapeSuggestions;

/// The kernel in hand: its name with evidence, the six fields, why they say so, its times.
class KernelPanel : public QWidget
{
    Q_OBJECT

public:
    explicit KernelPanel(RunSession &session, QWidget *parent = nullptr);

    /// Shows `entry`, or that nothing is selected. What was typed for the one before is committed first.
    void setEntry(std::optional<EntryId> entry);
    /// How many kernels of the table are selected and the time they took: what the buttons act on.
    void setChosen(std::size_t kernels, double totalNs);
    void setStage(StageId stage);
    void focusField(Field field);
    /// Commits what is being typed, finished or not.
    void commitPending();
    /// What could be taken for the entry shown.
    void setOffers(const std::vector<Offer> &offers);
    [[nodiscard]] Field currentField() const { return m_field; }

Q_SIGNALS:
    void stageRequested(atlas::StageId stage);
    /// Esc in an editor: back to the table.
    void leaveRequested();
    /// The buttons below, or Ctrl+Enter in an editor.
    void acceptRequested();
    void needsWorkRequested();
    /// The offer with this number, from 1.
    void offerTaken(int number);
    void ruleRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildFields(QFormLayout &form);
    [[nodiscard]] QWidget *buildBody();
    void showEntry(bool replaceTyped);
    void showField(Field field);
    void showTimings();
    void showReview(bool replaceTyped);
    void resetFields();
    [[nodiscard]] QWidget *buildActions();
    void onEntriesChanged(std::span<const EntryChange> changes);
    void onCommitted(Field field, const FieldValue &value);
    void paintWarning();
    [[nodiscard]] FieldEditor &editor(Field field) { return *m_editors[static_cast<std::size_t>(field)]; }

    RunSession &m_session;
    std::optional<EntryId> m_entry;
    StageId m_stage;
    Field m_field = Field::FriendlyName;
    QLabel *m_nothing;
    QWidget *m_content;
    ElidedLabel *m_title;
    QLabel *m_state;
    RawNameView *m_name;
    NoteEdit *m_note;
    OfferList *m_offers;
    QLabel *m_checks;
    QPushButton *m_accept;
    QPushButton *m_resetFields;
    QScrollArea *m_scroll;
    std::array<FieldEditor *, kFieldCount> m_editors{};
    ShapeSuggestions *m_suggestions;
    QLabel *m_whyTitle;
    QLabel *m_why;
    QLabel *m_facts;
    QLabel *m_timings;
    QLabel *m_warning;
    LaunchesView *m_launches;
};

} // namespace atlas::ui
