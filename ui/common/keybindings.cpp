#include "ui/common/keybindings.h"

#include <QKeyEvent>
#include <QStringList>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// One key of an event: that of the number pad is the same as the other.
QKeySequence keyOf(const QKeyEvent &event, bool withShift)
{
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    modifiers.setFlag(Qt::ShiftModifier, withShift && modifiers.testFlag(Qt::ShiftModifier));
    const int key = event.key() == Qt::Key_Enter ? static_cast<int>(Qt::Key_Return) : event.key();
    return QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key)));
}

/// Whether Shift only serves to reach the character, as for "?".
bool isShiftOfCharacter(const QKeyEvent &event)
{
    return event.modifiers().testFlag(Qt::ShiftModifier) && event.key() < Qt::Key_Escape &&
           !QChar::isLetter(static_cast<char32_t>(event.key())) && event.key() != Qt::Key_Space;
}
} // namespace

KeyBindings::KeyBindings(std::span<const KeyCommand> commands) : m_commands(commands)
{
    for (const KeyCommand &command : commands) {
        m_keys.push_back(keysFrom(command.keys));
    }
}

std::optional<std::size_t> KeyBindings::commandFor(const QKeyEvent &event) const
{
    const auto find = [this](const QKeySequence &key) -> std::optional<std::size_t> {
        const auto found = std::ranges::find_if(m_keys, [&](const auto &keys) { return keys.contains(key); });
        return found == m_keys.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - m_keys.begin()));
    };
    const auto command = find(keyOf(event, true));
    return !command && isShiftOfCharacter(event) ? find(keyOf(event, false)) : command;
}

QString KeyBindings::menuHint(std::size_t command) const
{
    return m_keys[command].isEmpty() ? QString() : u'\t' + keysText(m_keys[command].first(1));
}

QList<QKeySequence> keysFrom(const char *text)
{
    return QKeySequence::listFromString(QString::fromLatin1(text), QKeySequence::PortableText);
}

int inReadingOrder(int key, Qt::LayoutDirection direction)
{
    const bool isArrow = key == Qt::Key_Left || key == Qt::Key_Right;
    if (!isArrow || direction != Qt::RightToLeft) {
        return key;
    }
    return key == Qt::Key_Left ? Qt::Key_Right : Qt::Key_Left;
}

QString keysText(const QList<QKeySequence> &keys)
{
    QStringList texts;
    for (const QKeySequence &key : keys) {
        texts += key.toString(QKeySequence::NativeText).replace(u"Return"_s, u"Enter"_s); // what the key says
    }
    return texts.join(u", "_s);
}

} // namespace atlas::ui
