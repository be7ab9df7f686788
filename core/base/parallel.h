#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace atlas
{

/// Splits 0..count into one range a core and calls `work(begin, end, part)` for each, on several threads when there are
/// at least `worthIt` items. Returns when all are done. `work` must not throw. The number of parts is partCount(count,
/// worthIt).
[[nodiscard]] inline std::size_t partCount(std::size_t count, std::size_t worthIt)
{
    const std::size_t cores = std::max<std::size_t>(std::thread::hardware_concurrency(), 1);
    return count < worthIt ? 1 : std::min(cores, count);
}

inline void forEachPart(std::size_t count, std::size_t worthIt,
                        const std::function<void(std::size_t begin, std::size_t end, std::size_t part)> &work)
{
    const std::size_t parts = partCount(count, worthIt);
    std::vector<std::jthread> threads;
    threads.reserve(parts);
    for (std::size_t part = 1; part < parts; ++part) {
        threads.emplace_back(
            [&work, count, parts, part] { work(count * part / parts, count * (part + 1) / parts, part); });
    }
    work(0, count / parts, 0);
}

} // namespace atlas
