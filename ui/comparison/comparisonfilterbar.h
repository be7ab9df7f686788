#pragma once

#include "core/report/comparisonview.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;

namespace atlas::ui
{

class FieldNote;

/// The line above the table of pairs: text or /regex/, verdicts, libraries, badges, least difference, grouping,
/// columns.
class ComparisonFilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit ComparisonFilterBar(QWidget *parent = nullptr);

    [[nodiscard]] ComparisonFilter filter() const;
    [[nodiscard]] ComparisonGrouping grouping() const;
    /// What can be chosen in this table, with counts; choices that are still there stay chosen.
    void setChoices(const StageComparison &stage, const ComparisonTexts &texts);
    void setCount(const QString &text);
    /// Shows what is wrong with the text where it was typed; empty: nothing is.
    void setError(const QString &message);
    /// Says how the text is understood; empty: as it stands.
    void setHint(const QString &message);
    void focusText();
    void clear();
    /// Chooses what `filter` says, as far as it can be chosen in this table; without filterChanged().
    void restore(const ComparisonFilter &filter, ComparisonGrouping grouping);
    [[nodiscard]] QMenu &columnsMenu() { return *m_columnsMenu; }

Q_SIGNALS:
    void filterChanged();
    /// Down or Enter in the text: on to the table.
    void leaveRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// A button with a menu of things to choose from, any of which may pass.
    struct Choice
    {
        QPushButton *button = nullptr;
        QMenu *menu = nullptr;
        QString title;
    };
    struct Option
    {
        QString label;
        QString value;
        QIcon icon;
    };

    [[nodiscard]] Choice makeChoice(const QString &name, const QString &title, const QString &toolTip);
    void fill(const Choice &choice, const QList<Option> &options);
    void showTitle(const Choice &choice);
    static void choose(const Choice &choice, const QStringList &values);
    [[nodiscard]] static QStringList chosen(const Choice &choice);

    QLineEdit *m_text;
    Choice m_verdicts;
    Choice m_libraries;
    Choice m_badges;
    QComboBox *m_share;
    QComboBox *m_grouping;
    QLabel *m_count;
    QMenu *m_columnsMenu;
    FieldNote *m_error;
};

} // namespace atlas::ui
