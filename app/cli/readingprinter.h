#pragma once

#include "core/inference/inference.h"

#include <string>
#include <string_view>

namespace atlas::cli
{

/// One line of JSON without a line break, keys in the documented order; unknown facts are absent.
[[nodiscard]] std::string readingAsJson(std::string_view name, const Reading &reading);

/// `<friendly name>\t<library>\t<op>\t<raw name>`, control characters escaped, with a line break.
[[nodiscard]] std::string readingAsLine(std::string_view name, const Reading &reading);

/// Several lines: the name, each field with the pieces of the name it was read from, facts, and the rule with its
/// place.
[[nodiscard]] std::string explanation(std::string_view name, const Reading &reading);

} // namespace atlas::cli
