#include "core/catalog/sourcelines.h"

#include <algorithm>

namespace atlas
{

SourceLines::SourceLines(std::string_view text) : m_text(text), m_starts{bomSize(text)}
{
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        m_starts.push_back(at + 1);
    }
}

std::size_t SourceLines::lineAt(std::size_t offset) const
{
    if (m_starts[m_last] > offset) {
        const auto after = std::ranges::upper_bound(m_starts, offset);
        m_last = after == m_starts.begin() ? 0 : static_cast<std::size_t>(after - m_starts.begin()) - 1;
    }
    while (m_last + 1 < m_starts.size() && m_starts[m_last + 1] <= offset) {
        ++m_last;
    }
    return m_last + 1;
}

SourceLocation SourceLines::locate(std::size_t offset, const std::string &file) const
{
    const std::size_t line = lineAt(offset);
    const std::size_t start = m_starts[line - 1];
    return {file, line, offset < start ? 1 : offset - start + 1};
}

std::string_view SourceLines::textOf(std::size_t line) const
{
    const std::size_t start = m_starts[line - 1];
    return m_text.substr(start, lineEnd(m_text, start) - start);
}

std::string SourceLines::shownText(std::size_t line) const
{
    constexpr std::size_t kMaxShown = 4'000;
    const std::string_view text = textOf(line);
    return text.size() > kMaxShown ? std::string() : std::string(text);
}

std::size_t lineBegin(std::string_view text, std::size_t offset)
{
    const std::size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    return before == std::string_view::npos ? bomSize(text) : before + 1;
}

std::size_t lineEnd(std::string_view text, std::size_t offset)
{
    const std::size_t end = std::min(text.find('\n', offset), text.size());
    return end > offset && end < text.size() && text[end - 1] == '\r' ? end - 1 : end;
}

std::size_t nextLine(std::string_view text, std::size_t offset)
{
    const std::size_t end = text.find('\n', offset);
    return end == std::string_view::npos ? text.size() : end + 1;
}

std::size_t bomSize(std::string_view text)
{
    return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

} // namespace atlas
