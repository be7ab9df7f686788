#pragma once

#include "core/run/run.h"

#include <QTabBar>

namespace atlas::ui
{

/// One tab a table, two lines each: name; total and scope. A thin bar under a tab is its share among the top-level
/// stages.
class StageTabBar : public QTabBar
{
    Q_OBJECT

public:
    explicit StageTabBar(QWidget *parent = nullptr);

    void setRun(const Run &run);
    [[nodiscard]] StageId currentStage() const
    {
        return makeId<StageId>(static_cast<std::size_t>(std::max(currentIndex(), 0)));
    }

Q_SIGNALS:
    void stageChosen(atlas::StageId stage);

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent *event) override;

private:
    void paintTab(QPainter &painter, int index) const;
    [[nodiscard]] QFont detailFont() const;

    struct Tab
    {
        QString name;
        QString detail;
        double share; ///< 0..1 of the bar
    };
    QList<Tab> m_tabs;
};

/// What the table covers, for the second line: "20 iterations", "in prefill"; empty when not known.
[[nodiscard]] QString scopeText(const Run &run, const Stage &stage);

} // namespace atlas::ui
