#include "core/report/tabledata.h"

#include "core/report/scopetext.h"

#include <algorithm>
#include <map>

namespace atlas
{

namespace
{
using Group = TableReportOptions::Group;

std::string groupName(const ReviewDocument &document, const RowTexts &texts, KernelId kernel, Group group)
{
    switch (group) {
    case Group::Library:
        return std::string(texts.library(kernel));
    case Group::Op:
        return std::string(texts.op(kernel));
    case Group::Rule:
        return document.readings() ? std::string(document.readings()->ruleId(kernel)) : std::string();
    case Group::None:
        break;
    }
    return {};
}

/// Adds `added` to a group's timing; what cannot be pooled from summaries (median, deviation) stays unknown.
void pool(KernelTiming &sum, const KernelTiming &added, bool isFirst)
{
    sum.minNs = isFirst ? added.minNs : std::min(sum.minNs, added.minNs);
    sum.maxNs = isFirst ? added.maxNs : std::max(sum.maxNs, added.maxNs);
    sum.totalNs += added.totalNs;
    sum.instances += added.instances;
}

std::vector<ReportRow> groupRows(const ReviewDocument &document, const RowTexts &texts, const Stage &stage, Group group)
{
    std::map<std::string, ReportRow> groups;
    for (const KernelRow &row : stage.rows) {
        std::string name = groupName(document, texts, row.kernel, group);
        ReportRow &sum = groups[name.empty() ? "(none)" : name];
        const bool isFirst = sum.name.empty();
        if (isFirst) {
            sum.name = name.empty() ? "(none)" : std::move(name);
            sum.kernels = 0;
        }
        pool(sum.timing, row.timing, isFirst);
        ++sum.kernels;
    }
    std::vector<ReportRow> rows;
    for (auto &[name, row] : groups) {
        row.share = stage.share(row.timing);
        rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(rows, std::ranges::greater(), [](const ReportRow &row) { return row.timing.totalNs; });
    return rows;
}

std::vector<ReportRow> kernelRows(const Run &run, const RowTexts &texts, const Stage &stage, StageId id, SortKey sort)
{
    const bool byWord = sort >= SortKey::FriendlyName;
    // A request without filter text cannot fail.
    const RowOrder order = computeRowOrder(run, texts, {id, sort, !byWord, {}}).value_or(RowOrder());
    std::vector<ReportRow> rows;
    rows.reserve(order.size());
    for (const std::uint32_t number : order) {
        const KernelRow &row = stage.rows[number];
        rows.push_back({stage.share(row.timing), row.timing, 1, std::string(texts.friendlyName(row.kernel)),
                        std::string(texts.library(row.kernel)), std::string(texts.op(row.kernel)),
                        std::string(run.name(row.kernel))});
    }
    return rows;
}
} // namespace

std::vector<ReportTable> collectTables(const ReviewDocument &document, const TableReportOptions &options)
{
    const Run &run = *document.run();
    const RowTexts texts = RowTexts::of(document);
    std::vector<ReportTable> tables;
    for (std::size_t i = 0; i < run.stages().size(); ++i) {
        const StageId id = makeId<StageId>(i);
        if (options.stage && *options.stage != id) {
            continue;
        }
        const Stage &stage = run.stage(id);
        ReportTable table{&stage, scopeText(run, stage), run.shareAmongTopLevel(id), {}, 0};
        table.rows = options.group == Group::None ? kernelRows(run, texts, stage, id, options.sort)
                                                  : groupRows(document, texts, stage, options.group);
        table.rowsInAll = table.rows.size();
        table.rows.resize(std::min(table.rows.size(), options.top.value_or(table.rows.size())));
        tables.push_back(std::move(table));
    }
    return tables;
}

std::string printTables(const ReviewDocument &document, const TableReportOptions &options)
{
    const std::vector<ReportTable> tables = collectTables(document, options);
    const bool grouped = options.group != Group::None;
    switch (options.format) {
    case TableFormat::Csv:
        return printCsv(tables, grouped);
    case TableFormat::Json:
        return printJson(document, tables, grouped);
    case TableFormat::Markdown:
        return printMarkdown(document, tables, grouped);
    case TableFormat::Text:
        break;
    }
    return printText(document, tables, grouped);
}

} // namespace atlas
