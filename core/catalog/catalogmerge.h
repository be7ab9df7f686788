#pragma once

#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/catalog/catalogwriter.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace atlas
{

/// What two people changed, and not alike.
struct MergeConflict
{
    enum class Kind : std::uint8_t
    {
        Field,        ///< one field, changed differently on both sides
        DeletedMine,  ///< the entry was deleted here and changed there
        DeletedTheirs ///< the entry was changed here and deleted there
    };
    Kind kind = Kind::Field;
    std::string rawName;
    Field field = Field::FriendlyName; ///< only for Kind::Field
    /// The entry as each side has it; empty where it does not. Without a common ancestor `base` is empty too.
    std::optional<KernelInfo> base = {};
    std::optional<KernelInfo> mine = {};
    std::optional<KernelInfo> theirs = {};
};

enum class MergeSide : std::uint8_t
{
    Mine,
    Theirs
};

/// What brings my side into theirs: field by field in each entry. Order, comments and unknown keys are theirs.
struct MergePlan
{
    CatalogChanges changes; ///< on their catalog; conflicts are not in it
    std::vector<MergeConflict> conflicts;
};

/// Plans a merge of `mine` into `theirs`, which both come from `base`; without `base` (nullopt) every difference is a
/// conflict and nothing counts as deleted. Entries are told apart by raw name; of several with one name the first
/// counts.
[[nodiscard]] MergePlan planMerge(const std::optional<std::vector<KernelEntry>> &base,
                                  const std::vector<KernelEntry> &mine, const Catalog &theirs);

/// `plan.changes` with each conflict decided by the side of the same index in `sides`.
[[nodiscard]] CatalogChanges decided(const MergePlan &plan, const Catalog &theirs, std::span<const MergeSide> sides);

/// "friendly_name of "void f()" was changed on both sides", "... was deleted in ours and changed in theirs"
[[nodiscard]] std::string describe(const MergeConflict &conflict);

/// What a git merge driver does.
struct MergedCatalog
{
    std::string text;
    /// What was changed on both sides, in words; each stands between markers in the text, and nothing else does.
    std::vector<std::string> conflicts;
    std::vector<Diagnostic> notes;
};
/// Merges `ours` and `theirs`, which both come from `base` (empty: from nothing). Nothing that a side wrote is lost:
/// each comment, key and entry that one side alone changed is as that side has it, and what both changed stands between
/// markers. Where the texts cannot be taken apart into entries they are merged line by line.
[[nodiscard]] MergedCatalog mergeCatalogs(std::string_view base, std::string_view ours, std::string_view theirs);

/// The sides of a text in which git left conflict markers.
struct ConflictSides
{
    std::string ours;
    std::optional<std::string> base; ///< only where every conflict has a "|||||||" part
    std::string theirs;
};
/// Nothing when `text` has no conflict markers, or has them in disorder.
[[nodiscard]] std::optional<ConflictSides> splitConflicts(std::string_view text);

} // namespace atlas
