#pragma once

#include <cstdint>
#include <expected>
#include <string_view>

namespace atlas
{

/// Why a cell is not the number it should be.
enum class NumberFault : std::uint8_t
{
    NotANumber,
    Negative,
    TooLarge
};

/// The decimal sign of printed reports, told from a cell that always has one or two decimals, such as a percentage
/// ("24.9", "24,9"): '.' unless the cell says ','.
[[nodiscard]] char decimalSignOf(std::string_view cell);

/// A time in units of `nsPerUnit`, as whole ns (rounded half up): digits are never passed through a double. Accepts
/// thousands separators of printed reports (`,` `.` `'` U+2019, no-break spaces) wherever they are not the decimal
/// sign.
[[nodiscard]] std::expected<std::int64_t, NumberFault> parseNs(std::string_view cell, std::int64_t nsPerUnit,
                                                               char decimalSign = '.');

/// A number of calls.
[[nodiscard]] std::expected<std::int64_t, NumberFault> parseCount(std::string_view cell, char decimalSign = '.');

/// A median or deviation in ns; NaN for an empty cell, "nan" or "n/a".
[[nodiscard]] std::expected<double, NumberFault> parseNsReal(std::string_view cell, std::int64_t nsPerUnit,
                                                             char decimalSign = '.');

} // namespace atlas
