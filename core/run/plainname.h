#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace atlas
{

/// A kernel's name without what a document put around it: code marks (`` `f` ``, <code>f</code>), bold, quotes, HTML
/// entities (&lt;) and backslashes before signs of Markdown. Nothing when the cell is a name as it is, which nearly all
/// are.
[[nodiscard]] std::optional<std::string> plainName(std::string_view cell);

} // namespace atlas
