#include "core/review/publication.h"

#include "core/base/file.h"
#include "core/catalog/catalogrevision.h"
#include "core/review/publicationplanner.h"

namespace atlas
{

namespace
{

/// The bytes that the file should still hold, as writeFileAtomically() wants them.
ExpectedContent expectedOf(const std::string &before, const std::filesystem::path &path)
{
    std::error_code error;
    const bool isNew = before.empty() && !std::filesystem::exists(path, error);
    return {isNew ? std::nullopt : std::optional(before)};
}

Result<void> writeReviewFile(const ReviewFile &planned, const std::string &before, const std::filesystem::path &catalog)
{
    const std::filesystem::path path = reviewFilePath(catalog);
    std::error_code error;
    const bool exists = std::filesystem::exists(path, error);
    if ((exists && planned.text == before) || planned.text.empty()) {
        return {};
    }
    // Only this folder: a catalog in a folder that is not there is a mistake in the path, not a wish for a new folder.
    std::filesystem::create_directory(path.parent_path(), error);
    if (error) {
        return failure("cannot make the folder of the review file: " + error.message(), {path.parent_path().string()});
    }
    return writeFileAtomically(path, planned.text, expectedOf(before, path));
}

/// Where the file is another one than the document was read from, its review file is not the document's either.
std::string reviewBefore(const ReviewDocument &document)
{
    return document.review() ? document.review()->text : std::string();
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
        publication.review = planReviewFile(document, *publication.result, publication.added, catalogPath);
    }
    return publication;
}

Result<void> writePublication(const Publication &publication, const ReviewDocument &document,
                              const std::filesystem::path &path)
{
    const std::string &before = document.catalog()->text();
    const ExpectedContent expected = expectedOf(before, path);
    if (expected.bytes) {
        // Asked before the review file is written, so that a catalog that cannot be written leaves both as they were.
        const Result<std::string> now = readFile(path);
        if (!now) {
            return std::unexpected(now.error());
        }
        if (*now != before) {
            return failure("the file was changed by someone else meanwhile; nothing was written", {path.string()});
        }
    }
    if (publication.review) {
        if (Result<void> written = writeReviewFile(*publication.review, reviewBefore(document), path); !written) {
            return written;
        }
    }
    if (expected.bytes && publication.patches.empty() && publication.result->text() == before) {
        return {}; // same bytes: leave the file and its time stamp alone
    }
    return writeFileAtomically(path, publication.result->text(), expected);
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
    if (publication.review) {
        if (Result<void> written = writeReviewFile(*publication.review, {}, path); !written) {
            return written;
        }
    }
    return writeFileAtomically(path, publication.result->text(), ExpectedContent{std::nullopt});
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
