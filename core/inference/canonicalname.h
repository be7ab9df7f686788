#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace atlas
{

/// What a kernel is called whoever profiled it and whichever build it came from: two spellings of one kernel have one
/// canonical name. Return types, parameters, casts of literals, blanks, the spelling of anonymous namespaces and what
/// rocprof appends go; so do the numbers that compilers deal out anew with each build (Inductor's and XLA's last
/// number, Myelin's hash, lambda numbers, line numbers, serials of Julia and Numba). Template arguments stay, so that
/// two kernels of one template never become one; what differs only in a dealt-out number does have one canonical name.
///
/// Empty for a name that the profiler cut off: its rest could be anything.
[[nodiscard]] std::string canonicalName(std::string_view rawName);

/// A 64-bit hash of the canonical name; of the raw name where that was cut off. The same in every run.
[[nodiscard]] std::uint64_t canonicalHash(std::string_view rawName);

/// The first `digits` (1 to 16) hex digits of canonicalHash().
[[nodiscard]] std::string canonicalDigits(std::string_view rawName, std::size_t digits);

} // namespace atlas
