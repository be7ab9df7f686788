#include "core/inference/ruleset.h"

#include "core/base/file.h"
#include "core/base/spelling.h"
#include "core/inference/packreader.h"
#include "core/inference/rulelinter.h"
#include "core/inference/rulesetbuilder.h"
#include "core/inference/shippedpacks.h"

#include <algorithm>
#include <cstdlib>

namespace atlas
{

namespace
{
namespace fs = std::filesystem;

/// $XDG_CONFIG_HOME/kernel-atlas/rules, or ~/.config/...; empty when neither is known.
fs::path userRulesDir()
{
    const char *config = std::getenv("XDG_CONFIG_HOME");
    if (config != nullptr && fs::path(config).is_absolute()) {
        return fs::path(config) / "kernel-atlas" / "rules";
    }
    const char *home = std::getenv("HOME");
    return home != nullptr && *home != '\0' ? fs::path(home) / ".config" / "kernel-atlas" / "rules" : fs::path();
}

/// The user's packs in the order of their names; examples lie beside them and are no packs.
std::vector<fs::path> userPacks()
{
    std::vector<fs::path> files;
    std::error_code error;
    const fs::path folder = userRulesDir();
    if (folder.empty()) {
        return files;
    }
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (name.ends_with(".yaml") && !name.ends_with(".examples.yaml")) {
            files.push_back(entry->path());
        }
    }
    std::ranges::sort(files);
    return files;
}

void append(std::vector<Diagnostic> &to, std::vector<Diagnostic> from)
{
    std::ranges::move(from, std::back_inserter(to));
}

/// Reads and checks a pack file; what is broken in it is left out.
Result<RulePack> readPackFile(const fs::path &path, std::vector<Diagnostic> &diagnostics)
{
    const auto text = readFile(path, kMaxPackBytes);
    if (!text) {
        return std::unexpected(text.error());
    }
    PackReading<RulePack> reading = readPack(*text, path.string());
    append(diagnostics, std::move(reading.diagnostics));
    LintResult lint = lintPack(reading.value, *text);
    append(diagnostics, std::move(lint.diagnostics));
    std::vector<Rule> working;
    for (std::size_t i = 0; i < reading.value.rules.size(); ++i) {
        if (!lint.broken[i]) {
            working.push_back(std::move(reading.value.rules[i]));
        }
    }
    reading.value.rules = std::move(working);
    return std::move(reading.value);
}

Result<void> addNamedPack(const std::string &name, RuleSetBuilder &builder, std::vector<Diagnostic> &diagnostics)
{
    if (auto shipped = shippedPack(name)) {
        builder.add(std::move(*shipped));
        return {};
    }
    std::error_code error;
    if (!name.contains('/') && !fs::exists(name, error)) {
        return failure("no rule pack is called \"" + name + "\"" + didYouMean(name, kShippedPacks) +
                       "; give seed, standard or the path of a pack file");
    }
    auto pack = readPackFile(name, diagnostics);
    if (!pack) {
        return std::unexpected(pack.error());
    }
    builder.add(std::move(*pack));
    return {};
}

void addLayers(const RuleSetOptions &options, RuleSetBuilder &builder, std::vector<Diagnostic> &diagnostics)
{
    std::vector<fs::path> files = options.projectPacks;
    if (options.userRules) {
        std::ranges::move(userPacks(), std::back_inserter(files));
    }
    for (const fs::path &file : files) {
        auto pack = readPackFile(file, diagnostics);
        if (pack) {
            pack->fallback.reset(); // unknown names are the standard pack's business
            builder.add(std::move(*pack));
        } else {
            diagnostics.push_back(toDiagnostic(pack.error(), "pack-unreadable"));
        }
    }
}
} // namespace

Result<LoadedRuleSet> loadRuleSet(const RuleSetOptions &options)
{
    LoadedRuleSet loaded;
    RuleSetBuilder builder;
    if (options.pack.empty()) {
        addLayers(options, builder, loaded.diagnostics);
    }
    const auto added = addNamedPack(options.pack.empty() ? "standard" : options.pack, builder, loaded.diagnostics);
    if (!added) {
        return std::unexpected(added.error());
    }
    loaded.rules = builder.build();
    return loaded;
}

} // namespace atlas
