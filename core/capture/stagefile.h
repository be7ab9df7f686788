#pragma once

#include "core/capture/stagechoice.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace atlas
{

/// Name of the file in a run's folder that says what a person chose.
inline constexpr std::string_view kRunFileName = "kernel-atlas.run.yaml";

/// The `stages` of a kernel-atlas.run.yaml; `file` is named in errors. Errors name line and column.
[[nodiscard]] Result<StageChoice> parseStageChoice(const std::string &yaml, const std::string &file);
[[nodiscard]] Result<StageChoice> readStageChoice(const std::filesystem::path &path);

/// The choice as text of a kernel-atlas.run.yaml.
[[nodiscard]] std::string writeStageChoice(const StageChoice &choice);

} // namespace atlas
