#include "core/capture/timeuse.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <tuple>

namespace atlas
{

namespace
{
/// What an interval on a GPU is, the most useful first: time is exposed where nothing before it runs.
enum class Work : std::uint8_t
{
    Compute,
    Communication,
    Copy
};

struct Busy
{
    std::uint32_t group = 0; ///< what is looked at on its own: a device, or a step
    Work work = Work::Compute;
    std::int64_t startNs = 0;
    std::int64_t endNs = 0;
};

/// Length of a union of intervals that come by start.
class Union
{
public:
    void add(std::int64_t startNs, std::int64_t endNs)
    {
        const std::int64_t from = std::max(startNs, m_endNs);
        m_lengthNs += std::max<std::int64_t>(endNs - from, 0);
        m_endNs = std::max(m_endNs, endNs);
    }
    [[nodiscard]] std::int64_t lengthNs() const { return m_lengthNs; }

private:
    std::int64_t m_endNs = std::numeric_limits<std::int64_t>::min() / 2;
    std::int64_t m_lengthNs = 0;
};

/// Of intervals by start, at least one.
TimeUse useOf(std::span<const Busy> intervals)
{
    TimeUse use;
    Union compute;
    Union kernels;
    Union all;
    std::int64_t endNs = intervals.front().endNs;
    for (const Busy &busy : intervals) {
        all.add(busy.startNs, busy.endNs);
        if (busy.work != Work::Copy) {
            kernels.add(busy.startNs, busy.endNs);
            use.kernelNs += busy.endNs - busy.startNs;
        }
        if (busy.work == Work::Compute) {
            compute.add(busy.startNs, busy.endNs);
        }
        endNs = std::max(endNs, busy.endNs);
    }
    use.wallNs = endNs - intervals.front().startNs;
    use.busyNs = all.lengthNs();
    use.idleNs = use.wallNs - use.busyNs;
    use.computeNs = compute.lengthNs();
    use.exposedCommNs = kernels.lengthNs() - use.computeNs;
    use.exposedCopyNs = use.busyNs - kernels.lengthNs();
    return use;
}

/// All intervals of a group each, by group and start.
std::vector<TimeUse> usesOf(std::vector<Busy> intervals)
{
    const auto byStart = [](const Busy &a, const Busy &b) {
        return std::tie(a.group, a.startNs) < std::tie(b.group, b.startNs);
    };
    if (!std::ranges::is_sorted(intervals, byStart)) {
        std::ranges::sort(intervals, byStart);
    }
    std::vector<TimeUse> uses;
    for (auto first = intervals.begin(); first != intervals.end();) {
        const auto last =
            std::find_if(first, intervals.end(), [&](const Busy &busy) { return busy.group != first->group; });
        uses.push_back(useOf({first, last}));
        first = last;
    }
    return uses;
}

constexpr std::array kMembers = {&TimeUse::wallNs,    &TimeUse::busyNs,        &TimeUse::idleNs,
                                 &TimeUse::computeNs, &TimeUse::exposedCommNs, &TimeUse::exposedCopyNs,
                                 &TimeUse::kernelNs};

TimeUse meanOf(const std::vector<TimeUse> &uses)
{
    TimeUse mean;
    for (const auto member : kMembers) {
        for (const TimeUse &use : uses) {
            mean.*member += use.*member;
        }
        mean.*member /= std::max<std::int64_t>(static_cast<std::int64_t>(uses.size()), 1);
    }
    mean.idleNs = mean.wallNs - mean.busyNs; // as rounded
    return mean;
}

TimeUse medianOf(const std::vector<TimeUse> &uses)
{
    TimeUse median;
    for (const auto member : kMembers) {
        std::vector<std::int64_t> values;
        for (const TimeUse &use : uses) {
            values.push_back(use.*member);
        }
        std::ranges::sort(values);
        const std::size_t middle = values.size() / 2;
        median.*member = values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
    return median;
}

std::vector<bool> communicationByKernel(const Capture &capture)
{
    std::vector<bool> communicates;
    for (std::size_t i = 0; i < capture.names.size(); ++i) {
        communicates.push_back(isCommunication(capture.names[makeId<KernelId>(i)]));
    }
    return communicates;
}

/// Calls `visit(block, device, busy)` for everything that ran on a GPU.
template<class Visitor>
void forEachBusy(const Capture &capture, const Visitor &visit)
{
    const std::vector<bool> communicates = communicationByKernel(capture);
    capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t durationNs) {
        const bool isCommunicating = communicates[capture.variants[launch.variant].kernel.index()];
        visit(launch.block, launch.device,
              Busy{0, isCommunicating ? Work::Communication : Work::Compute, launch.startNs,
                   launch.startNs + durationNs});
    });
    for (const DeviceInterval &interval : capture.intervals) {
        visit(interval.block, interval.device,
              Busy{0, interval.isGraph ? Work::Compute : Work::Copy, interval.startNs, interval.endNs});
    }
}
} // namespace

