#include "core/run/texttablereader.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
/// Widths at which versions of the profiler cut names without a mark.
constexpr std::array<std::size_t, 2> kPlainCuts = {80, 100};
constexpr std::size_t kTokensOfDimensions = 3; // "64 1 1" under GridXYZ

bool isDashes(std::string_view line)
{
    return line.find_first_not_of("- \t") == std::string_view::npos && line.find("--") != std::string_view::npos;
}

bool isBorder(std::string_view line)
{
    return line.find_first_not_of("+-=|: \t") == std::string_view::npos && !line.empty();
}

/// Headings have single blanks inside and at least two between them.
std::vector<std::string_view> splitAtDoubleBlanks(std::string_view line)
{
    std::vector<std::string_view> parts;
    std::string_view rest = trimmed(line);
    while (!rest.empty()) {
        const std::size_t gap = std::min(rest.find("  "), rest.find('\t'));
        parts.push_back(trimmed(rest.substr(0, gap)));
        rest = gap == std::string_view::npos ? std::string_view() : trimmed(rest.substr(gap));
    }
    return parts;
}

/// The part of `text` from character `begin` on, `length` characters long.
std::string_view characters(std::string_view text, std::size_t begin, std::size_t length)
{
    std::size_t from = text.size();
    std::size_t to = text.size();
    std::size_t character = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) {
            continue;
        }
        from = character == begin ? i : from;
        if (character == begin + length) {
            to = i;
            break;
        }
        ++character;
    }
    return from < to ? text.substr(from, to - from) : std::string_view();
}

/// Takes the next token off `rest`.
std::string_view takeToken(std::string_view &rest)
{
    rest = trimmed(rest);
    const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
    const std::string_view token = rest.substr(0, end);
    rest.remove_prefix(end);
    return token;
}

bool isTitle(std::string_view line)
{
    const std::string_view text = trimmed(line);
    return text.starts_with("** ") || (text.contains("Statistics") && !text.contains("  "));
}

/// Several reports share the column names of the kernel summary; the title, where there is one, tells them apart.
bool isTitleOfKernels(std::string_view title)
{
    const std::string lower = toLowerAscii(title);
    return lower.empty() || lower.contains("kern") || lower.contains("gputrace") || lower.contains("gpu_trace") ||
           lower.contains("gpusum") || lower.contains("gpu_sum");
}

/// Brackets that stay open: the end of a C++ name is missing.
bool isUnbalanced(std::string_view name)
{
    return std::ranges::count(name, '<') > std::ranges::count(name, '>') ||
           std::ranges::count(name, '(') > std::ranges::count(name, ')');
}
} // namespace

Result<void> TextTableReader::readAll()
{
    for (;;) {
        const Result<bool> more = m_lines.next();
        if (!more || !*more) {
            endTable();
            return more ? Result<void>() : std::unexpected(more.error());
        }
        readLine(m_lines.text());
    }
}

void TextTableReader::readLine(std::string_view line)
{
    if (m_collector->isInTable()) {
        if (trimmed(line).empty() || isProfilerLog(line)) {
            endTable();
        } else if (!isBorder(line)) {
            readRow(line);
            return;
        } else {
            return;
        }
    }
    lookForTable(line);
    m_previous = line;
}

void TextTableReader::lookForTable(std::string_view line)
{
    if (isTitle(line)) {
        m_title = line;
    }
    if (isDashes(line)) {
        const std::vector<std::string_view> headings = splitAtDoubleBlanks(m_previous);
        std::vector<Extent> extents = extentsOf(line);
        if (headings.size() == extents.size()) {
            beginTable(Layout::Columns, headings, std::move(extents));
        }
    } else if (trimmed(line).starts_with('|')) {
        std::string_view row = trimmed(line);
        row.remove_prefix(1);
        row.remove_suffix(row.ends_with('|') ? 1 : 0);
        std::vector<std::string_view> headings = split(row, '|');
        const std::size_t nameWidth = headings.back().size() >= 2 ? headings.back().size() - 2 : 0;
        std::ranges::transform(headings, headings.begin(), trimmed);
        beginTable(Layout::Drawn, headings, {{0, nameWidth}});
    }
    m_collector->addText(line);
}

void TextTableReader::beginTable(Layout layout, const std::vector<std::string_view> &headings,
                                 std::vector<Extent> extents)
{
    if (!isTitleOfKernels(m_title) || !m_collector->offerHeader(headings, m_lines.line())) {
        return;
    }
    m_title.clear();
    m_layout = layout;
    m_columnCount = headings.size();
    m_nameWidth = extents.back().length;
    m_extents = std::move(extents);
    m_nameAtWidth.clear();
}

