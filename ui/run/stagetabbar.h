#pragma once

#include "core/run/run.h"

#include <QTabBar>

namespace atlas::ui
{

/// One tab a table, two lines each: name; total and scope. A thin bar under a tab is its share among the top-level
/// stages. Behind them the pages that show all tables at once.
class StageTabBar : public QTabBar
{
    Q_OBJECT

public:
    explicit StageTabBar(QWidget *parent = nullptr);

    void setRun(const Run &run);
    enum class Page : std::uint8_t
    {
        Table,
        Matrix,
        Overview
    };
    [[nodiscard]] Page page(int index) const;
    void showStage(StageId stage) { setCurrentIndex(static_cast<int>(stage.index())); }
    /// Does nothing when the run has no such page: a single table has no matrix.
    void showPage(Page page);

Q_SIGNALS:
    void stageChosen(atlas::StageId stage);
    /// One of the pages behind the stages.
    void pageChosen(atlas::ui::StageTabBar::Page page);

protected:
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent *event) override;

private:
    void addPage(Page page, const QString &name, const QString &detail, const QString &toolTip);
    void paintTab(QPainter &painter, int index) const;
    [[nodiscard]] QFont detailFont() const;

    struct Tab
    {
        QString name;
        QString detail;
        double share; ///< 0..1 of the bar
        Page page = Page::Table;
    };
    QList<Tab> m_tabs;
};

/// What the table covers, for the second line: "20 iterations", "in prefill"; empty when not known.
[[nodiscard]] QString tabScope(const Run &run, const Stage &stage);

} // namespace atlas::ui
