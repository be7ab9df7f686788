// Names a second: the scan for the standard pack's literals alone, the rule that wins, and the whole reading.

#include "core/base/text.h"
#include "core/inference/ahocorasick.h"
#include "core/inference/ruleset.h"
#include "core/inference/shippedpacks.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

using namespace atlas;

namespace
{
std::string textOf(const char *path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Names as a large run has them: those of the file $ATLAS_BENCH_NAMES, or those of the tests, made different by an
/// instance number where they end.
const std::vector<std::string> &names()
{
    static const std::vector<std::string> made = [] {
        const char *given = std::getenv("ATLAS_BENCH_NAMES");
        const std::string text =
            textOf(given != nullptr ? given : ATLAS_SOURCE_DIR "/tests/golden/inference/standard.names");
        std::vector<std::string> list;
        for (int copy = 0; copy < (given != nullptr ? 1 : 80); ++copy) {
            for (const std::string_view name : lines(text)) {
                list.push_back(std::string(name) + (copy == 0 ? "" : "_" + std::to_string(copy)));
            }
        }
        return list;
    }();
    return made;
}

void perName(benchmark::State &state)
{
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(names().size()));
}

void scanLiterals(benchmark::State &state)
{
    const RulePack pack = *shippedPack("standard");
    std::set<std::string_view> texts;
    for (const Rule &rule : pack.rules) {
        for (const LiteralGroup &group : rule.groups) {
            for (const Literal &literal : group.literals) {
                texts.insert(literal.text);
            }
        }
    }
    const std::vector<std::string_view> literals(texts.begin(), texts.end());
    const AhoCorasick automaton(literals);
    for (auto _ : state) {
        std::size_t hits = 0;
        for (const std::string &name : names()) {
            automaton.scan(name, [&](std::uint32_t, std::size_t) { ++hits; });
        }
        benchmark::DoNotOptimize(hits);
    }
    perName(state);
}

void matchStandard(benchmark::State &state)
{
    const auto rules = loadRuleSet({.pack = "standard"})->rules;
    for (auto _ : state) {
        for (const std::string &name : names()) {
            benchmark::DoNotOptimize(rules->match(name));
        }
    }
    perName(state);
}

void readStandard(benchmark::State &state)
{
    const auto rules = loadRuleSet({.pack = "standard"})->rules;
    for (auto _ : state) {
        for (const std::string &name : names()) {
            benchmark::DoNotOptimize(rules->read(name));
        }
    }
    perName(state);
}

/// The six fields and the facts, as tables and catalogs need them: no evidence.
void readStandardFields(benchmark::State &state)
{
    const auto rules = loadRuleSet({.pack = "standard"})->rules;
    for (auto _ : state) {
        for (const std::string &name : names()) {
            benchmark::DoNotOptimize(rules->read(name, ReadingDetail::FieldsAndFacts));
        }
    }
    perName(state);
}

void readSeed(benchmark::State &state)
{
    const auto rules = loadRuleSet({.pack = "seed"})->rules;
    for (auto _ : state) {
        for (const std::string &name : names()) {
            benchmark::DoNotOptimize(rules->read(name));
        }
    }
    perName(state);
}

void loadStandard(benchmark::State &state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(loadRuleSet({.pack = "standard"}));
    }
}

BENCHMARK(scanLiterals)->Unit(benchmark::kMillisecond);
BENCHMARK(matchStandard)->Unit(benchmark::kMillisecond);
BENCHMARK(readStandardFields)->Unit(benchmark::kMillisecond);
BENCHMARK(readStandard)->Unit(benchmark::kMillisecond);
BENCHMARK(readSeed)->Unit(benchmark::kMillisecond);
BENCHMARK(loadStandard)->Unit(benchmark::kMillisecond);
} // namespace

BENCHMARK_MAIN();
