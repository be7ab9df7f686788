#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace atlas
{

/// A catalog and its review file as they should change. Where bytes "before" are empty, the file may be missing.
struct CatalogFiles
{
    std::filesystem::path catalog; ///< a link stands for the file it leads to
    std::string catalogBefore = {};
    std::string catalogAfter = {};
    std::string reviewBefore = {};
    std::optional<std::string> reviewAfter = {}; ///< nothing: the review file is left alone
};

/// What writeCatalogFiles() left on disk.
struct WrittenFiles
{
    bool catalog = false; ///< the catalog holds the new bytes
    bool review = false;  ///< the review file does, or was to be left alone
    /// What did not stay as it was: hard links, an owner that may not be given.
    std::vector<Diagnostic> notes = {};
    std::optional<Error> fault = {}; ///< why not all was done

    /// The notes, or the fault.
    [[nodiscard]] Result<std::vector<Diagnostic>> result() const;
};

/// Writes both files as one transaction; all that changes a catalog goes through here. Locks the catalog's folder, then
/// the review file's; compares both files with the bytes expected (a file that holds the new bytes already is as good);
/// writes, syncs and reads back both new files; until here a fault changes nothing. Then the catalog is renamed into
/// its place and its folder synced, then the same for the review file. A fault between leaves new values that nobody
/// has accepted, never a state that speaks of values that were not written: an accepted state counts only for the
/// values whose hash it holds (valuesHash()). Trying again after a fault goes on where it ended.
[[nodiscard]] WrittenFiles writeCatalogFiles(const CatalogFiles &files);

} // namespace atlas
