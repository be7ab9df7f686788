#include "ui/kernel/launchesview.h"

#include "core/base/format.h"
#include "core/report/launchchart.h"
#include "ui/chart/chartview.h"
#include "ui/common/panelparts.h"
#include "ui/common/text.h"

#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr qsizetype kMostVariants = 200;
constexpr int kRowsSeen = 6;

/// "256 × 1 × 1"; a dash where the profiler does not say.
QString shapeText(const LaunchShape &shape)
{
    return shape == LaunchShape() ? u"–"_s : u"%1 × %2 × %3"_s.arg(shape[0]).arg(shape[1]).arg(shape[2]);
}
} // namespace

LaunchesView::LaunchesView(QWidget *parent)
    : QWidget(parent), m_quantiles(new QLabel(this)), m_histogram(new ChartView(this)),
      m_variants(new QTreeWidget(this))
{
    setObjectName(u"launches"_s);
    m_quantiles->setTextFormat(Qt::PlainText);
    m_quantiles->setWordWrap(true);
    m_quantiles->setObjectName(u"quantiles"_s);
    m_histogram->setObjectName(u"histogram"_s);
    m_histogram->setAccessibleName(tr("Launches by duration"));
    m_histogram->setToolTip(tr("Launches by duration; the lines are median, p95 and p99"));
    m_variants->setObjectName(u"variants"_s);
    m_variants->setAccessibleName(tr("Variants by grid and block"));
    m_variants->setRootIsDecorated(false);
    m_variants->setUniformRowHeights(true);
    m_variants->setColumnCount(5);
    m_variants->setHeaderLabels({tr("Grid"), tr("Block"), tr("Calls"), tr("Mean"), tr("Share")});
    m_variants->header()->setStretchLastSection(true);
    m_variants->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    for (int column = 2; column < 5; ++column) {
        m_variants->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(quietTitle(tr("Launches"), this));
    layout->addWidget(m_quantiles);
    layout->addWidget(m_histogram);
    layout->addWidget(m_variants);
    hide();
}

void LaunchesView::showKernel(const Stage &stage, KernelId kernel)
{
    const LaunchDistribution *distribution = stage.distributions != nullptr ? stage.distributions->of(kernel) : nullptr;
    const std::optional<std::size_t> row = stage.rowOf(kernel);
    setVisible(distribution != nullptr && row.has_value());
    if (distribution == nullptr || !row) {
        return;
    }
    const KernelTiming &timing = stage.rows[*row].timing;
    m_quantiles->setText(tr("median %1 · p95 %2 · p99 %3")
                             .arg(toQString(formatDuration(timing.medianNs)),
                                  toQString(formatDuration(distribution->p95Ns)),
                                  toQString(formatDuration(distribution->p99Ns))));
    // The distributions are shared with the run: the chart may be laid out again at any time.
    m_histogram->setLayoutFunction(
        [kept = stage.distributions, kernel, median = timing.medianNs](double width, double) {
            return launchHistogram(*kept->of(kernel), median, width);
        });
    showVariants(*distribution, timing);
}

void LaunchesView::showVariants(const LaunchDistribution &distribution, const KernelTiming &timing)
{
    m_variants->clear();
    QList<QTreeWidgetItem *> items;
    for (const VariantTiming &variant : distribution.variants) {
        if (items.size() == kMostVariants) {
            break;
        }
        const double share = timing.totalNs > 0
                                 ? static_cast<double>(variant.timing.totalNs) / static_cast<double>(timing.totalNs)
                                 : 0.0;
        auto *item = new QTreeWidgetItem(
            {shapeText(variant.grid), shapeText(variant.block), toQString(formatCount(variant.timing.instances)),
             toQString(formatDuration(variant.timing.averageNs())), toQString(formatPercent(share))});
        for (int column = 2; column < 5; ++column) {
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
        items += item;
    }
    m_variants->addTopLevelItems(items);
    m_variants->setVisible(!items.isEmpty());
    const int rows = static_cast<int>(std::clamp<qsizetype>(items.size(), 1, kRowsSeen));
    const int rowHeight = items.isEmpty() ? m_variants->fontMetrics().height() + 6 : m_variants->sizeHintForRow(0);
    m_variants->setFixedHeight(m_variants->header()->sizeHint().height() + rows * rowHeight +
                               2 * m_variants->frameWidth() + 2);
}

} // namespace atlas::ui
