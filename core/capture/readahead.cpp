#include "core/capture/readahead.h"

#include <algorithm>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace atlas
{

namespace
{
constexpr std::size_t kBlockBytes = std::size_t{1} << 20U;
constexpr std::size_t kBlocksAhead = 4;

/// Blocks that one thread fills and another takes.
class BlockQueue
{
public:
    struct Block
    {
        std::vector<char> bytes;
        Result<std::size_t> size = 0; ///< 0 or an error ends the stream
    };

    explicit BlockQueue(ByteSource source)
        : m_thread([this, source = std::move(source)](const std::stop_token &stop) mutable { fill(stop, source); })
    {
    }

    [[nodiscard]] Result<std::size_t> read(char *buffer, std::size_t size)
    {
        if (m_at == m_current.bytes.size() && !m_isOver) {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [&] { return !m_ready.empty(); });
            m_current = std::move(m_ready.front());
            m_ready.pop_front();
            m_at = 0;
            m_changed.notify_all();
            m_isOver = !m_current.size || *m_current.size == 0;
        }
        if (m_isOver) {
            return m_current.size;
        }
        const std::size_t count = std::min(size, m_current.bytes.size() - m_at);
        std::memcpy(buffer, m_current.bytes.data() + m_at, count);
        m_at += count;
        return count;
    }

private:
    void fill(const std::stop_token &stop, ByteSource &source)
    {
        for (bool isOver = false; !isOver;) {
            Block block;
            block.bytes.resize(kBlockBytes);
            block.size = source(block.bytes.data(), block.bytes.size());
            isOver = !block.size || *block.size == 0;
            block.bytes.resize(block.size.value_or(0));
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [&] { return m_ready.size() < kBlocksAhead; })) {
                return;
            }
            m_ready.push_back(std::move(block));
            m_changed.notify_all();
        }
    }

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Block> m_ready; // guarded by m_mutex
    Block m_current;
    std::size_t m_at = 0;
    bool m_isOver = false;
    std::jthread m_thread; // last: it uses all of the above
};
} // namespace

ByteSource readAhead(ByteSource source)
{
    auto queue = std::make_shared<BlockQueue>(std::move(source));
    return [queue](char *buffer, std::size_t size) { return queue->read(buffer, size); };
}

} // namespace atlas
