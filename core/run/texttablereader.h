#pragma once

#include "core/base/result.h"
#include "core/run/linereader.h"
#include "core/run/tablecollector.h"

#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// Reads the tables that the profiler prints on a terminal, as people save them: in columns under a line of dashes, or
/// drawn with `|`; with whatever log lines and other reports stand around them.
class TextTableReader
{
public:
    TextTableReader(BlockBuffer &buffer, TableCollector &collector) : m_lines(buffer), m_collector(&collector) {}

    /// Reads all lines. An error is one of the byte source; what was read before it stays in the collector.
    [[nodiscard]] Result<void> readAll();

private:
    /// A column by its place under the dashes, counted in characters.
    struct Extent
    {
        std::size_t begin;
        std::size_t length;
    };
    enum class Layout
    {
        Columns,
        Drawn
    };

    void readLine(std::string_view line);
    void lookForTable(std::string_view line);
    void beginTable(Layout layout, const std::vector<std::string_view> &headings, std::vector<Extent> extents);
    void readRow(std::string_view line);
    [[nodiscard]] std::vector<std::string_view> cellsOfColumns(std::string_view line) const;
    [[nodiscard]] bool isRowOfNumbers(const std::vector<std::string_view> &cells) const;
    [[nodiscard]] std::vector<std::string_view> cellsByTokens(std::string_view line) const;
    [[nodiscard]] std::vector<std::string_view> cellsByExtents(std::string_view line) const;
    [[nodiscard]] std::vector<std::string_view> cellsOfDrawn(std::string_view line) const;
    void watchForCut(std::string_view name);
    void endTable();
    [[nodiscard]] static std::vector<Extent> extentsOf(std::string_view dashes);

    LineReader m_lines;
    TableCollector *m_collector;
    Layout m_layout = Layout::Columns;
    std::string m_previous; // the line before, a header perhaps
    std::string m_title;
    std::vector<Extent> m_extents;
    std::size_t m_columnCount = 0;
    std::size_t m_nameWidth = 0; // characters; names as long as this may be cut
};

} // namespace atlas
