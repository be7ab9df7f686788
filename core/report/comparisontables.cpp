#include "core/base/format.h"
#include "core/base/text.h"
#include "core/report/columnlayout.h"
#include "core/report/comparisoncharts.h"
#include "core/report/comparisonprinters.h"
#include "core/report/comparisontext.h"
#include "core/report/sharednames.h"

#include <algorithm>

namespace atlas
{

namespace
{
constexpr std::size_t kTextRows = 20;
constexpr std::size_t kMarkdownRows = 10;
constexpr std::size_t kMaxName = 60;
/// GitHub refuses comments beyond 65,536 characters.
constexpr std::size_t kMaxMarkdownBytes = 60'000;

using Cells = std::vector<std::vector<std::string>>;

std::string totalText(const ComparedKernel &kernel)
{
    return kernel.isThere() ? formatDuration(static_cast<double>(kernel.perIteration.totalNs)) : "–";
}

std::vector<LayoutColumn> rowColumns()
{
    return {{"", false},    {"Baseline", true}, {"Candidate", true}, {"Δ total", true}, {"Average", true},
            {"95 %", true}, {"Verdict", false}, {"Calls", true},     {"Kernel", false}, {"Note", false}};
}

Cells rowCells(const RunComparison &comparison, const StageComparison &stage, std::size_t top)
{
    Cells cells;
    SharedNames names;
    // Names are read when they are shown: of 100,000 kernels only these.
    const auto shown = std::span(stage.rows).first(std::min(top, stage.rows.size()));
    for (const ComparisonRow &row : shown) {
        names.add(comparison.friendlyName(row));
    }
    for (const ComparisonRow &row : shown) {
        cells.push_back({std::string(symbol(row.mark)), totalText(row.baseline), totalText(row.candidate),
                         signedDuration(row.parts.deltaNs), changeText(row), formatInterval(row), verdictText(row),
                         callsText(row), names.shown(comparison.friendlyName(row), row.rawName(), kMaxName),
                         noteText(stage, row)});
    }
    return cells;
}

std::vector<LayoutColumn> seriesColumns(std::span<const RunComparison> comparisons)
{
    std::vector<LayoutColumn> columns = {{"Baseline", true}};
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        columns.push_back({"#" + std::to_string(i + 1) + " Δ total", true});
        columns.push_back({"average", true});
        columns.push_back({"verdict", false});
    }
    columns.push_back({"Trend", false});
    columns.push_back({"Kernel", false});
    return columns;
}

std::string seriesName(std::span<const RunComparison> comparisons, const SeriesRow &series)
{
    for (std::size_t i = 0; i < series.rows.size(); ++i) {
        if (series.rows[i] != nullptr) {
            return comparisons[i].friendlyName(*series.rows[i]);
        }
    }
    return std::string(series.rawName);
}

Cells seriesCells(std::span<const RunComparison> comparisons, std::span<const SeriesRow> series)
{
    Cells cells;
    SharedNames names;
    for (const SeriesRow &each : series) {
        names.add(seriesName(comparisons, each));
    }
    for (const SeriesRow &each : series) {
        std::vector<std::string> &line = cells.emplace_back(1, "–");
        for (const ComparisonRow *row : each.rows) {
            if (row == nullptr) {
                line.insert(line.end(), {"–", "–", "–"});
                continue;
            }
            line.front() = row->baseline.isThere() ? totalText(row->baseline) : line.front();
            line.insert(line.end(), {signedDuration(row->parts.deltaNs), changeText(*row), verdictText(*row)});
        }
        line.push_back(sparklineText(each.meansNs()));
        line.push_back(names.shown(seriesName(comparisons, each), each.rawName, kMaxName));
    }
    return cells;
}

/// Who is compared, what changed and what is assumed: heading and text, a line each.
std::vector<std::pair<std::string, std::string>> headLines(std::span<const RunComparison> comparisons)
{
    std::vector<std::pair<std::string, std::string>> lines;
    lines.emplace_back("Baseline", sideHeadline(*comparisons.front().baseline));
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        const std::string number = comparisons.size() > 1 ? " #" + std::to_string(i + 1) : std::string();
        lines.emplace_back("Candidate" + number, sideHeadline(*comparisons[i].candidate));
        for (const std::string &field : changedFields(comparisons[i])) {
            lines.emplace_back("Changed" + number, field);
        }
        for (const std::string &note : comparisons[i].notes) {
            lines.emplace_back("Note" + number, note);
        }
    }
    return lines;
}

