#include "core/base/file.h"
#include "core/review/journal.h"
#include "core/review/journalfiles.h"
#include "core/review/journalfolder.h"

#include <algorithm>
#include <cstdlib>

namespace atlas
{

namespace
{
/// What a catalog is called before it has a place.
constexpr const char *kNewCatalog = "kernels.yaml";

bool hasPlace(const LogHeader &header)
{
    return header.run.empty() || header.catalog != absolutePath(placelessCatalog(header.run)).string();
}
} // namespace

std::filesystem::path placelessCatalog(const std::filesystem::path &run)
{
    return run / ".kernel-atlas" / "not yet published";
}

/// Plays a journal's log on the file as it was opened.
class JournalRecovery
{
public:
    explicit JournalRecovery(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    Result<RecoveredDocument> recover()
    {
        Result<FileLock> lock = FileLock::take(m_folder / kLockName);
        if (!lock) {
            return std::unexpected(lock.error());
        }
        if (!lock->isHeld()) {
            return failure("these edits are open in another process", {m_folder.string()});
        }
        m_log = readLog(m_folder);
        const auto *header = m_log.lines.empty() ? nullptr : std::get_if<LogHeader>(&m_log.lines.front());
        if (header == nullptr) {
            return failure("the journal does not say which file it belongs to", {(m_folder / kLogName).string()});
        }
        m_out.header = *header;
        m_out.diagnostics = m_log.diagnostics;
        if (Result<void> done = open().and_then([this] { return playLines(); }); !done) {
            return std::unexpected(done.error());
        }
        return goOn(std::move(*lock));
    }

private:
    Result<void> open()
    {
        return catalogOf(m_out.header.opened).and_then([this](std::shared_ptr<const Catalog> catalog) {
            return reviewOf(m_out.header.review).transform([&](std::optional<ReviewFile> review) {
                m_out.document = std::make_unique<ReviewDocument>(std::move(catalog), std::move(review));
            });
        });
    }

    Result<std::shared_ptr<const Catalog>> catalogOf(const std::string &hash)
    {
        m_needed.insert(hash);
        return bytesOf(hash)
            .and_then([this](std::string &&bytes) {
                return Catalog::read(std::move(bytes), hasPlace(m_out.header) ? m_out.header.catalog : kNewCatalog);
            })
            .transform([](Catalog &&catalog) { return std::make_shared<const Catalog>(std::move(catalog)); });
    }

    Result<std::optional<ReviewFile>> reviewOf(const std::string &hash)
    {
        if (hash.empty()) {
            return std::nullopt;
        }
        m_needed.insert(hash);
        return bytesOf(hash)
            .and_then([this](std::string &&bytes) {
                return readReviewFile(std::move(bytes), reviewFilePath(m_out.header.catalog).string());
            })
            .transform([](ReviewFile &&file) { return std::optional(std::move(file)); });
    }

    /// A file of the journal, if it is still what its name says.
    Result<std::string> bytesOf(const std::string &hash) const
    {
        if (hash.contains('/') || hash.empty()) {
            return failure("the journal names a file that cannot be one of its own", {(m_folder / kLogName).string()});
        }
        Result<std::string> bytes = readFile(m_folder / hash);
        if (bytes && contentHash(*bytes) != hash) {
            return failure(
                "a file of the journal is damaged; its edits are still in edits.jsonl: katlas apply takes them",
                {(m_folder / hash).string()});
        }
        return bytes;
    }

    Result<void> playLines()
    {
        for (const LogLine &line : m_log.lines) {
            const bool isLast = &line == &m_log.lines.back();
            if (const auto *step = std::get_if<LoggedStep>(&line)) {
                if (Result<void> played = playStep(*step); !played) {
                    return played;
                }
            } else if (std::holds_alternative<LoggedUndo>(line)) {
                m_out.document->undo();
            } else if (std::holds_alternative<LoggedRedo>(line)) {
                m_out.document->redo();
            } else if (const auto *save = std::get_if<LoggedSave>(&line)) {
                if (Result<void> played = playSave(*save, isLast); !played) {
                    return played;
                }
            }
        }
        return {};
    }

    Result<void> playStep(const LoggedStep &step)
    {
        if (step.mergedCatalog.empty()) {
            replayStep(step, *m_out.document, ReplayScope::Everything, m_out.diagnostics);
            return {};
        }
        return catalogOf(step.mergedCatalog).and_then([&](std::shared_ptr<const Catalog> theirs) {
            return reviewOf(step.mergedReview).transform([&](std::optional<ReviewFile> review) {
                ReviewDocument &document = *m_out.document;
                document.rebase({std::move(theirs), std::move(review), step.isOtherFile, editGroup(step, document)});
            });
        });
    }

    /// A save counts when the log says that it was done, or when the file holds what it was about to write.
    Result<void> playSave(const LoggedSave &save, bool isLast)
    {
        const bool isDone = save.isDone || (isLast && isOnDisk(m_out.header.catalog, save));
        const bool isForgotten =
            hasLaterSave(save) && !(isKept(save.catalog) && (save.review.empty() || isKept(save.review)));
        if (!isDone && isLast) {
            return takeCatalogOnDisk(save);
        }
        if (!isDone || isForgotten) {
            return {};
        }
        return catalogOf(save.catalog).and_then([&](std::shared_ptr<const Catalog> catalog) {
            return reviewOf(save.review).transform([&](std::optional<ReviewFile> review) {
                if (review) {
                    m_out.document->setSaved(std::move(catalog), std::move(*review), save.index);
                } else {
                    m_out.document->setSaved(std::move(catalog), save.index);
                }
            });
        });
    }

    /// The process may have ended between the two files of a save: the catalog is written first.
    Result<void> takeCatalogOnDisk(const LoggedSave &save)
    {
        const Result<std::string> bytes = readFile(m_out.header.catalog);
        if (!bytes || contentHash(*bytes) != save.catalog) {
            return {};
        }
        return catalogOf(save.catalog).transform([this](std::shared_ptr<const Catalog> catalog) {
            m_out.document->setCatalogOnDisk(std::move(catalog));
        });
    }

    [[nodiscard]] bool isKept(const std::string &hash) const
    {
        std::error_code error;
        return std::filesystem::exists(m_folder / hash, error);
    }

    /// Only the last save's bytes are kept, and those that a merge stood on.
    [[nodiscard]] bool hasLaterSave(const LoggedSave &save) const
    {
        return std::ranges::any_of(m_log.lines, [&](const LogLine &line) {
            const auto *other = std::get_if<LoggedSave>(&line);
            return other > &save && other->isDone;
        });
    }

    Result<RecoveredDocument> goOn(FileLock lock)
    {
        Result<AppendFile> log = AppendFile::open(m_folder / kLogName);
        if (!log) {
            return std::unexpected(log.error());
        }
        if (Result<void> cut = log->truncate(m_log.wholeBytes); !cut) {
            return std::unexpected(cut.error());
        }
        auto files = std::make_unique<Journal::Files>(std::move(lock), std::move(*log), std::move(m_needed));
        m_out.journal.reset(new Journal(m_folder, std::move(files)));
        return std::move(m_out);
    }

    std::filesystem::path m_folder;
    EditLog m_log;
    std::set<std::string> m_needed;
    RecoveredDocument m_out;
};

Result<RecoveredDocument> recoverJournal(const std::filesystem::path &folder)
{
    return JournalRecovery(folder).recover();
}

std::vector<JournalOffer> findJournals(const std::filesystem::path &root,
                                       const std::optional<std::filesystem::path> &catalog)
{
    std::vector<JournalOffer> offers;
    const std::string wanted = catalog ? absolutePath(*catalog).string() : std::string();
    for (const std::filesystem::path &folder : catalog ? journalFolders(root, *catalog) : keptFiles(root)) {
        const EditLog log = FileLock::holder(folder / kLockName) ? EditLog() : readLog(folder);
        const auto *header = log.lines.empty() ? nullptr : std::get_if<LogHeader>(&log.lines.front());
        if (header == nullptr || (catalog && header->catalog != wanted)) {
            continue;
        }
        LogPosition at = positionOf(log);
        if (at.isModified()) {
            std::error_code error;
            offers.push_back({folder, hasPlace(*header) ? header->catalog : std::string(), header->run,
                              std::filesystem::last_write_time(folder / kLogName, error), std::move(at.steps)});
            offers.back().unsaved.erase(
                offers.back().unsaved.begin(),
                offers.back().unsaved.begin() +
                    static_cast<std::ptrdiff_t>(
                        at.isSavedStateGone ? 0 : std::min(at.saved, offers.back().unsaved.size())));
        }
    }
    std::ranges::sort(offers, std::ranges::greater(), &JournalOffer::modified);
    return offers;
}

std::filesystem::path journalRoot()
{
    const char *state = std::getenv("XDG_STATE_HOME");
    const char *home = std::getenv("HOME");
    const std::filesystem::path base = state != nullptr && state[0] == '/'
                                           ? std::filesystem::path(state)
                                           : std::filesystem::path(home != nullptr ? home : ".") / ".local/state";
    return base / "kernel-atlas/journal";
}

} // namespace atlas
