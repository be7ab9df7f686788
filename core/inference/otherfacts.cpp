#include "core/inference/otherfacts.h"

#include "core/inference/namepieces.h"

#include <algorithm>

namespace atlas
{

OtherFacts::OtherFacts(const RulePack &pack, const NameWords *names)
{
    for (const Binding &fact : pack.otherwise) {
        const auto slot = std::ranges::find(kRuleSlotKeys, fact.variable);
        if (slot == kRuleSlotKeys.end()) {
            continue;
        }
        for (const std::string &text : fact.alternatives) {
            auto parsed = FieldTemplate::parse(text, TemplateStyle::Plain);
            if (!parsed) {
                continue;
            }
            parsed->resolve(pack, names);
            Alternative alternative{std::move(*parsed), {}};
            for (const FieldTemplate::Placeholder &placeholder : alternative.text.placeholders()) {
                const auto piece = std::ranges::find(kNamePieces, placeholder.variable);
                if (piece != kNamePieces.end()) {
                    alternative.pieces.set(static_cast<std::size_t>(piece - kNamePieces.begin()));
                }
            }
            m_texts[static_cast<std::size_t>(slot - kRuleSlotKeys.begin())].push_back(std::move(alternative));
        }
    }
}

bool OtherFacts::find(RuleSlot slot, const KernelName &name, Variables &pieces, FieldTemplate::Text &into) const
{
    pieces.clear();
    pieces.setBudget(WorkBudget(name.text(NamePart::Raw).size()));
    std::bitset<8> known;
    for (const Alternative &alternative : m_texts[static_cast<std::size_t>(slot)]) {
        for (std::size_t i = 0; i < kNamePieces.size(); ++i) {
            if (alternative.pieces[i] && !known[i]) {
                setNamePiece(i, name, pieces);
                known.set(i);
            }
        }
        into.text.clear();
        into.used.clear();
        if (alternative.text.renderInto(pieces, into)) {
            return true;
        }
    }
    return false;
}

} // namespace atlas
