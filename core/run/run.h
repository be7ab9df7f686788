#pragma once

#include "core/base/diagnostic.h"
#include "core/base/id.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <forward_list>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atlas
{

/// A distinct raw name in one run.
using KernelId = Id<struct KernelTag>;
/// A table of one run, by its place in Run::stages().
using StageId = Id<struct StageTag>;

/// A whole number of ns that the file does not say; never a time.
inline constexpr std::int64_t kUnknownNs = -1;

/// The profiler's summary of all launches of one kernel in one table. What the file does not say is unknown: kUnknownNs
/// for whole numbers, NaN for others; total and instances are always known.
struct KernelTiming
{
    std::int64_t totalNs = 0;
    std::int64_t instances = 0;
    std::int64_t minNs = kUnknownNs;
    std::int64_t maxNs = kUnknownNs;
    double medianNs = std::numeric_limits<double>::quiet_NaN();
    /// Sample standard deviation (n - 1).
    double standardDeviationNs = std::numeric_limits<double>::quiet_NaN();

    /// total / instances: the file's own average is rounded to 0.1. NaN without instances.
    [[nodiscard]] double averageNs() const
    {
        return instances > 0 ? static_cast<double>(totalNs) / static_cast<double>(instances)
                             : std::numeric_limits<double>::quiet_NaN();
    }
    /// The shortest and the longest launch as numbers to reckon with: NaN where unknown.
    [[nodiscard]] double minimumNs() const { return orNaN(minNs); }
    [[nodiscard]] double maximumNs() const { return orNaN(maxNs); }
    /// Launches of several shapes hide behind one average: deviation > 50 % of the mean, or mean and median 25 % apart
    /// (COMPARISON C5).
    [[nodiscard]] bool isMixed() const
    {
        const double mean = averageNs();
        return instances > 1 && (standardDeviationNs / mean > 0.5 || std::abs(mean / medianNs - 1.0) > 0.25);
    }

private:
    [[nodiscard]] static double orNaN(std::int64_t ns)
    {
        return ns != kUnknownNs ? static_cast<double>(ns) : std::numeric_limits<double>::quiet_NaN();
    }
};

/// The lesser minimum and the greater maximum of two timings, as far as both are known: of a part, an extreme of the
/// whole does not follow.
[[nodiscard]] constexpr std::int64_t leastNs(std::int64_t a, std::int64_t b)
{
    return a == kUnknownNs || b == kUnknownNs ? kUnknownNs : std::min(a, b);
}
[[nodiscard]] constexpr std::int64_t mostNs(std::int64_t a, std::int64_t b)
{
    return a == kUnknownNs || b == kUnknownNs ? kUnknownNs : std::max(a, b);
}

struct KernelRow
{
    KernelId kernel;
    KernelTiming timing;
};

/// What a table covers.
struct Scope
{
    /// Iterations (for example images) in this table relative to one pass; 0 when unknown. Combined: the k of "k ×
    /// (prefill + decode)".
    double iterations = 0.0;
    /// For combined: how near (0..1) the time of `iterations` × (sum of the top-level stages) comes to its own.
    double explained = 0.0;
    /// The stage this one lies in, if any.
    std::optional<StageId> nestedIn = {};
    /// The profiler's capture range as nsys/cmd.txt says it ("nvtx: decode"); empty when not known.
    std::string capture = {};
};

class Distributions;
struct CaptureSummary;

/// One table of a run. Rows are in the order of total time, largest first.
struct Stage
{
    std::string name; ///< folder or range name; "combined" for the whole run
    std::filesystem::path file;
    std::vector<KernelRow> rows;
    std::int64_t totalNs = 0;
    std::int64_t instances = 0;
    Scope scope;
    bool isCombined = false;
    /// Combined was summed from the stages because the run has no combined file.
    bool isSummed = false;
    /// The file was in ms or s: times are rounded, small ones may read 0.
    bool lostDigits = false;
    /// Names were cut by the profiler (a printed report).
    bool namesCut = false;
    /// The file lists only part of the kernels: its percentages do not fit its sum (a top-N report), or rows were left
    /// out.
    bool isPartial = false;
    /// How much (0..1) of all kernel time the rows listed are, as the file's own percentages say; 1 where it lists all
    /// or does not tell.
    double listedShare = 1.0;

    /// Share (0..1) of a time in all that was profiled, else, where that is not known, in this table's own total; 0 for
    /// an empty table.
    [[nodiscard]] double shareOf(std::int64_t ns) const
    {
        return totalNs > 0 ? static_cast<double>(ns) / static_cast<double>(totalNs) * listedShare : 0.0;
    }
    [[nodiscard]] double share(const KernelTiming &timing) const { return shareOf(timing.totalNs); }
    /// Row index of `kernel`, if it is in this table. O(1).
    [[nodiscard]] std::optional<std::size_t> rowOf(KernelId kernel) const;

    /// What the launches tell beyond the rows; null for tables that a profiler summed.
    std::shared_ptr<const Distributions> distributions = nullptr;

    static constexpr std::uint32_t kNoRow = static_cast<std::uint32_t>(-1);
    /// Row of each kernel of the run, by KernelId; kNoRow where it is not in this table. Filled by RunBuilder.
    std::vector<std::uint32_t> rowByKernel;
};

/// What the run was, as far as its files say; every text may be empty.
struct RunIdentity
{
    std::string label; ///< folder name until a person edits it
    std::string gpu;
    std::string cuda;
    std::string torch;
    std::string transformers;
    std::string command;      ///< command line from nsys/cmd.txt
    std::string captureRange; ///< of the combined capture
};

/// Raw names of one run, each stored once; ids are indices in order of first appearance.
class KernelNames
{
public:
    KernelNames() = default;
    // The views point into the blocks, which move but must not be copied.
    KernelNames(const KernelNames &) = delete;
    KernelNames &operator=(const KernelNames &) = delete;
    KernelNames(KernelNames &&) noexcept = default;
    KernelNames &operator=(KernelNames &&) noexcept = default;
    ~KernelNames() = default;

    /// The id of `name`, adding it when new.
    KernelId intern(std::string_view name);
    /// The ids of all names of `other` here, by their ids there, adding those that are new. Takes everything over when
    /// this is still empty, and leaves `other` empty then.
    [[nodiscard]] std::vector<KernelId> internAll(KernelNames &other);
    [[nodiscard]] std::optional<KernelId> find(std::string_view name) const;
    [[nodiscard]] std::string_view operator[](KernelId id) const { return m_names[id.index()]; }
    [[nodiscard]] std::size_t size() const { return m_names.size(); }
    /// The profiler cut this name: kernels that differ behind its end are one, and no other report has it so.
    void setCut(KernelId id);
    [[nodiscard]] bool isCut(KernelId id) const { return id.index() < m_cut.size() && m_cut[id.index()]; }

private:
    static constexpr std::uint32_t kFree = static_cast<std::uint32_t>(-1);

    KernelId intern(std::string_view name, std::uint64_t hash);
    /// The slot that holds `name`, or the free one where it belongs.
    [[nodiscard]] std::size_t slotOf(std::string_view name, std::uint64_t hash) const;
    std::string_view store(std::string_view name);
    void grow();

    std::forward_list<std::string>
        m_blocks; // a list never moves its strings, so the views stay valid; the newest is first
    std::vector<std::string_view> m_names;
    std::vector<std::uint64_t> m_hashes; // of m_names
    std::vector<bool> m_cut;             // by KernelId, as far as the last name that was cut
    std::vector<std::uint32_t> m_slots;  // ids by hash with open addressing; a power of two, at most half full
};

/// One profiling run: built once, never changed; share it as shared_ptr<const Run>.
class Run
{
public:
    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }
    [[nodiscard]] const RunIdentity &identity() const { return m_identity; }
    /// Combined first (always there), then prefill, decode, sam, clip, projector, then others by name.
    [[nodiscard]] const std::vector<Stage> &stages() const { return m_stages; }
    [[nodiscard]] const Stage &stage(StageId id) const { return m_stages[id.index()]; }
    [[nodiscard]] const Stage &combined() const { return m_stages.front(); }
    [[nodiscard]] std::optional<StageId> findStage(std::string_view name) const;
    [[nodiscard]] std::size_t kernelCount() const { return m_names.size(); }
    [[nodiscard]] std::string_view name(KernelId id) const { return m_names[id]; }
    [[nodiscard]] std::optional<KernelId> findKernel(std::string_view name) const { return m_names.find(name); }
    /// Whether the profiler cut the name (a printed report).
    [[nodiscard]] bool isNameCut(KernelId id) const { return m_names.isCut(id); }
    /// Share of `stage` among the top-level stages of equal iterations; nothing where scopes do not allow it.
    [[nodiscard]] std::optional<double> shareAmongTopLevel(StageId stage) const;
    /// What the launches say of the capture as a whole; null for runs that were read from tables.
    [[nodiscard]] const std::shared_ptr<const CaptureSummary> &capture() const { return m_capture; }
    /// What reading found odd, in file order.
    [[nodiscard]] const std::vector<Diagnostic> &diagnostics() const { return m_diagnostics; }

private:
    friend class RunBuilder;

    std::filesystem::path m_path;
    RunIdentity m_identity;
    KernelNames m_names;
    std::vector<Stage> m_stages;
    std::vector<Diagnostic> m_diagnostics;
    std::shared_ptr<const CaptureSummary> m_capture;
};

} // namespace atlas
