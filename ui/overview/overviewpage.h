#pragma once

#include "core/report/overviewcharts.h"
#include "ui/session/runsession.h"
#include "ui/session/settings.h"

#include <QWidget>

class QDoubleSpinBox;

namespace atlas::ui
{

class ChartCard;

/// Where the time of the run goes, in pictures that lead to the kernels behind them.
class OverviewPage : public QWidget
{
    Q_OBJECT

public:
    OverviewPage(RunSession &session, Settings &settings, QWidget *parent = nullptr);

    /// Takes what changed in names, libraries and the selection; does nothing while the page is hidden.
    void refresh();

Q_SIGNALS:
    /// Shows those kernels of the stage whose library or op (as `by` says) is among `texts`; all where there are none.
    void kernelsRequested(atlas::StageId stage, atlas::GroupBy by, const std::vector<std::string> &texts);
    void kernelRequested(atlas::KernelId kernel);
    void messageRequested(const QString &message);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void build();
    QWidget *wallTimeInputs();
    void showSplit(ChartCard &card, Overview &overview, GroupBy by);
    void showCoverage();
    void showBusy();
    void follow(const LinkedChart::Target &target, const Overview *overview);
    [[nodiscard]] QString wallTimeKey(StageId stage) const;

    RunSession &m_session;
    Settings &m_settings;
    Overview m_byLibrary;
    Overview m_byOp;
    std::vector<LinkedChart::Target> m_coverageTargets;
    std::vector<LinkedChart::Target> m_busyTargets;
    std::vector<QDoubleSpinBox *> m_wallTimes; ///< by stage; null for those without
    ChartCard *m_libraries = nullptr;
    ChartCard *m_ops = nullptr;
    ChartCard *m_coverage = nullptr;
    ChartCard *m_launches = nullptr;
    ChartCard *m_busy = nullptr;
    bool m_isStale = true;
};

} // namespace atlas::ui