std::vector<GateFinding> findingsOf(std::span<const RunComparison> comparisons, const ComparisonReportOptions &options)
{
    return options.gate ? findSlower(comparisons, *options.gate) : std::vector<GateFinding>();
}

std::string findingText(const GateFinding &finding)
{
    return finding.stage->name + ": " + finding.comparison->friendlyName(*finding.row) + ' ' +
           formatChange(finding.row->logRatio) + ' ' + formatInterval(*finding.row) + ", " +
           signedDuration(finding.row->parts.deltaNs);
}

std::string stageText(const RunComparison &comparison, const StageComparison &stage, std::size_t top)
{
    std::string text = '\n' + escapeControls(stageTitle(stage)) + '\n';
    for (const std::string &sentence : stageSentences(stage)) {
        text += "  " + escapeControls(sentence) + '\n';
    }
    if (stage.rows.empty()) {
        return text;
    }
    text += "  " + verdictCounts(stage) + "\n\n" + layOutColumns(rowColumns(), rowCells(comparison, stage, top), "  ");
    const std::string omitted = omittedText(stage.rows.size(), top);
    text += omitted.empty() ? "" : "  " + omitted + '\n';
    return text + "  " + stageFooter(stage) + '\n';
}

std::string seriesText(std::span<const RunComparison> comparisons, const std::string &stage, std::size_t top)
{
    const std::vector<SeriesRow> series = collectSeries(comparisons, stage);
    std::string text = '\n' + escapeControls(stage) + '\n';
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        if (const StageComparison *table = comparisons[i].findStage(stage)) {
            text += "  #" + std::to_string(i + 1) + "  " + escapeControls(stageTitle(*table)) + '\n';
            for (const std::string &sentence : stageSentences(*table)) {
                text += "      " + escapeControls(sentence) + '\n';
            }
            text += "      " + verdictCounts(*table) + '\n';
        }
    }
    const auto shown = std::span(series).first(std::min(top, series.size()));
    text += '\n' + layOutColumns(seriesColumns(comparisons), seriesCells(comparisons, shown), "  ");
    const std::string omitted = omittedText(series.size(), top);
    return omitted.empty() ? text : text + "  " + omitted + '\n';
}

Cells overviewCells(std::span<const RunComparison> comparisons)
{
    Cells cells;
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        for (const StageComparison &stage : comparisons[i].stages) {
            const std::string number = comparisons.size() > 1 ? "#" + std::to_string(i + 1) + ' ' : std::string();
            cells.push_back({number + stage.name, formatDuration(static_cast<double>(stage.baselineNs)),
                             formatDuration(static_cast<double>(stage.candidateNs)),
                             signedDuration(stage.parts.deltaNs), signedDuration(stage.parts.callsNs),
                             signedDuration(stage.parts.speedNs), verdictCounts(stage)});
        }
    }
    return cells;
}

std::string stageMarkdown(const RunComparison &comparison, const StageComparison &stage, std::size_t top)
{
    std::string text = "\n<details><summary>" + escapedHtml(stageTitle(stage)) + "</summary>\n\n";
    for (const std::string &sentence : stageSentences(stage)) {
        text += "* " + markdownText(sentence) + '\n';
    }
    if (!stage.rows.empty()) {
        text += '\n' + layOutMarkdown(rowColumns(), rowCells(comparison, stage, top)) + '\n';
        const std::string omitted = omittedText(stage.rows.size(), top);
        text += (omitted.empty() ? "" : omitted + ". ") + stageFooter(stage) + ".\n";
    }
    return text + "\n</details>\n";
}

