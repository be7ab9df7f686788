#pragma once

#include "core/run/run.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace atlas
{

/// A folder (or file) of a run that should hold one table.
struct TableFolder
{
    std::string stage; ///< empty for the table of the whole run
    std::filesystem::path path;
    bool isFile = false;
    /// Which table of its file, by number or name; empty: the first.
    std::string table = {};
};

/// A path may name one table of a file, as "log.md#2" or "log.md#fused" do: the file and the table. A path that is
/// there is taken as it is.
struct TablePath
{
    std::filesystem::path file;
    std::string table;
};
[[nodiscard]] TablePath splitTablePath(const std::filesystem::path &path);

/// "prefill", or "combined".
[[nodiscard]] inline std::string titleOf(const TableFolder &folder)
{
    return folder.stage.empty() ? std::string("combined") : folder.stage;
}

/// Where the tables of one run lie.
struct RunLayout
{
    std::filesystem::path root;
    std::vector<TableFolder> folders; ///< the combined one first, stages by name
    /// Folders of stages beyond the limit, which are not loaded.
    std::vector<std::string> leftOut = {};
};

/// A file that was looked at for a table.
struct Candidate
{
    std::filesystem::path path;
    /// How well its table serves: smaller is better; nothing when it has no kernel table in sight.
    std::optional<int> rank;
};

/// The layout of the run at `path` (a run directory, its nsys folder, one table file); no folders when it is none.
[[nodiscard]] RunLayout layoutOf(const std::filesystem::path &path);

/// The first of `names`, and how many more there are.
[[nodiscard]] std::string listed(const std::vector<std::string> &names, std::size_t most = 40);

/// The files of a table folder (its nsys folder first, then itself), best table first; files without a table are last.
[[nodiscard]] std::vector<Candidate> candidatesIn(const TableFolder &folder);

/// The name shown for the run at `path` as long as nothing says a better one.
[[nodiscard]] std::string folderLabel(const std::filesystem::path &path);

} // namespace atlas
