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
    /// Folders that hold run directories.
    std::vector<std::filesystem::path> runFolders = {};
    /// Inner stage -> outer stage.
    std::vector<std::pair<std::string, std::string>> nesting = {};
    std::vector<std::filesystem::path> rulePacks = {};
    std::optional<SelectionOptions> selection = {};
    /// Unknown keys and values of the wrong kind; what they stand for is left out.
    std::vector<Diagnostic> diagnostics = {};
};

inline constexpr const char *kProjectFileName = "kernel-atlas.yaml";

/// The project file of `start` (a file or folder): in its folder or the nearest one above. Nothing when there is none.
[[nodiscard]] std::optional<std::filesystem::path> findProjectFile(const std::filesystem::path &start);

/// Reads a project file. Errors where it is no YAML mapping; single odd keys are diagnostics.
[[nodiscard]] Result<ProjectFile> readProjectFile(const std::filesystem::path &path);

} // namespace atlas
