#include "core/run/reportscanner.h"

#include "core/base/text.h"
#include "core/run/csvreader.h"
#include "core/run/jsontablereader.h"
#include "core/run/lineprefix.h"
#include "core/run/rowshape.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace atlas
{

namespace
{
constexpr std::size_t kMaxHeadingBytes = 4096;
/// The first row of a report in JSON is whole within this.
constexpr std::size_t kJsonLookahead = std::size_t{64} << 10U;
/// Prefixes behind prefixes.
constexpr std::size_t kMaxDepth = 6;
/// Lines of other processes that may stand between a heading and its rule.
constexpr std::size_t kMaxLinesBetween = 64;

/// The cells of a heading line, cut at every delimiter: headings of the profiler hold none.
std::vector<std::string_view> headingsIn(std::string_view line, char delimiter)
{
    std::vector<std::string_view> headings = split(line, delimiter);
    for (std::string_view &heading : headings) {
        heading = trimmed(heading);
        if (heading.size() >= 2 && heading.front() == '"' && heading.back() == '"') {
            heading = heading.substr(1, heading.size() - 2);
        }
    }
    return headings;
}

bool isReport(const std::vector<std::string_view> &headings)
{
    return headings.size() > 2 && (readTableHeader(headings) || !otherReportOf(headings).empty());
}

/// `[` or `{` as JSON has them; "[6/8] Executing" and "[CUDA memcpy]" are not.
bool mayBeginJson(std::string_view line)
{
    const std::string_view text = trimmed(line);
    if (text.empty() || (text.front() != '[' && text.front() != '{')) {
        return false;
    }
    const std::string_view rest = trimmed(text.substr(1));
    return rest.empty() || rest.front() == '{' || rest.front() == '"' || rest.front() == '[';
}

/// Where the first heading of a table begins in a line that has something before it; npos without one.
std::size_t headingBegin(std::string_view line)
{
    constexpr std::array<std::string_view, 7> kFirstHeadings = {"Time (%)",   "Time(%)",    "Total Time", "Start (",
                                                                "NVTX Range", "Duration (", "PID,TID"};
    std::size_t begin = std::string_view::npos;
    for (const std::string_view heading : kFirstHeadings) {
        begin = std::min(begin, line.find(heading));
    }
    return begin;
}

/// Whether the heading is one cell of several between bars. One bar alone ends what a tool puts before each line.
bool isBarredHeading(std::string_view heading)
{
    return heading.contains('|');
}

/// What stands before the table's heading in `line`; empty when nothing does, or nothing that looks like a heading.
std::string_view beforeHeading(std::string_view line)
{
    const std::size_t begin = line.size() < kMaxHeadingBytes ? headingBegin(line) : std::string_view::npos;
    if (begin == std::string_view::npos) {
        return {};
    }
    std::string_view before = line.substr(0, begin);
    for (const std::string_view opening : {"\"", "|"}) {
        if (opening == "|" && !isBarredHeading(line.substr(begin))) {
            break;
        }
        before = trimmed(before).empty() ? before : before.substr(0, before.find_last_not_of(" \t") + 1);
        before.remove_suffix(before.ends_with(opening) ? 1 : 0);
    }
    return before.substr(0, before.find_last_not_of(" \t") + 1); // npos + 1 is 0
}

/// Whether something stands before the heading that is no cell of the table.
bool hasPlainPrefix(std::string_view line)
{
    const std::string_view before = beforeHeading(line);
    const bool isBarred = isBarredHeading(line.substr(before.size()));
    return !before.empty() && before.find_first_of(isBarred ? ",;\t|\"" : ",;\t\"") == std::string_view::npos;
}

bool isDrawnHeading(std::string_view line)
{
    std::string_view row = trimmed(line);
    if (!row.starts_with('|')) {
        return false;
    }
    row.remove_prefix(1);
    row.remove_suffix(row.ends_with('|') ? 1 : 0);
    return isReport(headingsIn(row, '|'));
}
} // namespace

std::optional<char> delimiterOfHeading(std::string_view line)
{
    if (line.size() > kMaxHeadingBytes) {
        return std::nullopt;
    }
    for (const char delimiter : {',', '\t', ';'}) {
        if (std::ranges::count(line, delimiter) >= 2 && isReport(headingsIn(line, delimiter))) {
            return delimiter;
        }
    }
    return std::nullopt;
}

Result<void> ReportScanner::scan(BlockBuffer &buffer, std::size_t linesBefore)
{
    Level level{buffer, LineReader(buffer, linesBefore)};
    for (;;) {
        const Result<bool> more = scanLine(level);
        if (!more || !*more) {
            m_text.endTable();
            m_collector->endTable();
            return more ? Result<void>() : std::unexpected(more.error());
        }
    }
}

/// Reads the next line, and the whole table if one begins with it; false at the end.
Result<bool> ReportScanner::scanLine(Level &level)
{
    const Result<bool> more = level.lines.next();
    if (!more || !*more) {
        return more;
    }
    const std::string_view line = level.lines.text();
    if (line == kNoLine || m_text.takeRow(line, level.lines.line())) {
        return true;
    }
    // Before delimiters: a heading is one with a rank in front of its first cell, too, and then all ranks would be one.
    if (hasPlainPrefix(line)) {
        if (std::optional<LinePrefix> prefix = prefixOf(level)) {
            const Result<void> read = scanBehind(level, std::move(*prefix));
            return read ? Result<bool>(true) : std::unexpected(read.error());
        }
    }
    if (const std::optional<char> delimiter = delimiterOf(level.lines.text())) {
        const Result<void> read = readDelimited(level, *delimiter);
        return read ? Result<bool>(true) : std::unexpected(read.error());
    }
    if (mayBeginJson(level.lines.text())) {
        const Result<bool> isRead = readJson(level);
        if (!isRead || *isRead) {
            return isRead;
        }
    }
    if (std::optional<LinePrefix> prefix = prefixOf(level)) {
        const Result<void> read = scanBehind(level, std::move(*prefix));
        return read ? Result<bool>(true) : std::unexpected(read.error());
    }
    m_resumable = isProfilerLog(level.lines.text()) ? std::nullopt : m_resumable;
    m_text.look(level.lines.text(), level.lines.line());
    return true;
}

/// The delimiter if a delimited table begins with `line`, or goes on with it.
std::optional<char> ReportScanner::delimiterOf(std::string_view line) const
{
    if (m_resumable && line.contains(*m_resumable)) {
        const std::vector<std::string_view> cells = split(line, *m_resumable);
        if (cells.size() >= m_collector->header().columnCount && looksLikeRow(m_collector->header(), cells)) {
            return m_resumable;
        }
    }
    return delimiterOfHeading(line);
}

Result<void> ReportScanner::readDelimited(Level &level, char delimiter)
{
    m_text.endTable();
    level.lines.giveBack();
    if (m_resumable && !delimiterOfHeading(level.lines.text())) {
        m_collector->resumeTable();
    }
    m_resumable.reset();
    CsvReader reader(level.buffer, delimiter, level.lines.line());
    for (;;) {
        const Result<bool> more = reader.next();
        if (!more || !*more) {
            level.lines.resumeAfter(reader.linesBehind());
            return more ? Result<void>() : std::unexpected(more.error());
        }
        if (reader.isMalformed()) {
            m_collector->addBrokenRow(reader.cells().front(), reader.line());
        } else if (!takeRecord(reader.cells(), reader.line())) {
            m_resumable = m_collector->isCollecting() ? std::optional(delimiter) : std::nullopt;
            m_collector->endTable();
            reader.giveBack();
            level.lines.resumeAfter(reader.line() - 1);
            return {};
        }
    }
}

/// Whether the record belongs to a delimited table: as its heading, or as a row.
bool ReportScanner::takeRecord(std::span<const std::string_view> cells, std::size_t line)
{
    if (cells.size() == 1 && cells.front() == kNoLine) {
        return true;
    }
    if (m_collector->isCollecting() ? looksLikeRow(m_collector->header(), cells)
                                    : m_collector->isInTable() && cells.size() > 1 && !isProfilerLog(cells.front()) &&
                                          columnOf(cells.front()) == Column::Other) {
        m_collector->addRow(cells, line);
        return true;
    }
    return m_collector->offerHeader(cells, line);
}

/// Reads a report in JSON if one begins with the line; false when none does.
Result<bool> ReportScanner::readJson(Level &level)
{
    const auto begin = static_cast<std::size_t>(level.lines.text().data() - level.buffer.text().data());
    while (level.buffer.text().size() < begin + kJsonLookahead) {
        const Result<bool> more = level.buffer.readMore();
        if (!more.value_or(false)) {
            break; // an error comes again where it is told
        }
    }
    level.lines.refresh();
    const std::string_view ahead = level.buffer.text().substr(begin, kJsonLookahead);
    const bool hasHeading = ahead.contains("otal Time") || ahead.contains("uration") || ahead.contains("Time (%)");
    if (!hasHeading || !beginsJsonTable(ahead)) {
        return false;
    }
    m_text.endTable();
    m_resumable.reset();
    level.lines.giveBack();
    m_collector->endTable();
    const Result<std::size_t> read = readJsonTable(level.buffer, level.lines.line() + 1, *m_collector, *m_diagnostics);
    m_collector->endTable();
    if (!read) {
        return std::unexpected(read.error());
    }
    level.lines.resumeAfter(*read);
    return true;
}

/// The prefix of a table whose heading is in the current line behind something else, if that can be a prefix.
std::optional<LinePrefix> ReportScanner::prefixOf(Level &level) const
{
    const std::string line(beforeHeading(level.lines.text()).empty() || m_depth >= kMaxDepth ? std::string_view()
                                                                                             : level.lines.text());
    if (line.empty()) {
        return std::nullopt;
    }
    const std::string_view before = beforeHeading(line);
    LinePrefix prefix(before);
    const std::string_view heading = std::string_view(line).substr(before.size());
    const bool isWhole = delimiterOfHeading(trimmed(heading)).has_value() || isDrawnHeading(heading);
    for (const std::string_view next : level.lines.linesAhead(kMaxLinesBetween)) {
        const std::optional<LinePrefix::Match> match = prefix.match(next);
        if (isWhole) {
            if (match && trimmed(match->rest) != trimmed(heading)) {
                prefix.allowDigitsOf(next);
            }
            return prefix;
        }
        if (match && isRule(match->rest)) {
            prefix.allowDigitsOf(next);
            return prefix;
        }
        if (!match || match->label == prefix.label()) {
            return std::nullopt;
        }
    }
    return isWhole ? std::optional(prefix) : std::nullopt;
}

/// Scans the rest of the buffer without the prefix of its lines, then the lines of each other process.
Result<void> ReportScanner::scanBehind(Level &level, LinePrefix prefix)
{
    ++m_depth;
    level.lines.giveBack();
    const std::string label = prefix.label();
    PrefixedLines lines(level.buffer, std::move(prefix));
    BlockBuffer inner([&lines](char *buffer, std::size_t size) { return lines.read(buffer, size); });
    if (!label.empty()) {
        m_collector->setLabel(label);
    }
    const std::size_t linesBefore = level.lines.line();
    Result<void> read = scan(inner, linesBefore);
    for (const auto &[other, aside] : lines.aside()) {
        m_collector->setLabel(other);
        BlockBuffer text(bytesOf(aside.text));
        read = read ? scan(text, linesBefore + aside.line - 1) : read;
    }
    if (lines.isCut()) {
        m_diagnostics->add(
            Severity::Warning, "lines-dropped",
            "many processes wrote into this file at once, and what is beyond 256 MiB of the others' lines "
            "was not looked at");
    }
    --m_depth;
    level.lines.resumeAfter(level.lines.line());
    return read;
}

} // namespace atlas
