#pragma once

#include "core/base/result.h"
#include "core/inference/rulepack.h"

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// What a token of a scheme looks like: literal text, `{x}` (letters and digits), `{x:int}`, `{x:letters}`, `{x:dims}`
/// (2x1x1), `{x:rest}` (all that is left), `{x|map}` (the longest key of a word map), `{}` (dropped: letters and
/// digits, at the end all that is left), `[...]` optional. It is taken from left to right, each piece as long as it
/// gets; nothing is tried twice, so that the work is linear in the token.
class TokenPattern
{
public:
    /// The error's column counts bytes of `text` from 1. Word maps are those of `pack`, which must outlive the pattern.
    [[nodiscard]] static Result<TokenPattern> parse(std::string_view text, const RulePack &pack);

    /// A variable's value in the token.
    struct Capture
    {
        std::string_view variable;
        std::string_view value;
    };
    /// The bytes at the beginning of `text` that the pattern takes; npos where it does not fit. What it caught is
    /// appended; after a failure `captures` is as before.
    [[nodiscard]] std::size_t match(std::string_view text, std::vector<Capture> &captures) const;

    /// The bytes that a token it fits can begin with; all where it may be empty.
    [[nodiscard]] const std::bitset<256> &firstBytes() const { return m_first; }
    /// The variables it may set.
    [[nodiscard]] std::vector<std::string> variables() const;

private:
    friend class TokenPatternParser;

    enum class Kind : std::uint8_t
    {
        Literal,
        Word,
        Int,
        Letters,
        Dims,
        Rest,
        Map,
        Optional ///< the `size` elements that follow
    };
    struct Element
    {
        Kind kind = Kind::Literal;
        std::string text = {}; ///< the literal, or the variable; empty for what is dropped
        const WordMap *words = nullptr;
        std::size_t size = 0; ///< elements of an optional part; bytes of a map's longest key
        bool known = true;    ///< a variable: false where it is `{}`
    };

    [[nodiscard]] std::size_t matchRange(std::size_t from, std::size_t to, std::string_view text, std::size_t at,
                                         std::vector<Capture> &captures) const;
    [[nodiscard]] static std::size_t pieceLength(const Element &element, std::string_view rest);
    /// Adds the first bytes of elements [from, to); false where they may be nothing.
    bool addFirst(std::size_t from, std::size_t to);
    static void addFirst(const Element &element, std::bitset<256> &into);

    std::vector<Element> m_elements;
    std::bitset<256> m_first;
};

} // namespace atlas
