#pragma once

#include "ui/common/keybindings.h"

#include <cstdint>

namespace atlas::ui
{

/// What a key in the kernel table asks for, in the order of kernelTableKeys().
enum class TableKey : std::uint8_t
{
    Accept,
    Family,
    NeedsWork,
    Unreview,
    Next,
    Previous,
    NextSimilar,
    TogglePicked,
    Edit,
    Copy,
    CopyMarkdown,
    FirstOffer, ///< and eight more
    LastOffer = FirstOffer + 8
};

/// The keys that the table has by itself.
[[nodiscard]] std::span<const KeyCommand> kernelTableKeys();

} // namespace atlas::ui
