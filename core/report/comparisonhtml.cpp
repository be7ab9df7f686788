#include "core/base/format.h"
#include "core/base/text.h"
#include "core/report/comparisoncharts.h"
#include "core/report/comparisonprinters.h"
#include "core/report/comparisontext.h"

#include <algorithm>
#include <cmath>

namespace atlas
{

namespace
{
/// More rows make a page slow to sort.
constexpr std::size_t kHtmlRows = 500;
constexpr std::size_t kDistributions = 12;
constexpr std::size_t kMaxName = 120;

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--page:#fcfcfc;--card:#fff;--text:#24292e;--quiet:#5f6871;--edge:#d5d9dd;--stripe:#f4f6f8;--slower:#a8322b;--faster:#1d7a3e;--side:#1f6fc0;--doubt:#8a5a00}
@media(prefers-color-scheme:dark){:root{--page:#1b1e21;--card:#24282c;--text:#e6e8ea;--quiet:#a2abb3;--edge:#3a4046;--stripe:#20242a;--slower:#f08a82;--faster:#6fcf94;--side:#7db8f5;--doubt:#e0b460}}
body{margin:0;padding:1.2rem 1.6rem;background:var(--page);color:var(--text);font:14px/1.45 system-ui,sans-serif}
h1{font-size:1.3rem;margin:0 0 .8rem}h2{font-size:1.1rem;margin:0;display:inline}details.stage{margin:1.2rem 0}h3{font-size:.95rem;margin:1rem 0 .3rem}
.cards{display:flex;flex-wrap:wrap;gap:.8rem}.card{flex:1 1 18rem;background:var(--card);border:1px solid var(--edge);border-radius:6px;padding:.6rem .9rem}
.card b{display:block}ul{margin:.3rem 0;padding-left:1.2rem;color:var(--quiet)}ul.changed{color:var(--text)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;background:var(--card);border:1px solid var(--edge)}
th,td{padding:.25rem .4rem;text-align:left;white-space:nowrap;vertical-align:top}td svg{display:block;width:6rem;height:1.2rem}th{white-space:normal;vertical-align:bottom}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
td.name,td.note{white-space:normal;overflow-wrap:anywhere;min-width:9rem}td.note{color:var(--quiet);min-width:7rem}td.verdict,td.word{white-space:normal}table.rows{font-size:13px}a{color:var(--side)}
tbody tr:nth-child(even){background:var(--stripe)}th button{all:unset;cursor:pointer;font-weight:600}th button:focus-visible{outline:2px solid var(--side)}
th[aria-sort=ascending] button::after{content:" ▴"}th[aria-sort=descending] button::after{content:" ▾"}
.v-slower{color:var(--slower)}.v-faster{color:var(--faster)}.v-inconclusive{color:var(--doubt)}.v-added,.v-removed{color:var(--side)}.v-refused,.v-equivalent,.v-not-observed{color:var(--quiet)}
.tools{margin:.5rem 0;display:flex;gap:.6rem;flex-wrap:wrap;align-items:center}input,select{font:inherit;padding:.2rem .4rem;background:var(--card);color:var(--text);border:1px solid var(--edge);border-radius:4px}
p.foot{color:var(--quiet)}code{font:12px ui-monospace,monospace;overflow-wrap:anywhere}details{margin:.4rem 0}summary{cursor:pointer}
)";

constexpr std::string_view kScript = R"(
'use strict';
const show = () => {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target) { target.open = true; target.scrollIntoView(); }
};
addEventListener('hashchange', show);
show();
for (const table of document.querySelectorAll('table.rows')) {
  const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => head.querySelector('button').addEventListener('click', () => {
    const down = head.getAttribute('aria-sort') !== 'descending';
    heads.forEach(h => h.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const value = row => { const cell = row.cells[column]; return 'v' in cell.dataset ? Number(cell.dataset.v) : cell.textContent; };
    const rows = [...body.rows].map(row => [value(row), row]);
    rows.sort(([a], [b]) => typeof a === 'number' ? (Number.isNaN(a) ? -Infinity : a) - (Number.isNaN(b) ? -Infinity : b) : a.localeCompare(b));
    if (down) rows.reverse();
    body.append(...rows.map(([, row]) => row));
  }));
}
for (const tools of document.querySelectorAll('.tools')) {
  const text = tools.querySelector('input'), verdict = tools.querySelector('select');
  const table = tools.nextElementSibling.querySelector('table');
  const apply = () => {
    const wanted = text.value.toLowerCase();
    for (const row of table.tBodies[0].rows) {
      row.hidden = !(row.textContent.toLowerCase().includes(wanted) && (!verdict.value || (' ' + row.dataset.verdict + ' ').includes(' ' + verdict.value + ' ')));
    }
  };
  text.addEventListener('input', apply);
  verdict.addEventListener('change', apply);
}
)";

std::string element(std::string_view tag, std::string_view content, std::string_view attributes = {})
{
    return '<' + std::string(tag) + (attributes.empty() ? "" : ' ' + std::string(attributes)) + '>' +
           std::string(content) + "</" + std::string(tag) + '>';
}

/// The verdict as a class: "slower", "not-observed".
std::string verdictClass(const ComparisonRow &row)
{
    std::string name(toString(row.verdict));
    std::ranges::replace(name, ' ', '-');
    return name;
}

/// A cell of numbers that sorts by `value`; a value that is not known sorts last.
std::string numberCell(std::string_view text, double value)
{
    const std::string sortable = std::isfinite(value) ? formatExact(value) : "NaN";
    return element("td", escapedHtml(text), "class=\"n\" data-v=\"" + sortable + '"');
}

std::string totalCell(const ComparedKernel &kernel)
{
    const double total = kernel.isThere() ? static_cast<double>(kernel.perIteration.totalNs) : std::nan("");
    return numberCell(kernel.isThere() ? formatDuration(total) : "–", total);
}

std::string allNames(const ComparedKernel &kernel)
{
    std::string names(kernel.rawName);
    for (const std::string_view also : kernel.also) {
        names.append(" + ").append(also);
    }
    return names;
}

std::string nameCell(const RunComparison &comparison, const ComparisonRow &row)
{
    std::string title(row.rawName());
    if (row.isPair() && (row.baseline.rawName != row.candidate.rawName || !row.baseline.also.empty())) {
        title = allNames(row.baseline) + " → " + allNames(row.candidate);
    }
    return element("td", escapedHtml(elideMiddle(comparison.friendlyName(row), kMaxName)),
                   "class=\"name\" title=\"" + escapedHtml(title) + '"');
}

std::string verdictCell(const StageComparison &stage, const ComparisonRow &row)
{
    return element("td", escapedHtml(verdictText(row)),
                   "class=\"verdict v-" + verdictClass(row) + "\" title=\"" + escapedHtml(testText(stage, row)) + '"');
}

std::string tableRow(const RunComparison &comparison, const StageComparison &stage, const ComparisonRow &row,
                     std::int64_t largestNs)
{
    std::string cells =
        element("td", escapedHtml(symbol(row.mark)), "title=\"" + std::string(toString(row.mark)) + '"');
    cells += totalCell(row.baseline) + totalCell(row.candidate);
    cells += numberCell(signedDuration(row.parts.deltaNs), static_cast<double>(row.parts.deltaNs));
    cells += element("td", printSvg(divergingBar(row, largestNs)),
                     "data-v=\"" + std::to_string(std::abs(row.parts.deltaNs)) + '"');
    cells += numberCell(changeText(row), row.logRatio) + numberCell(formatInterval(row), row.logInterval.low);
    cells += verdictCell(stage, row);
    cells += numberCell(callsText(row), static_cast<double>(row.baseline.timing.instances));
    cells += nameCell(comparison, row);
    cells += element("td", escapedHtml(comparison.library(row)), "class=\"word\"") +
             element("td", escapedHtml(comparison.op(row)), "class=\"word\"");
    cells += element("td", escapedHtml(noteText(stage, row)), "class=\"note\"");
    return element("tr", cells, "data-verdict=\"" + verdictClass(row) + '"') + '\n';
}

struct Column
{
    std::string name;
    bool isNumber = false;
};

std::string tableHead(const std::vector<Column> &columns)
{
    std::string cells;
    for (const Column &column : columns) {
        cells += element("th", element("button", escapedHtml(column.name), "type=\"button\""),
                         column.isNumber ? "class=\"n\" scope=\"col\"" : "scope=\"col\"");
    }
    return element("thead", element("tr", cells));
}

std::string tools()
{
    std::string options = element("option", "every verdict", "value=\"\"");
    for (std::size_t i = 0; i < kVerdictCount; ++i) {
        std::string word(toString(static_cast<Verdict>(i)));
        std::string value = word;
        std::ranges::replace(value, ' ', '-');
        options += element("option", word, "value=\"" + value + '"');
    }
    return element("div",
                   "<input type=\"search\" placeholder=\"Filter rows\" aria-label=\"Filter rows\">" +
                       element("select", options, "aria-label=\"Verdict\""),
                   "class=\"tools\"");
}

std::string listOf(const std::vector<std::string> &sentences, std::string_view attributes = {})
{
    std::string items;
    for (const std::string &sentence : sentences) {
        items += element("li", escapedHtml(sentence));
    }
    return items.empty() ? std::string() : element("ul", items, attributes);
}

std::string distributions(const RunComparison &comparison, const StageComparison &stage)
{
    std::string content;
    std::size_t count = 0;
    for (const ComparisonRow &row : stage.rows) {
        const std::optional<Chart> chart = count < kDistributions ? distribution(row) : std::nullopt;
        if (chart) {
            ++count;
            content += element("h3", escapedHtml(elideMiddle(comparison.friendlyName(row), kMaxName) + " · " +
                                                 verdictText(row) + ' ' + changeText(row))) +
                       printSvg(*chart) + element("p", element("code", escapedHtml(row.rawName())));
        }
    }
    return content.empty()
               ? std::string()
               : element("details", element("summary", "One call on both sides: minimum, median (line), mean "
                                                       "(square) ± one deviation, maximum") +
                                        content);
}

/// A section that opens and closes; its summary is its heading.
std::string folded(const std::string &heading, const std::string &content, const std::string &id, bool isOpen)
{
    return element("details", element("summary", element("h2", heading)) + content,
                   "class=\"stage\" id=\"" + id + (isOpen ? "\" open" : "\"")) +
           '\n';
}

std::string idOf(std::size_t number)
{
    return "table-" + std::to_string(number + 1);
}

/// Where a table carries no verdict, the one that does.
std::string whereToLook(const StageComparison &stage, const std::string &testedId, std::string_view testedName)
{
    if (stage.tested > 0 || testedId.empty()) {
        return {};
    }
    return element("p", escapedHtml("Nothing here could be tested: " + whyUntested(stage) + ". ") +
                            element("a", escapedHtml(testedName), "href=\"#" + testedId + '"') + " answers.");
}

/// Everything of one table but its heading.
std::string stageContent(const RunComparison &comparison, const StageComparison &stage, std::size_t top)
{
    std::string text = listOf(stageSentences(stage));
    if (stage.rows.empty()) {
        return text;
    }
    text += element("p", escapedHtml(verdictCounts(stage)));
    text += printSvg(waterfall(waterfallSteps(comparison, stage)));
    const std::int64_t largestNs = std::abs(stage.rows.front().parts.deltaNs);
    std::string rows;
    for (const ComparisonRow &row : std::span(stage.rows).first(std::min(top, stage.rows.size()))) {
        rows += tableRow(comparison, stage, row, largestNs);
    }
    const std::vector<Column> columns = {{"Pair"},        {"Baseline", true}, {"Candidate", true}, {"Δ total", true},
                                         {"|Δ|"},         {"Average", true},  {"95 %", true},      {"Verdict"},
                                         {"Calls", true}, {"Kernel"},         {"Library"},         {"Op"},
                                         {"Note"}};
    text += tools() + element("div", element("table", tableHead(columns) + element("tbody", rows), "class=\"rows\""),
                              "class=\"scroll\"");
    const std::string omitted = omittedText(stage.rows.size(), top);
    text += element("p", escapedHtml((omitted.empty() ? "" : omitted + "; ") + stageFooter(stage)), "class=\"foot\"");
    return text + distributions(comparison, stage);
}

std::string seriesRow(std::span<const RunComparison> comparisons, const SeriesRow &series)
{
    std::string cells;
    std::string verdicts;
    const ComparisonRow *named = nullptr;
    std::size_t namedBy = 0;
    double baselineNs = std::nan("");
    for (std::size_t i = 0; i < series.rows.size(); ++i) {
        const ComparisonRow *row = series.rows[i];
        if (row == nullptr) {
            cells += numberCell("–", std::nan("")) + numberCell("–", std::nan("")) + element("td", "–");
            continue;
        }
        if (named == nullptr) {
            named = row;
            namedBy = i;
        }
        baselineNs = row->baseline.isThere() ? static_cast<double>(row->baseline.perIteration.totalNs) : baselineNs;
        cells += numberCell(signedDuration(row->parts.deltaNs), static_cast<double>(row->parts.deltaNs)) +
                 numberCell(changeText(*row), row->logRatio) +
                 element("td", escapedHtml(verdictText(*row)), "class=\"v-" + verdictClass(*row) + '"');
        verdicts += (verdicts.empty() ? "" : " ") + verdictClass(*row);
    }
    const std::vector<double> means = series.meansNs();
    const std::string trend =
        element("td", printSvg(sparkline(means)), "data-v=\"" + std::to_string(series.largestNs()) + '"');
    return element("tr",
                   numberCell(formatDuration(baselineNs), baselineNs) + cells + trend +
                       (named != nullptr ? nameCell(comparisons[namedBy], *named) : element("td", "")),
                   "data-verdict=\"" + verdicts + '"') +
           '\n';
}

std::string seriesContent(std::span<const RunComparison> comparisons, const std::string &stage, std::size_t top)
{
    std::string text;
    std::vector<Column> columns = {{"Baseline", true}};
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        const std::string number = "#" + std::to_string(i + 1);
        columns.insert(columns.end(),
                       {{number + " Δ total", true}, {number + " average", true}, {number + " verdict"}});
        if (const StageComparison *table = comparisons[i].findStage(stage)) {
            text += element("h3", escapedHtml(number + ' ' + stageTitle(*table))) + listOf(stageSentences(*table)) +
                    element("p", escapedHtml(verdictCounts(*table)));
        }
    }
    columns.insert(columns.end(), {{"Trend"}, {"Kernel"}});
    const std::vector<SeriesRow> series = collectSeries(comparisons, stage);
    std::string rows;
    for (const SeriesRow &each : std::span(series).first(std::min(top, series.size()))) {
        rows += seriesRow(comparisons, each);
    }
    text += tools() + element("div", element("table", tableHead(columns) + element("tbody", rows), "class=\"rows\""),
                              "class=\"scroll\"");
    const std::string omitted = omittedText(series.size(), top);
    return text + (omitted.empty() ? "" : element("p", escapedHtml(omitted), "class=\"foot\""));
}

