#pragma once

#include "app/cli/namerun.h"
#include "core/inference/inference.h"
#include "core/inference/ruleset.h"

#include <string>
#include <string_view>

namespace atlas::cli
{

/// One line of JSON without a line break, keys in the documented order; unknown facts are absent. Of names taken as one
/// run also the reason, which may be what the others say.
[[nodiscard]] std::string readingAsJson(std::string_view name, const Reading &reading, bool withReason = false);

/// `<friendly name>\t<library>\t<op>\t<raw name>`, control characters escaped, with a line break.
[[nodiscard]] std::string readingAsLine(std::string_view name, const Reading &reading);

/// Several lines: the name with the characters that each field was read from underlined, the fields, facts, the rule
/// with its place, and the later rules that the name would match too.
[[nodiscard]] std::string explanation(std::string_view name, const Reading &reading, const RuleSet &rules);

/// One line of JSON: {"friendly_name": ..., "raw_names": [...]}.
[[nodiscard]] std::string clashAsJson(const NameClash &clash);
/// The friendly name, then each raw name in a line of its own.
[[nodiscard]] std::string clashAsText(const NameClash &clash);

} // namespace atlas::cli
