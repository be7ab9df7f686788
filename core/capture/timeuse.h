#pragma once

#include "core/capture/aggregation.h"
#include "core/capture/capture.h"
#include "core/run/capturesummary.h"

#include <string_view>
#include <vector>

namespace atlas
{

/// Where the time of the whole capture went, from the first start to the last end of anything on a GPU. Of several
/// devices the mean, each over its own time.
[[nodiscard]] TimeUse timeUseOf(const Capture &capture);

/// Where the time of each stage's steps went. A step is one occurrence of the stage's outermost range; its time goes
/// from the first start to the last end of what was launched in it.
[[nodiscard]] std::vector<StepSummary> stepsOf(const Capture &capture, const StageAssignment &assignment);

/// For each block the occurrence of `stage` that it lies in: the outermost block of an unbroken row of the stage's;
/// kNoBlock for blocks in none.
[[nodiscard]] std::vector<std::uint32_t> occurrencesOf(const Capture &capture, const StageAssignment &assignment,
                                                       std::uint32_t stage);

/// Whether a kernel moves data between GPUs, by its name (NCCL, RCCL, NVSHMEM, the frameworks' own all-reduce).
[[nodiscard]] bool isCommunication(std::string_view kernelName);

} // namespace atlas
