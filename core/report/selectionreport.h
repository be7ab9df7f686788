#pragma once

#include "core/report/columnlayout.h"
#include "core/review/reviewdocument.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace atlas
{

/// What else a selection of kernels is written as.
enum class SelectionFormat : std::uint8_t
{
    Ncu,      ///< a list for profiling scripts that drive Nsight Compute
    Markdown, ///< a ranked table and a table from names to signatures
    Csv,
    Html
};

/// `selection` (in that order) of the document's run; the document gives names, states and shapes.
[[nodiscard]] std::string printSelection(const ReviewDocument &document, std::span<const EntryId> selection,
                                         SelectionFormat format, CsvCells cells = CsvCells::ForSpreadsheets);

/// "^...$" that matches `name` and nothing else, in RE2, in Python's re and in ECMAScript alike.
[[nodiscard]] std::string exactRegex(std::string_view name);

} // namespace atlas
