#include "core/comparison/pairing.h"

#include "core/base/cutname.h"
#include "core/base/parallel.h"
#include "core/comparison/nameplace.h"
#include "core/inference/nameskeleton.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <unordered_map>

namespace atlas
{

namespace
{
/// Possible pairs looked at for each kernel of a group; in a group with more, kernels are too much alike to tell.
constexpr std::size_t kMostPossible = 64;
/// Names from which a second thread is worth its start.
constexpr std::size_t kWorthThreads = 5'000;

/// Calls of one kernel beyond this (more than a GPU launches in a year) do not add to a sum.
constexpr std::int64_t kMostCalls = std::int64_t{1} << 42U;

/// The geometric mean of both times: a share in deciding k that does not depend on which side is the baseline.
double weightOf(const KernelTiming &a, const KernelTiming &b)
{
    return std::sqrt(static_cast<double>(a.totalNs) * static_cast<double>(b.totalNs));
}

std::uint64_t keyOf(std::uint32_t baseline, std::uint32_t candidate)
{
    return (static_cast<std::uint64_t>(baseline) << 32U) | candidate;
}

std::vector<std::uint32_t> unpaired(const std::vector<bool> &paired)
{
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < paired.size(); ++i) {
        if (!paired[i]) {
            rows.push_back(static_cast<std::uint32_t>(i));
        }
    }
    return rows;
}

/// How a decided pair would have been found.
PairMark markOf(const PairDecision &decision, std::span<const NameSubstitution> renames)
{
    if (decision.baseline == decision.candidate) {
        return PairMark::Same;
    }
    if (decision.choice == PairChoice::ByHand) {
        return PairMark::ByHand;
    }
    const std::string baseline = substituted(decision.baseline, renames);
    const std::string candidate = substituted(decision.candidate, renames);
    const std::string place = withoutPlace(baseline);
    const bool isRenamed = nameSkeleton(baseline) == nameSkeleton(candidate) ||
                           (!place.empty() && nameSkeleton(place) == nameSkeleton(withoutPlace(candidate)));
    return isRenamed ? PairMark::Renamed : PairMark::Replaced;
}

/// Rows by their names, sorted.
using NamedRows = std::vector<std::pair<std::string_view, std::uint32_t>>;

template<class NameOf>
NamedRows byName(const std::vector<std::uint32_t> &rows, NameOf nameOf)
{
    NamedRows named;
    named.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        named.emplace_back(nameOf(row), row);
    }
    std::ranges::sort(named);
    return named;
}

/// Calls `take` for rows whose name begins with `stem`: at most three, because more are too much alike to tell.
template<class Take>
void forEachBeginning(const NamedRows &rows, std::string_view stem, Take take)
{
    constexpr std::ptrdiff_t most = 3;
    const auto first = std::ranges::lower_bound(rows, stem, {}, &NamedRows::value_type::first);
    for (auto at = first; at != rows.end() && at - first < most && at->first.starts_with(stem); ++at) {
        take(at->second);
    }
}

std::optional<std::uint32_t> rowNamed(const RunSide &side, const SideTable &table, std::string_view name)
{
    const std::optional<KernelId> kernel = side.find(name);
    const std::optional<std::size_t> row = kernel ? table.rowOf(*kernel) : std::nullopt;
    return row ? std::optional(static_cast<std::uint32_t>(*row)) : std::nullopt;
}

std::vector<std::uint32_t> rowsNamed(const RunSide &side, const SideTable &table, const std::vector<std::string> &names)
{
    std::vector<std::uint32_t> rows;
    for (const std::string &name : names) {
        if (const std::optional<std::uint32_t> row = rowNamed(side, table, name)) {
            rows.push_back(*row);
        }
    }
    return rows;
}

std::vector<std::uint32_t> rowsOf(const SideTable &table, const std::vector<KernelId> &kernels)
{
    std::vector<std::uint32_t> rows;
    for (const KernelId kernel : kernels) {
        if (const std::optional<std::size_t> row = table.rowOf(kernel)) {
            rows.push_back(static_cast<std::uint32_t>(*row));
        }
    }
    return rows;
}

