#pragma once

#include "core/capture/capture.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace atlas
{

/// A range as the profiler recorded it, before it has its place among the others.
struct RecordedRange
{
    std::int64_t startNs = 0;
    std::int64_t endNs = 0;
    std::uint32_t text = 0; ///< number of its text
};

/// Answers which range was innermost at a moment on one thread. Ranges of a thread lie in each other; those of a whole
/// process (start/end ranges) are a pseudo-thread that lies around them.
class RangeIndex
{
public:
    /// Where a question was answered last on a thread: the next one is mostly near.
    struct Cursor
    {
        std::size_t segment = 0;
    };

    /// Adds the ranges of one thread, in any order, to `nodes` and `blocks`. `outer` holds those of its process, or is
    /// null.
    void build(std::vector<RecordedRange> ranges, const std::vector<std::string> &texts, const RangeIndex *outer,
               NodeTable &nodes, std::vector<RangeBlock> &blocks);

    /// The innermost block that holds [startNs, endNs]; kNoBlock where none does.
    [[nodiscard]] std::uint32_t find(std::int64_t startNs, std::int64_t endNs, const std::vector<RangeBlock> &blocks,
                                     Cursor &cursor) const;

private:
    /// From here to the next segment, `block` is innermost.
    struct Segment
    {
        std::int64_t startNs = 0;
        std::uint32_t block = Launch::kNoBlock;
    };

    void closeUntil(std::int64_t ns, std::vector<std::uint32_t> &open, const std::vector<RangeBlock> &blocks);

    std::vector<Segment> m_segments;
    const RangeIndex *m_outer = nullptr;
};

} // namespace atlas
