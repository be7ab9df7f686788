#pragma once

#include "ui/run/kerneltablekeys.h"

#include <QTableView>

class QMenu;

namespace atlas::ui
{

class FrozenColumn;
class KernelTableModel;

/// What a single key in the table asks for.
enum class ReviewCommand : std::uint8_t
{
    AcceptAndNext,
    NeedsWork,
    Unreview,
    Next,
    Previous,
    NextSimilar,
    Family,
    TogglePicked
};

/// The table itself: rows of fixed height, keys that walk it, heads of groups that open and close, copying as TSV and
/// Markdown, columns that a person can hide and move, the name always in sight.
class KernelTableView : public QTableView
{
    Q_OBJECT

public:
    KernelTableView(KernelTableModel &model, QWidget *parent = nullptr);

    /// Adds one checkable action a column, what arranges and sorts them, and one that brings the first layout back.
    void fillColumnsMenu(QMenu &menu);
    void arrangeColumns();
    /// The per-iteration column makes sense only where the iterations are known.
    void setIterationsKnown(bool known);
    /// Selected rows as TSV with a header line, exact numbers, columns as shown.
    [[nodiscard]] QString selectionAsTsv() const;
    void copySelection() const;
    /// The same as a Markdown table, numbers as they are shown.
    [[nodiscard]] QString selectionAsMarkdown() const;
    void copySelectionAsMarkdown() const;
    /// All rows at once, as one range: Qt's own way looks at each.
    void selectAll() override;
    /// Keys for kernelTableKeys().
    void setKeys(const KeyBindings &keys) { m_keys = keys; }
    [[nodiscard]] FrozenColumn &frozenName() { return *m_frozen; }
    [[nodiscard]] int currentRow() const { return currentIndex().row(); }
    void selectRowAt(int row);

    [[nodiscard]] QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

    /// Names are no place for type-ahead: single keys are commands here.
    void keyboardSearch(const QString & /*search*/) override {}

Q_SIGNALS:
    void currentRowChanged(int row);
    /// Go on to the fields of the current kernel.
    void editRequested();
    /// A rule for the current kernel is wanted.
    void ruleRequested();
    void reviewRequested(atlas::ui::ReviewCommand command);
    /// Take the offer with this number for the current kernel.
    void offerRequested(int number);
    /// A click on a header, or its menu; `add`: as a further key behind those there are.
    void columnChosen(int column, bool add);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    /// Friendly names take the room that numbers leave.
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    /// Qt's own way makes an index for every cell of it where assistive technology listens.
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void scrollContentsBy(int dx, int dy) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    /// False where the key is none of the table's now.
    bool run(TableKey key);
    bool walkGroupsByKey(int key);
    void toggleHead(int row);
    void addSortMenu(QMenu &menu, const QString &title, bool add);
    [[nodiscard]] QList<int> shownColumns() const;
    [[nodiscard]] QList<int> selectedRows() const;
    [[nodiscard]] static QString exactTitle(int column);
    /// `text` of a menu with the key of the table that does the same.
    [[nodiscard]] QString withKey(const QString &text, TableKey key) const;
    void addReviewActions(QMenu &menu);
    void setDefaultWidths();
    void showColumnsMenu(const QPoint &globalPosition);

    KernelTableModel &m_model;
    KeyBindings m_keys{kernelTableKeys()};
    FrozenColumn *m_frozen;
    bool m_iterationsKnown = false;
    bool m_perIterationWanted = false;
};

} // namespace atlas::ui
