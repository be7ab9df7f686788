#include "core/run/reportreader.h"
#include "core/run/runloader.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>
#include <string>

/// Reading a kernel summary into rows with names interned, one thread. The peer is csv.DictReader
/// (tests/benchmarks/run.py). $ATLAS_BENCH_TABLE names a table to read instead of the generated one.
namespace
{
/// 100,000 kernels with names as long and as much alike as real ones, about 25 MB.
std::string generatedTable()
{
    std::string text = "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";
    for (int i = 0; i < 100'000; ++i) {
        const std::string n = std::to_string(i);
        text += "0.0," + std::to_string(900'000'000 - i) + ",144,33092.2,32816.0,27584,40352,2339.7,";
        text += "\"void at::native::vectorized_elementwise_kernel<(int)4, at::native::BinaryFunctor<c10::BFloat16, "
                "c10::BFloat16, "
                "c10::BFloat16, at::native::binary_internal::MulFunctor<float>>, std::array<char *, (unsigned long)" +
                n + ">>(int, T2, T3)\"\n";
    }
    return text;
}

std::string table()
{
    const char *path = std::getenv("ATLAS_BENCH_TABLE");
    const atlas::Result<std::string> text = path != nullptr ? atlas::readFile(path) : generatedTable();
    return text.value_or(std::string());
}

void readTable(benchmark::State &state)
{
    const std::string text = table();
    for (auto _ : state) {
        benchmark::DoNotOptimize(atlas::readReport(atlas::bytesOf(text), "table").table.has_value());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(readTable)->Unit(benchmark::kMillisecond);

void loadSampleRun(benchmark::State &state)
{
    const std::filesystem::path path = std::filesystem::path(ATLAS_SOURCE_DIR) / "resources" / "sample-run";
    for (auto _ : state) {
        benchmark::DoNotOptimize(atlas::loadRun(path).has_value());
    }
}
BENCHMARK(loadSampleRun)->Unit(benchmark::kMillisecond);
} // namespace

BENCHMARK_MAIN();
