#include "core/base/outputfile.h"

#include "core/base/descriptor.h"
#include "core/base/file.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace atlas
{

namespace
{
/// The folders that hold the descriptors of this process.
bool isDescriptorFolder(const std::filesystem::path &folder)
{
    std::error_code error;
    const std::filesystem::path own = std::filesystem::canonical("/proc/self/fd", error);
    return !error && std::filesystem::canonical(folder, error) == own && !error;
}

/// The descriptor of this process that `path` stands for: /dev/stdout, /dev/fd/3, /proc/self/fd/1 and links to them.
/// What it leads to must not be replaced: whoever opened it would not see the new file.
std::optional<int> ownDescriptor(std::filesystem::path path)
{
    std::error_code error;
    for (int steps = 0; steps < 40; ++steps) {
        const std::string name = path.filename().string();
        int number = 0;
        const auto [end, problem] = std::from_chars(name.data(), name.data() + name.size(), number);
        if (problem == std::errc() && end == name.data() + name.size() && isDescriptorFolder(path.parent_path())) {
            return number;
        }
        if (!std::filesystem::is_symlink(path, error)) {
            return std::nullopt;
        }
        path = path.parent_path() / std::filesystem::read_symlink(path, error);
    }
    return std::nullopt;
}

Result<std::vector<Diagnostic>> writeTo(int descriptor, std::string_view bytes, const std::filesystem::path &path)
{
    return writeAll(descriptor, bytes, path).transform([] { return std::vector<Diagnostic>(); });
}

/// How long a pipe's reader, who may be started at the same moment, is waited for, and how often it is looked for.
constexpr int kLooksForReader = 100;
constexpr std::chrono::milliseconds kBetweenLooks{20};

/// A descriptor, or -1 with errno; ENXIO where nobody reads from the pipe. O_NONBLOCK: opening would wait for ever.
int openForWriting(const std::filesystem::path &path)
{
    int descriptor = -1;
    for (int look = 0; look < kLooksForReader; ++look) {
        descriptor = ::open(path.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
        if (descriptor >= 0 || errno != ENXIO) {
            return descriptor;
        }
        std::this_thread::sleep_for(kBetweenLooks);
    }
    errno = ENXIO;
    return descriptor;
}

Result<std::vector<Diagnostic>> writeThrough(const std::filesystem::path &path, std::string_view bytes)
{
    const Descriptor descriptor(openForWriting(path));
    if (!descriptor.isOpen() && errno == ENXIO) {
        return failure("cannot write: nobody reads from this pipe", {path.string()});
    }
    if (!descriptor.isOpen() || ::fcntl(descriptor.get(), F_SETFL, O_WRONLY) != 0) {
        return cannot("write", path, errno);
    }
    return writeTo(descriptor.get(), bytes, path);
}
} // namespace

Result<std::vector<Diagnostic>> writeOutputFile(const std::filesystem::path &path, std::string_view bytes)
{
    if (const std::optional<int> own = ownDescriptor(path)) {
        return writeTo(*own, bytes, path);
    }
    struct stat status = {};
    const bool exists = ::stat(path.c_str(), &status) == 0;
    if (exists && (S_ISCHR(status.st_mode) || S_ISFIFO(status.st_mode))) {
        return writeThrough(path, bytes);
    }
    if (exists && S_ISBLK(status.st_mode)) {
        return failure("cannot write: it is a disk, and what is on it would be lost", {path.string()});
    }
    return replaceFile(path, bytes);
}

bool isSameFile(const std::filesystem::path &a, const std::filesystem::path &b)
{
    struct stat first = {};
    struct stat second = {};
    return ::stat(a.c_str(), &first) == 0 && ::stat(b.c_str(), &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

} // namespace atlas
