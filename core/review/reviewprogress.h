#pragma once

#include "core/review/reviewdocument.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace atlas
{

/// How many kernels of a selection are in a state, and how much GPU time they make.
struct ReviewCount
{
    std::size_t kernels = 0;
    std::int64_t totalNs = 0;
};

/// How far the review of a selection is.
struct ReviewProgress
{
    ReviewCount all;
    ReviewCount accepted;
    ReviewCount needsWork;
    /// Accepted, but the rules have a new reading by now.
    std::size_t newReadings = 0;

    [[nodiscard]] ReviewCount unreviewed() const
    {
        return {all.kernels - accepted.kernels - needsWork.kernels, all.totalNs - accepted.totalNs - needsWork.totalNs};
    }
    /// Share (0..1) of the selection's GPU time that is accepted; 0 for an empty one.
    [[nodiscard]] double acceptedShare() const
    {
        return all.totalNs > 0 ? static_cast<double>(accepted.totalNs) / static_cast<double>(all.totalNs) : 0.0;
    }
};

/// GPU time of the entry in the attached run: of the combined table, else summed over the stages that have it. 0 for an
/// entry that the run does not have.
[[nodiscard]] std::int64_t gpuTime(const ReviewDocument &document, EntryId entry);

[[nodiscard]] ReviewProgress reviewProgress(const ReviewDocument &document, std::span<const EntryId> selection);

enum class Direction : std::uint8_t
{
    Next,
    Previous
};

/// The nearest entry of `order` (by time, say) behind or before `from` that is unreviewed or has a new reading, going
/// round at the end; nothing when there is none but `from`. Without `from`, or where it is not in `order`, the first or
/// last one.
[[nodiscard]] std::optional<EntryId> nearestUnreviewed(const ReviewDocument &document, std::span<const EntryId> order,
                                                       std::optional<EntryId> from, Direction direction);

/// The next entry of `order` behind `from`, going round, that is like it: the same skeleton of name; if no other has
/// that, one that the same rule reads. Nothing when there is none.
[[nodiscard]] std::optional<EntryId> nextSimilar(const ReviewDocument &document, std::span<const EntryId> order,
                                                 EntryId from);

} // namespace atlas
