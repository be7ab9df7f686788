#pragma once

#include "core/run/run.h"

#include <array>
#include <cstddef>
#include <cstdint>

/// Whether the figures of one row can be true, and what the timer could resolve (COMPARISON.md C1, C2).
namespace atlas
{

enum class RowSanity : std::uint8_t
{
    Sound,
    Inconsistent, ///< figures that no set of launches can have
    Incomplete    ///< the deviation is not known
};

/// C1 for one side. Minimum, maximum and median contradict nothing where they are not known: the test needs none of
/// them. The printed average is not kept in a Run, so total = instances × average is not checked.
[[nodiscard]] RowSanity checkRow(const KernelTiming &timing);

/// Finds the step of the profiler's clock from minima and maxima: the largest power of two up to 1024 ns near which (±1
/// ns) at least three quarters of them lie. Needs 40 values.
class QuantumDetector
{
public:
    void add(std::int64_t ns);
    /// Takes over what `other` has seen.
    void add(const QuantumDetector &other);
    /// In ns; 1 when there are too few values.
    [[nodiscard]] double quantumNs() const;
    [[nodiscard]] bool isKnown() const { return quantumNs() > 1.0; }

private:
    static constexpr std::size_t kLargestPower = 10;

    std::array<std::size_t, kLargestPower + 1> m_byPower{}; ///< values by the largest power of two they are near to
    std::size_t m_count = 0;
};

/// s' of C2: a deviation is at least that of rounding to the clock's step, q/√12.
[[nodiscard]] double deviationFloor(double quantumNs);

} // namespace atlas
