#pragma once

#include "core/run/capturesummary.h"
#include "core/run/run.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

/// What launches tell of their capture, in words shared by the command line and the window.
namespace atlas
{

/// "18.95 ms = 18.40 ms busy + 0.55 ms idle", with what of it only communication or copies filled.
[[nodiscard]] std::string timeUseText(const TimeUse &use);

/// The lines above the tables: what was read, where its time went, one line a stage with steps, and what the capture
/// cannot carry. None for runs that were read from tables.
[[nodiscard]] std::vector<std::string> captureLines(const Run &run);

/// The same for programs; null for runs that were read from tables.
[[nodiscard]] nlohmann::ordered_json captureJson(const Run &run);

/// Quantiles, variants and operations of one row, for programs; null where the launches are not known.
[[nodiscard]] nlohmann::ordered_json launchesJson(const Stage &stage, KernelId kernel);

} // namespace atlas
