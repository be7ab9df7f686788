#include "core/run/bytesource.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <utility>

namespace atlas
{

ByteSource bytesOf(FileBlocks file)
{
    // std::function copies its target; the file itself cannot be copied.
    auto shared = std::make_shared<FileBlocks>(std::move(file));
    return [shared](char *buffer, std::size_t size) { return shared->read(buffer, size); };
}

ByteSource bytesOf(std::string_view text)
{
    return [text](char *buffer, std::size_t size) mutable -> Result<std::size_t> {
        const std::size_t count = std::min(size, text.size());
        std::copy_n(text.data(), count, buffer);
        text.remove_prefix(count);
        return count;
    };
}

BlockBuffer::BlockBuffer(ByteSource source, std::size_t blockBytes)
    : m_source(std::move(source)), m_blockBytes(blockBytes)
{
}

void BlockBuffer::makeRoom()
{
    if (m_begin > 0) {
        std::memmove(m_bytes.data(), m_bytes.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    if (m_bytes.size() - m_end < m_blockBytes / 2) {
        m_bytes.resize_and_overwrite(m_end + m_blockBytes, [](char *, std::size_t size) { return size; });
    }
}

Result<bool> BlockBuffer::readMore()
{
    if (m_atEnd) {
        return false;
    }
    makeRoom();
    const Result<std::size_t> got = m_source(m_bytes.data() + m_end, m_bytes.size() - m_end);
    if (!got) {
        m_atEnd = true;
        return std::unexpected(got.error());
    }
    m_end += *got;
    m_bytesRead += *got;
    m_atEnd = *got == 0;
    return !m_atEnd;
}

} // namespace atlas
