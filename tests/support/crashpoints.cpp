#include "tests/support/crashpoints.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace
{
std::size_t passed = 0;

std::size_t numberIn(const char *variable)
{
    const char *text = std::getenv(variable);
    return text == nullptr ? 0 : std::strtoul(text, nullptr, 10);
}

/// Whether the process is to end at this call.
bool isLast()
{
    static const std::size_t kLast = numberIn("ATLAS_CRASH_AT");
    return ++passed == kLast;
}

[[noreturn]] void die()
{
    ::kill(::getpid(), SIGKILL);
    for (;;) {
        ::pause();
    }
}

bool isDiskFull()
{
    static const std::size_t kFull = numberIn("ATLAS_FULL_AT");
    return kFull != 0 && passed >= kFull;
}
} // namespace

// These take the place of the C library's in the program they are linked into.
extern "C" {

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    if (isLast()) {
        if (passed % 2 == 0) {
            ::syscall(SYS_write, descriptor, bytes, size / 2);
        }
        die();
    }
    if (isDiskFull()) {
        // A full disk takes what still fits.
        const long half = size > 1 ? ::syscall(SYS_write, descriptor, bytes, size / 2) : 0;
        if (half > 0 && passed % 2 == 0) {
            return static_cast<ssize_t>(half);
        }
        errno = ENOSPC;
        return -1;
    }
    return ::syscall(SYS_write, descriptor, bytes, size);
}

int fsync(int descriptor)
{
    if (isLast()) {
        die();
    }
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

int fdatasync(int descriptor)
{
    if (isLast()) {
        die();
    }
    return static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}

int ftruncate(int descriptor, off_t size) noexcept
{
    if (isLast()) {
        die();
    }
    return static_cast<int>(::syscall(SYS_ftruncate, descriptor, size));
}

int rename(const char *from, const char *to) noexcept
{
    if (isLast()) {
        die();
    }
    return static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}
}

namespace atlas::test
{

std::size_t crashPointsPassed()
{
    return passed;
}

void confirm(const char *line)
{
    ::syscall(SYS_write, STDOUT_FILENO, line, std::strlen(line));
    ::syscall(SYS_write, STDOUT_FILENO, "\n", 1);
}

} // namespace atlas::test
