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
    Histogram() = default;
    /// Of bins in order, each once.
    explicit Histogram(std::vector<HistogramBin> bins) : m_bins(std::move(bins)) {}

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

/// How one kernel of one table runs on the GPUs (ranks) of a capture.
struct RankUse
{
    double medianNs = 0.0;    ///< of the GPUs' total times
    std::int64_t leastNs = 0; ///< of collectives the work itself: the others wait for the last one to come
    std::int64_t mostNs = 0;
    std::uint32_t slowest = 0; ///< index in CaptureSummary::ranks

    /// (most - least) / median.
    [[nodiscard]] double spread() const
    {
        return medianNs > 0.0 ? static_cast<double>(mostNs - leastNs) / medianNs : 0.0;
    }
};

/// By KernelId, the kernels of one table over the GPUs; those that are not in the table have zeros.
using RankTable = std::vector<RankUse>;

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
    /// The kernels over several GPUs or ranks; empty where there is one.
    void setRanks(RankTable ranks) { m_ranks = std::move(ranks); }
    [[nodiscard]] const RankTable &ranks() const { return m_ranks; }

private:
    static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

    std::vector<std::uint32_t> m_placeOf;
    std::vector<LaunchDistribution> m_distributions;
    RankTable m_ranks;
};

} // namespace atlas
