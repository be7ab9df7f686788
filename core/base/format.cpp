#include "core/base/format.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace atlas
{

namespace
{
constexpr const char *kNarrowSpace = "\u202F";
constexpr const char *kNoBreakSpace = "\u00A0";

std::string fixedDecimals(double value, int decimals)
{
    std::array<char, 400> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string();
}

struct Unit
{
    double ns;
    const char *name;
};
constexpr std::array kUnits = {Unit{1e9, "s"}, Unit{1e6, "ms"}, Unit{1e3, "µs"}, Unit{1.0, "ns"}};

/// Three to four significant digits; seconds keep three decimals (4.946 s).
int decimalsFor(double value, const Unit &unit)
{
    if (unit.ns <= 1.0) {
        return value == std::floor(value) ? 0 : 1;
    }
    if (unit.ns >= 1e9) {
        return 3;
    }
    return value < (unit.ns >= 1e6 ? 10.0 : 100.0) ? 2 : 1;
}
} // namespace

std::string formatDuration(double ns)
{
    if (std::isnan(ns)) {
        return "–";
    }
    for (const Unit &unit : kUnits) {
        if (std::abs(ns) >= unit.ns || unit.ns <= 1.0) {
            const double value = ns / unit.ns;
            return fixedDecimals(value, decimalsFor(std::abs(value), unit)) + kNoBreakSpace + unit.name;
        }
    }
    return {};
}

std::string formatCount(std::int64_t count)
{
    std::string digits = std::to_string(count);
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (std::size_t i = digits.size(); i > first + 3;) {
        i -= 3;
        digits.insert(i, kNarrowSpace);
    }
    return digits;
}

std::string formatPercent(double fraction)
{
    if (std::isnan(fraction)) {
        return "–";
    }
    const double percent = fraction * 100.0;
    if (percent > 0.0 && percent < 0.05) {
        return std::string("<") + kNoBreakSpace + "0.1" + kNoBreakSpace + "%";
    }
    return fixedDecimals(percent, 1) + kNoBreakSpace + "%";
}

std::string formatExact(double value)
{
    if (std::isnan(value)) {
        return {};
    }
    std::array<char, 400> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string();
}

} // namespace atlas
