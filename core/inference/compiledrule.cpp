#include "core/inference/compiledrule.h"

#include "core/inference/rulegate.h"

#include <algorithm>
#include <iterator>

namespace atlas
{

namespace
{
/// A fact that no rule or kind spells out is the variable of its name, if there is one.
constexpr std::array<std::pair<RuleSlot, std::string_view>, 5> kUsualFacts = {{{RuleSlot::Op, "{op}"},
                                                                               {RuleSlot::Dtype, "{dtype}"},
                                                                               {RuleSlot::Tile, "{M}x{N}x{K}"},
                                                                               {RuleSlot::Stages, "{stages}"},
                                                                               {RuleSlot::HeadDim, "{head_dim}"}}};

TemplateStyle styleOf(RuleSlot slot)
{
    const bool prose = slot == RuleSlot::FriendlyName || slot == RuleSlot::Description || slot == RuleSlot::Reason;
    return prose ? TemplateStyle::Prose : TemplateStyle::Plain;
}

std::optional<FieldTemplate> compile(std::string_view text, RuleSlot slot)
{
    auto parsed = FieldTemplate::parse(text, styleOf(slot));
    return parsed ? std::optional(std::move(*parsed)) : std::nullopt;
}
} // namespace

CompiledPack::CompiledPack(RulePack pack)
    : m_pack(std::move(pack)), m_extractors(std::make_unique<Entry[]>(m_pack.extractors.size()))
{
}

const CompiledExtraction *CompiledPack::extractor(std::string_view name) const
{
    const Extractor *found = m_pack.findExtractor(name);
    if (found == nullptr) {
        return nullptr;
    }
    Entry &slot = m_extractors[static_cast<std::size_t>(found - m_pack.extractors.data())];
    std::call_once(slot.once, [&] { slot.extraction.emplace(found->extraction); });
    return &*slot.extraction;
}

CompiledRule::CompiledRule(const CompiledPack &pack, const Rule &rule)
    : m_pack(pack), m_rule(rule), m_match({rule.match.patterns, rule.match.comparisons, {}})
{
    const auto addExtractors = [&](const std::vector<std::string> &names) {
        for (const std::string &name : names) {
            if (const CompiledExtraction *extractor = pack.extractor(name)) {
                m_extractors.push_back(extractor);
            }
        }
    };
    addExtractors(rule.extractors);
    m_bindings = compileBindings(rule.match.bindings);
    if (const Kind *kind = rule.kind.empty() ? nullptr : pack.data().findKind(rule.kind)) {
        addExtractors(kind->extractors);
        std::ranges::move(compileBindings(kind->bindings), std::back_inserter(m_bindings));
    }
    for (const auto &[slot, text] : kUsualFacts) {
        m_templates[static_cast<std::size_t>(slot)] = compile(text, slot);
    }
    for (std::size_t i = 0; i < kRuleSlotCount; ++i) {
        const auto slot = static_cast<RuleSlot>(i);
        if (const SlotText *text = slotText(pack.data(), rule, slot)) {
            m_templates[i] = text->text->empty() ? std::nullopt : compile(*text->text, slot);
        }
        m_varies[i] = m_templates[i] && !m_templates[i]->placeholders().empty();
    }
}

bool CompiledRule::matches(const KernelName &name, WorkBudget &budget) const
{
    if (!m_rule.hasConditions()) {
        return true;
    }
    Variables variables(budget);
    const bool isMatch = m_match.run(name, m_pack.data(), true, variables);
    budget = variables.budget();
    return isMatch;
}

void CompiledRule::addLiteralSpans(const KernelName &name, std::vector<ByteSpan> &spans) const
{
    const bool raw = m_pack.data().rawText;
    const std::string_view text = name.text(raw ? NamePart::Raw : NamePart::Name);
    for (const LiteralGroup &group : m_rule.groups) {
        for (const Literal &literal : group.literals) {
            const std::size_t at =
                group.negated ? std::string_view::npos : findLiteral(literal, group.scope, name, text);
            if (at == std::string_view::npos) {
                continue;
            }
            const std::size_t end = at + literal.text.size();
            spans.push_back(raw && group.scope == LiteralScope::Name
                                ? ByteSpan{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}
                                : name.rawSpan(at, end));
            break;
        }
    }
}

CompiledRule::Values CompiledRule::values(const KernelName &name) const
{
    Values values{Variables(WorkBudget(name.text(NamePart::Raw).size())), {}};
    addLiteralSpans(name, values.basis);
    m_match.run(name, m_pack.data(), false, values.variables, &values.basis);
    for (const CompiledExtraction *extractor : m_extractors) {
        extractor->run(name, m_pack.data(), false, values.variables);
    }
    applyBindings(m_bindings, m_pack.data(), values.variables);
    return values;
}

bool CompiledRule::needsValues(RuleSlot slot) const
{
    return m_varies[static_cast<std::size_t>(slot)];
}

std::optional<std::string> CompiledRule::text(RuleSlot slot, const Values &values, std::vector<ByteSpan> *used) const
{
    const auto &text = m_templates[static_cast<std::size_t>(slot)];
    return text ? text->render(values.variables, m_pack.data(), used) : std::nullopt;
}

} // namespace atlas
