#include "core/capture/usability.h"

#include "core/base/format.h"
#include "core/base/text.h"
#include "core/capture/rankspread.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>

namespace atlas
{

namespace
{
constexpr std::size_t kFewestSteps = 3;
constexpr std::size_t kShownName = 60;

std::string shown(std::string_view name)
{
    return "'" + elideMiddle(escapeControls(name), kShownName) + "'";
}

std::string counted(std::int64_t count)
{
    return std::to_string(count);
}

std::optional<CaptureVerdict> wrappedClock(const Capture &capture)
{
    if (capture.wrapped.empty()) {
        return std::nullopt;
    }
    const WrappedKernel &first = capture.wrapped.front();
    return CaptureVerdict{"clock-wrapped",
                          "the clock wrapped in " + counted(static_cast<std::int64_t>(capture.wrapped.size())) +
                              " kernels, the first " + shown(capture.names[first.kernel]) + " with " +
                              first.shownTotal + " ns",
                          "their times, which are left out of every total and share", "all other kernels",
                          "capture again; rocprofv3 of ROCm 6.4 and later corrects the clock"};
}

/// One launch that is more than half of all time, and a thousand times as long as the others of its kernel.
std::optional<CaptureVerdict> oneLongLaunch(const Capture &capture, const Stage &combined)
{
    constexpr double kTimesMedian = 1000.0;
    std::int64_t totalNs = 0;
    for (const KernelRow &row : combined.rows) {
        totalNs += row.timing.totalNs;
    }
    for (const KernelRow &row : combined.rows) {
        const auto longest = static_cast<double>(row.timing.maxNs);
        if (longest > static_cast<double>(totalNs) / 2.0 && longest > kTimesMedian * row.timing.medianNs) {
            return CaptureVerdict{
                "launch-outlier",
                "one launch of " + shown(capture.names[row.kernel]) + " took " + formatDuration(longest) +
                    ", more than half of all time; its median is " + formatDuration(row.timing.medianNs),
                "every share, and this kernel's total and average", "medians, and totals of the other kernels",
                "capture again, without the first iterations"};
        }
    }
    return std::nullopt;
}

std::optional<CaptureVerdict> windowCut(const Capture &capture)
{
    constexpr double kTolerated = 0.1;
    const auto all = static_cast<double>(capture.launches.size());
    if (!capture.hasRanges || static_cast<double>(capture.withoutCall) <= kTolerated * all) {
        return std::nullopt;
    }
    return CaptureVerdict{"window-cut",
                          formatPercent(static_cast<double>(capture.withoutCall) / all) +
                              " of the launches were called before the file begins",
                          "stages and steps: those launches are in none", "the table of the whole capture",
                          "capture a longer window, or begin it with --capture-range=nvtx"};
}

std::optional<CaptureVerdict> hiddenByGraphs(const Capture &capture)
{
    std::int64_t graphs = 0;
    std::int64_t graphNs = 0;
    for (const DeviceInterval &interval : capture.intervals) {
        graphs += interval.isGraph ? 1 : 0;
        graphNs += interval.isGraph ? interval.endNs - interval.startNs : 0;
    }
    if (graphs == 0) {
        return std::nullopt;
    }
    return CaptureVerdict{"graphs-hide-kernels",
                          "kernel table incomplete: " + counted(graphs) +
                              " CUDA graphs were traced whole and their kernels are not in the file; the graphs took " +
                              formatDuration(static_cast<double>(graphNs)),
                          "every share, and all kernels that run in graphs",
                          "kernels outside graphs, and the wall time", "nsys profile --cuda-graph-trace=node"};
}

/// Numbers of ranks that the job had (by its size, else by the greatest number met) and the capture has not.
std::vector<std::int64_t> missingRanks(const Capture &capture)
{
    constexpr std::int64_t kMostRanks = 65'536;
    std::set<std::int64_t> numbers;
    for (const std::string &device : capture.devices) {
        if (const std::optional<std::int64_t> number = rankNumber(device)) {
            numbers.insert(*number);
        }
    }
    if (numbers.empty() && capture.rank && capture.worldSize > 1) {
        numbers.insert(*capture.rank);
    }
    std::vector<std::int64_t> missing;
    const std::int64_t size = numbers.empty() ? 0 : std::max(capture.worldSize, *numbers.rbegin() + 1);
    for (std::int64_t rank = 0; rank < std::min(size, kMostRanks); ++rank) {
        if (!numbers.contains(rank)) {
            missing.push_back(rank);
        }
    }
    return missing;
}

std::optional<CaptureVerdict> ranksMissing(const Capture &capture)
{
    constexpr std::size_t kMostListed = 8;
    const std::vector<std::int64_t> missing = missingRanks(capture);
    if (missing.empty()) {
        return std::nullopt;
    }
    std::string list;
    for (std::size_t i = 0; i < std::min(missing.size(), kMostListed); ++i) {
        list += (i == 0 ? "" : ", ") + std::to_string(missing[i]);
    }
    list += missing.size() > kMostListed ? ", …" : "";
    return CaptureVerdict{"ranks-missing",
                          (missing.size() == 1 ? "rank " : "ranks ") + list + " of the job " +
                              (missing.size() == 1 ? "is" : "are") + " not in the capture",
                          "the slowest rank, the spread over ranks, and how long communication waits",
                          "times on the ranks that are there", "open the folder with the files of all ranks"};
}

/// GPUs that did far less than the others: part of their launches is missing, or the work was not even.
std::optional<CaptureVerdict> unevenRanks(const Capture &capture)
{
    constexpr double kFewest = 0.5; // of the median
    const std::vector<std::uint16_t> devices = rankDevices(capture);
    if (devices.size() < 2) {
        return std::nullopt;
    }
    std::vector<std::int64_t> launches(capture.devices.size());
    capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t) { ++launches[launch.device]; });
    std::vector<std::int64_t> sorted;
    for (const std::uint16_t device : devices) {
        sorted.push_back(launches[device]);
    }
    std::ranges::sort(sorted);
    const std::int64_t median = sorted[sorted.size() / 2];
    const auto few = std::ranges::find_if(devices, [&](std::uint16_t device) {
        return static_cast<double>(launches[device]) < kFewest * static_cast<double>(median);
    });
    if (few == devices.end()) {
        return std::nullopt;
    }
    return CaptureVerdict{"ranks-uneven",
                          shown(capture.devices[*few]) + " has " + counted(launches[*few]) +
                              " launches where others have " + counted(median),
                          "the median over GPUs and the spread", "the table of each GPU (--stages device)",
                          "see that all ranks were captured for the same time"};
}

