// Sorting and filtering a table of 1,000,000 kernels.

#include "core/inference/ruleset.h"
#include "core/run/runbuilder.h"
#include "core/table/roworder.h"

#include <benchmark/benchmark.h>

#include <memory>
#include <random>

namespace
{
using namespace atlas;

constexpr std::size_t kRows = 1'000'000;

/// Names as long as real ones (about 240 bytes), a fifth of them CUTLASS.
std::string madeUpName(std::size_t i)
{
    const std::string n = std::to_string(i);
    switch (i % 5) {
    case 0:
        return "void cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_" + n +
               "x128_32x3_tn_align8>(T1::Params)";
    case 1:
        return "std::enable_if<!T7, void>::type internal::gemvx::kernel<int, int, __nv_bfloat16, __nv_bfloat16, "
               "__nv_bfloat16, float, "
               "(bool)0, (bool)1, (bool)1, (bool)0, (int)" +
               n + ", (bool)0, cublasGemvParamsEx<int, cublasGemvTensorStridedBatched<const __nv_bfloat16>>>(T13)";
    default:
        return "void at::native::vectorized_elementwise_kernel<(int)4, at::native::BinaryFunctor<c10::BFloat16, "
               "c10::BFloat16, "
               "c10::BFloat16, at::native::binary_internal::MulFunctor<float>>, std::array<char *, (unsigned long)3>, "
               "(int)" +
               n + ">(int, T2, T3)";
    }
}

struct LargeTable
{
    std::shared_ptr<const Run> run;
    RowTexts texts;

    LargeTable()
    {
        RunBuilder builder("bench");
        Stage stage;
        stage.name = "combined";
        stage.isCombined = true;
        std::mt19937_64 random(1);
        for (std::size_t i = 0; i < kRows; ++i) {
            const auto total = static_cast<std::int64_t>(random() % 1'000'000'000);
            const auto calls = static_cast<std::int64_t>(1 + random() % 1000);
            const auto mean = static_cast<double>(total / calls);
            stage.rows.push_back(
                {builder.names().intern(madeUpName(i)), {total, calls, total / calls, total / calls, mean, 1.0}});
        }
        builder.addStage(std::move(stage));
        run = builder.build();
        ReviewDocument document(std::make_shared<const Catalog>(Catalog::empty("k.yaml")));
        document.attachRun(run, InferenceTable::build(run, loadRuleSet({"standard", false, {}}).value().rules));
        texts = RowTexts::of(document);
    }
};

const LargeTable &table()
{
    static const LargeTable large;
    return large;
}

void order(benchmark::State &state, const RowOrderRequest &request)
{
    const LargeTable &large = table();
    for (auto _ : state) {
        benchmark::DoNotOptimize(computeRowOrder(*large.run, large.texts, request));
    }
}

void sortByTime(benchmark::State &state)
{
    order(state, {StageId{0}, SortKey::Average, true, {}});
}
void sortByName(benchmark::State &state)
{
    order(state, {StageId{0}, SortKey::RawName, false, {}});
}
void sortByFriendlyName(benchmark::State &state)
{
    order(state, {StageId{0}, SortKey::FriendlyName, false, {}});
}
void filterExact(benchmark::State &state)
{
    order(state, {StageId{0}, SortKey::Total, true, {"MulFunctor", {}, 0.0}});
}
void filterIgnoringCase(benchmark::State &state)
{
    order(state, {StageId{0}, SortKey::Total, true, {"mulfunctor", {}, 0.0}});
}

BENCHMARK(sortByTime)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sortByName)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(sortByFriendlyName)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(filterExact)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(filterIgnoringCase)->Unit(benchmark::kMillisecond)->UseRealTime();
} // namespace

BENCHMARK_MAIN();
