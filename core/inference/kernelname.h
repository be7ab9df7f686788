#pragma once

#include "core/inference/inference.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// The parts of a kernel name that rules may look at.
enum class NamePart : std::uint8_t
{
    Name,       ///< the whole name, normalised
    Function,   ///< the kernel's own qualified name: no return type, template arguments or parameters
    Arguments,  ///< what stands between the kernel's outer < and >
    Parameters, ///< what stands between the ( and ) after it
    ReturnType, ///< "void", "std::enable_if<...>::type"
    Raw         ///< the name as the profiler wrote it
};
inline constexpr std::array<std::string_view, 6> kNamePartKeys = {"name",       "function",    "arguments",
                                                                  "parameters", "return_type", "raw"};

class BracketWalker;

/// A raw kernel name, normalised so that the spellings of different profilers and demanglers read alike, taken apart,
/// with a map back to the raw bytes. It keeps views of the raw name: that must outlive it.
///
/// Normalised: `(int)4`, `4u`, `4ul` become 4; `(bool)1` becomes true; `(anonymous namespace)` becomes <unnamed>; `> >`
/// becomes `>>`; `[lambda(float) (instance 1)]` and `{lambda(float)#1}` become `[lambda(float)#1]`; `operator ()`
/// becomes `operator()`; blanks before * and & and inside brackets go, a comma is followed by one; HTML entities become
/// their characters, terminal colours go; Microsoft's `struct`, `class`, `__cdecl` and `anonymous namespace' read as
/// others write them; `int=4` is 4. What surrounds the name is left out first (see nameExtent()). A mangled name
/// (`_Z...`) is rewritten from its length-prefixed identifiers, plain literals and parameter types; no demangler runs.
/// All work is linear in the length of the name.
class KernelName
{
public:
    KernelName() = default;
    /// Replaces the content; buffers are kept, so one object can read many names.
    void assign(std::string_view raw);

    [[nodiscard]] std::string_view text(NamePart part) const;
    /// Where `part` begins in text(NamePart::Name); 0 for Raw.
    [[nodiscard]] std::size_t begin(NamePart part) const;
    /// The profiler cut the name off: it ends in an ellipsis, or a bracket is left open.
    [[nodiscard]] bool isTruncated() const { return m_truncated; }
    /// Whether there are brackets for them, even with nothing in them.
    [[nodiscard]] bool hasParameters() const { return range(NamePart::Parameters).begin > 0; }
    [[nodiscard]] bool hasArguments() const { return range(NamePart::Arguments).begin > 0; }
    [[nodiscard]] bool isMangled() const { return m_mangled; }
    /// The bytes of the raw name that [begin, end) of the normalised text was read from, on character boundaries.
    [[nodiscard]] ByteSpan rawSpan(std::size_t begin, std::size_t end) const;
    /// The template arguments at the top level, without blanks around them.
    [[nodiscard]] std::vector<std::string_view> arguments() const;

private:
    friend class NameWriter;

    /// From `normal` up to the next piece, the text was read from [raw, rawEnd); equal lengths map byte by byte.
    struct Piece
    {
        std::uint32_t normal;
        std::uint32_t raw;
        std::uint32_t rawEnd;
    };
    struct Range
    {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    void findParts();
    void takeArguments(BracketWalker &walker);
    bool takeParameters(BracketWalker &walker);
    /// The raw offset of the byte at `normal`; `atEnd` asks for the offset behind it.
    [[nodiscard]] std::size_t rawOffset(std::size_t normal, bool atEnd) const;
    [[nodiscard]] const Range &range(NamePart part) const { return m_parts[static_cast<std::size_t>(part)]; }
    [[nodiscard]] Range &range(NamePart part) { return m_parts[static_cast<std::size_t>(part)]; }

    std::string_view m_raw;
    std::string m_text;
    std::vector<Piece> m_pieces;
    std::array<Range, 5> m_parts;
    bool m_truncated = false;
    bool m_mangled = false;
};

} // namespace atlas
