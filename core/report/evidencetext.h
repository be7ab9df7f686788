#pragma once

#include "core/inference/inference.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace atlas
{

/// Columns that a line of underlinedName() fills at most, the field's word aside.
inline constexpr std::size_t kUnderlinedColumns = 100;

/// The raw name in lines of at most `columns` characters, and below each line one row for every field that was read
/// from characters in it: `^` under those characters, then the field's key. Fields read from the same characters share
/// a row. Control characters are shown as \xNN.
[[nodiscard]] std::string underlinedName(std::string_view name, const Reading &reading,
                                         std::size_t columns = kUnderlinedColumns);

} // namespace atlas
