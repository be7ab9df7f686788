#include "core/review/edit.h"

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
constexpr std::array<std::string_view, 3> kStates = {"unreviewed", "needs-work", "accepted"};
constexpr std::array<std::string_view, 3> kOwnKeys = {"state", "note", "picked"};
} // namespace

std::string_view key(Slot slot)
{
    return isFieldSlot(slot) ? key(fieldOf(slot)) : kOwnKeys[static_cast<std::size_t>(slot) - kFieldCount];
}

std::optional<Slot> slotForKey(std::string_view key)
{
    if (const std::optional<Field> field = fieldForKey(key)) {
        return slotOf(*field);
    }
    const auto found = std::ranges::find(kOwnKeys, key);
    if (found == kOwnKeys.end()) {
        return std::nullopt;
    }
    return static_cast<Slot>(kFieldCount + static_cast<std::size_t>(found - kOwnKeys.begin()));
}

std::string_view toString(ReviewState state)
{
    return kStates[static_cast<std::size_t>(state)];
}

std::optional<ReviewState> reviewStateFor(std::string_view text)
{
    const auto found = std::ranges::find(kStates, text);
    return found == kStates.end() ? std::nullopt : std::optional(static_cast<ReviewState>(found - kStates.begin()));
}

} // namespace atlas
