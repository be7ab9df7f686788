#pragma once

#include "core/inference/inference.h"
#include "core/inference/ruleset.h"

#include <string>
#include <string_view>

namespace atlas::cli
{

/// One line of JSON without a line break, keys in the documented order; unknown facts are absent.
[[nodiscard]] std::string readingAsJson(std::string_view name, const Reading &reading);

/// `<friendly name>\t<library>\t<op>\t<raw name>`, control characters escaped, with a line break.
[[nodiscard]] std::string readingAsLine(std::string_view name, const Reading &reading);

/// Several lines: the name with the characters that each field was read from underlined, the fields, facts, the rule
/// with its place, and the later rules that the name would match too.
[[nodiscard]] std::string explanation(std::string_view name, const RuleSet &rules);

} // namespace atlas::cli
