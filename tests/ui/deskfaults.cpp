#include "tests/ui/deskfaults.h"

#include "core/base/file.h"

namespace atlas::test
{

namespace
{
/// Origin "catalog" is what stands in the catalog's bytes.
std::string originFaults(const ReviewDocument &document, const Catalog &onDisk)
{
    std::string faults;
    for (std::size_t i = 0; i < document.entryCount(); ++i) {
        const auto entry = makeId<EntryId>(i);
        const CatalogEntry *written = onDisk.find(document.rawName(entry));
        for (const Field field : kFields) {
            const EffectiveValue value = document.effective(entry, field);
            if (value.origin == Origin::Catalog && (written == nullptr || written->info[field] != value.value)) {
                faults += "shown as the catalog's and not in it: " + std::string(key(field)) + " of " +
                          std::string(document.rawName(entry)) + '\n';
            }
        }
    }
    return faults;
}

/// What would be published is what is shown; an accepted kernel above all.
std::string publicationFaults(const ui::RunSession &session)
{
    const ReviewDocument &document = session.document();
    const Result<Publication> planned = planPublication(document, session.publicationOptions(), session.catalogPath());
    if (!planned) {
        return "there is no plan: " + planned.error().message + '\n';
    }
    std::string faults;
    for (const CatalogEntry &entry : planned->result->entries()) {
        const std::optional<EntryId> id = document.find(entry.rawName);
        if (!id || planned->result->find(entry.rawName) != &entry || document.info(*id) == entry.info) {
            continue;
        }
        faults += (document.state(*id) == ReviewState::Accepted ? "accepted with other values: "
                                                                : "would be written otherwise than shown: ") +
                  entry.rawName + '\n';
    }
    return faults;
}

/// "No unpublished edits" is said only where both files hold what the desk holds.
std::string cleanFaults(const ui::RunSession &session, const Result<std::string> &catalog,
                        const Result<std::string> &review)
{
    if (!session.isPublished()) {
        return {};
    }
    const ReviewDocument &document = session.document();
    std::string faults;
    if (!catalog || *catalog != document.catalog()->text()) {
        faults += "said to be published, and the catalog on disk is another one\n";
    }
    if (document.review() && document.review()->text != review.value_or("")) {
        faults += "said to be published, and the review file on disk is another one\n";
    }
    if (session.conflicts()) {
        faults += "said to be published, and the file has conflict markers\n";
    }
    const Result<Publication> planned =
        planPublication(document, {.selection = {SelectionOptions::Kind::Coverage, 0, 0.0}}, session.catalogPath());
    if (planned && !planned->patches.empty()) {
        faults += "said to be published, and publishing would change:\n" + planned->diff;
    }
    return faults;
}
} // namespace

std::string deskFaults(const ui::RunSession &session)
{
    const ReviewDocument &document = session.document();
    const bool hasPlace = !session.catalogPath().empty();
    const Result<std::string> catalog = hasPlace ? readFile(session.catalogPath()) : Result<std::string>("");
    const Result<std::string> review =
        hasPlace ? readFile(reviewFilePath(session.catalogPath())) : Result<std::string>("");
    const bool isAsRead = catalog && *catalog == document.catalog()->text();
    const Result<Catalog> onDisk = Catalog::read(isAsRead ? *catalog : document.catalog()->text(), "on disk");
    if (!onDisk) {
        return "what was read cannot be read again\n";
    }
    return originFaults(document, *onDisk) + publicationFaults(session) + cleanFaults(session, catalog, review);
}

} // namespace atlas::test
