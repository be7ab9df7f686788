#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/mergepieces.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace atlas
{

/// Holds a merged text against the three it was made of, before it is written: it is read again, and every value, item
/// and comment must be what the sides say.
class MergeCheck
{
public:
    /// The texts must outlive the check.
    MergeCheck(std::string_view base, std::string_view ours, std::string_view theirs);

    /// Whether nothing is lost: decided for either side, the text can be read, each value is the one that a side
    /// changed (or that side's own where they clash), no item is gone that nobody deleted, and each side's new comments
    /// are there. Texts that are no catalogs are not looked at.
    [[nodiscard]] bool holds(const MergePieces &pieces) const;

private:
    using Counts = std::map<std::string, std::ptrdiff_t>;
    struct Version
    {
        std::optional<Catalog> catalog;
        Counts comments;
        Counts bareItems; ///< items without raw_name, by their bytes
        Counts names;
    };

    static Version versionOf(std::string_view text);
    [[nodiscard]] bool areValuesKept(const Version &merged, MergeSide side, bool hasConflicts) const;
    [[nodiscard]] bool isValueKept(const CatalogEntry &entry, Field field, MergeSide side, bool hasConflicts) const;
    [[nodiscard]] bool areNamesOnce(const Version &merged) const;
    [[nodiscard]] bool areItemsKept(const Version &merged, bool hasConflicts) const;
    static bool areCountsKept(const Counts &base, const Counts &side, const Counts &other, const Counts &merged);

    Version m_base;
    Version m_ours;
    Version m_theirs;
};

} // namespace atlas
