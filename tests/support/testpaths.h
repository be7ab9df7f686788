#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace atlas::test
{

/// The root of the source tree.
[[nodiscard]] std::filesystem::path sourceDir();
/// resources/sample-run
[[nodiscard]] std::filesystem::path sampleRun();
/// Reference material that may lie beside the clone (`../shared`, or $ATLAS_SHARED); tests that use it skip without it.
[[nodiscard]] std::optional<std::filesystem::path> sharedDir();

/// A folder that is removed, with all it holds, at the end of a test.
class ScratchDir
{
public:
    ScratchDir();
    ScratchDir(const ScratchDir &) = delete;
    ScratchDir &operator=(const ScratchDir &) = delete;
    ~ScratchDir();

    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }
    /// Writes a file below the folder, making its folders; returns its path.
    std::filesystem::path write(const std::filesystem::path &relative, std::string_view bytes) const;

private:
    std::filesystem::path m_path;
};

/// All bytes of a file; fails the running test when it cannot be read.
[[nodiscard]] std::string bytesOf(const std::filesystem::path &path);

} // namespace atlas::test
