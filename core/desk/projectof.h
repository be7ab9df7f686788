#pragma once

#include "core/review/projectfile.h"

#include <filesystem>

namespace atlas
{

/// What the project file of `start` (a file or folder; empty: the working directory) says; an empty one when there is
/// none. A file that cannot be read is an error among the diagnostics, not a reason to open nothing.
[[nodiscard]] ProjectFile projectOf(const std::filesystem::path &start);

/// Whether there is a project file that could not be read: nobody knows what it would have said.
[[nodiscard]] bool isUnreadable(const ProjectFile &project);

} // namespace atlas
