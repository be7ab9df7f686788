#include "core/report/columnlayout.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace atlas
{

namespace
{
constexpr std::string_view kGap = "  ";

std::string padded(const std::string &cell, std::size_t width, bool alignRight)
{
    const std::string blanks(width - std::min(width, characterCount(cell)), ' ');
    return alignRight ? blanks + cell : cell + blanks;
}

std::string line(const std::vector<LayoutColumn> &columns, const std::vector<std::string> &cells,
                 const std::vector<std::size_t> &widths, std::string_view indent)
{
    std::string text(indent);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        text += (i > 0 ? std::string(kGap) : std::string()) + padded(cells[i], widths[i], columns[i].alignRight);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    return text + '\n';
}

std::string escapedMarkdown(std::string_view text, std::string_view signs)
{
    std::string escaped;
    for (const char c : escapeControls(text)) {
        if (signs.contains(c)) {
            escaped += '\\';
        }
        escaped += c;
    }
    return escaped;
}
} // namespace

std::string layOutColumns(const std::vector<LayoutColumn> &columns, const std::vector<std::vector<std::string>> &rows,
                          std::string_view indent)
{
    std::vector<std::vector<std::string>> cells;
    cells.emplace_back();
    for (const LayoutColumn &column : columns) {
        cells.back().push_back(column.header);
    }
    for (const auto &row : rows) {
        auto &shown = cells.emplace_back();
        std::ranges::transform(row, std::back_inserter(shown),
                               [](const std::string &cell) { return escapeControls(cell); });
    }
    std::vector<std::size_t> widths(columns.size(), 0);
    for (const auto &row : cells) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            widths[i] = std::max(widths[i], characterCount(row[i]));
        }
    }
    std::string text;
    for (const auto &row : cells) {
        text += line(columns, row, widths, indent);
    }
    return text;
}

std::string layOutMarkdown(const std::vector<LayoutColumn> &columns, const std::vector<std::vector<std::string>> &rows)
{
    std::string text = "|";
    std::string rule = "|";
    for (const LayoutColumn &column : columns) {
        text += ' ' + column.header + " |";
        rule += column.alignRight ? "---:|" : "---|";
    }
    text += '\n' + rule + '\n';
    for (const auto &row : rows) {
        text += '|';
        for (const std::string &cell : row) {
            text += ' ' + escapedMarkdown(cell, "|<>*_`\\[]") + " |";
        }
        text += '\n';
    }
    return text;
}

std::string markdownText(std::string_view text)
{
    return escapedMarkdown(text, "|<>*_`\\[]#");
}

bool isRunBySpreadsheets(std::string_view cell)
{
    // Some run the wide forms of East Asian keyboards too.
    constexpr std::array<std::string_view, 10> kStarts = {
        "=", "+", "-", "@", "\t", "\r", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    return std::ranges::any_of(kStarts, [cell](std::string_view start) { return cell.starts_with(start); });
}

std::string csvCell(std::string_view cell, CsvCells cells)
{
    std::string text(cell);
    if (cells == CsvCells::ForSpreadsheets) {
        text = (isRunBySpreadsheets(cell) ? "'" : "") + escapeControls(cell);
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

} // namespace atlas
