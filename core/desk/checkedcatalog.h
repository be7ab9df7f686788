#pragma once

#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/catalog/catalogmerge.h"
#include "core/review/reviewfile.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace atlas
{

/// What git left in a catalog file: conflict markers.
struct CatalogConflicts
{
    MergePlan plan;     ///< of our side into theirs, which is the catalog that was opened
    std::string onDisk; ///< the bytes with the markers
};

/// A catalog file with its review file and what the checker says of both.
struct CheckedCatalog
{
    std::shared_ptr<const Catalog> catalog; ///< with conflict markers: their side
    ReviewFile review;
    std::vector<Diagnostic> diagnostics;
    std::shared_ptr<const CatalogConflicts> conflicts = {}; ///< null where the file has no conflict markers

    /// The bytes of the catalog's file.
    [[nodiscard]] const std::string &onDisk() const { return conflicts ? conflicts->onDisk : catalog->text(); }
};

/// The catalog at `path`; empty ones when `path` is empty or does not exist yet.
[[nodiscard]] Result<CheckedCatalog> readCheckedCatalog(const std::filesystem::path &path);

/// What a file with conflict markers is to say when `sides` decide them, in order (where it is shorter, ours stand).
/// Entries that our side deleted stay: deleting is for --prune or an editor.
[[nodiscard]] Result<std::vector<KernelEntry>> decidedEntries(const CheckedCatalog &catalog,
                                                              std::span<const MergeSide> sides);

} // namespace atlas
