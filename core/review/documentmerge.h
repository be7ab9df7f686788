#pragma once

#include "core/catalog/catalogmerge.h"
#include "core/review/reviewdocument.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace atlas
{

/// What it takes to go on with a file that someone else changed while the document was open. Base is what the document
/// last read or wrote, mine is what it would write now.
struct DocumentMerge
{
    std::shared_ptr<const Catalog> theirs;
    std::optional<ReviewFile> review; ///< theirs
    MergePlan plan;                   ///< of mine into theirs; its conflicts are to be decided
    /// States and notes that both sides changed: mine stand. For people.
    std::vector<Diagnostic> notes;
};

/// Plans the merge. Nothing changes yet. `review` is the review file as it is now, where one is kept.
[[nodiscard]] DocumentMerge planDocumentMerge(const ReviewDocument &document, std::shared_ptr<const Catalog> theirs,
                                              std::optional<ReviewFile> review = {});

/// Goes on with their file: one step of the history holds what that changes of my edits; taking it back brings my
/// values back, over theirs. `sides` decide the conflicts, in order; where it is shorter, mine stand.
void applyDocumentMerge(ReviewDocument &document, const DocumentMerge &merge, std::span<const MergeSide> sides);

/// What each entry held before a person's edits once `theirs` is the file: what they changed is theirs, the rest stays
/// as it was opened.
[[nodiscard]] std::vector<KernelEntry> openedAfterMerge(const ReviewDocument &document, const Catalog &theirs);

} // namespace atlas
