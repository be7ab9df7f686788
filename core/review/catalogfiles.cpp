#include "core/review/catalogfiles.h"

#include "core/base/descriptor.h"
#include "core/base/file.h"
#include "core/base/folderlock.h"
#include "core/base/replacement.h"
#include "core/review/reviewfile.h"

#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

namespace atlas
{

namespace
{
/// One of the two files: what it should hold, what it holds, and its replacement.
class PendingFile
{
public:
    PendingFile(std::filesystem::path target, std::string_view before, std::string_view after)
        : m_target(std::move(target)), m_before(before), m_after(after)
    {
    }

    /// Whether the file can be replaced and still holds what was expected, or what it is to hold.
    Result<void> check()
    {
        if (Result<void> replaceable = checkReplaceable(m_target); !replaceable) {
            return replaceable;
        }
        std::error_code error;
        m_exists = std::filesystem::exists(m_target, error);
        const Result<std::string> now = m_exists ? readFile(m_target) : Result<std::string>("");
        if (!now) {
            return std::unexpected(now.error());
        }
        m_isDone = *now == m_after && (m_exists || m_after.empty());
        if (m_isDone || *now == m_before) {
            return {};
        }
        return changed(!m_exists ? "removed" : m_before.empty() ? "created" : "changed");
    }

    Result<void> prepare()
    {
        if (m_isDone) {
            return {};
        }
        Result<Replacement> replacement = Replacement::prepare(m_target, m_after);
        if (!replacement) {
            return std::unexpected(replacement.error());
        }
        m_replacement.emplace(std::move(*replacement));
        return {};
    }

    Result<void> putInPlace()
    {
        if (!m_replacement) {
            return m_isDone ? Result<void>() : changed("changed");
        }
        Result<void> placed = m_replacement->putInPlace();
        m_isDone = placed.has_value();
        return placed;
    }

    [[nodiscard]] bool isDone() const { return m_isDone; }
    [[nodiscard]] bool isReplaced() const { return m_replacement.has_value(); }
    [[nodiscard]] std::vector<Diagnostic> notes() const
    {
        return m_replacement ? m_replacement->notes() : std::vector<Diagnostic>();
    }

private:
    [[nodiscard]] std::unexpected<Error> changed(const char *what) const
    {
        return failure(std::string("the file was ") + what + " by someone else meanwhile; nothing was written",
                       {m_target.string()});
    }

    std::filesystem::path m_target;
    std::string_view m_before;
    std::string_view m_after;
    bool m_exists = false;
    bool m_isDone = false;
    std::optional<Replacement> m_replacement;
};

/// The folder of the review file; removed again where it was made in vain.
class ReviewFolder
{
public:
    explicit ReviewFolder(std::filesystem::path path) : m_path(std::move(path)) {}
    ReviewFolder(const ReviewFolder &) = delete;
    ReviewFolder &operator=(const ReviewFolder &) = delete;
    ~ReviewFolder()
    {
        if (m_isMade) {
            ::rmdir(m_path.c_str()); // fails where a file is in it
        }
    }

    /// Only this folder: a catalog in a folder that is not there is a mistake in the path, not a wish for a new folder.
    Result<void> make()
    {
        m_isMade = ::mkdir(m_path.c_str(), 0777) == 0;
        struct stat status = {};
        if (m_isMade || (errno == EEXIST && ::lstat(m_path.c_str(), &status) == 0 && S_ISDIR(status.st_mode))) {
            return {};
        }
        if (errno == EEXIST) {
            return failure("cannot make the folder of the review file: something that is no folder has its name",
                           {m_path.string()});
        }
        return cannot("make the folder of the review file", m_path, errno);
    }

    [[nodiscard]] bool isMade() const { return m_isMade; }

private:
    std::filesystem::path m_path;
    bool m_isMade = false;
};

class Transaction
{
public:
    explicit Transaction(const CatalogFiles &files)
        : m_target(targetOfLink(files.catalog)),
          m_folder(m_target.has_parent_path() ? m_target.parent_path() : std::filesystem::path(".")),
          m_review(reviewFilePath(m_target)), m_reviewFolder(m_review.parent_path()),
          m_catalogFile(m_target, files.catalogBefore, files.catalogAfter)
    {
        if (files.reviewAfter) {
            m_reviewFile.emplace(m_review, files.reviewBefore, *files.reviewAfter);
        }
    }

    WrittenFiles run()
    {
        const Result<void> done = lock()
                                      .and_then([this] { return check(); })
                                      .and_then([this] { return prepare(); })
                                      .and_then([this] { return check(); })
                                      .and_then([this] { return place(); });
        WrittenFiles written{
            m_catalogFile.isDone(), !m_reviewFile || m_reviewFile->isDone(), m_catalogFile.notes(), {}};
        if (!done) {
            written.fault = done.error();
            written.notes.clear();
        }
        return written;
    }

private:
    /// Always in this order, so that two writers never wait for each other.
    Result<void> lock()
    {
        if (Result<void> locked = lock(m_folder, m_folderLock); !locked || !m_reviewFile) {
            return locked;
        }
        return m_reviewFolder.make().and_then([this] { return lock(m_review.parent_path(), m_reviewLock); });
    }

    static Result<void> lock(const std::filesystem::path &folder, std::optional<FolderLock> &held)
    {
        Result<FolderLock> taken = FolderLock::take(folder);
        if (!taken) {
            return std::unexpected(taken.error());
        }
        held.emplace(std::move(*taken));
        held->removeLeftovers();
        return {};
    }

    Result<void> check()
    {
        return m_catalogFile.check().and_then([this] { return m_reviewFile ? m_reviewFile->check() : Result<void>(); });
    }

    Result<void> prepare()
    {
        return m_catalogFile.prepare().and_then(
            [this] { return m_reviewFile ? m_reviewFile->prepare() : Result<void>(); });
    }

    Result<void> place()
    {
        const bool isNewIn = m_catalogFile.isReplaced() || m_reviewFolder.isMade();
        if (Result<void> placed = m_catalogFile.putInPlace(); !placed) {
            return placed;
        }
        Result<void> rest = isNewIn ? m_folderLock->sync() : Result<void>();
        if (rest && m_reviewFile && m_reviewFile->isReplaced()) {
            rest = m_reviewFile->putInPlace().and_then([this] { return m_reviewLock->sync(); });
        }
        return rest.transform_error([this](const Error &error) { return half(error); });
    }

    /// What to tell when the catalog is in its place and not everything after it went well.
    [[nodiscard]] Error half(const Error &error) const
    {
        if (!m_reviewFile || m_reviewFile->isDone()) {
            return Error{"written, but perhaps not safe against loss of power: " + error.message, error.location};
        }
        return Error{"the catalog " + m_target.string() + " was written, its review file was not: " + error.message +
                         "; what is new in the catalog counts as not accepted until you save again",
                     error.location};
    }

    // The locks are let go of when the temporary files are gone.
    std::filesystem::path m_target;
    std::filesystem::path m_folder;
    std::optional<FolderLock> m_folderLock;
    std::filesystem::path m_review;
    ReviewFolder m_reviewFolder;
    std::optional<FolderLock> m_reviewLock;
    PendingFile m_catalogFile;
    std::optional<PendingFile> m_reviewFile;
};
} // namespace

Result<std::vector<Diagnostic>> WrittenFiles::result() const
{
    if (fault) {
        return std::unexpected(*fault);
    }
    return notes;
}

WrittenFiles writeCatalogFiles(const CatalogFiles &files)
{
    return Transaction(files).run();
}

} // namespace atlas
