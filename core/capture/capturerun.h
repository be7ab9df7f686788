#pragma once

#include "core/capture/capture.h"
#include "core/capture/stagechoice.h"
#include "core/run/run.h"

#include <filesystem>
#include <memory>

namespace atlas
{

/// The run that a capture is under a choice of stages. `path` is what was opened.
[[nodiscard]] std::shared_ptr<const Run> makeRun(const Capture &capture, const StageChoice &choice,
                                                 const std::filesystem::path &path, bool withDistributions);

} // namespace atlas
