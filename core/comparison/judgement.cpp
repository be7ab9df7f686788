#include "core/comparison/judgement.h"

#include "core/comparison/rowsanity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace atlas
{

namespace
{
/// Few samples carry a verdict only beyond this ratio (C6).
constexpr double kPlainRatio = 1.5;
/// Mean and median disagree when their changes have different signs and both exceed this.
constexpr double kNotableChange = 0.02;

double logOfQuotient(double baseline, double candidate)
{
    return std::log(candidate) - std::log(baseline); // negates exactly when swapped
}

Refusal refusalOf(const ComparisonRow &row, bool countsFit, const JudgementContext &context)
{
    if (context.refusal != Refusal::None) {
        return context.refusal;
    }
    const std::array sanity = {checkRow(row.baseline.timing), checkRow(row.candidate.timing)};
    if (std::ranges::contains(sanity, RowSanity::Inconsistent)) {
        return Refusal::InconsistentRow;
    }
    if (std::ranges::contains(sanity, RowSanity::Incomplete)) {
        return Refusal::IncompleteRow;
    }
    if (!countsFit) {
        return Refusal::CallsChanged;
    }
    if (row.baseline.sample.count < 2.0 || row.candidate.sample.count < 2.0) {
        return Refusal::SingleSample;
    }
    return Refusal::None;
}

bool medianDisagrees(const ComparisonRow &row)
{
    const double notable = std::log1p(kNotableChange);
    return row.logRatio * row.logMedianRatio < 0.0 && std::abs(row.logRatio) > notable &&
           std::abs(row.logMedianRatio) > notable;
}

void addBadges(ComparisonRow &row, const JudgementContext &context)
{
    const KernelTiming &a = row.baseline.timing;
    const KernelTiming &b = row.candidate.timing;
    if (a.isMixed() || b.isMixed()) {
        row.badges.add(Badge::Mixed);
    }
    if (!context.usesRunMeans && std::min(a.instances, b.instances) < kFewCalls) {
        row.badges.add(Badge::FewSamples);
    }
    const double difference = std::abs(row.candidate.sample.mean - row.baseline.sample.mean);
    if (difference < context.quantumNs && std::abs(row.logRatio) <= std::log1p(context.threshold)) {
        row.badges.add(Badge::BelowResolution);
    }
    if (medianDisagrees(row)) {
        row.badges.add(Badge::MeanMedianDisagree);
    }
}

/// Interval and p; a row whose interval is unbounded is refused.
void test(ComparisonRow &row, const BetweenRuns &between, const JudgementContext &context)
{
    const RatioEstimate estimate = estimateOf(row, between, context.usesRunMeans);
    std::optional<Interval> interval = estimate.logInterval();
    if (needsFieller(row.baseline.sample, row.candidate.sample)) {
        row.badges.add(Badge::Fieller);
        interval = fiellerLogInterval(row.baseline.sample, row.candidate.sample, estimate);
        // Means that the timer cannot tell apart are equivalent, however uncertain both are (C2).
        if (!interval && row.badges.has(Badge::BelowResolution)) {
            constexpr double unbounded = std::numeric_limits<double>::infinity();
            interval = Interval{-unbounded, unbounded};
        }
    }
    row.p = estimate.p();
    row.degrees = estimate.degrees;
    row.isTested = interval.has_value() && !std::isnan(row.p);
    row.refusal = row.isTested ? Refusal::None : Refusal::Unbounded;
    row.logInterval = interval.value_or(row.logInterval);
}

void correct(std::vector<ComparisonRow *> &tested)
{
    std::vector<double> p;
    p.reserve(tested.size());
    for (const ComparisonRow *row : tested) {
        p.push_back(row->p);
    }
    const AdjustedP adjusted = adjustForMany(p);
    for (std::size_t i = 0; i < tested.size(); ++i) {
        tested[i]->adjustedP = adjusted.benjaminiHochberg[i];
        tested[i]->holmP = adjusted.holm[i];
    }
}
} // namespace

std::string_view toString(Verdict verdict)
{
    constexpr std::array<std::string_view, kVerdictCount> kWords = {"slower",  "faster", "equivalent", "inconclusive",
                                                                    "refused", "added",  "removed",    "not observed"};
    return kWords[static_cast<std::size_t>(verdict)];
}

std::string_view toString(Refusal refusal)
{
    constexpr std::array<std::string_view, 10> kWords = {"",
                                                         "not comparable",
                                                         "iterations not known",
                                                         "inconsistent row",
                                                         "incomplete row",
                                                         "calls changed",
                                                         "single sample",
                                                         "not in every run",
                                                         "interval unbounded",
                                                         "name cut"};
    return kWords[static_cast<std::size_t>(refusal)];
}

std::string_view toString(Badge badge)
{
    switch (badge) {
    case Badge::Mixed:
        return "mean over several shapes";
    case Badge::FewSamples:
        return "few samples";
    case Badge::BelowResolution:
        return "below timer resolution";
    case Badge::MeanMedianDisagree:
        return "mean and median disagree";
    case Badge::Fieller:
        break;
    }
    return "uncertain mean";
}

void examine(ComparisonRow &row, bool countsFit, const JudgementContext &context)
{
    row.logRatio = logOfQuotient(row.baseline.sample.mean, row.candidate.sample.mean);
    row.logMedianRatio = logOfQuotient(row.baseline.timing.medianNs, row.candidate.timing.medianNs);
    if (row.refusal == Refusal::None) {
        row.refusal = refusalOf(row, countsFit, context);
    }
    row.verdict = Verdict::Refused;
    addBadges(row, context);
}

bool isStable(const ComparisonRow &row)
{
    return row.mark == PairMark::Same && row.refusal == Refusal::None && !row.badges.has(Badge::Mixed) &&
           std::min(row.baseline.timing.instances, row.candidate.timing.instances) >= kStableCalls;
}

void judge(std::vector<ComparisonRow> &rows, const BetweenRuns &between, const JudgementContext &context)
{
    std::vector<ComparisonRow *> tested;
    for (ComparisonRow &row : rows) {
        if (row.isPair() && row.refusal == Refusal::None) {
            test(row, between, context);
        }
        if (row.isTested) {
            tested.push_back(&row);
        }
    }
    correct(tested);
    for (ComparisonRow *row : tested) {
        row->verdict = verdictAt(*row, context.threshold, row->adjustedP);
    }
}

Verdict verdictAt(const ComparisonRow &row, double threshold, double adjustedP)
{
    if (row.badges.has(Badge::BelowResolution)) {
        return Verdict::Equivalent;
    }
    if (row.badges.has(Badge::FewSamples) && std::abs(row.logRatio) <= std::log(kPlainRatio)) {
        return Verdict::Inconclusive;
    }
    const double band = std::log1p(threshold);
    const bool isSignificant = adjustedP <= kAlpha;
    if (isSignificant && row.logInterval.low > band) {
        return Verdict::Slower;
    }
    if (isSignificant && row.logInterval.high < -band) {
        return Verdict::Faster;
    }
    const bool isInside = row.logInterval.low > -band && row.logInterval.high < band;
    return isInside ? Verdict::Equivalent : Verdict::Inconclusive;
}

RatioEstimate estimateOf(const ComparisonRow &row)
{
    return estimateRatio(row.baseline.sample, row.candidate.sample);
}

RatioEstimate estimateOf(const ComparisonRow &row, const BetweenRuns &between, bool usesRunMeans)
{
    return usesRunMeans ? estimateOf(row) : withBetweenRuns(estimateOf(row), between);
}

} // namespace atlas
