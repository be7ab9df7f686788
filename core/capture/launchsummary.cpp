#include "core/capture/launchsummary.h"

#include <algorithm>
#include <cmath>

namespace atlas
{

namespace
{
/// Puts the value of rank `rank` (from 0) at its place, given that all ranks below `sorted` are at theirs.
std::int64_t selectRank(std::span<std::int64_t> durations, std::size_t sorted, std::size_t rank)
{
    const auto at = [&](std::size_t place) { return durations.begin() + static_cast<std::ptrdiff_t>(place); };
    std::nth_element(at(sorted), at(rank), durations.end());
    return durations[rank];
}

/// The nearest rank (from 0) of a percentile: the least value that so many percent do not exceed.
std::size_t rankOf(std::size_t percent, std::size_t count)
{
    return (count * percent + 99) / 100 - 1;
}

double deviation(std::span<const std::int64_t> durations, double mean)
{
    double squares = 0.0;
    for (const std::int64_t duration : durations) {
        const double distance = static_cast<double>(duration) - mean;
        squares += distance * distance;
    }
    return durations.size() > 1 ? std::sqrt(squares / static_cast<double>(durations.size() - 1)) : 0.0;
}
} // namespace

LaunchSummary summarise(std::span<std::int64_t> durations)
{
    LaunchSummary summary;
    KernelTiming &timing = summary.timing;
    timing.instances = static_cast<std::int64_t>(durations.size());
    timing.minNs = durations.front();
    timing.maxNs = durations.front();
    for (const std::int64_t duration : durations) {
        timing.totalNs += duration;
        timing.minNs = std::min(timing.minNs, duration);
        timing.maxNs = std::max(timing.maxNs, duration);
    }
    timing.standardDeviationNs = deviation(durations, timing.averageNs());
    const std::size_t middle = durations.size() / 2;
    const std::int64_t upper = selectRank(durations, 0, middle);
    const std::int64_t lower =
        durations.size() % 2 == 1
            ? upper
            : *std::max_element(durations.begin(), durations.begin() + static_cast<std::ptrdiff_t>(middle));
    timing.medianNs = (static_cast<double>(lower) + static_cast<double>(upper)) / 2.0;
    const std::size_t rank95 = std::max(middle, rankOf(95, durations.size()));
    summary.p95Ns = static_cast<double>(selectRank(durations, middle, rank95));
    summary.p99Ns = static_cast<double>(selectRank(durations, rank95, std::max(rank95, rankOf(99, durations.size()))));
    return summary;
}

} // namespace atlas
