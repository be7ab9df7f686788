#pragma once

#include "core/inference/rulepack.h"

#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// A place of a raw name that a rule looks at.
struct NameMark
{
    enum class Kind : std::uint8_t
    {
        Literal,
        Capture ///< a named group of an expression
    };
    Kind kind = Kind::Literal;
    ByteSpan span = {};
    std::string name = {};  ///< of the capture's variable
    std::string value = {}; ///< what it caught
};

/// How a rule fits a name: for highlighting while the rule is typed.
struct NameMarks
{
    std::vector<NameMark> marks; ///< literals first, then captures
    /// Literals that the rule needs and the name has not, and those it must not have and has.
    std::vector<std::string> missing;
    std::vector<std::string> forbidden;
    /// Whether the rule takes the name.
    bool holds = false;
};

/// Looks at `rawName` with rule number `rule` of `pack`; also where the rule as a whole does not match.
[[nodiscard]] NameMarks markName(const RulePack &pack, std::size_t rule, std::string_view rawName);

} // namespace atlas
