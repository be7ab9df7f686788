#include "core/run/scopes.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace atlas
{

namespace
{
/// Stages of a vision-language model that run inside prefill.
constexpr std::array<std::string_view, 3> kInsidePrefill = {"sam", "clip", "projector"};
constexpr std::string_view kOuter = "prefill";

std::optional<std::size_t> indexOf(const std::vector<Stage> &stages, std::string_view name)
{
    const auto found =
        std::ranges::find_if(stages, [&](const Stage &stage) { return !stage.isCombined && stage.name == name; });
    return found != stages.end() ? std::optional(static_cast<std::size_t>(found - stages.begin())) : std::nullopt;
}

bool numbersAllow(const Stage &inner, const Stage &outer)
{
    return !inner.rows.empty() && std::ranges::all_of(inner.rows, [&](const KernelRow &row) {
        const std::optional<std::size_t> there = outer.rowOf(row.kernel);
        return there && outer.rows[*there].timing.instances >= row.timing.instances;
    });
}

bool wouldBeCircle(const std::vector<Stage> &stages, std::size_t inner, std::size_t outer)
{
    for (std::optional<StageId> at = makeId<StageId>(outer); at; at = stages[at->index()].scope.nestedIn) {
        if (at->index() == inner) {
            return true;
        }
    }
    return false;
}

void nestAsSaid(std::vector<Stage> &stages, const std::string &inner, const std::string &outer,
                std::vector<Diagnostic> &diagnostics)
{
    const std::optional<std::size_t> innerIndex = indexOf(stages, inner);
    const std::optional<std::size_t> outerIndex = indexOf(stages, outer);
    if (innerIndex) {
        stages[*innerIndex].scope.nestedIn = std::nullopt;
    }
    if (outer.empty()) {
        return;
    }
    if (!innerIndex || !outerIndex || wouldBeCircle(stages, *innerIndex, *outerIndex)) {
        diagnostics.push_back(
            {Severity::Warning,
             "nesting-unknown",
             "the project file says that stage '" + inner + "' lies in '" + outer + "', but " +
                 (innerIndex && outerIndex ? "that would be a circle"
                                           : "the run has no stage '" + (innerIndex ? outer : inner) + "'"),
             {},
             {},
             0});
        return;
    }
    stages[*innerIndex].scope.nestedIn = makeId<StageId>(*outerIndex);
}

bool isTopLevel(const Stage &stage)
{
    return !stage.isCombined && !stage.scope.nestedIn;
}

/// In how many top-level stages each kernel is.
std::vector<std::uint32_t> countStages(const std::vector<Stage> &stages, std::size_t kernelCount)
{
    std::vector<std::uint32_t> counts(kernelCount);
    for (const Stage &stage : stages) {
        for (const KernelRow &row : stage.rows) {
            counts[row.kernel.index()] += isTopLevel(stage) ? 1 : 0;
        }
    }
    return counts;
}

/// Ratio of combined's call counts to the stage's, over kernels that no other top-level stage has; 0 without such
/// kernels.
double ownRatio(const Stage &combined, const Stage &stage, const std::vector<std::uint32_t> &stagesOfKernel)
{
    std::vector<std::pair<double, double>> ratios;
    for (const KernelRow &row : stage.rows) {
        const std::optional<std::size_t> there = combined.rowOf(row.kernel);
        if (there && stagesOfKernel[row.kernel.index()] == 1) {
            const KernelTiming &whole = combined.rows[*there].timing;
            ratios.emplace_back(static_cast<double>(whole.instances) / static_cast<double>(row.timing.instances),
                                static_cast<double>(whole.totalNs));
        }
    }
    return weightedMedian(std::move(ratios));
}

/// A stage whose counts fit combined fewer times than another's was captured over more iterations.
void findStageIterations(std::vector<Stage> &stages, std::size_t kernelCount)
{
    const std::vector<std::uint32_t> stagesOfKernel = countStages(stages, kernelCount);
    std::vector<double> ratios;
    for (const Stage &stage : stages) {
        ratios.push_back(isTopLevel(stage) ? ownRatio(stages.front(), stage, stagesOfKernel) : 0.0);
    }
    const double largest = *std::ranges::max_element(ratios);
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (!isTopLevel(stages[i])) {
            continue;
        }
        const double times = ratios[i] > 0.0 ? largest / ratios[i] : 1.0;
        const double whole = std::round(times);
        // Only a whole number of passes is clear; anything else is the run's own variation.
        stages[i].scope.iterations = std::abs(times / whole - 1.0) <= kCountTolerance ? whole : 1.0;
    }
}

/// One iteration of all top-level stages together.
struct Iteration
{
    std::vector<double> calls; // by KernelId
    double totalNs = 0.0;
};

Iteration oneIteration(const std::vector<Stage> &stages, std::size_t kernelCount)
{
    Iteration iteration{std::vector<double>(kernelCount), 0.0};
    for (const Stage &stage : stages) {
        if (!isTopLevel(stage)) {
            continue;
        }
        iteration.totalNs += static_cast<double>(stage.totalNs) / stage.scope.iterations;
        for (const KernelRow &row : stage.rows) {
            iteration.calls[row.kernel.index()] += static_cast<double>(row.timing.instances) / stage.scope.iterations;
        }
    }
    return iteration;
}

/// Time of combined's kernels whose counts are k times those of one iteration.
double consistentNs(const Stage &combined, const Iteration &iteration, double k)
{
    double sum = 0.0;
    for (const KernelRow &row : combined.rows) {
        const double expected = k * iteration.calls[row.kernel.index()];
        const double difference = std::abs(static_cast<double>(row.timing.instances) - expected);
        const bool agrees = expected > 0.0 && (difference <= kCountTolerance * expected || difference <= 0.5);
        sum += agrees ? static_cast<double>(row.timing.totalNs) : 0.0;
    }
    return sum;
}

void findCombinedIterations(Stage &combined, const Iteration &iteration)
{
    std::vector<std::pair<double, double>> ratios;
    for (const KernelRow &row : combined.rows) {
        if (const double calls = iteration.calls[row.kernel.index()]; calls > 0.0) {
            ratios.emplace_back(static_cast<double>(row.timing.instances) / calls,
                                static_cast<double>(row.timing.totalNs));
        }
    }
    const double k = weightedMedian(std::move(ratios));
    const auto totalNs = static_cast<double>(combined.totalNs);
    if (k <= 0.0 || totalNs <= 0.0) {
        return;
    }
    const double explained = 1.0 - std::abs(1.0 - k * iteration.totalNs / totalNs);
    if (explained >= kLeastExplained && consistentNs(combined, iteration, k) >= kLeastConsistent * totalNs) {
        combined.scope.iterations = k;
        combined.scope.explained = explained;
    }
}
} // namespace