std::optional<CaptureVerdict> fewSteps(const std::vector<StepSummary> &steps)
{
    const auto few = std::ranges::find_if(steps, [](const StepSummary &each) { return each.steps < kFewestSteps; });
    if (few == steps.end()) {
        return std::nullopt;
    }
    return CaptureVerdict{"few-steps",
                          "stage " + few->stage + " has only " + std::to_string(few->steps) +
                              (few->steps == 1 ? " step" : " steps"),
                          "how steps vary, and whether one was a warm-up", "times of the kernels within the steps",
                          "capture at least " + std::to_string(kFewestSteps) + " steps behind a warm-up"};
}

std::optional<CaptureVerdict> overlapsOnStreams(const Capture &capture)
{
    std::vector<std::int64_t> endNs(capture.streams.size(), std::numeric_limits<std::int64_t>::min());
    std::vector<std::int64_t> startNs = endNs;
    std::int64_t overlaps = 0;
    bool isInOrder = true;
    capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t durationNs) {
        if (launch.stream < endNs.size()) {
            isInOrder = isInOrder && launch.startNs >= startNs[launch.stream];
            overlaps += launch.startNs < endNs[launch.stream] ? 1 : 0;
            startNs[launch.stream] = launch.startNs;
            endNs[launch.stream] = std::max(endNs[launch.stream], launch.startNs + durationNs);
        }
    });
    if (!isInOrder || overlaps == 0) {
        return std::nullopt;
    }
    return CaptureVerdict{"streams-overlap",
                          counted(overlaps) +
                              " kernels begin on their stream before the one ahead of them ends (programmatic "
                              "dependent launch, or graph branches)",
                          "sums of kernel times: they exceed the wall time, and durations include waiting",
                          "busy and idle time, which count each moment once", ""};
}

