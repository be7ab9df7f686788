#include "core/report/tabledata.h"

#include "core/report/ordertext.h"
#include "core/report/scopetext.h"
#include "core/table/rowgroups.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

namespace atlas
{

namespace
{
using Group = TableReportOptions::Group;

GroupBy groupBy(Group group)
{
    constexpr std::array kGroups = {GroupBy::None, GroupBy::Library, GroupBy::Op, GroupBy::Rule};
    return kGroups[static_cast<std::size_t>(group)];
}

std::vector<ReportRow> groupRows(const Run &run, const RowTexts &texts, StageId id, Group by)
{
    const Stage &stage = run.stage(id);
    // A request without filter text cannot fail.
    const RowOrder order = computeRowOrder(run, texts, {id, SortKey::Total, true, {}, {}}).value_or(RowOrder());
    std::vector<ReportRow> rows;
    const GroupedRows grouped = GroupedRows::of(stage, texts, order, groupBy(by));
    for (const RowGroup &group : grouped.groups()) {
        rows.push_back({stage.share(group.timing),
                        group.timing,
                        group.count(),
                        group.name.empty() ? "(none)" : group.name,
                        {},
                        {},
                        {}});
    }
    return rows;
}

/// The first `most` kernels in the order asked for.
std::vector<ReportRow> kernelRows(const Run &run, const RowTexts &texts, const Stage &stage, StageId id, SortKey sort,
                                  std::size_t most)
{
    const bool byWord = sort >= SortKey::FriendlyName;
    // A request without filter text cannot fail.
    const RowOrder order = computeRowOrder(run, texts, {id, sort, !byWord, {}, {}}).value_or(RowOrder());
    const std::span shown = std::span(order).first(std::min(most, order.size()));
    std::vector<ReportRow> rows;
    rows.reserve(shown.size());
    for (const std::uint32_t number : shown) {
        const KernelRow &row = stage.rows[number];
        rows.push_back({stage.share(row.timing), row.timing, 1, std::string(texts.friendlyName(row.kernel)),
                        std::string(texts.library(row.kernel)), std::string(texts.op(row.kernel)),
                        std::string(run.name(row.kernel)), row.kernel});
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
        ReportTable table{&stage, scopeText(run, stage), run.shareAmongTopLevel(id), {}, 0, {}};
        const std::size_t most = options.top.value_or(std::numeric_limits<std::size_t>::max());
        if (options.group == Group::None) {
            table.rows = kernelRows(run, texts, stage, id, options.sort, most);
            table.rowsInAll = stage.rows.size();
            for (const KernelRow &row : stage.rows) {
                table.names.add(texts.friendlyName(row.kernel));
            }
        } else {
            table.rows = groupRows(run, texts, id, options.group);
            table.rowsInAll = table.rows.size();
            table.rows.resize(std::min(table.rows.size(), most));
        }
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
        return printCsv(tables, grouped, options.cells);
    case TableFormat::Json:
        return printJson(document, tables, grouped);
    case TableFormat::Markdown:
        return printMarkdown(document, tables, grouped);
    case TableFormat::Text:
        break;
    }
    const auto nameOf = [&](KernelId kernel) {
        return document.info(document.entryOf(kernel)).text(Field::FriendlyName);
    };
    return printText(document, tables, grouped) +
           (options.withOrder ? orderText(*document.run(), nameOf) : std::string());
}

} // namespace atlas
