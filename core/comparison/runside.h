#pragma once

#include "core/comparison/rowsanity.h"
#include "core/comparison/statistics.h"
#include "core/run/run.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// One table of one side. The rows of a single run are looked at where they are: the RunSide must live longer. Moves
/// and does not copy, because the views may be of its own rows.
struct SideTable
{
    SideTable() = default;
    SideTable(const SideTable &) = delete;
    SideTable &operator=(const SideTable &) = delete;
    SideTable(SideTable &&) noexcept = default;
    SideTable &operator=(SideTable &&) noexcept = default;
    ~SideTable() = default;

    std::string name;
    /// With the side's own kernel ids; timings of several runs are pooled (no median then).
    std::span<const KernelRow> rows;
    /// Row of each kernel of the side; Stage::kNoRow where it is not in this table.
    std::span<const std::uint32_t> rowByKernel;
    /// What the views above are of when there are several runs.
    std::vector<KernelRow> pooledRows;
    std::vector<std::uint32_t> pooledRowByKernel;
    /// Several runs: the timing of row r in run i at r · runs + i; no instances where it is not in that run. Empty for
    /// one run.
    std::vector<KernelTiming> perRun;
    std::size_t runs = 1;
    double iterations = 0.0; ///< as the (first) run's scope says; 0 when unknown
    bool isCombined = false;
    bool isSummed = false;
    bool lostDigits = false;
    /// The file lists only part of the kernels: what is missing there was not removed.
    bool isPartial = false;

    [[nodiscard]] std::optional<std::size_t> rowOf(KernelId kernel) const;
    /// The timings of one row, run by run.
    [[nodiscard]] std::span<const KernelTiming> timings(std::size_t row) const;
};

/// One side of a comparison: one run, or several runs of the same program whose spread is the noise between runs.
/// Kernels have ids of the side, over all of its runs. Immutable.
class RunSide
{
public:
    /// `runs` must not be empty.
    [[nodiscard]] static std::shared_ptr<const RunSide> of(std::vector<std::shared_ptr<const Run>> runs);

    [[nodiscard]] const std::vector<std::shared_ptr<const Run>> &runs() const { return m_runs; }
    [[nodiscard]] const Run &firstRun() const { return *m_runs.front(); }
    [[nodiscard]] std::size_t kernelCount() const;
    [[nodiscard]] std::string_view name(KernelId kernel) const;
    /// Whether the profiler cut the name in one of the runs.
    [[nodiscard]] bool isNameCut(KernelId kernel) const;
    [[nodiscard]] std::optional<KernelId> find(std::string_view name) const;
    /// The table called `stage`; nothing when not every run has it.
    [[nodiscard]] std::optional<SideTable> table(std::string_view stage) const;
    [[nodiscard]] bool hasTable(std::string_view stage) const;

private:
    [[nodiscard]] bool isSingle() const { return m_runs.size() == 1; }
    void poolRows(const Stage &stage, std::size_t number, SideTable &table) const;

    std::vector<std::shared_ptr<const Run>> m_runs;
    KernelNames m_names;                      // of several runs; a single run's own names serve otherwise
    std::vector<std::vector<KernelId>> m_ids; // of several runs: the side's id by run and KernelId there
};

} // namespace atlas
