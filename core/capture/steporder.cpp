#include "core/capture/steporder.h"

#include "core/capture/timeuse.h"

#include <algorithm>
#include <map>
#include <utility>

namespace atlas
{

namespace
{
constexpr std::size_t kMostLaunches = 100'000;

using Occurrence = std::pair<std::uint32_t, std::uint16_t>; ///< block and device

/// The occurrence in the middle of those with the number of launches that most of them have.
Occurrence usualOccurrence(const std::map<Occurrence, std::size_t> &counts)
{
    std::map<std::size_t, std::vector<Occurrence>> byCount;
    for (const auto &[occurrence, count] : counts) {
        byCount[count].push_back(occurrence);
    }
    const auto usual = std::ranges::max_element(
        byCount, {}, [](const auto &each) { return std::pair(each.second.size(), each.first); });
    return usual->second[usual->second.size() / 2];
}
} // namespace

std::vector<StepOrder> stepOrdersOf(const Capture &capture, const StageAssignment &assignment)
{
    std::vector<StepOrder> orders;
    for (std::size_t stage = 0; stage < assignment.stages.size() && !assignment.stageOfBlock.empty(); ++stage) {
        const std::vector<std::uint32_t> occurrences =
            occurrencesOf(capture, assignment, static_cast<std::uint32_t>(stage));
        std::map<Occurrence, std::size_t> counts;
        const auto occurrenceOf = [&](const Launch &launch) {
            return Occurrence{launch.block != Launch::kNoBlock ? occurrences[launch.block] : Launch::kNoBlock,
                              launch.device};
        };
        capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t) {
            if (const Occurrence occurrence = occurrenceOf(launch); occurrence.first != Launch::kNoBlock) {
                ++counts[occurrence];
            }
        });
        if (counts.empty()) {
            continue;
        }
        const Occurrence chosen = usualOccurrence(counts);
        if (counts[chosen] > kMostLaunches) {
            continue;
        }
        std::vector<std::pair<std::int64_t, KernelId>> launches;
        capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t) {
            if (occurrenceOf(launch) == chosen) {
                launches.emplace_back(launch.startNs, capture.variants[launch.variant].kernel);
            }
        });
        std::ranges::stable_sort(launches, {}, &std::pair<std::int64_t, KernelId>::first);
        StepOrder order{assignment.stages[stage].name, {}};
        std::ranges::transform(launches, std::back_inserter(order.kernels), &std::pair<std::int64_t, KernelId>::second);
        orders.push_back(std::move(order));
    }
    return orders;
}

} // namespace atlas
