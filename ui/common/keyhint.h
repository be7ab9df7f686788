#pragma once

#include <QObject>
#include <QString>
#include <QVariant>

namespace atlas::ui
{

/// Property of a widget or action whose tooltip (or placeholder) ends with keys in parentheses: the command that has
/// them, by its id in the list of keys.
inline constexpr char kKeyHintProperty[] = "atlasKeyHint";

/// Lets the parentheses at the end of the object's tooltip follow the keys of `command`.
inline void setKeyHint(QObject &object, const char *command)
{
    object.setProperty(kKeyHintProperty, QString::fromLatin1(command));
}

/// The key that the menus' command has now, in the window that `object` belongs to; its name where it has none: for
/// messages that say how to go on.
[[nodiscard]] QString keyOrName(const QObject &object, const char *command);

} // namespace atlas::ui
