#pragma once

#include <cstdint>

namespace atlas
{

/// Calls and time of one kernel (or none) on one side, per iteration of the side with fewer iterations.
struct CallsAndTime
{
    double calls = 0.0;
    std::int64_t totalNs = 0;
};

/// Where a difference in total time comes from (COMPARISON.md C9): `callsNs` because it was launched more or less
/// often, `speedNs` because a launch takes longer or shorter. callsNs + speedNs = deltaNs exactly, and all three negate
/// exactly when the sides are swapped.
struct Decomposition
{
    std::int64_t deltaNs = 0;
    std::int64_t callsNs = 0;
    std::int64_t speedNs = 0;

    friend bool operator==(const Decomposition &, const Decomposition &) = default;
};

/// Δ = (nB - nA)(mA + mB)/2 + (mB - mA)(nA + nB)/2, the first term rounded to ns. A kernel that one side has not is all
/// calls.
[[nodiscard]] Decomposition decompose(const CallsAndTime &baseline, const CallsAndTime &candidate);

/// Adds `part` to `sum`; sums that do not fit in 64 bits stay as they are.
void addTo(Decomposition &sum, const Decomposition &part);

} // namespace atlas
