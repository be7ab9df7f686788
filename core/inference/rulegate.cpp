#include "core/inference/rulegate.h"

#include "core/base/text.h"

#include <algorithm>

namespace atlas
{

namespace
{
bool equalsAt(std::string_view text, std::size_t at, const Literal &literal)
{
    const std::string_view piece = text.substr(at, literal.text.size());
    if (!literal.ignoreCase) {
        return piece == literal.text;
    }
    return std::ranges::equal(
        piece, literal.text, {}, [](char c) { return toLowerAscii(c); }, [](char c) { return toLowerAscii(c); });
}

std::size_t findIn(std::string_view text, const Literal &literal)
{
    if (!literal.ignoreCase) {
        return text.find(literal.text);
    }
    for (std::size_t at = 0; at + literal.text.size() <= text.size(); ++at) {
        if (equalsAt(text, at, literal)) {
            return at;
        }
    }
    return std::string_view::npos;
}

std::size_t findAtStart(std::string_view function, const Literal &literal)
{
    const std::size_t colons = function.rfind("::");
    const std::size_t last = colons == std::string_view::npos ? 0 : colons + 2;
    return equalsAt(function, 0, literal) ? 0 : equalsAt(function, last, literal) ? last : std::string_view::npos;
}

/// How well a group narrows the rules down: few and long literals.
std::size_t weight(const LiteralGroup &group)
{
    const auto shortest =
        std::ranges::min(group.literals, {}, [](const Literal &literal) { return literal.text.size(); });
    return group.negated || group.literals.empty() ? 0 : 1 + 4 * shortest.text.size() / (group.literals.size() + 3);
}
} // namespace

std::size_t findLiteral(const Literal &literal, LiteralScope scope, const KernelName &name, std::string_view text)
{
    const auto within = [&](NamePart part, std::size_t at) {
        return at == std::string_view::npos ? at : at + name.begin(part);
    };
    switch (scope) {
    case LiteralScope::Name:
        return findIn(text, literal);
    case LiteralScope::Function:
        return within(NamePart::Function, findIn(name.text(NamePart::Function), literal));
    case LiteralScope::FunctionStart:
        return within(NamePart::Function, findAtStart(name.text(NamePart::Function), literal));
    case LiteralScope::Arguments:
        return within(NamePart::Arguments, findIn(name.text(NamePart::Arguments), literal));
    }
    return std::string_view::npos;
}

std::uint32_t RuleGate::literal(const Literal &literal)
{
    std::string key =
        (literal.ignoreCase ? "i" : "c") + (literal.ignoreCase ? toLowerAscii(literal.text) : literal.text);
    const auto [found, added] = m_numbers.try_emplace(std::move(key), static_cast<std::uint32_t>(m_literals.size()));
    if (added) {
        m_literals.push_back(literal);
        m_rulesOf.emplace_back();
    }
    return found->second;
}

void RuleGate::add(const Rule &rule, std::uint16_t number)
{
    if (rule.groups.empty()) {
        return;
    }
    Gated gated{number, {}};
    for (const LiteralGroup &group : rule.groups) {
        Group &into = gated.groups.emplace_back(group.scope, group.negated, std::vector<std::uint32_t>());
        for (const Literal &literal : group.literals) {
            into.literals.push_back(this->literal(literal));
        }
    }
    const auto key = std::ranges::max_element(rule.groups, {}, weight);
    if (weight(*key) == 0) {
        return;
    }
    for (const std::uint32_t literal : gated.groups[static_cast<std::size_t>(key - rule.groups.begin())].literals) {
        m_rulesOf[literal].push_back(static_cast<std::uint32_t>(m_rules.size()));
    }
    m_rules.push_back(std::move(gated));
}

void RuleGate::finish()
{
    std::vector<std::string_view> texts;
    texts.reserve(m_literals.size());
    for (const Literal &literal : m_literals) {
        texts.emplace_back(literal.text);
    }
    m_automaton = AhoCorasick(texts);
}

void RuleGate::scan(std::string_view text, Scratch &scratch) const
{
    std::vector<std::uint32_t> &candidates = scratch.candidates;
    candidates.clear();
    scratch.seen.resize(std::max(scratch.seen.size(), m_literals.size()), 0);
    const std::uint32_t scan = ++scratch.scan;
    m_automaton.scan(text, [&](std::uint32_t literal, std::size_t end) {
        const Literal &found = m_literals[literal];
        if (scratch.seen[literal] != scan && (found.ignoreCase || equalsAt(text, end - found.text.size(), found))) {
            scratch.seen[literal] = scan;
            candidates.insert(candidates.end(), m_rulesOf[literal].begin(), m_rulesOf[literal].end());
        }
    });
    std::ranges::sort(candidates);
    const auto tail = std::ranges::unique(candidates);
    candidates.erase(tail.begin(), tail.end());
}

bool RuleGate::admits(const Gated &rule, const KernelName &name, const Scratch &scratch) const
{
    return std::ranges::all_of(rule.groups,
                               [&](const Group &group) { return holds(group, name, scratch) != group.negated; });
}

bool RuleGate::holds(const Group &group, const KernelName &name, const Scratch &scratch) const
{
    return std::ranges::any_of(group.literals, [&](std::uint32_t literal) {
        return scratch.seen[literal] == scratch.scan &&
               (group.scope == LiteralScope::Name ||
                findLiteral(m_literals[literal], group.scope, name, {}) != std::string_view::npos);
    });
}

} // namespace atlas
