#pragma once

#include "core/catalog/catalog.h"
#include "core/comparison/kernelgroups.h"
#include "core/inference/ruleset.h"
#include "core/review/reviewdocument.h"

#include <memory>
#include <vector>

namespace atlas
{

/// What comparisons call kernels: names and libraries of the catalog where it has them, else those of the rules, with
/// what the kernels of `runs` say of each other (see RunEvidence), all taken together.
[[nodiscard]] KernelWords kernelWords(const std::shared_ptr<const Catalog> &catalog,
                                      const std::shared_ptr<const RuleSet> &rules,
                                      const std::vector<std::shared_ptr<const Run>> &runs);

/// The same from a document under review, with what a person set and did not publish yet.
[[nodiscard]] KernelWords kernelWords(const std::shared_ptr<const ReviewDocument> &document,
                                      const std::shared_ptr<const RuleSet> &rules);

} // namespace atlas
