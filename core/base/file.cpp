#include "core/base/file.h"

#include "core/base/descriptor.h"
#include "core/base/folderlock.h"
#include "core/base/replacement.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace atlas
{

namespace
{
Result<void> checkUnchanged(const std::filesystem::path &path, const ExpectedContent &expected)
{
    std::error_code error;
    const bool exists = std::filesystem::exists(path, error);
    if (!exists && !expected.bytes) {
        return {};
    }
    if (exists && !expected.bytes) {
        return failure("the file was created by someone else meanwhile; nothing was written", {path.string()});
    }
    if (!exists) {
        return failure("the file was removed by someone else meanwhile; nothing was written", {path.string()});
    }
    const Result<std::string> now = readFile(path);
    if (!now) {
        return std::unexpected(now.error());
    }
    if (*now != *expected.bytes) {
        return failure("the file was changed by someone else meanwhile; nothing was written", {path.string()});
    }
    return {};
}
} // namespace

Result<std::string> readFile(const std::filesystem::path &path, std::size_t maxBytes)
{
    Result<FileBlocks> file = FileBlocks::open(path);
    if (!file) {
        return std::unexpected(file.error());
    }
    std::string bytes;
    constexpr std::size_t kBlock = std::size_t{1} << 16U;
    bytes.reserve(std::min(file->sizeWhenOpened() + 1, maxBytes));
    for (;;) {
        const std::size_t used = bytes.size();
        bytes.resize(used + std::max(kBlock, bytes.capacity() - used));
        const Result<std::size_t> got = file->read(bytes.data() + used, bytes.size() - used);
        if (!got) {
            return std::unexpected(got.error());
        }
        bytes.resize(used + *got);
        if (*got == 0) {
            return bytes;
        }
        if (bytes.size() > maxBytes) {
            return failure("the file is larger than " + std::to_string(maxBytes >> 20U) +
                               " MiB; this is not a file we can edit",
                           {path.string()});
        }
    }
}

FileBlocks::FileBlocks(std::filesystem::path path, int descriptor, std::size_t size)
    : m_path(std::move(path)), m_descriptor(descriptor), m_size(size)
{
}

FileBlocks::FileBlocks(FileBlocks &&other) noexcept
    : m_path(std::move(other.m_path)), m_descriptor(std::exchange(other.m_descriptor, -1)), m_size(other.m_size)
{
}

FileBlocks &FileBlocks::operator=(FileBlocks &&other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_size, other.m_size);
    return *this;
}

FileBlocks::~FileBlocks()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

Result<FileBlocks> FileBlocks::open(const std::filesystem::path &path)
{
    // O_NONBLOCK: opening a named pipe nobody writes to must not hang.
    Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!descriptor.isOpen()) {
        return cannot("read", path, errno);
    }
    struct stat status = {};
    if (::fstat(descriptor.get(), &status) != 0) {
        return cannot("read", path, errno);
    }
    if (S_ISDIR(status.st_mode)) {
        return cannot("read", path, EISDIR);
    }
    if (!S_ISREG(status.st_mode)) {
        return failure("cannot read: it is a device or a pipe, not a regular file", {path.string()});
    }
    return FileBlocks(path, descriptor.release(), static_cast<std::size_t>(status.st_size));
}

Result<std::size_t> FileBlocks::read(char *buffer, std::size_t size)
{
    for (;;) {
        const ssize_t got = ::read(m_descriptor, buffer, size);
        if (got >= 0) {
            return static_cast<std::size_t>(got);
        }
        if (errno != EINTR) {
            return cannot("read", m_path, errno);
        }
    }
}

Result<void> writeFileAtomically(const std::filesystem::path &path, std::string_view bytes,
                                 const std::optional<ExpectedContent> &expected)
{
    return replaceFile(path, bytes, expected).transform([](auto &&) {});
}

Result<std::vector<Diagnostic>> replaceFile(const std::filesystem::path &path, std::string_view bytes,
                                            const std::optional<ExpectedContent> &expected)
{
    const std::filesystem::path target = targetOfLink(path);
    const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
    const auto check = [&] {
        return checkReplaceable(target).and_then(
            [&] { return expected ? checkUnchanged(target, *expected) : Result<void>(); });
    };
    // Held while we compare and rename, so that two of our own processes cannot interleave; others are caught by the
    // compare.
    const Result<FolderLock> lock = FolderLock::take(folder);
    if (!lock) {
        return std::unexpected(lock.error());
    }
    lock->removeLeftovers();
    if (Result<void> checked = check(); !checked) {
        return std::unexpected(checked.error());
    }
    Result<Replacement> replacement = Replacement::prepare(target, bytes);
    if (!replacement) {
        return std::unexpected(replacement.error());
    }
    return check()
        .and_then([&] { return replacement->putInPlace(); })
        .and_then([&] { return lock->sync(); })
        .transform([&] { return replacement->notes(); });
}

} // namespace atlas
