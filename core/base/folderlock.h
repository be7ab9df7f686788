#pragma once

#include "core/base/descriptor.h"
#include "core/base/result.h"

#include <filesystem>
#include <functional>

namespace atlas
{

/// Told when another process is writing in a folder and this one begins to wait for it.
using LockWaitListener = std::function<void(const std::filesystem::path &folder)>;
/// Set once when the program starts; it is called on the thread that waits.
void setLockWaitListener(LockWaitListener listener);

/// A folder in which nobody else of ours writes for as long as the object lives (an advisory lock on the folder).
class FolderLock
{
public:
    /// Waits until other processes have let go of `folder`. A file system without locks gives a lock that is not held.
    [[nodiscard]] static Result<FolderLock> take(const std::filesystem::path &folder);

    /// Removes what writers that were killed left in the folder; nothing where the lock is not held.
    void removeLeftovers() const;
    /// Makes renames in the folder safe against loss of power. A file system that cannot do that is not an error.
    [[nodiscard]] Result<void> sync() const;

private:
    FolderLock(std::filesystem::path folder, Descriptor descriptor, bool isHeld);

    std::filesystem::path m_folder;
    Descriptor m_descriptor;
    bool m_isHeld;
};

} // namespace atlas
