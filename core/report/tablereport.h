#pragma once

#include "core/report/columnlayout.h"
#include "core/review/reviewdocument.h"
#include "core/run/run.h"
#include "core/table/roworder.h"

#include <cstdint>
#include <optional>
#include <string>

namespace atlas
{

enum class TableFormat : std::uint8_t
{
    Text,
    Csv,
    Json,
    Markdown
};

struct TableReportOptions
{
    TableFormat format = TableFormat::Text;
    std::optional<StageId> stage = {}; ///< nothing: all tables
    SortKey sort = SortKey::Total;
    std::optional<std::size_t> top = {};
    /// Sum rows by library, op or rule instead of one row a kernel.
    enum class Group : std::uint8_t
    {
        None,
        Library,
        Op,
        Rule
    };
    Group group = Group::None;
    CsvCells cells = CsvCells::ForSpreadsheets; ///< of CSV
    bool withOrder = false;                     ///< text lists the kernels of one step in order
};

/// The tables of the document's run as text, with its scopes; the document gives the friendly names.
[[nodiscard]] std::string printTables(const ReviewDocument &document, const TableReportOptions &options);

} // namespace atlas
