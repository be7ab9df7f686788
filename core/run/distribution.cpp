#include "core/run/distribution.h"

#include <algorithm>
#include <bit>

namespace atlas
{

namespace
{
constexpr int kBinBits = 6; // 64 bins a power of two
/// Above the bin of the longest duration that 63 bits hold.
constexpr std::size_t kBinCount = std::size_t{58} << kBinBits;
} // namespace

std::uint16_t Histogram::binOf(std::int64_t ns)
{
    const auto value = static_cast<std::uint64_t>(ns);
    const int power = std::bit_width(value) - 1;
    if (power <= kBinBits) {
        return static_cast<std::uint16_t>(value);
    }
    const int shift = power - kBinBits;
    return static_cast<std::uint16_t>((static_cast<std::uint64_t>(shift) << kBinBits) + (value >> shift));
}

std::pair<std::int64_t, std::int64_t> Histogram::boundsOf(std::uint16_t bin)
{
    constexpr std::uint16_t kExact = 2U << kBinBits;
    if (bin < kExact) {
        return {bin, bin};
    }
    const int shift = (bin >> kBinBits) - 1;
    const auto first = static_cast<std::int64_t>(bin - (shift << kBinBits)) << shift;
    return {first, first + (std::int64_t{1} << shift) - 1};
}

Histogram Histogram::of(std::span<const std::int64_t> durations)
{
    std::vector<std::uint16_t> bins(durations.size());
    std::ranges::transform(durations, bins.begin(), binOf);
    const bool isLarge = bins.size() >= kBinCount / 4;
    return isLarge ? counted(bins) : sorted(std::move(bins));
}

/// Many launches: a counter for every bin there is.
Histogram Histogram::counted(const std::vector<std::uint16_t> &bins)
{
    std::vector<std::uint32_t> counts(kBinCount);
    for (const std::uint16_t bin : bins) {
        ++counts[bin];
    }
    Histogram histogram;
    for (std::size_t bin = 0; bin < counts.size(); ++bin) {
        if (counts[bin] > 0) {
            histogram.m_bins.push_back({static_cast<std::uint16_t>(bin), counts[bin]});
        }
    }
    return histogram;
}

/// Few launches: only the bins that they are in are touched.
Histogram Histogram::sorted(std::vector<std::uint16_t> bins)
{
    std::ranges::sort(bins);
    Histogram histogram;
    for (const std::uint16_t bin : bins) {
        if (histogram.m_bins.empty() || histogram.m_bins.back().bin != bin) {
            histogram.m_bins.push_back({bin, 0});
        }
        ++histogram.m_bins.back().count;
    }
    return histogram;
}

void Distributions::set(KernelId kernel, LaunchDistribution distribution)
{
    m_placeOf[kernel.index()] = static_cast<std::uint32_t>(m_distributions.size());
    m_distributions.push_back(std::move(distribution));
}

const LaunchDistribution *Distributions::of(KernelId kernel) const
{
    const std::uint32_t place = kernel.index() < m_placeOf.size() ? m_placeOf[kernel.index()] : kNone;
    return place != kNone ? &m_distributions[place] : nullptr;
}

} // namespace atlas
