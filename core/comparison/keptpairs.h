#pragma once

#include "core/comparison/pairdecisions.h"

#include <filesystem>

/// Decisions about pairs that are kept for a person, one file for each two runs, whichever of them is the baseline.
namespace atlas
{

/// Where decisions about the runs at these two paths are kept below `folder`: the same file for both orders.
[[nodiscard]] std::filesystem::path keptPairsPath(const std::filesystem::path &folder,
                                                  const std::filesystem::path &baseline,
                                                  const std::filesystem::path &candidate);

/// What is kept about the two runs, as decisions of `baseline` against `candidate`; none when there is no file. An
/// error where the file cannot be read.
[[nodiscard]] Result<PairDecisions> loadKeptPairs(const std::filesystem::path &folder,
                                                  const std::filesystem::path &baseline,
                                                  const std::filesystem::path &candidate);

/// Keeps `decisions`, making `folder` when it is missing. The file is what `katlas compare --pairs` reads.
[[nodiscard]] Result<void> keepPairs(const std::filesystem::path &folder, const std::filesystem::path &baseline,
                                     const std::filesystem::path &candidate, const PairDecisions &decisions);

} // namespace atlas
