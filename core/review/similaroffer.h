#pragma once

#include "core/inference/inference.h"
#include "core/kernel/field.h"

#include <optional>
#include <string_view>

namespace atlas
{

/// What was decided of a kernel, for another one of the same skeleton.
struct SimilarDecision
{
    std::string_view rawName; ///< that the decision is of
    const KernelInfo &info;
    const Reading &reading; ///< of that name
};

/// The decision as it would be of `rawName`: what the rules read from the other name's own characters (tile, stages,
/// types, numbers) becomes what they read from this one's. A field of which that cannot be said for sure, and one that
/// nobody decided otherwise than the rules read it, is as in `now`. Nothing where the result contradicts what is known
/// of this kernel.
[[nodiscard]] std::optional<KernelInfo> adapted(const SimilarDecision &decision, std::string_view rawName,
                                                const Reading &reading, const KernelInfo &now);

} // namespace atlas
