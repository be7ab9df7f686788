#pragma once

#include "core/comparison/countratio.h"
#include "core/comparison/runside.h"

#include <string>
#include <vector>

/// What two runs have in common, and whether anything may be concluded from their difference (COMPARISON.md C3).
namespace atlas
{

/// One line of "what was compared": GPU, CUDA, torch, ...
struct IdentityField
{
    std::string name;
    std::string baseline;  ///< empty: not known
    std::string candidate; ///< empty: not known
    /// Both are known and differ; the file that a command wrote to (-o) does not count.
    bool isChanged = false;
};

/// What two sides are, side by side, changed fields first; a field that neither run tells is left out. A side of
/// several runs tells what all of them say, else all values.
[[nodiscard]] std::vector<IdentityField> compareIdentity(const RunSide &baseline, const RunSide &candidate);

/// Why the runs as a whole carry no verdict: sentences, none when they do.
[[nodiscard]] std::vector<std::string> whyRunsDiffer(const RunSide &baseline, const RunSide &candidate);

/// What the files do not tell but a verdict silently assumes, as sentences.
[[nodiscard]] std::vector<std::string> whatIsAssumed(const RunSide &baseline, const RunSide &candidate);

/// Why two tables of one stage carry no verdict: sentences, none when they do. `shared` are kernels in both, by name or
/// renamed.
[[nodiscard]] std::vector<std::string> whyTablesDiffer(const SideTable &baseline, const SideTable &candidate,
                                                       std::size_t shared);

/// Share of the smaller table's kernels that both must have.
inline constexpr double kLeastShared = 0.05;

} // namespace atlas
