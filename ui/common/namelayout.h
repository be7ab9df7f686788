#pragma once

#include <QString>

#include <string_view>
#include <vector>

namespace atlas::ui
{

/// A raw name laid out as C++: every character of the name in its order, plus line breaks and indentation.
struct NameLayout
{
    QString text;
    /// UTF-16 position in `text` of each byte of the name, and of its end: size() + 1 entries, never falling.
    std::vector<int> positions;
};

/// Longest name that is laid out; longer ones are cut there (copying gives the whole).
inline constexpr std::size_t kMaxLaidOutBytes = 16 * 1024;

/// Breaks `name` after brackets and at the commas of their arguments wherever a bracket does not fit into `columns`
/// characters. Brackets that do not match are plain characters. Names longer than kMaxLaidOutBytes end in "…".
[[nodiscard]] NameLayout layOutName(std::string_view name, int columns);

} // namespace atlas::ui