/// Kernels that are steady within a quarter of the capture, but another speed in the last than in the first.
std::optional<CaptureVerdict> driftingClock(const Capture &capture)
{
    constexpr std::int64_t kFewest = 40;
    constexpr double kDrift = 0.05;
    constexpr double kSteady = 0.1; // deviation within a quarter, of its mean
    struct Quarter
    {
        double launches = 0.0;
        double sumNs = 0.0;
        double squares = 0.0;

        [[nodiscard]] bool isSteady() const
        {
            const double mean = sumNs / launches;
            return squares / launches - mean * mean < kSteady * kSteady * mean * mean;
        }
    };
    std::vector<std::int64_t> counts(capture.variants.size());
    capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t) { ++counts[launch.variant]; });
    std::vector<Quarter> first(counts.size());
    std::vector<Quarter> last(counts.size());
    std::vector<std::int64_t> seen(counts.size());
    double allNs = 0.0;
    capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t durationNs) {
        const std::int64_t rank = seen[launch.variant]++;
        const std::int64_t quarter = counts[launch.variant] / 4;
        Quarter *const into = rank < quarter                             ? &first[launch.variant]
                              : rank >= counts[launch.variant] - quarter ? &last[launch.variant]
                                                                         : nullptr;
        if (into != nullptr) {
            const auto ns = static_cast<double>(durationNs);
            into->launches += 1.0;
            into->sumNs += ns;
            into->squares += ns * ns;
        }
        allNs += static_cast<double>(durationNs);
    });
    double slowerNs = 0.0;
    double fasterNs = 0.0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] < kFewest || first[i].sumNs <= 0.0 || !first[i].isSteady() || !last[i].isSteady()) {
            continue;
        }
        const double ratio = last[i].sumNs / first[i].sumNs;
        slowerNs += ratio > 1.0 + kDrift ? 2.0 * (first[i].sumNs + last[i].sumNs) : 0.0;
        fasterNs += ratio < 1.0 - kDrift ? 2.0 * (first[i].sumNs + last[i].sumNs) : 0.0;
    }
    if (std::max(slowerNs, fasterNs) < allNs / 2.0) {
        return std::nullopt;
    }
    return CaptureVerdict{
        "clock-drift",
        "kernels with " + formatPercent(std::min(1.0, std::max(slowerNs, fasterNs) / allNs)) + " of the time are " +
            (slowerNs > fasterNs ? "slower" : "faster") + " by more than 5 % in the last quarter than in the first",
        "comparisons with other captures: the GPU's clock changed meanwhile", "shares within this capture",
        "warm the GPU up first, or lock its clock (nvidia-smi --lock-gpu-clocks)"};
}
} // namespace

std::vector<CaptureVerdict> judgeCapture(const Capture &capture, const Stage &combined,
                                         const std::vector<StepSummary> &steps)
{
    std::vector<CaptureVerdict> verdicts;
    for (const std::optional<CaptureVerdict> &verdict :
         {wrappedClock(capture), oneLongLaunch(capture, combined), windowCut(capture), hiddenByGraphs(capture),
          ranksMissing(capture), unevenRanks(capture), fewSteps(steps), overlapsOnStreams(capture),
          driftingClock(capture)}) {
        if (verdict) {
            verdicts.push_back(*verdict);
        }
    }
    return verdicts;
}

} // namespace atlas
