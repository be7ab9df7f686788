#include "core/catalog/catalogrevision.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace atlas
{

namespace
{
Result<CatalogRevision> changeAsItIs(const Catalog &current, const CatalogChanges &changes)
{
    Result<CatalogPatch> patch = patchCatalog(current, changes);
    if (!patch) {
        return std::unexpected(patch.error());
    }
    return changeCatalog(current, changes).transform([&](Catalog &&written) {
        return CatalogRevision{std::move(written), std::move(patch->patches), std::move(patch->diagnostics)};
    });
}

bool isSame(const Catalog &catalog, const std::vector<KernelEntry> &wanted)
{
    return std::ranges::equal(entriesOf(catalog), wanted, [](const KernelEntry &x, const KernelEntry &y) {
        return x.rawName == y.rawName && x.info == y.info;
    });
}

/// `base` made to say `wanted`.
Result<CatalogPatch> patchTo(const Catalog &base, const std::vector<KernelEntry> &wanted)
{
    return patchCatalog(base, changesBetween(base, wanted));
}

/// What stands in [begin, end) of `text` with the patches of that range.
std::string patchedRange(std::string_view text, std::size_t begin, std::size_t end, std::span<const TextPatch> patches)
{
    std::vector<TextPatch> shifted(patches.begin(), patches.end());
    for (TextPatch &patch : shifted) {
        patch.span = {patch.span.begin - begin, patch.span.end - begin};
    }
    return applyPatches(text.substr(begin, end - begin), shifted);
}

/// Takes from `list`, beginning at `next`, all patches that touch or overlap [begin, end), widening it.
void takeTouching(std::span<const TextPatch> list, std::size_t &next, std::size_t begin, std::size_t &end,
                  bool &isGrown)
{
    while (next < list.size() && (list[next].span.begin < end || list[next].span.begin == begin)) {
        end = std::max(end, list[next].span.end);
        ++next;
        isGrown = true;
    }
}
} // namespace

std::vector<KernelEntry> entriesOf(const Catalog &catalog)
{
    std::vector<KernelEntry> entries;
    std::unordered_set<std::string_view> seen;
    for (const CatalogEntry &entry : catalog.entries()) {
        if (seen.insert(entry.rawName).second) {
            entries.push_back({entry.rawName, entry.info});
        }
    }
    return entries;
}

CatalogChanges changesBetween(const Catalog &before, const std::vector<KernelEntry> &wanted)
{
    CatalogChanges changes;
    std::unordered_set<std::string_view> wantedNames;
    for (const KernelEntry &entry : wanted) {
        wantedNames.insert(entry.rawName);
        changes.order.push_back(entry.rawName);
        const CatalogEntry *old = before.find(entry.rawName);
        if (old == nullptr) {
            changes.added.push_back(entry);
            continue;
        }
        for (const Field field : kFields) {
            if (old->info[field] != entry.info[field]) {
                changes.fields.push_back(
                    {static_cast<std::size_t>(old - before.entries().data()), field, entry.info[field]});
            }
        }
    }
    for (std::size_t i = 0; i < before.entries().size(); ++i) {
        const std::string &name = before.entries()[i].rawName;
        if (!wantedNames.contains(name) && before.find(name) == &before.entries()[i]) {
            changes.removed.push_back(i);
        }
    }
    return changes;
}

std::vector<TextPatch> patchesBetween(std::string_view text, std::span<const TextPatch> first,
                                      std::span<const TextPatch> second)
{
    std::vector<TextPatch> patches;
    std::size_t a = 0;
    std::size_t b = 0;
    std::size_t shift = 0; // modulo 2^64: what the text with `first` has more than the common text up to here
    while (a < first.size() || b < second.size()) {
        const std::size_t nextA = a < first.size() ? first[a].span.begin : SIZE_MAX;
        const std::size_t nextB = b < second.size() ? second[b].span.begin : SIZE_MAX;
        const std::size_t begin = std::min(nextA, nextB);
        std::size_t end = begin;
        const std::size_t fromA = a;
        const std::size_t fromB = b;
        for (bool isGrown = true; isGrown;) {
            isGrown = false;
            takeTouching(first, a, begin, end, isGrown);
            takeTouching(second, b, begin, end, isGrown);
        }
        const auto groupA = first.subspan(fromA, a - fromA);
        const auto groupB = second.subspan(fromB, b - fromB);
        const std::size_t shiftBefore = shift;
        for (const TextPatch &patch : groupA) {
            shift += patch.text.size() - patch.span.size();
        }
        if (!std::ranges::equal(groupA, groupB)) {
            patches.push_back({{begin + shiftBefore, end + shift}, patchedRange(text, begin, end, groupB)});
        }
    }
    return patches;
}

Result<CatalogRevision> reviseCatalog(const Catalog &base, const Catalog &current, const CatalogChanges &changes)
{
    if (&base == &current) {
        return changeAsItIs(current, changes);
    }
    const Result<CatalogPatch> soFar = patchTo(base, entriesOf(current));
    if (!soFar || applyPatches(base.text(), soFar->patches) != current.text()) {
        return changeAsItIs(current, changes);
    }
    const Result<std::vector<KernelEntry>> wanted = entriesAfter(current, changes);
    if (!wanted) {
        return std::unexpected(wanted.error());
    }
    Result<CatalogPatch> patch = patchTo(base, *wanted);
    Result<Catalog> written = patch ? Catalog::read(applyPatches(base.text(), patch->patches), current.fileName())
                                    : Result<Catalog>(std::unexpected(patch.error()));
    if (!written || !isSame(*written, *wanted)) {
        return changeAsItIs(current, changes);
    }
    return CatalogRevision{std::move(*written), patchesBetween(base.text(), soFar->patches, patch->patches),
                           std::move(patch->diagnostics)};
}

} // namespace atlas
