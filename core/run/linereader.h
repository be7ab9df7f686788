#pragma once

#include "core/base/result.h"
#include "core/run/bytesource.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace atlas
{

/// The lines of a byte source, without their breaks (LF, CRLF, or the CR of a progress bar).
class LineReader
{
public:
    /// A line beyond this length is cut; printed reports are some hundred bytes wide.
    static constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20U;

    /// `linesBefore` lines of the file are behind already.
    explicit LineReader(BlockBuffer &buffer, std::size_t linesBefore = 0) : m_buffer(&buffer), m_line(linesBefore) {}

    /// Moves to the next line; false at the end. text() is void after the next call.
    [[nodiscard]] Result<bool> next();
    [[nodiscard]] std::string_view text() const { return m_text; }
    [[nodiscard]] std::size_t line() const { return m_line; }
    /// The buffer was asked for more, which moves it: makes text() valid again.
    void refresh() { m_text = m_buffer->text().substr(0, m_text.size()); }
    /// Up to `count` lines that follow, as far as the buffer holds them whole; text() stays valid.
    [[nodiscard]] std::vector<std::string_view> linesAhead(std::size_t count);
    /// Takes the last line back: the buffer begins with it again, for another reader.
    void giveBack()
    {
        m_line -= 1;
        m_consumed = 0;
    }
    /// Another reader took the buffer on: `line` lines of the file are behind now.
    void resumeAfter(std::size_t line)
    {
        m_line = line;
        m_consumed = 0;
    }

private:
    BlockBuffer *m_buffer;
    std::string_view m_text;
    std::size_t m_consumed = 0;
    std::size_t m_line = 0;
};

} // namespace atlas
