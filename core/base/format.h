#pragma once

#include <cstdint>
#include <string>

/// Numbers as people read them; exact values go to tooltips and exports.
namespace atlas
{

/// A duration in the unit that fits: "35 ns", "3.74 µs", "65.7 ms", "4.946 s". Always ns >= 0 or NaN ("–").
[[nodiscard]] std::string formatDuration(double ns);

/// A whole number with thin-space groups: "329 035" (U+202F).
[[nodiscard]] std::string formatCount(std::int64_t count);

/// A share of 0..1 as "24.9 %" (no-break space); "< 0.1 %" for something above zero that would round to 0.0.
[[nodiscard]] std::string formatPercent(double fraction);

/// The shortest decimal text that reads back as the same number, never in exponent form; "" for NaN.
[[nodiscard]] std::string formatExact(double value);

} // namespace atlas
