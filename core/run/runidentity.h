#pragma once

#include "core/base/diagnostic.h"
#include "core/run/run.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// What nsys/cmd.txt says.
struct CaptureCommand
{
    std::string commandLine;
    /// "nvtx: decode", "cudaProfilerApi", or "whole process".
    std::string captureRange;
    /// The run directory's name in the -o path, when the path has the usual layout; tells a renamed run's first name.
    std::string runName;
};
[[nodiscard]] CaptureCommand readCaptureCommand(std::string_view text);

/// Takes gpu, cuda, torch and transformers from the text of an env.json into empty members of `identity`. False when it
/// is not a JSON object.
[[nodiscard]] bool readEnvironment(std::string_view text, RunIdentity &identity);

/// Takes the same and the capture range from the text of a config.yaml, at whatever depth, into empty members. False
/// when it is not YAML.
[[nodiscard]] bool readConfig(std::string_view text, RunIdentity &identity);

/// "20251107-115812" and the like: only digits and separators, with a whole date.
[[nodiscard]] bool isTimestamp(std::string_view name);

} // namespace atlas
