#pragma once

#include "core/base/id.h"
#include "core/kernel/field.h"

#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atlas
{

/// One raw name under review, over run, catalog and review file together; per document.
using EntryId = Id<struct EntryTag>;

/// What of an entry an edit changes: one of the six fields, its state, its note, or whether it is picked by hand.
enum class Slot : std::uint8_t
{
    FriendlyName,
    SourceLib,
    Generic,
    Fixed,
    Tiled,
    Description,
    State,
    Note,
    Picked
};
inline constexpr std::size_t kSlotCount = 9;

[[nodiscard]] constexpr Slot slotOf(Field field)
{
    return static_cast<Slot>(field);
}
/// Only for slots with isFieldSlot().
[[nodiscard]] constexpr Field fieldOf(Slot slot)
{
    return static_cast<Field>(slot);
}
[[nodiscard]] constexpr bool isFieldSlot(Slot slot)
{
    return slot <= Slot::Description;
}
/// As edit logs and `katlas set` spell it: the field's key, or state, note, picked.
[[nodiscard]] std::string_view key(Slot slot);
[[nodiscard]] std::optional<Slot> slotForKey(std::string_view key);

enum class ReviewState : std::uint8_t
{
    Unreviewed,
    NeedsWork,
    Accepted
};
/// unreviewed, needs-work, accepted
[[nodiscard]] std::string_view toString(ReviewState state);
[[nodiscard]] std::optional<ReviewState> reviewStateFor(std::string_view text);

/// A state, with what was on the screen when it was set. Never changes once made, so marks are shared.
struct StateMark
{
    ReviewState state = ReviewState::Unreviewed;
    /// The six values that were accepted. Where the catalog has the kernel, its bytes decide what is shown, and a pin
    /// that they do not fit says that the kernel was changed since. Null where nobody knows.
    std::shared_ptr<const KernelInfo> pinned = {};
    /// It was accepted, and someone else changed it since: the reason why the state is unreviewed.
    bool wasAccepted = false;
    /// Fields that stood on an override when accepted: for them the override decides, not the pin.
    std::bitset<kFieldCount> overridden = {};
    /// What the rules read then; empty when no rules were asked.
    std::optional<KernelInfo> read = {};
};

/// The sources of overrides that are not a person's own typing.
inline constexpr std::string_view kSourceRules = "rules";
inline constexpr std::string_view kSourceSeed = "seed";
inline constexpr std::string_view kSourceMemory = "memory";   ///< followed by ": " and where it was found
inline constexpr std::string_view kSourceRefresh = "refresh"; ///< a new reading taken by --refresh: nobody's word
inline constexpr std::string_view kSourceReviewFile = "review file";
inline constexpr std::string_view kSourceBefore = "decided before"; ///< followed by a space and the file's name

/// A field value that a person set.
struct Override
{
    FieldValue value = {};
    std::string source = {}; ///< empty: typed

    Override() = default;
    Override(FieldValue set, std::string from = {}) : value(std::move(set)), source(std::move(from)) {}
    friend bool operator==(const Override &, const Override &) = default;
};

/// What a slot can hold. A plain struct: which member counts follows from the slot.
struct SlotContent
{
    Override override = {};                     ///< of a field; a note is a text here
    std::shared_ptr<const StateMark> mark = {}; ///< of Slot::State
    bool picks = false;                         ///< of Slot::Picked
};

/// The content of a slot, or nothing: no override, unreviewed, no note, picked as the selection says.
class SlotValue
{
public:
    SlotValue() = default;
    SlotValue(std::nullopt_t) {}
    SlotValue(Override set) : m_content{std::move(set), {}, false}, m_has(true) {}
    SlotValue(FieldValue set) : SlotValue(Override(std::move(set))) {}
    SlotValue(std::shared_ptr<const StateMark> set) : m_content{{}, std::move(set), false}, m_has(true) {}
    explicit SlotValue(bool picks) : m_content{{}, {}, picks}, m_has(true) {}

    [[nodiscard]] bool has_value() const { return m_has; }
    explicit operator bool() const { return m_has; }
    /// Only where there is a content.
    [[nodiscard]] const SlotContent *operator->() const { return &m_content; }
    [[nodiscard]] const SlotContent &operator*() const { return m_content; }
    [[nodiscard]] SlotContent take() && { return std::move(m_content); }

private:
    SlotContent m_content;
    bool m_has = false;
};

/// A value that changes places with the document's: applying it twice is undoing it.
struct Edit
{
    EntryId entry;
    Slot slot;
    SlotValue value;
};

/// Edits that are done and undone together, with the words for the menu.
struct EditGroup
{
    std::string text;
    std::vector<Edit> edits;
};

} // namespace atlas
