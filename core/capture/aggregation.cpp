#include "core/capture/aggregation.h"

#include "core/capture/launchsummary.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <span>
#include <thread>

namespace atlas
{

namespace
{
/// Fewer launches than this are summed faster than a thread starts.
constexpr std::size_t kLaunchesWorthAThread = 50'000;

/// Durations of all launches, those of one stage and variant behind each other.
class SortedDurations
{
public:
    SortedDurations(const Capture &capture, const StageAssignment &assignment)
        : m_variantCount(capture.variants.size()), m_ends((assignment.stages.size() + 1) * m_variantCount)
    {
        const auto none = static_cast<std::uint32_t>(assignment.stages.size());
        const auto groupOf = [&](const Launch &launch) {
            const std::uint32_t stage = std::min(assignment.of(launch), none);
            return stage * m_variantCount + launch.variant;
        };
        capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t) { ++m_ends[groupOf(launch)]; });
        std::exclusive_scan(m_ends.begin(), m_ends.end(), m_ends.begin(), std::size_t{0});
        m_durations.resize(capture.launches.size());
        // Filling moves each group's begin to its end, which is where the next one begins.
        capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t duration) {
            m_durations[m_ends[groupOf(launch)]++] = duration;
        });
    }

    /// Durations of one stage (the number of stages means none) and variant.
    [[nodiscard]] std::span<const std::int64_t> of(std::size_t stage, std::size_t variant) const
    {
        const std::size_t group = stage * m_variantCount + variant;
        const std::size_t begin = group > 0 ? m_ends[group - 1] : 0;
        return {m_durations.data() + begin, m_ends[group] - begin};
    }

private:
    std::size_t m_variantCount;
    std::vector<std::size_t> m_ends; // by group
    std::vector<std::int64_t> m_durations;
};

/// Variants by kernel.
std::vector<std::vector<std::uint32_t>> variantsByKernel(const Capture &capture)
{
    std::vector<std::vector<std::uint32_t>> variants(capture.names.size());
    for (std::size_t i = 0; i < capture.variants.size(); ++i) {
        variants[capture.variants[i].kernel.index()].push_back(static_cast<std::uint32_t>(i));
    }
    return variants;
}

/// The launches of each kernel by the framework's operations.
std::vector<std::vector<const VariantOperation *>> operationsByKernel(const Capture &capture)
{
    std::vector<std::vector<const VariantOperation *>> uses(capture.names.size());
    for (const VariantOperation &use : capture.variantOperations) {
        uses[capture.variants[use.variant].kernel.index()].push_back(&use);
    }
    return uses;
}

/// One kernel of one table, if it ran there.
struct KernelResult
{
    KernelTiming timing;
    LaunchDistribution distribution;
};

/// Sums the launches of the stages `members` kernel by kernel.
class TableMaker
{
public:
    TableMaker(const Capture &capture, const StageAssignment &assignment, bool withDistributions)
        : m_capture(capture), m_assignment(assignment), m_durations(capture, assignment),
          m_variants(variantsByKernel(capture)), m_operations(operationsByKernel(capture)),
          m_withDistributions(withDistributions)
    {
    }

    [[nodiscard]] Stage make(std::string name, const std::vector<std::size_t> &members) const
    {
        std::vector<KernelResult> results(m_variants.size());
        std::atomic<std::size_t> next = 0;
        const auto work = [&] {
            std::vector<std::int64_t> scratch;
            for (std::size_t kernel = next++; kernel < results.size(); kernel = next++) {
                results[kernel] = summed(kernel, members, scratch);
            }
        };
        const std::size_t threads =
            m_capture.launches.size() < kLaunchesWorthAThread ? 1 : std::max(1U, std::thread::hardware_concurrency());
        {
            std::vector<std::jthread> others;
            for (std::size_t i = 1; i < threads; ++i) {
                others.emplace_back(work);
            }
            work();
        }
        return tableOf(std::move(name), results);
    }

private:
    [[nodiscard]] KernelResult summed(std::size_t kernel, const std::vector<std::size_t> &members,
                                      std::vector<std::int64_t> &scratch) const
    {
        KernelResult result;
        std::vector<std::int64_t> all;
        for (const std::uint32_t variant : m_variants[kernel]) {
            scratch.clear();
            for (const std::size_t stage : members) {
                const std::span<const std::int64_t> part = m_durations.of(stage, variant);
                scratch.insert(scratch.end(), part.begin(), part.end());
            }
            if (scratch.empty()) {
                continue;
            }
            if (m_withDistributions) {
                const LaunchVariant &shapes = m_capture.variants[variant];
                const LaunchSummary summary = summarise(scratch);
                result.distribution.variants.push_back(
                    {shapes.grid, shapes.block, summary.timing, Histogram::of(scratch)});
            }
            if (m_variants[kernel].size() == 1) {
                all.swap(scratch);
            } else {
                all.insert(all.end(), scratch.begin(), scratch.end());
            }
        }
        finish(result, all);
        if (m_withDistributions && !all.empty()) {
            result.distribution.operations = operationsOf(kernel, members);
        }
        scratch.swap(all); // its memory serves the next kernel
        return result;
    }

