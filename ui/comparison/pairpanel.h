#pragma once

#include "ui/comparison/comparisonsession.h"
#include "ui/comparison/comparisontableview.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;

namespace atlas::ui
{

class ChartView;
class ToneLabel;
class ElidedLabel;
class NameDifferenceView;

/// The pair in hand: what may be concluded, how its calls are spread on both sides, both raw names with what differs,
/// the numbers, and what can be said of the pair.
class PairPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PairPanel(ComparisonSession &session, QWidget *parent = nullptr);

    /// `row` belongs to the session's result; null shows that nothing is selected.
    void setRow(std::size_t stage, const ComparisonRow *row);
    /// One sentence on the pair: verdict, change, interval, where its Δ comes from.
    [[nodiscard]] static QString sentence(const ComparisonRow &row);

Q_SIGNALS:
    void commandRequested(atlas::ui::PairCommand command);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildBody();
    QWidget *buildActions();
    void showRow();
    void showNames(const ComparisonRow &row);
    [[nodiscard]] QString numbers(const ComparisonRow &row) const;

    ComparisonSession &m_session;
    std::size_t m_stage = 0;
    const ComparisonRow *m_row = nullptr;
    QLabel *m_nothing;
    QWidget *m_content;
    ElidedLabel *m_title;
    ToneLabel *m_sentence;
    QLabel *m_spreadTitle;
    ChartView *m_spread;
    QWidget *m_spreadLine; ///< above it
    QLabel *m_namesTitle;
    NameDifferenceView *m_baselineName;
    NameDifferenceView *m_candidateName;
    QLabel *m_numbers;
    QLabel *m_test;
    QPushButton *m_confirm;
    QPushButton *m_reject;
    QPushButton *m_byHand;
};

} // namespace atlas::ui
