#include "core/review/reviewfile.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <algorithm>

namespace atlas
{

bool ReviewEntry::saysSomething() const
{
    return state != ReviewState::Unreviewed || !note.empty() || byPerson.any() || picked || !isInRun || read ||
           std::ranges::any_of(values, [](const auto &value) { return value.has_value(); });
}

const ReviewEntry *ReviewFile::find(std::string_view rawName) const
{
    const auto found = std::ranges::find(entries, rawName, &ReviewEntry::rawName);
    return found == entries.end() ? nullptr : &*found;
}

std::filesystem::path reviewFilePath(const std::filesystem::path &catalog)
{
    // A link stands for the file it leads to: the review file lies beside that one.
    std::error_code error;
    const std::filesystem::path resolved = std::filesystem::weakly_canonical(catalog, error);
    const std::filesystem::path &target = error ? catalog : resolved;
    return target.parent_path() / ".kernel-atlas" / (target.filename().string() + ".review.yaml");
}

Result<ReviewFile> openReviewFile(const std::filesystem::path &catalog)
{
    const std::filesystem::path path = reviewFilePath(catalog);
    std::error_code error;
    if (!std::filesystem::exists(path, error) && !error) {
        return ReviewFile();
    }
    return readFile(path).and_then([&](std::string &&text) { return readReviewFile(std::move(text), path.string()); });
}

bool isReviewFile(std::string_view text)
{
    for (const std::string_view line : lines(text)) {
        if (line.starts_with("version:")) {
            return true;
        }
        if (line.starts_with('-') && line != "---") {
            return false;
        }
    }
    return false;
}

} // namespace atlas
