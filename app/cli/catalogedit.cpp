#include "app/cli/catalogedit.h"

#include "app/cli/console.h"
#include "core/base/file.h"
#include "core/review/publication.h"

namespace atlas::cli
{

namespace
{
Result<std::unique_ptr<ReviewDocument>> openDocument(const std::filesystem::path &path)
{
    Result<Catalog> catalog =
        readFile(path).and_then([&](std::string &&text) { return Catalog::read(std::move(text), path.string()); });
    if (!catalog) {
        return std::unexpected(catalog.error());
    }
    return openReviewFile(path).transform([&](ReviewFile &&review) {
        printDiagnostics(review.diagnostics);
        printDiagnostics(outdatedStates(review, *catalog));
        return std::make_unique<ReviewDocument>(std::make_shared<const Catalog>(std::move(*catalog)),
                                                std::move(review));
    });
}

std::string counted(std::size_t count, const char *what)
{
    return std::to_string(count) + ' ' + what;
}
} // namespace

Result<void> editCatalog(const std::filesystem::path &path, bool isDryRun,
                         const std::function<Result<void>(ReviewDocument &)> &edit)
{
    const auto document = openDocument(path);
    if (!document) {
        return std::unexpected(document.error());
    }
    if (Result<void> edited = edit(**document); !edited) {
        return edited;
    }
    const Result<Publication> publication = planPublication(**document, {}, path);
    if (!publication) {
        return std::unexpected(publication.error());
    }
    printDiagnostics(publication->diagnostics);
    if (isDryRun) {
        writeOutput(publication->diff);
        printNote(path.string() + ": not written; " + counted(publication->changed.size(), "would change"));
        return {};
    }
    return writeCatalogFiles(filesOf(*publication, **document, path)).result().transform([&](const auto &notes) {
        printDiagnostics(notes);
        printNote(path.string() + ": " + counted(publication->changed.size(), "changed"));
    });
}

} // namespace atlas::cli
