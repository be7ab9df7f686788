#pragma once

#include "core/review/entrygroups.h"
#include "ui/session/latesttask.h"
#include "ui/session/runsession.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;
class QToolButton;

namespace atlas::ui
{

class ElidedLabel;
class FamilyKernelsModel;
class FamilyValuesModel;
class ToneLabel;

/// Kernels that have something in common, reviewed together: what differs inside the family, what deserves a look
/// first, and all of it accepted as one step. Walks the families of the publication's selection.
class FamilyDialog : public QDialog
{
    Q_OBJECT

public:
    /// Begins with the family of `current`.
    FamilyDialog(RunSession &session, FamilyBy by, EntryId current, QWidget *parent = nullptr);
    ~FamilyDialog() override;

    /// The kernel that a person wants to edit; nothing when the dialog was just left.
    [[nodiscard]] std::optional<EntryId> kernelToEdit() const { return m_kernelToEdit; }
    /// Whether what differs in the family is on the screen.
    [[nodiscard]] bool isShown() const { return m_isShown; }

Q_SIGNALS:
    void groupingChanged(atlas::FamilyBy by);

protected:
    /// Single keys act in the two lists.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QLayout *buildHead(FamilyBy by);
    [[nodiscard]] FamilyBy grouping() const;
    [[nodiscard]] QWidget *buildValues();
    [[nodiscard]] QWidget *buildKernels();
    [[nodiscard]] QLayout *buildFoot();
    void addHistoryKeys();
    void onHistoryChanged();
    /// Makes the families anew; stays with the one that has `anchor`.
    void group(EntryId anchor);
    void showFamily(std::size_t index);
    void showDifferences(const FamilyDifferences &differences);
    void showAcceptButton();
    void acceptAndGoOn();
    /// The nearest other family with unreviewed kernels in this direction, going round.
    [[nodiscard]] std::optional<std::size_t> unreviewedFamily(int step) const;
    void goToUnreviewed(int step);
    [[nodiscard]] bool hasUnreviewed(const EntryFamily &family) const;
    [[nodiscard]] const EntryFamily &family() const { return m_families[m_index]; }
    [[nodiscard]] EntryId anchor() const;
    bool onListKey(int key);
    [[nodiscard]] std::vector<EntryId> chosenKernels() const;
    void toggleChosen();
    void selectKernels(const std::vector<EntryId> &entries);
    void edit(EntryId entry);

    RunSession &m_session;
    std::vector<EntryId> m_entries; ///< of the selection
    std::int64_t m_selectionNs = 0;
    std::vector<EntryFamily> m_families;
    std::size_t m_index = 0;
    bool m_isShown = false;
    bool m_isAccepting = false;
    std::optional<EntryId> m_kernelToEdit;
    FamilyValuesModel *m_values;
    FamilyKernelsModel *m_kernels;
    QComboBox *m_by;
    QLabel *m_position;
    QToolButton *m_previous;
    QToolButton *m_next;
    ElidedLabel *m_title;
    QLabel *m_summary;
    ToneLabel *m_look;
    QTableView *m_valuesView;
    QTableView *m_kernelsView;
    ToneLabel *m_message;
    QPushButton *m_accept;
    LatestTask<FamilyDifferences> m_task;
};

} // namespace atlas::ui
