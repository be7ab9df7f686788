#pragma once

#include <QTableView>

class QMenu;

namespace atlas::ui
{

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

/// The table itself: rows of fixed height, keys that walk it, copying as TSV, columns that a person can hide.
class KernelTableView : public QTableView
{
    Q_OBJECT

public:
    KernelTableView(KernelTableModel &model, QWidget *parent = nullptr);

    /// Adds one checkable action a column, and one that brings the first layout back.
    void fillColumnsMenu(QMenu &menu);
    /// The per-iteration column makes sense only where the iterations are known.
    void setIterationsKnown(bool known);
    /// Selected rows as TSV with a header line, exact numbers, columns as shown.
    [[nodiscard]] QString selectionAsTsv() const;
    void copySelection() const;
    [[nodiscard]] int currentRow() const { return currentIndex().row(); }
    void selectRowAt(int row);

    [[nodiscard]] QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

    /// Names are no place for type-ahead: single keys are commands here.
    void keyboardSearch(const QString & /*search*/) override {}

Q_SIGNALS:
    void currentRowChanged(int row);
    /// E or F2: go on to the fields of the current kernel.
    void editRequested();
    /// A rule for the current kernel is wanted.
    void ruleRequested();
    void reviewRequested(atlas::ui::ReviewCommand command);
    /// A number key: take the offer with this number for the current kernel.
    void offerRequested(int number);
    void columnChosen(int column);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    /// Friendly names take the room that numbers leave.
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    bool requestByKey(int key);
    void addReviewActions(QMenu &menu);
    void setDefaultWidths();
    void showColumnsMenu(const QPoint &globalPosition);

    KernelTableModel &m_model;
    bool m_iterationsKnown = false;
    bool m_perIterationWanted = false;
};

} // namespace atlas::ui
