#pragma once

#include "core/inference/readingdifference.h"
#include "core/inference/ruleset.h"
#include "core/review/reviewdocument.h"

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// A field that the tried rule reads otherwise.
struct TrialField
{
    Field field = Field::FriendlyName;
    FieldValue before = {}; ///< what the rules read now
    FieldValue after = {};
    /// Whether what is shown would change. Not where a person or the catalog says the value, or where it was accepted.
    bool isVisible = true;
    Origin shownBy = Origin::Rule; ///< who says what is shown now
};

/// A kernel that the tried rule matches.
struct TrialKernel
{
    KernelId kernel;
    std::string speaks; ///< id of the rule that would speak for it: the tried one, or one that goes before it
    std::string spoke;  ///< id of the rule that speaks for it now
    std::vector<TrialField> fields; ///< those that would be read otherwise
};

/// What a rule would do to the open run.
struct RuleTrial
{
    std::vector<TrialKernel> kernels; ///< the longest running first
};

/// Tries rule `ruleId` of `with` (all packs, the rule in its place) on the run of `document`, whose readings are those
/// of the rules in force. `alone` holds nothing but that rule. Empty when stopped.
[[nodiscard]] RuleTrial tryRule(std::shared_ptr<const RuleSet> with, const RuleSet &alone,
                                const ReviewDocument &document, std::stop_token stop = {});

} // namespace atlas
