#pragma once

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

/// `text` as a cell of a CSV file (RFC 4180): in quotes where it holds a comma, a quote or a line break.
[[nodiscard]] std::string csvCell(std::string_view text);

} // namespace atlas
