#pragma once

#include "core/inference/ruleset.h"

#include <filesystem>
#include <map>
#include <string>

namespace atlas::ui
{

/// The rule packs that a person chose for runs, by the runs' paths.
using RememberedPacks = std::map<std::filesystem::path, std::string>;

/// The rules for the run at `run`: by the pack that was chosen for it, unless `options` name one. Where that one is not
/// to be had any more they are the usual ones, and their diagnostics say so. `options` become those that were used.
[[nodiscard]] Result<LoadedRuleSet> loadRulesFor(const std::filesystem::path &run, const RememberedPacks &packs,
                                                 RuleSetOptions &options);

} // namespace atlas::ui
