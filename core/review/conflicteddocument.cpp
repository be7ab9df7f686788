#include "core/review/conflicteddocument.h"

#include "core/catalog/catalogrevision.h"

#include <algorithm>

namespace atlas
{

Result<ConflictedDocument> openConflicted(std::string text, const std::string &fileName,
                                          std::optional<ReviewFile> review)
{
    std::optional<ConflictSides> sides = splitConflicts(text);
    if (!sides) {
        return failure("the file has no conflict markers of git, or not all three of them", {fileName});
    }
    const Result<Catalog> ours = Catalog::read(std::move(sides->ours), fileName + " (ours)");
    Result<Catalog> theirs = Catalog::read(std::move(sides->theirs), fileName);
    const Result<Catalog> base = Catalog::read(sides->base.value_or(""), fileName + " (base)");
    if (!ours || !theirs || !base) {
        return std::unexpected(!ours ? ours.error() : !theirs ? theirs.error() : base.error());
    }
    ConflictedDocument conflicted;
    conflicted.plan =
        planMerge(sides->base ? std::optional(entriesOf(*base)) : std::nullopt, entriesOf(*ours), *theirs);
    conflicted.document =
        std::make_unique<ReviewDocument>(std::make_shared<const Catalog>(std::move(*theirs)), std::move(review));
    conflicted.onDisk = std::move(text);
    return conflicted;
}

void decideConflicts(ReviewDocument &document, const MergePlan &plan, std::span<const MergeSide> sides)
{
    std::vector<MergeSide> all(plan.conflicts.size(), MergeSide::Mine);
    std::ranges::copy(sides.first(std::min(sides.size(), all.size())), all.begin());
    const Catalog &theirs = *document.catalog();
    const CatalogChanges changes = decided(plan, theirs, all);
    EditGroup group{"Decide a conflict", {}};
    for (const CatalogChanges::FieldChange &change : changes.fields) {
        if (const std::optional<EntryId> entry = document.find(theirs.entries()[change.entry].rawName)) {
            group.edits.push_back({*entry, slotOf(change.field), FieldValue(change.value)});
        }
    }
    for (const KernelEntry &added : changes.added) {
        const EntryId entry = document.addName(added.rawName);
        for (const Field field : kFields) {
            group.edits.push_back({entry, slotOf(field), FieldValue(added.info[field])});
        }
    }
    document.apply(std::move(group));
}

CatalogFiles filesOfDecided(const Publication &publication, const ReviewDocument &document,
                            const std::string &withMarkers, const std::filesystem::path &path)
{
    CatalogFiles files = filesOf(publication, document, path);
    files.catalogBefore = withMarkers;
    return files;
}

Result<void> writeDecided(const Publication &publication, const ReviewDocument &document,
                          const std::string &withMarkers, const std::filesystem::path &path)
{
    return writeCatalogFiles(filesOfDecided(publication, document, withMarkers, path)).result().transform([](auto &&) {
    });
}

} // namespace atlas
