#include "core/run/kernelorder.h"

#include <algorithm>
#include <functional>

namespace atlas
{

std::vector<KernelId> kernelsByTime(const Run &run)
{
    std::vector<std::int64_t> times(run.kernelCount());
    for (const KernelRow &row : run.stages().front().rows) {
        times[row.kernel.index()] += row.timing.totalNs;
    }
    std::vector<KernelId> kernels;
    for (std::size_t i = 0; i < run.kernelCount(); ++i) {
        kernels.push_back(makeId<KernelId>(i));
    }
    std::ranges::stable_sort(kernels, std::ranges::greater(), [&](KernelId kernel) { return times[kernel.index()]; });
    return kernels;
}

} // namespace atlas