std::vector<KernelId> kernelsOf(const SideTable &table, const std::vector<std::uint32_t> &rows)
{
    std::vector<KernelId> kernels;
    for (const std::uint32_t row : rows) {
        kernels.push_back(table.rows[row].kernel);
    }
    return kernels;
}

/// Marks those of `rows` that are free as paired and adds them to `also`.
void takeFree(std::span<const std::uint32_t> rows, std::vector<bool> &paired, std::vector<std::uint32_t> &also)
{
    for (const std::uint32_t row : rows) {
        if (!paired[row]) {
            paired[row] = true;
            also.push_back(row);
        }
    }
}
} // namespace

std::string_view symbol(PairMark mark)
{
    constexpr std::array<std::string_view, 6> kSymbols = {"=", "!", "~", "*", "+", "−"};
    return kSymbols[static_cast<std::size_t>(mark)];
}

std::string_view toString(PairMark mark)
{
    constexpr std::array<std::string_view, 6> kWords = {"same name",      "renamed", "likely replaced",
                                                        "paired by hand", "added",   "removed"};
    return kWords[static_cast<std::size_t>(mark)];
}

PairingNames PairingNames::of(const RunSide &baseline, const RunSide &candidate)
{
    PairingNames names{&baseline, &candidate, std::vector<std::uint32_t>(baseline.kernelCount(), kNoPairRow)};
    forEachPart(baseline.kernelCount(), kWorthThreads, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            const std::optional<KernelId> same = candidate.find(baseline.name(makeId<KernelId>(i)));
            names.sameName[i] = same ? same->value : kNoPairRow;
        }
    });
    return names;
}

StagePairing::StagePairing(const PairingNames &names, const SideTable &baseline, const SideTable &candidate)
    : m_names(&names), m_baseline(&baseline), m_candidate(&candidate), m_baselinePaired(baseline.rows.size()),
      m_candidatePaired(candidate.rows.size())
{
}

void StagePairing::pairDecided(const PairDecisions &decisions)
{
    for (const PairDecision &decision : decisions.pairs) {
        if (!decision.stage.empty() && decision.stage != m_baseline->name) {
            continue;
        }
        const auto baseline = rowNamed(*m_names->baseline, *m_baseline, decision.baseline);
        const auto candidate = rowNamed(*m_names->candidate, *m_candidate, decision.candidate);
        if (!baseline || !candidate) {
            continue;
        }
        if (decision.choice == PairChoice::Rejected) {
            m_rejected.insert(keyOf(*baseline, *candidate));
        } else if (!m_baselinePaired[*baseline] && !m_candidatePaired[*candidate]) {
            pair(*baseline, *candidate, markOf(decision, decisions.renames), true);
            addToPair(rowsNamed(*m_names->baseline, *m_baseline, decision.alsoBaseline),
                      rowsNamed(*m_names->candidate, *m_candidate, decision.alsoCandidate));
        }
    }
}

void StagePairing::pairSameNames()
{
    for (std::size_t i = 0; i < m_baseline->rows.size(); ++i) {
        const std::uint32_t same = m_names->sameName[m_baseline->rows[i].kernel.index()];
        const auto other = same != kNoPairRow ? m_candidate->rowOf(KernelId{same}) : std::nullopt;
        const auto baseline = static_cast<std::uint32_t>(i);
        if (other && !m_baselinePaired[i] && !m_candidatePaired[*other]) {
            const auto candidate = static_cast<std::uint32_t>(*other);
            if (m_rejected.empty() || !isRejected(baseline, candidate)) {
                pair(baseline, candidate, PairMark::Same);
            }
        }
    }
    findMultiplierOfSameNames();
}

