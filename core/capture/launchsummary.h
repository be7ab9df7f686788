#pragma once

#include "core/run/run.h"

#include <cstdint>
#include <span>

namespace atlas
{

/// Exact figures of a set of launches.
struct LaunchSummary
{
    KernelTiming timing;
    double p95Ns = 0.0; ///< nearest rank
    double p99Ns = 0.0;
};

/// Summarises durations (at least one), which are put in another order: median of an even number is the mean of the
/// middle two, the deviation is that of a sample and 0 for one launch.
[[nodiscard]] LaunchSummary summarise(std::span<std::int64_t> durations);

} // namespace atlas
