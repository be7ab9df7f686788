// Comparing two large runs, and how often a comparison is right where the truth is known.

#include "core/comparison/runcomparison.h"
#include "core/run/runbuilder.h"
#include "core/run/runloader.h"

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdlib>
#include <memory>
#include <random>

namespace
{
using namespace atlas;

constexpr std::size_t kLargeRun = 100'000;

/// A row that could be true: `mean` of a normal sample of `calls` values around `trueMean`.
KernelTiming drawnTiming(double trueMean, double spread, std::int64_t calls, std::mt19937_64 &random)
{
    std::normal_distribution<double> normal;
    const double deviation = trueMean * spread;
    const double mean = trueMean + normal(random) * deviation / std::sqrt(static_cast<double>(calls));
    const double reach = calls == 1 ? 0.0 : 3.5 * deviation;
    const auto total = static_cast<std::int64_t>(std::llround(mean * static_cast<double>(calls)));
    const double rowMean = static_cast<double>(total) / static_cast<double>(calls);
    return {total,
            calls,
            static_cast<std::int64_t>(std::floor(rowMean - reach)),
            static_cast<std::int64_t>(std::ceil(rowMean + reach)),
            rowMean,
            calls == 1 ? 0.0 : deviation};
}

std::string longName(std::size_t i, const std::string &tile)
{
    return "void cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_" + tile + "_32x3_tn_align8_variant_" +
           std::string(1 + i % 3, static_cast<char>('a' + i % 26)) + std::to_string(i) +
           ">(cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_256x128_32x3_tn_align8>::Params)";
}

/// Combined and five stages of `kernels` kernels; every `renamedEach`-th one has another tile (0: none).
std::shared_ptr<const Run> largeRun(std::size_t kernels, double factor, std::size_t renamedEach)
{
    RunBuilder builder("bench");
    std::mt19937_64 random(1);
    std::lognormal_distribution<double> calls(4.0, 2.0);
    std::lognormal_distribution<double> mean(9.0, 1.5);
    for (const char *name : {"combined", "prefill", "decode", "sam", "clip", "projector"}) {
        Stage stage;
        stage.name = name;
        stage.isCombined = stage.name == "combined";
        for (std::size_t i = 0; i < (stage.isCombined ? kernels : kernels * 7 / 10); ++i) {
            const bool isRenamed = renamedEach > 0 && i % renamedEach == 0;
            const auto count = static_cast<std::int64_t>(1.0 + calls(random));
            stage.rows.push_back({builder.names().intern(longName(i, isRenamed ? "128x64" : "256x128")),
                                  drawnTiming((800.0 + mean(random)) * factor, 0.08, count, random)});
        }
        builder.addStage(std::move(stage));
    }
    return builder.build();
}

void compareLarge(benchmark::State &state, std::size_t renamedEach)
{
    const Runs baseline = {largeRun(kLargeRun, 1.0, 0)};
    const Runs candidate = {largeRun(kLargeRun, 1.02, renamedEach)};
    std::size_t rows = 0;
    for (auto _ : state) {
        const auto comparison = compareRuns(baseline, candidate);
        rows = 0;
        for (const StageComparison &stage : comparison->stages) {
            rows += stage.rows.size();
        }
    }
    state.counters["rows"] = static_cast<double>(rows);
}

void sameNames(benchmark::State &state)
{
    compareLarge(state, 0);
}
void everyTenthRenamed(benchmark::State &state)
{
    compareLarge(state, 10);
}

/// The runs in $ATLAS_COMPARE_BASELINE and $ATLAS_COMPARE_CANDIDATE, loaded outside of the time.
void givenRuns(benchmark::State &state)
{
    const char *baseline = std::getenv("ATLAS_COMPARE_BASELINE");
    const char *candidate = std::getenv("ATLAS_COMPARE_CANDIDATE");
    if (baseline == nullptr || candidate == nullptr) {
        state.SkipWithError("set ATLAS_COMPARE_BASELINE and ATLAS_COMPARE_CANDIDATE");
        return;
    }
    const auto a = loadRun(baseline);
    const auto b = loadRun(candidate);
    for (auto _ : state) {
        benchmark::DoNotOptimize(compareRuns({*a}, {*b}));
    }
}

/// Kernels of a simulated run: true mean, spread of its calls, number of calls.
struct TrueKernel
{
    double meanNs;
    double spread;
    std::int64_t calls;
};

std::vector<TrueKernel> drawKernels(std::mt19937_64 &random)
{
    std::lognormal_distribution<double> calls(5.0, 1.5);
    std::lognormal_distribution<double> mean(9.0, 1.0);
    std::uniform_real_distribution<double> spread(0.01, 0.2);
    std::vector<TrueKernel> kernels;
    for (int i = 0; i < 60; ++i) {
        kernels.push_back({2000.0 + mean(random), spread(random), 1 + static_cast<std::int64_t>(calls(random))});
    }
    return kernels;
}

/// One capture: every kernel's mean is shifted by what differs from run to run; the first by `change` too.
std::shared_ptr<const Run> capture(const std::vector<TrueKernel> &kernels, double betweenRuns, double change,
                                   std::mt19937_64 &random)
{
    std::normal_distribution<double> shift(0.0, betweenRuns);
    RunBuilder builder("capture");
    Stage stage;
    stage.name = "decode";
    for (std::size_t i = 0; i < kernels.size(); ++i) {
        const double mean = kernels[i].meanNs * std::exp(shift(random)) * (i == 0 ? 1.0 + change : 1.0);
        stage.rows.push_back({builder.names().intern("kernel_" + std::string(i + 1, 'x')),
                              drawnTiming(mean, kernels[i].spread, kernels[i].calls, random)});
    }
    builder.addStage(std::move(stage));
    return builder.build();
}

struct Rates
{
    double anyVerdict = 0.0;  ///< share of pairs of runs with a slower or faster verdict
    double detected = 0.0;    ///< share of pairs in which the changed kernel is called slower
    double slowerFound = 0.0; ///< share of pairs that stop the gate
};

/// `pairs` pairs of runs; the shift τ is that of a pair, so each run has its part of it.
Rates simulate(int pairs, double change, double threshold)
{
    constexpr double betweenRuns = 0.01;
    std::mt19937_64 random(20251107);
    Rates rates;
    ComparisonOptions options;
    options.threshold = threshold;
    options.stages = {"decode"};
    for (int i = 0; i < pairs; ++i) {
        std::vector<TrueKernel> kernels = drawKernels(random);
        kernels.front().calls = 100; // the one that changes has enough of them
        const auto baseline = capture(kernels, 0.0, 0.0, random);
        const auto candidate = capture(kernels, betweenRuns, change, random);
        const auto comparison = compareRuns({baseline}, {candidate}, options);
        const StageComparison &stage = comparison->stages.front();
        const auto changed = std::ranges::find_if(
            stage.rows, [](const ComparisonRow &row) { return row.baseline.rawName == "kernel_x"; });
        rates.anyVerdict += stage.count(Verdict::Slower) + stage.count(Verdict::Faster) > 0 ? 1.0 / pairs : 0.0;
        rates.detected += changed->verdict == Verdict::Slower ? 1.0 / pairs : 0.0;
        rates.slowerFound += findSlower({&*comparison, 1}, threshold).empty() ? 0.0 : 1.0 / pairs;
    }
    return rates;
}

/// Arguments: change and threshold in percent. With no change, "any" is the share of false alarms: at most 5 %.
void knownTruth(benchmark::State &state)
{
    Rates rates;
    for (auto _ : state) {
        rates =
            simulate(1000, static_cast<double>(state.range(0)) / 100.0, static_cast<double>(state.range(1)) / 100.0);
    }
    state.counters["any_percent"] = rates.anyVerdict * 100.0;
    state.counters["detected_percent"] = rates.detected * 100.0;
    state.counters["gate_percent"] = rates.slowerFound * 100.0;
}

BENCHMARK(sameNames)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(everyTenthRenamed)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(givenRuns)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(knownTruth)
    ->ArgNames({"change", "threshold"})
    ->ArgsProduct({{0, 5, 10, 20}, {2, 5}})
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);
} // namespace

BENCHMARK_MAIN();
