#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>

/// What numbers options take, said in words: the library's own checks let "nan" pass and speak of conversions.
namespace atlas::cli
{

/// A whole number from 1 to `most`.
[[nodiscard]] CLI::Validator countUpTo(std::int64_t most);

/// A number from `least` to `most`; no "nan", no "inf".
[[nodiscard]] CLI::Validator numberBetween(double least, double most);

/// What --top takes.
inline constexpr std::int64_t kMostRows = 1'000'000'000;

} // namespace atlas::cli
