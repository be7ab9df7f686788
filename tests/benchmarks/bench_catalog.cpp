#include "core/base/file.h"
#include "core/catalog/catalogfile.h"
#include "core/catalog/catalogwriter.h"
#include "core/review/publication.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <filesystem>

#include <unistd.h>

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

/// What a person waits for: the file opened as a document, then one description after the other saved to disk.
class CatalogFile
{
public:
    CatalogFile() : m_folder(std::filesystem::temp_directory_path() / ("bench_catalog." + std::to_string(::getpid())))
    {
        std::filesystem::create_directory(m_folder);
        static_cast<void>(writeFileAtomically(path(), bigCatalog()));
    }
    CatalogFile(const CatalogFile &) = delete;
    CatalogFile &operator=(const CatalogFile &) = delete;
    ~CatalogFile() { std::filesystem::remove_all(m_folder); }

    [[nodiscard]] std::filesystem::path path() const { return m_folder / "kernels.yaml"; }
    [[nodiscard]] ReviewDocument open() const
    {
        return ReviewDocument(std::make_shared<const Catalog>(atlas::openCatalog(path()).value()),
                              openReviewFile(path()).value());
    }

private:
    std::filesystem::path m_folder;
};

void openDocument(benchmark::State &state)
{
    const CatalogFile file;
    for (auto _ : state) {
        benchmark::DoNotOptimize(file.open().entryCount());
    }
}

void publishOneDescription(benchmark::State &state)
{
    const CatalogFile file;
    ReviewDocument document = file.open();
    int number = 0;
    for (auto _ : state) {
        document.setField(makeId<EntryId>(10'000), Field::Description, "Words " + std::to_string(++number));
        const Result<Publication> publication = planPublication(document, {}, file.path());
        if (!publication || !writePublication(*publication, document, file.path())) {
            state.SkipWithError("not written");
            break;
        }
        setPublished(document, *publication, document.history().index());
    }
}
} // namespace

BENCHMARK(openCatalog)->Unit(benchmark::kMillisecond);
BENCHMARK(saveOneDescription)->Unit(benchmark::kMillisecond);
BENCHMARK(openDocument)->Unit(benchmark::kMillisecond);
BENCHMARK(publishOneDescription)->Unit(benchmark::kMillisecond);
BENCHMARK_MAIN();
