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

/// The step that a run is about ("decode step 18.95 ms = 18.40 ms busy + 0.55 ms idle · 45 of 48 steps · bs 32 · 8
/// ranks ± 1.4 %"): decoding where there is such a stage, else the one with the most time; without steps the whole
/// capture. Empty for runs that were read from tables.
[[nodiscard]] std::string stepHeadline(const Run &run);

/// The stage that the headline is about; null without steps.
[[nodiscard]] const StepSummary *mainStep(const CaptureSummary &capture);

/// Whether the capture is usable, in one line: each reason with what it spoils. Empty for runs read from tables.
[[nodiscard]] std::string usabilityLine(const Run &run);

/// The lines above the tables: what was read, where its time went, one line a stage with steps, and what the capture
/// cannot carry. None for runs that were read from tables.
[[nodiscard]] std::vector<std::string> captureLines(const Run &run);

/// The same for programs; null for runs that were read from tables.
[[nodiscard]] nlohmann::ordered_json captureJson(const Run &run);

/// How one row differs between the GPUs or ranks of a capture, for programs; null where there is one.
[[nodiscard]] nlohmann::ordered_json ranksJson(const Run &run, const Stage &stage, KernelId kernel);

/// Quantiles, variants and operations of one row, for programs; null where the launches are not known.
[[nodiscard]] nlohmann::ordered_json launchesJson(const Stage &stage, KernelId kernel);

} // namespace atlas
