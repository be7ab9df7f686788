#include "core/desk/checkedcatalog.h"

#include "core/base/file.h"
#include "core/catalog/catalogchecker.h"
#include "core/review/conflicteddocument.h"

#include <algorithm>
#include <iterator>

namespace atlas
{

namespace
{
CheckedCatalog checked(std::shared_ptr<const Catalog> catalog, ReviewFile review)
{
    std::vector<Diagnostic> diagnostics = checkCatalog(*catalog);
    diagnostics.insert(diagnostics.end(), review.diagnostics.begin(), review.diagnostics.end());
    std::ranges::move(outdatedStates(review, *catalog), std::back_inserter(diagnostics));
    return {std::move(catalog), std::move(review), std::move(diagnostics)};
}

/// A catalog in which git left conflict markers: their side, and what it takes to decide.
Result<CheckedCatalog> readConflicted(std::string text, const std::filesystem::path &path, ReviewFile review)
{
    return openConflicted(std::move(text), path.string()).transform([&](ConflictedDocument &&conflicted) {
        CheckedCatalog catalog = checked(conflicted.document->catalog(), std::move(review));
        catalog.conflicts =
            std::make_shared<const CatalogConflicts>(std::move(conflicted.plan), std::move(conflicted.onDisk));
        return catalog;
    });
}
} // namespace

Result<CheckedCatalog> readCheckedCatalog(const std::filesystem::path &path)
{
    std::error_code error;
    if (path.empty() || !std::filesystem::exists(path, error)) {
        const std::string name = path.empty() ? "kernels.yaml" : path.string();
        return CheckedCatalog{std::make_shared<const Catalog>(Catalog::empty(name)), {}, {}};
    }
    auto review = openReviewFile(path);
    if (!review) {
        return std::unexpected(review.error());
    }
    auto text = readFile(path);
    if (!text) {
        return std::unexpected(text.error());
    }
    if (splitConflicts(*text)) {
        return readConflicted(std::move(*text), path, std::move(*review));
    }
    auto catalog = Catalog::read(std::move(*text), path.string());
    if (!catalog) {
        return std::unexpected(catalog.error());
    }
    return checked(std::make_shared<const Catalog>(std::move(*catalog)), std::move(*review));
}

Result<std::vector<KernelEntry>> decidedEntries(const CheckedCatalog &catalog, std::span<const MergeSide> sides)
{
    const MergePlan &plan = catalog.conflicts->plan;
    std::vector<MergeSide> all(plan.conflicts.size(), MergeSide::Mine);
    std::ranges::copy(sides.first(std::min(sides.size(), all.size())), all.begin());
    CatalogChanges changes = decided(plan, *catalog.catalog, all);
    changes.removed.clear();
    return entriesAfter(*catalog.catalog, changes);
}

} // namespace atlas
