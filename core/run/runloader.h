#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/run/run.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace atlas
{

struct RunLoadOptions
{
    /// Nesting said by a project file: inner stage -> outer stage; replaces what the numbers suggest for those stages.
    std::vector<std::pair<std::string, std::string>> nesting = {};
    /// Which of several tables of the file or folder, by number (from 1) or name; empty: the first or best one.
    std::string table = {};
};

/// A run directory found by discoverRuns().
struct FoundRun
{
    std::filesystem::path path;
    std::string label;
    std::filesystem::file_time_type modified;
};

/// The run directories that `path` stands for (DESIGN §4): itself, its `nsys` folder, or the runs below a repository
/// root, newest first. A single table file is a run. Empty when there is nothing like a run.
[[nodiscard]] std::vector<FoundRun> discoverRuns(const std::filesystem::path &path);

/// Loads the run at `path` (a run directory, an nsys folder or one table file; a repository root gives its newest run).
/// Odd rows and files become diagnostics of the run and the rest loads; an error means that there is no kernel table at
/// all, and lists what was looked for. A stop request ends it soon with an error whose message is "cancelled".
[[nodiscard]] Result<std::shared_ptr<const Run>> loadRun(const std::filesystem::path &path,
                                                         const RunLoadOptions &options = {}, std::stop_token stop = {},
                                                         const ProgressCallback &progress = {});

} // namespace atlas
