#include "core/review/entrychecks.h"

#include "core/catalog/catalogchecker.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace atlas
{

std::vector<Diagnostic> failedChecks(const ReviewDocument &document, EntryId entry)
{
    const KernelEntry alone{std::string(document.rawName(entry)), document.info(entry)};
    const Result<Catalog> catalog = Catalog::read(printEntry(alone), {});
    if (!catalog) {
        return {toDiagnostic(catalog.error(), "yaml-syntax")};
    }
    std::vector<Diagnostic> findings = checkCatalog(*catalog);
    std::erase_if(findings, [](const Diagnostic &finding) { return finding.severity == Severity::Note; });
    for (Diagnostic &finding : findings) {
        finding.location = {}; // a line of a file that nobody sees
        finding.sourceLine.clear();
    }
    return findings;
}

std::vector<BrokenShape> brokenShapes(const ReviewDocument &document, EntryId entry)
{
    std::vector<BrokenShape> broken;
    for (const Field field : kFields) {
        const FieldValue value = isShape(field) ? document.effective(entry, field).value : FieldValue();
        if (const auto *shape = std::get_if<Shape>(&value)) {
            if (const Result<Shape> read = parseShape(printShape(*shape)); !read) {
                broken.push_back({entry, field, read.error().message});
            }
        }
    }
    return broken;
}

std::vector<BrokenShape> brokenOverrides(const ReviewDocument &document)
{
    std::vector<BrokenShape> all;
    for (std::size_t i = 0; i < document.entryCount(); ++i) {
        const auto entry = makeId<EntryId>(i);
        if (document.hasOverrides(entry)) {
            std::vector<BrokenShape> broken = brokenShapes(document, entry);
            std::erase_if(broken, [&document](const BrokenShape &shape) {
                return document.effective(shape.entry, shape.field).origin != Origin::Override;
            });
            std::ranges::move(broken, std::back_inserter(all));
        }
    }
    return all;
}

std::vector<EntryId> friendlyNameClashes(const ReviewDocument &document, std::span<const EntryId> entries)
{
    std::unordered_map<std::string, std::size_t> uses;
    std::vector<std::string> names;
    for (const EntryId entry : entries) {
        names.push_back(toDisplayText(document.effective(entry, Field::FriendlyName).value));
        ++uses[names.back()];
    }
    std::vector<EntryId> clashing;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (uses[names[i]] > 1) {
            clashing.push_back(entries[i]);
        }
    }
    return clashing;
}

} // namespace atlas
