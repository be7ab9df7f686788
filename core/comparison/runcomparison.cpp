#include "core/comparison/runcomparison.h"

#include "core/base/spelling.h"
#include "core/comparison/stagecomparer.h"

#include <algorithm>
#include <atomic>
#include <deque>
#include <thread>

namespace atlas
{

namespace
{
constexpr std::size_t kLeastRuns = 3;
/// Rows in all tables from which a second thread is worth its start.
constexpr std::size_t kWorthThreads = 5'000;
/// Where more kernels of a table than this vanished or appeared, the program is another one: that two of them have the
/// same library, op and calls is chance, not a replacement.
constexpr std::size_t kMostReplaced = 2'000;

/// Calls `work(i)` for each i below `count`, on all cores when there is much to do.
template<class Work>
void forEachStage(std::size_t count, bool isLarge, const std::stop_token &stop, Work work)
{
    std::atomic<std::size_t> next = 0;
    const auto take = [&] {
        for (std::size_t i = next++; i < count && !stop.stop_requested(); i = next++) {
            work(i);
        }
    };
    std::vector<std::jthread> others;
    const std::size_t threads =
        isLarge ? std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), count) : 1;
    for (std::size_t i = 1; i < threads; ++i) {
        others.emplace_back(take);
    }
    take();
}

std::vector<std::string> stageNames(const RunSide &side)
{
    std::vector<std::string> names;
    for (const Stage &stage : side.firstRun().stages()) {
        names.push_back(stage.name);
    }
    return names;
}

