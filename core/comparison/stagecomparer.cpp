#include "core/comparison/stagecomparer.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace atlas
{

namespace
{
/// Count ratios of run `number` of `table` against run 0 of `reference`, over kernels of one name.
Multiplier multiplierOf(const SideTable &reference, const SideTable &table, std::size_t number,
                        const std::vector<std::uint32_t> *sameName)
{
    std::vector<CountPair> shared;
    for (std::size_t i = 0; i < reference.rows.size(); ++i) {
        const std::uint32_t kernel = reference.rows[i].kernel.value;
        const std::uint32_t there = sameName != nullptr ? (*sameName)[kernel] : kernel;
        const auto row = there != kNoPairRow ? table.rowOf(KernelId{there}) : std::nullopt;
        if (!row) {
            continue;
        }
        const KernelTiming &a = reference.timings(i).front();
        const KernelTiming &b = table.timings(*row)[number];
        if (a.instances > 0 && b.instances > 0) {
            const double weight = std::sqrt(static_cast<double>(a.totalNs) * static_cast<double>(b.totalNs));
            shared.push_back({a.instances, b.instances, weight});
        }
    }
    return findMultiplier(shared, reference.isCombined || table.isCombined);
}

/// Calls and time of a mean run.
CallsAndTime meanRun(std::span<const KernelTiming> timings, const std::vector<double> &divisors)
{
    CallsAndTime sum;
    double totalNs = 0.0;
    for (std::size_t i = 0; i < timings.size(); ++i) {
        sum.calls += static_cast<double>(timings[i].instances) / divisors[i];
        totalNs += static_cast<double>(timings[i].totalNs) / divisors[i];
    }
    const auto count = static_cast<double>(timings.size());
    return {sum.calls / count, std::llround(totalNs / count)};
}

CallsAndTime perIteration(std::span<const KernelTiming> timings, const std::vector<double> &divisors)
{
    if (timings.size() == 1 && divisors.front() == 1.0) { // exact, also beyond 2^53
        return {static_cast<double>(timings.front().instances), timings.front().totalNs};
    }
    return meanRun(timings, divisors);
}

/// Mean and deviation of the runs' means; runs without the kernel are left out.
Sample sampleOfRunMeans(std::span<const KernelTiming> timings)
{
    Sample sample;
    for (const KernelTiming &timing : timings) {
        if (timing.instances > 0) {
            sample.count += 1.0;
            sample.mean += timing.averageNs();
        }
    }
    sample.mean /= sample.count;
    double squares = 0.0;
    for (const KernelTiming &timing : timings) {
        const double difference = timing.instances > 0 ? timing.averageNs() - sample.mean : 0.0;
        squares += difference * difference;
    }
    sample.deviation = sample.count > 1.0 ? std::sqrt(squares / (sample.count - 1.0)) : 0.0;
    return sample;
}

Sample sampleOfCalls(const KernelTiming &timing)
{
    const double deviation = std::isnan(timing.standardDeviationNs) ? 0.0 : timing.standardDeviationNs;
    return {static_cast<double>(timing.instances), timing.averageNs(), deviation};
}

CutStems stemsOf(const RunSide &side, const SideTable &table)
{
    CutStems stems;
    for (const KernelRow &row : table.rows) {
        if (side.isNameCut(row.kernel)) {
            stems.add(side.name(row.kernel));
        }
    }
    return stems;
}

/// Launches of several kernels one after the other as one: of equal counts, whose variances add; else only the sums are
/// known. No extreme and no median follows from the parts.
KernelTiming inSequence(const KernelTiming &a, const KernelTiming &b)
{
    if (a.instances == 0 || b.instances == 0) {
        return a.instances == 0 ? b : a;
    }
    KernelTiming both;
    if (__builtin_add_overflow(a.totalNs, b.totalNs, &both.totalNs)) {
        return a;
    }
    both.instances = std::min(a.instances, b.instances);
    if (a.instances == b.instances) {
        both.standardDeviationNs = std::hypot(a.standardDeviationNs, b.standardDeviationNs);
    }
    return both;
}

bool isInEveryRun(std::span<const KernelTiming> timings)
{
    return std::ranges::all_of(timings, [](const KernelTiming &timing) { return timing.instances > 0; });
}
} // namespace

StageComparer::StageComparer(const PairingNames &names, SideTable baseline, SideTable candidate)
    : m_names(&names), m_baseline(std::move(baseline)), m_candidate(std::move(candidate)),
      m_pairing(names, m_baseline, m_candidate)
{
}

void StageComparer::pairByName(const PairDecisions &decisions)
{
    m_pairing.pairDecided(decisions);
    m_pairing.pairSameNames();
    m_baselineStems = stemsOf(*m_names->baseline, m_baseline);
    m_candidateStems = stemsOf(*m_names->candidate, m_candidate);
    if (!m_baselineStems.empty() || !m_candidateStems.empty()) {
        m_pairing.pairCutNames();
    }
}

void StageComparer::addLeftovers(KernelGroups::Wanted &ofBaseline, KernelGroups::Wanted &ofCandidate,
                                 std::size_t mostRows) const
{
    const std::vector<std::uint32_t> inBaseline = m_pairing.leftInBaseline();
    const std::vector<std::uint32_t> inCandidate = m_pairing.leftInCandidate();
    if (inBaseline.empty() || inCandidate.empty() || std::max(inBaseline.size(), inCandidate.size()) > mostRows) {
        return;
    }
    for (const std::uint32_t row : inBaseline) {
        ofBaseline[m_baseline.rows[row].kernel.index()] = true;
    }
    for (const std::uint32_t row : inCandidate) {
        ofCandidate[m_candidate.rows[row].kernel.index()] = true;
    }
}

StageComparison StageComparer::finish(const std::vector<std::string> &runReasons, const QuantumDetector &quantum,
                                      double threshold)
{
    m_stage.name = m_baseline.name;
    m_stage.isCombined = m_baseline.isCombined;
    m_stage.multiplier = m_pairing.multiplier();
    m_stage.quantumNs = quantum.quantumNs();
    m_stage.isQuantumKnown = quantum.isKnown();
    m_stage.usesRunMeans = m_baseline.runs > 1;
    m_stage.threshold = threshold;
    const std::vector<KernelPair> pairs = m_pairing.take();
    setScale();
    explain(pairs, runReasons);
    m_context = {threshold, m_stage.quantumNs, m_stage.usesRunMeans, m_context.refusal};
    addRows(pairs);
    std::vector<double> logRatios;
    for (const ComparisonRow &row : m_stage.rows) {
        if (isStable(row)) {
            logRatios.push_back(row.logRatio);
        }
    }
    m_stage.between = estimateBetweenRuns(std::move(logRatios));
    judge(m_stage.rows, m_stage.between, m_context);
    sumUp();
    return std::move(m_stage);
}

/// Everything is brought to the iterations of the run with the fewest, so that swapping the sides negates exactly.
void StageComparer::setScale()
{
    m_baselineRatios.assign(1, CountRatio());
    m_candidateRatios.assign(1, m_stage.multiplier.ratio);
    bool isRefused = m_stage.multiplier.isRefused;
    for (std::size_t i = 1; i < m_baseline.runs; ++i) {
        const Multiplier multiplier = multiplierOf(m_baseline, m_baseline, i, nullptr);
        isRefused = isRefused || multiplier.isRefused;
        m_baselineRatios.push_back(multiplier.ratio);
    }
    for (std::size_t i = 1; i < m_candidate.runs; ++i) {
        const Multiplier multiplier = multiplierOf(m_baseline, m_candidate, i, &m_names->sameName);
        isRefused = isRefused || multiplier.isRefused;
        m_candidateRatios.push_back(multiplier.ratio);
    }
    m_stage.multiplier.isRefused = isRefused;
    CountRatio least;
    for (const std::vector<CountRatio> *ratios : {&m_baselineRatios, &m_candidateRatios}) {
        for (const CountRatio &ratio : *ratios) {
            least = ratio.value() < least.value() ? ratio : least;
        }
    }
    const auto divisor = [&](const CountRatio &ratio) {
        const double above = static_cast<double>(ratio.candidate) * static_cast<double>(least.baseline);
        const double below = static_cast<double>(ratio.baseline) * static_cast<double>(least.candidate);
        return isRefused ? 1.0 : above / below;
    };
    std::ranges::transform(m_baselineRatios, std::back_inserter(m_baselineDivisors), divisor);
    std::ranges::transform(m_candidateRatios, std::back_inserter(m_candidateDivisors), divisor);
    m_stage.baselineDivisor = m_baselineDivisors.front();
    m_stage.candidateDivisor = m_candidateDivisors.front();
}

void StageComparer::explain(const std::vector<KernelPair> &pairs, const std::vector<std::string> &runReasons)
{
    const auto shared = std::ranges::count_if(pairs, [](const KernelPair &pair) {
        return pair.mark == PairMark::Same || pair.mark == PairMark::Renamed || pair.mark == PairMark::ByHand;
    });
    m_stage.reasons = runReasons;
    std::ranges::move(whyTablesDiffer(m_baseline, m_candidate, static_cast<std::size_t>(shared)),
                      std::back_inserter(m_stage.reasons));
    m_context.refusal = !m_stage.reasons.empty()       ? Refusal::NotComparable
                        : m_stage.multiplier.isRefused ? Refusal::NoMultiplier
                                                       : Refusal::None;
}

void StageComparer::addRows(const std::vector<KernelPair> &pairs)
{
    struct Key
    {
        std::int64_t size;   // of the difference
        std::int64_t larger; // of both times
        std::uint32_t pair;
    };
    std::vector<Key> keys;
    keys.reserve(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const std::int64_t baseline = totalOf(true, pairs[i]).totalNs;
        const std::int64_t candidate = totalOf(false, pairs[i]).totalNs;
        keys.push_back({std::abs(candidate - baseline), std::max(baseline, candidate), static_cast<std::uint32_t>(i)});
    }
    std::ranges::sort(keys, [&](const Key &a, const Key &b) {
        const auto order = std::tie(b.size, b.larger) <=> std::tie(a.size, a.larger);
        return order != 0 ? order < 0 : nameOf(pairs[a.pair]) < nameOf(pairs[b.pair]);
    });
    m_stage.rows.reserve(keys.size());
    for (const Key &key : keys) {
        m_stage.rows.push_back(rowOf(pairs[key.pair]));
    }
}

StageComparer::Timings StageComparer::timingsOf(bool isBaseline, const KernelPair &pair) const
{
    const SideTable &table = isBaseline ? m_baseline : m_candidate;
    Timings timings;
    timings.view = table.timings(isBaseline ? pair.baseline : pair.candidate);
    const std::vector<std::uint32_t> &also = isBaseline ? pair.alsoBaseline : pair.alsoCandidate;
    if (!also.empty()) {
        timings.fused.assign(timings.view.begin(), timings.view.end());
        for (const std::uint32_t row : also) {
            std::ranges::transform(timings.fused, table.timings(row), timings.fused.begin(), inSequence);
        }
        timings.view = timings.fused;
    }
    return timings;
}

CallsAndTime StageComparer::totalOf(bool isBaseline, const KernelPair &pair) const
{
    if ((isBaseline ? pair.baseline : pair.candidate) == kNoPairRow) {
        return {};
    }
    return perIteration(timingsOf(isBaseline, pair).view, isBaseline ? m_baselineDivisors : m_candidateDivisors);
}

/// The lesser of both names, so that equal differences stand in the same order when the sides are swapped.
std::string_view StageComparer::nameOf(const KernelPair &pair) const
{
    const auto name = [](const RunSide &side, const SideTable &table, std::uint32_t row) {
        return row != kNoPairRow ? side.name(table.rows[row].kernel) : std::string_view();
    };
    const std::string_view baseline = name(*m_names->baseline, m_baseline, pair.baseline);
    const std::string_view candidate = name(*m_names->candidate, m_candidate, pair.candidate);
    return baseline.empty() || candidate.empty() ? std::max(baseline, candidate) : std::min(baseline, candidate);
}

ComparisonRow StageComparer::rowOf(const KernelPair &pair) const
{
    ComparisonRow row;
    row.mark = pair.mark;
    row.isDecided = pair.isDecided;
    if (pair.baseline != kNoPairRow) {
        row.baseline = kernelOf(true, pair);
    }
    if (pair.candidate != kNoPairRow) {
        row.candidate = kernelOf(false, pair);
    }
    row.parts = decompose(row.baseline.perIteration, row.candidate.perIteration);
    if (pair.mark == PairMark::Added || pair.mark == PairMark::Removed) {
        row.verdict = verdictOfUnpaired(pair);
    } else {
        row.refusal = refusalOf(pair);
        examine(row, countsFit(pair), m_context);
    }
    return row;
}

Verdict StageComparer::verdictOfUnpaired(const KernelPair &pair) const
{
    const bool isAdded = pair.mark == PairMark::Added;
    const SideTable &other = isAdded ? m_baseline : m_candidate;
    const bool mayBeThere =
        other.isPartial || isNameCut(pair) || (isAdded ? m_baselineStems : m_candidateStems).beginAny(nameOf(pair));
    return mayBeThere ? Verdict::NotObserved : isAdded ? Verdict::Added : Verdict::Removed;
}

/// What of its names or runs refuses a pair; what refuses the whole table comes first.
Refusal StageComparer::refusalOf(const KernelPair &pair) const
{
    if (m_context.refusal != Refusal::None) {
        return Refusal::None;
    }
    if (isNameCut(pair)) {
        return Refusal::CutName;
    }
    const bool isEverywhere = isInEveryRun(timingsOf(true, pair).view) && isInEveryRun(timingsOf(false, pair).view);
    return isEverywhere ? Refusal::None : Refusal::NotInEveryRun;
}

bool StageComparer::isNameCut(const KernelPair &pair) const
{
    return (pair.baseline != kNoPairRow && m_names->baseline->isNameCut(m_baseline.rows[pair.baseline].kernel)) ||
           (pair.candidate != kNoPairRow && m_names->candidate->isNameCut(m_candidate.rows[pair.candidate].kernel));
}

ComparedKernel StageComparer::kernelOf(bool isBaseline, const KernelPair &pair) const
{
    const SideTable &table = isBaseline ? m_baseline : m_candidate;
    const RunSide &side = isBaseline ? *m_names->baseline : *m_names->candidate;
    const KernelRow &row = table.rows[isBaseline ? pair.baseline : pair.candidate];
    const Timings timings = timingsOf(isBaseline, pair);
    ComparedKernel kernel;
    kernel.rawName = side.name(row.kernel);
    kernel.timing = row.timing;
    for (const std::uint32_t also : isBaseline ? pair.alsoBaseline : pair.alsoCandidate) {
        kernel.also.push_back(side.name(table.rows[also].kernel));
        kernel.timing = inSequence(kernel.timing, table.rows[also].timing);
    }
    kernel.perIteration = totalOf(isBaseline, pair);
    kernel.sample = m_stage.usesRunMeans ? sampleOfRunMeans(timings.view) : sampleOfCalls(kernel.timing);
    kernel.sample.deviation = std::max(kernel.sample.deviation, deviationFloor(m_stage.quantumNs));
    return kernel;
}

bool StageComparer::countsFit(const KernelPair &pair) const
{
    const Timings baseline = timingsOf(true, pair);
    const Timings candidate = timingsOf(false, pair);
    const std::int64_t calls = baseline.view.front().instances;
    const auto fit = [calls](std::span<const KernelTiming> timings, const std::vector<CountRatio> &ratios) {
        for (std::size_t i = 0; i < timings.size(); ++i) {
            if (!isCountConsistent(calls, timings[i].instances, ratios[i])) {
                return false;
            }
        }
        return true;
    };
    return fit(baseline.view, m_baselineRatios) && fit(candidate.view, m_candidateRatios);
}

void StageComparer::sumUp()
{
    for (const ComparisonRow &row : m_stage.rows) {
        addTo(m_stage.parts, row.parts);
        m_stage.baselineNs += row.baseline.perIteration.totalNs;
        m_stage.candidateNs += row.candidate.perIteration.totalNs;
        m_stage.addedNs += row.mark == PairMark::Added ? row.parts.deltaNs : 0;
        m_stage.removedNs += row.mark == PairMark::Removed ? row.parts.deltaNs : 0;
        ++m_stage.verdicts[static_cast<std::size_t>(row.verdict)];
        ++m_stage.marks[static_cast<std::size_t>(row.mark)];
        m_stage.tested += row.isTested ? 1 : 0;
    }
}

} // namespace atlas
