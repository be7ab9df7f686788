#include "tests/support/crashpoints.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace
{
std::atomic<std::size_t> passed = 0;
std::atomic<std::size_t> failAt = 0;
std::atomic<std::size_t> fullAt = 0;
std::array<char, 1024> watchedFolder = {}; // empty: all calls count

std::size_t numberIn(const char *variable)
{
    const char *text = std::getenv(variable);
    return text == nullptr ? 0 : std::strtoul(text, nullptr, 10);
}

const bool isSetUp = [] {
    failAt = numberIn("ATLAS_FAIL_AT");
    fullAt = numberIn("ATLAS_FULL_AT");
    return true;
}();

[[noreturn]] void die()
{
    ::kill(::getpid(), SIGKILL);
    for (;;) {
        ::pause();
    }
}

bool isWatched(std::string_view path)
{
    return watchedFolder[0] == '\0' || path.starts_with(watchedFolder.data());
}

bool isWatched(int descriptor)
{
    if (watchedFolder[0] == '\0') {
        return true;
    }
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    std::array<char, 1024> target = {};
    const ssize_t size = ::readlink(link.c_str(), target.data(), target.size());
    return size > 0 && isWatched(std::string_view(target.data(), static_cast<std::size_t>(size)));
}

/// What happens at a call.
enum class Fate
{
    Done,
    Failed, ///< errno is set
    Killed
};

/// `grows`: needs room on the disk.
Fate fateOf(bool counts, bool grows)
{
    static const std::size_t kCrashAt = numberIn("ATLAS_CRASH_AT");
    if (!counts) {
        return Fate::Done;
    }
    const std::size_t number = ++passed;
    if (number == kCrashAt) {
        return Fate::Killed;
    }
    if (number == failAt) {
        errno = EIO;
        return Fate::Failed;
    }
    if (grows && fullAt != 0 && number >= fullAt) {
        errno = ENOSPC;
        return Fate::Failed;
    }
    return Fate::Done;
}

/// For calls of which nothing is done when they fail.
bool isAllowed(bool counts, bool grows = false)
{
    const Fate fate = fateOf(counts, grows);
    if (fate == Fate::Killed) {
        die();
    }
    return fate == Fate::Done;
}

int openAt(int folder, const char *path, int flags, mode_t mode)
{
    const bool makes = (flags & O_CREAT) != 0 && ::access(path, F_OK) != 0;
    return isAllowed(isWatched(std::string_view(path)), makes)
               ? static_cast<int>(::syscall(SYS_openat, folder, path, flags, mode))
               : -1;
}

int makeTemporary(char *pattern, int flags)
{
    if (!isAllowed(isWatched(std::string_view(pattern)), true)) {
        return -1;
    }
    std::random_device random;
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz0123456789";
    char *const end = pattern + std::strlen(pattern);
    for (int attempt = 0; attempt < 100; ++attempt) {
        for (char *at = end - 6; at != end; ++at) {
            *at = kLetters[random() % kLetters.size()];
        }
        const auto descriptor =
            static_cast<int>(::syscall(SYS_openat, AT_FDCWD, pattern, flags | O_RDWR | O_CREAT | O_EXCL, 0600));
        if (descriptor >= 0 || errno != EEXIST) {
            return descriptor;
        }
    }
    return -1;
}

[[gnu::destructor]] void tellPoints()
{
    const char *path = std::getenv("ATLAS_POINTS_TO");
    if (path == nullptr) {
        return;
    }
    const std::string number = std::to_string(passed);
    const auto file =
        static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    ::syscall(SYS_write, file, number.data(), number.size());
    ::syscall(SYS_close, file);
}
} // namespace

// These take the place of the C library's in the program they are linked or preloaded into.
extern "C" {

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    const Fate fate = fateOf(isWatched(descriptor), true);
    const int error = errno;
    if (fate == Fate::Done) {
        return ::syscall(SYS_write, descriptor, bytes, size);
    }
    // A full disk takes what still fits, a process that is killed had written as much.
    const long half = passed % 2 == 0 && size > 1 ? ::syscall(SYS_write, descriptor, bytes, size / 2) : 0;
    if (fate == Fate::Killed) {
        die();
    }
    if (half > 0 && error == ENOSPC) {
        return half;
    }
    errno = error;
    return -1;
}

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return openAt(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    return openAt(AT_FDCWD, path, flags, mode);
}

int __open_2(const char *path, int flags)
{
    return openAt(AT_FDCWD, path, flags, 0);
}

int __open64_2(const char *path, int flags)
{
    return openAt(AT_FDCWD, path, flags, 0);
}

int mkostemp(char *pattern, int flags)
{
    return makeTemporary(pattern, flags);
}

int mkostemp64(char *pattern, int flags)
{
    return makeTemporary(pattern, flags);
}

int mkdir(const char *path, mode_t mode) noexcept
{
    return isAllowed(isWatched(std::string_view(path)), ::access(path, F_OK) != 0)
               ? static_cast<int>(::syscall(SYS_mkdirat, AT_FDCWD, path, mode))
               : -1;
}

int fchown(int descriptor, uid_t owner, gid_t group) noexcept
{
    return isAllowed(isWatched(descriptor)) ? static_cast<int>(::syscall(SYS_fchown, descriptor, owner, group)) : -1;
}

int fchmod(int descriptor, mode_t mode) noexcept
{
    return isAllowed(isWatched(descriptor)) ? static_cast<int>(::syscall(SYS_fchmod, descriptor, mode)) : -1;
}

int fsync(int descriptor)
{
    return isAllowed(isWatched(descriptor)) ? static_cast<int>(::syscall(SYS_fsync, descriptor)) : -1;
}

int fdatasync(int descriptor)
{
    return isAllowed(isWatched(descriptor)) ? static_cast<int>(::syscall(SYS_fdatasync, descriptor)) : -1;
}

int ftruncate(int descriptor, off_t size) noexcept
{
    return isAllowed(isWatched(descriptor)) ? static_cast<int>(::syscall(SYS_ftruncate, descriptor, size)) : -1;
}

int rename(const char *from, const char *to) noexcept
{
    return isAllowed(isWatched(std::string_view(from)))
               ? static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0))
               : -1;
}
}

namespace atlas::test
{

std::size_t crashPointsPassed()
{
    return passed;
}

void armFault(const std::string &folder, std::size_t at, bool isFull)
{
    watchedFolder = {};
    folder.copy(watchedFolder.data(), watchedFolder.size() - 1);
    failAt = isFull ? 0 : at;
    fullAt = isFull ? at : 0;
    passed = 0;
}

void confirm(const char *line)
{
    ::syscall(SYS_write, STDOUT_FILENO, line, std::strlen(line));
    ::syscall(SYS_write, STDOUT_FILENO, "\n", 1);
}

} // namespace atlas::test
