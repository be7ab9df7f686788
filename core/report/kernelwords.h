#pragma once

#include "core/catalog/catalog.h"
#include "core/comparison/kernelgroups.h"
#include "core/inference/ruleset.h"
#include "core/review/reviewdocument.h"

#include <memory>

namespace atlas
{

/// What comparisons call kernels: names and libraries of the catalog where it has them, else those of the rules.
[[nodiscard]] KernelWords kernelWords(const std::shared_ptr<const Catalog> &catalog,
                                      const std::shared_ptr<const RuleSet> &rules);

/// The same from a document under review, with what a person set and did not publish yet.
[[nodiscard]] KernelWords kernelWords(const std::shared_ptr<const ReviewDocument> &document,
                                      const std::shared_ptr<const RuleSet> &rules);

} // namespace atlas