bool isTested(std::span<const RunComparison> comparisons, std::string_view stage)
{
    return std::ranges::any_of(comparisons, [stage](const RunComparison &comparison) {
        const StageComparison *table = comparison.findStage(stage);
        return table != nullptr && table->tested > 0;
    });
}

/// All tables; the page opens on the first that was tested, else on the first.
std::string sections(std::span<const RunComparison> comparisons, std::size_t top)
{
    const std::vector<std::string> stages = stageNamesOf(comparisons);
    const auto found = std::ranges::find_if(stages, [&](const auto &stage) { return isTested(comparisons, stage); });
    const auto tested = static_cast<std::size_t>(found - stages.begin());
    const bool isAnyTested = tested < stages.size();
    const std::string testedId = isAnyTested ? idOf(tested) : std::string();
    const std::string testedName = isAnyTested ? stages[tested] : std::string();
    std::string text;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const StageComparison *only = comparisons.size() == 1 ? comparisons.front().findStage(stages[i]) : nullptr;
        const std::string heading = escapedHtml(only != nullptr ? stageTitle(*only) : stages[i]);
        const std::string content =
            only != nullptr ? whereToLook(*only, testedId, testedName) + stageContent(comparisons.front(), *only, top)
                            : seriesContent(comparisons, stages[i], top);
        text += folded(heading, content, idOf(i), i == (isAnyTested ? tested : 0));
    }
    return text;
}

