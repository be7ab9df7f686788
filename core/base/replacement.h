#pragma once

#include "core/base/descriptor.h"
#include "core/base/diagnostic.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// How temporary files of writers begin; six more characters follow.
inline constexpr std::string_view kTemporaryPrefix = ".kernel-atlas-new-";

/// The file that `path` stands for: links are followed, one that leads nowhere too.
[[nodiscard]] std::filesystem::path targetOfLink(const std::filesystem::path &path);

/// Whether a file can be put in the place of `target`, which is no link: it is a regular file, or nothing is there.
/// Errors say what it is.
[[nodiscard]] Result<void> checkReplaceable(const std::filesystem::path &target);

/// New content for a regular file: a temporary file in the same folder, written, synced and read back, that waits to be
/// renamed into its place. Removed unless it was.
class Replacement
{
public:
    /// `target` is no link; the lock of its folder is held. Owner, group, mode and extended attributes are those of the
    /// file that is replaced; for a new one the umask decides.
    [[nodiscard]] static Result<Replacement> prepare(const std::filesystem::path &target, std::string_view bytes);
    Replacement(Replacement &&other) noexcept;
    Replacement &operator=(Replacement &&) = delete;
    Replacement(const Replacement &) = delete;
    Replacement &operator=(const Replacement &) = delete;
    ~Replacement();

    /// Renames it over the target. The folder is to be synced afterwards.
    [[nodiscard]] Result<void> putInPlace();
    /// What does not stay as it was: other names of the old file (hard links) keep the old content, an owner that may
    /// not be given.
    [[nodiscard]] const std::vector<Diagnostic> &notes() const { return m_notes; }

private:
    explicit Replacement(std::filesystem::path target);

    [[nodiscard]] Result<void> write(std::string_view bytes);
    [[nodiscard]] Result<void> readBack(std::string_view bytes) const;
    [[nodiscard]] bool takeAttributes();
    void takeOwner(unsigned uid, unsigned gid);
    void note(std::string code, std::string message);

    std::filesystem::path m_target;
    std::string m_name; ///< of the temporary file; empty when there is none
    Descriptor m_descriptor;
    std::vector<Diagnostic> m_notes;
};

} // namespace atlas
