#include "core/review/journalfolder.h"

#include "core/base/file.h"

#include <algorithm>

namespace atlas
{

namespace
{
constexpr int kMaxJournals = 9;

bool holds(const std::filesystem::path &path, const std::string &hash)
{
    const Result<std::string> bytes = readFile(path);
    return bytes && contentHash(*bytes) == hash;
}
} // namespace

bool isOnDisk(const std::filesystem::path &catalog, const LoggedSave &save)
{
    return holds(catalog, save.catalog) && (save.review.empty() || holds(reviewFilePath(catalog), save.review));
}

std::filesystem::path absolutePath(const std::filesystem::path &path)
{
    std::error_code error;
    const std::filesystem::path absolute =
        std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
    return error ? path : absolute;
}

std::vector<std::filesystem::path> journalFolders(const std::filesystem::path &first)
{
    std::vector<std::filesystem::path> folders = {first};
    for (int number = 2; number <= kMaxJournals; ++number) {
        folders.push_back(first.string() + '-' + std::to_string(number));
    }
    return folders;
}

std::vector<std::filesystem::path> journalFolders(const std::filesystem::path &root,
                                                  const std::filesystem::path &catalog)
{
    const std::string hash = contentHash(absolutePath(catalog).string());
    return journalFolders(root / hash.substr(0, hash.find('-')));
}

std::vector<std::filesystem::path> keptFiles(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (auto at = std::filesystem::directory_iterator(folder, error);
         !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (name != kLogName && name != kLockName) {
            files.push_back(at->path());
        }
    }
    return files;
}

void emptyFolder(const std::filesystem::path &folder)
{
    std::error_code error;
    // The log first: without it the other files mean nothing.
    std::filesystem::remove(folder / kLogName, error);
    for (const std::filesystem::path &file : keptFiles(folder)) {
        std::filesystem::remove(file, error);
    }
}

EditLog readLog(const std::filesystem::path &folder)
{
    const std::filesystem::path path = folder / kLogName;
    const Result<std::string> text = readFile(path);
    return text ? readEditLog(*text, path.string()) : EditLog();
}

LogPosition positionOf(const EditLog &log)
{
    LogPosition at;
    std::vector<std::string> undone;
    const auto *header = log.lines.empty() ? nullptr : std::get_if<LogHeader>(&log.lines.front());
    for (const LogLine &line : log.lines) {
        if (const auto *step = std::get_if<LoggedStep>(&line)) {
            const bool isMerge = !step->mergedCatalog.empty();
            const bool wasClean = !at.isModified();
            const bool takesOnlyTheirs =
                std::ranges::none_of(step->edits, [](const LoggedEdit &edit) { return edit.value.has_value(); });
            if (!isMerge || !step->edits.empty()) {
                at.isSavedStateGone = at.isSavedStateGone || at.saved > at.steps.size();
                at.steps.push_back(step->text);
                undone.clear();
            }
            if (isMerge && takesOnlyTheirs && (step->isOtherFile ? at.steps.empty() : wasClean)) {
                at.saved = at.steps.size();
                at.isSavedStateGone = false;
            } else if (isMerge) {
                at.isSavedStateGone = true; // what was saved is not the text that counts now
            }
        } else if (std::holds_alternative<LoggedUndo>(line) && !at.steps.empty()) {
            undone.push_back(std::move(at.steps.back()));
            at.steps.pop_back();
        } else if (std::holds_alternative<LoggedRedo>(line) && !undone.empty()) {
            at.steps.push_back(std::move(undone.back()));
            undone.pop_back();
        } else if (const auto *save = std::get_if<LoggedSave>(&line)) {
            if (save->isDone || (&line == &log.lines.back() && header != nullptr && isOnDisk(header->catalog, *save))) {
                at.saved = save->index;
                at.isSavedStateGone = false;
            }
        }
    }
    return at;
}

bool hasUnsavedEdits(const std::filesystem::path &folder)
{
    return positionOf(readLog(folder)).isModified();
}

} // namespace atlas
