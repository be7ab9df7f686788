#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace atlas
{

/// One execution of a kernel, as it is kept with the open run: another choice of stages reads these, not the file.
struct Launch
{
    static constexpr std::uint32_t kNoBlock = static_cast<std::uint32_t>(-1);

    std::int64_t startNs = 0;
    std::uint32_t variant = 0; ///< index in Capture::variants
    /// 32 bits hold 4.2 s; LaunchStore::durationOf() knows the longer ones.
    std::uint32_t shortDurationNs = 0;
    std::uint32_t block = kNoBlock; ///< the innermost range around its launch call: index in Capture::blocks
    std::uint16_t device = 0;       ///< index in Capture::devices
    std::uint16_t stream = 0;       ///< index in Capture::streams
};
static_assert(sizeof(Launch) == 24);

/// Launches in the order they were read, in chunks: it grows without ever holding a second copy.
class LaunchStore
{
public:
    void add(Launch launch, std::int64_t durationNs)
    {
        if (m_chunks.empty() || m_chunks.back().size() == kChunk) {
            m_chunks.emplace_back().reserve(kChunk);
        }
        launch.shortDurationNs = static_cast<std::uint32_t>(durationNs);
        if (durationNs >= kLong) {
            launch.shortDurationNs = kLong;
            m_longDurations.emplace(m_size, durationNs);
        }
        m_chunks.back().push_back(launch);
        ++m_size;
    }

    /// Takes all launches of `other`, which come behind these.
    void append(LaunchStore &&other)
    {
        for (const auto &[index, duration] : other.m_longDurations) {
            m_longDurations.emplace(m_size + index, duration);
        }
        m_size += std::exchange(other.m_size, 0);
        for (std::vector<Launch> &chunk : other.m_chunks) {
            m_chunks.push_back(std::move(chunk));
        }
        other.m_chunks.clear();
    }

    [[nodiscard]] std::size_t size() const { return m_size; }

    /// Calls `visit(index, launch, duration in ns)` for each launch.
    template<class Visitor>
    void forEach(const Visitor &visit) const
    {
        std::size_t index = 0;
        for (const std::vector<Launch> &chunk : m_chunks) {
            for (const Launch &launch : chunk) {
                visit(index, launch, durationOf(index, launch));
                ++index;
            }
        }
    }

    /// Calls `change(index, launch)` for each launch, which may change all but the duration.
    template<class Change>
    void change(const Change &change)
    {
        std::size_t index = 0;
        for (std::vector<Launch> &chunk : m_chunks) {
            for (Launch &launch : chunk) {
                change(index++, launch);
            }
        }
    }

private:
    static constexpr std::size_t kChunk = std::size_t{1} << 16U;
    static constexpr std::uint32_t kLong = static_cast<std::uint32_t>(-1);

    [[nodiscard]] std::int64_t durationOf(std::size_t index, const Launch &launch) const
    {
        return launch.shortDurationNs != kLong ? std::int64_t{launch.shortDurationNs} : m_longDurations.at(index);
    }

    std::vector<std::vector<Launch>> m_chunks;
    std::unordered_map<std::size_t, std::int64_t> m_longDurations; // by index
    std::size_t m_size = 0;
};

} // namespace atlas
