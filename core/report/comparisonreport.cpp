#include "core/report/comparisonreport.h"

#include "core/base/format.h"
#include "core/report/comparisonprinters.h"
#include "core/report/comparisontext.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace atlas
{

std::vector<double> SeriesRow::meansNs() const
{
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> means(1, missing);
    for (const ComparisonRow *row : rows) {
        if (row != nullptr && row->baseline.isThere()) {
            means.front() = row->baseline.sample.mean;
        }
        means.push_back(row != nullptr && row->candidate.isThere() ? row->candidate.sample.mean : missing);
    }
    return means;
}

std::int64_t SeriesRow::largestNs() const
{
    std::int64_t largest = 0;
    for (const ComparisonRow *row : rows) {
        largest = std::max(largest, row != nullptr ? std::abs(row->parts.deltaNs) : 0);
    }
    return largest;
}

std::vector<SeriesRow> collectSeries(std::span<const RunComparison> comparisons, std::string_view stage)
{
    std::vector<SeriesRow> series;
    std::unordered_map<std::string_view, std::size_t> known;
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        const StageComparison *table = comparisons[i].findStage(stage);
        if (table == nullptr) {
            continue;
        }
        for (const ComparisonRow &row : table->rows) {
            const std::string_view name = row.baseline.isThere() ? row.baseline.rawName : row.candidate.rawName;
            const auto [found, isNew] = known.try_emplace(name, series.size());
            if (isNew) {
                series.push_back({name, std::vector<const ComparisonRow *>(comparisons.size(), nullptr)});
            }
            // A new kernel may bear the name of one that was paired with another: the pair stays.
            const ComparisonRow *&slot = series[found->second].rows[i];
            slot = slot == nullptr || row.isPair() ? &row : slot;
        }
    }
    std::ranges::stable_sort(series, std::ranges::greater(), &SeriesRow::largestNs);
    return series;
}

std::vector<std::string> stageNamesOf(std::span<const RunComparison> comparisons)
{
    std::vector<std::string> names;
    for (const RunComparison &comparison : comparisons) {
        for (const StageComparison &stage : comparison.stages) {
            if (std::ranges::find(names, stage.name) == names.end()) {
                names.push_back(stage.name);
            }
        }
    }
    return names;
}

std::vector<StepPair> stepPairsOf(const RunComparison &comparison)
{
    return pairSteps(comparison.baseline->firstRun(), comparison.candidate->firstRun(), comparison.options.words.op);
}

std::vector<LayoutColumn> stepColumns()
{
    return {{"Step", false}, {"Baseline", true}, {"Candidate", true}, {"Δ", true}};
}

std::vector<std::vector<std::string>> stepCells(const StepPair &pair)
{
    std::vector<std::vector<std::string>> cells;
    const auto add = [&](const std::string &name, double baselineNs, double candidateNs) {
        // An overlap is negative time.
        const auto shown = [](double ns) { return ns < 0.0 ? "−" + formatDuration(-ns) : formatDuration(ns); };
        cells.push_back({name, shown(baselineNs), shown(candidateNs),
                         signedDuration(static_cast<std::int64_t>(std::llround(candidateNs - baselineNs)))});
    };
    for (const StepPair::Row &row : pair.rows()) {
        add(row.name, row.baselineNs, row.candidateNs);
    }
    add("wall", pair.baseline.wallNs, pair.candidate.wallNs);
    return cells;
}

std::string omittedText(std::size_t all, std::size_t shown)
{
    return all <= shown ? std::string() : "… and " + formatCount(static_cast<std::int64_t>(all - shown)) + " more";
}

std::string gateSentence(std::span<const RunComparison> comparisons, double threshold, std::size_t findings)
{
    std::size_t tested = 0;
    for (const RunComparison &comparison : comparisons) {
        for (const StageComparison &stage : comparison.stages) {
            tested += stage.tested;
        }
    }
    const std::string limit = formatPercent(threshold);
    if (tested == 0) {
        return "gate: nothing could be tested, so nothing is known to be slower";
    }
    const std::string of = " of " + formatCount(static_cast<std::int64_t>(tested)) + " tested rows ";
    if (findings == 0) {
        return "gate: none" + of + "is slower by more than " + limit + " (Holm)";
    }
    return "gate: " + formatCount(static_cast<std::int64_t>(findings)) + of + (findings == 1 ? "is" : "are") +
           " slower by more than " + limit + " (Holm)";
}

std::string whyUntested(const RunComparison &comparison)
{
    std::string text;
    std::string last;
    for (const StageComparison &stage : comparison.stages) {
        const std::string why = whyUntested(stage);
        if (why.empty()) {
            return {};
        }
        if (why != last) { // one reason for all tables is said once
            text += (text.empty() ? "" : "; ") + stage.name + ": " + why;
        }
        last = why;
    }
    return text.empty() ? "no table was compared" : text;
}

std::string printComparison(std::span<const RunComparison> comparisons, const ComparisonReportOptions &options)
{
    switch (options.format) {
    case ComparisonFormat::Json:
        return printComparisonJson(comparisons, options);
    case ComparisonFormat::Markdown:
        return printComparisonMarkdown(comparisons, options);
    case ComparisonFormat::Html:
        return printComparisonHtml(comparisons, options);
    case ComparisonFormat::Text:
        break;
    }
    return printComparisonText(comparisons, options);
}

} // namespace atlas
