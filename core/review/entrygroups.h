#pragma once

#include "core/review/reviewdocument.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace atlas
{

/// What entries are put together by.
enum class FamilyBy : std::uint8_t
{
    Library, ///< the effective source library
    Op,
    Rule,
    Name ///< the skeleton of the raw name
};

/// Entries that have something in common.
struct EntryFamily
{
    std::string
        name; ///< library, op or rule; "" where the entry has none; for FamilyBy::Name the first entry's friendly name
    std::vector<EntryId> entries; ///< in the order given
    std::int64_t totalNs = 0;
    std::size_t accepted = 0;
};

/// `entries` in families, those with most GPU time first.
[[nodiscard]] std::vector<EntryFamily> entryFamilies(const ReviewDocument &document, std::span<const EntryId> entries,
                                                     FamilyBy by);

/// One value of a field and who has it.
struct ValueUse
{
    FieldValue value;
    std::vector<EntryId> entries;
};

/// The values that a family has in one field, the most frequent first; one alone means that all agree.
struct FieldDifference
{
    Field field;
    std::vector<ValueUse> values;
};

/// What differs inside a family, and what would be accepted with it.
struct FamilyDifferences
{
    std::vector<FieldDifference> fields; ///< all six, in the order of the file
    std::vector<EntryId> accepted;       ///< already
    std::vector<EntryId> needingWork;
    std::vector<EntryId> withFailedChecks;
    std::vector<EntryId> guessed; ///< the rules were not sure, and no person set a field
};
[[nodiscard]] FamilyDifferences familyDifferences(const ReviewDocument &document, std::span<const EntryId> family);

} // namespace atlas
