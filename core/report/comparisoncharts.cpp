#include "core/report/comparisoncharts.h"

#include "core/base/format.h"
#include "core/base/text.h"
#include "core/report/comparisontext.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace atlas
{

namespace
{
constexpr double kRowHeight = 18.0;
constexpr double kNameWidth = 300.0;
constexpr std::size_t kNameCharacters = 44;
constexpr std::size_t kStepCharacters = 15;
constexpr double kCharacterWidth = 6.4; // of small text, on the safe side

ChartRole roleOf(std::int64_t deltaNs)
{
    return deltaNs > 0 ? ChartRole::Increase : deltaNs < 0 ? ChartRole::Decrease : ChartRole::Other;
}

ChartRole roleOf(const ComparisonRow &row)
{
    switch (row.verdict) {
    case Verdict::Added:
    case Verdict::Removed:
    case Verdict::NotObserved:
        return ChartRole::Appeared;
    case Verdict::Slower:
    case Verdict::Faster:
        return roleOf(row.parts.deltaNs);
    default:
        return ChartRole::Other;
    }
}

/// Rows whose speed changed the total most, in that order.
std::vector<const ComparisonRow *> largestSpeedChanges(const StageComparison &stage, std::size_t most)
{
    std::vector<const ComparisonRow *> rows;
    for (const ComparisonRow &row : stage.rows) {
        if (row.isPair() && row.parts.speedNs != 0) {
            rows.push_back(&row);
        }
    }
    const auto magnitude = [](const ComparisonRow *row) { return std::abs(row->parts.speedNs); };
    const auto end = rows.begin() + static_cast<std::ptrdiff_t>(std::min(most, rows.size()));
    std::ranges::partial_sort(rows, end, std::ranges::greater(), magnitude);
    rows.erase(end, rows.end());
    return rows;
}

/// Adds steps one after the other.
class StepWriter
{
public:
    explicit StepWriter(std::vector<WaterfallStep> &steps) : m_steps(steps) {}

    void add(std::string label, std::int64_t deltaNs, ChartRole role, const ComparisonRow *row = nullptr)
    {
        if (deltaNs != 0) {
            m_steps.push_back({std::move(label), m_at, m_at + deltaNs, role, row});
            m_at += deltaNs;
        }
    }
    void addWhole(std::string label, std::int64_t totalNs)
    {
        m_steps.push_back({std::move(label), 0, totalNs, ChartRole::Whole, nullptr});
        m_at = totalNs;
    }

private:
    std::vector<WaterfallStep> &m_steps;
    std::int64_t m_at = 0;
};

/// The part of the scale that a waterfall shows: when the totals are far above their difference, from near the lowest.
double lowestShown(const std::vector<WaterfallStep> &steps, double highest)
{
    double lowest = highest;
    for (const WaterfallStep &step : steps) {
        const bool isWhole = step.role == ChartRole::Whole;
        lowest = std::min(lowest, static_cast<double>(isWhole ? step.toNs : std::min(step.fromNs, step.toNs)));
    }
    const double span = highest - lowest;
    return lowest > 2.0 * span ? lowest - span : 0.0;
}

double knownDeviation(const KernelTiming &timing)
{
    return std::isnan(timing.standardDeviationNs) ? 0.0 : timing.standardDeviationNs;
}

/// The extremes; where one is not known, one deviation from the mean.
Interval extremesOf(const KernelTiming &timing)
{
    const double mean = timing.averageNs();
    const double low = std::max(mean - knownDeviation(timing), 0.0);
    const double high = mean + knownDeviation(timing);
    return {timing.minNs != kUnknownNs ? timing.minimumNs() : low,
            timing.maxNs != kUnknownNs ? timing.maximumNs() : high};
}

void addSpread(Chart &chart, const KernelTiming &timing, double y, const std::function<double(double)> &x)
{
    const double mean = timing.averageNs();
    const double deviation = knownDeviation(timing);
    const Interval extremes = extremesOf(timing);
    const double left = x(std::max(mean - deviation, extremes.low));
    const double right = x(std::min(mean + deviation, extremes.high));
    chart.lines.push_back({x(extremes.low), y, x(extremes.high), y});
    chart.rectangles.push_back({left, y - 5.0, std::max(right - left, 0.5), 10.0, ChartRole::Spread,
                                "mean " + formatDuration(mean) + " ± " + formatDuration(deviation)});
    chart.rectangles.push_back({x(mean) - 2.5, y - 2.5, 5.0, 5.0, ChartRole::Mark, "mean " + formatDuration(mean)});
    if (!std::isnan(timing.medianNs)) {
        chart.lines.push_back({x(timing.medianNs), y - 7.0, x(timing.medianNs), y + 7.0, ChartRole::Mark});
    }
}
} // namespace

std::vector<WaterfallStep> waterfallSteps(const RunComparison &comparison, const StageComparison &stage,
                                          std::size_t most)
{
    std::vector<WaterfallStep> steps;
    StepWriter writer(steps);
    writer.addWhole("baseline", stage.baselineNs);
    std::int64_t othersNs = stage.parts.speedNs;
    const std::vector<const ComparisonRow *> largest = largestSpeedChanges(stage, most);
    for (const ComparisonRow *row : largest) {
        writer.add(comparison.friendlyName(*row), row->parts.speedNs, roleOf(row->parts.speedNs), row);
        othersNs -= row->parts.speedNs;
    }
    writer.add("calls", stage.parts.callsNs - stage.addedNs - stage.removedNs, ChartRole::Calls);
    writer.add("added", stage.addedNs, ChartRole::Appeared);
    writer.add("removed", stage.removedNs, ChartRole::Appeared);
    writer.add("others' speed", othersNs, ChartRole::Other);
    writer.addWhole("candidate", stage.candidateNs);
    return steps;
}

Chart waterfall(const std::vector<WaterfallStep> &steps, double width, double height)
{
    Chart chart{width, height, "How the total becomes the other", {}, {}, {}};
    double highest = 1.0;
    for (const WaterfallStep &step : steps) {
        highest = std::max(highest, static_cast<double>(std::max(step.fromNs, step.toNs)));
    }
    const double lowest = lowestShown(steps, highest);
    const double top = lowest > 0.0 ? 32.0 : 18.0; // the first bar's number stands below the note on the axis
    const double bottom = height - 22.0;
    const auto y = [&](std::int64_t ns) {
        const double share = (static_cast<double>(ns) - lowest) / (highest - lowest);
        return bottom - std::clamp(share, 0.0, 1.0) * (bottom - top);
    };
    const double slot = width / static_cast<double>(std::max<std::size_t>(steps.size(), 1));
    const auto characters =
        std::clamp(static_cast<std::size_t>(slot / kCharacterWidth), std::size_t{4}, kStepCharacters);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const WaterfallStep &step = steps[i];
        const bool isWhole = step.role == ChartRole::Whole;
        const double x = slot * static_cast<double>(i) + slot * 0.12;
        const double upper = std::min(y(step.fromNs), y(step.toNs));
        const double lower = isWhole ? bottom : std::max(y(step.fromNs), y(step.toNs));
        const std::string value =
            isWhole ? formatDuration(static_cast<double>(step.toNs)) : signedDuration(step.toNs - step.fromNs);
        chart.rectangles.push_back(
            {x, upper, slot * 0.76, std::max(lower - upper, 1.0), step.role, step.label + ": " + value});
        const double middle = x + slot * 0.38;
        chart.texts.push_back({middle, upper - 4.0, value, ChartAnchor::Middle, ChartRole::QuietLabel});
        chart.texts.push_back(
            {middle, height - 8.0, elideMiddle(step.label, characters), ChartAnchor::Middle, ChartRole::Label});
    }
    chart.lines.push_back({0.0, bottom, width, bottom, ChartRole::Axis});
    if (lowest > 0.0) {
        chart.texts.push_back(
            {0.0, 10.0, "axis begins at " + formatDuration(lowest), ChartAnchor::Start, ChartRole::QuietLabel});
    }
    return chart;
}

