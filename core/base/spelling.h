#pragma once

#include <span>
#include <string>
#include <string_view>

namespace atlas
{

/// Number of insertions, deletions, substitutions and neighbour swaps that turn `a` into `b` (optimal string
/// alignment).
[[nodiscard]] std::size_t editDistance(std::string_view a, std::string_view b);

/// The candidate nearest to `word`, or an empty view when none is near enough to be a slip of the finger.
[[nodiscard]] std::string_view closestMatch(std::string_view word, std::span<const std::string_view> candidates);

/// ` (did you mean "x"?)`, or nothing when no candidate is near.
[[nodiscard]] std::string didYouMean(std::string_view word, std::span<const std::string_view> candidates);

} // namespace atlas
