#include "core/run/graphwatch.h"

#include "core/base/text.h"
#include "core/run/numbertext.h"

#include <algorithm>

namespace atlas
{

namespace
{
std::string normalised(std::string_view heading)
{
    std::string text = toLowerAscii(trimmed(heading));
    std::erase(text, ' ');
    return text;
}
} // namespace

void GraphWatch::begin(std::span<const std::string_view> headings)
{
    m_nameAt = m_callsAt = kAbsent;
    for (std::size_t i = 0; i < headings.size(); ++i) {
        const std::string heading = normalised(headings[i]);
        m_nameAt = heading == "name" ? i : m_nameAt;
        m_callsAt = heading == "numcalls" || heading == "calls" ? i : m_callsAt;
    }
}

void GraphWatch::row(std::span<const std::string_view> cells)
{
    if (m_nameAt >= cells.size() || m_callsAt >= cells.size()) {
        return;
    }
    const std::string_view name = trimmed(cells[m_nameAt]);
    const bool launchesGraph = name.starts_with("cudaGraphLaunch") || name.starts_with("cuGraphLaunch");
    const bool launchesKernel = name.starts_with("cudaLaunchKernel") || name.starts_with("cuLaunchKernel") ||
                                name.starts_with("cudaLaunchCooperativeKernel") ||
                                name.starts_with("cuLaunchCooperativeKernel");
    if (!launchesGraph && !launchesKernel) {
        return;
    }
    std::int64_t &calls = launchesGraph ? m_graphLaunches : m_kernelLaunches;
    std::int64_t sum = 0;
    if (const auto count = parseCount(trimmed(cells[m_callsAt]));
        count && !__builtin_add_overflow(calls, *count, &sum)) {
        calls = sum;
    }
}

std::optional<std::string> GraphWatch::remark(std::int64_t instances) const
{
    // Traced by node, each launch of a graph brings at least one kernel.
    std::int64_t launches = 0;
    if (m_graphLaunches == 0 || __builtin_add_overflow(m_kernelLaunches, m_graphLaunches, &launches) ||
        instances >= launches) {
        return std::nullopt;
    }
    return "cudaGraphLaunch was called " + std::to_string(m_graphLaunches) + " times, but the kernel table has only " +
           std::to_string(instances) +
           " launches: kernels inside of CUDA graphs are not in it. Profile again with nsys profile "
           "--cuda-graph-trace=node";
}

} // namespace atlas
