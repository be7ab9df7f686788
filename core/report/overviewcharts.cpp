#include "core/report/overviewcharts.h"

#include "core/base/format.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace atlas
{

namespace
{
constexpr double kBarHeight = 18.0;
constexpr double kRowHeight = 28.0;
constexpr double kLabelWidth = 150.0;
constexpr double kValueWidth = 92.0;
constexpr double kLegendRow = 18.0;
constexpr double kLegendColumn = 170.0;
constexpr double kLegendSquare = 9.0;
constexpr double kLeast = 40.0; ///< room for bars in the narrowest chart
constexpr std::size_t kLabelCharacters = 22;
constexpr std::size_t kLegendCharacters = 22;

std::string countText(std::size_t count)
{
    return formatCount(static_cast<std::int64_t>(count));
}

/// "1 180"; a small one with a decimal where an iteration does not divide it: "2.5".
std::string formatRate(double launches)
{
    const double rounded = launches < 100.0 ? std::round(launches * 10.0) / 10.0 : std::round(launches);
    return rounded == std::round(rounded) ? formatCount(static_cast<std::int64_t>(rounded)) : formatExact(rounded);
}

/// Lays out one horizontal bar a row: label at the left, the bar, its value at the right.
class BarWriter
{
public:
    BarWriter(LinkedChart &chart, double width, double largest)
        : m_chart(chart), m_room(std::max(width - kLabelWidth - kValueWidth, kLeast)), m_largest(largest)
    {
    }

    void beginRow(const std::string &label, const std::string &value, double amount)
    {
        m_x = kLabelWidth;
        const double base = m_y + kBarHeight - 5.0;
        m_chart.chart.texts.push_back(
            {0.0, base, elideMiddle(label, kLabelCharacters), ChartAnchor::Start, ChartRole::Label});
        m_chart.chart.texts.push_back(
            {kLabelWidth + lengthOf(amount) + 6.0, base, value, ChartAnchor::Start, ChartRole::QuietLabel});
    }
    void add(double amount, ChartRole role, std::size_t series, std::string tooltip, LinkedChart::Target target)
    {
        const double length = lengthOf(amount);
        const bool isSplit = role == ChartRole::Series && length > 2.0; // a hairline between neighbours
        m_chart.chart.rectangles.push_back({m_x, m_y, std::max(length - (isSplit ? 1.0 : 0.0), 0.5), kBarHeight, role,
                                            std::move(tooltip), static_cast<std::uint8_t>(series)});
        m_chart.targets.push_back(target);
        m_x += length;
    }
    void endRow() { m_y += kRowHeight; }
    [[nodiscard]] double y() const { return m_y; }

private:
    [[nodiscard]] double lengthOf(double amount) const { return m_largest > 0.0 ? m_room * amount / m_largest : 0.0; }

    LinkedChart &m_chart;
    double m_room;
    double m_largest;
    double m_x = kLabelWidth;
    double m_y = 2.0;
};

void addLegend(Chart &chart, const Overview &overview, double width, double top)
{
    const auto columns = static_cast<std::size_t>(std::max(1.0, std::floor(width / kLegendColumn)));
    for (std::size_t i = 0; i < overview.series.size(); ++i) {
        const OverviewSeries &series = overview.series[i];
        const double x = kLegendColumn * static_cast<double>(i % columns);
        const double y = top + kLegendRow * static_cast<double>(i / columns);
        // Without a tooltip: a key to the colours, no mark.
        chart.rectangles.push_back({x, y, kLegendSquare, kLegendSquare, ChartRole::Series, {}, series.color});
        chart.texts.push_back({x + kLegendSquare + 5.0, y + kLegendSquare, elideMiddle(series.label, kLegendCharacters),
                               ChartAnchor::Start, ChartRole::Label});
    }
    const std::size_t rows = (overview.series.size() + columns - 1) / columns;
    chart.height = top + kLegendRow * static_cast<double>(rows);
}

std::string partTooltip(const OverviewStage &stage, const OverviewPart &part, const OverviewSeries &series)
{
    const double share = stage.ns > 0.0 ? part.ns / stage.ns : 0.0;
    return stage.label + ", " + series.label + ": " + formatDuration(part.ns) +
           (stage.areIterationsKnown ? " an iteration, " : ", ") + formatPercent(share) + " of the stage, " +
           formatRate(part.launches) + " launches of " + countText(part.kernels) +
           (part.kernels == 1 ? " kernel" : " kernels");
}

double largestOf(const Overview &overview, double OverviewStage::*amount)
{
    double largest = 0.0;
    for (const OverviewStage &stage : overview.stages) {
        largest = std::max(largest, stage.*amount);
    }
    return largest;
}

/// Where the iterations are not known, a bar is the whole table.
bool isPerIteration(const Overview &overview)
{
    return std::ranges::all_of(overview.stages, &OverviewStage::areIterationsKnown);
}

std::string titleOf(const Overview &overview)
{
    if (!isPerIteration(overview)) {
        return overview.by == GroupBy::Op ? "Time by stage and op" : "Time by stage and library";
    }
    return overview.by == GroupBy::Op ? "Time of an iteration by stage and op"
                                      : "Time of an iteration by stage and library";
}

/// Lines and labels of a scale from 0 to 100 %.
void addPercentScale(Chart &chart, double left, double top, double bottom)
{
    for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        const double y = bottom - share * (bottom - top);
        chart.lines.push_back({left, y, chart.width, y, ChartRole::Axis});
        chart.texts.push_back(
            {left - 6.0, y + 4.0, formatExact(share * 100.0) + " %", ChartAnchor::End, ChartRole::QuietLabel});
    }
}

void addSelectionLegend(Chart &chart, double left, double base)
{
    constexpr double kWidth = 96.0;
    const auto add = [&](ChartRole role, const char *label) {
        chart.rectangles.push_back({left, base - kLegendSquare, kLegendSquare, kLegendSquare, role, {}, 0});
        chart.texts.push_back({left + kLegendSquare + 5.0, base, label, ChartAnchor::Start, ChartRole::QuietLabel});
        left += kWidth;
    };
    add(ChartRole::Chosen, "in the selection");
    left += kWidth / 4;
    add(ChartRole::Whole, "not in it");
}
} // namespace

