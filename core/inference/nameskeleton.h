#pragma once

#include "core/inference/inference.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// What a piece of a kernel's name is, for telling similar names.
enum class TokenKind : std::uint8_t
{
    Fixed,       ///< a word, bracket or sign: part of the skeleton
    Number,      ///< 128, 0x1f, 16 in "256x128", true and false
    Type,        ///< float, c10::BFloat16, bf16, e4m3, ...
    Architecture ///< sm80, 80 in cutlass_80, ampere
};

/// A piece of a raw name.
struct NameToken
{
    TokenKind kind;
    ByteSpan span; ///< of the raw name
};

/// `rawName` in pieces, blanks left out. Spellings of different profilers are brought together first (see KernelName).
[[nodiscard]] std::vector<NameToken> nameTokens(std::string_view rawName);

/// The name with numbers, types and architectures left open: names with one skeleton are similar.
[[nodiscard]] std::string nameSkeleton(std::string_view rawName);

/// A skeleton with the pieces it leaves open, each followed by a line break: for comparing many names, read once each.
struct OpenedName
{
    std::string skeleton;
    std::string pieces;
};
[[nodiscard]] OpenedName openName(std::string_view rawName);

/// Pieces in which two names of one skeleton differ.
struct TokenDifference
{
    TokenKind kind;
    ByteSpan mine;
    ByteSpan theirs;
};

/// Where `mine` and `theirs` differ, in order; empty for names of different skeletons too.
[[nodiscard]] std::vector<TokenDifference> tokenDifferences(std::string_view mine, std::string_view theirs);

} // namespace atlas