void StagePairing::pairCutNames()
{
    std::vector<Possible> possible;
    const std::vector<std::uint32_t> inBaseline = leftInBaseline();
    const std::vector<std::uint32_t> inCandidate = leftInCandidate();
    const NamedRows baseline = byName(inBaseline, [this](std::uint32_t row) { return nameInBaseline(row); });
    const NamedRows candidate = byName(inCandidate, [this](std::uint32_t row) { return nameInCandidate(row); });
    for (const std::uint32_t a : inBaseline) {
        if (m_names->baseline->isNameCut(m_baseline->rows[a].kernel)) {
            forEachBeginning(candidate, cutStem(nameInBaseline(a)),
                             [&](std::uint32_t b) { possible.push_back({a, b, 0, 0.0}); });
        }
    }
    for (const std::uint32_t b : inCandidate) {
        if (m_names->candidate->isNameCut(m_candidate->rows[b].kernel)) {
            forEachBeginning(baseline, cutStem(nameInCandidate(b)),
                             [&](std::uint32_t a) { possible.push_back({a, b, 0, 0.0}); });
        }
    }
    pairOnly(possible, PairMark::Renamed);
}

void StagePairing::pairAs(std::span<const SidePair> pairs)
{
    for (const SidePair &each : pairs) {
        const auto baseline = m_baseline->rowOf(each.baseline);
        const auto candidate = m_candidate->rowOf(each.candidate);
        if (!baseline || !candidate || m_baselinePaired[*baseline] || m_candidatePaired[*candidate]) {
            continue;
        }
        const auto a = static_cast<std::uint32_t>(*baseline);
        const auto b = static_cast<std::uint32_t>(*candidate);
        if (!isRejected(a, b)) {
            pair(a, b, each.mark, each.isDecided);
            addToPair(rowsOf(*m_baseline, each.alsoBaseline), rowsOf(*m_candidate, each.alsoCandidate));
        }
    }
}

void StagePairing::addPairsTo(std::vector<SidePair> &pairs) const
{
    for (const KernelPair &each : m_pairs) {
        if (each.mark != PairMark::Same) {
            const KernelRow &a = m_baseline->rows[each.baseline];
            const KernelRow &b = m_candidate->rows[each.candidate];
            pairs.push_back({a.kernel, b.kernel, each.mark, each.isDecided, weightOf(a.timing, b.timing),
                             kernelsOf(*m_baseline, each.alsoBaseline), kernelsOf(*m_candidate, each.alsoCandidate)});
        }
    }
}

std::vector<std::uint32_t> StagePairing::leftInBaseline() const
{
    return unpaired(m_baselinePaired);
}

std::vector<std::uint32_t> StagePairing::leftInCandidate() const
{
    return unpaired(m_candidatePaired);
}

std::vector<StagePairing::Group> StagePairing::groupsOf(const KernelGroups &groups) const
{
    std::vector<Group> all(groups.count());
    for (const std::uint32_t row : leftInBaseline()) {
        if (const std::uint32_t group = groups.ofBaseline(m_baseline->rows[row].kernel); group != KernelGroups::kNone) {
            all[group].baseline.push_back(row);
        }
    }
    for (const std::uint32_t row : leftInCandidate()) {
        if (const std::uint32_t group = groups.ofCandidate(m_candidate->rows[row].kernel);
            group != KernelGroups::kNone) {
            all[group].candidate.push_back(row);
        }
    }
    std::erase_if(all, [](const Group &group) { return group.baseline.empty() || group.candidate.empty(); });
    return all;
}

void StagePairing::pairRenamed(const KernelGroups &groups)
{
    const std::vector<Group> alike = groupsOf(groups);
    if (m_multiplier.kernels == 0) {
        findMultiplierOf(alike);
    }
    for (const Group &group : alike) {
        if (!m_multiplier.isRefused) {
            pairSimilar(group, groups);
        }
        pairAlone(group);
    }
}

