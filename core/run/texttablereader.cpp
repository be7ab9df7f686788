#include "core/run/texttablereader.h"

#include "core/base/character.h"
#include "core/base/cutname.h"
#include "core/base/text.h"
#include "core/run/numbertext.h"
#include "core/run/reportscanner.h"
#include "core/run/rowshape.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace atlas
{

namespace
{
constexpr std::size_t kMaxHeadingBytes = 4096;
constexpr std::size_t kTokensOfDimensions = 3; // "64 1 1" under GridXYZ

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

/// "** CUDA GPU Kernel Summary (cuda_gpu_kern_sum):", behind whatever stands before it, or "CUDA Kernel Statistics
/// (nanoseconds)"; empty when the line is no title.
std::string_view titleIn(std::string_view line)
{
    const std::string_view text = trimmed(line);
    constexpr std::size_t kMaxPrefix = 64;
    const std::size_t stars = text.find("** ");
    if (stars == 0 || (stars < kMaxPrefix && text.ends_with(':'))) {
        return text.substr(stars);
    }
    return text.contains("Statistics") && !text.contains("  ") && text.size() < 100 ? text : std::string_view();
}

/// "CUDA API Summary (cuda_api_sum)".
std::string nameOfTitle(std::string_view title)
{
    title.remove_prefix(title.starts_with("** ") ? 3 : 0);
    title.remove_suffix(title.ends_with(':') ? 1 : 0);
    return escapeControls(elideMiddle(toValidUtf8(trimmed(title)), 80));
}

bool isFence(std::string_view line)
{
    const std::string_view text = trimmed(line);
    return text.starts_with("```") || text.starts_with("~~~");
}

/// Headings that stand in printed tables, longest first where one begins with another.
constexpr std::array<std::string_view, 42> kPrintedHeadings = {
    "Time (%)", "Time(%)",     "Total Time", "TotalTime",  "Instances", "Num Calls", "Count", "Operations", "Average",
    "Avg",      "Median",      "Med",        "Minimum",    "Min",       "Maximum",   "Max",   "StdDev",     "GridXYZ",
    "BlockXYZ", "Category",    "Operation",  "NVTX Range", "NVTX Inst", "Kern Inst", "Style", "PID",        "TID",
    "Range",    "Kernel Name", "Name",       "Duration",   "Start",     "CorrId",    "GrdX",  "GrdY",       "GrdZ",
    "BlkX",     "BlkY",        "BlkZ",       "Device",     "Strm",      "Total"};

/// Rows are told apart by their numbers alone where the name is last and all before it is numbers.
bool canDoWithoutRule(const std::vector<std::string_view> &headings)
{
    const std::optional<TableHeader> header = readTableHeader(headings);
    return header && headings.size() > 3 && header->at(Column::Name) + 1 == headings.size() &&
           (header->kind == ReportKind::KernelSummary || header->kind == ReportKind::GridSummary);
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

bool TextTableReader::takeRow(std::string_view line, std::size_t number)
{
    m_line = number;
    if (!m_isInTable || !m_collector->isInTable()) {
        return false;
    }
    if (trimmed(line).empty()) {
        return true; // pasted tables may have one behind every row
    }
    if (isProfilerLog(line) || !titleIn(line).empty() || isFence(line)) {
        endTable();
        return isFence(line);
    }
    if (isBorder(line)) {
        return !m_hasLooked; // the rule under the heading of the next table is not taken for one's own border
    }
    const std::vector<std::string_view> cells = cellsOf(line);
    const bool isRow = m_collector->isCollecting()
                           ? looksLikeRow(m_collector->header(), cells)
                           : cells.size() >= m_columnCount && columnOf(cells.front()) == Column::Other &&
                                 knownHeadingsIn(line).empty() && !delimiterOfHeading(line);
    if (!isRow) {
        return false;
    }
    m_hasLooked = false;
    m_collector->addRow(cells, number);
    if (cells.size() == m_columnCount && m_collector->isCollecting()) {
        watchForCut(trimmed(cells[m_collector->header().at(Column::Name)]));
    }
    return true;
}

void TextTableReader::look(std::string_view line, std::size_t number)
{
    m_line = number;
    if (trimmed(line).empty()) {
        return;
    }
    if (const std::string_view title = titleIn(line); !title.empty()) {
        m_title = title;
    } else if (isProfilerLog(line)) {
        m_title.clear(); // of the report before
    }
    if (isRule(line)) {
        lookUnderHeading(line);
    } else if (trimmed(line).starts_with('|')) {
        lookAtDrawn(line);
    } else {
        lookWithoutRule(line);
    }
    m_hasLooked = !std::exchange(m_hasBegun, false);
    if (m_hasLooked) {
        m_collector->addText(line, number);
        m_beforeThat = std::exchange(m_previous, std::string(line.substr(0, kMaxHeadingBytes)));
    }
}

void TextTableReader::lookUnderHeading(std::string_view dashes)
{
    std::vector<Extent> extents = extentsOf(dashes);
    std::vector<std::string_view> headings = splitAtDoubleBlanks(m_previous);
    if (headings.size() != extents.size()) {
        if (std::vector<std::string_view> known = knownHeadingsIn(m_previous); known.size() > 2) {
            headings = std::move(known);
        }
    }
    if (headings.size() == extents.size()) {
        return beginTable(Layout::Columns, headings, std::move(extents));
    }
    const std::string joined = m_beforeThat + "  " + m_previous;
    const std::vector<std::string_view> wrapped = knownHeadingsIn(joined);
    if (wrapped.size() == extents.size() && wrapped.size() > headings.size()) {
        return beginTable(Layout::Columns, wrapped, std::move(extents));
    }
    if (canDoWithoutRule(headings)) { // rows are told apart by their numbers, not by the rule
        return beginTable(Layout::Columns, headings, {{0, 0}});
    }
    const bool isHeading = !headings.empty() && columnOf(headings.front()) == Column::TimePercent;
    if (readTableHeader(wrapped) || isHeading) {
        m_collector->noteOddHeading(readTableHeader(wrapped) ? joined : m_previous, extents.size(), m_line);
    }
}

void TextTableReader::lookAtDrawn(std::string_view line)
{
    std::string_view row = trimmed(line);
    row.remove_prefix(1);
    row.remove_suffix(row.ends_with('|') ? 1 : 0);
    std::vector<std::string_view> headings = split(row, '|');
    const std::size_t nameWidth = headings.back().size() >= 2 ? headings.back().size() - 2 : 0;
    std::ranges::transform(headings, headings.begin(), trimmed);
    beginTable(Layout::Drawn, headings, {{0, nameWidth}});
}

/// A table that lost its rule: the line before is a whole heading, and this one is a row under it.
void TextTableReader::lookWithoutRule(std::string_view line)
{
    const std::vector<std::string_view> headings = knownHeadingsIn(m_previous);
    if (!canDoWithoutRule(headings)) {
        return;
    }
    const std::optional<TableHeader> header = readTableHeader(headings);
    std::size_t tokens = 0;
    std::vector<std::string_view> cells;
    for (std::string_view rest = line; !trimmed(rest).empty() && tokens < headings.size(); ++tokens) {
        cells.push_back(takeToken(rest));
    }
    if (tokens == headings.size() && looksLikeRow(*header, cells)) {
        beginTable(Layout::Columns, headings, {{0, 0}});
        static_cast<void>(m_isInTable && takeRow(line, m_line));
    }
}

void TextTableReader::beginTable(Layout layout, const std::vector<std::string_view> &headings,
                                 std::vector<Extent> extents)
{
    const bool isOfKernels = isTitleOfKernels(m_title);
    const bool begins = isOfKernels ? m_collector->offerHeader(headings, m_line)
                                    : m_collector->offerOther(nameOfTitle(m_title), headings, m_line);
    if (!begins) {
        return;
    }
    m_isInTable = m_hasBegun = true;
    m_title.clear();
    m_layout = layout;
    m_columnCount = headings.size();
    m_nameWidth = extents.back().length;
    m_extents = std::move(extents);
}

std::vector<std::string_view> TextTableReader::cellsOf(std::string_view line) const
{
    return m_layout == Layout::Drawn ? cellsOfDrawn(line) : cellsOfColumns(line);
}

std::vector<std::string_view> TextTableReader::cellsOfColumns(std::string_view line) const
{
    if (!m_collector->isCollecting()) {
        return cellsByTokens(line);
    }
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
    if (m_isInTable) {
        m_collector->endTable();
    }
    m_isInTable = false;
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

std::vector<std::string_view> knownHeadingsIn(std::string_view line)
{
    std::vector<std::string_view> headings;
    for (std::string_view rest = trimmed(line.substr(0, kMaxHeadingBytes)); !rest.empty(); rest = trimmed(rest)) {
        const auto known =
            std::ranges::find_if(kPrintedHeadings, [&](std::string_view heading) { return rest.starts_with(heading); });
        if (known == kPrintedHeadings.end()) {
            return {};
        }
        std::size_t length = known->size();
        if (rest.substr(length).starts_with(" (") &&
            unitOf(rest.substr(length + 1, rest.find(')', length) - length)) != 0) {
            length = rest.find(')', length) + 1;
        }
        if (length < rest.size() && rest[length] != ' ' && rest[length] != '\t') {
            return {};
        }
        headings.push_back(rest.substr(0, length));
        rest.remove_prefix(length);
    }
    return headings;
}

bool isRule(std::string_view line)
{
    return line.find_first_not_of("- \t") == std::string_view::npos && line.find("--") != std::string_view::npos;
}

} // namespace atlas
