#pragma once

#include "core/base/diagnostic.h"
#include "core/review/reviewdocument.h"

#include <span>
#include <vector>

namespace atlas
{

/// What `katlas check` would find in the entry as it stands, notes left out. Accepting is possible all the same, but
/// marked. What takes several entries (a friendly name used twice) is friendlyNameClashes()' to find.
[[nodiscard]] std::vector<Diagnostic> failedChecks(const ReviewDocument &document, EntryId entry);

/// Entries of `entries` whose friendly name another of them has too.
[[nodiscard]] std::vector<EntryId> friendlyNameClashes(const ReviewDocument &document,
                                                       std::span<const EntryId> entries);

} // namespace atlas