Chart divergingBars(const RunComparison &comparison, const StageComparison &stage, std::size_t most, double width)
{
    const std::size_t count = std::min(most, stage.rows.size());
    Chart chart{width, kRowHeight * static_cast<double>(count) + 4.0, "Differences in total time", {}, {}, {}};
    const double axis = kNameWidth + (width - kNameWidth) / 2.0;
    const double side = (width - kNameWidth) / 2.0 - 70.0; // leaves room for the number
    const std::int64_t largest = count > 0 ? std::abs(stage.rows.front().parts.deltaNs) : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const ComparisonRow &row = stage.rows[i];
        const double y = kRowHeight * static_cast<double>(i) + 3.0;
        const double share =
            largest > 0 ? static_cast<double>(std::abs(row.parts.deltaNs)) / static_cast<double>(largest) : 0.0;
        const bool isMore = row.parts.deltaNs >= 0;
        const double length = share * side;
        chart.rectangles.push_back({isMore ? axis : axis - length, y, length, kRowHeight - 6.0, roleOf(row), {}});
        chart.texts.push_back({kNameWidth - 8.0, y + 10.0, elideMiddle(comparison.friendlyName(row), kNameCharacters),
                               ChartAnchor::End, ChartRole::Label});
        chart.texts.push_back({isMore ? axis + length + 4.0 : axis - length - 4.0, y + 10.0,
                               signedDuration(row.parts.deltaNs), isMore ? ChartAnchor::Start : ChartAnchor::End,
                               ChartRole::QuietLabel});
    }
    chart.lines.push_back({axis, 0.0, axis, chart.height, ChartRole::Axis});
    return chart;
}

