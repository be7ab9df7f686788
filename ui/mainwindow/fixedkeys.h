#pragma once

#include "ui/common/keymap.h"

namespace atlas::ui
{

/// Keys that cannot change, for the list of all keys: what every list and field has, and gestures with the mouse.
[[nodiscard]] QList<Shortcut> fixedKeys();

} // namespace atlas::ui
