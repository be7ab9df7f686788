#include "core/run/linereader.h"

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

} // namespace atlas
