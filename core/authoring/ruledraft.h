#pragma once

#include "core/inference/inference.h"

#include <span>
#include <string>
#include <string_view>

namespace atlas
{

/// The text of a rule to begin with for the kernel `rawName`, which the rules now read as `reading`: literals that tell
/// it from others, an expression for its tile where the name has one, and what is read of it now, to be changed. The id
/// is none of `taken`.
[[nodiscard]] std::string draftRule(std::string_view rawName, const Reading &reading,
                                    std::span<const std::string> taken = {});

} // namespace atlas
