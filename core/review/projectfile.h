#pragma once

#include "core/base/result.h"
#include "core/review/selection.h"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace atlas
{

/// What `kernel-atlas.yaml`, at the root of a repository, says for everybody who works there. All paths are absolute or
/// relative to the working directory, already joined with the folder of the file.
struct ProjectFile
{
    std::filesystem::path path;
    std::optional<std::filesystem::path> catalog = {};
    /// Where `catalog:` leads when it leads out of the project's folder: nobody writes or reads there before a person
    /// said so.
    std::optional<std::filesystem::path> catalogOutside = {};
    /// Folders that hold run directories.
    std::vector<std::filesystem::path> runFolders = {};
    /// Inner stage -> outer stage.
    std::vector<std::pair<std::string, std::string>> nesting = {};
    /// Those inside the folder of the file that are packs; the others are diagnostics.
    std::vector<std::filesystem::path> rulePacks = {};
    std::optional<SelectionOptions> selection = {};
    /// Unknown keys and values of the wrong kind; what they stand for is left out.
    std::vector<Diagnostic> diagnostics = {};
};

/// A path as a project file writes it, and whether it stays in the project.
struct ProjectPath
{
    std::filesystem::path path;     ///< joined with the project's folder
    std::filesystem::path resolved; ///< where it leads, for a question
    bool isInside = false;
};

/// Judges `written` of the project file in `folder`. Whoever wrote the file may be a stranger: absolute paths, paths
/// that lead out of `folder`, through a link or into .git are outside.
[[nodiscard]] ProjectPath judgeProjectPath(const std::filesystem::path &folder, const std::string &written);

inline constexpr const char *kProjectFileName = "kernel-atlas.yaml";

/// The project file of `start` (a file or folder): in its folder or the nearest one above. Nothing when there is none.
[[nodiscard]] std::optional<std::filesystem::path> findProjectFile(const std::filesystem::path &start);

/// Reads a project file. Errors where it is no YAML mapping; single odd keys are diagnostics.
[[nodiscard]] Result<ProjectFile> readProjectFile(const std::filesystem::path &path);
/// The same of `text`, which is what the file at `path` holds.
[[nodiscard]] Result<ProjectFile> parseProjectFile(const std::string &text, const std::filesystem::path &path);

} // namespace atlas
