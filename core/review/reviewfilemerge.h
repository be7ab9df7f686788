#pragma once

#include "core/review/reviewfile.h"

#include <string>
#include <vector>

namespace atlas
{

/// Two review files as one.
struct MergedReviewFile
{
    ReviewFile file; ///< text included
    /// "state of "void f()" was changed on both sides", ...: the file is whole all the same, see mergeReviewFiles().
    std::vector<std::string> conflicts;
};

/// Merges block by block and key by key; order is theirs, then what only ours has. Where both sides changed a state
/// differently the kernel needs work, of two notes both stay, of everything else ours: a clash leaves no markers in a
/// file that nobody edits by hand.
[[nodiscard]] MergedReviewFile mergeReviewFiles(const ReviewFile &base, const ReviewFile &ours,
                                                const ReviewFile &theirs);

} // namespace atlas
