#include "core/base/descriptor.h"

#include <cerrno>
#include <cstring>
#include <string>

namespace atlas
{

namespace
{
std::string adviceFor(int error)
{
    switch (error) {
    case ENOENT:
        return "there is no such file";
    case EACCES:
    case EPERM:
        return "no permission; check the file's owner and mode";
    case EISDIR:
        return "it is a directory, not a file";
    case ENOSPC:
    case EDQUOT:
        return "the disk is full; free some space and try again";
    case EFBIG:
        return "the file would be larger than this process may write";
    case EPIPE:
        return "nobody reads it any more";
    case EBADF:
        return "it is closed";
    case EROFS:
        return "the file system is read-only; save to another place";
    default:
        return std::strerror(error);
    }
}
} // namespace

std::unexpected<Error> cannot(const char *what, const std::filesystem::path &path, int error)
{
    return failure(std::string("cannot ") + what + ": " + adviceFor(error), {path.string()});
}

Result<void> writeAll(int descriptor, std::string_view bytes, const std::filesystem::path &path)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return cannot("write", path, errno);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

} // namespace atlas
