#include "core/capture/rangeindex.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace atlas
{

namespace
{
/// Deeper ranges are no work of people but pushes without a pop: they count to the one around them.
constexpr std::size_t kMaxDepth = 64;
} // namespace

/// Ends the ranges that are over when the next one starts at `ns`; between the end of one and the next start, the one
/// around it is innermost. A range that starts where another ends lies beside it, not in it.
void RangeIndex::closeUntil(std::int64_t ns, std::vector<std::uint32_t> &open, const std::vector<RangeBlock> &blocks)
{
    while (!open.empty() && blocks[open.back()].endNs <= ns) {
        const std::int64_t endNs = blocks[open.back()].endNs;
        open.pop_back();
        while (!open.empty() && blocks[open.back()].endNs <= endNs) {
            open.pop_back();
        }
        // One more than the end: a call that ends with its range lies in it.
        m_segments.push_back({std::min(endNs + 1, ns), open.empty() ? Launch::kNoBlock : open.back()});
    }
}

void RangeIndex::build(std::vector<RecordedRange> ranges, const std::vector<std::string> &texts,
                       const RangeIndex *outer, NodeTable &nodes, std::vector<RangeBlock> &blocks)
{
    m_outer = outer;
    std::ranges::stable_sort(ranges, [](const RecordedRange &a, const RecordedRange &b) {
        return std::tuple(a.startNs, b.endNs) < std::tuple(b.startNs, a.endNs);
    });
    std::vector<std::uint32_t> open;
    Cursor cursor;
    for (const RecordedRange &range : ranges) {
        closeUntil(range.startNs, open, blocks);
        if (open.size() == kMaxDepth) {
            continue;
        }
        std::uint32_t parent = open.empty() ? Launch::kNoBlock : open.back();
        if (open.empty() && m_outer != nullptr) {
            parent = m_outer->find(range.startNs, range.endNs, blocks, cursor);
        }
        const std::uint32_t parentNode = parent != Launch::kNoBlock ? blocks[parent].node : RangeNode::kRoot;
        blocks.push_back({range.startNs, range.endNs, nodes.intern(parentNode, texts[range.text]), parent});
        open.push_back(static_cast<std::uint32_t>(blocks.size() - 1));
        m_segments.push_back({range.startNs, open.back()});
    }
    closeUntil(std::numeric_limits<std::int64_t>::max(), open, blocks);
}

std::uint32_t RangeIndex::find(std::int64_t startNs, std::int64_t endNs, const std::vector<RangeBlock> &blocks,
                               Cursor &cursor) const
{
    const auto holds = [&](std::size_t segment) {
        return segment < m_segments.size() && m_segments[segment].startNs <= startNs &&
               (segment + 1 == m_segments.size() || startNs < m_segments[segment + 1].startNs);
    };
    if (!holds(cursor.segment) && !holds(++cursor.segment)) {
        const auto after = std::ranges::upper_bound(m_segments, startNs, {}, &Segment::startNs);
        cursor.segment = after != m_segments.begin() ? static_cast<std::size_t>(after - m_segments.begin()) - 1 : 0;
    }
    std::uint32_t block = holds(cursor.segment) ? m_segments[cursor.segment].block : Launch::kNoBlock;
    while (block != Launch::kNoBlock && (blocks[block].endNs < endNs || blocks[block].startNs > startNs)) {
        block = blocks[block].parent;
    }
    if (block == Launch::kNoBlock && m_outer != nullptr) {
        Cursor outer;
        return m_outer->find(startNs, endNs, blocks, outer);
    }
    return block;
}

} // namespace atlas
