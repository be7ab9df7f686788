#pragma once

#include "core/catalog/catalogblocks.h"
#include "core/catalog/mergepieces.h"

namespace atlas
{

/// One item of a catalog in three versions; null where a version does not have it. One of ours and theirs is there.
struct BlockVersions
{
    const CatalogBlock *base;
    const CatalogBlock *ours;
    const CatalogBlock *theirs;
};

/// The merged item; empty when it is deleted. What only one side changed counts: the item as a whole, then key by key,
/// then the value, the comment behind it and the comments above it by themselves. A deletion wins only over what nobody
/// touched.
[[nodiscard]] MergePieces mergeBlock(const BlockVersions &versions);

} // namespace atlas
