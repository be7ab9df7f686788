#pragma once

#include "core/desk/rebase.h"
#include "core/review/publication.h"

#include <filesystem>
#include <memory>
#include <span>

namespace atlas
{

/// What a target of publishing is to the document.
enum class TargetKind : std::uint8_t
{
    Open,  ///< the catalog that is reviewed
    New,   ///< no file yet, and none is open
    Copy,  ///< no file yet: the open catalog with the changes, and what is reviewed from then on
    Other, ///< a catalog that is there and is not the open one
};

/// Whether two paths lead to one file, as far as they exist.
[[nodiscard]] bool isSamePlace(const std::filesystem::path &a, const std::filesystem::path &b);

/// `target` seen from a document of the catalog at `open` (empty: none).
[[nodiscard]] TargetKind targetKind(const std::filesystem::path &target, const std::filesystem::path &open);

/// Publishing into another catalog that is there: going to it, and then what is to be written.
struct PlannedMove
{
    RebasePlan plan;
    std::shared_ptr<const ReviewDocument> document; ///< as it would be there
    Publication publication;                        ///< planned of that
};

/// Plans it on a copy of `document`; `sides` decide the plan's rows as applyRebase() has it. Errors: conflict markers
/// that nobody decided; what planPublication() says.
[[nodiscard]] Result<PlannedMove> planMove(const ReviewDocument &document, const CheckedCatalog &catalog,
                                           const std::filesystem::path &path, const PublicationOptions &options,
                                           std::span<const MergeSide> sides);

/// The difference between what is on disk and what publishing leaves there, for people: where the file is new, all of
/// it; where it has conflict markers, the lines of the markers too.
[[nodiscard]] std::string publicationDiff(const Publication &publication, const std::string &onDisk,
                                          const std::string &fileName);

} // namespace atlas
