#include "core/review/reviewfile.h"

#include "core/base/file.h"
#include "core/base/text.h"

#include <algorithm>
#include <cstdint>
#include <format>

namespace atlas
{

bool ReviewEntry::saysSomething() const
{
    return state != ReviewState::Unreviewed || !note.empty() || byPerson.any() || picked || !isInRun || read ||
           !foreign.empty() || !comments.lines.empty() ||
           std::ranges::any_of(values, [](const auto &value) { return value.has_value(); });
}

bool ReviewEntry::isOutdated(const KernelInfo *inCatalog) const
{
    if (state != ReviewState::Accepted || inCatalog == nullptr) {
        return false;
    }
    if (!acceptedHash.empty()) {
        return acceptedHash != valuesHash(*inCatalog);
    }
    // Accepted while the catalog did not have it: all that was accepted is here.
    return std::ranges::all_of(values, [](const auto &value) { return value.has_value(); }) &&
           std::ranges::any_of(
               kFields, [&](Field field) { return *values[static_cast<std::size_t>(field)] != (*inCatalog)[field]; });
}

const ReviewEntry *ReviewFile::find(std::string_view rawName) const
{
    const auto found = std::ranges::find(entries, rawName, &ReviewEntry::rawName);
    return found == entries.end() ? nullptr : &*found;
}

namespace
{
/// FNV-1a over values that each say how long they are, so that no two lists of values give the same bytes.
class ValuesHasher
{
public:
    void add(const FieldValue &value)
    {
        if (const auto *text = std::get_if<std::string>(&value)) {
            addText('t', *text);
        } else if (const auto *shape = std::get_if<Shape>(&value)) {
            addNumber('s', shape->size());
            for (const ShapeLine &line : *shape) {
                addNumber('l', line.size());
                std::ranges::for_each(line, [this](const std::string &item) { addText('i', item); });
            }
        } else {
            addNumber('n', 0);
        }
    }

    [[nodiscard]] std::string hex() const { return std::format("{:016x}", m_hash); }

private:
    void addText(char kind, std::string_view text)
    {
        addNumber(kind, text.size());
        addBytes(text);
    }

    void addNumber(char kind, std::size_t number) { addBytes(kind + std::to_string(number) + ':'); }

    void addBytes(std::string_view bytes)
    {
        for (const char c : bytes) {
            m_hash = (m_hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        }
    }

    std::uint64_t m_hash = 0xcbf29ce484222325U;
};

/// A link to the file, or to its folder, may lead anywhere.
Result<void> refuseLink(const std::filesystem::path &path)
{
    std::error_code error;
    for (const std::filesystem::path &place : {path.parent_path(), path}) {
        if (std::filesystem::is_symlink(place, error)) {
            return failure("the review file must not be reached through a link, which may lead to a file of something "
                           "else; put the file itself there, or remove the link",
                           {place.string()});
        }
    }
    return {};
}
} // namespace

std::string valuesHash(const KernelInfo &info)
{
    ValuesHasher hasher;
    for (const Field field : kFields) {
        hasher.add(info[field]);
    }
    return hasher.hex();
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
    if (Result<void> direct = refuseLink(path); !direct) {
        return std::unexpected(direct.error());
    }
    std::error_code error;
    if (!std::filesystem::exists(path, error) && !error) {
        return ReviewFile();
    }
    return readFile(path).and_then([&](std::string &&text) { return readReviewFile(std::move(text), path.string()); });
}

Result<ReviewFile> printedReviewFile(ReviewFile file, const ReviewFile &before)
{
    if (before.wouldLose) {
        return std::unexpected(*before.wouldLose);
    }
    std::erase_if(file.entries, [](const ReviewEntry &entry) { return !entry.saysSomething(); });
    file.text = printReviewFile(file);
    const Result<ReviewFile> again = readReviewFile(file.text, "review file");
    const bool isSame = again && again->entries == file.entries && again->run == file.run &&
                        again->rulesPack == file.rulesPack && again->foreign == file.foreign &&
                        again->comments == file.comments;
    if (!isSame) {
        return failure("the review file would not say what was decided (" +
                       (again ? std::string("it reads back otherwise") : again.error().message) +
                       "); nothing was written, please report this");
    }
    return file;
}

std::vector<Diagnostic> outdatedStates(const ReviewFile &review, const Catalog &catalog)
{
    std::vector<Diagnostic> notes;
    for (const ReviewEntry &block : review.entries) {
        const CatalogEntry *entry = catalog.find(block.rawName);
        if (entry != nullptr && block.isOutdated(&entry->info)) {
            notes.push_back({Severity::Note,
                             "review-outdated",
                             "\"" + elideMiddle(block.rawName, 80) +
                                 "\" was changed since it was accepted; it counts as unreviewed",
                             {catalog.fileName()},
                             {},
                             0});
        }
    }
    return notes;
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
