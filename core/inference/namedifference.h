#pragma once

#include "core/inference/inference.h"

#include <string_view>
#include <vector>

namespace atlas
{

/// Where two raw names differ: spans of each, in order, not overlapping; neighbouring pieces are one span.
struct NameDifference
{
    std::vector<ByteSpan> mine;
    std::vector<ByteSpan> theirs;
};

/// The tokens that are not common to both names: those of tokenDifferences() for names of one skeleton, else what a
/// longest common subsequence leaves. Names of more than kMaxComparedTokens tokens are compared from both ends only.
[[nodiscard]] NameDifference nameDifference(std::string_view mine, std::string_view theirs);

inline constexpr std::size_t kMaxComparedTokens = 1'500;

} // namespace atlas
