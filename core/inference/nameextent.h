#pragma once

#include <cstddef>
#include <string_view>

namespace atlas
{

/// Where a kernel's name stands in what a profiler, a terminal or a copied cell gave: [begin, end) of the raw bytes.
struct NameExtent
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Leaves out what surrounds the name: blanks, line ends, a byte order mark, quotes and backticks, terminal colours,
/// and the marks of compilers and loaders behind it (`.kd`, ` [clone .kd]`, ` (.kd)`, `.constprop.0`, ` (.isra.0)`, `
/// [28]`). A name of nothing else stays as it is.
[[nodiscard]] NameExtent nameExtent(std::string_view raw);

/// The bytes of a terminal colour or other control sequence (`ESC [ ... m`) that begins at `at`; 0 for none.
[[nodiscard]] std::size_t controlSequenceLength(std::string_view text, std::size_t at);

} // namespace atlas
