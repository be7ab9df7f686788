#pragma once

#include "core/inference/extraction.h"
#include "core/inference/rulepack.h"

#include <array>
#include <bitset>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace atlas
{

/// A pack whose extractors are compiled when first needed.
class CompiledPack
{
public:
    explicit CompiledPack(RulePack pack);

    [[nodiscard]] const RulePack &data() const { return m_pack; }
    /// Nothing for a name that the pack does not have.
    [[nodiscard]] const CompiledExtraction *extractor(std::string_view name) const;

private:
    struct Entry
    {
        std::once_flag once;
        std::optional<CompiledExtraction> extraction;
    };

    RulePack m_pack;
    std::unique_ptr<Entry[]> m_extractors;
};

/// A rule ready to run: its own expressions, the extractors it reads, bindings and templates, its kind's included.
class CompiledRule
{
public:
    CompiledRule(const CompiledPack &pack, const Rule &rule);

    /// Whether the rule's own expressions and comparisons hold; literals are the gate's business. Paid from `budget`,
    /// which all rules that are tried for a name share; false when it is spent.
    [[nodiscard]] bool matches(const KernelName &name, WorkBudget &budget) const;

    /// What the rule reads from one name: all its variables, and the bytes that the rule itself hangs on.
    struct Values
    {
        Variables variables;
        std::vector<ByteSpan> basis;
    };
    [[nodiscard]] Values values(const KernelName &name) const;
    /// Whether text(slot) depends on what was read from the name.
    [[nodiscard]] bool needsValues(RuleSlot slot) const;
    /// The text of `slot`; nothing where the rule does not say it or a placeholder is not known.
    [[nodiscard]] std::optional<std::string> text(RuleSlot slot, const Values &values,
                                                  std::vector<ByteSpan> *used = nullptr) const;

private:
    void addLiteralSpans(const KernelName &name, std::vector<ByteSpan> &spans) const;

    const CompiledPack &m_pack;
    const Rule &m_rule;
    CompiledExtraction m_match;
    std::vector<const CompiledExtraction *> m_extractors;
    std::vector<std::pair<std::string, std::vector<FieldTemplate>>> m_bindings;
    std::array<std::optional<FieldTemplate>, kRuleSlotCount> m_templates;
    std::bitset<kRuleSlotCount> m_varies; ///< templates with placeholders
};

} // namespace atlas
