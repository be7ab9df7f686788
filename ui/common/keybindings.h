#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

class QKeyEvent;

namespace atlas::ui
{

/// A command that a widget does by a key of its own, without a menu.
struct KeyCommand
{
    const char *id;    ///< in the settings; never changes
    const char *words; ///< what the key does; English, to be translated in the context "Shortcuts"
    const char *keys;  ///< that it has until somebody changes them: portable, several separated by "; "
};

/// The keys of a widget's commands. Begins with those that they have by themselves.
class KeyBindings
{
public:
    explicit KeyBindings(std::span<const KeyCommand> commands);

    [[nodiscard]] std::span<const KeyCommand> commands() const { return m_commands; }
    [[nodiscard]] const QList<QKeySequence> &keys(std::size_t command) const { return m_keys[command]; }
    void setKeys(std::size_t command, const QList<QKeySequence> &keys) { m_keys[command] = keys; }
    /// The index of the command that the key means; nothing when it means none.
    [[nodiscard]] std::optional<std::size_t> commandFor(const QKeyEvent &event) const;
    /// The command's first key behind a tab, as menus show it; empty when it has none.
    [[nodiscard]] QString menuHint(std::size_t command) const;

private:
    std::span<const KeyCommand> m_commands;
    std::vector<QList<QKeySequence>> m_keys;
};

/// The keys in a KeyCommand's text.
[[nodiscard]] QList<QKeySequence> keysFrom(const char *text);

/// Left and Right exchanged where a layout goes from right to left: what means "on" and "back" there. Other keys stay.
[[nodiscard]] int inReadingOrder(int key, Qt::LayoutDirection direction);

/// Keys as people read them: "E, F2".
[[nodiscard]] QString keysText(const QList<QKeySequence> &keys);

} // namespace atlas::ui