std::string cards(std::span<const RunComparison> comparisons)
{
    std::string text = element(
        "div", element("b", "Baseline") + escapedHtml(sideHeadline(*comparisons.front().baseline)), "class=\"card\"");
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        const std::string number = comparisons.size() > 1 ? " #" + std::to_string(i + 1) : std::string();
        text += element("div",
                        element("b", "Candidate" + number) + escapedHtml(sideHeadline(*comparisons[i].candidate)) +
                            listOf(changedFields(comparisons[i]), "class=\"changed\"") + listOf(comparisons[i].notes),
                        "class=\"card\"");
    }
    return element("div", text, "class=\"cards\"");
}

/// What the wall time of the steps went to, before any kernel.
std::string stepSection(std::span<const RunComparison> comparisons)
{
    std::string text;
    for (const RunComparison &comparison : comparisons) {
        for (const StepPair &pair : stepPairsOf(comparison)) {
            std::string rows;
            for (const std::vector<std::string> &cells : stepCells(pair)) {
                std::string row;
                for (std::size_t i = 0; i < cells.size(); ++i) {
                    row += element("td", escapedHtml(cells[i]), i > 0 ? "class=\"n\"" : "");
                }
                rows += element("tr", row);
            }
            std::string head;
            for (const LayoutColumn &column : stepColumns()) {
                head += element("th", escapedHtml(column.header));
            }
            text += element("h2", escapedHtml(pair.headline())) +
                    element("table", element("thead", element("tr", head)) + element("tbody", rows));
        }
    }
    return text;
}

