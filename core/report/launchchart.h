#pragma once

#include "core/report/chart.h"
#include "core/run/distribution.h"

namespace atlas
{

/// The launch times of one kernel as columns over a logarithmic axis, launches upwards, with median, p95 and p99 as
/// lines. Bins of the histogram are joined as far as columns of some pixels need; each column's tooltip says its
/// launches and times. Empty for no launches.
[[nodiscard]] Chart launchHistogram(const LaunchDistribution &distribution, double medianNs, double width);

} // namespace atlas
