#pragma once

#include "core/run/run.h"
#include "core/run/rundiagnostics.h"
#include "core/run/tableheader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas
{

/// Two summaries of disjoint launches as one: counts and totals add, min and max combine, deviation pools exactly
/// (s² = [Σ(n_i-1)s_i² + Σ n_i(m_i-m)²]/(n-1)), a median cannot be pooled and becomes NaN. Nothing when a sum does not
/// fit.
[[nodiscard]] std::optional<KernelTiming> pooled(const KernelTiming &a, const KernelTiming &b);

/// The rows of one NVTX range, or of the whole file when `range` is empty.
struct RangeTable
{
    std::string range;
    std::vector<KernelRow> rows;
    std::int64_t totalNs = 0;
    std::int64_t instances = 0;
};

/// What one report file says; ids are those of `names`.
struct KernelTable
{
    ReportKind kind = ReportKind::KernelSummary;
    KernelNames names;
    std::vector<RangeTable> ranges; ///< in order of first appearance
    bool lostDigits = false;
    bool namesCut = false; ///< some are; `names` knows which
    /// Rows were left out, or were never in the file (a top-N report).
    bool isPartial = false;
    /// How much (0..1) of all kernel time the rows are, as the percentages of the file say; else 1.
    double listedShare = 1.0;

    /// The table has stages of its own.
    [[nodiscard]] bool hasRanges() const
    {
        return ranges.size() > 1 || (!ranges.empty() && !ranges.front().range.empty());
    }
    /// A kernel of a nested range is counted in the outer range too (nvtx_kern_sum).
    [[nodiscard]] bool rangesOverlap() const { return kind == ReportKind::RangeSummary; }
};

/// Collects the rows of one report.
class KernelTableBuilder
{
public:
    explicit KernelTableBuilder(const TableHeader &header);

    /// Adds a row; a name that is there already is pooled. False when the sums would not fit: nothing is added then.
    [[nodiscard]] bool add(std::string_view range, std::string_view name, const KernelTiming &timing);
    /// Adds one launch of a trace.
    [[nodiscard]] bool addLaunch(std::string_view name, std::int64_t durationNs);
    /// The profiler cut the name of a row that was added.
    void setNameCut(std::string_view name);
    /// The file says itself that names begin with their range (nvtx-name), also where not every one does.
    void expectRangesInNames() { m_rangesInNames = true; }
    /// Rows whose name was there before.
    [[nodiscard]] std::size_t repeatedRows() const { return m_repeatedRows; }
    /// The table, with the launches aggregated and `range/` taken off the names where every name has it, or
    /// the file or a name says that ranges stand there: then names without one are of no range.
    [[nodiscard]] KernelTable build();

private:
    struct Rows
    {
        RangeTable table;
        std::vector<std::uint32_t> rowOfKernel; // by KernelId; kNoRow where the kernel is not here
    };
    /// Launches of one kernel by duration: as exact as a list of all, and small, because durations repeat.
    using Histogram = std::unordered_map<std::int64_t, std::int64_t>;

    [[nodiscard]] Rows &rowsOf(std::string_view range);
    [[nodiscard]] bool addTo(Rows &rows, KernelId kernel, const KernelTiming &timing);
    void summariseLaunches();
    [[nodiscard]] KernelTable splitByPrefix(KernelTable table) const;

    KernelTable m_table;
    std::vector<Rows> m_rows;
    std::unordered_map<std::string, std::size_t> m_rowsOfRange;
    std::vector<Histogram> m_launches; // by KernelId
    std::int64_t m_launchedNs = 0;
    std::size_t m_repeatedRows = 0;
    bool m_rangesInNames = false;
};

} // namespace atlas
