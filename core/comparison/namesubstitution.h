#pragma once

#include "core/base/result.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace re2
{
class RE2;
}

namespace atlas
{

/// A change of raw names that makes kernels of two runs comparable, as sed writes it: `s/_jl_mod_/_jl_/`, with a `g`
/// behind it for every place. Any sign may stand for the slash; the pattern is an expression of RE2, `\1` and `&` in
/// the replacement are what it matched. It holds for both sides. Immutable; copies share the expression.
class NameSubstitution
{
public:
    /// Errors say what is wrong with `text`.
    [[nodiscard]] static Result<NameSubstitution> parse(std::string_view text);

    /// As it was written.
    [[nodiscard]] const std::string &text() const { return m_text; }
    void applyTo(std::string &name) const;

    friend bool operator==(const NameSubstitution &a, const NameSubstitution &b) { return a.m_text == b.m_text; }

private:
    std::string m_text;
    std::shared_ptr<const re2::RE2> m_pattern;
    std::string m_replacement; // as RE2 wants it
    bool m_isGlobal = false;
};

/// `name` with all substitutions made, one after the other.
[[nodiscard]] std::string substituted(std::string_view name, std::span<const NameSubstitution> substitutions);

} // namespace atlas
