#include "core/catalog/catalogwriter.h"

#include <benchmark/benchmark.h>

#include <cstdlib>

using namespace atlas;

namespace
{
/// A catalog of the size that DESIGN names: 20,000 entries, 10.7 MB, with letters outside ASCII.
std::string bigCatalog()
{
    constexpr int kEntries = 20'000;
    std::string text = "# Big.\n";
    for (int i = 0; i < kEntries; ++i) {
        const std::string number = std::to_string(i);
        KernelEntry entry{"void at::native::vectorized_elementwise_kernel<(int)4, at::native::BinaryFunctor<float, "
                          "c10::BFloat16, float, "
                          "at::native::binary_internal::MulFunctor<float>>, std::array<char *, (unsigned long)" +
                              number + ">>(int, T2, T3, " + number + ")",
                          {}};
        entry.info[Field::FriendlyName] = "ATen elementwise multiply " + number;
        entry.info[Field::SourceLib] = "PyTorch ATen";
        entry.info[Field::Generic] = Shape{{"(M, K)", "(K, N)", "->", "(M, N)"}};
        entry.info[Field::Tiled] = Shape{{"(256, 32)", "(32, 128)", "->", "(256, 128)"}};
        entry.info[Field::Description] =
            "Multiplies two vectors … element by element; the vector width is four, and the name tells no more.";
        text += printEntry(entry);
    }
    return text;
}

void openCatalog(benchmark::State &state)
{
    const std::string text = bigCatalog();
    for (auto _ : state) {
        benchmark::DoNotOptimize(Catalog::read(text, "big.yaml"));
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(text.size()));
}

void saveOneDescription(benchmark::State &state)
{
    const Result<Catalog> catalog = Catalog::read(bigCatalog(), "big.yaml");
    CatalogChanges changes;
    changes.fields.emplace_back(catalog->entries().size() / 2, Field::Description, "New words.");
    for (auto _ : state) {
        const Result<Catalog> saved = changeCatalog(*catalog, changes);
        if (!saved) {
            state.SkipWithError(saved.error().message.c_str());
        }
    }
}
} // namespace

BENCHMARK(openCatalog)->Unit(benchmark::kMillisecond);
BENCHMARK(saveOneDescription)->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
