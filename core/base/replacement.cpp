#include "core/base/replacement.h"

#include "core/base/text.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace atlas
{

namespace
{
mode_t modeOfNewFile()
{
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666U & ~mask;
}

/// Access lists and the like. What the file system refuses stays behind.
void copyExtendedAttributes(const std::filesystem::path &from, int to)
{
    std::array<char, 4096> names = {};
    const ssize_t size = ::listxattr(from.c_str(), names.data(), names.size());
    if (size <= 0) {
        return;
    }
    std::array<char, 16384> value = {};
    for (const std::string_view name : split({names.data(), static_cast<std::size_t>(size - 1)}, '\0')) {
        const ssize_t length = ::getxattr(from.c_str(), std::string(name).c_str(), value.data(), value.size());
        if (length >= 0) {
            static_cast<void>(
                ::fsetxattr(to, std::string(name).c_str(), value.data(), static_cast<std::size_t>(length), 0));
        }
    }
}
} // namespace

std::filesystem::path targetOfLink(const std::filesystem::path &path)
{
    std::error_code error;
    std::filesystem::path target = std::filesystem::weakly_canonical(path, error);
    if (error) {
        return path;
    }
    // A link to nothing stays a link there: follow it by hand.
    for (int steps = 0; steps < 40 && std::filesystem::is_symlink(target, error); ++steps) {
        const std::filesystem::path next = target.parent_path() / std::filesystem::read_symlink(target, error);
        target = std::filesystem::weakly_canonical(next, error);
    }
    return target;
}

Result<void> checkReplaceable(const std::filesystem::path &target)
{
    struct stat status = {};
    if (::lstat(target.c_str(), &status) != 0) {
        return errno == ENOENT ? Result<void>() : cannot("write", target, errno);
    }
    if (S_ISREG(status.st_mode)) {
        return {};
    }
    if (S_ISDIR(status.st_mode)) {
        return cannot("write", target, EISDIR);
    }
    const char *what = S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode) ? "a device"
                       : S_ISFIFO(status.st_mode)                         ? "a pipe"
                       : S_ISSOCK(status.st_mode)                         ? "a socket"
                                                                          : "a link";
    return failure(std::string("cannot write: it is ") + what + ", not a regular file; name another one",
                   {target.string()});
}

Replacement::Replacement(std::filesystem::path target)
    : m_target(std::move(target)), m_name((m_target.parent_path() / kTemporaryPrefix).string() + "XXXXXX"),
      m_descriptor(::mkostemp(m_name.data(), O_CLOEXEC))
{
    if (!m_descriptor.isOpen()) {
        m_name.clear();
    }
}

Replacement::Replacement(Replacement &&other) noexcept
    : m_target(std::move(other.m_target)), m_name(std::exchange(other.m_name, {})),
      m_descriptor(std::move(other.m_descriptor)), m_notes(std::move(other.m_notes))
{
}

Replacement::~Replacement()
{
    if (!m_name.empty()) {
        ::unlink(m_name.c_str());
    }
}

Result<Replacement> Replacement::prepare(const std::filesystem::path &target, std::string_view bytes)
{
    Replacement replacement(target);
    const int error = errno;
    if (replacement.m_name.empty()) {
        return cannot("write", target, error);
    }
    if (Result<void> written = replacement.write(bytes); !written) {
        return std::unexpected(written.error());
    }
    return replacement;
}

Result<void> Replacement::write(std::string_view bytes)
{
    if (Result<void> written = writeAll(m_descriptor.get(), bytes, m_target); !written) {
        return written;
    }
    if (!takeAttributes() || ::fsync(m_descriptor.get()) != 0) {
        return cannot("write", m_target, errno);
    }
    return readBack(bytes);
}

bool Replacement::takeAttributes()
{
    struct stat status = {};
    if (::stat(m_target.c_str(), &status) != 0) {
        return errno == ENOENT && ::fchmod(m_descriptor.get(), modeOfNewFile()) == 0;
    }
    if (status.st_nlink > 1) {
        const std::string others = std::to_string(status.st_nlink - 1);
        note("write-hard-links", "the file had " + others + (status.st_nlink == 2 ? " other name" : " other names") +
                                     " (hard links); there the old content stays");
    }
    takeOwner(status.st_uid, status.st_gid);
    if (::fchmod(m_descriptor.get(), status.st_mode & 07777U) != 0) {
        return false;
    }
    copyExtendedAttributes(m_target, m_descriptor.get());
    return true;
}

void Replacement::takeOwner(unsigned uid, unsigned gid)
{
    struct stat own = {};
    if (::fstat(m_descriptor.get(), &own) != 0 || (own.st_uid == uid && own.st_gid == gid) ||
        ::fchown(m_descriptor.get(), uid, gid) == 0) {
        return;
    }
    const bool hasGroup = ::fchown(m_descriptor.get(), static_cast<uid_t>(-1), gid) == 0;
    note("write-owner", std::string("the file's ") + (hasGroup ? "owner" : "owner and group") +
                            " could not be kept: this account may not give files away");
}

void Replacement::note(std::string code, std::string message)
{
    m_notes.push_back({Severity::Note, std::move(code), std::move(message), {m_target.string()}, {}, 0});
}

Result<void> Replacement::readBack(std::string_view bytes) const
{
    std::array<char, std::size_t{1} << 16U> block = {};
    std::size_t done = 0;
    for (;;) {
        const ssize_t got = ::pread(m_descriptor.get(), block.data(), block.size(), static_cast<off_t>(done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return cannot("read back what was written", m_target, errno);
        }
        const auto size = static_cast<std::size_t>(got);
        if (bytes.substr(done, size) != std::string_view(block.data(), size) || (size == 0 && done != bytes.size())) {
            return failure("the disk does not hold what was written to it; the file stays as it was",
                           {m_target.string()});
        }
        if (size == 0) {
            return {};
        }
        done += size;
    }
}

Result<void> Replacement::putInPlace()
{
    if (::rename(m_name.c_str(), m_target.c_str()) != 0) {
        return cannot("write", m_target, errno);
    }
    m_name.clear();
    return {};
}

} // namespace atlas
