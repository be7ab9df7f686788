#pragma once

#include "core/base/result.h"
#include "core/catalog/catalog.h"
#include "core/catalog/catalogwriter.h"

#include <span>
#include <vector>

namespace atlas
{

/// The changes that make of `before` a catalog with the entries of `wanted`, in that order. Entries of `before` that
/// are not wanted are removed; of several with one name only the first is looked at, the others stay.
[[nodiscard]] CatalogChanges changesBetween(const Catalog &before, const std::vector<KernelEntry> &wanted);

/// The entries of `catalog`, each name once.
[[nodiscard]] std::vector<KernelEntry> entriesOf(const Catalog &catalog);

/// `first` and `second` are patches on `text`, sorted and not overlapping: patches that make of the text with `first`
/// the text with `second`.
[[nodiscard]] std::vector<TextPatch> patchesBetween(std::string_view text, std::span<const TextPatch> first,
                                                    std::span<const TextPatch> second);

/// A changed catalog with the patches that led to it.
struct CatalogRevision
{
    Catalog catalog;
    std::vector<TextPatch> patches; ///< on the catalog that was given as `current`
    std::vector<Diagnostic> diagnostics;
};

/// `changes` made to `current`, which was itself made of `base` by patches. The result is `base` with all patches that
/// are left: what is taken back stands again in the bytes of `base`, quotes, line breaks and comments included. Where
/// `current` cannot be told from `base` by patches, it is changed as it is.
[[nodiscard]] Result<CatalogRevision> reviseCatalog(const Catalog &base, const Catalog &current,
                                                    const CatalogChanges &changes);

} // namespace atlas
