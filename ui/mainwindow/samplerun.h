#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace atlas::ui
{

/// The sample run that is compiled into the program, written to a temporary folder that lives as long as the program.
[[nodiscard]] Result<std::filesystem::path> sampleRunPath();

/// The same for the run that the sample run can be compared with: the same program after an upgrade.
[[nodiscard]] Result<std::filesystem::path> sampleCandidatePath();

/// Whether `path` is in that folder: it makes no sense among the recent runs.
[[nodiscard]] bool isSampleRun(const std::filesystem::path &path);

} // namespace atlas::ui