Chart divergingBar(const ComparisonRow &row, std::int64_t largestNs, double width, double height)
{
    Chart chart{width, height, {}, {}, {}, {}};
    const double axis = width / 2.0;
    const double share =
        largestNs > 0 ? static_cast<double>(std::abs(row.parts.deltaNs)) / static_cast<double>(largestNs) : 0.0;
    const double length = std::min(share, 1.0) * axis;
    chart.rectangles.push_back(
        {row.parts.deltaNs >= 0 ? axis : axis - length, 2.0, length, height - 4.0, roleOf(row), {}});
    chart.lines.push_back({axis, 0.0, axis, height, ChartRole::Axis});
    return chart;
}

std::optional<Chart> distribution(const ComparisonRow &row, double width)
{
    if (!row.isPair()) {
        return std::nullopt;
    }
    const KernelTiming &a = row.baseline.timing;
    const KernelTiming &b = row.candidate.timing;
    const Interval ofA = extremesOf(a);
    const Interval ofB = extremesOf(b);
    const double lowest = std::min(ofA.low, ofB.low);
    const double highest = std::max({ofA.high, ofB.high, lowest + 1.0});
    constexpr double left = 70.0;
    const auto x = [&](double ns) { return left + (ns - lowest) / (highest - lowest) * (width - left - 8.0); };
    Chart chart{width, 66.0, "Distribution of one call on both sides", {}, {}, {}};
    chart.texts.push_back({0.0, 18.0, "baseline", ChartAnchor::Start, ChartRole::QuietLabel});
    chart.texts.push_back({0.0, 42.0, "candidate", ChartAnchor::Start, ChartRole::QuietLabel});
    addSpread(chart, a, 14.0, x);
    addSpread(chart, b, 38.0, x);
    chart.texts.push_back({left, 62.0, formatDuration(lowest), ChartAnchor::Start, ChartRole::QuietLabel});
    chart.texts.push_back({width - 8.0, 62.0, formatDuration(highest), ChartAnchor::End, ChartRole::QuietLabel});
    return chart;
}

Chart sparkline(std::span<const double> values, double width, double height)
{
    Chart chart{width, height, {}, {}, {}, {}};
    double highest = 0.0;
    for (const double value : values) {
        highest = std::isnan(value) ? highest : std::max(highest, value);
    }
    const double slot = width / static_cast<double>(std::max<std::size_t>(values.size(), 1));
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isnan(values[i])) {
            const double tall = highest > 0.0 ? std::max(values[i] / highest * height, 1.0) : 1.0;
            chart.rectangles.push_back({slot * static_cast<double>(i) + slot * 0.1,
                                        height - tall,
                                        slot * 0.8,
                                        tall,
                                        i == 0 ? ChartRole::Whole : ChartRole::Mark,
                                        {}});
        }
    }
    return chart;
}

std::string sparklineText(std::span<const double> values)
{
    constexpr std::array<std::string_view, 8> kBlocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    double highest = 0.0;
    for (const double value : values) {
        highest = std::isnan(value) ? highest : std::max(highest, value);
    }
    std::string text;
    for (const double value : values) {
        const double share = highest > 0.0 ? std::clamp(value / highest, 0.0, 1.0) : 0.0;
        text += std::isnan(value) ? std::string_view("·") : kBlocks[static_cast<std::size_t>(std::lround(share * 7.0))];
    }
    return text;
}

} // namespace atlas
