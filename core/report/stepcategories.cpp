#include "core/report/stepcategories.h"

#include "core/base/format.h"
#include "core/run/capturesummary.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace atlas
{

namespace
{
/// Categories in the order they are shown, and the ops of each.
struct Category
{
    std::string_view name;
    std::array<std::string_view, 8> ops;
};
constexpr std::array kCategories = {
    Category{"attention", {"attention", "softmax"}},
    Category{"GEMM", {"gemm", "gemv", "conv"}},
    Category{"MoE", {"moe"}},
    Category{"communication", {"communication"}},
    Category{"norm and elementwise", {"norm", "elementwise", "rope", "reduce", "random"}},
    Category{"quantise and cast", {"quantize", "copy/cast"}},
    Category{"sampling", {"sampling", "sort/scan"}},
    Category{"memory", {"cat", "transpose", "index/gather", "scatter", "embedding", "fill/memset"}},
};
constexpr std::string_view kOther = "other kernels";

std::string_view categoryOf(std::string_view op)
{
    if (op.empty()) {
        return kOther;
    }
    const auto found = std::ranges::find_if(
        kCategories, [op](const Category &category) { return std::ranges::contains(category.ops, op); });
    return found != kCategories.end() ? found->name : kOther;
}

/// `uses` steps (or GPUs) took `use` each on average.
StepBreakdown breakdownOf(const Run &run, const Stage &table, const TimeUse &use, double uses, const OpOfName &op)
{
    std::map<std::string_view, double> sums;
    double kernelNs = 0.0;
    for (const KernelRow &row : table.rows) {
        const double ns = static_cast<double>(row.timing.totalNs) / uses;
        sums[op ? categoryOf(op(run.name(row.kernel))) : kOther] += ns;
        kernelNs += ns;
    }
    StepBreakdown step;
    step.wallNs = static_cast<double>(use.wallNs);
    const auto add = [&](std::string_view name, double ns) {
        if (ns != 0.0) {
            step.parts.push_back({std::string(name), ns});
        }
    };
    for (const Category &category : kCategories) {
        add(category.name, sums[category.name]);
    }
    add(kOther, sums[kOther]);
    add("copy", static_cast<double>(use.exposedCopyNs));
    add("idle", static_cast<double>(use.idleNs));
    // Kernels that run at once are counted above each for itself.
    const double overlapNs = static_cast<double>(use.busyNs - use.exposedCopyNs) - kernelNs;
    add("overlap", std::abs(overlapNs) < 1.0 ? 0.0 : overlapNs);
    return step;
}

std::string changeText(double baselineNs, double candidateNs)
{
    if (baselineNs <= 0.0) {
        return {};
    }
    const double percent = (candidateNs / baselineNs - 1.0) * 100.0;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%s%.1f %%", percent < 0.0 ? "−" : "+", std::abs(percent));
    return text.data();
}
} // namespace

std::vector<StepBreakdown> stepBreakdowns(const Run &run, const OpOfName &op)
{
    std::vector<StepBreakdown> steps;
    if (run.capture() == nullptr) {
        return steps;
    }
    const CaptureSummary &capture = *run.capture();
    for (const StepSummary &summary : capture.steps) {
        const std::optional<StageId> stage = run.findStage(summary.stage);
        if (stage && summary.uses > 0) {
            steps.push_back(breakdownOf(run, run.stage(*stage), summary.mean, static_cast<double>(summary.uses), op));
            steps.back().stage = summary.stage;
            steps.back().steps = summary.steps;
        }
    }
    if (steps.empty() && capture.time.wallNs > 0) {
        const double devices = std::max(1.0, static_cast<double>(capture.ranks.size()));
        steps.push_back(breakdownOf(run, run.combined(), capture.time, devices, op));
        steps.back().stage = "capture";
    }
    return steps;
}

std::vector<StepPair::Row> StepPair::rows() const
{
    std::vector<Row> list;
    const auto rowOf = [&](const std::string &name) -> Row & {
        const auto found = std::ranges::find(list, name, &Row::name);
        return found != list.end() ? *found : list.emplace_back(Row{name, 0.0, 0.0});
    };
    for (const StepBreakdown::Part &part : baseline.parts) {
        rowOf(part.name).baselineNs = part.ns;
    }
    for (const StepBreakdown::Part &part : candidate.parts) {
        rowOf(part.name).candidateNs = part.ns;
    }
    return list;
}

std::string StepPair::headline() const
{
    const std::string name =
        baseline.stage == "capture" || baseline.stage == "step" ? baseline.stage : baseline.stage + " step";
    const std::string change = changeText(baseline.wallNs, candidate.wallNs);
    return name + ' ' + formatDuration(baseline.wallNs) + " → " + formatDuration(candidate.wallNs) +
           (change.empty() ? std::string() : " (" + change + ")");
}

std::vector<StepPair> pairSteps(const Run &baseline, const Run &candidate, const OpOfName &op)
{
    std::vector<StepPair> pairs;
    const std::vector<StepBreakdown> others = stepBreakdowns(candidate, op);
    for (StepBreakdown &step : stepBreakdowns(baseline, op)) {
        const auto other = std::ranges::find(others, step.stage, &StepBreakdown::stage);
        if (other != others.end()) {
            pairs.push_back({std::move(step), *other});
        }
    }
    std::ranges::stable_sort(pairs, std::greater(), [](const StepPair &pair) {
        return pair.baseline.wallNs * static_cast<double>(std::max<std::size_t>(pair.baseline.steps, 1));
    });
    return pairs;
}

nlohmann::ordered_json stepPairsJson(const std::vector<StepPair> &pairs)
{
    using Json = nlohmann::ordered_json;
    Json list = Json::array();
    for (const StepPair &pair : pairs) {
        Json parts = Json::array();
        for (const StepPair::Row &row : pair.rows()) {
            parts.push_back({{"name", row.name}, {"baseline_ns", row.baselineNs}, {"candidate_ns", row.candidateNs}});
        }
        list.push_back({{"stage", pair.baseline.stage},
                        {"baseline_wall_ns", pair.baseline.wallNs},
                        {"candidate_wall_ns", pair.candidate.wallNs},
                        {"baseline_steps", pair.baseline.steps},
                        {"candidate_steps", pair.candidate.steps},
                        {"parts", std::move(parts)}});
    }
    return list;
}

} // namespace atlas
