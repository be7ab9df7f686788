#include "core/catalog/mergecheck.h"

#include "core/catalog/catalogblocks.h"

#include <algorithm>
#include <unordered_set>

namespace atlas
{

namespace
{
const FieldValue *valueOf(const CatalogEntry *entry, Field field)
{
    return entry == nullptr ? nullptr : &entry->info[field];
}
} // namespace

MergeCheck::MergeCheck(std::string_view base, std::string_view ours, std::string_view theirs)
    : m_base(versionOf(base)), m_ours(versionOf(ours)), m_theirs(versionOf(theirs))
{
}

MergeCheck::Version MergeCheck::versionOf(std::string_view text)
{
    Version version;
    if (Result<Catalog> catalog = Catalog::read(std::string(text), {})) {
        version.catalog = std::move(*catalog);
        for (const CatalogEntry &entry : version.catalog->entries()) {
            ++version.names[entry.rawName];
        }
    }
    for (const std::string &comment : commentsOf(text).value_or(std::vector<std::string>())) {
        ++version.comments[comment];
    }
    if (const std::optional<CatalogCut> cut = cutCatalog(text)) {
        for (const CatalogBlock &block : cut->blocks) {
            if (block.rawName.empty()) {
                ++version.bareItems[block.body];
            }
        }
    }
    return version;
}

bool MergeCheck::holds(const MergePieces &pieces) const
{
    if (!m_base.catalog || !m_ours.catalog || !m_theirs.catalog) {
        return true;
    }
    const bool hasConflicts = hasConflict(pieces);
    const auto holdsFor = [&](MergeSide side) {
        const Version merged = versionOf(resolvedPieces(pieces, side));
        const Version &own = side == MergeSide::Mine ? m_ours : m_theirs;
        const Version &other = side == MergeSide::Mine ? m_theirs : m_ours;
        return merged.catalog && areValuesKept(merged, side, hasConflicts) && areItemsKept(merged, hasConflicts) &&
               areCountsKept(m_base.comments, own.comments, other.comments, merged.comments) &&
               areCountsKept(m_base.bareItems, own.bareItems, other.bareItems, merged.bareItems);
    };
    return holdsFor(MergeSide::Mine) && holdsFor(MergeSide::Theirs);
}

bool MergeCheck::areValuesKept(const Version &merged, MergeSide side, bool hasConflicts) const
{
    std::unordered_set<std::string_view> names;
    return std::ranges::all_of(merged.catalog->entries(), [&](const CatalogEntry &entry) {
        if (!names.insert(entry.rawName).second) {
            return true; // of several with one name the first counts
        }
        return std::ranges::all_of(kFields, [&](Field field) { return isValueKept(entry, field, side, hasConflicts); });
    });
}

bool MergeCheck::isValueKept(const CatalogEntry &entry, Field field, MergeSide side, bool hasConflicts) const
{
    const FieldValue &value = entry.info[field];
    const FieldValue *base = valueOf(m_base.catalog->find(entry.rawName), field);
    const FieldValue *ours = valueOf(m_ours.catalog->find(entry.rawName), field);
    const FieldValue *theirs = valueOf(m_theirs.catalog->find(entry.rawName), field);
    if (ours == nullptr || theirs == nullptr) {
        const FieldValue *left = ours != nullptr ? ours : theirs;
        return left != nullptr && value == *left;
    }
    const bool isOurs = value == *ours;
    const bool isTheirs = value == *theirs;
    if (isOurs && isTheirs) {
        return true;
    }
    if (base != nullptr && *ours == *base && isTheirs) {
        return true;
    }
    if (base != nullptr && *theirs == *base && isOurs) {
        return true;
    }
    return hasConflicts && (side == MergeSide::Mine ? isOurs : isTheirs);
}

bool MergeCheck::areItemsKept(const Version &merged, bool hasConflicts) const
{
    const auto isKept = [&](const Version &own, const Version &other) {
        return std::ranges::all_of(own.catalog->entries(), [&](const CatalogEntry &entry) {
            const bool isElsewhere = other.catalog->find(entry.rawName) != nullptr;
            const bool wasThere = m_base.catalog->find(entry.rawName) != nullptr;
            const bool mayBeGone = !isElsewhere && (wasThere || hasConflicts);
            return mayBeGone || merged.catalog->find(entry.rawName) != nullptr;
        });
    };
    return areNamesOnce(merged) && isKept(m_ours, m_theirs) && isKept(m_theirs, m_ours);
}

/// A kernel that both sides added is there once.
bool MergeCheck::areNamesOnce(const Version &merged) const
{
    const auto in = [](const Version &version, const std::string &name) {
        const auto found = version.names.find(name);
        return found == version.names.end() ? std::ptrdiff_t{0} : found->second;
    };
    return std::ranges::all_of(merged.names, [&](const auto &counted) {
        const std::ptrdiff_t most = std::max(in(m_ours, counted.first), in(m_theirs, counted.first));
        return counted.second <= std::max<std::ptrdiff_t>(most, 1);
    });
}

bool MergeCheck::areCountsKept(const Counts &base, const Counts &side, const Counts &other, const Counts &merged)
{
    const auto in = [](const Counts &counts, const std::string &what) {
        const auto found = counts.find(what);
        return found == counts.end() ? std::ptrdiff_t{0} : found->second;
    };
    return std::ranges::all_of(side, [&](const auto &counted) {
        const std::string &what = counted.first;
        const std::ptrdiff_t added = counted.second - in(base, what);
        const std::ptrdiff_t removed = std::min<std::ptrdiff_t>(in(other, what) - in(base, what), 0);
        return added <= 0 || in(merged, what) >= in(base, what) + added + removed;
    });
}

} // namespace atlas
