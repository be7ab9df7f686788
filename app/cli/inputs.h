#pragma once

#include "core/base/result.h"
#include "core/capture/openrun.h"
#include "core/inference/ruleset.h"
#include "core/review/projectfile.h"
#include "core/review/reviewdocument.h"
#include "core/run/run.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

/// What several commands read in the same way.
namespace atlas::cli
{

/// The options --rules and --no-user-rules.
struct RuleOptions
{
    std::string pack;
    bool noUserRules = false;
};
void addRuleOptions(CLI::App &command, RuleOptions &options);

/// The option --stages.
void addStageOption(CLI::App &command, CaptureOptions &options);

/// The project file for work on `start` (empty: the working directory); an empty one when there is none. Its problems
/// are printed; one that cannot be read says nothing, as in the window.
[[nodiscard]] ProjectFile projectFor(const std::filesystem::path &start);

/// `run` as typed, or the newest run below the project's run folders when nothing was typed.
[[nodiscard]] Result<std::filesystem::path> runToLoad(const std::string &run, const ProjectFile &project);

/// `path` with the table of it that --table names, by number or name: "log.md#2"; `path` where none is named.
[[nodiscard]] std::filesystem::path withTable(const std::filesystem::path &path, const std::string &table);

/// Loads the rule set; problems in packs are printed as warnings.
[[nodiscard]] Result<std::shared_ptr<const RuleSet>> loadRules(const RuleOptions &options,
                                                               const ProjectFile &project = {});

/// The files that the rules and what the project says come from.
[[nodiscard]] std::vector<std::filesystem::path> filesOf(const RuleOptions &options, const ProjectFile &project);

/// Loads a run, or opens a capture as one, with progress on a terminal; its diagnostics are printed.
[[nodiscard]] Result<std::shared_ptr<const Run>> loadRunWithProgress(const std::filesystem::path &path,
                                                                     const ProjectFile &project = {},
                                                                     const CaptureOptions &captureOptions = {});

} // namespace atlas::cli
