#include "core/report/selectionreport.h"

#include "core/base/format.h"
#include "core/base/text.h"
#include "core/catalog/yamltext.h"
#include "core/report/chart.h"
#include "core/report/columnlayout.h"
#include "core/report/scopetext.h"
#include "core/review/reviewprogress.h"

#include <cmath>

namespace atlas
{

namespace
{
/// One kernel of the selection, as all formats need it.
struct SelectedKernel
{
    EntryId entry;
    std::string rawName;
    KernelInfo info;
    KernelTiming timing;          ///< in the table that counts for the run
    double share = 0.0;           ///< of that table
    const Stage *stage = nullptr; ///< top-level stage with most time in this kernel; combined where there is none
    double calls = 0.0;           ///< per iteration of that stage, or in all of it where its iterations are not known
};

const Stage *mainStage(const Run &run, KernelId kernel)
{
    const Stage *found = nullptr;
    std::int64_t most = -1;
    for (const Stage &stage : run.stages()) {
        const std::optional<std::size_t> row =
            stage.isCombined || stage.scope.nestedIn ? std::nullopt : stage.rowOf(kernel);
        if (row && stage.rows[*row].timing.totalNs > most) {
            most = stage.rows[*row].timing.totalNs;
            found = &stage;
        }
    }
    return found != nullptr ? found : &run.combined();
}

SelectedKernel selectedKernel(const ReviewDocument &document, EntryId entry)
{
    const Run &run = *document.run();
    const KernelId kernel = *document.kernelOf(entry);
    SelectedKernel selected{entry, std::string(document.nameInRun(entry)), document.info(entry), {}};
    selected.stage = mainStage(run, kernel);
    const std::optional<std::size_t> inAll = run.combined().rowOf(kernel);
    const Stage &table = inAll ? run.combined() : *selected.stage;
    if (const std::optional<std::size_t> row = table.rowOf(kernel)) {
        selected.timing = table.rows[*row].timing;
        selected.share = table.share(selected.timing);
    }
    if (const std::optional<std::size_t> row = selected.stage->rowOf(kernel)) {
        const double iterations = selected.stage->scope.iterations > 0.0 ? selected.stage->scope.iterations : 1.0;
        selected.calls = static_cast<double>(selected.stage->rows[*row].timing.instances) / iterations;
    }
    return selected;
}

std::vector<SelectedKernel> collect(const ReviewDocument &document, std::span<const EntryId> selection)
{
    std::vector<SelectedKernel> kernels;
    for (const EntryId entry : selection) {
        if (document.run() && document.kernelOf(entry)) {
            kernels.push_back(selectedKernel(document, entry));
        }
    }
    return kernels;
}

std::string callsText(const SelectedKernel &kernel)
{
    const std::string calls = formatExact(std::round(kernel.calls * 10.0) / 10.0);
    return calls + (kernel.stage->scope.iterations > 0.0 ? " calls per iteration" : " calls");
}

std::string printNcu(const ReviewDocument &document, const std::vector<SelectedKernel> &kernels)
{
    std::string text = "# Kernels of profiling run " + escapeControls(document.run()->identity().label) +
                       " for Nsight Compute; launch_skip passes over the first iteration.\nkernels:" +
                       (kernels.empty() ? " []\n" : "\n");
    for (const SelectedKernel &kernel : kernels) {
        const std::string description =
            kernel.info.text(Field::FriendlyName) + "; " + kernel.stage->name + "; " + callsText(kernel);
        text += "  - name: " + doubleQuoted(kernel.rawName) + '\n';
        text += "    regex: " + doubleQuoted(exactRegex(kernel.rawName)) + '\n';
        text += "    description: " + doubleQuoted(description) + '\n';
        const bool isRepeated = kernel.stage->scope.iterations > 1.0;
        text += "    launch_skip: " + std::to_string(isRepeated ? std::llround(kernel.calls) : 0) + '\n';
    }
    return text;
}

std::vector<LayoutColumn> rankedColumns()
{
    return {{"#", true},     {"Kernel", false},   {"Library", false}, {"Share", true},
            {"Total", true}, {"Instances", true}, {"Average", true}};
}

std::vector<std::string> rankedCells(const SelectedKernel &kernel, std::size_t rank)
{
    return {std::to_string(rank),
            kernel.info.text(Field::FriendlyName),
            kernel.info.text(Field::SourceLib),
            formatPercent(kernel.share),
            formatDuration(static_cast<double>(kernel.timing.totalNs)),
            formatCount(kernel.timing.instances),
            formatDuration(kernel.timing.averageNs())};
}

std::vector<std::vector<std::string>> rankedRows(const std::vector<SelectedKernel> &kernels)
{
    std::vector<std::vector<std::string>> rows;
    rows.reserve(kernels.size());
    for (const SelectedKernel &kernel : kernels) {
        rows.push_back(rankedCells(kernel, rows.size() + 1));
    }
    return rows;
}

std::vector<std::vector<std::string>> signatureRows(const std::vector<SelectedKernel> &kernels)
{
    std::vector<std::vector<std::string>> rows;
    rows.reserve(kernels.size());
    for (const SelectedKernel &kernel : kernels) {
        rows.push_back({std::to_string(rows.size() + 1), kernel.info.text(Field::FriendlyName), kernel.rawName});
    }
    return rows;
}

const std::vector<LayoutColumn> kSignatureColumns = {{"#", true}, {"Kernel", false}, {"Signature", false}};

std::string printMarkdown(const ReviewDocument &document, const std::vector<SelectedKernel> &kernels)
{
    return "# " + markdownText(runHeadline(*document.run())) + "\n\n" +
           layOutMarkdown(rankedColumns(), rankedRows(kernels)) + "\n## Signatures\n\n" +
           layOutMarkdown(kSignatureColumns, signatureRows(kernels));
}

std::string printCsv(const ReviewDocument &document, const std::vector<SelectedKernel> &kernels, CsvCells cells)
{
    std::string text = "rank,friendly_name,source_lib,state,share,total_ns,instances,average_ns,stage,generic,fixed,"
                       "tiled,description,raw_name\n";
    std::size_t rank = 0;
    for (const SelectedKernel &kernel : kernels) {
        text += std::to_string(++rank) + ',' + csvCell(kernel.info.text(Field::FriendlyName), cells) + ',' +
                csvCell(kernel.info.text(Field::SourceLib), cells) + ',' +
                std::string(toString(document.state(kernel.entry))) + ',' + formatExact(kernel.share) + ',' +
                std::to_string(kernel.timing.totalNs) + ',' + std::to_string(kernel.timing.instances) + ',' +
                formatExact(kernel.timing.averageNs()) + ',' + csvCell(kernel.stage->name, cells);
        for (const Field field : {Field::Generic, Field::Fixed, Field::Tiled, Field::Description}) {
            text += ',' + csvCell(toDisplayText(kernel.info[field]), cells);
        }
        text += ',' + csvCell(kernel.rawName, cells) + '\n';
    }
    return text;
}

std::string htmlTable(const std::vector<LayoutColumn> &columns, const std::vector<std::vector<std::string>> &rows)
{
    std::string text = "<table>\n<thead><tr>";
    for (const LayoutColumn &column : columns) {
        text += "<th scope=\"col\">" + escapedHtml(column.header) + "</th>";
    }
    text += "</tr></thead>\n<tbody>\n";
    for (const auto &row : rows) {
        text += "<tr>";
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += (columns[i].alignRight ? "<td class=\"n\">" : "<td>") + escapedHtml(row[i]) + "</td>";
        }
        text += "</tr>\n";
    }
    return text + "</tbody>\n</table>\n";
}

std::string printHtml(const ReviewDocument &document, const std::vector<SelectedKernel> &kernels)
{
    const std::string title = escapedHtml(runHeadline(*document.run()));
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title +
           "</title>\n<style>body{font-family:sans-serif}table{border-collapse:collapse}th,td{padding:.2em "
           ".6em;text-align:left;"
           "border-bottom:1px solid #8884;overflow-wrap:anywhere}.n{text-align:right;white-space:nowrap;"
           "font-variant-numeric:tabular-nums}</style>\n</head>\n<body>\n<h1>" +
           title + "</h1>\n" + htmlTable(rankedColumns(), rankedRows(kernels)) + "<h2>Signatures</h2>\n" +
           htmlTable(kSignatureColumns, signatureRows(kernels)) + "</body>\n</html>\n";
}
} // namespace

std::string exactRegex(std::string_view name)
{
    std::string text = "^";
    for (const char c : name) {
        if (std::string_view("\\^$.|?*+()[]{}").contains(c)) {
            text += '\\';
        }
        text += c;
    }
    return text + '$';
}

std::string printSelection(const ReviewDocument &document, std::span<const EntryId> selection, SelectionFormat format,
                           CsvCells cells)
{
    const std::vector<SelectedKernel> kernels = collect(document, selection);
    switch (format) {
    case SelectionFormat::Markdown:
        return printMarkdown(document, kernels);
    case SelectionFormat::Csv:
        return printCsv(document, kernels, cells);
    case SelectionFormat::Html:
        return printHtml(document, kernels);
    case SelectionFormat::Ncu:
        break;
    }
    return printNcu(document, kernels);
}

} // namespace atlas
