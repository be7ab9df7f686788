#pragma once

#include "core/review/edit.h"

#include <optional>
#include <string>
#include <vector>

namespace atlas
{

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
    [[nodiscard]] std::optional<std::size_t> cleanIndex() const { return m_cleanIndex; }
    [[nodiscard]] const EditGroup &group(std::size_t index) const { return m_groups[index]; }
    /// What is saved is the state at `index`.
    void setClean(std::size_t index) { m_cleanIndex = index; }
    /// No state of this history is saved any more.
    void forgetClean() { m_cleanIndex.reset(); }
    [[nodiscard]] bool isClean() const { return m_cleanIndex == m_index; }

private:
    std::vector<EditGroup> m_groups;
    std::size_t m_index = 0;
    std::optional<std::size_t> m_cleanIndex = 0; // nothing once the saved state cannot be reached again
};

} // namespace atlas
