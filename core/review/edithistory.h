#pragma once

#include "core/base/id.h"
#include "core/kernel/field.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace atlas
{

/// One raw name under review, over run, catalog and review file together; per document.
using EntryId = Id<struct EntryTag>;

/// What of an entry an edit changes: one of the six fields, or what later versions add (state, note, picked).
enum class Slot : std::uint8_t
{
    FriendlyName,
    SourceLib,
    Generic,
    Fixed,
    Tiled,
    Description
};

[[nodiscard]] constexpr Slot slotOf(Field field)
{
    return static_cast<Slot>(field);
}
[[nodiscard]] constexpr Field fieldOf(Slot slot)
{
    return static_cast<Field>(slot);
}

/// The content of a slot: an override, or nothing (no override: the value comes from the catalog or the rules).
using SlotValue = std::optional<FieldValue>;

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

/// The undo list, with QUndoStack's verbs. Holds edits; the document swaps them.
class EditHistory
{
public:
    /// Adds a group that has just been applied and forgets what could be redone.
    void push(EditGroup group);
    [[nodiscard]] bool canUndo() const { return m_index > 0; }
    [[nodiscard]] bool canRedo() const { return m_index < m_groups.size(); }
    /// The group to swap for an undo or redo; moves the index. Only when canUndo() or canRedo().
    [[nodiscard]] EditGroup &stepBack() { return m_groups[--m_index]; }
    [[nodiscard]] EditGroup &stepForward() { return m_groups[m_index++]; }
    [[nodiscard]] std::string undoText() const { return canUndo() ? m_groups[m_index - 1].text : std::string(); }
    [[nodiscard]] std::string redoText() const { return canRedo() ? m_groups[m_index].text : std::string(); }
    [[nodiscard]] std::size_t index() const { return m_index; }
    [[nodiscard]] std::size_t count() const { return m_groups.size(); }
    [[nodiscard]] const EditGroup &group(std::size_t index) const { return m_groups[index]; }
    /// What is saved is the state at `index`.
    void setClean(std::size_t index) { m_cleanIndex = index; }
    [[nodiscard]] bool isClean() const { return m_cleanIndex == m_index; }

private:
    std::vector<EditGroup> m_groups;
    std::size_t m_index = 0;
    std::optional<std::size_t> m_cleanIndex = 0; // nothing once the saved state cannot be reached again
};

} // namespace atlas
