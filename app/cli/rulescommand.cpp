#include "app/cli/command.h"
#include "app/cli/console.h"
#include "core/base/file.h"
#include "core/base/format.h"
#include "core/inference/packreader.h"
#include "core/inference/rulelinter.h"
#include "core/inference/rulesetbuilder.h"
#include "core/inference/shippedpacks.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>

namespace atlas::cli
{

namespace
{
namespace fs = std::filesystem;

struct LoadedPack
{
    RulePack pack;
    std::vector<Diagnostic> findings;
    std::chrono::microseconds time =
        {}; ///< to read and check it, as each start of the program does with a person's packs
};

/// A pack's YAML and that of its examples.
struct PackSource
{
    std::string text;
    std::string file;
    std::string examples;
    std::string examplesFile;
};

/// my.yaml has its examples in my.examples.yaml beside it.
std::string examplesOf(const std::string &pack)
{
    return fs::path(pack).replace_extension(".examples.yaml").string();
}

Result<PackSource> readSource(const std::string &pack, bool withExamples)
{
    if (const auto shipped = shippedPackSource(pack)) {
        return PackSource{std::string(shipped->text), pack + ".yaml", std::string(shipped->examples),
                          examplesOf(pack + ".yaml")};
    }
    PackSource source{{}, pack, {}, examplesOf(pack)};
    auto text = readFile(pack, kMaxPackBytes);
    if (!text) {
        return std::unexpected(text.error());
    }
    source.text = std::move(*text);
    if (withExamples) {
        auto examples = readFile(source.examplesFile, kMaxPackBytes);
        if (!examples) {
            return std::unexpected(examples.error());
        }
        source.examples = std::move(*examples);
    }
    return source;
}

LoadedPack load(const PackSource &source)
{
    const auto start = std::chrono::steady_clock::now();
    PackReading<RulePack> reading = readPack(source.text, source.file);
    std::vector<Diagnostic> findings = std::move(reading.diagnostics);
    std::ranges::move(lintPack(reading.value, source.text, standardLibraries()).diagnostics,
                      std::back_inserter(findings));
    const auto time = std::chrono::steady_clock::now() - start;
    return LoadedPack{std::move(reading.value), std::move(findings),
                      std::chrono::duration_cast<std::chrono::microseconds>(time)};
}

Result<LoadedPack> loadPack(const std::string &pack)
{
    const auto source = readSource(pack, false);
    if (!source) {
        return std::unexpected(source.error());
    }
    return load(*source);
}

bool hasErrors(const std::vector<Diagnostic> &findings)
{
    return !findings.empty() && worst(findings) == Severity::Error;
}

/// "3 rules, no findings, read in 0.4 ms"; shipped packs are compiled in and cost nothing to read.
std::string summary(const std::string &pack, const LoadedPack &loaded)
{
    const std::size_t count = loaded.findings.size();
    return pack + ": " + std::to_string(loaded.pack.rules.size()) + " rules, " +
           (count == 0 ? "no findings" : std::to_string(count) + (count == 1 ? " finding" : " findings")) +
           (shippedPackSource(pack) ? ""
                                    : ", read in " + formatDuration(static_cast<double>(loaded.time.count()) * 1e3)) +
           '\n';
}

Result<bool> checkPack(const std::string &pack)
{
    const auto loaded = loadPack(pack);
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    for (const Diagnostic &finding : loaded->findings) {
        writeOutput(format(finding) + '\n');
    }
    writeOutput(summary(pack, *loaded));
    return !hasErrors(loaded->findings);
}

Result<bool> testPack(const std::string &pack)
{
    const auto source = readSource(pack, true);
    if (!source) {
        return std::unexpected(source.error());
    }
    LoadedPack loaded = load(*source);
    const auto examples = readExamples(source->examples, source->examplesFile);
    std::vector<Diagnostic> findings = std::move(loaded.findings);
    findings.insert(findings.end(), examples.diagnostics.begin(), examples.diagnostics.end());
    std::ranges::move(rulesWithoutExample(loaded.pack, examples.value), std::back_inserter(findings));
    RuleSetBuilder builder;
    builder.add(std::move(loaded.pack));
    std::ranges::move(testExamples(*builder.build(), examples.value, source->examplesFile),
                      std::back_inserter(findings));
    for (const Diagnostic &finding : findings) {
        writeOutput(format(finding) + '\n');
    }
    const auto errors = std::ranges::count(findings, Severity::Error, &Diagnostic::severity);
    writeOutput(pack + ": " + std::to_string(examples.value.size()) + " examples, " +
                (errors == 0 ? std::string("all as expected") : std::to_string(errors) + " differ or cannot be read") +
                '\n');
    return errors == 0;
}

Result<bool> listPack(const std::string &pack)
{
    const auto loaded = loadPack(pack);
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    printDiagnostics(loaded->findings);
    for (const Rule &rule : loaded->pack.rules) {
        const SlotText *library = slotText(loaded->pack, rule, RuleSlot::SourceLib);
        const SlotText *friendly = slotText(loaded->pack, rule, RuleSlot::FriendlyName);
        writeOutput(rule.id + '\t' + std::string(toString(rule.confidence)) + '\t' +
                    (library != nullptr ? *library->text : "") + '\t' + (friendly != nullptr ? *friendly->text : "") +
                    '\n');
    }
    return true;
}

using PackAction = Result<bool> (*)(const std::string &pack);

void addAction(CLI::App &command, const std::string &name, const std::string &description, PackAction action,
               int &exitCode)
{
    auto packs = std::make_shared<std::vector<std::string>>();
    CLI::App *added = command.add_subcommand(name, description);
    added->add_option("PACK", *packs, "Pack files, or the shipped packs standard and seed (default: both)");
    added->callback([packs, action, &exitCode] {
        if (packs->empty()) {
            packs->assign(kShippedPacks.begin(), kShippedPacks.end());
        }
        for (const std::string &pack : *packs) {
            const Result<bool> good = action(pack);
            if (!good) {
                printError(good.error());
                exitCode = kExitFailure;
            } else if (!*good) {
                exitCode = std::max(exitCode, kExitFindings);
            }
        }
    });
}
} // namespace

void addRulesCommand(CLI::App &app, int &exitCode)
{
    CLI::App *command = app.add_subcommand("rules", "Check, test, list, score and compare rule packs");
    command->footer("  katlas rules check my-rules.yaml\n"
                    "  katlas rules test my-rules.yaml      (examples: my-rules.examples.yaml)\n"
                    "  katlas rules list standard\n"
                    "  katlas rules score labels.jsonl\n"
                    "  katlas rules diff seed standard --run tmp/nsys-profile/20260115-093000");
    command->require_subcommand(1);
    addAction(*command, "check", "Find broken patterns, rules that nothing reaches, unknown libraries and the like",
              checkPack, exitCode);
    addAction(*command, "test", "Hold a pack against its examples", testPack, exitCode);
    addAction(*command, "list", "One rule a line: id, confidence, library, friendly name", listPack, exitCode);
    addRulesScoreCommand(*command, exitCode);
    addRulesDiffCommand(*command, exitCode);
}

} // namespace atlas::cli
