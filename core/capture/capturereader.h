#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/capture/capture.h"

#include <filesystem>
#include <stop_token>

namespace atlas
{

/// What of a capture is wanted: what nobody asks for is not read.
struct CaptureRequest
{
    /// Grid and block of each launch.
    bool shapes = true;
    /// Ranges, annotations, framework operations, and which launch call lies in which.
    bool ranges = true;
    /// Copies and fills, for where the time of a step goes.
    bool timeline = true;
};

/// A reader of one format: a whole file into a Capture. Odd records become diagnostics and the rest is read; an error
/// means that there is nothing to show. A stop request ends it soon with "cancelled".
using CaptureReader = Result<Capture> (*)(const std::filesystem::path &path, const CaptureRequest &request,
                                          std::stop_token stop, const ProgressCallback &progress);

/// Nsight Systems' SQLite export, schemas of 2021 to 2026.
[[nodiscard]] Result<Capture> readNsysSqlite(const std::filesystem::path &path, const CaptureRequest &request,
                                             std::stop_token stop, const ProgressCallback &progress);

/// A capture of Nsight Systems itself (.nsys-rep), exported by the nsys on the PATH into the user's cache first.
[[nodiscard]] Result<Capture> readNsysReport(const std::filesystem::path &path, const CaptureRequest &request,
                                             std::stop_token stop, const ProgressCallback &progress);

/// PyTorch's profiler (Kineto): JSON, also packed with gzip or Zstandard.
[[nodiscard]] Result<Capture> readTorchTrace(const std::filesystem::path &path, const CaptureRequest &request,
                                             std::stop_token stop, const ProgressCallback &progress);

/// rocprof's list of dispatches (*_kernel_trace.csv) and its summary (*_kernel_stats.csv).
[[nodiscard]] Result<Capture> readRocprofDispatches(const std::filesystem::path &path, const CaptureRequest &request,
                                                    std::stop_token stop, const ProgressCallback &progress);
[[nodiscard]] Result<Capture> readRocprofStats(const std::filesystem::path &path, const CaptureRequest &request,
                                               std::stop_token stop, const ProgressCallback &progress);

/// rocprofv3's database (rocpd), by its tables: schemas with times in the rows and behind ids, one process or several.
[[nodiscard]] Result<Capture> readRocpd(const std::filesystem::path &path, const CaptureRequest &request,
                                        std::stop_token stop, const ProgressCallback &progress);

/// rocprofv3's JSON (kernel_symbols and buffer_records.kernel_dispatch).
[[nodiscard]] Result<Capture> readRocprofJson(const std::filesystem::path &path, const CaptureRequest &request,
                                              std::stop_token stop, const ProgressCallback &progress);

} // namespace atlas