std::string listed(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

/// Names of the tables to compare, and notes on those that only one side has.
Result<std::vector<std::string>> stagesToCompare(RunComparison &comparison)
{
    std::vector<std::string> both;
    std::vector<std::string> onlyBaseline;
    std::vector<std::string> onlyCandidate;
    for (const std::string &name : stageNames(*comparison.baseline)) {
        (comparison.candidate->hasTable(name) && comparison.baseline->hasTable(name) ? both : onlyBaseline)
            .push_back(name);
    }
    for (const std::string &name : stageNames(*comparison.candidate)) {
        if (std::ranges::find(both, name) == both.end()) {
            onlyCandidate.push_back(name);
        }
    }
    const std::vector<std::string> &wanted = comparison.options.stages;
    if (wanted.empty() && !onlyBaseline.empty()) {
        comparison.notes.push_back("only in the baseline: " + listed(onlyBaseline));
    }
    if (wanted.empty() && !onlyCandidate.empty()) {
        comparison.notes.push_back("only in the candidate: " + listed(onlyCandidate));
    }
    for (const std::string &name : wanted) {
        if (std::ranges::find(both, name) == both.end()) {
            const std::vector<std::string_view> views(both.begin(), both.end());
            return failure("the runs have no stage \"" + name + "\" in common" + didYouMean(name, views) +
                           "; they have " + (both.empty() ? "none" : listed(both)));
        }
    }
    if (both.empty()) {
        return failure("the runs have no table in common");
    }
    return wanted.empty() ? both : wanted;
}

/// The clock is the same in all tables.
QuantumDetector detectQuantum(const RunSide &baseline, const RunSide &candidate, bool isLarge,
                              const std::stop_token &stop)
{
    std::vector<std::pair<const Stage *, QuantumDetector>> tables;
    for (const RunSide *side : {&baseline, &candidate}) {
        for (const std::shared_ptr<const Run> &run : side->runs()) {
            for (const Stage &stage : run->stages()) {
                tables.emplace_back(&stage, QuantumDetector());
            }
        }
    }
    forEachStage(tables.size(), isLarge, stop, [&](std::size_t i) {
        QuantumDetector detector; // on the stack: neighbours in the list are filled by other threads
        for (const KernelRow &row : tables[i].first->rows) {
            detector.add(row.timing.minNs);
            detector.add(row.timing.maxNs);
        }
        tables[i].second = detector;
    });
    QuantumDetector all;
    for (const auto &[stage, detector] : tables) {
        all.add(detector);
    }
    return all;
}

/// Both sides' tables of the stages, and how many rows they have in all.
struct ComparedTables
{
    std::vector<std::pair<std::optional<SideTable>, std::optional<SideTable>>> tables;
    std::size_t rows = 0;
};

ComparedTables tablesOf(const RunComparison &comparison, const std::vector<std::string> &stages,
                        const std::stop_token &stop)
{
    ComparedTables compared;
    compared.tables.resize(stages.size());
    const std::size_t kernels = comparison.baseline->kernelCount() + comparison.candidate->kernelCount();
    forEachStage(stages.size(), kernels >= kWorthThreads, stop, [&](std::size_t i) {
        compared.tables[i] = {comparison.baseline->table(stages[i]), comparison.candidate->table(stages[i])};
    });
    for (const auto &[baseline, candidate] : compared.tables) {
        compared.rows += baseline && candidate ? baseline->rows.size() + candidate->rows.size() : 0;
    }
    return compared;
}

std::deque<StageComparer> makeComparers(const PairingNames &names, ComparedTables compared)
{
    std::deque<StageComparer> comparers; // a comparer refers to itself and must not move
    for (auto &[baseline, candidate] : compared.tables) {
        if (baseline && candidate) {
            comparers.emplace_back(names, std::move(*baseline), std::move(*candidate));
        }
    }
    return comparers;
}

/// The kernels without a partner in some table; empty lists when there are none.
std::pair<KernelGroups::Wanted, KernelGroups::Wanted> leftovers(const RunComparison &comparison,
                                                                const std::deque<StageComparer> &comparers,
                                                                std::size_t mostRows = static_cast<std::size_t>(-1))
{
    std::pair<KernelGroups::Wanted, KernelGroups::Wanted> wanted(comparison.baseline->kernelCount(),
                                                                 comparison.candidate->kernelCount());
    for (const StageComparer &comparer : comparers) {
        comparer.addLeftovers(wanted.first, wanted.second, mostRows);
    }
    return wanted;
}

/// What two sides are, and what that forbids.
RunComparison withIdentity(const Runs &baseline, const Runs &candidate, ComparisonOptions options)
{
    options.threshold = std::max(options.threshold, kLeastThreshold);
    RunComparison comparison;
    comparison.baseline = RunSide::of(baseline);
    comparison.candidate = RunSide::of(candidate);
    comparison.options = std::move(options);
    comparison.identity = compareIdentity(*comparison.baseline, *comparison.candidate);
    comparison.reasons = whyRunsDiffer(*comparison.baseline, *comparison.candidate);
    comparison.notes = whatIsAssumed(*comparison.baseline, *comparison.candidate);
    return comparison;
}

/// Pairs in the stages first: combined is their sum, so that a pair of theirs is one there too.
template<class Step>
void inStagesThenCombined(std::deque<StageComparer> &comparers, bool isLarge, const std::stop_token &stop, Step step)
{
    forEachStage(comparers.size(), isLarge, stop, [&](std::size_t i) {
        if (!comparers[i].isCombined()) {
            step(comparers[i]);
        }
    });
    std::vector<SidePair> pairs;
    for (const StageComparer &comparer : comparers) {
        if (!comparer.isCombined()) {
            comparer.addPairsTo(pairs);
        }
    }
    std::ranges::stable_sort(pairs, std::ranges::greater(), &SidePair::weight);
    for (StageComparer &comparer : comparers) {
        if (comparer.isCombined()) {
            comparer.pairAs(pairs);
            step(comparer);
        }
    }
}

/// Pairs the kernels of all tables, step by step: a kernel left over in any of them is read once for all.
void pairKernels(const RunComparison &comparison, std::deque<StageComparer> &comparers, bool isLarge,
                 const std::stop_token &stop)
{
    const RunSide &baseline = *comparison.baseline;
    const RunSide &candidate = *comparison.candidate;
    const std::span<const NameSubstitution> renames = comparison.options.decisions.renames;
    const auto pairAlike = [&](const KernelGroups &groups) {
        inStagesThenCombined(comparers, isLarge, stop, [&](StageComparer &comparer) { comparer.pairAlike(groups); });
    };
    forEachStage(comparers.size(), isLarge, stop,
                 [&](std::size_t i) { comparers[i].pairByName(comparison.options.decisions); });
    if (!renames.empty()) {
        const auto left = leftovers(comparison, comparers);
        pairAlike(KernelGroups::byName(renames, baseline, left.first, candidate, left.second, stop));
    }
    const auto unnamed = leftovers(comparison, comparers);
    pairAlike(KernelGroups::bySkeleton(renames, baseline, unnamed.first, candidate, unnamed.second, stop));
    const auto elsewhere = leftovers(comparison, comparers);
    pairAlike(KernelGroups::byPlace(renames, baseline, elsewhere.first, candidate, elsewhere.second, stop));
    const auto unlike = leftovers(comparison, comparers, kMostReplaced);
    const KernelGroups words =
        KernelGroups::byLibraryAndOp(comparison.options.words, baseline, unlike.first, candidate, unlike.second, stop);
    inStagesThenCombined(comparers, isLarge, stop, [&](StageComparer &comparer) { comparer.pairByWords(words); });
}

/// The tables whose kernels have to be paired: combined has the pairs of all its stages.
std::vector<std::string> stagesToPair(const RunComparison &comparison, const std::vector<std::string> &wanted)
{
    const auto &stages = comparison.baseline->firstRun().stages();
    const bool needsAll = std::ranges::any_of(
        stages, [&](const Stage &stage) { return stage.isCombined && std::ranges::contains(wanted, stage.name); });
    std::vector<std::string> all = wanted;
    for (const std::string &name : needsAll ? stageNames(*comparison.baseline) : std::vector<std::string>()) {
        const bool isInBoth = comparison.baseline->hasTable(name) && comparison.candidate->hasTable(name);
        if (isInBoth && !std::ranges::contains(wanted, name)) {
            all.push_back(name);
        }
    }
    return all;
}
} // namespace