std::vector<std::uint32_t> occurrencesOf(const Capture &capture, const StageAssignment &assignment, std::uint32_t stage)
{
    std::vector<std::uint32_t> occurrences(capture.blocks.size(), Launch::kNoBlock);
    for (std::size_t i = 0; i < occurrences.size(); ++i) {
        if (assignment.stageOfBlock[i] == StageAssignment::kNone ||
            !assignment.isWithin(assignment.stageOfBlock[i], stage)) {
            continue;
        }
        const std::uint32_t parent = capture.blocks[i].parent;
        const bool goesOn = parent != Launch::kNoBlock && occurrences[parent] != Launch::kNoBlock;
        occurrences[i] = goesOn ? occurrences[parent] : static_cast<std::uint32_t>(i);
    }
    return occurrences;
}

bool isCommunication(std::string_view kernelName)
{
    constexpr std::array<std::string_view, 12> kWords = {
        "nccldev",        "ncclkernel",    "rccl",       "nvshmem",   "all_reduce",          "allreduce",
        "reduce_scatter", "reducescatter", "all_gather", "allgather", "cross_device_reduce", "deep_ep"};
    const std::string lower = toLowerAscii(kernelName);
    return std::ranges::any_of(kWords, [&](std::string_view word) { return lower.contains(word); });
}

TimeUse timeUseOf(const Capture &capture)
{
    std::vector<Busy> intervals;
    intervals.reserve(capture.launches.size() + capture.intervals.size());
    forEachBusy(capture, [&](std::uint32_t, std::uint16_t device, Busy busy) {
        busy.group = device;
        intervals.push_back(busy);
    });
    return meanOf(usesOf(std::move(intervals)));
}

namespace
{
/// The uses of one stage's steps by device: each occurrence on each device.
std::map<std::uint16_t, std::vector<TimeUse>>
usesByDevice(const Capture &capture, const std::vector<std::uint32_t> &occurrences, std::size_t &steps)
{
    std::map<std::uint16_t, std::vector<Busy>> intervals;
    forEachBusy(capture, [&](std::uint32_t block, std::uint16_t device, Busy busy) {
        if (block != Launch::kNoBlock && occurrences[block] != Launch::kNoBlock) {
            busy.group = occurrences[block];
            intervals[device].push_back(busy);
        }
    });
    std::set<std::uint32_t> met;
    std::map<std::uint16_t, std::vector<TimeUse>> uses;
    for (auto &[device, busy] : intervals) {
        std::ranges::transform(busy, std::inserter(met, met.end()), &Busy::group);
        uses[device] = usesOf(std::move(busy));
    }
    steps = met.size();
    return uses;
}

/// Half of the way from the fastest to the slowest device's median wall time, of the median of all.
double spreadOf(const std::map<std::uint16_t, std::vector<TimeUse>> &uses, std::int64_t medianNs)
{
    std::vector<std::int64_t> walls;
    for (const auto &[device, own] : uses) {
        walls.push_back(medianOf(own).wallNs);
    }
    const auto [least, most] = std::ranges::minmax(walls);
    return medianNs > 0 ? static_cast<double>(most - least) / 2.0 / static_cast<double>(medianNs) : 0.0;
}
} // namespace

std::vector<StepSummary> stepsOf(const Capture &capture, const StageAssignment &assignment)
{
    std::vector<StepSummary> summaries;
    if (assignment.stageOfBlock.empty()) {
        return summaries;
    }
    for (std::size_t stage = 0; stage < assignment.stages.size(); ++stage) {
        std::size_t steps = 0;
        const std::map<std::uint16_t, std::vector<TimeUse>> byDevice =
            usesByDevice(capture, occurrencesOf(capture, assignment, static_cast<std::uint32_t>(stage)), steps);
        std::vector<TimeUse> all;
        for (const auto &[device, own] : byDevice) {
            all.insert(all.end(), own.begin(), own.end());
        }
        if (all.empty()) {
            continue;
        }
        const std::size_t files = std::max<std::size_t>(capture.files, 1);
        StepSummary summary{
            assignment.stages[stage].name, (steps + files - 1) / files, 0, all.size(), medianOf(all), meanOf(all), 0.0};
        const auto met = static_cast<std::size_t>(assignment.stages[stage].occurrences);
        summary.of = std::max(summary.steps, (met + files - 1) / files);
        summary.rankSpread = byDevice.size() > 1 ? spreadOf(byDevice, summary.median.wallNs) : 0.0;
        summaries.push_back(std::move(summary));
    }
    return summaries;
}

} // namespace atlas
