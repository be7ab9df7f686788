#pragma once

#include <string_view>

/// Names that a profiler's printed report, or whoever shortened its table, cut off.
namespace atlas
{

/// Whether the name bears the mark of a cut: it ends in "..." or holds "…", which no compiler writes.
[[nodiscard]] bool isMarkedCut(std::string_view name);

/// What is left of a name that was cut: all before the mark.
[[nodiscard]] std::string_view cutStem(std::string_view name);

/// Whether a bracket of a C++ name stays open, so that its end is missing; the signs of operators and arrows are no
/// brackets.
[[nodiscard]] bool hasOpenBracket(std::string_view name);

/// Widths in characters at which versions of the profiler cut names without a mark.
[[nodiscard]] bool isPlainCutWidth(std::size_t characters);

} // namespace atlas
