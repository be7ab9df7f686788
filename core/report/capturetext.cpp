#include "core/report/capturetext.h"

#include "core/base/format.h"
#include "core/base/text.h"
#include "core/report/ordertext.h"
#include "core/run/distribution.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace atlas
{

namespace
{
using Json = nlohmann::ordered_json;

std::string duration(std::int64_t ns)
{
    return formatDuration(static_cast<double>(ns));
}

Json timeJson(const TimeUse &use)
{
    return {{"wall_ns", use.wallNs},
            {"busy_ns", use.busyNs},
            {"idle_ns", use.idleNs},
            {"compute_ns", use.computeNs},
            {"exposed_communication_ns", use.exposedCommNs},
            {"exposed_copy_ns", use.exposedCopyNs},
            {"kernel_ns", use.kernelNs}};
}

Json timingJson(const KernelTiming &timing)
{
    return {{"total_ns", timing.totalNs},   {"instances", timing.instances}, {"average_ns", timing.averageNs()},
            {"median_ns", timing.medianNs}, {"min_ns", timing.minNs},        {"max_ns", timing.maxNs}};
}

Json shapeJson(const LaunchShape &shape)
{
    return shape == LaunchShape() ? Json() : Json(shape);
}

/// A JSON text as the trace had it; as a string where it is none.
Json parsed(const std::string &text)
{
    if (text.empty()) {
        return nullptr;
    }
    Json json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? Json(text) : json;
}

std::string verdictText(const CaptureVerdict &verdict)
{
    std::string text = "! " + verdict.reason + ". Spoils " + verdict.spoils + "; holds: " + verdict.holds;
    return verdict.cure.empty() ? text : text + ". Cure: " + verdict.cure;
}
} // namespace

std::string timeUseText(const TimeUse &use)
{
    std::string text =
        duration(use.wallNs) + " = " + duration(use.busyNs) + " busy + " + duration(use.idleNs) + " idle";
    if (use.exposedCommNs > 0) {
        text += " · exposed communication " + duration(use.exposedCommNs);
    }
    if (use.exposedCopyNs > 0) {
        text += " · exposed copies " + duration(use.exposedCopyNs);
    }
    return text;
}

namespace
{
/// "decode step" of "decode bs 32", whose batch is said behind.
std::string stepName(const std::string &stage)
{
    const std::size_t batch = stage.find(" bs ");
    const std::string name = stage.substr(0, batch);
    return name == "step" ? name : name + " step";
}

std::string stepLine(const StepSummary &step, std::size_t ranks)
{
    std::string line = stepName(step.stage) + ' ' + timeUseText(step.median) + " · ";
    const auto steps = static_cast<std::int64_t>(step.steps);
    if (step.of > step.steps) {
        line += formatCount(steps) + " of " + formatCount(static_cast<std::int64_t>(step.of)) + " steps";
    } else {
        line += "median of " + formatCount(steps) + (step.steps == 1 ? " step" : " steps");
    }
    if (const std::size_t batch = step.stage.find(" bs "); batch != std::string::npos) {
        line += " · " + step.stage.substr(batch + 1);
    }
    if (ranks > 1) {
        line += " · " + formatCount(static_cast<std::int64_t>(ranks)) + " ranks ± " + formatPercent(step.rankSpread);
    }
    return line;
}
} // namespace

const StepSummary *mainStep(const CaptureSummary &capture)
{
    const auto weight = [](const StepSummary &step) {
        const bool isDecode = step.stage.starts_with("decode");
        return std::pair(isDecode, static_cast<double>(step.median.wallNs) * static_cast<double>(step.steps));
    };
    const auto most = std::ranges::max_element(capture.steps, {}, weight);
    return most != capture.steps.end() ? &*most : nullptr;
}

std::string stepHeadline(const Run &run)
{
    if (run.capture() == nullptr) {
        return {};
    }
    const CaptureSummary &capture = *run.capture();
    if (const StepSummary *step = mainStep(capture)) {
        return stepLine(*step, capture.ranks.size());
    }
    std::string line = formatCount(capture.launches) + " launches";
    if (capture.time.wallNs > 0) {
        line = "capture " + timeUseText(capture.time) + " · " + line;
    }
    return capture.ranks.empty()
               ? line
               : line + " · " + formatCount(static_cast<std::int64_t>(capture.ranks.size())) + " GPUs";
}

std::string usabilityLine(const Run &run)
{
    if (run.capture() == nullptr) {
        return {};
    }
    std::string line;
    for (const CaptureVerdict &verdict : run.capture()->verdicts) {
        line += (line.empty() ? "Usable with care: " : "; ") + verdict.reason + " (spoils " + verdict.spoils + ")";
    }
    return line.empty() ? std::string("Usable: nothing was found that spoils this capture") : line;
}

std::vector<std::string> captureLines(const Run &run)
{
    std::vector<std::string> textLines;
    if (run.capture() == nullptr) {
        return textLines;
    }
    const CaptureSummary &capture = *run.capture();
    const StepSummary *main = mainStep(capture);
    if (main != nullptr) {
        textLines.push_back(stepHeadline(run));
    }
    std::string head = capture.format + " · " + formatCount(capture.launches) + " launches";
    if (capture.time.wallNs > 0) {
        head += " · " + timeUseText(capture.time);
        if (capture.time.kernelNs > capture.time.busyNs) {
            head += " · kernels sum to " + duration(capture.time.kernelNs) + " because streams overlap";
        }
    }
    textLines.push_back(std::move(head));
    for (const StepSummary &step : capture.steps) {
        if (&step != main) {
            textLines.push_back(stepLine(step, capture.ranks.size()));
        }
    }
    if (capture.knownOperations >= 0.0) {
        textLines.push_back("the framework's operation is known for " + formatPercent(capture.knownOperations) +
                            " of the kernel time");
    }
    for (const CaptureVerdict &verdict : capture.verdicts) {
        textLines.push_back(verdictText(verdict));
    }
    return textLines;
}

Json captureJson(const Run &run)
{
    if (run.capture() == nullptr) {
        return nullptr;
    }
    const CaptureSummary &capture = *run.capture();
    Json json = {{"format", capture.format}, {"launches", capture.launches}, {"headline", stepHeadline(run)}};
    json["ranks"] = capture.ranks;
    json["time"] = capture.time.wallNs > 0 ? timeJson(capture.time) : Json();
    json["known_operations"] = capture.knownOperations >= 0.0 ? Json(capture.knownOperations) : Json();
    Json &steps = json["steps"] = Json::array();
    for (const StepSummary &step : capture.steps) {
        steps.push_back({{"stage", step.stage},
                         {"steps", step.steps},
                         {"of", step.of},
                         {"median", timeJson(step.median)},
                         {"mean", timeJson(step.mean)},
                         {"rank_spread", capture.ranks.size() > 1 ? Json(step.rankSpread) : Json()}});
    }
    json["order"] = orderJson(run);
    Json &verdicts = json["verdicts"] = Json::array();
    for (const CaptureVerdict &verdict : capture.verdicts) {
        verdicts.push_back({{"code", verdict.code},
                            {"reason", verdict.reason},
                            {"spoils", verdict.spoils},
                            {"holds", verdict.holds},
                            {"cure", verdict.cure}});
    }
    Json &ranges = json["ranges"] = Json::array();
    for (const RangeSummary &range : capture.ranges) {
        ranges.push_back({{"text", range.text},
                          {"depth", range.depth},
                          {"count", range.count},
                          {"launches", range.launches},
                          {"total_ns", range.totalNs},
                          {"stage", range.stage.empty() ? Json() : Json(range.stage)},
                          {"left_out", range.isLeftOut}});
    }
    return json;
}

Json ranksJson(const Run &run, const Stage &stage, KernelId kernel)
{
    if (stage.distributions == nullptr || run.capture() == nullptr ||
        kernel.index() >= stage.distributions->ranks().size()) {
        return nullptr;
    }
    const RankUse &use = stage.distributions->ranks()[kernel.index()];
    const std::vector<std::string> &ranks = run.capture()->ranks;
    return {{"median_total_ns", use.medianNs},
            {"min_total_ns", use.leastNs},
            {"max_total_ns", use.mostNs},
            {"spread", use.spread()},
            {"slowest", use.slowest < ranks.size() ? Json(ranks[use.slowest]) : Json()}};
}

Json launchesJson(const Stage &stage, KernelId kernel)
{
    const LaunchDistribution *distribution = stage.distributions != nullptr ? stage.distributions->of(kernel) : nullptr;
    if (distribution == nullptr) {
        return nullptr;
    }
    Json json = {{"p95_ns", distribution->p95Ns}, {"p99_ns", distribution->p99Ns}};
    Json &histogram = json["histogram"] = Json::array();
    for (const HistogramBin &bin : distribution->histogram.bins()) {
        const auto [first, last] = Histogram::boundsOf(bin.bin);
        histogram.push_back({first, last, bin.count});
    }
    Json &variants = json["variants"] = Json::array();
    for (const VariantTiming &variant : distribution->variants) {
        Json each = {{"grid", shapeJson(variant.grid)}, {"block", shapeJson(variant.block)}};
        each.update(timingJson(variant.timing));
        variants.push_back(std::move(each));
    }
    Json &operations = json["operations"] = Json::array();
    for (const OperationUse &use : distribution->operations) {
        operations.push_back({{"name", use.name},
                              {"input_dims", parsed(use.inputDims)},
                              {"input_types", parsed(use.inputTypes)},
                              {"launches", use.launches},
                              {"total_ns", use.totalNs}});
    }
    return json;
}

} // namespace atlas
