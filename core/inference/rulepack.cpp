#include "core/inference/rulepack.h"

#include <algorithm>

namespace atlas
{

namespace
{
template<class T>
const T *findByName(const std::vector<T> &items, std::string_view name)
{
    const auto found = std::ranges::find(items, name, &T::name);
    return found == items.end() ? nullptr : &*found;
}
} // namespace

const WordMap *RulePack::findWords(std::string_view map) const
{
    return findByName(words, map);
}

const Extractor *RulePack::findExtractor(std::string_view extractor) const
{
    return findByName(extractors, extractor);
}

const Scheme *RulePack::findScheme(std::string_view scheme) const
{
    return findByName(schemes, scheme);
}

const Guard *RulePack::findGuard(std::string_view variable) const
{
    const auto found = std::ranges::find(guards, variable, &Guard::variable);
    return found == guards.end() ? nullptr : &*found;
}

bool Rule::asksKnown() const
{
    return std::ranges::any_of(match.comparisons, [](const VariableComparison &comparison) {
        return comparison.kind == VariableComparison::Kind::Known;
    });
}

const Kind *RulePack::findKind(std::string_view kind) const
{
    return findByName(kinds, kind);
}

const SlotText *slotText(const RulePack &pack, const Rule &rule, RuleSlot slot)
{
    const auto index = static_cast<std::size_t>(slot);
    if (rule.slots[index].text) {
        return &rule.slots[index];
    }
    const Kind *kind = rule.kind.empty() ? nullptr : pack.findKind(rule.kind);
    return kind != nullptr && kind->slots[index].text ? &kind->slots[index] : nullptr;
}

} // namespace atlas