std::string gateSection(std::span<const RunComparison> comparisons, double threshold)
{
    const std::vector<GateFinding> findings = findSlower(comparisons, threshold);
    std::vector<std::string> lines;
    lines.reserve(findings.size());
    for (const GateFinding &finding : findings) {
        lines.push_back(finding.stage->name + ": " + finding.comparison->friendlyName(*finding.row) + ' ' +
                        formatChange(finding.row->logRatio) + ' ' + formatInterval(*finding.row));
    }
    return element("p", element("b", escapedHtml(gateSentence(comparisons, threshold, findings.size())))) +
           listOf(lines);
}
} // namespace

std::string printComparisonHtml(std::span<const RunComparison> comparisons, const ComparisonReportOptions &options)
{
    const std::string title = "Kernel times: " + comparisons.front().baseline->firstRun().identity().label + " → " +
                              comparisons.front().candidate->firstRun().identity().label;
    std::string head =
        "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\"><link rel=\"icon\" href=\"data:,\">";
    head += element("title", escapedHtml(title)) + element("style", std::string(kStyle) + chartStyle());
    std::string body = element("h1", "Kernel times, candidate − baseline") + cards(comparisons);
    body += options.gate ? gateSection(comparisons, *options.gate) : std::string();
    body += stepSection(comparisons);
    const std::size_t top = options.top.value_or(kHtmlRows);
    body += sections(comparisons, top);
    return "<!DOCTYPE html>\n<html lang=\"en\"><head>" + head + "</head>\n<body>" + body + element("script", kScript) +
           "</body></html>\n";
}

} // namespace atlas
