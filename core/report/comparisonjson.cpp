#include "core/base/parallel.h"
#include "core/report/comparisonprinters.h"
#include "core/report/comparisontext.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>
#include <vector>

namespace atlas
{

namespace
{
using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
/// Names from which a second thread is worth its start.
constexpr std::size_t kWorthThreads = 1'000;

/// What the kernels of the rows are called. A kernel is in several tables, and reading its name takes longer than to
/// print its row: it is read once.
class RowWords
{
public:
    RowWords(const RunComparison &comparison, std::size_t top)
    {
        std::vector<const ComparisonRow *> rows;
        for (const StageComparison &stage : comparison.stages) {
            for (const ComparisonRow &row : shownRows(stage, top)) {
                if (m_index.try_emplace(row.rawName(), rows.size()).second) {
                    rows.push_back(&row);
                }
            }
        }
        m_words.resize(rows.size());
        forEachPart(rows.size(), kWorthThreads, [&](std::size_t begin, std::size_t end, std::size_t) {
            for (std::size_t i = begin; i < end; ++i) {
                m_words[i] = {comparison.friendlyName(*rows[i]), std::string(comparison.library(*rows[i])),
                              std::string(comparison.op(*rows[i]))};
            }
        });
    }

    struct Words
    {
        std::string friendlyName;
        std::string library;
        std::string op;
    };
    [[nodiscard]] const Words &of(const ComparisonRow &row) const { return m_words[m_index.at(row.rawName())]; }

    static std::span<const ComparisonRow> shownRows(const StageComparison &stage, std::size_t top)
    {
        return std::span(stage.rows).first(std::min(top, stage.rows.size()));
    }

private:
    std::unordered_map<std::string_view, std::size_t> m_index;
    std::vector<Words> m_words;
};

Json orNull(double value)
{
    return std::isfinite(value) ? Json(value) : Json();
}

/// Times that are whole ns without a decimal point.
Json timeOrNull(double ns)
{
    return std::isfinite(ns) && ns == std::floor(ns) && std::abs(ns) < 9e15 ? Json(static_cast<std::int64_t>(ns))
                                                                            : orNull(ns);
}

Json jsonKernel(const ComparedKernel &kernel)
{
    if (!kernel.isThere()) {
        return nullptr;
    }
    const KernelTiming &timing = kernel.timing;
    return {{"raw_name", kernel.rawName},
            {"also", kernel.also},
            {"total_ns", timing.totalNs},
            {"instances", timing.instances},
            {"average_ns", timeOrNull(timing.averageNs())},
            {"median_ns", timeOrNull(timing.medianNs)},
            {"min_ns", timeOrNull(timing.minimumNs())},
            {"max_ns", timeOrNull(timing.maximumNs())},
            {"stddev_ns", timeOrNull(timing.standardDeviationNs)},
            {"compared_total_ns", kernel.perIteration.totalNs},
            {"compared_instances", timeOrNull(kernel.perIteration.calls)}};
}

Json jsonTest(const StageComparison &stage, const ComparisonRow &row)
{
    const std::optional<RowDetails> details = detailsOf(stage, row);
    if (!details) {
        return nullptr;
    }
    const Interval interval = row.interval();
    return {{"low", orNull(interval.low)},
            {"high", orNull(interval.high)},
            {"degrees", orNull(row.degrees)},
            {"p", orNull(row.p)},
            {"adjusted_p", orNull(row.adjustedP)},
            {"holm_p", orNull(row.holmP)},
            {"beside_drift", details->besideDrift ? orNull(*details->besideDrift) : Json()},
            {"hedges_g", orNull(details->hedgesG)},
            {"deciding_threshold", details->decidingThreshold ? orNull(*details->decidingThreshold) : Json()},
            {"deciding_calls_factor", details->decidingCalls ? orNull(*details->decidingCalls) : Json()}};
}

Json jsonRow(const RowWords::Words &words, const StageComparison &stage, const ComparisonRow &row)
{
    Json badges = Json::array();
    for (const Badge badge : kBadges) {
        if (row.badges.has(badge)) {
            badges.push_back(toString(badge));
        }
    }
    return {{"pair", toString(row.mark)},
            {"decided", row.isDecided},
            {"verdict", toString(row.verdict)},
            {"reason", row.refusal == Refusal::None ? Json() : Json(toString(row.refusal))},
            {"badges", std::move(badges)},
            {"friendly_name", words.friendlyName},
            {"source_lib", words.library},
            {"op", words.op},
            {"delta_ns", row.parts.deltaNs},
            {"calls_ns", row.parts.callsNs},
            {"speed_ns", row.parts.speedNs},
            {"ratio", orNull(row.ratio())},
            {"median_ratio", orNull(row.medianRatio())},
            {"test", jsonTest(stage, row)},
            {"baseline", jsonKernel(row.baseline)},
            {"candidate", jsonKernel(row.candidate)}};
}

Json jsonMultiplier(const Multiplier &multiplier)
{
    Json clusters = Json::array();
    for (const RatioCluster &cluster : multiplier.clusters) {
        clusters.push_back({{"ratio", cluster.ratio}, {"kernels", cluster.kernels}, {"time_share", cluster.timeShare}});
    }
    return {{"k", multiplier.kernels > 0 ? Json(multiplier.ratio.value()) : Json()},
            {"refused", multiplier.isRefused},
            {"shared_kernels", multiplier.kernels},
            {"consistent_kernels", multiplier.consistentKernels},
            {"consistent_time_share", multiplier.consistentShare},
            {"clusters", std::move(clusters)}};
}

template<class Meaning, std::size_t count>
Json jsonCounts(const std::array<std::size_t, count> &counts)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < count; ++i) {
        json[std::string(toString(static_cast<Meaning>(i)))] = counts[i];
    }
    return json;
}

