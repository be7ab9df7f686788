#include "ui/session/rememberedpacks.h"

namespace atlas::ui
{

Result<LoadedRuleSet> loadRulesFor(const std::filesystem::path &run, const RememberedPacks &packs,
                                   RuleSetOptions &options)
{
    const auto chosen = options.pack.empty() ? packs.find(run.lexically_normal()) : packs.end();
    if (chosen == packs.end()) {
        return loadRuleSet(options);
    }
    options.pack = chosen->second;
    Result<LoadedRuleSet> rules = loadRuleSet(options);
    if (rules) {
        return rules;
    }
    Diagnostic gone = toDiagnostic(rules.error(), "pack-gone");
    gone.severity = Severity::Warning;
    gone.message = "the pack " + chosen->second + " that was chosen for this run is not to be had: " + gone.message;
    options.pack.clear();
    rules = loadRuleSet(options);
    if (rules) {
        rules->diagnostics.push_back(std::move(gone));
    }
    return rules;
}

} // namespace atlas::ui
