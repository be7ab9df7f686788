#pragma once

#include "core/review/editlog.h"

#include <filesystem>
#include <string_view>
#include <vector>

/// Where journals are and what lies in them; see Journal.
namespace atlas
{

inline constexpr const char *kLogName = "edits.jsonl";
inline constexpr const char *kLockName = "lock";

/// `path` without links and dots, as far as it exists.
[[nodiscard]] std::filesystem::path absolutePath(const std::filesystem::path &path);

/// The folders that journals of the catalog may be in, the first one first.
[[nodiscard]] std::vector<std::filesystem::path> journalFolders(const std::filesystem::path &root,
                                                                const std::filesystem::path &catalog);
[[nodiscard]] std::vector<std::filesystem::path> journalFolders(const std::filesystem::path &first);

/// Files in `folder` that are named by the hash of their content.
[[nodiscard]] std::vector<std::filesystem::path> keptFiles(const std::filesystem::path &folder);

/// Removes all of the journal in `folder` but its lock.
void emptyFolder(const std::filesystem::path &folder);

/// The log in `folder`; without lines when there is none that can be read.
[[nodiscard]] EditLog readLog(const std::filesystem::path &folder);

/// Whether the catalog at `catalog` and its review file hold what a save was about to write when its process ended.
[[nodiscard]] bool isOnDisk(const std::filesystem::path &catalog, const LoggedSave &save);

/// Where a log's history stands.
struct LogPosition
{
    std::vector<std::string> steps; ///< words of the steps that are done
    std::size_t saved = 0;          ///< how many of them were done at the last save
    bool isSavedStateGone = false;  ///< steps that were saved were undone and others came in their place
    [[nodiscard]] bool isModified() const { return isSavedStateGone || saved != steps.size(); }
};
[[nodiscard]] LogPosition positionOf(const EditLog &log);

/// Whether the journal in `folder` holds edits that are not in the file.
[[nodiscard]] bool hasUnsavedEdits(const std::filesystem::path &folder);

} // namespace atlas
