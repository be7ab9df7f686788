#pragma once

#include "core/review/reviewfile.h"

#include <string>
#include <vector>

namespace atlas
{

/// Two review files as one.
struct MergedReviewFile
{
    ReviewFile file; ///< what both agree on and ours; its text has markers around what they do not agree on
    /// "state of "void f()" was changed on both sides", ...: each stands between markers in the text.
    std::vector<std::string> conflicts;
};

/// Merges block by block and key by key; order is theirs, then what only ours has. A state and the values it
/// speaks of are one. What both sides changed differently stands between git's markers, and the file is not read again
/// until a person chose. Comments of both sides stay.
[[nodiscard]] MergedReviewFile mergeReviewFiles(const ReviewFile &base, const ReviewFile &ours,
                                                const ReviewFile &theirs);

} // namespace atlas
