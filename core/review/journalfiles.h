#pragma once

#include "core/base/appendfile.h"
#include "core/review/journal.h"

#include <set>
#include <string>

namespace atlas
{

/// The open files of a journal.
struct Journal::Files
{
    FileLock lock;
    AppendFile log;
    /// Kept for as long as the journal lasts: what was opened and what was merged, which its lines name.
    std::set<std::string> neededHashes = {};
    /// Of the last save; needed as soon as a merge stands on it.
    std::set<std::string> savedHashes = {};
    /// The file was new: what is written first is what later changes are patched on.
    bool isNewFile = false;
};

} // namespace atlas
