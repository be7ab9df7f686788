#pragma once

#include <QWidget>

class QHBoxLayout;
class QLineEdit;

namespace atlas::ui
{

class ComparisonSession;
class ToneLabel;

/// The line in which a person says how names changed between two runs (s/_jl_mod_/_jl_/): a field, and a button for
/// each substitution that holds, which takes it back. Hidden until there is one, or it is asked for.
class RenameBar : public QWidget
{
    Q_OBJECT

public:
    explicit RenameBar(ComparisonSession &session, QWidget *parent = nullptr);

    /// Shows the line with the cursor in its field.
    void ask();

Q_SIGNALS:
    /// Esc in the field: back to the table.
    void leaveRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void add();
    void showRenames();

    ComparisonSession &m_session;
    QLineEdit *m_text;
    QHBoxLayout *m_renames;
    ToneLabel *m_problem;
    bool m_isAsked = false;
};

} // namespace atlas::ui
