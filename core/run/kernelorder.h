#pragma once

#include "core/run/run.h"

#include <vector>

namespace atlas
{

/// All kernels of `run`, the longest running in its first table first; those that it has not come last, in their order.
[[nodiscard]] std::vector<KernelId> kernelsByTime(const Run &run);

} // namespace atlas
