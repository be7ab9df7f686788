#include "core/review/membership.h"

#include <utility>

namespace atlas
{

Membership membershipOf(const ReviewDocument &document, EntryId entry, bool isSelected)
{
    if (const std::optional<bool> picked = document.picked(entry)) {
        return *picked ? Membership::Picked : Membership::LeftOut;
    }
    return document.isWanted(entry, isSelected) ? Membership::Selected : Membership::NotSelected;
}

bool passes(MembershipFilter filter, Membership membership)
{
    const bool isWanted = membership == Membership::Selected || membership == Membership::Picked;
    switch (filter) {
    case MembershipFilter::Any:
        return true;
    case MembershipFilter::Wanted:
        return isWanted;
    case MembershipFilter::NotWanted:
        return !isWanted;
    case MembershipFilter::LeftOut:
        return membership == Membership::LeftOut;
    }
    std::unreachable();
}

} // namespace atlas
