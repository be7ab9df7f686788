#pragma once

#include "core/catalog/catalog.h"

#include <span>
#include <string>
#include <vector>

namespace atlas
{

/// A kernel as it should stand in the file.
struct KernelEntry
{
    std::string rawName;
    KernelInfo info;
};

/// What should become of a catalog. Nothing outside it changes.
struct CatalogChanges
{
    struct FieldChange
    {
        std::size_t entry; ///< index in Catalog::entries()
        Field field;
        FieldValue value;
    };
    std::vector<FieldChange> fields = {};
    /// New kernels in the order wanted: each goes after the nearest entry before it in `order` that the file has.
    std::vector<KernelEntry> added = {};
    /// The whole wanted order by raw name (old and new); empty: new kernels go to the end.
    std::vector<std::string> order = {};
    /// Entries to remove, by index (`--prune`).
    std::vector<std::size_t> removed = {};
    /// Comment lines (without "# ") for a file that is new; ignored otherwise.
    std::vector<std::string> header = {};
};

/// Patches for `changes`, sorted and not overlapping, in the file's own style (line breaks, indentation of lists).
/// Diagnostics say what a patch does beside its field (an alias replaced by its value).
struct CatalogPatch
{
    std::vector<TextPatch> patches;
    std::vector<Diagnostic> diagnostics;
};
[[nodiscard]] Result<CatalogPatch> patchCatalog(const Catalog &catalog, const CatalogChanges &changes);

/// `text` with `patches` (sorted, not overlapping) spliced in.
[[nodiscard]] std::string applyPatches(std::string_view text, std::span<const TextPatch> patches);

/// Applies `changes`, reads the result back and compares it with what was meant; the error says what would have gone
/// wrong.
[[nodiscard]] Result<Catalog> changeCatalog(const Catalog &catalog, const CatalogChanges &changes);

/// The entries that `changes` leave in `catalog`, in order, each name once: what the result should say.
[[nodiscard]] Result<std::vector<KernelEntry>> entriesAfter(const Catalog &catalog, const CatalogChanges &changes);

/// One entry in our spelling, strings double-quoted, lines ended by `lineBreak`.
[[nodiscard]] std::string printEntry(const KernelEntry &entry, std::string_view lineBreak = "\n");

/// A unified diff of whole lines between `before` and `after`, which differ by `patches`; empty when nothing differs.
[[nodiscard]] std::string unifiedDiff(std::string_view before, std::span<const TextPatch> patches,
                                      std::string_view fileName, std::size_t context = 3);

} // namespace atlas
