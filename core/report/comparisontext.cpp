#include "core/report/comparisontext.h"

#include "core/base/format.h"
#include "core/report/scopetext.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace atlas
{

namespace
{
constexpr const char *kMinus = "−";
constexpr const char *kNoBreakSpace = "\u00A0";

/// One decimal, with a real minus sign and a plus.
std::string signedTenths(double value)
{
    const double rounded = std::round(std::abs(value) * 10.0) / 10.0;
    std::string digits = formatExact(rounded);
    if (!digits.contains('.')) {
        digits += ".0";
    }
    return (rounded == 0.0 ? "" : value < 0.0 ? kMinus : "+") + digits;
}

std::string significant(double value)
{
    if (value < 0.001) {
        return "< 0.001";
    }
    return formatExact(std::round(value * 1000.0) / 1000.0);
}

std::string counted(std::size_t count, std::string_view what)
{
    return formatCount(static_cast<std::int64_t>(count)) + ' ' + std::string(what);
}

void append(std::string &text, const std::string &part, std::string_view separator = "; ")
{
    if (!part.empty()) {
        text += (text.empty() ? "" : std::string(separator)) + part;
    }
}

/// "0.998", "1.000", "20.005": three decimals always.
std::string thousandths(double value)
{
    std::string digits = formatExact(std::round(value * 1000.0) / 1000.0);
    const std::size_t point = digits.find('.');
    digits +=
        point == std::string::npos ? ".000" : std::string(3 - std::min<std::size_t>(3, digits.size() - point - 1), '0');
    return digits;
}

/// A ratio with one decimal; below 1 with two significant digits, so that small ones differ from nothing.
std::string ratioText(double ratio)
{
    if (!(ratio > 0.0) || ratio >= 0.995) {
        const double rounded = std::round(ratio * 10.0) / 10.0;
        return formatExact(rounded) + (rounded == std::floor(rounded) ? ".0" : "");
    }
    const int decimals = 1 - static_cast<int>(std::floor(std::log10(ratio)));
    const double scale = std::pow(10.0, decimals);
    std::string digits = formatExact(std::round(ratio * scale) / scale); // "0.2", "0.021"
    const auto wanted = static_cast<std::size_t>(decimals) + 2;
    digits.append(wanted - std::min(wanted, digits.size()), '0');
    return digits;
}

std::string tenths(double value)
{
    return formatExact(std::round(value * 10.0) / 10.0);
}

std::string clusterText(const Multiplier &multiplier)
{
    constexpr std::size_t most = 4;
    std::string text;
    for (std::size_t i = 0; i < std::min(most, multiplier.clusters.size()); ++i) {
        const RatioCluster &cluster = multiplier.clusters[i];
        append(text,
               ratioText(cluster.ratio) + " (" + counted(cluster.kernels, cluster.kernels == 1 ? "kernel" : "kernels") +
                   ", " + formatPercent(cluster.timeShare) + " of the shared time)",
               ", ");
    }
    const std::size_t more = multiplier.clusters.size() - std::min(most, multiplier.clusters.size());
    return text + (more > 0 ? " and " + counted(more, "more") : "");
}

std::string multiplierSentence(const StageComparison &stage)
{
    const Multiplier &multiplier = stage.multiplier;
    if (multiplier.kernels == 0) {
        return "no kernel is in both tables, so iterations cannot be compared";
    }
    if (multiplier.isRefused) {
        return "no multiplier: the numbers of calls have no one ratio. Ratios: " + clusterText(multiplier) +
               "; compare the stages instead";
    }
    const double k = multiplier.ratio.value();
    std::string text = "multiplier " + (k < 0.995 ? ratioText(k) : formatExact(std::round(k * 1000.0) / 1000.0));
    text += ": " + counted(multiplier.consistentKernels, "of ") +
            formatCount(static_cast<std::int64_t>(multiplier.kernels)) + " shared kernels have that ratio of calls";
    if (stage.isPerIteration()) {
        const bool isCandidate = stage.candidateDivisor > stage.baselineDivisor;
        const double divisor = isCandidate ? stage.candidateDivisor : stage.baselineDivisor;
        text += std::string("; calls and times of the ") + (isCandidate ? "candidate" : "baseline") +
                " are divided by " + formatExact(std::round(divisor * 1000.0) / 1000.0);
    }
    return text;
}

std::string noiseSentence(const StageComparison &stage)
{
    if (stage.usesRunMeans) {
        return "the unit is the run mean, so the noise between runs is in every interval";
    }
    const BetweenRuns &between = stage.between;
    if (between.isAssumed) {
        return "noise between runs " + formatPercent(between.deviation) +
               " (assumed: fewer than 8 steady kernels in both)";
    }
    return "noise between runs " + formatPercent(between.deviation) + " and drift " +
           thousandths(std::exp(between.drift)) + ", from " + counted(between.rows, "steady kernels");
}

std::string decidingText(const StageComparison &stage, const ComparisonRow &row)
{
    const std::optional<RowDetails> details =
        row.verdict == Verdict::Inconclusive ? detailsOf(stage, row) : std::nullopt;
    if (!details) {
        return {};
    }
    std::string text;
    if (details->decidingThreshold) {
        append(text, "threshold " + tenths(*details->decidingThreshold * 100.0 + 0.05) + kNoBreakSpace + "%");
    }
    if (details->decidingCalls && *details->decidingCalls < 1000.0) {
        append(text, tenths(*details->decidingCalls + 0.05) + " × the calls", " or ");
    }
    return text.empty() ? "more runs a side would decide" : text + " would decide";
}
} // namespace

std::string signedDuration(std::int64_t ns)
{
    const std::string text = formatDuration(std::abs(static_cast<double>(ns)));
    return (ns == 0 ? "" : ns < 0 ? kMinus : "+") + text;
}

std::string formatChange(double logRatio)
{
    if (std::isnan(logRatio)) {
        return "–";
    }
    if (std::abs(logRatio) >= std::log(10.0)) {
        return logRatio > 0.0 ? "× " + tenths(std::exp(logRatio)) : "÷ " + tenths(std::exp(-logRatio));
    }
    return signedTenths(std::expm1(logRatio) * 100.0) + kNoBreakSpace + "%";
}

std::string formatInterval(const ComparisonRow &row)
{
    if (std::isnan(row.logInterval.low)) {
        return {};
    }
    if (std::isinf(row.logInterval.low) || std::isinf(row.logInterval.high)) {
        return "[unbounded]";
    }
    return '[' + signedTenths(std::expm1(row.logInterval.low) * 100.0) + ", " +
           signedTenths(std::expm1(row.logInterval.high) * 100.0) + ']';
}

std::string_view glyph(Verdict verdict)
{
    constexpr std::array<std::string_view, kVerdictCount> kGlyphs = {"▲", "▼", "~", "?", "—", "+", "−", "·"};
    return kGlyphs[static_cast<std::size_t>(verdict)];
}

std::string verdictText(const ComparisonRow &row)
{
    std::string text(glyph(row.verdict));
    text += ' ' + std::string(toString(row.verdict));
    return row.refusal == Refusal::None ? text : text + ": " + std::string(toString(row.refusal));
}

std::string changeText(const ComparisonRow &row)
{
    switch (row.verdict) {
    case Verdict::Added:
        return "new";
    case Verdict::Removed:
        return "gone";
    case Verdict::NotObserved:
        return "–";
    case Verdict::Refused:
        return '(' + formatChange(row.logRatio) + ')';
    case Verdict::Equivalent:
    case Verdict::Inconclusive:
        return std::string(glyph(row.verdict)) + ' ' + formatChange(row.logRatio);
    case Verdict::Slower:
    case Verdict::Faster:
        break;
    }
    return formatChange(row.logRatio);
}

std::string callsText(const ComparisonRow &row)
{
    const auto text = [](const ComparedKernel &kernel) {
        return kernel.isThere() ? formatCount(kernel.timing.instances) : std::string("–");
    };
    const std::string baseline = text(row.baseline);
    const std::string candidate = text(row.candidate);
    return baseline == candidate ? baseline : baseline + " → " + candidate;
}

std::string noteText(const StageComparison &stage, const ComparisonRow &row)
{
    std::string text;
    if (row.isPair() && row.mark != PairMark::Same) {
        append(text, std::string(toString(row.mark)) + (row.isDecided ? " (decided)" : ""));
    }
    if (!row.baseline.also.empty() || !row.candidate.also.empty()) {
        append(text, counted(row.baseline.also.size() + 1, "→ ") +
                         formatCount(static_cast<std::int64_t>(row.candidate.also.size() + 1)) + " kernels");
    }
    for (const Badge badge : kBadges) {
        if (row.badges.has(badge)) {
            append(text, std::string(toString(badge)));
        }
    }
    if (row.badges.has(Badge::MeanMedianDisagree)) {
        text += " (median " + formatChange(row.logMedianRatio) + ")";
    }
    append(text, decidingText(stage, row));
    return text;
}

std::string testText(const StageComparison &stage, const ComparisonRow &row)
{
    const std::optional<RowDetails> details = detailsOf(stage, row);
    if (!details) {
        return {};
    }
    std::string text = row.badges.has(Badge::Fieller) ? "Fieller's interval" : "Welch's test on the log ratio";
    text += ", ν " + tenths(row.degrees) + ", p " + significant(row.p) + ", adjusted p " + significant(row.adjustedP);
    if (!stage.usesRunMeans) {
        text += ", noise between runs " + formatPercent(stage.between.deviation);
    }
    text += ", threshold " + formatPercent(stage.threshold);
    if (details->besideDrift) {
        text += "; beside the whole run's drift " + formatChange(std::log(*details->besideDrift));
    }
    text += "; median " + formatChange(row.logMedianRatio);
    const double effect = std::round(details->hedgesG * 100.0) / 100.0;
    return text + "; Hedges g " + (effect < 0.0 ? "−" : "") + formatExact(std::abs(effect));
}

std::string sideHeadline(const RunSide &side)
{
    const std::string text = runHeadline(side.firstRun());
    return side.runs().size() == 1 ? text : counted(side.runs().size(), "runs, the first: ") + text;
}

std::vector<std::string> changedFields(const RunComparison &comparison)
{
    std::vector<std::string> fields;
    for (const IdentityField &field : comparison.identity) {
        if (field.isChanged) {
            fields.push_back(field.name + ' ' + field.baseline + " → " + field.candidate);
        }
    }
    return fields;
}

std::string stageTitle(const StageComparison &stage)
{
    return stage.name + " · " + formatDuration(static_cast<double>(stage.baselineNs)) + " → " +
           formatDuration(static_cast<double>(stage.candidateNs)) + " · " + signedDuration(stage.parts.deltaNs) +
           " (calls " + signedDuration(stage.parts.callsNs) + ", speed " + signedDuration(stage.parts.speedNs) + ")";
}

std::vector<std::string> stageSentences(const StageComparison &stage)
{
    std::vector<std::string> sentences;
    for (const std::string &reason : stage.reasons) {
        sentences.push_back("no verdicts: " + reason);
    }
    sentences.push_back(multiplierSentence(stage));
    if (stage.tested > 0) {
        sentences.push_back(noiseSentence(stage));
        sentences.push_back(stage.isQuantumKnown ? "the timer counts in steps of " + formatDuration(stage.quantumNs)
                                                 : "the timer's resolution is not known; 1" +
                                                       std::string(kNoBreakSpace) + "ns is taken");
    }
    return sentences;
}

std::string verdictCounts(const StageComparison &stage)
{
    std::string text;
    for (std::size_t i = 0; i < kVerdictCount; ++i) {
        const auto verdict = static_cast<Verdict>(i);
        if (stage.count(verdict) > 0) {
            append(text, std::string(glyph(verdict)) + ' ' + counted(stage.count(verdict), toString(verdict)), "  ");
        }
    }
    return text;
}

std::string whyUntested(const StageComparison &stage)
{
    const std::size_t pairs = stage.rows.size() - stage.count(PairMark::Added) - stage.count(PairMark::Removed);
    if (stage.tested > 0) {
        return {};
    }
    if (!stage.reasons.empty()) {
        return stage.reasons.front();
    }
    if (pairs == 0 || stage.multiplier.isRefused) {
        return pairs == 0 ? "no kernel is in both tables" : multiplierSentence(stage);
    }
    std::vector<std::string> refusals;
    for (const ComparisonRow &row : stage.rows) {
        const std::string refusal(toString(row.refusal));
        if (!refusal.empty() && !std::ranges::contains(refusals, refusal)) {
            refusals.push_back(refusal);
        }
    }
    std::string text;
    for (const std::string &refusal : refusals) {
        append(text, refusal, ", ");
    }
    return counted(pairs, pairs == 1 ? "pair refused: " : "pairs refused: ") + text;
}

std::string stageFooter(const StageComparison &stage)
{
    const std::size_t pairs = stage.rows.size() - stage.count(PairMark::Added) - stage.count(PairMark::Removed);
    std::string text = counted(stage.tested, "of ") + counted(pairs, "rows tested, ") +
                       counted(stage.count(Verdict::Refused), "refused; ") +
                       counted(pairs, pairs == 1 ? "pair" : "pairs");
    std::string marks;
    for (const PairMark mark : {PairMark::Same, PairMark::Renamed, PairMark::Replaced, PairMark::ByHand}) {
        if (stage.count(mark) > 0) {
            append(marks, counted(stage.count(mark), toString(mark)), ", ");
        }
    }
    text += marks.empty() ? "" : ": " + marks;
    for (const Verdict verdict : {Verdict::Added, Verdict::Removed, Verdict::NotObserved}) {
        if (stage.count(verdict) > 0) {
            text += ", " + counted(stage.count(verdict), toString(verdict));
        }
    }
    return text;
}

} // namespace atlas
