#pragma once

#include "core/base/result.h"
#include "core/run/bytesource.h"

#include <cstddef>
#include <string_view>

namespace atlas
{

/// The lines of a byte source, without their breaks (LF, CRLF, or the CR of a progress bar).
class LineReader
{
public:
    /// A line beyond this length is cut; printed reports are some hundred bytes wide.
    static constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20U;

    explicit LineReader(BlockBuffer &buffer) : m_buffer(&buffer) {}

    /// Moves to the next line; false at the end. text() is void after the next call.
    [[nodiscard]] Result<bool> next();
    [[nodiscard]] std::string_view text() const { return m_text; }
    [[nodiscard]] std::size_t line() const { return m_line; }

private:
    BlockBuffer *m_buffer;
    std::string_view m_text;
    std::size_t m_consumed = 0;
    std::size_t m_line = 0;
};

} // namespace atlas
