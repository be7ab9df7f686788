#pragma once

#include "core/base/result.h"
#include "core/inference/ruleset.h"
#include "core/review/reviewdocument.h"

#include <memory>
#include <vector>

namespace atlas
{

/// The packs whose readings count as a machine's words: the published script's and ours.
[[nodiscard]] Result<std::vector<std::shared_ptr<const RuleSet>>> machineRules();

/// The edits of `--refresh` ("Take new readings…"): each field of the catalog whose value is exactly what one of
/// `machines` (seed, standard), the attached rules or the review file recorded as a machine's reading, that no person
/// set, and that the attached rules read otherwise now, gets the new reading. An accepted kernel that changes so is
/// unreviewed afterwards: nobody accepted what it says then. `strictLibraries`: source libraries were and are written
/// as the eight of the specification.
[[nodiscard]] EditGroup planRefresh(const ReviewDocument &document,
                                    const std::vector<std::shared_ptr<const RuleSet>> &machines,
                                    bool strictLibraries = false);

} // namespace atlas