void TextTableReader::readRow(std::string_view line)
{
    if (!m_collector->isCollecting()) {
        return;
    }
    const std::vector<std::string_view> cells = m_layout == Layout::Drawn ? cellsOfDrawn(line) : cellsOfColumns(line);
    m_collector->addRow(cells, m_lines.line());
    if (cells.size() == m_columnCount && m_collector->isCollecting()) {
        watchForCut(trimmed(cells[m_collector->header().at(Column::Name)]));
    }
}

std::vector<std::string_view> TextTableReader::cellsOfColumns(std::string_view line) const
{
    const TableHeader &header = m_collector->header();
    const bool nameIsLast = header.at(Column::Name) + 1 == m_columnCount;
    // Tables pasted elsewhere lose their alignment, so tokens are counted, not characters, wherever that is possible.
    return nameIsLast && header.kind != ReportKind::RangeSummary && header.kind != ReportKind::Trace
               ? cellsByTokens(line)
               : cellsByExtents(line);
}

std::vector<std::string_view> TextTableReader::cellsByTokens(std::string_view line) const
{
    std::vector<std::string_view> cells;
    std::string_view rest = trimmed(line);
    for (std::size_t column = 0; column + 1 < m_columnCount && !rest.empty(); ++column) {
        const TableHeader &header = m_collector->header();
        const bool isDimensions = column == header.at(Column::Grid) || column == header.at(Column::Block);
        const std::size_t tokens = isDimensions ? kTokensOfDimensions : 1;
        std::string_view cell = takeToken(rest);
        for (std::size_t i = 1; i < tokens && !trimmed(rest).empty(); ++i) {
            const std::string_view next = takeToken(rest);
            cell = {cell.data(), static_cast<std::size_t>(next.data() + next.size() - cell.data())};
        }
        cells.push_back(cell);
    }
    if (!trimmed(rest).empty()) {
        cells.push_back(trimmed(rest));
    }
    return cells.empty() ? std::vector<std::string_view>{trimmed(line)} : cells;
}

std::vector<std::string_view> TextTableReader::cellsByExtents(std::string_view line) const
{
    std::vector<std::string_view> cells;
    for (std::size_t i = 0; i < m_extents.size(); ++i) {
        const bool isLast = i + 1 == m_extents.size();
        const std::size_t length = isLast ? line.size() : m_extents[i].length;
        cells.push_back(trimmed(characters(line, m_extents[i].begin, length)));
    }
    return cells;
}

std::vector<std::string_view> TextTableReader::cellsOfDrawn(std::string_view line) const
{
    std::vector<std::string_view> cells;
    std::string_view rest = trimmed(line);
    rest.remove_prefix(rest.starts_with('|') ? 1 : 0);
    rest.remove_suffix(rest.ends_with('|') ? 1 : 0);
    while (cells.size() + 1 < m_columnCount && rest.contains('|')) {
        const std::size_t bar = rest.find('|');
        cells.push_back(trimmed(rest.substr(0, bar)));
        rest.remove_prefix(bar + 1);
    }
    cells.push_back(trimmed(rest)); // the name is last and may hold bars itself
    return cells;
}

void TextTableReader::watchForCut(std::string_view name)
{
    const std::size_t length = characterCount(name);
    if (length < m_nameWidth || m_nameWidth == 0) {
        return;
    }
    const bool isWhole = (name.ends_with(')') || name.ends_with('>')) && !isUnbalanced(name);
    const bool hasPeer = !m_nameAtWidth.empty() && m_nameAtWidth != name;
    m_sawCut = m_sawCut || name.ends_with(kEllipsis) || name.ends_with('?') || name.ends_with("...") ||
               isUnbalanced(name) ||
               (!isWhole && (hasPeer || std::ranges::find(kPlainCuts, length) != kPlainCuts.end()));
    m_nameAtWidth = isWhole ? m_nameAtWidth : std::string(name);
}

void TextTableReader::endTable()
{
    if (m_sawCut) {
        m_collector->setNamesCut();
    }
    m_collector->endTable();
}

std::vector<TextTableReader::Extent> TextTableReader::extentsOf(std::string_view dashes)
{
    std::vector<Extent> extents;
    for (std::size_t at = dashes.find('-'); at != std::string_view::npos;) {
        const std::size_t end = std::min(dashes.find_first_not_of('-', at), dashes.size());
        extents.push_back({at, end - at});
        at = dashes.find('-', end);
    }
    return extents;
}

} // namespace atlas
