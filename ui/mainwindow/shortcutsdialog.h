#pragma once

#include <QDialog>

class QKeySequence;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace atlas::ui
{

class Shortcuts;
class ShortcutsModel;
class ToneLabel;

/// The list of all keys, found by a word or a key, and the place to change them: a key that another command has is
/// named and can be exchanged, one that cannot be given away is refused.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(Shortcuts &shortcuts, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable();
    [[nodiscard]] QWidget *buildEditor();
    void connectParts();
    /// The chosen line of the list of keys; -1 when there is none.
    [[nodiscard]] int current() const;
    void showCurrent();
    void beginEditing();
    /// Gives the key that was pressed, or says why not.
    void tryKey(const QKeySequence &key);
    void finish();
    void swap();
    void clearKeys();
    void resetCurrent();
    void resetAll();
    [[nodiscard]] QString named(const QList<int> &holders) const;

    Shortcuts &m_shortcuts;
    ShortcutsModel *m_model;
    QSortFilterProxyModel *m_filtered;
    QLineEdit *m_filter;
    QTableView *m_table;
    QLabel *m_what;
    QKeySequenceEdit *m_key;
    QPushButton *m_swap;
    QPushButton *m_clear;
    QPushButton *m_reset;
    QPushButton *m_resetAll;
    ToneLabel *m_message;
};

/// Opens the dialog over `parent`.
void showShortcuts(Shortcuts &shortcuts, QWidget &parent);

} // namespace atlas::ui
