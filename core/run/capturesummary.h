#pragma once

#include "core/run/run.h"

#include <cstdint>
#include <string>
#include <vector>

namespace atlas
{

/// Why a capture cannot carry some conclusion.
struct CaptureVerdict
{
    std::string code;   ///< stable name, as in docs/run-formats.md
    std::string reason; ///< what was found, with its figures
    std::string spoils; ///< what it makes doubtful
    std::string holds;  ///< what can be relied on nevertheless
    std::string cure;   ///< how to capture without it; empty where nothing cures it
};

/// Where the time of a stretch of the capture went, over all streams of all devices in it. wall = busy + idle.
struct TimeUse
{
    std::int64_t wallNs = 0;
    std::int64_t busyNs = 0;        ///< at least one kernel or copy ran
    std::int64_t idleNs = 0;        ///< nothing ran between the first start and the last end
    std::int64_t computeNs = 0;     ///< a kernel ran that does not communicate
    std::int64_t exposedCommNs = 0; ///< only communication ran
    std::int64_t exposedCopyNs = 0; ///< only copies and fills ran
    std::int64_t kernelNs = 0;      ///< sum of kernel durations: above busy time where streams overlap
};

/// The steps of one stage: each is one occurrence of its range. Several GPUs in one step are looked at each on its own.
struct StepSummary
{
    std::string stage;
    std::size_t steps = 0; ///< a rank
    std::size_t of = 0;    ///< a rank: with those that were left out, or hold no kernels
    std::size_t uses = 0;  ///< that median and mean are of: steps × GPUs
    TimeUse median = {};   ///< each member on its own: the median over the steps
    TimeUse mean = {};
    /// Half of the way from the fastest to the slowest rank's median, of the median; 0 for one rank.
    double rankSpread = 0.0;
};

/// A range or annotation of the capture, with those inside it behind it.
struct RangeSummary
{
    std::string text; ///< with its ids folded: "ProfilerStep#*"
    std::size_t depth = 0;
    std::int64_t count = 0;    ///< occurrences
    std::int64_t launches = 0; ///< of kernels, those of inner ranges included
    std::int64_t totalNs = 0;  ///< their time
    std::string stage;         ///< that it was made part of; empty for none
    bool isLeftOut = false;    ///< warm-up, compilation, graph capture
};

/// The kernels of one step in the order they ran.
struct StepOrder
{
    std::string stage;
    std::vector<KernelId> kernels;
};

/// What a run that was read from launches says of its capture as a whole.
struct CaptureSummary
{
    std::string format; ///< "Nsight Systems SQLite", "PyTorch trace", ...
    std::int64_t launches = 0;
    std::vector<CaptureVerdict> verdicts;
    TimeUse time;
    std::vector<StepSummary> steps;
    std::vector<RangeSummary> ranges;
    std::vector<StepOrder> orders; ///< by stage with steps
    std::vector<std::string>
        ranks; ///< GPUs that kernels ran on, where there are several; Distributions::ranks() is by these
    /// Share (0..1) of the kernels' time whose framework operation is known; negative where the format has none.
    double knownOperations = -1.0;
};

} // namespace atlas
