#include "core/base/appendfile.h"

#include "core/base/descriptor.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace atlas
{

AppendFile::AppendFile(std::filesystem::path path, int descriptor, std::size_t size)
    : m_path(std::move(path)), m_descriptor(descriptor), m_size(size)
{
}

AppendFile::AppendFile(AppendFile &&other) noexcept
    : m_path(std::move(other.m_path)), m_descriptor(std::exchange(other.m_descriptor, -1)), m_size(other.m_size),
      m_hasUnsynced(other.m_hasUnsynced)
{
}

AppendFile &AppendFile::operator=(AppendFile &&other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_size, other.m_size);
    std::swap(m_hasUnsynced, other.m_hasUnsynced);
    return *this;
}

AppendFile::~AppendFile()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Result<AppendFile> AppendFile::open(const std::filesystem::path &path)
{
    Descriptor descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    struct stat status = {};
    if (!descriptor.isOpen() || ::fstat(descriptor.get(), &status) != 0) {
        return cannot("write", path, errno);
    }
    return AppendFile(path, descriptor.release(), static_cast<std::size_t>(status.st_size));
}

Result<void> AppendFile::append(std::string_view bytes)
{
    if (Result<void> written = writeAll(m_descriptor, bytes, m_path); !written) {
        // Half a line would join the next one.
        static_cast<void>(truncate(m_size));
        return written;
    }
    m_size += bytes.size();
    m_hasUnsynced = true;
    return {};
}

Result<void> AppendFile::sync()
{
    if (m_hasUnsynced && ::fdatasync(m_descriptor) != 0) {
        return cannot("write", m_path, errno);
    }
    m_hasUnsynced = false;
    return {};
}

Result<void> AppendFile::truncate(std::size_t size)
{
    if (::ftruncate(m_descriptor, static_cast<off_t>(size)) != 0) {
        return cannot("cut off", m_path, errno);
    }
    m_size = size;
    return {};
}

FileLock::FileLock(FileLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_isHeld(std::exchange(other.m_isHeld, false))
{
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_isHeld, other.m_isHeld);
    return *this;
}

FileLock::~FileLock()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Result<FileLock> FileLock::take(const std::filesystem::path &path)
{
    Descriptor descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!descriptor.isOpen()) {
        return cannot("lock", path, errno);
    }
    if (::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0) {
        return FileLock(descriptor.release(), false);
    }
    const std::string process = std::to_string(::getpid()) + '\n';
    // Who holds the lock is for people; the lock holds without it.
    if (::ftruncate(descriptor.get(), 0) == 0) {
        static_cast<void>(writeAll(descriptor.get(), process, path));
    }
    return FileLock(descriptor.release(), true);
}

std::optional<long> FileLock::holder(const std::filesystem::path &path)
{
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.isOpen() || ::flock(descriptor.get(), LOCK_SH | LOCK_NB) == 0) {
        return std::nullopt;
    }
    std::array<char, 32> text = {};
    const ssize_t got = ::read(descriptor.get(), text.data(), text.size() - 1);
    return got > 0 ? std::strtol(text.data(), nullptr, 10) : 0;
}

} // namespace atlas
