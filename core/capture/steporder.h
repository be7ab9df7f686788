#pragma once

#include "core/capture/aggregation.h"
#include "core/capture/capture.h"
#include "core/run/capturesummary.h"

#include <vector>

namespace atlas
{

/// For each stage with steps, the kernels of one step in the order they ran: of the step in the middle of those that
/// have the usual number of launches, on its busiest GPU. Steps of more than 100,000 launches are left out.
[[nodiscard]] std::vector<StepOrder> stepOrdersOf(const Capture &capture, const StageAssignment &assignment);

} // namespace atlas