LinkedChart stageBars(const Overview &overview, double width)
{
    LinkedChart linked;
    linked.chart.width = width;
    linked.chart.title = titleOf(overview);
    BarWriter bars(linked, width, largestOf(overview, &OverviewStage::ns));
    for (const OverviewStage &stage : overview.stages) {
        bars.beginRow(stage.label, formatDuration(stage.ns), stage.ns);
        for (const OverviewPart &part : stage.parts) {
            const OverviewSeries &series = overview.series[part.series];
            bars.add(part.ns, ChartRole::Series, series.color, partTooltip(stage, part, series),
                     {stage.stage, part.series, {}});
        }
        bars.endRow();
    }
    addLegend(linked.chart, overview, width, bars.y() + 8.0);
    linked.targets.resize(linked.chart.rectangles.size());
    return linked;
}

LinkedChart coverageChart(const Coverage &coverage, const std::function<std::string(KernelId)> &nameOf, double width,
                          double height)
{
    constexpr double kLeft = 44.0;
    constexpr double kTop = 12.0;
    LinkedChart linked;
    Chart &chart = linked.chart;
    chart.width = width;
    chart.height = height;
    chart.title = "How much of the time the kernels cover, from the largest down";
    const double bottom = height - 24.0;
    addPercentScale(chart, kLeft, kTop, bottom);
    const double slot = (width - kLeft) / static_cast<double>(std::max<std::size_t>(coverage.steps.size(), 1));
    for (std::size_t i = 0; i < coverage.steps.size(); ++i) {
        const Coverage::Step &step = coverage.steps[i];
        const double y = bottom - step.cumulative * (bottom - kTop);
        chart.rectangles.push_back({kLeft + slot * static_cast<double>(i) + slot * 0.08, y, std::max(slot * 0.84, 0.5),
                                    bottom - y, step.isSelected ? ChartRole::Chosen : ChartRole::Whole,
                                    countText(i + 1) + ". " + nameOf(step.kernel) + ": " + formatPercent(step.share) +
                                        ", together " + formatPercent(step.cumulative) +
                                        (step.isSelected ? ", in the selection" : ", not in the selection")});
        linked.targets.push_back({{}, {}, step.kernel});
    }
    addSelectionLegend(chart, kLeft, height - 6.0);
    chart.texts.push_back({width, height - 6.0,
                           countText(coverage.steps.size()) + " of " + countText(coverage.kernels) + " kernels shown",
                           ChartAnchor::End, ChartRole::QuietLabel});
    linked.targets.resize(chart.rectangles.size());
    return linked;
}

LinkedChart launchBars(const Overview &overview, double width)
{
    LinkedChart linked;
    linked.chart.width = width;
    linked.chart.title = isPerIteration(overview) ? "Launches of an iteration by stage" : "Launches by stage";
    BarWriter bars(linked, width, largestOf(overview, &OverviewStage::launches));
    for (const OverviewStage &stage : overview.stages) {
        const std::string count = formatRate(stage.launches);
        const double each = stage.launches > 0.0 ? stage.ns / stage.launches : 0.0;
        bars.beginRow(stage.label, count, stage.launches);
        bars.add(stage.launches, ChartRole::Spread, 0,
                 stage.label + ": " + count + (stage.areIterationsKnown ? " launches an iteration, " : " launches, ") +
                     formatDuration(each) + " each on average",
                 {stage.stage, {}, {}});
        bars.endRow();
    }
    linked.chart.height = bars.y();
    return linked;
}

LinkedChart busyBars(std::span<const StageBusy> stages, double width)
{
    LinkedChart linked;
    linked.chart.width = width;
    linked.chart.title = "How busy the GPU was, by stage";
    BarWriter bars(linked, width, 1.0);
    for (const StageBusy &stage : stages) {
        const std::optional<double> busy = stage.busy();
        const double shown = std::min(busy.value_or(0.0), 1.0);
        bars.beginRow(stage.label, busy ? formatPercent(*busy) : "no wall time", busy ? 1.0 : 0.0);
        if (busy) {
            const std::string tooltip = stage.label + ": kernels ran " + formatDuration(stage.gpuNs) + " of " +
                                        formatDuration(stage.wallNs) + ", " + formatPercent(*busy) +
                                        (*busy > 1.0 ? "; more than the wall time: kernels overlapped, or the two do "
                                                       "not belong together"
                                                     : "");
            bars.add(shown, ChartRole::Chosen, 0, tooltip, {stage.stage, {}, {}});
            bars.add(1.0 - shown, ChartRole::Axis, 0, {}, {});
        }
        bars.endRow();
    }
    linked.chart.height = bars.y();
    return linked;
}

} // namespace atlas
