#pragma once

#include "core/catalog/catalog.h"

#include <string_view>
#include <vector>

namespace atlas
{

/// Patches of whole lines that make of `before` the text `after`: what matchLines() finds in both stays.
[[nodiscard]] std::vector<TextPatch> linePatches(std::string_view before, std::string_view after);

} // namespace atlas
