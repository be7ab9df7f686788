#include "core/comparison/countratio.h"

#include "core/run/scopes.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace atlas
{

namespace
{
constexpr double kLargestCallDifference = 0.5;

double ratioOf(const CountPair &pair)
{
    return static_cast<double>(pair.candidate) / static_cast<double>(pair.baseline);
}

std::vector<CountPair> byRatio(const std::vector<CountPair> &pairs)
{
    std::vector<std::tuple<double, double, std::size_t>> keys; // by weight too: sums must not depend on the rows' order
    keys.reserve(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        keys.emplace_back(ratioOf(pairs[i]), pairs[i].weight, i);
    }
    std::ranges::sort(keys);
    std::vector<CountPair> ascending;
    ascending.reserve(pairs.size());
    for (const auto &[ratio, weight, i] : keys) {
        ascending.push_back(pairs[i]);
    }
    return ascending;
}

double weightOf(const std::vector<CountPair> &pairs)
{
    double sum = 0.0;
    for (const CountPair &pair : pairs) {
        sum += pair.weight;
    }
    return sum;
}

/// The pair at which half of the weight lies on each side; where it lies between two, the one nearer to 1.
const CountPair &weightedMiddle(const std::vector<CountPair> &ascending)
{
    const auto firstBeyondHalf = [](const auto &begin, const auto &end, double half) {
        double seen = 0.0;
        for (auto at = begin; at != end; ++at) {
            seen += at->weight;
            if (seen >= half) {
                return &*at;
            }
        }
        return &*begin;
    };
    const double half = weightOf(ascending) / 2.0;
    const CountPair *low = firstBeyondHalf(ascending.begin(), ascending.end(), half);
    const CountPair *high = firstBeyondHalf(ascending.rbegin(), ascending.rend(), half);
    return std::abs(std::log(ratioOf(*high))) < std::abs(std::log(ratioOf(*low))) ? *high : *low;
}

RatioCluster clusterOf(const std::vector<CountPair> &members, double allWeight)
{
    const double weight = weightOf(members);
    return {ratioOf(weightedMiddle(members)), members.size(), allWeight > 0.0 ? weight / allWeight : 0.0};
}

/// Runs of ratios that lie within ± the tolerance of their middle.
std::vector<RatioCluster> clustersOf(const std::vector<CountPair> &ascending)
{
    const double allWeight = weightOf(ascending);
    std::vector<RatioCluster> clusters;
    std::vector<CountPair> members;
    for (const CountPair &pair : ascending) {
        if (!members.empty() && ratioOf(pair) > ratioOf(members.front()) * (1.0 + 2.0 * kCountTolerance)) {
            clusters.push_back(clusterOf(members, allWeight));
            members.clear();
        }
        members.push_back(pair);
    }
    clusters.push_back(clusterOf(members, allWeight));
    std::ranges::stable_sort(clusters, std::ranges::greater(), &RatioCluster::kernels);
    return clusters;
}
} // namespace

bool isCountConsistent(std::int64_t baselineCalls, std::int64_t candidateCalls, const CountRatio &k)
{
    const double baseline = static_cast<double>(baselineCalls) * static_cast<double>(k.candidate);
    const double candidate = static_cast<double>(candidateCalls) * static_cast<double>(k.baseline);
    const double difference = std::abs(candidate - baseline);
    const double callsToCompare = difference / static_cast<double>(std::min(k.candidate, k.baseline));
    return difference <= kCountTolerance * std::min(baseline, candidate) || callsToCompare <= kLargestCallDifference;
}

Multiplier findMultiplier(const std::vector<CountPair> &shared, bool mixesStages)
{
    Multiplier multiplier;
    multiplier.kernels = shared.size();
    if (shared.empty()) {
        multiplier.isRefused = true;
        return multiplier;
    }
    const std::vector<CountPair> ascending = byRatio(shared);
    const CountPair &middle = weightedMiddle(ascending);
    multiplier.ratio = {middle.candidate, middle.baseline};
    double consistentWeight = 0.0;
    for (const CountPair &pair : ascending) {
        const bool fits = isCountConsistent(pair.baseline, pair.candidate, multiplier.ratio);
        multiplier.consistentKernels += fits ? 1 : 0;
        consistentWeight += fits ? pair.weight : 0.0;
    }
    const double allWeight = weightOf(ascending);
    multiplier.consistentShare = allWeight > 0.0 ? consistentWeight / allWeight : 0.0;
    multiplier.isRefused = mixesStages && multiplier.consistentShare < kLeastOneRatio;
    multiplier.clusters = clustersOf(ascending);
    return multiplier;
}

} // namespace atlas
