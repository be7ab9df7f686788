#pragma once

#include "core/catalog/catalogmerge.h"
#include "core/review/publication.h"
#include "core/review/reviewdocument.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace atlas
{

/// A catalog in which git left conflict markers, opened as a merge.
struct ConflictedDocument
{
    std::unique_ptr<ReviewDocument> document; ///< over their side
    MergePlan plan;                           ///< of our side into theirs; its conflicts are to be decided
    std::string onDisk;                       ///< the bytes with the markers
};

/// Opens `text` with conflict markers. Errors: no markers, markers in disorder, or a side that cannot be read by
/// itself.
[[nodiscard]] Result<ConflictedDocument> openConflicted(std::string text, const std::string &fileName,
                                                        std::optional<ReviewFile> review = {});

/// What our side changed, and each conflict as `sides` decide it, in order (where it is shorter, ours stand), as one
/// step of edits. Entries that our side deleted stay: deleting is for --prune or an editor.
void decideConflicts(ReviewDocument &document, const MergePlan &plan, std::span<const MergeSide> sides);

/// What writing the decided catalog over the one whose bytes are `withMarkers` writes, as writeCatalogFiles() takes it;
/// `document` is the one that the publication was planned of.
[[nodiscard]] CatalogFiles filesOfDecided(const Publication &publication, const ReviewDocument &document,
                                          const std::string &withMarkers, const std::filesystem::path &path);

/// Writes them.
[[nodiscard]] Result<void> writeDecided(const Publication &publication, const ReviewDocument &document,
                                        const std::string &withMarkers, const std::filesystem::path &path);

} // namespace atlas
