#include "core/review/bulkedit.h"

#include <re2/re2.h>

namespace atlas
{

namespace
{
RE2::Options options(bool isLiteral, bool ignoreCase)
{
    RE2::Options options;
    options.set_literal(isLiteral);
    options.set_case_sensitive(!ignoreCase);
    options.set_log_errors(false);
    return options;
}

Result<void> check(const RE2 &expression)
{
    return expression.ok()
               ? Result<void>()
               : failure("the expression \"" + expression.pattern() + "\" cannot be used: " + expression.error());
}

/// A replacement that means every character as it is.
std::string literal(const std::string &replacement)
{
    std::string text;
    for (const char c : replacement) {
        text += c == '\\' ? "\\\\" : std::string(1, c);
    }
    return text;
}
} // namespace

Result<std::vector<EntryId>> entriesMatching(const ReviewDocument &document, const std::string &expression)
{
    const RE2 re(expression, options(false, false));
    return check(re).transform([&] {
        std::vector<EntryId> entries;
        for (std::size_t i = 0; i < document.entryCount(); ++i) {
            const std::string_view name = document.rawName(makeId<EntryId>(i));
            if (RE2::PartialMatch(re2::StringPiece(name.data(), name.size()), re)) {
                entries.push_back(makeId<EntryId>(i));
            }
        }
        return entries;
    });
}

std::vector<BulkChange> planSetField(const ReviewDocument &document, std::span<const EntryId> entries, Field field,
                                     const FieldValue &value)
{
    std::vector<BulkChange> changes;
    for (const EntryId entry : entries) {
        FieldValue before = document.effective(entry, field).value;
        if (before != value) {
            changes.push_back({entry, field, std::move(before), value});
        }
    }
    return changes;
}

Result<std::vector<BulkChange>> planReplace(const ReviewDocument &document, std::span<const EntryId> entries,
                                            const ReplaceRequest &request)
{
    std::vector<BulkChange> changes;
    if (request.find.empty()) {
        return changes;
    }
    const RE2 re(request.find, options(!request.isRegex, request.ignoreCase));
    if (Result<void> checked = check(re); !checked) {
        return std::unexpected(checked.error());
    }
    const std::string replacement = request.isRegex ? request.replacement : literal(request.replacement);
    if (std::string why; !re.CheckRewriteString(replacement, &why)) {
        return failure("the replacement \"" + request.replacement + "\" cannot be used: " + why);
    }
    for (const EntryId entry : entries) {
        for (const Field field : request.fields) {
            FieldValue before = document.effective(entry, field).value;
            const auto *text = std::get_if<std::string>(&before);
            std::string after = text != nullptr && !isShape(field) ? *text : std::string();
            if (text != nullptr && RE2::GlobalReplace(&after, re, replacement) > 0 && after != *text) {
                changes.push_back({entry, field, std::move(before), std::move(after)});
            }
        }
    }
    return changes;
}

EditGroup bulkGroup(const ReviewDocument &document, std::span<const BulkChange> changes, std::string text)
{
    EditGroup group{std::move(text), {}};
    for (const BulkChange &change : changes) {
        if (std::optional<Edit> edit = document.fieldEdit(change.entry, change.field, change.after)) {
            group.edits.push_back(std::move(*edit));
        }
    }
    return group;
}

} // namespace atlas