std::string seriesMarkdown(std::span<const RunComparison> comparisons, const std::string &stage, std::size_t top)
{
    const std::vector<SeriesRow> series = collectSeries(comparisons, stage);
    const auto shown = std::span(series).first(std::min(top, series.size()));
    const std::string omitted = omittedText(series.size(), top);
    return "\n<details><summary>" + escapedHtml(stage) + "</summary>\n\n" +
           layOutMarkdown(seriesColumns(comparisons), seriesCells(comparisons, shown)) +
           (omitted.empty() ? "" : '\n' + omitted + ".\n") + "\n</details>\n";
}
} // namespace

std::string printComparisonText(std::span<const RunComparison> comparisons, const ComparisonReportOptions &options)
{
    Cells head;
    for (const auto &[name, value] : headLines(comparisons)) {
        head.push_back({name, value});
    }
    std::string text = layOutColumns({{"Comparison", false}, {"(candidate − baseline)", false}}, head);
    for (const RunComparison &comparison : comparisons) {
        for (const StepPair &pair : stepPairsOf(comparison)) {
            text += '\n' + escapeControls(pair.headline()) + '\n' + layOutColumns(stepColumns(), stepCells(pair), "  ");
        }
    }
    const std::size_t top = options.top.value_or(kTextRows);
    for (const std::string &stage : stageNamesOf(comparisons)) {
        const StageComparison *only = comparisons.size() == 1 ? comparisons.front().findStage(stage) : nullptr;
        text += only != nullptr ? stageText(comparisons.front(), *only, top) : seriesText(comparisons, stage, top);
    }
    const std::vector<GateFinding> findings = findingsOf(comparisons, options);
    if (options.gate) {
        text += '\n' + gateSentence(comparisons, *options.gate, findings.size()) + '\n';
    }
    for (const GateFinding &finding : findings) {
        text += "  " + escapeControls(findingText(finding)) + '\n';
    }
    return text;
}

std::string printComparisonMarkdown(std::span<const RunComparison> comparisons, const ComparisonReportOptions &options)
{
    std::string text = "### Kernel times, candidate − baseline\n\n";
    for (const auto &[name, value] : headLines(comparisons)) {
        text += "* **" + name + "**: " + markdownText(value) + '\n';
    }
    const std::vector<GateFinding> findings = findingsOf(comparisons, options);
    if (options.gate) {
        text += "\n**" + markdownText(gateSentence(comparisons, *options.gate, findings.size())) + "**\n\n";
    }
    for (const GateFinding &finding : std::span(findings).first(std::min(findings.size(), kTextRows))) {
        text += "* " + markdownText(findingText(finding)) + '\n';
    }
    const std::string omittedFindings = omittedText(findings.size(), kTextRows);
    text += omittedFindings.empty() ? "" : "* " + omittedFindings + '\n';
    for (const RunComparison &comparison : comparisons) {
        for (const StepPair &pair : stepPairsOf(comparison)) {
            text += "\n#### " + markdownText(pair.headline()) + "\n\n" + layOutMarkdown(stepColumns(), stepCells(pair));
        }
    }
    text += '\n' + layOutMarkdown({{"Stage", false},
                                   {"Baseline", true},
                                   {"Candidate", true},
                                   {"Δ total", true},
                                   {"calls", true},
                                   {"speed", true},
                                   {"Verdicts", false}},
                                  overviewCells(comparisons));
    const std::size_t top = options.top.value_or(kMarkdownRows);
    for (const std::string &stage : stageNamesOf(comparisons)) {
        const StageComparison *only = comparisons.size() == 1 ? comparisons.front().findStage(stage) : nullptr;
        const std::string section =
            only != nullptr ? stageMarkdown(comparisons.front(), *only, top) : seriesMarkdown(comparisons, stage, top);
        if (!options.top && text.size() + section.size() > kMaxMarkdownBytes) {
            return text + "\nFurther stages are left out: a comment holds no more.\n";
        }
        text += section;
    }
    return text;
}

} // namespace atlas
