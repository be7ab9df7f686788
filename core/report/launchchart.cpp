#include "core/report/launchchart.h"

#include "core/base/format.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace atlas
{

namespace
{
constexpr double kHeight = 118.0;
constexpr double kTop = 16.0;    ///< above the columns: the greatest count
constexpr double kBottom = 18.0; ///< below: the times
constexpr double kColumn = 6.0;  ///< least width of a column with its gap
constexpr double kGap = 1.0;

/// Launches of neighbouring bins.
struct Column
{
    std::int64_t firstNs = 0;
    std::int64_t lastNs = 0;
    std::int64_t launches = 0;
};

/// From a time to its place on the axis: as wide per factor everywhere.
class LogAxis
{
public:
    LogAxis(std::int64_t firstNs, std::int64_t lastNs, double width)
        : m_first(std::log2(static_cast<double>(std::max<std::int64_t>(firstNs, 1)))),
          m_scale(width / std::max(std::log2(static_cast<double>(lastNs + 1)) - m_first, 1e-9))
    {
    }
    [[nodiscard]] double at(double ns) const { return (std::log2(std::max(ns, 1.0)) - m_first) * m_scale; }

private:
    double m_first;
    double m_scale;
};

std::vector<Column> columnsOf(const Histogram &histogram, const LogAxis &axis)
{
    std::vector<Column> columns;
    double endsAt = -1.0;
    for (const HistogramBin &bin : histogram.bins()) {
        const auto [first, last] = Histogram::boundsOf(bin.bin);
        if (columns.empty() || axis.at(static_cast<double>(first)) >= endsAt) {
            columns.push_back({first, last, 0});
            endsAt = axis.at(static_cast<double>(first)) + kColumn;
        }
        columns.back().lastNs = last;
        columns.back().launches += bin.count;
    }
    return columns;
}

std::string tooltipOf(const Column &column, std::int64_t all)
{
    const std::string first = formatDuration(static_cast<double>(column.firstNs));
    const std::string last = formatDuration(static_cast<double>(column.lastNs));
    return formatCount(column.launches) + (column.launches == 1 ? " launch (" : " launches (") +
           formatPercent(static_cast<double>(column.launches) / static_cast<double>(all)) + "), " +
           (first == last ? first : first + " to " + last);
}
} // namespace

Chart launchHistogram(const LaunchDistribution &distribution, double medianNs, double width)
{
    Chart chart{width, kHeight, "Launches by duration"};
    const std::vector<HistogramBin> &bins = distribution.histogram.bins();
    if (bins.empty() || width < kColumn * 2.0) {
        return chart;
    }
    const std::int64_t first = Histogram::boundsOf(bins.front().bin).first;
    const std::int64_t last = Histogram::boundsOf(bins.back().bin).second;
    const LogAxis axis(first, last, width - kColumn);
    const std::vector<Column> columns = columnsOf(distribution.histogram, axis);
    std::int64_t most = 0;
    std::int64_t all = 0;
    for (const Column &column : columns) {
        most = std::max(most, column.launches);
        all += column.launches;
    }
    const double ground = kHeight - kBottom;
    for (const Column &column : columns) {
        const double x = axis.at(static_cast<double>(column.firstNs));
        const double end = std::max(axis.at(static_cast<double>(column.lastNs) + 1.0), x + kColumn);
        const double height =
            std::max((ground - kTop) * static_cast<double>(column.launches) / static_cast<double>(most), 1.0);
        chart.rectangles.push_back(
            {x, ground - height, end - x - kGap, height, ChartRole::Spread, tooltipOf(column, all)});
    }
    for (const double ns : {medianNs, distribution.p95Ns, distribution.p99Ns}) {
        if (std::isfinite(ns)) {
            const double x = std::clamp(axis.at(ns), 0.0, width - 1.0);
            chart.lines.push_back({x, kTop, x, ground, ChartRole::Mark});
        }
    }
    chart.lines.push_back({0.0, ground, width, ground, ChartRole::Axis});
    const double below = kHeight - 5.0;
    chart.texts.push_back(
        {0.0, below, formatDuration(static_cast<double>(first)), ChartAnchor::Start, ChartRole::QuietLabel});
    chart.texts.push_back(
        {width, below, formatDuration(static_cast<double>(last)), ChartAnchor::End, ChartRole::QuietLabel});
    chart.texts.push_back({0.0, kTop - 5.0, formatCount(most), ChartAnchor::Start, ChartRole::QuietLabel});
    return chart;
}

} // namespace atlas
