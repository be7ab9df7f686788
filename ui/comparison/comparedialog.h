#pragma once

#include <QDialog>
#include <QStringList>

class QPushButton;
class QRadioButton;

namespace atlas::ui
{

class RunsInput;
class ToneLabel;

/// Asks which runs to compare with which: one with one, one with several, or several runs of one program with several
/// of another.
class CompareDialog : public QDialog
{
    Q_OBJECT

public:
    /// `recent` runs are offered; `baseline` may be empty.
    CompareDialog(const QString &baseline, const QStringList &recent, QWidget *parent = nullptr);

    [[nodiscard]] QStringList baselines() const;
    [[nodiscard]] QStringList candidates() const;
    /// Whether the runs of a side are one program's, and count together; else each candidate is compared by itself.
    [[nodiscard]] bool isRepeated() const;

public Q_SLOTS:
    /// Accepts when all paths stand for one run each and there are enough; else says what is in the way and offers the
    /// runs found there.
    void accept() override;

private:
    void build();
    void showMeaning();
    [[nodiscard]] QString findProblem();

    RunsInput *m_baselines;
    RunsInput *m_candidates;
    QWidget *m_meaning;
    QRadioButton *m_each;
    QRadioButton *m_together;
    ToneLabel *m_problem;
    QPushButton *m_takeAll;
    QPushButton *m_compare;
};

} // namespace atlas::ui
