#include "core/run/numbertext.h"

#include "core/base/character.h"
#include "core/base/text.h"
#include "core/run/tableheader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <system_error>

namespace atlas
{

namespace
{
/// 2^63: doubles from here on do not fit.
constexpr double kTooLargeNs = 9223372036854775808.0;

/// Length of the thousands separator at the start of `text`; 0 for none.
std::size_t separatorLength(std::string_view text, char decimalSign)
{
    constexpr std::array<std::string_view, 6> kSeparators = {",", ".", "'", "\xE2\x80\x99", "\xC2\xA0", "\xE2\x80\xAF"};
    for (const std::string_view separator : kSeparators) {
        if (text.starts_with(separator) && separator != std::string_view(&decimalSign, 1)) {
            return separator.size();
        }
    }
    return 0;
}

/// `cell` with '.' as decimal sign and no separators; empty when it is not such a number.
std::string plainNumber(std::string_view cell, char decimalSign)
{
    std::string plain;
    bool seenDecimal = false;
    for (std::size_t i = 0; i < cell.size();) {
        if (isDigit(cell[i]) || cell[i] == '-' || cell[i] == '+' || cell[i] == 'e' || cell[i] == 'E') {
            plain += cell[i++];
        } else if (cell[i] == decimalSign && !seenDecimal) {
            plain += '.';
            seenDecimal = true;
            ++i;
        } else {
            const std::size_t length = separatorLength(cell.substr(i), decimalSign);
            const bool groupFollows = length > 0 && i > 0 && isDigit(cell[i - 1]) && i + length + 1 < cell.size() &&
                                      isDigit(cell[i + length]) && isDigit(cell[i + length + 1]);
            if (!groupFollows || seenDecimal) {
                return {};
            }
            i += length;
        }
    }
    return plain;
}

std::expected<std::int64_t, NumberFault> fromReal(double value, std::int64_t nsPerUnit)
{
    const double ns = value * static_cast<double>(nsPerUnit);
    if (!(ns < kTooLargeNs)) {
        return std::unexpected(NumberFault::TooLarge);
    }
    return static_cast<std::int64_t>(std::floor(ns + 0.5));
}

/// Whole units and decimals of a plain number, joined without a double in between.
std::expected<std::int64_t, NumberFault> joined(std::int64_t whole, std::string_view decimals, std::int64_t nsPerUnit)
{
    std::int64_t ns = 0;
    std::int64_t weight = nsPerUnit;
    bool roundUp = weight == 1 && !decimals.empty() && decimals.front() >= '5';
    for (std::size_t i = 0; i < decimals.size() && weight > 1; ++i) {
        weight /= 10;
        ns += (decimals[i] - '0') * weight;
        roundUp = weight == 1 && i + 1 < decimals.size() && decimals[i + 1] >= '5';
    }
    std::int64_t sum = 0;
    if (__builtin_mul_overflow(whole, nsPerUnit, &sum) || __builtin_add_overflow(sum, ns + (roundUp ? 1 : 0), &sum)) {
        return std::unexpected(NumberFault::TooLarge);
    }
    return sum;
}

std::expected<std::int64_t, NumberFault> parsePlain(std::string_view plain, std::int64_t nsPerUnit)
{
    if (plain.starts_with('+')) {
        plain.remove_prefix(1);
    }
    const char *const end = plain.data() + plain.size();
    double value = 0.0;
    const auto real = std::from_chars(plain.data(), end, value);
    if (plain.empty() || real.ptr != end) {
        return std::unexpected(NumberFault::NotANumber);
    }
    if (real.ec == std::errc::result_out_of_range) {
        const bool isTiny = plain.contains("e-") || plain.contains("E-");
        return std::unexpected(isTiny ? NumberFault::NotANumber : NumberFault::TooLarge);
    }
    if (real.ec != std::errc() || !std::isfinite(value)) {
        return std::unexpected(NumberFault::NotANumber);
    }
    if (value < 0.0) {
        return std::unexpected(NumberFault::Negative);
    }
    std::int64_t whole = 0;
    const auto digits = std::from_chars(plain.data(), end, whole);
    if (digits.ec == std::errc::result_out_of_range) {
        return std::unexpected(NumberFault::TooLarge);
    }
    const std::string_view rest(digits.ptr, static_cast<std::size_t>(end - digits.ptr));
    if (digits.ec != std::errc() || rest.find_first_of("eE") != std::string_view::npos) {
        return fromReal(value, nsPerUnit); // ".5" or a spreadsheet's 1.2E+09
    }
    return joined(whole, rest.empty() ? rest : rest.substr(1), nsPerUnit);
}
} // namespace

namespace
{
/// A plain decimal such as "3743.7", exact: both numbers of the quotient fit in a double, so it is rounded once, as
/// from_chars would. Nothing for any other text.
std::optional<double> parseShortDecimal(std::string_view cell)
{
    constexpr std::array<double, 8> kPowersOfTen = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};
    constexpr std::size_t kDigitsOfADouble = 15;
    if (cell.size() < 2 || cell.size() > kDigitsOfADouble) {
        return std::nullopt;
    }
    std::int64_t digits = 0;
    std::size_t decimals = 0;
    bool seenPoint = false;
    for (const char c : cell) {
        if (c == '.' && !seenPoint) {
            seenPoint = true;
            continue;
        }
        if (!isDigit(c)) {
            return std::nullopt;
        }
        digits = digits * 10 + (c - '0');
        decimals += seenPoint ? 1 : 0;
    }
    if (decimals >= kPowersOfTen.size()) {
        return std::nullopt;
    }
    return static_cast<double>(digits) / kPowersOfTen[decimals];
}
} // namespace

