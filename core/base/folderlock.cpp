#include "core/base/folderlock.h"

#include "core/base/replacement.h"

#include <cerrno>
#include <mutex>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace atlas
{

namespace
{
std::mutex listenerMutex;
LockWaitListener waitListener;

void tellWaiting(const std::filesystem::path &folder)
{
    const std::scoped_lock lock(listenerMutex);
    if (waitListener) {
        waitListener(folder);
    }
}

/// Whether the folder is locked now; waits for others.
bool lock(int descriptor, const std::filesystem::path &folder)
{
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        return true;
    }
    if (errno != EWOULDBLOCK) {
        return false; // no locks here: what others change is still caught by comparing
    }
    tellWaiting(folder);
    int result = 0;
    do {
        result = ::flock(descriptor, LOCK_EX);
    } while (result != 0 && errno == EINTR);
    return result == 0;
}

bool isLeftover(const std::filesystem::path &path)
{
    struct stat status = {};
    return path.filename().string().starts_with(kTemporaryPrefix) && ::lstat(path.c_str(), &status) == 0 &&
           S_ISREG(status.st_mode);
}
} // namespace

void setLockWaitListener(LockWaitListener listener)
{
    const std::scoped_lock lock(listenerMutex);
    waitListener = std::move(listener);
}

FolderLock::FolderLock(std::filesystem::path folder, Descriptor descriptor, bool isHeld)
    : m_folder(std::move(folder)), m_descriptor(std::move(descriptor)), m_isHeld(isHeld)
{
}

Result<FolderLock> FolderLock::take(const std::filesystem::path &folder)
{
    Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.isOpen()) {
        return cannot("open the folder", folder, errno);
    }
    const bool isHeld = lock(descriptor.get(), folder);
    return FolderLock(folder, std::move(descriptor), isHeld);
}

void FolderLock::removeLeftovers() const
{
    std::error_code error;
    for (std::filesystem::directory_iterator entry(m_folder, error), end; m_isHeld && !error && entry != end;
         entry.increment(error)) {
        if (isLeftover(entry->path())) {
            ::unlink(entry->path().c_str());
        }
    }
}

Result<void> FolderLock::sync() const
{
    if (::fsync(m_descriptor.get()) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS) {
        return {};
    }
    return cannot("make safe what was written in", m_folder, errno);
}

} // namespace atlas
