// Catalogs of any bytes: reading must not crash, the fast reader of our own form and the one of any
// form must say the same, and a change derived from the bytes either is refused or says exactly
// what was meant.
#include "core/catalog/catalogchecker.h"
#include "core/catalog/catalogreader.h"
#include "core/catalog/catalogwriter.h"
#include "tests/support/samecatalog.h"

#include <cstdint>
#include <cstdlib>

using namespace atlas;

namespace
{
void require(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

CatalogChanges changesFrom(const Catalog &catalog, std::uint8_t choice)
{
    CatalogChanges changes;
    const Field field = kFields[choice % kFieldCount];
    FieldValue value;
    if ((choice & 0x40U) != 0) {
        value = isShape(field) ? FieldValue(Shape{{"(M, K)", "->", "(M,)"}}) : FieldValue("new: words # \"quoted\"");
    }
    if (!catalog.entries().empty()) {
        changes.fields.emplace_back(choice % catalog.entries().size(), field, std::move(value));
    }
    if ((choice & 0x80U) != 0) {
        changes.added.push_back({"a kernel that no seed has", {}});
        changes.order = {catalog.entries().empty() ? std::string() : catalog.entries().front().rawName,
                         "a kernel that no seed has"};
    }
    return changes;
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    const std::string text(reinterpret_cast<const char *>(data) + 1, size - 1);
    const Result<Catalog> catalog = Catalog::read(text, "fuzz.yaml");
    require(sayTheSame(catalog, CatalogReader(text, "fuzz.yaml").readAnyForm()));
    if (!catalog) {
        return 0;
    }
    require(catalog->text() == text);
    for (const CatalogEntry &entry : catalog->entries()) {
        require(entry.span.begin <= entry.span.end && entry.span.end <= text.size());
    }
    (void)checkCatalog(*catalog);
    (void)formattedCatalog(*catalog);
    const CatalogChanges changes = changesFrom(*catalog, data[0]);
    const Result<CatalogPatch> patch = patchCatalog(*catalog, changes);
    if (patch) {
        (void)unifiedDiff(text, patch->patches, "fuzz.yaml");
    }
    (void)changeCatalog(*catalog, changes);
    const Result<Catalog> unchanged = changeCatalog(*catalog, {});
    require(unchanged && unchanged->text() == text);
    return 0;
}
