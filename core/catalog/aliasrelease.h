#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/catalogwriter.h"

#include <vector>

namespace atlas
{

/// What changes of a catalog touch, for the sake of anchors.
struct TouchedSpans
{
    std::vector<SourceSpan> gone; ///< values and entries that give way; an anchor inside goes with them
    std::vector<SourceSpan>
        changed; ///< maps that something inside changes; an anchor on one of them stands for something new
};

/// Sorts the patches; the error says that two of them contradict each other.
[[nodiscard]] Result<void> arrangePatches(const Catalog &catalog, std::vector<TextPatch> &patches);

/// What stands under a touched anchor is said elsewhere too: there the alias gives way to what it stood for, unless a
/// patch replaces it anyway. `patch` must be arranged, and stays so.
void releaseAliases(const Catalog &catalog, TouchedSpans touched, CatalogPatch &patch);

} // namespace atlas
