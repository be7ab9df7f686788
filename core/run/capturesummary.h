#pragma once

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

/// The steps of one stage: each is one occurrence of its range.
struct StepSummary
{
    std::string stage;
    std::size_t steps = 0;
    TimeUse median; ///< each member on its own: the median over the steps
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

/// What a run that was read from launches says of its capture as a whole.
struct CaptureSummary
{
    std::string format; ///< "Nsight Systems SQLite", "PyTorch trace", ...
    std::int64_t launches = 0;
    std::vector<CaptureVerdict> verdicts;
    TimeUse time;
    std::vector<StepSummary> steps;
    std::vector<RangeSummary> ranges;
    /// Share (0..1) of the kernels' time whose framework operation is known; negative where the format has none.
    double knownOperations = -1.0;
};

} // namespace atlas
