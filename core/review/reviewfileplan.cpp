#include "core/base/text.h"
#include "core/inference/ruleset.h"
#include "core/review/publicationplanner.h"

#include <algorithm>
#include <unordered_map>

namespace atlas
{

namespace
{
using Blocks = std::unordered_map<std::string_view, const ReviewEntry *>;

/// What the rules read when the kernel was accepted; else when it was written, which an accepted state that is taken
/// back falls back to.
std::optional<KernelInfo> readingToKeep(const ReviewDocument &document, EntryId entry, const ReviewEntry *before,
                                        bool isAdded)
{
    const StateMark *mark = document.stateMark(entry);
    if (mark != nullptr && mark->state == ReviewState::Accepted && mark->read) {
        return mark->read;
    }
    const bool isRefreshed = std::ranges::any_of(
        kFields, [&](Field field) { return document.overrideSource(entry, field) == kSourceRefresh; });
    if ((isAdded || isRefreshed) && document.kernelOf(entry) && document.readings()) {
        return document.reading(entry).info;
    }
    return before != nullptr ? before->read : std::nullopt;
}

/// Whether a person set the state or a field in this session.
bool isDecidedHere(const ReviewDocument &document, EntryId entry)
{
    return document.isTouched(entry, Slot::State) ||
           std::ranges::any_of(kFields, [&](Field field) { return document.isTouched(entry, field); });
}

/// The state with the hash of the values it speaks of: `written`, or what it spoke of before where nobody decided.
void setState(ReviewEntry &block, const ReviewDocument &document, EntryId entry, const ReviewEntry *before,
              const KernelInfo *written)
{
    block.state = document.state(entry);
    const bool wasAccepted = before != nullptr && before->state == ReviewState::Accepted;
    if (wasAccepted && document.isChangedSinceAccepted(entry) && before->isOutdated(written)) {
        block.state = before->state; // stays as it is until a person decides
        block.acceptedHash = before->acceptedHash;
        block.values = before->values;
    } else if (block.state != ReviewState::Accepted) {
        return;
    } else if (wasAccepted && !before->acceptedHash.empty() && !isDecidedHere(document, entry)) {
        block.acceptedHash = before->acceptedHash;
    } else if (written != nullptr) {
        block.acceptedHash = valuesHash(*written);
    }
}

/// `written`: what the catalog is to hold; null for a kernel outside it.
ReviewEntry blockOf(const ReviewDocument &document, EntryId entry, const ReviewEntry *before, bool isAdded,
                    const KernelInfo *written)
{
    ReviewEntry block;
    block.rawName = document.rawName(entry);
    setState(block, document, entry, before, written);
    if (before != nullptr) {
        block.foreign = before->foreign;
        block.comments = before->comments;
    }
    block.note = document.note(entry);
    block.picked = document.picked(entry);
    for (const Field field : kFields) {
        block.byPerson.set(static_cast<std::size_t>(field), document.isByPerson(entry, field));
    }
    block.isInRun = document.run() ? document.kernelOf(entry).has_value() : before == nullptr || before->isInRun;
    block.read = readingToKeep(document, entry, before, isAdded);
    return block;
}

/// A kernel that the catalog does not hold: what was decided has to be here.
ReviewEntry blockOutsideCatalog(const ReviewDocument &document, EntryId entry, const ReviewEntry *before)
{
    ReviewEntry block = blockOf(document, entry, before, false, nullptr);
    block.isInRun = true;
    const StateMark *mark = document.stateMark(entry);
    const bool isPinned = mark != nullptr && mark->pinned;
    for (const Field field : kFields) {
        const EffectiveValue value = document.effective(entry, field);
        if (value.origin == Origin::Override || isPinned) {
            block.values[static_cast<std::size_t>(field)] = value.value;
            block.acceptedHash.clear(); // the values themselves are here
        }
    }
    return block;
}

/// Decisions about kernels outside the catalog: first those of the review file, in its order, then new ones.
void addOutsideCatalog(const ReviewDocument &document, const Catalog &result, const Blocks &before, ReviewFile &file)
{
    for (const ReviewEntry &block : document.review()->entries) {
        if (result.find(block.rawName) != nullptr) {
            continue;
        }
        const std::optional<EntryId> entry = document.find(block.rawName);
        file.entries.push_back(entry ? blockOutsideCatalog(document, *entry, &block) : block);
    }
    for (std::size_t i = 0; i < document.entryCount(); ++i) {
        const auto entry = makeId<EntryId>(i);
        if (document.isTouched(entry) && !before.contains(document.rawName(entry)) &&
            result.find(document.rawName(entry)) == nullptr) {
            file.entries.push_back(blockOutsideCatalog(document, entry, nullptr));
        }
    }
}
} // namespace

std::string runPath(const Run &run, const std::filesystem::path &catalogPath)
{
    std::error_code error;
    const std::filesystem::path absolute = std::filesystem::absolute(run.path(), error);
    if (error || catalogPath.empty()) {
        return escapeInvalidUtf8(run.path().generic_string());
    }
    const std::filesystem::path folder = std::filesystem::absolute(catalogPath, error).parent_path();
    const std::filesystem::path relative = std::filesystem::relative(absolute, folder, error);
    return escapeInvalidUtf8(error || relative.empty() ? absolute.generic_string() : relative.generic_string());
}

Result<ReviewFile> planReviewFile(const ReviewDocument &document, const Catalog &result,
                                  const std::vector<std::string> &added, const std::filesystem::path &catalogPath)
{
    const std::unordered_set<std::string_view> addedNames(added.begin(), added.end());
    Blocks before;
    for (const ReviewEntry &block : document.review()->entries) {
        before.try_emplace(block.rawName, &block);
    }
    ReviewFile file;
    file.run = document.run() ? runPath(*document.run(), catalogPath) : document.review()->run;
    file.rulesPack =
        document.readings() ? std::string(document.readings()->rules().packName()) : document.review()->rulesPack;
    file.rulesVersion = document.readings() ? ATLAS_VERSION : document.review()->rulesVersion;
    file.foreign = document.review()->foreign;
    file.comments = document.review()->comments;
    std::unordered_set<std::string_view> seen;
    for (const CatalogEntry &written : result.entries()) {
        if (written.rawName.empty() || !seen.insert(written.rawName).second) {
            continue;
        }
        const auto found = before.find(written.rawName);
        const ReviewEntry *old = found == before.end() ? nullptr : found->second;
        if (const std::optional<EntryId> entry = document.find(written.rawName)) {
            file.entries.push_back(blockOf(document, *entry, old, addedNames.contains(written.rawName), &written.info));
        }
    }
    addOutsideCatalog(document, result, before, file);
    std::erase_if(file.entries, [](const ReviewEntry &entry) { return !entry.saysSomething(); });
    if (file.entries.empty() && document.review()->text.empty()) {
        return file; // a file with nothing in it is not begun
    }
    return printedReviewFile(std::move(file), *document.review());
}

} // namespace atlas
