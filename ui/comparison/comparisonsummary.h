#pragma once

#include "ui/comparison/comparisonsession.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace atlas::ui
{

class ElidedLabel;

/// What is compared: both sides beside each other with the changed fields first, what the shown table says in all, and
/// in words what may be concluded from it.
class ComparisonSummary : public QWidget
{
    Q_OBJECT

public:
    explicit ComparisonSummary(QWidget *parent = nullptr);

    void show(const RunComparison &comparison, const StageComparison &stage);
    /// Lists all fields of both sides, or hides them.
    void toggleIdentity();
    /// The sentences as they are shown.
    [[nodiscard]] QString sentences() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Card
    {
        QWidget *widget = nullptr;
        ElidedLabel *title = nullptr;
        ElidedLabel *detail = nullptr;
        ElidedLabel *figure = nullptr;
    };

    [[nodiscard]] Card makeCard(const QString &name, const QString &accessible);
    void showSide(const Card &card, const QString &word, const RunSide &side, const StageComparison &stage,
                  bool isBaseline);
    void showIdentity(const RunComparison &comparison, const StageComparison &stage);
    void paintCounts(const StageComparison &stage);

    Card m_baseline;
    Card m_candidate;
    Card m_difference;
    QLabel *m_counts;
    QLabel *m_changed;
    QLabel *m_sentences;
    QToolButton *m_more;
    QLabel *m_identity;
    std::array<std::size_t, kVerdictCount> m_verdicts{};
};

} // namespace atlas::ui
