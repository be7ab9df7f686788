#include "core/review/publication.h"

#include "core/catalog/catalogrevision.h"
#include "core/review/publicationplanner.h"

namespace atlas
{

namespace
{

std::string reviewBefore(const ReviewDocument &document)
{
    return document.review() ? document.review()->text : std::string();
}

/// The planned review file; nothing where none is kept, or none is begun.
std::optional<std::string> reviewAfter(const Publication &publication)
{
    return publication.review && !publication.review->text.empty() ? std::optional(publication.review->text)
                                                                   : std::nullopt;
}

Result<void> withoutNotes(const WrittenFiles &written)
{
    return written.result().transform([](auto &&) {});
}
} // namespace

Result<Publication> planPublication(const ReviewDocument &document, const PublicationOptions &options,
                                    const std::filesystem::path &catalogPath)
{
    PublicationPlanner planner(document, options);
    planner.plan();
    const Catalog &catalog = *document.catalog();
    Result<CatalogRevision> revision = reviseCatalog(*document.base(), catalog, planner.changes());
    if (!revision) {
        return std::unexpected(revision.error());
    }
    Publication publication = planner.takePublication();
    publication.diff = unifiedDiff(catalog.text(), revision->patches, catalog.fileName());
    publication.patches = std::move(revision->patches);
    publication.diagnostics = std::move(revision->diagnostics);
    publication.result = std::make_shared<const Catalog>(std::move(revision->catalog));
    if (document.review()) {
        auto review = planReviewFile(document, *publication.result, publication.added, catalogPath);
        if (!review) {
            review.error().location.file = reviewFilePath(document.catalog()->fileName()).string();
            return std::unexpected(review.error());
        }
        publication.review = std::move(*review);
    }
    return publication;
}

CatalogFiles filesOf(const Publication &publication, const ReviewDocument &document, const std::filesystem::path &path)
{
    return {path, document.catalog()->text(), publication.result->text(), reviewBefore(document),
            reviewAfter(publication)};
}

Result<void> writePublication(const Publication &publication, const ReviewDocument &document,
                              const std::filesystem::path &path)
{
    return withoutNotes(writeCatalogFiles(filesOf(publication, document, path)));
}

Publication movedTo(Publication publication, const ReviewDocument &document, const std::filesystem::path &path)
{
    if (publication.review && document.run() && !publication.review->text.empty()) {
        publication.review->run = runPath(*document.run(), path);
        publication.review->text = printReviewFile(*publication.review);
    }
    return publication;
}

Result<void> writePublicationCopy(const Publication &publication, const std::filesystem::path &path)
{
    return withoutNotes(writeCatalogFiles({path, {}, publication.result->text(), {}, reviewAfter(publication)}));
}

void setWritten(ReviewDocument &document, const Publication &publication, const WrittenFiles &written,
                std::size_t savedIndex)
{
    if (!written.fault || (written.catalog && written.review)) {
        setPublished(document, publication, savedIndex);
    } else if (written.catalog) {
        document.setCatalogOnDisk(publication.result);
    }
}

void setPublished(ReviewDocument &document, const Publication &publication, std::size_t savedIndex)
{
    if (publication.review) {
        document.setSaved(publication.result, *publication.review, savedIndex);
    } else {
        document.setSaved(publication.result, savedIndex);
    }
}

std::vector<EntryId> publicationSelection(const ReviewDocument &document, const PublicationOptions &options)
{
    std::vector<EntryId> entries;
    if (!document.run()) {
        return entries;
    }
    const Run &run = *document.run();
    std::vector<bool> selected(run.kernelCount(), false);
    for (const KernelId kernel : selectKernels(run, options.selection, options.order)) {
        selected[kernel.index()] = true;
    }
    for (const KernelId kernel : orderedKernels(run, options.order, options.selection.top)) {
        const EntryId entry = document.entryOf(kernel);
        if (document.isWanted(entry, selected[kernel.index()])) {
            entries.push_back(entry);
        }
    }
    return entries;
}

} // namespace atlas
