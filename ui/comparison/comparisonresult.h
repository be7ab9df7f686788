#pragma once

#include "core/comparison/runcomparison.h"
#include "core/report/comparisonview.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace atlas::ui
{

/// What is compared, as a person chose it: one baseline and one or several candidates, each side a run or several.
struct ComparisonInput
{
    Runs baseline;
    std::vector<Runs> candidates;
    KernelWords words = {};
    double threshold = 0.05;
    /// What a person said of the pairs with each candidate, in the order of `candidates`.
    std::vector<PairDecisions> decisions = {};
};

/// A finished comparison with the texts of all its rows; immutable, made on a worker.
struct ComparisonResult
{
    std::vector<RunComparison> comparisons;          ///< one for each candidate
    std::vector<std::vector<ComparisonTexts>> texts; ///< by candidate and stage
};

/// Compares every candidate with the baseline. Errors are those of compareRuns().
[[nodiscard]] Result<std::shared_ptr<const ComparisonResult>>
compareAll(const ComparisonInput &input, const std::stop_token &stop, const ProgressCallback &progress = {});

/// Reads what was kept about the pairs of the input's runs below `folder`; what cannot be read counts as nothing and is
/// named in `problems`.
void loadDecisions(ComparisonInput &input, const std::filesystem::path &folder, std::vector<std::string> &problems);

} // namespace atlas::ui
