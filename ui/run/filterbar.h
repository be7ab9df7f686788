#pragma once

#include "core/table/roworder.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace atlas::ui
{

/// The line above the table: text or /regex/, libraries, review state, minimum share, how much is left, columns.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    [[nodiscard]] RowFilter filter() const;
    /// The libraries that can be chosen, with the number of kernels of each.
    void setLibraries(const std::vector<std::pair<std::string, std::size_t>> &libraries);
    void setCount(const QString &text);
    /// Shows what is wrong with the text where it was typed; empty: nothing is.
    void setError(const QString &message);
    void focusText();
    void clear();
    [[nodiscard]] QMenu &columnsMenu() { return *m_columnsMenu; }

Q_SIGNALS:
    /// By typing: may wait a moment for the next key.
    void textEdited();
    void filterChanged();
    /// Down or Enter in the text: on to the table.
    void leaveRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildText();
    void buildLibraries();
    void buildState();
    void buildShare();
    void showLibraryTitle();
    [[nodiscard]] std::vector<std::string> chosenLibraries() const;

    QLineEdit *m_text;
    QPushButton *m_libraries;
    QMenu *m_librariesMenu;
    QComboBox *m_state;
    QComboBox *m_share;
    QLabel *m_count;
    QPushButton *m_columns;
    QMenu *m_columnsMenu;
    QLabel *m_error;
};

} // namespace atlas::ui
