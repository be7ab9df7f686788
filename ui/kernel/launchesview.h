#pragma once

#include "core/run/distribution.h"
#include "core/run/run.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace atlas::ui
{

class ChartView;

/// What the launches of one kernel in one table tell: histogram, median, p95 and p99, and its variants by grid and
/// block. Hidden for tables that a profiler summed.
class LaunchesView : public QWidget
{
    Q_OBJECT

public:
    explicit LaunchesView(QWidget *parent = nullptr);

    /// Shows `kernel` of `stage`; both are of a run that lives as long as this.
    void showKernel(const Stage &stage, KernelId kernel);

private:
    void showVariants(const LaunchDistribution &distribution, const KernelTiming &timing);

    QLabel *m_quantiles;
    ChartView *m_histogram;
    QTreeWidget *m_variants;
};

} // namespace atlas::ui
