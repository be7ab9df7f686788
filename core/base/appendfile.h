#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>

namespace atlas
{

/// A file that grows line by line and is there after each: for journals.
class AppendFile
{
public:
    /// Opens `path`, making it; only its owner may read it.
    [[nodiscard]] static Result<AppendFile> open(const std::filesystem::path &path);
    AppendFile(AppendFile &&other) noexcept;
    AppendFile &operator=(AppendFile &&other) noexcept;
    AppendFile(const AppendFile &) = delete;
    AppendFile &operator=(const AppendFile &) = delete;
    ~AppendFile();

    /// Writes `bytes` behind what is there, at once. After an error (disk full) the file ends where it ended before.
    [[nodiscard]] Result<void> append(std::string_view bytes);
    /// Makes what was appended safe against loss of power; does nothing when nothing was.
    [[nodiscard]] Result<void> sync();
    /// Cuts the file off at `size`.
    [[nodiscard]] Result<void> truncate(std::size_t size);

private:
    AppendFile(std::filesystem::path path, int descriptor, std::size_t size);

    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::size_t m_size = 0;
    bool m_hasUnsynced = false;
};

/// An advisory lock on a file that lasts as long as the object, or the process. The file says which process has it.
class FileLock
{
public:
    /// Tries to lock `path`, making the file. An error only when it cannot be made; isHeld() tells whether another
    /// process has the lock.
    [[nodiscard]] static Result<FileLock> take(const std::filesystem::path &path);
    /// The process that has `path` locked now; nothing when none has.
    [[nodiscard]] static std::optional<long> holder(const std::filesystem::path &path);
    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;
    ~FileLock();

    [[nodiscard]] bool isHeld() const { return m_isHeld; }

private:
    FileLock(int descriptor, bool isHeld) : m_descriptor(descriptor), m_isHeld(isHeld) {}

    int m_descriptor = -1;
    bool m_isHeld = false;
};

} // namespace atlas
