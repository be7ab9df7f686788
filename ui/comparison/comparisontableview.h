#pragma once

#include "ui/comparison/comparisontablekeys.h"

#include <QTableView>

class QMenu;

namespace atlas::ui
{

class ComparisonTableModel;

/// What a single key in the table of pairs asks for.
enum class PairCommand : std::uint8_t
{
    OpenInDesk,
    Confirm,
    Reject,
    PairByHand
};

/// The table of pairs: rows of fixed height, keys that walk it and open groups, copying as TSV.
class ComparisonTableView : public QTableView
{
    Q_OBJECT

public:
    ComparisonTableView(ComparisonTableModel &model, QWidget *parent = nullptr);

    [[nodiscard]] int currentLine() const { return currentIndex().row(); }
    void selectLine(int line);
    /// Selected lines as TSV with a header line, exact numbers, columns as shown.
    [[nodiscard]] QString selectionAsTsv() const;
    void copySelection() const;
    void fillColumnsMenu(QMenu &menu);
    /// Keys for comparisonTableKeys().
    void setKeys(const KeyBindings &keys) { m_keys = keys; }
    /// The command's first key; empty when it has none.
    [[nodiscard]] QString keyOf(PairCommand command) const;

    /// Single keys are commands here.
    void keyboardSearch(const QString & /*search*/) override {}

Q_SIGNALS:
    void currentLineChanged(int line);
    void columnChosen(int column);
    void commandRequested(atlas::ui::PairCommand command);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    /// Opens or closes the group at the current line; Left on a pair goes to its group. False when there is none.
    bool openByKey(int key);
    bool toggleGroup();

    ComparisonTableModel &m_model;
    KeyBindings m_keys{comparisonTableKeys()};
};

} // namespace atlas::ui