/// Pairs whose calls per iteration agree; none at all when there are too many to tell them apart.
std::vector<StagePairing::Possible> StagePairing::possiblePairs(const Group &group) const
{
    std::vector<std::pair<std::int64_t, std::uint32_t>> byCalls;
    byCalls.reserve(group.candidate.size());
    for (const std::uint32_t row : group.candidate) {
        byCalls.emplace_back(callsInCandidate(row), row);
    }
    std::ranges::sort(byCalls);
    const std::size_t most = kMostPossible * (group.baseline.size() + group.candidate.size());
    std::vector<Possible> possible;
    for (const std::uint32_t row : group.baseline) {
        const std::int64_t calls = callsInBaseline(row);
        const double expected = static_cast<double>(calls) * m_multiplier.ratio.value();
        // Wider than the tolerance; isCountConsistent() decides.
        const auto from = static_cast<std::int64_t>(std::min(expected * 0.99 - m_multiplier.ratio.value(), 9e18));
        for (auto at = std::ranges::lower_bound(byCalls, std::pair(from, std::uint32_t{0})); at != byCalls.end();
             ++at) {
            if (static_cast<double>(at->first) > expected * 1.01 + m_multiplier.ratio.value() + 1.0) {
                break;
            }
            const bool agree = calls > 0 && at->first > 0 && isCountConsistent(calls, at->first, m_multiplier.ratio);
            if (agree && !isRejected(row, at->second)) {
                possible.push_back({row, at->second, 0, 0.0});
            }
        }
        if (possible.size() > most) {
            return {};
        }
    }
    return possible;
}

void StagePairing::pairSimilar(const Group &group, const KernelGroups &groups)
{
    std::vector<Possible> possible = possiblePairs(group);
    for (Possible &each : possible) {
        const KernelRow &baseline = m_baseline->rows[each.baseline];
        const KernelRow &candidate = m_candidate->rows[each.candidate];
        each.differences = groups.differences(baseline.kernel, candidate.kernel);
        each.timeDifference = std::abs(std::log(candidate.timing.averageNs()) - std::log(baseline.timing.averageNs()));
    }
    // Names last and without regard to side, so that swapping the sides pairs the same kernels.
    const auto names = [this](const Possible &each) {
        const std::string_view baseline = nameInBaseline(each.baseline);
        const std::string_view candidate = nameInCandidate(each.candidate);
        return std::tuple(std::min(baseline, candidate), std::max(baseline, candidate));
    };
    std::ranges::sort(possible, [names](const Possible &a, const Possible &b) {
        const auto order = std::tie(a.differences, a.timeDifference) <=> std::tie(b.differences, b.timeDifference);
        return order != 0 ? order < 0 : names(a) < names(b);
    });
    for (const Possible &each : possible) {
        if (!m_baselinePaired[each.baseline] && !m_candidatePaired[each.candidate]) {
            pair(each.baseline, each.candidate, PairMark::Renamed);
        }
    }
}

/// Pairs what is left of a group when it is one kernel on each side, whatever the calls.
void StagePairing::pairAlone(const Group &group)
{
    const auto only = [](const std::vector<std::uint32_t> &rows, const std::vector<bool> &paired) {
        std::uint32_t found = kNoPairRow;
        for (const std::uint32_t row : rows) {
            if (!paired[row]) {
                if (found != kNoPairRow) {
                    return kNoPairRow;
                }
                found = row;
            }
        }
        return found;
    };
    const std::uint32_t baseline = only(group.baseline, m_baselinePaired);
    const std::uint32_t candidate = only(group.candidate, m_candidatePaired);
    if (baseline != kNoPairRow && candidate != kNoPairRow && !isRejected(baseline, candidate)) {
        pair(baseline, candidate, PairMark::Renamed);
    }
}

void StagePairing::pairReplaced(const KernelGroups &libraryAndOp)
{
    if (m_multiplier.isRefused) {
        return; // calls per iteration are not known
    }
    for (const Group &group : groupsOf(libraryAndOp)) {
        pairUnique(group);
    }
}

void StagePairing::pairUnique(const Group &group)
{
    pairOnly(possiblePairs(group), PairMark::Replaced);
}

