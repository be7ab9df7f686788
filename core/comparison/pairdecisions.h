#pragma once

#include "core/base/result.h"
#include "core/comparison/namesubstitution.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// What a person said of two kernels.
enum class PairChoice : std::uint8_t
{
    Confirmed, ///< a pair that was found is right
    Rejected,  ///< these two are not the same kernel
    ByHand     ///< a pair that was not found
};
[[nodiscard]] std::string_view toString(PairChoice choice);

struct PairDecision
{
    std::string baseline;  ///< raw name
    std::string candidate; ///< raw name
    PairChoice choice = PairChoice::Confirmed;
    std::string stage = {}; ///< only in this table; empty: in all
    /// Further kernels of a side: several together became the other side's (fused or split). Never of a rejected pair.
    std::vector<std::string> alsoBaseline = {};
    std::vector<std::string> alsoCandidate = {};

    friend bool operator==(const PairDecision &, const PairDecision &) = default;
};

/// Decisions about the pairs of two runs, and where they came from.
struct PairDecisions
{
    std::string baselineLabel = {};
    std::string candidateLabel = {};
    std::vector<PairDecision> pairs = {};
    /// Kernels whose names are equal once these are made are pairs.
    std::vector<NameSubstitution> renames = {};
    /// Unknown keys, decisions that contradict each other, and the like; what they stand for is left out.
    std::vector<Diagnostic> diagnostics = {};
};

/// Adds a decision; one about the same two names in the same stage is replaced, one that would pair a kernel twice
/// goes.
void decide(PairDecisions &decisions, PairDecision decision);

/// The same decisions with baseline and candidate swapped.
[[nodiscard]] PairDecisions swapped(PairDecisions decisions);

/// Reads the text of a pairs file (docs/comparison.md). An error where it is no such file at all.
[[nodiscard]] Result<PairDecisions> readPairDecisions(std::string_view text, const std::string &file);
/// Reads the pairs file at `path`.
[[nodiscard]] Result<PairDecisions> loadPairDecisions(const std::filesystem::path &path);

/// The text of a pairs file; reading it gives the same decisions.
[[nodiscard]] std::string writePairDecisions(const PairDecisions &decisions);

} // namespace atlas
