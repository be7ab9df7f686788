#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"

#include <filesystem>
#include <string_view>
#include <vector>

namespace atlas
{

/// Writes what a person asked for to the file they named. A regular file is replaced as replaceFile() does. A
/// character device, a named pipe that is being read, and a descriptor of this process (/dev/stdout, /dev/fd/N) are
/// written through. Sockets, disks and directories are refused. The notes tell what did not stay as it was.
[[nodiscard]] Result<std::vector<Diagnostic>> writeOutputFile(const std::filesystem::path &path,
                                                              std::string_view bytes);

/// Whether both paths lead to the same existing file.
[[nodiscard]] bool isSameFile(const std::filesystem::path &a, const std::filesystem::path &b);

} // namespace atlas
