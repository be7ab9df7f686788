#include "core/run/linereader.h"

#include <algorithm>

namespace atlas
{

Result<bool> LineReader::next()
{
    m_buffer->consume(m_consumed);
    m_consumed = 0;
    bool isLast = false;
    for (;;) {
        const std::string_view text = m_buffer->text();
        const std::size_t end = text.find_first_of("\r\n");
        const bool breakIsWhole =
            end != std::string_view::npos && (text[end] == '\n' || end + 1 < text.size() || isLast);
        if (breakIsWhole || text.size() > kMaxLineBytes || (isLast && !text.empty())) {
            m_text = text.substr(0, end);
            const bool isPair = breakIsWhole && text.substr(end).starts_with("\r\n");
            m_consumed = m_text.size() + (breakIsWhole ? (isPair ? 2U : 1U) : 0U);
            ++m_line;
            return true;
        }
        if (isLast) {
            return false;
        }
        const Result<bool> more = m_buffer->readMore();
        if (!more) {
            return more;
        }
        isLast = !*more;
    }
}

std::vector<std::string_view> LineReader::linesAhead(std::size_t count)
{
    constexpr std::size_t kLookahead = std::size_t{16} << 10U;
    while (m_buffer->text().size() < m_consumed + kLookahead) {
        if (!m_buffer->readMore().value_or(false)) {
            break; // an error comes again where it is told
        }
    }
    refresh();
    std::string_view rest = m_buffer->text().substr(m_consumed);
    std::vector<std::string_view> ahead;
    while (!rest.empty() && ahead.size() < count) {
        const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
        ahead.push_back(rest.substr(0, end));
        rest.remove_prefix(end);
        rest.remove_prefix(rest.starts_with("\r\n") ? 2 : rest.empty() ? 0 : 1);
    }
    return ahead;
}

} // namespace atlas
