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

/// A number as a table prints it, without the unit behind it.
struct CellNumber
{
    std::string_view digits;
    std::int64_t nsPerUnit = 0; ///< what the cell itself says ("134.9 ms"); 0 when it says no unit
};
/// The unit that stands in the cell; a percent sign goes too.
[[nodiscard]] CellNumber withoutUnit(std::string_view cell);

/// Whether digits of ns are missing in a time of `nsPerUnit`: "134.9" in ms has lost five.
[[nodiscard]] bool lacksDigits(const CellNumber &number, char decimalSign);

/// A cell that says that there is no number: empty, "nan", "n/a", "-", "none", "null", ...
[[nodiscard]] bool isNoNumber(std::string_view cell);

/// The decimal sign of printed reports, told from a cell that always has one or two decimals, such as a percentage
/// ("24.9", "24,9"): '.' unless the cell says ','.
[[nodiscard]] char decimalSignOf(std::string_view cell);

/// A time in units of `nsPerUnit`, or in the unit that the cell names itself, as whole ns (rounded half up): digits are
/// never passed through a double. Accepts thousands separators of printed reports (`,` `.` `'` U+2019, no-break spaces)
/// wherever they are not the decimal sign.
[[nodiscard]] std::expected<std::int64_t, NumberFault> parseNs(std::string_view cell, std::int64_t nsPerUnit,
                                                               char decimalSign = '.');

/// A number of calls.
[[nodiscard]] std::expected<std::int64_t, NumberFault> parseCount(std::string_view cell, char decimalSign = '.');

/// A median or deviation in ns; NaN where isNoNumber().
[[nodiscard]] std::expected<double, NumberFault> parseNsReal(std::string_view cell, std::int64_t nsPerUnit,
                                                             char decimalSign = '.');

} // namespace atlas
