#pragma once

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;

namespace atlas::ui
{

/// Asks which run to compare with which.
class CompareDialog : public QDialog
{
    Q_OBJECT

public:
    /// `recent` runs are offered; `baseline` may be empty.
    CompareDialog(const QString &baseline, const QStringList &recent, QWidget *parent = nullptr);

    [[nodiscard]] QString baseline() const;
    [[nodiscard]] QString candidate() const;

public Q_SLOTS:
    /// Accepts when both paths stand for one run each; else says what is in the way and offers the runs found there.
    void accept() override;

private:
    [[nodiscard]] QComboBox *makeChoice(const QString &name, const QString &accessible, const QStringList &paths);
    [[nodiscard]] QWidget *makeLine(QComboBox *choice);
    [[nodiscard]] bool isOneRun(QComboBox &choice, const QString &side);

    QComboBox *m_baseline;
    QComboBox *m_candidate;
    QLabel *m_problem;
    QPushButton *m_compare;
};

} // namespace atlas::ui
