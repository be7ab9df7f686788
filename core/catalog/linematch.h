#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace atlas
{

/// The lines of `text`, each with its line break; the last one may have none.
[[nodiscard]] std::vector<std::string_view> linesWithBreaks(std::string_view text);

/// Which lines of one text stand in another too.
inline constexpr std::size_t kNoLine = static_cast<std::size_t>(-1);
/// By line of `before`: the line of `after` that it became, rising, or kNoLine. Lines that are there once in both texts
/// come first, what lies between them is compared by Myers' algorithm; where that would take long, lines count as
/// changed.
[[nodiscard]] std::vector<std::size_t> matchLines(const std::vector<std::string_view> &before,
                                                  const std::vector<std::string_view> &after);

} // namespace atlas
