#pragma once

#include "core/comparison/pairdecisions.h"
#include "core/run/run.h"

#include <filesystem>
#include <span>

/// Decisions about pairs that are kept for a person, one file for each two sides, whichever of them is the baseline.
/// Runs are known by what their tables hold (core/run/fingerprint.h): a folder that is moved keeps its decisions.
namespace atlas
{

/// One side: its runs, at least one.
using SideRuns = std::span<const std::shared_ptr<const Run>>;

/// Where decisions about these two sides are kept below `folder`: the same file for both orders.
[[nodiscard]] std::filesystem::path keptPairsPath(const std::filesystem::path &folder, SideRuns baseline,
                                                  SideRuns candidate);

/// What is kept about the two sides, as decisions of `baseline` against `candidate`; none when there is no file. An
/// error where the file cannot be read.
[[nodiscard]] Result<PairDecisions> loadKeptPairs(const std::filesystem::path &folder, SideRuns baseline,
                                                  SideRuns candidate);

/// Keeps `decisions`, making `folder` when it is missing. The file is what `katlas compare --pairs` reads.
[[nodiscard]] Result<void> keepPairs(const std::filesystem::path &folder, SideRuns baseline, SideRuns candidate,
                                     const PairDecisions &decisions);

} // namespace atlas