const StageComparison *RunComparison::findStage(std::string_view name) const
{
    const auto found = std::ranges::find(stages, name, &StageComparison::name);
    return found != stages.end() ? &*found : nullptr;
}

std::string RunComparison::friendlyName(const ComparisonRow &row) const
{
    const auto named = [this](std::string_view rawName) {
        std::string name = options.words.friendlyName ? options.words.friendlyName(rawName) : std::string();
        return name.empty() ? std::string(rawName) : name;
    };
    std::string name = named(row.rawName());
    for (const std::string_view also : row.candidate.isThere() ? row.candidate.also : row.baseline.also) {
        name += " + " + named(also);
    }
    return name;
}

std::string_view RunComparison::library(const ComparisonRow &row) const
{
    return options.words.library ? options.words.library(row.rawName()) : std::string_view();
}

std::string_view RunComparison::op(const ComparisonRow &row) const
{
    return options.words.op ? options.words.op(row.rawName()) : std::string_view();
}

Result<void> checkSides(std::size_t baseline, std::size_t candidate)
{
    if (baseline == 0 || candidate == 0) {
        return failure("a comparison needs a baseline and a candidate");
    }
    if (std::max(baseline, candidate) > 1 && std::min(baseline, candidate) < kLeastRuns) {
        return failure("give one run a side, or at least three a side: two runs do not show how much runs differ");
    }
    return {};
}

bool haveCommonTable(const Runs &baseline, const Runs &candidate)
{
    const auto isInAll = [](const Runs &runs, const std::string &name) {
        return std::ranges::all_of(runs, [&](const auto &run) { return run->findStage(name).has_value(); });
    };
    return !baseline.empty() && std::ranges::any_of(baseline.front()->stages(), [&](const Stage &stage) {
        return isInAll(baseline, stage.name) && isInAll(candidate, stage.name);
    });
}

Result<RunComparison> compareRuns(const Runs &baseline, const Runs &candidate, ComparisonOptions options,
                                  const std::stop_token &stop, const ProgressCallback &progress)
{
    if (const Result<void> checked = checkSides(baseline.size(), candidate.size()); !checked) {
        return std::unexpected(checked.error());
    }
    RunComparison comparison = withIdentity(baseline, candidate, std::move(options));
    const Result<std::vector<std::string>> stages = stagesToCompare(comparison);
    if (!stages) {
        return std::unexpected(stages.error());
    }
    const auto tell = [&](double fraction, std::string_view what) {
        if (progress) {
            progress(fraction, what);
        }
    };
    tell(0.0, "pairing kernels");
    const PairingNames names = PairingNames::of(*comparison.baseline, *comparison.candidate);
    ComparedTables tables = tablesOf(comparison, stagesToPair(comparison, *stages), stop);
    const bool isLarge = tables.rows >= kWorthThreads;
    std::deque<StageComparer> comparers = makeComparers(names, std::move(tables));
    pairKernels(comparison, comparers, isLarge, stop);
    tell(0.5, "judging differences");
    const QuantumDetector quantum = detectQuantum(*comparison.baseline, *comparison.candidate, isLarge, stop);
    comparison.stages.resize(stages->size()); // those only paired for combined come behind
    forEachStage(stages->size(), isLarge, stop, [&](std::size_t i) {
        comparison.stages[i] = comparers[i].finish(comparison.reasons, quantum, comparison.options.threshold);
    });
    if (stop.stop_requested()) {
        return failure("cancelled");
    }
    tell(1.0, "judging differences");
    return comparison;
}

std::vector<GateFinding> findSlower(std::span<const RunComparison> comparisons, double threshold)
{
    std::vector<GateFinding> tested;
    std::vector<double> p;
    for (const RunComparison &comparison : comparisons) {
        for (const StageComparison &stage : comparison.stages) {
            for (const ComparisonRow &row : stage.rows) {
                if (row.isTested) {
                    tested.push_back({&comparison, &stage, &row, 1.0});
                    p.push_back(row.p);
                }
            }
        }
    }
    const std::vector<double> adjusted = adjustForMany(p).holm;
    std::vector<GateFinding> slower;
    for (std::size_t i = 0; i < tested.size(); ++i) {
        tested[i].holmP = adjusted[i];
        if (verdictAt(*tested[i].row, std::max(threshold, kLeastThreshold), adjusted[i]) == Verdict::Slower) {
            slower.push_back(tested[i]);
        }
    }
    std::ranges::stable_sort(slower, std::ranges::greater(),
                             [](const GateFinding &finding) { return std::abs(finding.row->parts.deltaNs); });
    return slower;
}

} // namespace atlas
