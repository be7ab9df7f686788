#pragma once

#include "core/inference/compiledscheme.h"
#include "core/inference/extraction.h"
#include "core/inference/otherfacts.h"
#include "core/inference/rulepack.h"

#include <array>
#include <bitset>
#include <memory>
#include <mutex>
#include <optional>
#include <variant>
#include <vector>

namespace atlas
{

/// What a rule's `read` names: expressions or a scheme; null pointers never occur.
using Reader = std::variant<const CompiledExtraction *, const CompiledScheme *>;

/// A pack whose extractors and schemes are compiled when first needed.
class CompiledPack
{
public:
    explicit CompiledPack(RulePack pack);

    [[nodiscard]] const RulePack &data() const { return m_pack; }
    /// Nothing for a name that the pack does not have. `names` must be the same in every call.
    [[nodiscard]] std::optional<Reader> reader(std::string_view name, const NameWords *names) const;
    /// Facts that its rules leave open. `names` as above.
    [[nodiscard]] const OtherFacts &otherFacts(const NameWords *names) const;

private:
    template<class T>
    struct Entry
    {
        std::once_flag once;
        std::optional<T> item;
    };

    RulePack m_pack;
    std::unique_ptr<Entry<CompiledExtraction>[]> m_extractors;
    std::unique_ptr<Entry<CompiledScheme>[]> m_schemes;
    mutable Entry<OtherFacts> m_otherFacts;
};

/// A rule ready to run: its own expressions, the extractors and schemes it reads, bindings and templates, its kind's
/// included.
class CompiledRule
{
public:
    CompiledRule(const CompiledPack &pack, const Rule &rule, const NameWords *names);

    /// What the rule reads from one name: all its variables, and the places that the rule itself hangs on.
    struct Values
    {
        Variables variables;
        std::vector<NameSpan> basis;
        /// How many variables were read, beside those that every name has.
        std::size_t readCount = 0;
    };
    /// Whether the rule's own expressions and comparisons hold; literals are the gate's business. Where the rule asks
    /// for variables that must be known, `values` holds what it reads afterwards, and the result is true in `kept`.
    /// Paid from `budget`, which all rules that are tried for a name share; false when it is spent.
    [[nodiscard]] bool matches(const KernelName &name, Values &values, bool &kept, WorkBudget &budget) const;
    void read(const KernelName &name, Values &values) const;
    /// Whether text(slot) depends on what was read from the name.
    [[nodiscard]] bool needsValues(RuleSlot slot) const { return m_varies[static_cast<std::size_t>(slot)]; }
    /// Whether the rule says anything of `slot`.
    [[nodiscard]] bool says(RuleSlot slot) const { return m_templates[static_cast<std::size_t>(slot)].has_value(); }
    /// The text of `slot`; false where the rule does not say it or a placeholder is not known.
    [[nodiscard]] bool text(RuleSlot slot, const Values &values, FieldTemplate::Text &into) const;
    /// How sure the rule is of what it read: less than it says where a promised variable is not known, or nothing was.
    [[nodiscard]] Confidence confidence(const Values &values) const;
    /// The text of a slot that says the same of every name.
    [[nodiscard]] const std::string &constantText(RuleSlot slot) const
    {
        return m_constants[static_cast<std::size_t>(slot)];
    }
    /// The shape of a slot that says the same of every name; null where it varies or is none.
    [[nodiscard]] const FieldValue *constantShape(RuleSlot slot) const;

private:
    void addLiteralSpans(const KernelName &name, std::vector<NameSpan> &spans) const;
    void compileTemplates(const NameWords *names);
    void findNamePieces();

    const CompiledPack &m_pack;
    const Rule &m_rule;
    CompiledExtraction m_match;
    std::vector<Reader> m_readers;
    std::vector<CompiledBinding> m_bindings;
    std::array<std::optional<FieldTemplate>, kRuleSlotCount> m_templates;
    std::array<std::string, kRuleSlotCount> m_constants;
    std::array<std::optional<FieldValue>, kRuleSlotCount> m_shapes;
    std::bitset<kRuleSlotCount> m_varies; ///< templates with placeholders
    std::bitset<8> m_pieces;              ///< of kNamePieces, those that the rule uses
};

} // namespace atlas
