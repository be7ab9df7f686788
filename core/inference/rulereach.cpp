#include "core/inference/rulereach.h"

#include "core/base/text.h"

#include <algorithm>

namespace atlas
{

namespace
{
/// A literal in the function is also in the name, not the other way round.
bool isWithin(LiteralScope inner, LiteralScope outer)
{
    return inner == outer || outer == LiteralScope::Name ||
           (inner == LiteralScope::FunctionStart && outer == LiteralScope::Function);
}

bool implies(const Literal &there, const Literal &wanted, bool prefix)
{
    if (there.ignoreCase && !wanted.ignoreCase) {
        return false;
    }
    const std::string text = wanted.ignoreCase ? toLowerAscii(there.text) : there.text;
    const std::string part = wanted.ignoreCase ? toLowerAscii(wanted.text) : wanted.text;
    return prefix ? text.starts_with(part) : text.contains(part);
}

/// Whether a name that has one of `there` always has one of `wanted`.
bool implies(const LiteralGroup &there, const LiteralGroup &wanted)
{
    const bool prefix = wanted.scope == LiteralScope::FunctionStart;
    return !there.negated && isWithin(there.scope, wanted.scope) &&
           std::ranges::all_of(there.literals, [&](const Literal &literal) {
               return std::ranges::any_of(wanted.literals,
                                          [&](const Literal &other) { return implies(literal, other, prefix); });
           });
}

/// Whether a name that lacks all of `there` always lacks all of `unwanted`.
bool excludes(const LiteralGroup &there, const LiteralGroup &unwanted)
{
    return there.negated && isWithin(unwanted.scope, there.scope) &&
           std::ranges::all_of(unwanted.literals, [&](const Literal &literal) {
               return std::ranges::any_of(there.literals,
                                          [&](const Literal &other) { return implies(literal, other, false); });
           });
}

bool sameConditions(const Extraction &a, const Extraction &b)
{
    const auto samePattern = [](const Pattern &x, const Pattern &y) {
        return x.part == y.part && x.expressions == y.expressions;
    };
    const auto sameComparison = [](const VariableComparison &x, const VariableComparison &y) {
        return x.kind == y.kind && x.left == y.left && x.right == y.right;
    };
    return std::ranges::equal(a.patterns, b.patterns, samePattern) &&
           std::ranges::equal(a.comparisons, b.comparisons, sameComparison);
}
} // namespace

bool alwaysWins(const Rule &earlier, const Rule &later)
{
    const bool more = earlier.bare && earlier.bare != later.bare;
    if (more || (earlier.hasConditions() && !sameConditions(earlier.match, later.match))) {
        return false;
    }
    return std::ranges::all_of(earlier.groups, [&](const LiteralGroup &wanted) {
        return std::ranges::any_of(later.groups, [&](const LiteralGroup &there) {
            return wanted.negated ? excludes(there, wanted) : implies(there, wanted);
        });
    });
}

} // namespace atlas