    void finish(KernelResult &result, std::vector<std::int64_t> &all) const
    {
        if (all.empty()) {
            return;
        }
        const LaunchSummary summary = summarise(all);
        result.timing = summary.timing;
        if (!m_withDistributions) {
            return;
        }
        LaunchDistribution &distribution = result.distribution;
        distribution.p95Ns = summary.p95Ns;
        distribution.p99Ns = summary.p99Ns;
        distribution.histogram = Histogram::of(all);
        std::ranges::stable_sort(distribution.variants, std::greater(),
                                 [](const VariantTiming &variant) { return variant.timing.totalNs; });
    }

    [[nodiscard]] std::vector<OperationUse> operationsOf(std::size_t kernel,
                                                         const std::vector<std::size_t> &members) const
    {
        std::map<std::uint32_t, OperationUse> sums;
        for (const VariantOperation *use : m_operations[kernel]) {
            Launch launch;
            launch.block = use->block;
            const std::size_t stage = std::min<std::size_t>(m_assignment.of(launch), m_assignment.stages.size());
            if (!std::ranges::contains(members, stage)) {
                continue;
            }
            const Operation &operation = m_capture.operations[use->operation];
            OperationUse &sum =
                sums.try_emplace(use->operation, operation.name, operation.inputDims, operation.inputTypes, 0, 0)
                    .first->second;
            sum.launches += use->launches;
            sum.totalNs += use->totalNs;
        }
        std::vector<OperationUse> uses;
        for (auto &[operation, use] : sums) {
            uses.push_back(std::move(use));
        }
        std::ranges::stable_sort(uses, std::greater(), &OperationUse::totalNs);
        return uses;
    }

    [[nodiscard]] Stage tableOf(std::string name, std::vector<KernelResult> &results) const
    {
        Stage stage;
        stage.name = std::move(name);
        auto distributions = std::make_shared<Distributions>(results.size());
        for (std::size_t kernel = 0; kernel < results.size(); ++kernel) {
            if (results[kernel].timing.instances == 0) {
                continue;
            }
            stage.rows.push_back({makeId<KernelId>(kernel), results[kernel].timing});
            if (m_withDistributions) {
                distributions->set(makeId<KernelId>(kernel), std::move(results[kernel].distribution));
            }
        }
        if (m_withDistributions) {
            stage.distributions = std::move(distributions);
        }
        return stage;
    }

    const Capture &m_capture;
    const StageAssignment &m_assignment;
    SortedDurations m_durations;
    std::vector<std::vector<std::uint32_t>> m_variants;              // by kernel
    std::vector<std::vector<const VariantOperation *>> m_operations; // by kernel
    bool m_withDistributions;
};
} // namespace

bool StageAssignment::isWithin(std::uint32_t stage, std::uint32_t outer) const
{
    while (stage != outer && stage != kNone) {
        stage = stages[stage].outer;
    }
    return stage == outer;
}

std::vector<Stage> aggregate(const Capture &capture, const StageAssignment &assignment, bool withDistributions)
{
    const TableMaker maker(capture, assignment, withDistributions);
    const std::size_t none = assignment.stages.size();
    std::vector<std::size_t> members(none + 1);
    std::ranges::iota(members, std::size_t{0});
    std::vector<Stage> tables = {maker.make("combined", members)};
    tables.front().isCombined = true;
    for (std::size_t stage = 0; stage < none; ++stage) {
        members.clear();
        for (std::size_t inner = 0; inner < none; ++inner) {
            if (assignment.isWithin(static_cast<std::uint32_t>(inner), static_cast<std::uint32_t>(stage))) {
                members.push_back(inner);
            }
        }
        tables.push_back(maker.make(assignment.stages[stage].name, members));
    }
    if (none > 0) {
        if (Stage rest = maker.make(std::string(kUnattributed), {none}); !rest.rows.empty()) {
            tables.push_back(std::move(rest));
        }
    }
    return tables;
}

} // namespace atlas
