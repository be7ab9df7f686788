#include "core/comparison/decomposition.h"

#include <cmath>

namespace atlas
{

namespace
{
/// Beyond this a double no longer counts single ns (104 days of GPU time in one kernel).
constexpr double kLargestExactNs = 9007199254740992.0; // 2^53
} // namespace

Decomposition decompose(const CallsAndTime &baseline, const CallsAndTime &candidate)
{
    Decomposition parts;
    parts.deltaNs = candidate.totalNs - baseline.totalNs;
    parts.callsNs = parts.deltaNs;
    if (baseline.calls > 0.0 && candidate.calls > 0.0) {
        const double meanA = static_cast<double>(baseline.totalNs) / baseline.calls;
        const double meanB = static_cast<double>(candidate.totalNs) / candidate.calls;
        const double calls = (candidate.calls - baseline.calls) * (meanA + meanB) / 2.0;
        parts.callsNs = std::abs(calls) < kLargestExactNs ? std::llround(calls) : parts.deltaNs;
    }
    parts.speedNs = parts.deltaNs - parts.callsNs;
    return parts;
}

void addTo(Decomposition &sum, const Decomposition &part)
{
    Decomposition next;
    const bool overflows = __builtin_add_overflow(sum.deltaNs, part.deltaNs, &next.deltaNs) ||
                           __builtin_add_overflow(sum.callsNs, part.callsNs, &next.callsNs) ||
                           __builtin_add_overflow(sum.speedNs, part.speedNs, &next.speedNs);
    if (!overflows) {
        sum = next;
    }
}

} // namespace atlas
