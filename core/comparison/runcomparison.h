#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/comparison/comparability.h"
#include "core/comparison/comparisonrow.h"
#include "core/comparison/judgement.h"
#include "core/comparison/kernelgroups.h"
#include "core/comparison/pairdecisions.h"
#include "core/comparison/runside.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace atlas
{

struct ComparisonOptions
{
    /// δ: a change up to this is none. At least kLeastThreshold.
    double threshold = 0.05;
    /// The tables to compare; empty: all that both sides have.
    std::vector<std::string> stages = {};
    PairDecisions decisions = {};
    KernelWords words = {};
};

/// One table of both sides.
struct StageComparison
{
    std::string name;
    bool isCombined = false;
    /// Why no row has a verdict, as sentences; those of the runs first. Empty when rows may have one.
    std::vector<std::string> reasons;
    Multiplier multiplier;
    /// What each side's calls and times were divided by: 1 and k, or 1/k and 1 when the baseline has more iterations.
    double baselineDivisor = 1.0;
    double candidateDivisor = 1.0;
    double quantumNs = 1.0;
    bool isQuantumKnown = false;
    BetweenRuns between;
    bool usesRunMeans = false;
    double threshold = 0.05;
    /// Largest |Δ total| first.
    std::vector<ComparisonRow> rows;

    std::int64_t baselineNs = 0;  ///< sum of the rows, per iteration
    std::int64_t candidateNs = 0; ///< sum of the rows, per iteration
    Decomposition parts;          ///< exactly the sum over the rows, and candidateNs - baselineNs
    std::int64_t addedNs = 0;     ///< of kernels that only the candidate has; part of parts.callsNs
    std::int64_t removedNs = 0;   ///< of kernels that only the baseline has (<= 0); part of parts.callsNs
    std::array<std::size_t, kVerdictCount> verdicts{}; ///< rows by verdict
    std::array<std::size_t, 6> marks{};                ///< rows by mark
    std::size_t tested = 0;

    [[nodiscard]] std::size_t count(Verdict verdict) const { return verdicts[static_cast<std::size_t>(verdict)]; }
    [[nodiscard]] std::size_t count(PairMark mark) const { return marks[static_cast<std::size_t>(mark)]; }
    [[nodiscard]] bool isPerIteration() const { return baselineDivisor != 1.0 || candidateDivisor != 1.0; }
};

/// Two sides compared. Immutable; it keeps the runs that its names are views of.
struct RunComparison
{
    std::shared_ptr<const RunSide> baseline;
    std::shared_ptr<const RunSide> candidate;
    std::vector<IdentityField> identity; ///< changed fields first
    std::vector<std::string> reasons;    ///< why the runs carry no verdict at all; part of each stage's
    std::vector<std::string> notes;      ///< what is assumed, tables of one side only
    std::vector<StageComparison> stages; ///< combined first, in the baseline's order
    ComparisonOptions options;

    [[nodiscard]] const StageComparison *findStage(std::string_view name) const;
    [[nodiscard]] std::string friendlyName(const ComparisonRow &row) const;
    [[nodiscard]] std::string_view library(const ComparisonRow &row) const;
    [[nodiscard]] std::string_view op(const ComparisonRow &row) const;
};

using Runs = std::vector<std::shared_ptr<const Run>>;

/// Whether sides of so many runs can be compared: one and one, or at least three each.
[[nodiscard]] Result<void> checkSides(std::size_t baseline, std::size_t candidate);

/// Whether some table is in every run of both sides.
[[nodiscard]] bool haveCommonTable(const Runs &baseline, const Runs &candidate);

/// Compares `candidate` with `baseline`. A side is one run, or at least three of one program: then the unit of the
/// tests is the run mean (COMPARISON.md C8 iv). Errors: a side of no or two runs, one run against several, an unknown
/// stage, no table in common, a stop request ("cancelled").
[[nodiscard]] Result<RunComparison> compareRuns(const Runs &baseline, const Runs &candidate,
                                                ComparisonOptions options = {}, const std::stop_token &stop = {},
                                                const ProgressCallback &progress = {});

/// A row that a gate stops at.
struct GateFinding
{
    const RunComparison *comparison = nullptr;
    const StageComparison *stage = nullptr;
    const ComparisonRow *row = nullptr;
    double holmP = 1.0; ///< over all rows of all tables that the gate looks at
};

/// Rows that are slower by more than `threshold` with Holm's correction over all tested rows of all `comparisons`, so
/// that a clean build fails in at most one of twenty runs of a CI. Largest |Δ total| first.
[[nodiscard]] std::vector<GateFinding> findSlower(std::span<const RunComparison> comparisons, double threshold);

} // namespace atlas
