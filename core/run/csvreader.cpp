#include "core/run/csvreader.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace atlas
{

namespace
{
bool isLineBreak(char c)
{
    return c == '\n' || c == '\r';
}

/// Line breaks in quoted text; CRLF is one.
std::size_t countLineBreaks(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        count += text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) ? 1 : 0;
    }
    return count;
}

/// Turns "" into " in place and returns the shorter text.
std::string_view undoQuotePairs(char *begin, char *end)
{
    char *out = begin;
    for (char *in = begin; in != end; ++in) {
        *out++ = *in;
        if (*in == '"' && in + 1 != end) {
            ++in; // scanRecord() made sure that quotes in here come in pairs
        }
    }
    return {begin, static_cast<std::size_t>(out - begin)};
}
} // namespace

CsvReader::CsvReader(BlockBuffer &buffer, char delimiter, std::size_t linesBefore)
    : m_buffer(&buffer), m_delimiter(delimiter), m_nextLine(linesBefore + 1)
{
}

Result<bool> CsvReader::next()
{
    m_buffer->consume(m_consumed);
    m_consumed = 0;
    m_malformed = false;
    bool isLast = false;
    for (;;) {
        const std::string_view text = m_buffer->text();
        if (text.empty() && isLast) {
            return false;
        }
        const Scan scan = text.empty() ? Scan::NeedsMore : scanRecord(text, isLast);
        if (scan == Scan::Malformed || (scan == Scan::NeedsMore && text.size() > kMaxRecordBytes)) {
            return acceptMalformed();
        }
        if (scan == Scan::NeedsMore) {
            const Result<bool> more = m_buffer->readMore();
            if (!more) {
                return more;
            }
            isLast = !*more;
            continue;
        }
        accept();
        if (m_cells.size() > 1 || !m_cells.front().empty()) {
            return true;
        }
        m_buffer->consume(m_consumed); // a blank line
        m_consumed = 0;
    }
}

CsvReader::Scan CsvReader::scanRecord(std::string_view text, bool isLast)
{
    m_spans.clear();
    m_breaksInRecord = 0;
    std::size_t at = 0;
    for (;;) {
        if (at < text.size() && text[at] == '"') {
            if (const Scan scan = scanQuoted(text, at, isLast); scan != Scan::Complete) {
                return scan;
            }
        } else {
            const std::size_t begin = at;
            while (at < text.size() && text[at] != m_delimiter && !isLineBreak(text[at])) {
                ++at;
            }
            m_spans.push_back({begin, at, false});
        }
        if (at >= text.size() || text[at] != m_delimiter) {
            return finishRecord(text, at, isLast);
        }
        ++at;
    }
}

/// Reads the quoted cell at `at` and leaves `at` behind its closing quote.
CsvReader::Scan CsvReader::scanQuoted(std::string_view text, std::size_t &at, bool isLast)
{
    const std::size_t begin = at + 1;
    bool hasPairs = false;
    for (std::size_t from = begin;;) {
        const std::size_t quote = text.find('"', from);
        if (quote == std::string_view::npos) {
            return isLast ? Scan::Malformed : Scan::NeedsMore;
        }
        if (quote + 1 == text.size() && !isLast) {
            return Scan::NeedsMore;
        }
        if (quote + 1 < text.size() && text[quote + 1] == '"') {
            hasPairs = true;
            from = quote + 2;
            continue;
        }
        at = quote + 1;
        if (at < text.size() && text[at] != m_delimiter && !isLineBreak(text[at])) {
            return Scan::Malformed; // text behind the closing quote: most likely the quote of a later row
        }
        m_breaksInRecord += countLineBreaks(text.substr(begin, quote - begin));
        m_spans.push_back({begin, quote, hasPairs});
        return Scan::Complete;
    }
}

CsvReader::Scan CsvReader::finishRecord(std::string_view text, std::size_t at, bool isLast)
{
    if (at >= text.size()) {
        m_scanned = at;
        return isLast ? Scan::Complete : Scan::NeedsMore;
    }
    if (text[at] == '\r' && at + 1 == text.size() && !isLast) {
        return Scan::NeedsMore; // the LF of a CRLF may follow
    }
    m_scanned = at + (text.substr(at).starts_with("\r\n") ? 2 : 1);
    ++m_breaksInRecord;
    return Scan::Complete;
}

void CsvReader::accept()
{
    char *const base = m_buffer->unread().data();
    m_cells.clear();
    for (const Span &span : m_spans) {
        m_cells.push_back(span.hasQuotePairs ? undoQuotePairs(base + span.begin, base + span.end)
                                             : std::string_view(base + span.begin, span.end - span.begin));
    }
    m_consumed = m_scanned;
    m_line = m_nextLine;
    m_nextLine += m_breaksInRecord;
}

Result<bool> CsvReader::acceptMalformed()
{
    m_malformed = true;
    m_line = m_nextLine++;
    for (;;) {
        const std::string_view text = m_buffer->text();
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const bool breakIsWhole = end < text.size() && (text[end] == '\n' || end + 1 < text.size());
        m_cells.assign(1, text.substr(0, end));
        if (breakIsWhole) {
            m_consumed = end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
            return true;
        }
        if (text.size() > kMaxRecordBytes) {
            m_cells.front() = {};
            return skipRestOfLine();
        }
        const Result<bool> more = m_buffer->readMore();
        if (!more) {
            return more;
        }
        if (!*more) {
            m_cells.assign(1, m_buffer->text().substr(0, end));
            m_consumed = m_buffer->text().size();
            return true;
        }
    }
}

/// Drops everything up to and with the next line break.
Result<bool> CsvReader::skipRestOfLine()
{
    for (;;) {
        const std::string_view text = m_buffer->text();
        const std::size_t end = text.find_first_of("\r\n");
        if (end != std::string_view::npos && end + 1 < text.size()) {
            m_buffer->consume(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
            return true;
        }
        m_buffer->consume(std::min(end, text.size()));
        const Result<bool> more = m_buffer->readMore();
        if (!more) {
            return more;
        }
        if (!*more) {
            m_buffer->consume(m_buffer->text().size());
            return true;
        }
    }
}

} // namespace atlas
