#pragma once

#include "core/comparison/cutstems.h"
#include "core/comparison/pairing.h"
#include "core/comparison/runcomparison.h"

#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// Compares one table of both sides, in two halves, between which kernels left over are grouped for all tables at once.
class StageComparer
{
public:
    StageComparer(const PairingNames &names, SideTable baseline, SideTable candidate);
    // The pairing refers to the tables.
    StageComparer(const StageComparer &) = delete;
    StageComparer &operator=(const StageComparer &) = delete;
    ~StageComparer() = default;

    /// Pairs by decision and by name. leftovers() are then known.
    void pairByName(const PairDecisions &decisions);
    void pairAlike(const KernelGroups &groups) { m_pairing.pairRenamed(groups); }
    void pairAs(std::span<const SidePair> pairs) { m_pairing.pairAs(pairs); }
    void addPairsTo(std::vector<SidePair> &pairs) const { m_pairing.addPairsTo(pairs); }
    [[nodiscard]] const std::string &name() const { return m_baseline.name; }
    [[nodiscard]] bool isCombined() const { return m_baseline.isCombined; }
    void pairByWords(const KernelGroups &libraryAndOp) { m_pairing.pairReplaced(libraryAndOp); }
    /// Marks the kernels that have no partner yet, unless a side has more than `mostRows` of them.
    void addLeftovers(KernelGroups::Wanted &ofBaseline, KernelGroups::Wanted &ofCandidate,
                      std::size_t mostRows = static_cast<std::size_t>(-1)) const;
    /// Statistics and verdicts. `runReasons` say why the runs carry none.
    [[nodiscard]] StageComparison finish(const std::vector<std::string> &runReasons, const QuantumDetector &quantum,
                                         double threshold);

private:
    void setScale();
    [[nodiscard]] ComparisonRow rowOf(const KernelPair &pair) const;
    /// The timings of one side of a pair, run by run: where they are, or of several kernels together.
    struct Timings
    {
        std::vector<KernelTiming> fused;
        std::span<const KernelTiming> view;
    };
    [[nodiscard]] Timings timingsOf(bool isBaseline, const KernelPair &pair) const;
    [[nodiscard]] ComparedKernel kernelOf(bool isBaseline, const KernelPair &pair) const;
    [[nodiscard]] CallsAndTime totalOf(bool isBaseline, const KernelPair &pair) const;
    [[nodiscard]] std::string_view nameOf(const KernelPair &pair) const;
    [[nodiscard]] bool countsFit(const KernelPair &pair) const;
    [[nodiscard]] bool isNameCut(const KernelPair &pair) const;
    [[nodiscard]] Verdict verdictOfUnpaired(const KernelPair &pair) const;
    [[nodiscard]] Refusal refusalOf(const KernelPair &pair) const;
    void explain(const std::vector<KernelPair> &pairs, const std::vector<std::string> &runReasons);
    void addRows(const std::vector<KernelPair> &pairs);
    void sumUp();

    const PairingNames *m_names;
    SideTable m_baseline;
    SideTable m_candidate;
    StagePairing m_pairing;
    JudgementContext m_context;
    StageComparison m_stage;
    /// Of each run against the baseline's first: the ratio of its counts, and what its calls and times are divided by.
    std::vector<CountRatio> m_baselineRatios;
    std::vector<CountRatio> m_candidateRatios;
    std::vector<double> m_baselineDivisors;
    std::vector<double> m_candidateDivisors;
    CutStems m_baselineStems;
    CutStems m_candidateStems;
};

} // namespace atlas
