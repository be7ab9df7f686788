#pragma once

#include "core/report/sharednames.h"
#include "core/report/tablereport.h"

#include <string>
#include <vector>

namespace atlas
{

/// One line of a reported table: a kernel, or a group of them.
struct ReportRow
{
    double share = 0.0;
    KernelTiming timing;
    std::size_t kernels = 1; ///< how many a group holds
    std::string name;        ///< friendly name, or the group's library, op or rule
    std::string library;
    std::string op;
    std::string rawName;                 ///< empty for groups
    std::optional<KernelId> kernel = {}; ///< nothing for groups
};

/// One table with what it covers, ready to print.
struct ReportTable
{
    const Stage *stage = nullptr;
    std::string scope; ///< "20 × (prefill + decode), 99.0 % explained", "in prefill", ...
    std::optional<double> shareAmongTopLevel;
    std::vector<ReportRow> rows;
    std::size_t rowsInAll = 0; ///< before --top
    SharedNames names;         ///< of all kernels, before --top
};

/// The tables asked for; with options.stage one, else all.
[[nodiscard]] std::vector<ReportTable> collectTables(const ReviewDocument &document, const TableReportOptions &options);

[[nodiscard]] std::string printText(const ReviewDocument &document, const std::vector<ReportTable> &tables,
                                    bool grouped);
[[nodiscard]] std::string printCsv(const std::vector<ReportTable> &tables, bool grouped, CsvCells cells);
[[nodiscard]] std::string printJson(const ReviewDocument &document, const std::vector<ReportTable> &tables,
                                    bool grouped);
[[nodiscard]] std::string printMarkdown(const ReviewDocument &document, const std::vector<ReportTable> &tables,
                                        bool grouped);

} // namespace atlas
