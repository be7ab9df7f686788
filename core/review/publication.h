#pragma once

#include "core/base/result.h"
#include "core/catalog/catalogwriter.h"
#include "core/review/catalogfiles.h"
#include "core/review/reviewdocument.h"
#include "core/review/reviewfile.h"
#include "core/review/selection.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atlas
{

struct PublicationOptions
{
    SelectionOptions selection = {};
    EntryOrder order = EntryOrder::Combined;
    bool strictLibraries = false;
    /// Remove entries of the file that the attached run does not have.
    bool prune = false;
};

/// What publishing would do to the catalog file.
struct Publication
{
    std::vector<std::string> added;      ///< raw names
    std::vector<std::string> changed;    ///< entries with at least one field a person changed
    std::vector<std::string> kept;       ///< entries of the file that are in this run and stay as they are
    std::vector<std::string> renumbered; ///< of these and of `changed`, those that this run spells or numbers otherwise
    std::vector<std::string>
        notInRun; ///< entries of the file that this run does not have; with prune they are in `removed` instead
    std::vector<std::string> removed; ///< pruned, or added in this session and taken back
    std::vector<TextPatch> patches;   ///< on the document's catalog()
    std::vector<Diagnostic> diagnostics;
    std::string diff;                      ///< unified, for people
    std::shared_ptr<const Catalog> result; ///< what the file would hold, already read back and compared
    std::optional<ReviewFile>
        review; ///< what the review file would hold, text included; nothing where the document keeps none
};

/// Plans publishing `document`: overrides patched, wanted kernels added, nothing else touched. Pure; safe on a
/// snapshot. The catalog's place tells how the review file names the run; without it the run's path is written as it
/// is.
[[nodiscard]] Result<Publication> planPublication(const ReviewDocument &document, const PublicationOptions &options,
                                                  const std::filesystem::path &catalogPath = {});

/// What publishing `document` writes at `path`, as writeCatalogFiles() takes it.
[[nodiscard]] CatalogFiles filesOf(const Publication &publication, const ReviewDocument &document,
                                   const std::filesystem::path &path);

/// Writes the planned texts if the files still hold what the document's were read from: writeCatalogFiles().
[[nodiscard]] Result<void> writePublication(const Publication &publication, const ReviewDocument &document,
                                            const std::filesystem::path &path);

/// `publication` as it is written to `path`, where it was planned for another place: the review file names the run as
/// seen from there.
[[nodiscard]] Publication movedTo(Publication publication, const ReviewDocument &document,
                                  const std::filesystem::path &path);

/// Writes the planned texts to `path` where no file lies yet: "save as".
[[nodiscard]] Result<void> writePublicationCopy(const Publication &publication, const std::filesystem::path &path);

/// After writeCatalogFiles() of a publication that was planned at history index `savedIndex`: the document is told what
/// its files hold now. Where only the catalog was written, the edits count as not saved.
void setWritten(ReviewDocument &document, const Publication &publication, const WrittenFiles &written,
                std::size_t savedIndex);

/// After writePublication(): the document's files are those of `publication`, planned from a snapshot at history index
/// `savedIndex`.
void setPublished(ReviewDocument &document, const Publication &publication, std::size_t savedIndex);

/// The entries that progress and "next" count: wanted kernels of the run in the order of publication. Empty without a
/// run.
[[nodiscard]] std::vector<EntryId> publicationSelection(const ReviewDocument &document,
                                                        const PublicationOptions &options);

} // namespace atlas
