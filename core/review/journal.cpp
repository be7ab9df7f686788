#include "core/review/journal.h"

#include "core/base/file.h"
#include "core/review/journalfiles.h"
#include "core/review/journalfolder.h"
#include "core/review/publication.h"

#include <algorithm>

namespace atlas
{

namespace
{
Result<std::string> keep(const std::filesystem::path &folder, const std::string &bytes)
{
    const std::string hash = contentHash(bytes);
    const std::filesystem::path path = folder / hash;
    std::error_code error;
    if (std::filesystem::exists(path, error)) {
        return hash;
    }
    return writeFileAtomically(path, bytes).transform([&] { return hash; });
}

/// A folder that this process may write its journal into, locked.
Result<std::pair<std::filesystem::path, FileLock>> claimFolder(const std::filesystem::path &root,
                                                               const std::filesystem::path &catalog)
{
    for (const std::filesystem::path &folder : journalFolders(root, catalog)) {
        std::error_code error;
        std::filesystem::create_directories(folder, error);
        if (error) {
            return failure("cannot keep a journal of edits: " + error.message(), {folder.string()});
        }
        Result<FileLock> lock = FileLock::take(folder / kLockName);
        if (!lock) {
            return std::unexpected(lock.error());
        }
        if (lock->isHeld() && !hasUnsavedEdits(folder)) {
            emptyFolder(folder);
            return std::pair(folder, std::move(*lock));
        }
    }
    return failure("the catalog is open in too many processes to keep one more journal", {catalog.string()});
}

/// The lines of the log in `folder` as a log of `catalog`.
std::string logFor(const std::filesystem::path &folder, const std::filesystem::path &catalog)
{
    std::string text;
    for (LogLine &line : readLog(folder).lines) {
        if (auto *header = std::get_if<LogHeader>(&line)) {
            header->catalog = absolutePath(catalog).string();
        }
        text += printLogLine(line);
    }
    return text;
}
} // namespace

Journal::Journal(std::filesystem::path folder, std::unique_ptr<Files> files)
    : m_folder(std::move(folder)), m_files(std::move(files))
{
}

Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::start(const std::filesystem::path &root, const std::filesystem::path &catalog,
                                                const ReviewDocument &document, const std::filesystem::path &run)
{
    auto claimed = claimFolder(root, catalog);
    if (!claimed) {
        return std::unexpected(claimed.error());
    }
    const std::filesystem::path &folder = claimed->first;
    const auto opened = keep(folder, document.catalog()->text());
    const auto review = document.review() ? keep(folder, document.review()->text) : Result<std::string>("");
    auto log = AppendFile::open(folder / kLogName);
    if (!opened || !review || !log) {
        return std::unexpected(!opened ? opened.error() : !review ? review.error() : log.error());
    }
    auto files =
        std::make_unique<Files>(std::move(claimed->second), std::move(*log), std::set<std::string>{*opened, *review});
    files->isNewFile = document.catalog()->text().empty();
    std::unique_ptr<Journal> journal(new Journal(folder, std::move(files)));
    const LogHeader header{absolutePath(catalog).string(), run.empty() ? std::string() : absolutePath(run).string(),
                           *opened, *review};
    return journal->append(header).transform([&] { return std::move(journal); });
}

Result<void> Journal::append(const LogLine &line)
{
    return m_files->log.append(printLogLine(line));
}

Result<void> Journal::flush()
{
    return m_files->log.sync();
}

Result<std::string> Journal::keepBytes(const std::string &bytes)
{
    Result<std::string> hash = keep(m_folder, bytes);
    if (hash) {
        m_files->neededHashes.insert(*hash);
        m_files->neededHashes.insert(m_files->savedHashes.begin(), m_files->savedHashes.end());
    }
    return hash;
}

Result<void> Journal::noteSaving(std::size_t index, const std::string &catalog, const std::string &review)
{
    const Result<std::string> kept = keep(m_folder, catalog);
    const Result<std::string> keptReview = review.empty() ? Result<std::string>("") : keep(m_folder, review);
    if (!kept || !keptReview) {
        return std::unexpected(!kept ? kept.error() : keptReview.error());
    }
    return append(LoggedSave{index, false, *kept, *keptReview}).and_then([this] { return flush(); });
}

Result<void> Journal::noteSaved(std::size_t index, const std::string &catalog, const std::string &review)
{
    // Kept by noteSaving(), but for a file that was another one then.
    const Result<std::string> kept = keep(m_folder, catalog);
    const Result<std::string> keptReview = review.empty() ? Result<std::string>("") : keep(m_folder, review);
    if (!kept || !keptReview) {
        return std::unexpected(!kept ? kept.error() : keptReview.error());
    }
    const std::string &hash = *kept;
    const std::string &reviewHash = *keptReview;
    Result<void> noted = append(LoggedSave{index, true, hash, reviewHash}).and_then([this] { return flush(); });
    if (noted) {
        m_files->savedHashes = {hash, reviewHash};
        if (std::exchange(m_files->isNewFile, false)) {
            m_files->neededHashes.insert({hash, reviewHash});
        }
        for (const std::filesystem::path &file : keptFiles(m_folder)) {
            const std::string name = file.filename().string();
            if (!m_files->savedHashes.contains(name) && !m_files->neededHashes.contains(name)) {
                std::error_code error;
                std::filesystem::remove(file, error);
            }
        }
    }
    return noted;
}

void Journal::remove()
{
    emptyFolder(m_folder);
}

Result<std::unique_ptr<Journal>> Journal::moveTo(const std::filesystem::path &root,
                                                 const std::filesystem::path &catalog)
{
    auto claimed = claimFolder(root, catalog);
    if (!claimed) {
        return std::unexpected(claimed.error());
    }
    const std::filesystem::path &folder = claimed->first;
    for (const std::filesystem::path &file : keptFiles(m_folder)) {
        const Result<void> copied =
            readFile(file).and_then([&](std::string &&bytes) { return keep(folder, bytes); }).transform([](auto &&) {});
        if (!copied) {
            return std::unexpected(copied.error());
        }
    }
    const Result<void> written = writeFileAtomically(folder / kLogName, logFor(m_folder, catalog));
    auto log = written ? AppendFile::open(folder / kLogName) : Result<AppendFile>(std::unexpected(written.error()));
    if (!log) {
        return std::unexpected(log.error());
    }
    auto files = std::make_unique<Files>(std::move(claimed->second), std::move(*log), m_files->neededHashes,
                                         m_files->savedHashes, m_files->isNewFile);
    remove();
    return std::unique_ptr<Journal>(new Journal(folder, std::move(files)));
}

std::vector<long> Journal::otherProcesses() const
{
    std::vector<long> others;
    std::string name = m_folder.filename().string();
    const std::filesystem::path first = m_folder.parent_path() / name.substr(0, name.find('-'));
    for (const std::filesystem::path &folder : journalFolders(first)) {
        const std::optional<long> holder = folder == m_folder ? std::nullopt : FileLock::holder(folder / kLockName);
        if (holder) {
            others.push_back(*holder);
        }
    }
    return others;
}

namespace
{
Result<void> noteStep(const ReviewDocument &document, Journal &journal, HistoryMove move, const EditGroup &group)
{
    if (move == HistoryMove::Undo) {
        return journal.append(LoggedUndo());
    }
    if (move == HistoryMove::Redo) {
        return journal.append(LoggedRedo());
    }
    LoggedStep step = loggedStep(document, group);
    if (move == HistoryMove::Merge) {
        Result<std::string> hash = journal.keepBytes(document.catalog()->text());
        Result<std::string> review =
            hash && document.review() ? journal.keepBytes(document.review()->text) : Result<std::string>("");
        if (!hash || !review) {
            return std::unexpected(!hash ? hash.error() : review.error());
        }
        step.mergedCatalog = std::move(*hash);
        step.mergedReview = std::move(*review);
        step.isOtherFile = document.isOnOtherFile();
    }
    return journal.append(std::move(step));
}
} // namespace

void keepJournal(ReviewDocument &document, Journal &journal, std::function<void(const Error &)> onError)
{
    document.setStepListener(
        [&document, &journal, onError = std::move(onError)](HistoryMove move, const EditGroup &group) {
            const Result<void> written = noteStep(document, journal, move, group);
            if (!written) {
                onError(written.error());
            }
        });
}

Result<void> noteSaving(Journal &journal, const Publication &publication, std::size_t index)
{
    return journal.noteSaving(index, publication.result->text(),
                              publication.review ? publication.review->text : std::string());
}

Result<void> noteSaved(Journal &journal, const Publication &publication, std::size_t index)
{
    return journal.noteSaved(index, publication.result->text(),
                             publication.review ? publication.review->text : std::string());
}

Result<void> publishWithJournal(const Publication &publication, ReviewDocument &document, std::size_t savedIndex,
                                const std::filesystem::path &path, Journal &journal)
{
    // A journal on a full disk must not keep anybody from saving.
    const Result<void> announced = noteSaving(journal, publication, savedIndex);
    const WrittenFiles written = writeCatalogFiles(filesOf(publication, document, path));
    setWritten(document, publication, written, savedIndex);
    if (written.fault) {
        return std::unexpected(*written.fault);
    }
    return announced ? noteSaved(journal, publication, savedIndex) : Result<void>();
}

} // namespace atlas
