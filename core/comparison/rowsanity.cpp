#include "core/comparison/rowsanity.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

namespace atlas
{

namespace
{
constexpr std::size_t kLeastValues = 40;
constexpr double kLeastShare = 0.75;
/// Half of the last digit that a profiler prints of a deviation, with the mean's rounding beside it.
constexpr double kRounding = 0.05;

/// Whether a value lies between the extremes; what is not known (NaN) contradicts nothing.
bool isBetweenExtremes(const KernelTiming &timing, double ns)
{
    return !(ns < timing.minimumNs()) && !(ns > timing.maximumNs());
}

/// A deviation is largest with half of the values at each end.
bool hasSoundDeviation(const KernelTiming &timing)
{
    if (timing.standardDeviationNs < 0.0) {
        return false;
    }
    const double range = timing.maximumNs() - timing.minimumNs();
    if (timing.instances == 1) {
        return !(timing.standardDeviationNs > 0.0) && !(range > 0.0);
    }
    const auto count = static_cast<double>(timing.instances);
    return !(timing.standardDeviationNs > range / 2.0 * std::sqrt(count / (count - 1.0)) + kRounding);
}
} // namespace

RowSanity checkRow(const KernelTiming &timing)
{
    if (timing.instances < 1 || timing.totalNs <= 0) {
        return RowSanity::Inconsistent;
    }
    const bool isSound = isBetweenExtremes(timing, timing.averageNs()) && isBetweenExtremes(timing, timing.medianNs) &&
                         hasSoundDeviation(timing);
    if (!isSound) {
        return RowSanity::Inconsistent;
    }
    // Of one launch the total says everything.
    return timing.instances > 1 && std::isnan(timing.standardDeviationNs) ? RowSanity::Incomplete : RowSanity::Sound;
}

void QuantumDetector::add(std::int64_t ns)
{
    if (ns == kUnknownNs) {
        return;
    }
    const auto value = static_cast<std::uint64_t>(std::max<std::int64_t>(ns, 1));
    const int power = std::max({std::countr_zero(value), std::countr_zero(value - 1), std::countr_zero(value + 1)});
    ++m_byPower[std::min(static_cast<std::size_t>(power), kLargestPower)];
    ++m_count;
}

void QuantumDetector::add(const QuantumDetector &other)
{
    std::ranges::transform(m_byPower, other.m_byPower, m_byPower.begin(), std::plus());
    m_count += other.m_count;
}

double QuantumDetector::quantumNs() const
{
    if (m_count < kLeastValues) {
        return 1.0;
    }
    std::size_t near = 0;
    for (std::size_t power = kLargestPower; power > 0; --power) {
        near += m_byPower[power];
        if (static_cast<double>(near) >= kLeastShare * static_cast<double>(m_count)) {
            return static_cast<double>(std::size_t{1} << power);
        }
    }
    return 1.0;
}

double deviationFloor(double quantumNs)
{
    return quantumNs / std::sqrt(12.0);
}

} // namespace atlas
