#pragma once

#include "core/capture/aggregation.h"
#include "core/capture/capture.h"
#include "core/run/distribution.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace atlas
{

/// The devices that kernels ran on, in the order of Capture::devices; empty unless there are several. Each is one rank
/// of a job: of files a rank, of processes, or of one process with several GPUs.
[[nodiscard]] std::vector<std::uint16_t> rankDevices(const Capture &capture);

/// Puts the times by rank into `tables`, which aggregate() made of the same capture and assignment; nothing where there
/// are no several ranks.
void addRanks(const Capture &capture, const StageAssignment &assignment, std::vector<Stage> &tables);

/// "rank 3" as the trace or its file's name says it, else the name of the file without its endings.
[[nodiscard]] std::string rankLabel(const std::filesystem::path &file, const Capture &capture);

/// The number of a label "rank 3"; nothing for others.
[[nodiscard]] std::optional<std::int64_t> rankNumber(std::string_view label);

/// Leaves only what ran on `device` in the capture.
void keepDevice(Capture &capture, std::uint16_t device);

} // namespace atlas
