#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/capture/capture.h"
#include "core/capture/capturereader.h"
#include "core/run/runloader.h"

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace atlas
{

/// What of a capture becomes tables.
struct CaptureOptions
{
    /// The summaries of kernels are enough: of a large file nothing else is read then, unless stages are wanted.
    bool isOnlySummary = false;
    /// "auto": stages as the ranges suggest; "device": one a GPU; "none": the whole capture only; else a file like
    /// kernel-atlas.run.yaml. Empty: what kernel-atlas.run.yaml beside the capture says, else "none".
    std::string stages = {};
    /// Where neither option nor file says stages: those that the ranges suggest, instead of none.
    bool proposesStages = false;
    /// Of several ranks or GPUs only this one: "3", "rank 3", "GPU 0", or the beginning of a file's name. Empty: all.
    std::string rank = {};
};

/// A run and, where it came from launches, the launches: another choice of stages is made from these.
struct OpenedRun
{
    std::shared_ptr<const Run> run;
    std::shared_ptr<const Capture> capture = nullptr;
    /// What else lies there: captures beside tables, and where they differ.
    std::vector<Diagnostic> notes = {};
};

/// Opens whatever holds kernels: tables of a profiler (loadRun()), one capture, or a folder of captures. Errors as
/// loadRun()'s.
[[nodiscard]] Result<OpenedRun> openRun(const std::filesystem::path &path, const RunLoadOptions &options = {},
                                        const CaptureOptions &captureOptions = {}, std::stop_token stop = {},
                                        const ProgressCallback &progress = {});

/// Opens several captures, at least one, as the ranks of one run.
[[nodiscard]] Result<OpenedRun> openCaptures(const std::vector<std::filesystem::path> &paths,
                                             const CaptureOptions &options = {}, std::stop_token stop = {},
                                             const ProgressCallback &progress = {});

/// Whether `path` is a capture or a digest, or a folder that holds captures and no tables.
[[nodiscard]] bool isCapture(const std::filesystem::path &path);

} // namespace atlas
