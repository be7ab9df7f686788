#pragma once

#include "core/run/run.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace atlas
{

/// How many launches fell into one bin.
struct HistogramBin
{
    std::uint16_t bin = 0;
    std::uint32_t count = 0;

    friend bool operator==(const HistogramBin &, const HistogramBin &) = default;
};

/// Durations in logarithmic bins, 64 of them a power of two: whole ns are exact up to 128 ns, wider bins span at most
/// 1.6 % of their value.
class Histogram
{
public:
    /// The bin of a duration >= 0.
    [[nodiscard]] static std::uint16_t binOf(std::int64_t ns);
    /// First and last duration of a bin.
    [[nodiscard]] static std::pair<std::int64_t, std::int64_t> boundsOf(std::uint16_t bin);
    /// Of durations >= 0 in any order.
    [[nodiscard]] static Histogram of(std::span<const std::int64_t> durations);

    /// Bins with at least one launch, in order.
    [[nodiscard]] const std::vector<HistogramBin> &bins() const { return m_bins; }

private:
    [[nodiscard]] static Histogram counted(const std::vector<std::uint16_t> &bins);
    [[nodiscard]] static Histogram sorted(std::vector<std::uint16_t> bins);

    std::vector<HistogramBin> m_bins;
};

/// A grid or a block: x, y, z; zeros where the profiler does not say.
using LaunchShape = std::array<std::uint32_t, 3>;

/// The launches of one kernel with the same grid and block.
struct VariantTiming
{
    LaunchShape grid = {};
    LaunchShape block = {};
    KernelTiming timing;
    Histogram histogram;
};

/// The framework's operation that launched a kernel, with the shapes of its inputs as the trace has them.
struct OperationUse
{
    std::string name;
    std::string inputDims;  ///< JSON, "[[32, 4096], [4096]]"; empty where unknown
    std::string inputTypes; ///< JSON; empty where unknown
    std::int64_t launches = 0;
    std::int64_t totalNs = 0;
};

/// What the launches of one kernel in one table tell beyond their summary.
struct LaunchDistribution
{
    double p95Ns = 0.0; ///< nearest rank, exact
    double p99Ns = 0.0;
    Histogram histogram;
    std::vector<VariantTiming> variants;  ///< longest first; their timings sum to the row's
    std::vector<OperationUse> operations; ///< longest first; launches without a known operation are not in here
};

/// The distributions of one table, by kernel.
class Distributions
{
public:
    explicit Distributions(std::size_t kernelCount) : m_placeOf(kernelCount, kNone) {}

    void set(KernelId kernel, LaunchDistribution distribution);
    /// Null for kernels that are not in the table.
    [[nodiscard]] const LaunchDistribution *of(KernelId kernel) const;

private:
    static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

    std::vector<std::uint32_t> m_placeOf;
    std::vector<LaunchDistribution> m_distributions;
};

} // namespace atlas
