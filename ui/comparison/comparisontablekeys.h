#pragma once

#include "ui/common/keybindings.h"

namespace atlas::ui
{

/// The keys that the table of pairs has by itself: one a PairCommand, in its order, then copying.
[[nodiscard]] std::span<const KeyCommand> comparisonTableKeys();

} // namespace atlas::ui
