#pragma once

#include "core/capture/capture.h"
#include "core/capture/stagechoice.h"
#include "core/run/run.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace atlas
{

/// A table that a profiler summed, as a stage of a run of captures.
struct NamedTable
{
    std::string stage;
    std::shared_ptr<const Run> run;
};

/// The run that a capture is under a choice of stages, with `tables` as further stages. `path` is what was opened.
[[nodiscard]] std::shared_ptr<const Run> makeRun(const Capture &capture, const StageChoice &choice,
                                                 const std::filesystem::path &path, bool withDistributions,
                                                 const std::vector<NamedTable> &tables = {});

} // namespace atlas