void StagePairing::pairOnly(const std::vector<Possible> &possible, PairMark mark)
{
    std::unordered_map<std::uint32_t, std::size_t> ofBaseline;
    std::unordered_map<std::uint32_t, std::size_t> ofCandidate;
    for (const Possible &each : possible) {
        ++ofBaseline[each.baseline];
        ++ofCandidate[each.candidate];
    }
    for (const Possible &each : possible) {
        if (ofBaseline[each.baseline] == 1 && ofCandidate[each.candidate] == 1) {
            pair(each.baseline, each.candidate, mark);
        }
    }
}

std::vector<KernelPair> StagePairing::take()
{
    for (const std::uint32_t row : leftInBaseline()) {
        m_pairs.push_back({row, kNoPairRow, PairMark::Removed, false, {}, {}});
    }
    for (const std::uint32_t row : leftInCandidate()) {
        m_pairs.push_back({kNoPairRow, row, PairMark::Added, false, {}, {}});
    }
    return std::move(m_pairs);
}

void StagePairing::pair(std::uint32_t baseline, std::uint32_t candidate, PairMark mark, bool isDecided)
{
    m_baselinePaired[baseline] = true;
    m_candidatePaired[candidate] = true;
    m_pairs.push_back({baseline, candidate, mark, isDecided, {}, {}});
}

void StagePairing::addToPair(std::span<const std::uint32_t> baseline, std::span<const std::uint32_t> candidate)
{
    takeFree(baseline, m_baselinePaired, m_pairs.back().alsoBaseline);
    takeFree(candidate, m_candidatePaired, m_pairs.back().alsoCandidate);
}

bool StagePairing::isRejected(std::uint32_t baseline, std::uint32_t candidate) const
{
    return m_rejected.contains(keyOf(baseline, candidate));
}

void StagePairing::findMultiplierOfSameNames()
{
    // Several kernels may hide behind a cut name, not the same ones on both sides: the others decide where there are
    // any.
    std::vector<CountPair> whole;
    std::vector<CountPair> all;
    for (const KernelPair &each : m_pairs) {
        const KernelTiming &a = m_baseline->timings(each.baseline).front();
        const KernelTiming &b = m_candidate->timings(each.candidate).front();
        if (each.mark == PairMark::Same && a.instances > 0 && b.instances > 0) {
            all.push_back({a.instances, b.instances, weightOf(a, b)});
            if (!m_names->baseline->isNameCut(m_baseline->rows[each.baseline].kernel)) {
                whole.push_back(all.back());
            }
        }
    }
    m_multiplier = findMultiplier(whole.empty() ? all : whole, m_baseline->isCombined || m_candidate->isCombined);
}

/// With no name in common, the calls of all variants of a kernel together say how many iterations there are.
void StagePairing::findMultiplierOf(const std::vector<Group> &groups)
{
    std::vector<CountPair> shared;
    for (const Group &group : groups) {
        if (group.baseline.size() != group.candidate.size()) {
            continue;
        }
        CountPair sum;
        for (std::size_t i = 0; i < group.baseline.size(); ++i) {
            const KernelTiming &a = m_baseline->timings(group.baseline[i]).front();
            const KernelTiming &b = m_candidate->timings(group.candidate[i]).front();
            sum.baseline += std::min(a.instances, kMostCalls);
            sum.candidate += std::min(b.instances, kMostCalls);
            sum.weight += weightOf(a, b);
        }
        if (sum.baseline > 0 && sum.candidate > 0) {
            shared.push_back(sum);
        }
    }
    m_multiplier = findMultiplier(shared, m_baseline->isCombined || m_candidate->isCombined);
}

std::int64_t StagePairing::callsInBaseline(std::uint32_t row) const
{
    return m_baseline->timings(row).front().instances;
}

std::int64_t StagePairing::callsInCandidate(std::uint32_t row) const
{
    return m_candidate->timings(row).front().instances;
}

std::string_view StagePairing::nameInBaseline(std::uint32_t row) const
{
    return m_names->baseline->name(m_baseline->rows[row].kernel);
}

std::string_view StagePairing::nameInCandidate(std::uint32_t row) const
{
    return m_names->candidate->name(m_candidate->rows[row].kernel);
}

} // namespace atlas
