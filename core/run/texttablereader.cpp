#include "core/run/texttablereader.h"

#include "core/base/character.h"
#include "core/base/cutname.h"
#include "core/base/text.h"
#include "core/run/numbertext.h"

#include <algorithm>

namespace atlas
{

namespace
{
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

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// The byte at which character number `wanted` begins; the end of a shorter text.
std::size_t byteOfCharacter(std::string_view text, std::size_t wanted)
{
    std::size_t character = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isContinued = (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
        if (!isContinued && character++ == wanted) {
            return i;
        }
    }
    return text.size();
}

/// `at`, or where it is inside a word, the nearer end of that word: rows are not always aligned with their headings.
std::size_t betweenWords(std::string_view text, std::size_t at)
{
    if (at == 0 || at >= text.size() || isBlank(text[at - 1]) || isBlank(text[at])) {
        return at;
    }
    const std::size_t before = text.find_last_of(" \t", at);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    return at - begin <= end - at ? begin : end;
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

/// Both and what lies between them: pieces of one line.
std::string_view joined(std::string_view first, std::string_view last)
{
    return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
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

/// "ms" behind a number, as some tables write it into every cell.
bool isUnit(std::string_view token)
{
    return token == "%" || unitOf("(" + std::string(token) + ")") != 0;
}

bool holdsNumbers(Column column)
{
    return column <= Column::Deviation;
}

/// A number, perhaps cut, or a word for none.
bool mayBeNumber(std::string_view cell)
{
    return isNoNumber(cell) || isDigit(cell.front()) || (cell.size() > 1 && isDigit(cell[1]));
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
    if (!nameIsLast || header.kind == ReportKind::RangeSummary || header.kind == ReportKind::Trace) {
        return cellsByExtents(line);
    }
    // Tables pasted elsewhere lose their alignment, so tokens are counted, not characters, wherever that is possible:
    // not where a cell is blank.
    std::vector<std::string_view> cells = cellsByTokens(line);
    if (!isRowOfNumbers(cells)) {
        std::vector<std::string_view> aligned = cellsByExtents(line);
        if (isRowOfNumbers(aligned)) {
            return aligned;
        }
    }
    return cells;
}

/// Whether every cell that should be a number may be one.
bool TextTableReader::isRowOfNumbers(const std::vector<std::string_view> &cells) const
{
    const TableHeader &header = m_collector->header();
    if (cells.size() < m_columnCount || cells[header.at(Column::Name)].empty()) {
        return false;
    }
    for (std::size_t i = 0; i < kColumnKinds; ++i) {
        const auto column = static_cast<Column>(i);
        if (holdsNumbers(column) && header.has(column) && !mayBeNumber(cells[header.at(column)])) {
            return false;
        }
    }
    return true;
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
            cell = joined(cell, next);
        }
        std::string_view behind = rest;
        if (const std::string_view unit = takeToken(behind); !isDimensions && isUnit(unit)) {
            cell = joined(cell, unit);
            rest = behind;
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
    std::size_t begin = 0;
    for (std::size_t i = 0; i < m_extents.size(); ++i) {
        const bool isLast = i + 1 == m_extents.size();
        const std::size_t end =
            isLast ? line.size() : betweenWords(line, byteOfCharacter(line, m_extents[i + 1].begin));
        cells.push_back(trimmed(line.substr(begin, std::max(begin, end) - begin)));
        begin = std::max(begin, end);
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

/// A name that fills its column may be cut without a mark: at a width at which profilers cut, or before its brackets
/// close.
void TextTableReader::watchForCut(std::string_view name)
{
    const std::size_t length = characterCount(name);
    if (length != m_nameWidth || m_nameWidth == 0) {
        return;
    }
    const bool isWhole = name.ends_with(')') || name.ends_with('>');
    if (name.ends_with('?') || hasOpenBracket(name) || (isPlainCutWidth(length) && !isWhole)) {
        m_collector->setNameCut(name);
    }
}

void TextTableReader::endTable()
{
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
