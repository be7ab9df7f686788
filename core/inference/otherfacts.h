#pragma once

#include "core/inference/fieldtemplate.h"
#include "core/inference/kernelname.h"

#include <array>
#include <bitset>
#include <vector>

namespace atlas
{

/// What a pack reads from a name's types and words for facts that a rule does not know (`otherwise` of the pack).
class OtherFacts
{
public:
    OtherFacts(const RulePack &pack, const NameWords *names);

    [[nodiscard]] bool says(RuleSlot slot) const { return !m_texts[static_cast<std::size_t>(slot)].empty(); }
    /// The first of the slot's texts whose placeholders are all known, put into `into`; false without one. `pieces` is
    /// emptied and used.
    bool find(RuleSlot slot, const KernelName &name, Variables &pieces, FieldTemplate::Text &into) const;

private:
    struct Alternative
    {
        FieldTemplate text;
        std::bitset<8> pieces; ///< of kNamePieces, those that it uses
    };

    std::array<std::vector<Alternative>, kRuleSlotCount> m_texts;
};

} // namespace atlas
