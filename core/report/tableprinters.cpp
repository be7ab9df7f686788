#include "core/base/format.h"
#include "core/base/text.h"
#include "core/report/capturetext.h"
#include "core/report/columnlayout.h"
#include "core/report/scopetext.h"
#include "core/report/tabledata.h"
#include "core/run/distribution.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace atlas
{

namespace
{
/// Friendly names longer than this would push a text table off the screen; raw names are what CSV and JSON are for.
constexpr std::size_t kMaxTextName = 72;

/// How the kernels of a table differ between GPUs or ranks; empty where there is one.
const RankTable &ranksOf(const Stage &stage)
{
    static const RankTable kNone;
    return stage.distributions != nullptr ? stage.distributions->ranks() : kNone;
}

bool hasRanks(const ReportTable &table, bool grouped)
{
    return !grouped && !ranksOf(*table.stage).empty();
}

std::vector<LayoutColumn> readableColumns(bool grouped, bool withRanks)
{
    std::vector<LayoutColumn> columns = {{"Share", true}, {"Total", true}, {"Instances", true}};
    if (grouped) {
        columns.insert(columns.end(), {{"Kernels", true}, {"Group", false}});
    } else {
        columns.insert(columns.end(),
                       {{"Average", true}, {"Median", true}, {"Min", true}, {"Max", true}, {"StdDev", true}});
        if (withRanks) {
            columns.insert(columns.end(),
                           {{"Rank median", true}, {"Rank min", true}, {"Spread", true}, {"Slowest", false}});
        }
        columns.insert(columns.end(), {{"Library", false}, {"Name", false}});
    }
    return columns;
}

void addRankCells(const Run &run, const Stage &stage, const ReportRow &row, std::vector<std::string> &cells)
{
    const RankUse &use = ranksOf(stage)[row.kernel->index()];
    const std::vector<std::string> &ranks = run.capture()->ranks;
    cells.push_back(formatDuration(use.medianNs));
    cells.push_back(formatDuration(static_cast<double>(use.leastNs)));
    cells.push_back(formatPercent(use.spread()));
    cells.push_back(use.slowest < ranks.size() ? ranks[use.slowest] : std::string());
}

std::vector<std::string> readableCells(const Run &run, const ReportTable &table, const ReportRow &row, bool grouped)
{
    const KernelTiming &timing = row.timing;
    std::vector<std::string> cells = {formatPercent(row.share), formatDuration(static_cast<double>(timing.totalNs)),
                                      formatCount(timing.instances)};
    if (grouped) {
        cells.push_back(formatCount(static_cast<std::int64_t>(row.kernels)));
        cells.push_back(row.name);
        return cells;
    }
    for (const double ns :
         {timing.averageNs(), timing.medianNs, timing.minimumNs(), timing.maximumNs(), timing.standardDeviationNs}) {
        cells.push_back(formatDuration(ns));
    }
    if (hasRanks(table, grouped) && row.kernel && row.kernel->index() < ranksOf(*table.stage).size()) {
        addRankCells(run, *table.stage, row, cells);
    } else if (hasRanks(table, grouped)) {
        cells.resize(cells.size() + 4);
    }
    cells.push_back(row.library);
    cells.push_back(row.name);
    return cells;
}

std::string tableTitle(const ReportTable &table)
{
    std::string title = table.stage->name + " · " + formatDuration(static_cast<double>(table.stage->totalNs));
    if (!table.scope.empty()) {
        title += " · " + table.scope;
    }
    if (const std::string part = partText(*table.stage); !part.empty()) {
        title += " · " + part;
    }
    if (table.shareAmongTopLevel) {
        title += " · " + formatPercent(*table.shareAmongTopLevel) + " of the top-level stages";
    }
    title += " · " + formatCount(static_cast<std::int64_t>(table.stage->rows.size()));
    title += table.stage->rows.size() == 1 ? " kernel" : " kernels";
    if (table.stage->lostDigits) {
        title += " · times rounded by the file's unit";
    }
    return title;
}

std::string omittedRows(const ReportTable &table)
{
    const std::size_t omitted = table.rowsInAll - table.rows.size();
    return omitted == 0 ? std::string() : "… and " + formatCount(static_cast<std::int64_t>(omitted)) + " more\n";
}

std::vector<std::vector<std::string>> readableRows(const Run &run, const ReportTable &table, bool grouped,
                                                   std::size_t maxName)
{
    std::vector<std::vector<std::string>> rows;
    for (const ReportRow &row : table.rows) {
        rows.push_back(readableCells(run, table, row, grouped));
        rows.back().back() = table.names.shown(row.name, row.rawName, maxName);
    }
    return rows;
}

using Numbers = std::vector<std::pair<const char *, double>>;

/// Exact figures beside total and instances; NaN where unknown.
Numbers exactNumbers(const KernelTiming &timing)
{
    return {{"average_ns", timing.averageNs()},
            {"median_ns", timing.medianNs},
            {"min_ns", timing.minimumNs()},
            {"max_ns", timing.maximumNs()},
            {"stddev_ns", timing.standardDeviationNs}};
}

nlohmann::ordered_json orNull(double value)
{
    if (std::isnan(value)) {
        return nullptr;
    }
    if (value == std::floor(value) && std::abs(value) < 9e15) {
        return static_cast<std::int64_t>(value);
    }
    return value;
}

nlohmann::ordered_json jsonRow(const ReportRow &row, bool grouped)
{
    nlohmann::ordered_json json;
    json[grouped ? "group" : "friendly_name"] = row.name;
    if (grouped) {
        json["kernels"] = row.kernels;
    } else {
        json["source_lib"] = row.library;
        json["op"] = row.op;
        json["raw_name"] = row.rawName;
    }
    json["share"] = row.share;
    json["total_ns"] = row.timing.totalNs;
    json["instances"] = row.timing.instances;
    for (const auto &[key, value] : exactNumbers(row.timing)) {
        json[key] = orNull(value);
    }
    return json;
}

nlohmann::ordered_json jsonTable(const Run &run, const ReportTable &table, bool grouped)
{
    const Stage &stage = *table.stage;
    nlohmann::ordered_json json = {
        {"name", stage.name},
        {"combined", stage.isCombined},
        {"summed", stage.isSummed},
        {"total_ns", stage.totalNs},
        {"instances", stage.instances},
        {"partial", stage.isPartial},
        {"listed_share", stage.listedShare < 1.0 ? orNull(stage.listedShare) : nullptr},
        {"iterations", stage.scope.iterations > 0.0 ? orNull(stage.scope.iterations) : nullptr},
        {"explained", stage.isCombined && stage.scope.explained > 0.0 ? nlohmann::ordered_json(stage.scope.explained)
                                                                      : nlohmann::ordered_json()},
        {"nested_in", stage.scope.nestedIn ? nlohmann::ordered_json(run.stage(*stage.scope.nestedIn).name)
                                           : nlohmann::ordered_json()},
        {"share_among_top_level",
         table.shareAmongTopLevel ? nlohmann::ordered_json(*table.shareAmongTopLevel) : nlohmann::ordered_json()}};
    auto &rows = json["rows"] = nlohmann::ordered_json::array();
    for (const ReportRow &row : table.rows) {
        rows.push_back(jsonRow(row, grouped));
        if (nlohmann::ordered_json launches = row.kernel ? launchesJson(stage, *row.kernel) : nullptr;
            !launches.is_null()) {
            rows.back()["launches"] = std::move(launches);
        }
        if (nlohmann::ordered_json ranks = row.kernel ? ranksJson(run, stage, *row.kernel) : nullptr;
            !ranks.is_null()) {
            rows.back()["ranks"] = std::move(ranks);
        }
    }
    return json;
}
} // namespace

std::string printText(const ReviewDocument &document, const std::vector<ReportTable> &tables, bool grouped)
{
    const Run &run = *document.run();
    std::string text = escapeControls(runHeadline(run)) + '\n';
    if (const std::string equation = combinedEquation(run); !equation.empty()) {
        text += escapeControls(equation) + '\n';
    }
    for (const std::string &line : captureLines(run)) {
        text += escapeControls(line) + '\n';
    }
    for (const ReportTable &table : tables) {
        text += '\n' + escapeControls(tableTitle(table)) + '\n' +
                layOutColumns(readableColumns(grouped, hasRanks(table, grouped)),
                              readableRows(run, table, grouped, kMaxTextName), "  ");
        if (const std::string omitted = omittedRows(table); !omitted.empty()) {
            text += "  " + omitted;
        }
    }
    return text;
}

std::string printMarkdown(const ReviewDocument &document, const std::vector<ReportTable> &tables, bool grouped)
{
    const Run &run = *document.run();
    std::string text = "# " + markdownText(runHeadline(run)) + '\n';
    if (const std::string equation = combinedEquation(run); !equation.empty()) {
        text += '\n' + markdownText(equation) + '\n';
    }
    for (const std::string &line : captureLines(run)) {
        text += "\n" + escapeControls(line) + '\n';
    }
    for (const ReportTable &table : tables) {
        text += "\n## " + markdownText(tableTitle(table)) + "\n\n" +
                layOutMarkdown(readableColumns(grouped, hasRanks(table, grouped)),
                               readableRows(run, table, grouped, std::string::npos));
        if (const std::string omitted = omittedRows(table); !omitted.empty()) {
            text += '\n' + omitted;
        }
    }
    return text;
}

std::string printCsv(const std::vector<ReportTable> &tables, bool grouped, CsvCells cells)
{
    std::string text = "stage,share,total_ns,instances,average_ns,median_ns,min_ns,max_ns,stddev_ns,";
    text += grouped ? "kernels,group\n" : "source_lib,op,friendly_name,raw_name\n";
    for (const ReportTable &table : tables) {
        for (const ReportRow &row : table.rows) {
            text += csvCell(table.stage->name, cells) + ',' + formatExact(row.share) + ',' +
                    std::to_string(row.timing.totalNs) + ',' + std::to_string(row.timing.instances);
            for (const auto &[key, value] : exactNumbers(row.timing)) {
                text += ',' + formatExact(value);
            }
            text += grouped ? ',' + std::to_string(row.kernels) + ',' + csvCell(row.name, cells) + '\n'
                            : ',' + csvCell(row.library, cells) + ',' + csvCell(row.op, cells) + ',' +
                                  csvCell(row.name, cells) + ',' + csvCell(row.rawName, cells) + '\n';
        }
    }
    return text;
}

std::string printJson(const ReviewDocument &document, const std::vector<ReportTable> &tables, bool grouped)
{
    const Run &run = *document.run();
    const RunIdentity &identity = run.identity();
    nlohmann::ordered_json json;
    json["run"] = {{"label", identity.label},
                   {"gpu", identity.gpu},
                   {"cuda", identity.cuda},
                   {"torch", identity.torch},
                   {"transformers", identity.transformers},
                   {"kernels", run.kernelCount()}};
    if (nlohmann::ordered_json capture = captureJson(run); !capture.is_null()) {
        json["capture"] = std::move(capture);
    }
    auto &stages = json["tables"] = nlohmann::ordered_json::array();
    for (const ReportTable &table : tables) {
        stages.push_back(jsonTable(run, table, grouped));
    }
    return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

} // namespace atlas
