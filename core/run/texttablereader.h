#pragma once

#include "core/run/tablecollector.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// Reads the tables that the profiler prints on a terminal, as people save them: in columns under a line of dashes, or
/// drawn with `|`; with whatever log lines and other reports stand around them. It is given one line after the other.
class TextTableReader
{
public:
    explicit TextTableReader(TableCollector &collector) : m_collector(&collector) {}

    /// Reads `line` if it belongs to the table that is being read, and says whether it does. A line that does not may
    /// stand between two rows (a log line), or the table may be over.
    bool takeRow(std::string_view line, std::size_t number);
    /// Looks whether a table begins with this line, which belongs to none.
    void look(std::string_view line, std::size_t number);
    /// What follows is no row of the table that was being read.
    void endTable();

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

    void lookUnderHeading(std::string_view dashes);
    void lookAtDrawn(std::string_view line);
    void lookWithoutRule(std::string_view line);
    void beginTable(Layout layout, const std::vector<std::string_view> &headings, std::vector<Extent> extents);
    [[nodiscard]] std::vector<std::string_view> cellsOf(std::string_view line) const;
    [[nodiscard]] std::vector<std::string_view> cellsOfColumns(std::string_view line) const;
    [[nodiscard]] bool isRowOfNumbers(const std::vector<std::string_view> &cells) const;
    [[nodiscard]] std::vector<std::string_view> cellsByTokens(std::string_view line) const;
    [[nodiscard]] std::vector<std::string_view> cellsByExtents(std::string_view line) const;
    [[nodiscard]] std::vector<std::string_view> cellsOfDrawn(std::string_view line) const;
    void watchForCut(std::string_view name);
    [[nodiscard]] static std::vector<Extent> extentsOf(std::string_view dashes);

    TableCollector *m_collector;
    Layout m_layout = Layout::Columns;
    std::size_t m_line = 0;
    bool m_isInTable = false;
    bool m_hasBegun = false;  // a table, with the line that is being looked at
    bool m_hasLooked = false; // at the line before, which was no row
    std::string m_previous;   // the line before that was not blank, a heading perhaps
    std::string m_beforeThat; // the one before it: the first half of a heading that was wrapped
    std::string m_title;
    std::vector<Extent> m_extents;
    std::size_t m_columnCount = 0;
    std::size_t m_nameWidth = 0; // characters; names as long as this may be cut
};

/// The headings of a line in which blanks no longer tell where one ends ("Time (%) Total Time (ns) Instances"); empty
/// when it holds anything but headings that the profiler prints.
[[nodiscard]] std::vector<std::string_view> knownHeadingsIn(std::string_view line);

/// Whether a line is only dashes and blanks, as under a heading.
[[nodiscard]] bool isRule(std::string_view line);

} // namespace atlas
