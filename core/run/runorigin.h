#pragma once

#include "core/base/diagnostic.h"
#include "core/run/run.h"
#include "core/run/runlayout.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace atlas
{

/// Where a run comes from, as the files beside its tables say.
struct RunOrigin
{
    RunIdentity identity;
    std::map<std::filesystem::path, std::string> captures; ///< by table folder

    /// The capture range of a table folder; empty when its command is not known.
    [[nodiscard]] std::string captureOf(const std::filesystem::path &folder) const;
};

/// Reads env.json, nsys/cmd.txt and config.yaml where they lie. What cannot be read is a note in `diagnostics`.
[[nodiscard]] RunOrigin readOrigin(const RunLayout &layout, std::vector<Diagnostic> &diagnostics);

} // namespace atlas
