#pragma once

#include "core/base/diagnostic.h"
#include "core/run/run.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace atlas
{

/// Relative difference up to which call counts agree with a number of iterations (COMPARISON.md C4).
inline constexpr double kCountTolerance = 0.005;
/// How near k × (prefill + decode) must come to combined's time before it is said at all.
inline constexpr double kLeastExplained = 0.9;
/// Share of combined's time in kernels whose counts must agree with k.
inline constexpr double kLeastConsistent = 0.5;

/// Finds which stage lies in which: sam, clip and projector in prefill where the numbers allow it (every kernel of the
/// inner table is in the outer with at least as many calls), unless `said` (inner -> outer) says otherwise; an empty
/// outer name means "in none". What `said` gets wrong is added to `diagnostics`.
void findNesting(std::vector<Stage> &stages, const std::vector<std::pair<std::string, std::string>> &said,
                 std::vector<Diagnostic> &diagnostics);

/// Sets the iterations of all stages, combined first: 1 for top-level stages (more for one whose call counts against
/// combined are so many times those of the others), those of the outer stage for nested ones, and for combined
/// the k (time-weighted median of the count ratios) and how near k × (sum of the top-level stages) comes to its time,
/// where that is clear. `kernelCount` is the number of kernels of the run.
void findIterations(std::vector<Stage> &stages, std::size_t kernelCount);

/// The value at which half of the weight lies on each side; 0 without any weight. Pairs are value and weight.
[[nodiscard]] double weightedMedian(std::vector<std::pair<double, double>> values);

} // namespace atlas
