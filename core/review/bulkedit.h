#pragma once

#include "core/base/result.h"
#include "core/review/reviewdocument.h"

#include <span>
#include <string>
#include <vector>

/// One edit for many entries: planned first, so that a person sees every row that changes, then applied as one step.
namespace atlas
{

/// A row of the preview.
struct BulkChange
{
    EntryId entry;
    Field field;
    FieldValue before;
    FieldValue after;
};

/// All entries of `document` whose raw name `expression` (RE2, anywhere in the name) matches. The error says what is
/// wrong with it.
[[nodiscard]] Result<std::vector<EntryId>> entriesMatching(const ReviewDocument &document,
                                                           const std::string &expression);

/// What setting `field` to `value` for `entries` changes; entries that have the value already are left out.
[[nodiscard]] std::vector<BulkChange> planSetField(const ReviewDocument &document, std::span<const EntryId> entries,
                                                   Field field, const FieldValue &value);

struct ReplaceRequest
{
    std::string find;
    std::string replacement = {}; ///< with isRegex, \1 to \9 stand for captures and \0 for the match
    bool isRegex = false;
    bool ignoreCase = false;
    /// Text fields to look in; shapes are never searched.
    std::vector<Field> fields = {Field::FriendlyName, Field::Description};
};
/// What finding and replacing all over the effective texts of `entries` changes. Errors: the expression, or a
/// replacement that names a capture which the expression does not have.
[[nodiscard]] Result<std::vector<BulkChange>>
planReplace(const ReviewDocument &document, std::span<const EntryId> entries, const ReplaceRequest &request);

/// The changes as one step; rows may have been taken out of the list before.
[[nodiscard]] EditGroup bulkGroup(const ReviewDocument &document, std::span<const BulkChange> changes,
                                  std::string text);

} // namespace atlas