Json jsonStage(const RowWords &words, const StageComparison &stage, std::size_t top)
{
    const BetweenRuns &between = stage.between;
    Json json = {{"name", stage.name},
                 {"combined", stage.isCombined},
                 {"reasons", stage.reasons},
                 {"multiplier", jsonMultiplier(stage.multiplier)},
                 {"baseline_divided_by", stage.baselineDivisor},
                 {"candidate_divided_by", stage.candidateDivisor},
                 {"timer_step_ns", stage.isQuantumKnown ? Json(stage.quantumNs) : Json()},
                 {"unit", stage.usesRunMeans ? "run means" : "calls"},
                 {"drift", between.isAssumed ? Json() : orNull(std::exp(between.drift))},
                 {"between_runs", stage.usesRunMeans ? Json() : orNull(between.deviation)},
                 {"between_runs_assumed", between.isAssumed},
                 {"stable_rows", between.rows},
                 {"baseline_ns", stage.baselineNs},
                 {"candidate_ns", stage.candidateNs},
                 {"delta_ns", stage.parts.deltaNs},
                 {"calls_ns", stage.parts.callsNs},
                 {"speed_ns", stage.parts.speedNs},
                 {"added_ns", stage.addedNs},
                 {"removed_ns", stage.removedNs},
                 {"tested", stage.tested},
                 {"verdicts", jsonCounts<Verdict>(stage.verdicts)},
                 {"pairs", jsonCounts<PairMark>(stage.marks)}};
    Json &rows = json["rows"] = Json::array();
    for (const ComparisonRow &row : RowWords::shownRows(stage, top)) {
        rows.push_back(jsonRow(words.of(row), stage, row));
    }
    return json;
}

Json jsonSide(const RunSide &side)
{
    Json runs = Json::array();
    for (const auto &run : side.runs()) {
        const RunIdentity &identity = run->identity();
        runs.push_back({{"label", identity.label},
                        {"gpu", identity.gpu},
                        {"cuda", identity.cuda},
                        {"torch", identity.torch},
                        {"transformers", identity.transformers},
                        {"kernels", run->kernelCount()}});
    }
    return runs;
}

Json jsonGate(std::span<const RunComparison> comparisons, double threshold)
{
    Json json = {{"threshold", threshold}, {"slower", Json::array()}, {"untested", Json::array()}};
    for (const RunComparison &comparison : comparisons) {
        if (const std::string why = whyUntested(comparison); !why.empty()) {
            json["untested"].push_back({{"candidate", &comparison - comparisons.data()}, {"reason", why}});
        }
    }
    for (const GateFinding &finding : findSlower(comparisons, threshold)) {
        json["slower"].push_back({{"candidate", finding.comparison - comparisons.data()},
                                  {"stage", finding.stage->name},
                                  {"raw_name", finding.row->rawName()},
                                  {"ratio", finding.row->ratio()},
                                  {"holm_p", finding.holmP}});
    }
    return json;
}
} // namespace

std::string printComparisonJson(std::span<const RunComparison> comparisons, const ComparisonReportOptions &options)
{
    const RunComparison &first = comparisons.front();
    Json json = {{"version", kVersion},
                 {"threshold", first.options.threshold},
                 {"baseline", jsonSide(*first.baseline)},
                 {"comparisons", Json::array()}};
    for (const RunComparison &comparison : comparisons) {
        Json changed = Json::object();
        for (const IdentityField &field : comparison.identity) {
            if (field.isChanged) {
                changed[field.name] = {field.baseline, field.candidate};
            }
        }
        Json &each = json["comparisons"].emplace_back(Json{{"candidate", jsonSide(*comparison.candidate)},
                                                           {"changed", std::move(changed)},
                                                           {"reasons", comparison.reasons},
                                                           {"notes", comparison.notes}});
        if (const std::vector<StepPair> steps = stepPairsOf(comparison); !steps.empty()) {
            each["steps"] = stepPairsJson(steps);
        }
        each["stages"] = Json::array();
        const std::size_t top = options.top.value_or(std::numeric_limits<std::size_t>::max());
        const RowWords words(comparison, top);
        for (const StageComparison &stage : comparison.stages) {
            each["stages"].push_back(jsonStage(words, stage, top));
        }
    }
    if (options.gate) {
        json["gate"] = jsonGate(comparisons, *options.gate);
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace atlas
