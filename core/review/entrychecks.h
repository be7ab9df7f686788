#pragma once

#include "core/base/diagnostic.h"
#include "core/review/reviewdocument.h"

#include <span>
#include <string>
#include <vector>

namespace atlas
{

/// What `katlas check` would find in the entry as it stands, notes left out. Accepting is possible all the same, but
/// marked. What takes several entries (a friendly name used twice) is friendlyNameClashes()' to find.
[[nodiscard]] std::vector<Diagnostic> failedChecks(const ReviewDocument &document, EntryId entry);

/// A shape that a person has not finished: kept as it was typed, read by nobody.
struct BrokenShape
{
    EntryId entry;
    Field field;
    std::string message; ///< as parseShape() says it
};
/// Those of one entry, whoever wrote them.
[[nodiscard]] std::vector<BrokenShape> brokenShapes(const ReviewDocument &document, EntryId entry);
/// Those that are set in the document, in its order; what stands in the file is the checker's to find.
[[nodiscard]] std::vector<BrokenShape> brokenOverrides(const ReviewDocument &document);

/// Entries of `entries` whose friendly name another of them has too.
[[nodiscard]] std::vector<EntryId> friendlyNameClashes(const ReviewDocument &document,
                                                       std::span<const EntryId> entries);

} // namespace atlas