CellNumber withoutUnit(std::string_view cell)
{
    const std::string_view text = trimmed(cell);
    const std::size_t lastDigit = text.find_last_of("0123456789.");
    if (lastDigit == std::string_view::npos || lastDigit + 1 == text.size()) {
        return {text, 0};
    }
    const std::string_view word = trimmed(text.substr(lastDigit + 1));
    if (word == "%") {
        return {text.substr(0, lastDigit + 1), 0};
    }
    const std::int64_t unit = unitOf("(" + std::string(word) + ")");
    return unit != 0 ? CellNumber{text.substr(0, lastDigit + 1), unit} : CellNumber{text, 0};
}

bool lacksDigits(const CellNumber &number, char decimalSign)
{
    const std::size_t sign = number.digits.rfind(decimalSign);
    std::int64_t weight = number.nsPerUnit;
    for (std::size_t i = sign == std::string_view::npos ? number.digits.size() : sign + 1; i < number.digits.size();
         ++i) {
        weight /= 10;
    }
    return weight > 1;
}

bool isNoNumber(std::string_view cell)
{
    constexpr std::array<std::string_view, 12> kWords = {"",     "nan",  "-nan",         "n/a",          "na", "-",
                                                         "none", "null", "\xE2\x80\x93", "\xE2\x80\x94", "--", "?"};
    return std::ranges::contains(kWords, std::string_view(toLowerAscii(trimmed(cell))));
}

char decimalSignOf(std::string_view text)
{
    const std::string_view cell = withoutUnit(text).digits;
    const std::size_t sign = cell.find_last_of(".,");
    return sign != std::string_view::npos && cell[sign] == ',' && cell.size() - sign <= 3 ? ',' : '.';
}

std::expected<std::int64_t, NumberFault> parseNs(std::string_view cell, std::int64_t nsPerUnit, char decimalSign)
{
    std::int64_t value = 0;
    const char *const end = cell.data() + cell.size();
    const auto whole = std::from_chars(cell.data(), end, value);
    if (whole.ptr == end && whole.ec == std::errc() && nsPerUnit == 1) {
        return value >= 0 ? std::expected<std::int64_t, NumberFault>(value) : std::unexpected(NumberFault::Negative);
    }
    const CellNumber number = withoutUnit(cell);
    return parsePlain(plainNumber(number.digits, decimalSign), number.nsPerUnit != 0 ? number.nsPerUnit : nsPerUnit);
}

std::expected<std::int64_t, NumberFault> parseCount(std::string_view cell, char decimalSign)
{
    return parseNs(cell, 1, decimalSign);
}

std::expected<double, NumberFault> parseNsReal(std::string_view cell, std::int64_t nsPerUnit, char decimalSign)
{
    if (const std::optional<double> simple = decimalSign == '.' ? parseShortDecimal(cell) : std::nullopt) {
        return *simple * static_cast<double>(nsPerUnit);
    }
    double value = 0.0;
    const char *end = cell.data() + cell.size();
    auto parsed = std::from_chars(cell.data(), end, value);
    if (cell.empty() || parsed.ptr != end || parsed.ec != std::errc() || decimalSign != '.') {
        if (isNoNumber(cell)) {
            return std::numeric_limits<double>::quiet_NaN();
        }
        const CellNumber number = withoutUnit(cell);
        nsPerUnit = number.nsPerUnit != 0 ? number.nsPerUnit : nsPerUnit;
        const std::string plain = plainNumber(number.digits, decimalSign);
        end = plain.data() + plain.size();
        parsed = std::from_chars(plain.data(), end, value);
        if (plain.empty() || parsed.ptr != end || parsed.ec == std::errc::invalid_argument) {
            return std::unexpected(NumberFault::NotANumber);
        }
        if (parsed.ec != std::errc()) {
            return std::unexpected(NumberFault::TooLarge);
        }
    }
    if (value < 0.0) {
        return std::unexpected(NumberFault::Negative);
    }
    const double ns = value * static_cast<double>(nsPerUnit);
    if (!std::isfinite(ns)) {
        return std::isnan(ns) ? std::expected<double, NumberFault>(ns) : std::unexpected(NumberFault::TooLarge);
    }
    return ns;
}

} // namespace atlas
