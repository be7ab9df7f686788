#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// A column of a printed table.
struct LayoutColumn
{
    std::string header;
    bool alignRight = false;
};

/// Columns padded to their widest cell, two spaces apart, `indent` before each line; no blanks at line ends.
/// Widths count characters; control characters are shown as \xNN.
[[nodiscard]] std::string layOutColumns(const std::vector<LayoutColumn> &columns,
                                        const std::vector<std::vector<std::string>> &rows,
                                        std::string_view indent = "");

/// A Markdown table; pipes and line breaks in cells are escaped, angle brackets too, so that names show as they are.
[[nodiscard]] std::string layOutMarkdown(const std::vector<LayoutColumn> &columns,
                                         const std::vector<std::vector<std::string>> &rows);

/// Text of a Markdown heading or list item: names show as they are, control characters as \xNN.
[[nodiscard]] std::string markdownText(std::string_view text);

/// What a text cell of a CSV file is made safe for.
enum class CsvCells : std::uint8_t
{
    /// Programs that show or run cells: control characters as \xNN, and an apostrophe before what a spreadsheet would
    /// run (it begins with `=`, `+`, `-` or `@`).
    ForSpreadsheets,
    Raw ///< programs that read it: every byte as it is
};

/// Whether a spreadsheet would run a cell of this text.
[[nodiscard]] bool isRunBySpreadsheets(std::string_view cell);

/// `text` as a cell of a CSV file (RFC 4180): in quotes where it holds a comma, a quote or a line break. Numbers are
/// no text and need none of this.
[[nodiscard]] std::string csvCell(std::string_view text, CsvCells cells = CsvCells::ForSpreadsheets);

} // namespace atlas
