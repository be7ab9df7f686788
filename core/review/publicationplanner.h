#pragma once

#include "core/review/publication.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace atlas
{

/// Builds the changes to the catalog and, beside them, the lists a person is shown.
class PublicationPlanner
{
public:
    PublicationPlanner(const ReviewDocument &document, const PublicationOptions &options);

    void plan();
    /// On document.catalog().
    [[nodiscard]] const CatalogChanges &changes() const { return m_changes; }
    [[nodiscard]] Publication takePublication() { return std::move(m_publication); }

private:
    void planKernels();
    void add(EntryId entry);
    void planExisting();
    void planEntry(std::size_t index, const CatalogEntry &written, EntryId entry);
    bool planFields(std::size_t index, const CatalogEntry &written, EntryId entry);
    [[nodiscard]] bool isTakenBack(EntryId entry) const;
    void planWithoutRun();
    [[nodiscard]] std::vector<std::string> headerLines() const;

    const ReviewDocument &m_document;
    const PublicationOptions &m_options;
    std::vector<bool> m_selected; // by EntryId
    CatalogChanges m_changes;
    Publication m_publication;
};

/// The review file that goes with `result`, which publishing `document` makes of its catalog; `added` are the raw names
/// that are new. An error where writing it would lose something that is in the one there is.
[[nodiscard]] Result<ReviewFile> planReviewFile(const ReviewDocument &document, const Catalog &result,
                                                const std::vector<std::string> &added,
                                                const std::filesystem::path &catalogPath);

/// What the review file beside `catalogPath` calls the run: its path as seen from there.
[[nodiscard]] std::string runPath(const Run &run, const std::filesystem::path &catalogPath);

} // namespace atlas
