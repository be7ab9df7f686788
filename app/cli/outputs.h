#pragma once

#include "core/base/result.h"
#include "core/review/projectfile.h"
#include "core/run/run.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

/// Where commands write what a person asked for.
namespace atlas::cli
{

/// The options -o and --force.
struct OutputOptions
{
    std::string path;
    bool force = false;

    /// Whether it goes to standard output: no -o, or "-o -".
    [[nodiscard]] bool isStandardOutput() const { return path.empty() || path == "-"; }
};
void addForceOption(CLI::App &command, OutputOptions &options);

using Paths = std::vector<std::filesystem::path>;

/// The files that `run` was read from.
[[nodiscard]] Paths filesOf(const Run &run);

/// An error where -o names one of `inputs`, what this call reads. Nothing is refused with --force.
[[nodiscard]] Result<void> refuseInputs(const OutputOptions &options, const Paths &inputs);

/// The same, and where -o names a catalog or a review file, over which no report is written.
[[nodiscard]] Result<void> checkReportTarget(const OutputOptions &options, const Paths &inputs);

/// Writes a report to -o or standard output. Look first: checkReportTarget().
[[nodiscard]] Result<void> writeReport(const OutputOptions &options, std::string_view text);

} // namespace atlas::cli
