#include "core/comparison/rowdetails.h"

#include <algorithm>
#include <cmath>

namespace atlas
{

namespace
{
/// Largest change that δ may be set to for a row to be called equivalent with a straight face.
constexpr double kLargestThreshold = 0.5;

std::optional<double> thresholdForEquivalence(const ComparisonRow &row)
{
    const double widest = std::max(std::abs(row.logInterval.low), std::abs(row.logInterval.high));
    const double threshold = std::expm1(widest);
    return threshold <= kLargestThreshold ? std::optional(threshold) : std::nullopt;
}

/// How many times as many calls are no longer few.
double callsToBeEnough(const ComparisonRow &row)
{
    const std::int64_t fewer = std::min(row.baseline.timing.instances, row.candidate.timing.instances);
    return static_cast<double>(kFewCalls) / static_cast<double>(fewer);
}

/// The interval must get so narrow that it no longer holds the border (δ) it lies across: t·se* < distance to it.
std::optional<double> callsToDecide(const RatioEstimate &within, const RatioEstimate &estimate, double threshold)
{
    const double distance = std::abs(std::abs(estimate.logRatio) - std::log1p(threshold));
    const double t = studentQuantile(1.0 - kAlpha / 2.0, estimate.degrees);
    const double own = within.standardError * within.standardError;
    const double shared = std::max(0.0, estimate.standardError * estimate.standardError - own);
    const double allowed = distance * distance / (t * t) - shared;
    return allowed > 0.0 && own > 0.0 ? std::optional(std::max(1.0, own / allowed)) : std::nullopt;
}
} // namespace

std::optional<RowDetails> detailsOf(const StageComparison &stage, const ComparisonRow &row)
{
    if (!row.isTested) {
        return std::nullopt;
    }
    RowDetails details;
    details.difference = welchTest(row.baseline.sample, row.candidate.sample);
    details.within = estimateOf(row);
    details.estimate = estimateOf(row, stage.between, stage.usesRunMeans);
    details.hedgesG = hedgesG(row.baseline.sample, row.candidate.sample);
    if (!stage.between.isAssumed) {
        details.besideDrift = std::exp(row.logRatio - stage.between.drift);
    }
    if (row.verdict == Verdict::Inconclusive) {
        details.decidingCalls = callsToDecide(details.within, details.estimate, stage.threshold);
        if (row.badges.has(Badge::FewSamples)) { // no threshold helps with so few calls
            details.decidingCalls = std::max(details.decidingCalls.value_or(1.0), callsToBeEnough(row));
        } else {
            details.decidingThreshold = thresholdForEquivalence(row);
        }
    }
    return details;
}

} // namespace atlas
