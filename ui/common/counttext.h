#pragma once

#include "core/base/format.h"
#include "ui/common/text.h"

#include <concepts>

namespace atlas::ui
{

/// A number of things as all of the program shows it: "20 000".
[[nodiscard]] QString countText(std::integral auto count)
{
    return toQString(formatCount(static_cast<std::int64_t>(count)));
}

} // namespace atlas::ui
