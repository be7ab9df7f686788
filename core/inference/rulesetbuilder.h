#pragma once

#include "core/inference/rulepack.h"
#include "core/inference/ruleset.h"

#include <memory>
#include <vector>

namespace atlas
{

/// Puts packs together into a RuleSet, the first pack searched first. Its last pack's fallback speaks for unknown
/// names.
class RuleSetBuilder
{
public:
    void add(RulePack pack);
    /// Rules beyond 65,000 are left out: a rule number has 16 bits.
    [[nodiscard]] std::shared_ptr<const RuleSet> build();

private:
    std::vector<RulePack> m_packs;
};

} // namespace atlas
