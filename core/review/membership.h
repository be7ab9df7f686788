#pragma once

#include "core/review/reviewdocument.h"

#include <cstdint>

namespace atlas
{

/// Whether publishing brings a kernel into the catalog, and who says so.
enum class Membership : std::uint8_t
{
    NotSelected, ///< the selection does not reach it
    Selected,    ///< by the selection, or because somebody decided about it
    Picked,      ///< by hand
    LeftOut      ///< by hand: not added, whatever else is said of it
};

/// `isSelected`: among publicationSelection(), which may be a moment old: what was decided since counts at once. What
/// was said by hand goes before all.
[[nodiscard]] Membership membershipOf(const ReviewDocument &document, EntryId entry, bool isSelected);

/// What a table shows by membership.
enum class MembershipFilter : std::uint8_t
{
    Any,
    Wanted,
    NotWanted,
    LeftOut ///< by hand only
};

[[nodiscard]] bool passes(MembershipFilter filter, Membership membership);

} // namespace atlas
