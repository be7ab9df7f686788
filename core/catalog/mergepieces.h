#pragma once

#include "core/catalog/catalogmerge.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// Whole lines of a merged text: agreed on, or both sides of a conflict.
struct MergePiece
{
    std::string ours; ///< what is agreed on, where there is no conflict
    std::string base = {};
    std::string theirs = {};
    std::string conflict = {}; ///< what was changed on both sides, in words; empty where all agree

    [[nodiscard]] bool isConflict() const { return !conflict.empty(); }
    [[nodiscard]] bool isEmpty() const { return ours.empty() && theirs.empty() && base.empty(); }
};
using MergePieces = std::vector<MergePiece>;

[[nodiscard]] bool hasConflict(const MergePieces &pieces);
/// The text with git's markers around both sides, and the common ancestor's where `withBase`.
[[nodiscard]] std::string printPieces(const MergePieces &pieces, bool withBase = true);
/// The text when every conflict is decided for `side`.
[[nodiscard]] std::string resolvedPieces(const MergePieces &pieces, MergeSide side);

/// Three versions of lines as one: what one side alone changed counts, what both did not alike is a conflict, described
/// by `what`. Lines next to each other that the two sides changed are a conflict too.
[[nodiscard]] MergePieces mergeLines(std::string_view base, std::string_view ours, std::string_view theirs,
                                     std::string_view what);

/// In which order the things of a merge stand: in that of ours if theirs kept the ancestor's, else in that of theirs.
/// What only the other side has follows what it follows there. Each key is in a list once.
struct MergedOrder
{
    std::vector<std::string> keys; ///< all of both sides
    bool areBothChanged = false;   ///< each side has an order of its own; theirs was taken
};
[[nodiscard]] MergedOrder mergeOrder(const std::vector<std::string> &base, const std::vector<std::string> &ours,
                                     const std::vector<std::string> &theirs);

} // namespace atlas
