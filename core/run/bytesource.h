#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace atlas
{

/// Fills at most `size` bytes of `buffer` and says how many; 0 at the end. Files, memory and tests look alike through
/// it.
using ByteSource = std::function<Result<std::size_t>(char *buffer, std::size_t size)>;

/// The bytes of an open file.
[[nodiscard]] ByteSource bytesOf(FileBlocks file);
/// The bytes of `text`, which must outlive the source.
[[nodiscard]] ByteSource bytesOf(std::string_view text);

/// A window on a byte source: what was read and not yet consumed, in one piece. Grows only while a reader needs more
/// than a block at once, so memory does not depend on the size of the source.
class BlockBuffer
{
public:
    static constexpr std::size_t kBlockBytes = std::size_t{4} << 20U;

    explicit BlockBuffer(ByteSource source, std::size_t blockBytes = kBlockBytes);

    /// Reads at least one more byte behind unread(); false at the end of the source. Moves unread(): old views are
    /// void.
    [[nodiscard]] Result<bool> readMore();
    [[nodiscard]] std::span<char> unread() { return {m_bytes.data() + m_begin, m_end - m_begin}; }
    [[nodiscard]] std::string_view text() const { return {m_bytes.data() + m_begin, m_end - m_begin}; }
    void consume(std::size_t size) { m_begin += size; }
    /// Bytes read from the source so far.
    [[nodiscard]] std::size_t bytesRead() const { return m_bytesRead; }

private:
    void makeRoom();

    ByteSource m_source;
    std::string m_bytes; // grown without being filled: pages that no table reaches cost nothing
    std::size_t m_blockBytes;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::size_t m_bytesRead = 0;
    bool m_atEnd = false;
};

} // namespace atlas
