#include "core/review/entrygroups.h"

#include "core/inference/nameskeleton.h"
#include "core/review/entrychecks.h"
#include "core/review/reviewprogress.h"

#include <algorithm>
#include <unordered_map>

namespace atlas
{

namespace
{
std::string familyKey(const ReviewDocument &document, EntryId entry, FamilyBy by)
{
    if (by == FamilyBy::Library) {
        return toDisplayText(document.effective(entry, Field::SourceLib).value);
    }
    if (by == FamilyBy::Name) {
        return nameSkeleton(document.rawName(entry));
    }
    const std::optional<KernelId> kernel = document.kernelOf(entry);
    if (!kernel || !document.readings()) {
        return {};
    }
    return std::string(by == FamilyBy::Op ? document.readings()->op(*kernel) : document.readings()->ruleId(*kernel));
}

FieldDifference differenceIn(const ReviewDocument &document, std::span<const EntryId> family, Field field)
{
    FieldDifference difference{field, {}};
    std::unordered_map<std::string, std::size_t> useOf; // by text: null and "" tell apart below
    for (const EntryId entry : family) {
        FieldValue value = document.effective(entry, field).value;
        const auto [found, isNew] =
            useOf.try_emplace((isNull(value) ? "-" : "+") + toDisplayText(value), difference.values.size());
        if (isNew) {
            difference.values.push_back({std::move(value), {}});
        }
        difference.values[found->second].entries.push_back(entry);
    }
    std::ranges::stable_sort(difference.values, std::ranges::greater(),
                             [](const ValueUse &use) { return use.entries.size(); });
    return difference;
}

bool isGuess(const ReviewDocument &document, EntryId entry)
{
    const bool hasWord = std::ranges::any_of(kFields, [&](Field field) { return document.isByPerson(entry, field); });
    return !hasWord && document.opened(entry) == nullptr && document.kernelOf(entry) &&
           document.reading(entry).confidence == Confidence::Guess;
}
} // namespace

std::vector<EntryFamily> entryFamilies(const ReviewDocument &document, std::span<const EntryId> entries, FamilyBy by)
{
    std::vector<EntryFamily> families;
    std::unordered_map<std::string, std::size_t> familyOf;
    for (const EntryId entry : entries) {
        std::string name = familyKey(document, entry, by);
        const auto [found, isNew] = familyOf.try_emplace(name, families.size());
        if (isNew) {
            families.push_back({by == FamilyBy::Name
                                    ? toDisplayText(document.effective(entry, Field::FriendlyName).value)
                                    : std::move(name),
                                {},
                                0,
                                0});
        }
        EntryFamily &family = families[found->second];
        family.entries.push_back(entry);
        family.totalNs += gpuTime(document, entry);
        family.accepted += document.state(entry) == ReviewState::Accepted ? 1U : 0U;
    }
    std::ranges::stable_sort(families, std::ranges::greater(), &EntryFamily::totalNs);
    return families;
}

FamilyDifferences familyDifferences(const ReviewDocument &document, std::span<const EntryId> family)
{
    FamilyDifferences differences;
    for (const Field field : kFields) {
        differences.fields.push_back(differenceIn(document, family, field));
    }
    for (const EntryId entry : family) {
        if (document.state(entry) == ReviewState::Accepted) {
            differences.accepted.push_back(entry);
        } else if (document.state(entry) == ReviewState::NeedsWork) {
            differences.needingWork.push_back(entry);
        }
        if (!failedChecks(document, entry).empty()) {
            differences.withFailedChecks.push_back(entry);
        }
        if (isGuess(document, entry)) {
            differences.guessed.push_back(entry);
        }
    }
    return differences;
}

} // namespace atlas
