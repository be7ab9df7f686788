#pragma once

#include "core/capture/aggregation.h"
#include "core/capture/capture.h"
#include "core/run/capturesummary.h"

#include <vector>

namespace atlas
{

/// Whether a capture can carry conclusions: what was found, what it spoils, what holds, and how to capture without it.
/// `steps` are those of the stages chosen, `combined` the table of all launches.
[[nodiscard]] std::vector<CaptureVerdict> judgeCapture(const Capture &capture, const Stage &combined,
                                                       const std::vector<StepSummary> &steps);

} // namespace atlas
