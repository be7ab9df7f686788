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
using Clock = std::chrono::steady_clock;

struct CheckedPack
{
    RulePack pack;
    std::vector<Diagnostic> findings;
};

/// Reads and checks a pack; what is broken in it is left out.
CheckedPack checkedPack(std::string_view text, const fs::path &file)
{
    PackReading<RulePack> reading = readPack(text, file.string());
    CheckedPack checked{std::move(reading.value), std::move(reading.diagnostics)};
    LintResult lint = lintPack(checked.pack, text, standardLibraries());
    std::ranges::move(lint.diagnostics, std::back_inserter(checked.findings));
    std::vector<Rule> working;
    for (std::size_t i = 0; i < checked.pack.rules.size(); ++i) {
        if (!lint.broken[i]) {
            working.push_back(std::move(checked.pack.rules[i]));
        }
    }
    checked.pack.rules = std::move(working);
    return checked;
}

/// Puts packs into a builder, one after the other, and tells what each was like.
class PackCollector
{
public:
    PackCollector(const RuleSetOptions &options, const LoadedRuleSet *before) : m_options(options), m_before(before) {}

    Result<LoadedRuleSet> run()
    {
        if (m_options.pack.empty()) {
            for (const fs::path &file : layers()) {
                if (const auto added = addFile(file, true); !added) {
                    m_loaded.diagnostics.push_back(toDiagnostic(added.error(), "pack-unreadable"));
                }
            }
        }
        if (auto added = addNamed(m_options.pack.empty() ? "standard" : m_options.pack); !added) {
            return std::unexpected(added.error());
        }
        m_loaded.rules = m_builder.build();
        return std::move(m_loaded);
    }

private:
    /// The files that lie over the standard pack, the first searched first.
    [[nodiscard]] std::vector<fs::path> layers() const
    {
        std::vector<fs::path> files = m_options.projectPacks;
        if (!m_options.userRules) {
            return files;
        }
        std::vector<fs::path> own = userPackFiles();
        for (const auto &[file, text] : m_options.texts) {
            const bool isNew = file.parent_path() == userRulesFolder() && std::ranges::find(own, file) == own.end();
            if (isNew) {
                own.insert(std::ranges::upper_bound(own, file), file);
            }
        }
        std::ranges::move(own, std::back_inserter(files));
        return files;
    }

    Result<void> addNamed(const std::string &name)
    {
        const Clock::time_point start = Clock::now();
        if (auto shipped = shippedPack(name)) {
            add(std::move(*shipped), {}, start);
            return {};
        }
        std::error_code error;
        if (!name.contains('/') && !fs::exists(name, error)) {
            return failure("no rule pack is called \"" + name + "\"" + didYouMean(name, kShippedPacks) +
                           "; give seed, standard or the path of a pack file");
        }
        return addFile(name, false);
    }

    [[nodiscard]] Result<std::string> textOf(const fs::path &file) const
    {
        const auto given = m_options.texts.find(file);
        return given != m_options.texts.end() ? given->second : readFile(file, kMaxPackBytes);
    }

    /// What the file held when it was last good; null when it never was, or is no longer asked for.
    [[nodiscard]] const PackReport *lastGood(const fs::path &file) const
    {
        if (m_before == nullptr) {
            return nullptr;
        }
        const auto found = std::ranges::find(m_before->packs, file, &PackReport::file);
        return found == m_before->packs.end() ? nullptr : &*found;
    }

    Result<void> addFile(const fs::path &file, bool isLayer)
    {
        const Clock::time_point start = Clock::now();
        const auto text = textOf(file);
        const PackReport *good = lastGood(file);
        if (!text && good == nullptr) {
            return std::unexpected(text.error());
        }
        CheckedPack checked = text ? checkedPack(*text, file) : CheckedPack();
        PackReport report{.name = {}, .file = file};
        report.text = text.value_or(std::string());
        report.findings =
            text ? std::move(checked.findings) : std::vector{toDiagnostic(text.error(), "pack-unreadable")};
        if (good != nullptr && !report.findings.empty() && worst(report.findings) == Severity::Error &&
            good->text != report.text) {
            report.isOld = true;
            report.text = good->text;
            checked.pack = checkedPack(good->text, file).pack;
        }
        if (isLayer) {
            checked.pack.fallback.reset(); // unknown names are the standard pack's business
        }
        add(std::move(checked.pack), std::move(report), start);
        return {};
    }

    void add(RulePack pack, PackReport report, Clock::time_point start)
    {
        report.name = pack.name;
        report.ruleCount = pack.rules.size();
        std::ranges::copy(report.findings, std::back_inserter(m_loaded.diagnostics));
        m_builder.add(std::move(pack));
        report.readTime = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
        m_loaded.packs.push_back(std::move(report));
    }

    const RuleSetOptions &m_options;
    const LoadedRuleSet *m_before;
    RuleSetBuilder m_builder;
    LoadedRuleSet m_loaded;
};
} // namespace

fs::path userRulesFolder()
{
    const char *config = std::getenv("XDG_CONFIG_HOME");
    if (config != nullptr && fs::path(config).is_absolute()) {
        return fs::path(config) / "kernel-atlas" / "rules";
    }
    const char *home = std::getenv("HOME");
    return home != nullptr && *home != '\0' ? fs::path(home) / ".config" / "kernel-atlas" / "rules" : fs::path();
}

std::vector<fs::path> userPackFiles()
{
    std::vector<fs::path> files;
    std::error_code error;
    const fs::path folder = userRulesFolder();
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

Result<LoadedRuleSet> loadRuleSet(const RuleSetOptions &options, const LoadedRuleSet *before)
{
    return PackCollector(options, before).run();
}

} // namespace atlas
