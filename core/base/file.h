#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// Largest file that is read whole. Catalogs and packs are far smaller; tables are read in blocks instead.
inline constexpr std::size_t kMaxWholeFileBytes = std::size_t{512} * 1024 * 1024;

/// All bytes of a regular file. Errors say what is in the way: missing, a directory, no permission, larger than
/// `maxBytes`.
[[nodiscard]] Result<std::string> readFile(const std::filesystem::path &path,
                                           std::size_t maxBytes = kMaxWholeFileBytes);

/// Reads a file front to back in blocks; never maps it, because a mapped file that is truncated kills the process.
class FileBlocks
{
public:
    [[nodiscard]] static Result<FileBlocks> open(const std::filesystem::path &path);
    FileBlocks(FileBlocks &&other) noexcept;
    FileBlocks &operator=(FileBlocks &&other) noexcept;
    FileBlocks(const FileBlocks &) = delete;
    FileBlocks &operator=(const FileBlocks &) = delete;
    ~FileBlocks();

    /// Fills at most `size` bytes of `buffer`; 0 at the end of the file.
    [[nodiscard]] Result<std::size_t> read(char *buffer, std::size_t size);
    /// Size when opened, for progress only: the file may grow or shrink meanwhile.
    [[nodiscard]] std::size_t sizeWhenOpened() const { return m_size; }

private:
    FileBlocks(std::filesystem::path path, int descriptor, std::size_t size);

    std::filesystem::path m_path;
    int m_descriptor = -1;
    std::size_t m_size = 0;
};

/// What a file must still hold before it is replaced.
struct ExpectedContent
{
    /// The bytes last read or written; nullopt when the file did not exist.
    std::optional<std::string> bytes;
};

/// Replaces the content of `path` by `bytes` so that a reader sees either the old or the new file: a temporary file in
/// the same folder, fsync, rename. Owner, group, mode and a symlink are kept (a link's target is replaced, not the
/// link); devices, pipes and sockets are refused. With `expected`, the file must still hold exactly those bytes just
/// before the rename (std::nullopt in the inner optional: must not exist), else the error says that it changed on disk
/// and nothing is written.
[[nodiscard]] Result<void> writeFileAtomically(const std::filesystem::path &path, std::string_view bytes,
                                               const std::optional<ExpectedContent> &expected = std::nullopt);

/// The same for a file that a person named: tells what did not stay as it was (hard links, an owner that may not be
/// given).
[[nodiscard]] Result<std::vector<Diagnostic>>
replaceFile(const std::filesystem::path &path, std::string_view bytes,
            const std::optional<ExpectedContent> &expected = std::nullopt);

} // namespace atlas
