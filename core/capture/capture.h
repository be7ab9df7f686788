#pragma once

#include "core/base/diagnostic.h"
#include "core/capture/launchstore.h"
#include "core/run/capturesummary.h"
#include "core/run/distribution.h"
#include "core/run/run.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas
{

/// The launches of one kernel with the same grid and block, or of one kernel where shapes were not asked for.
struct LaunchVariant
{
    KernelId kernel;
    LaunchShape grid = {};
    LaunchShape block = {};

    friend bool operator==(const LaunchVariant &, const LaunchVariant &) = default;
};

/// A range by its text, ids folded, and the range that it lies in: all steps of a loop are one node.
struct RangeNode
{
    static constexpr std::uint32_t kRoot = static_cast<std::uint32_t>(-1);

    std::string text; ///< "domain:text" outside the default domain
    std::uint32_t parent = kRoot;
};

/// One occurrence of a range, in the time of the threads that launched.
struct RangeBlock
{
    std::int64_t startNs = 0;
    std::int64_t endNs = 0;
    std::uint32_t node = 0;
    std::uint32_t parent = Launch::kNoBlock; ///< the block that it lies in
};

/// A copy or fill on a device, or a whole graph whose kernels were not recorded.
struct DeviceInterval
{
    std::int64_t startNs = 0;
    std::int64_t endNs = 0;
    std::uint32_t block = Launch::kNoBlock;
    std::uint16_t device = 0;
    bool isGraph = false;
};

/// A kernel whose time is no time: the clock wrapped between start and end.
struct WrappedKernel
{
    KernelId kernel;
    std::int64_t launches = 0;
    std::string shownTotal; ///< digits as the file has them
};

/// Launches of one variant by one operation of the framework.
struct VariantOperation
{
    std::uint32_t variant = 0;
    std::uint32_t operation = 0; ///< index in Capture::operations
    std::uint32_t block = Launch::kNoBlock;
    std::int64_t launches = 0;
    std::int64_t totalNs = 0;
};

/// An operation of the framework as its trace spells it: name and shapes, without times.
struct Operation
{
    std::string name;
    std::string inputDims;
    std::string inputTypes;

    friend bool operator==(const Operation &, const Operation &) = default;
};

/// Everything that was read of one or several captures of the same program: launches, and what tells them apart.
struct Capture
{
    std::string format;
    KernelNames names;
    std::vector<LaunchVariant> variants;
    LaunchStore launches;
    std::vector<std::string> devices; ///< "GPU 0"; of several processes or files "rank 1 · GPU 0"
    std::vector<std::string> streams;
    std::vector<RangeNode> nodes;
    std::vector<RangeBlock> blocks;
    std::vector<DeviceInterval> intervals;
    std::vector<WrappedKernel> wrapped;
    std::vector<KernelRow> summaries; ///< kernels that the file has no launches of, only sums
    std::vector<Operation> operations;
    std::vector<VariantOperation> variantOperations;
    RunIdentity identity;
    std::vector<Diagnostic> diagnostics;
    /// Ranges or annotations were asked for and the format has them.
    bool hasRanges = false;
    bool hasShapes = false;
    bool hasTimeline = false; ///< copies and fills were read too
    bool hasOperations = false;
    std::optional<std::int64_t> rank = {}; ///< of the process in its job, where the file says it
    std::int64_t worldSize = 0;            ///< ranks of that job; 0 where the file does not say
    std::size_t files = 1;                 ///< that were pooled: each has its own occurrences of every range
    /// Launches whose launch call is not in the file (a window cut out of a capture).
    std::int64_t withoutCall = 0;
};

/// Notes that the clock wrapped in `launches` of a kernel; `shownNs` is the time as the file has it.
void addWrapped(Capture &capture, KernelId kernel, std::string shownNs, std::int64_t launches);

/// Gives equal variants one number, quickly: consecutive launches are often alike.
class VariantTable
{
public:
    [[nodiscard]] std::uint32_t intern(const LaunchVariant &variant);
    [[nodiscard]] std::vector<LaunchVariant> take() { return std::move(m_variants); }
    [[nodiscard]] const std::vector<LaunchVariant> &variants() const { return m_variants; }

private:
    [[nodiscard]] static std::size_t hashOf(const LaunchVariant &variant);
    void grow();

    std::vector<LaunchVariant> m_variants;
    std::vector<std::uint32_t> m_slots; // variant + 1 by hash, open addressing; 0 is free
};

/// Gives equal texts one number.
class TextTable
{
public:
    [[nodiscard]] std::uint32_t intern(std::string_view text);
    [[nodiscard]] std::vector<std::string> take() { return std::move(m_texts); }
    [[nodiscard]] const std::vector<std::string> &texts() const { return m_texts; }

private:
    std::vector<std::string> m_texts;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

/// Builds the tree of nodes from the ranges met.
class NodeTable
{
public:
    /// `text` as the program wrote it; its ids are folded here.
    [[nodiscard]] std::uint32_t intern(std::uint32_t parent, std::string_view text);
    [[nodiscard]] std::vector<RangeNode> take() { return std::move(m_nodes); }

private:
    std::vector<RangeNode> m_nodes;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
};

/// Whether a launch can be one: no longer than a week (else a clock wrapped), and far enough from the end of 64 bits
/// that its end can be reckoned.
[[nodiscard]] constexpr bool isLaunchTime(std::int64_t startNs, std::int64_t durationNs)
{
    constexpr std::int64_t kLongestNs = std::int64_t{7} * 24 * 3600 * 1'000'000'000;
    constexpr std::int64_t kFarthestNs = std::int64_t{1} << 61U;
    return durationNs >= 0 && durationNs <= kLongestNs && startNs >= -kFarthestNs && startNs <= kFarthestNs;
}

/// `text` without what numbers its occurrences: ", op_id = 17", ", seq = 3" go, digits at the end become "*".
[[nodiscard]] std::string foldedRange(std::string_view text);

} // namespace atlas
