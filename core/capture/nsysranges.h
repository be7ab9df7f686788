#pragma once

#include "core/base/result.h"
#include "core/capture/rangeindex.h"
#include "core/capture/sqlitedatabase.h"

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

namespace atlas
{

/// The process part of a globalTid or globalPid of Nsight Systems.
[[nodiscard]] constexpr std::int64_t processOf(std::int64_t globalId)
{
    constexpr std::int64_t kThreadMask = 0xFFFFFF;
    return globalId & ~kThreadMask;
}

/// For each launch call: in which range it lies. Correlation numbers count from 1 in every process, so one array a
/// process holds them.
class CallBlocks
{
public:
    static constexpr std::uint32_t kNoCall = static_cast<std::uint32_t>(-2);

    void set(std::int64_t process, std::int64_t correlation, std::uint32_t block);
    /// The block of a call, Launch::kNoBlock for a call outside all ranges, kNoCall where the call is not in the file.
    [[nodiscard]] std::uint32_t find(std::int64_t process, std::int64_t correlation) const;
    void merge(CallBlocks &&other);

private:
    // What is stored is two more than the block: 0 for no call, 1 for a call in no range.
    struct Calls
    {
        std::vector<std::uint32_t> dense;
        std::unordered_map<std::int64_t, std::uint32_t> sparse; // beyond what an array can hold
    };

    std::map<std::int64_t, Calls> m_processes;
};

/// The NVTX ranges of a capture by thread, and the launch calls in them.
class NsysRanges
{
public:
    /// Reads NVTX_EVENTS where it exists; nodes and blocks go to `capture`.
    [[nodiscard]] Result<void> readRanges(const SqliteDatabase &database, Capture &capture);
    /// Puts the rows of CUPTI_ACTIVITY_KIND_RUNTIME (`query`: start, end, globalTid, correlationId) into their ranges.
    /// Several parts of the table may be read at once, each into its own `calls`.
    [[nodiscard]] Result<void> readCalls(SqliteQuery &query, const std::vector<RangeBlock> &blocks,
                                         CallBlocks &calls) const;

private:
    std::map<std::int64_t, RangeIndex> m_ofProcess; // start/end ranges, by globalPid
    std::map<std::int64_t, RangeIndex> m_ofThread;  // push/pop ranges, by globalTid
};

} // namespace atlas
