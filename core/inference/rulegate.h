#pragma once

#include "core/inference/ahocorasick.h"
#include "core/inference/kernelname.h"
#include "core/inference/rulepack.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace atlas
{

/// The literals of many rules, scanned for in one pass; says which rules may match a name.
class RuleGate
{
public:
    /// What one thread needs while it reads names.
    struct Scratch
    {
        std::vector<std::uint32_t> seen; ///< by literal: the scan that saw it last
        std::uint32_t scan = 0;
        std::vector<std::uint32_t> candidates; ///< indices of rules whose key literal was seen, in order
    };

    /// Rule `number` (rising from call to call) needs the literals of `rule`; every rule has at least one group that is
    /// not negated.
    void add(const Rule &rule, std::uint16_t number);
    /// To be called once, after the last add().
    void finish();
    /// The lowest number of a rule whose literals are in `name` and that `accept(number)` takes, or `none`; `text` is
    /// what the rules look at.
    template<class Accept>
    [[nodiscard]] std::uint16_t first(const KernelName &name, std::string_view text, Scratch &scratch,
                                      std::uint16_t none, Accept &&accept) const
    {
        scan(text, scratch);
        for (const std::uint32_t candidate : scratch.candidates) {
            if (admits(m_rules[candidate], name, scratch) && accept(m_rules[candidate].number)) {
                return m_rules[candidate].number;
            }
        }
        return none;
    }
    [[nodiscard]] std::size_t literalCount() const { return m_literals.size(); }
    [[nodiscard]] const AhoCorasick &automaton() const { return m_automaton; }

private:
    struct Group
    {
        LiteralScope scope;
        bool negated;
        std::vector<std::uint32_t> literals;
    };
    struct Gated
    {
        std::uint16_t number;
        std::vector<Group> groups;
    };

    void scan(std::string_view text, Scratch &scratch) const;
    std::uint32_t literal(const Literal &literal);
    [[nodiscard]] bool admits(const Gated &rule, const KernelName &name, const Scratch &scratch) const;
    [[nodiscard]] bool holds(const Group &group, const KernelName &name, const Scratch &scratch) const;

    std::vector<Literal> m_literals;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::vector<Gated> m_rules;
    std::vector<std::vector<std::uint32_t>> m_rulesOf; ///< by literal: indices of m_rules that hang on it
    AhoCorasick m_automaton;
};

/// Where `literal` stands first in the scope of `name` (an offset in the text that the scope looks at), or npos.
[[nodiscard]] std::size_t findLiteral(const Literal &literal, LiteralScope scope, const KernelName &name,
                                      std::string_view text);

} // namespace atlas