double weightedMedian(std::vector<std::pair<double, double>> values)
{
    std::ranges::sort(values);
    double half = 0.0;
    for (const auto &[value, weight] : values) {
        half += weight / 2.0;
    }
    double seen = 0.0;
    for (const auto &[value, weight] : values) {
        seen += weight;
        if (seen >= half && half > 0.0) {
            return value;
        }
    }
    return 0.0;
}

void findNesting(std::vector<Stage> &stages, const std::vector<std::pair<std::string, std::string>> &said,
                 std::vector<Diagnostic> &diagnostics)
{
    if (const std::optional<std::size_t> outer = indexOf(stages, kOuter)) {
        for (const std::string_view name : kInsidePrefill) {
            const std::optional<std::size_t> inner = indexOf(stages, name);
            if (inner && numbersAllow(stages[*inner], stages[*outer])) {
                stages[*inner].scope.nestedIn = makeId<StageId>(*outer);
            }
        }
    }
    for (const auto &[inner, outer] : said) {
        nestAsSaid(stages, inner, outer, diagnostics);
    }
}

void findIterations(std::vector<Stage> &stages, std::size_t kernelCount)
{
    findStageIterations(stages, kernelCount);
    findCombinedIterations(stages.front(), oneIteration(stages, kernelCount));
    for (Stage &stage : stages) {
        const Stage *outer = &stage;
        while (outer->scope.nestedIn) {
            outer = &stages[outer->scope.nestedIn->index()];
        }
        stage.scope.iterations = outer->scope.iterations;
    }
}

} // namespace atlas
