#include "core/review/selection.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <span>

namespace atlas
{

namespace
{
std::span<const KernelRow> topRows(const Stage &stage, std::size_t top)
{
    return std::span(stage.rows).first(std::min(top, stage.rows.size()));
}

/// Every table that a file stands behind, in the script's order: the stages, then combined.
std::vector<const Stage *> tablesInSeedOrder(const Run &run)
{
    std::vector<const Stage *> tables;
    for (const Stage &stage : run.stages()) {
        if (!stage.isCombined) {
            tables.push_back(&stage);
        }
    }
    if (!run.combined().isSummed) {
        tables.push_back(&run.combined());
    }
    return tables;
}

/// The tables whose coverage counts: top-level stages, or combined where it is all there is.
std::vector<const Stage *> tablesForCoverage(const Run &run)
{
    std::vector<const Stage *> tables;
    for (const Stage &stage : run.stages()) {
        if (!stage.isCombined && !stage.scope.nestedIn) {
            tables.push_back(&stage);
        }
    }
    if (tables.empty()) {
        tables.push_back(&run.combined());
    }
    return tables;
}

std::size_t rowsForCoverage(const Stage &stage, double percent)
{
    const double wanted = static_cast<double>(stage.totalNs) * percent / 100.0;
    double covered = 0.0;
    std::size_t rows = 0;
    while (rows < stage.rows.size() && covered < wanted) {
        covered += static_cast<double>(stage.rows[rows++].timing.totalNs);
    }
    return rows;
}

/// One sum a kernel, kept in the order in which kernels were first met, for a stable sort by time.
class TimeSums
{
public:
    explicit TimeSums(const Run &run) : m_sum(run.kernelCount(), kAbsent) {}

    void add(std::span<const KernelRow> rows)
    {
        for (const KernelRow &row : rows) {
            std::int64_t &sum = m_sum[row.kernel.index()];
            if (sum == kAbsent) {
                m_kernels.push_back(row.kernel);
                sum = 0;
            }
            // Totals of several tables may not fit; an order needs no more than "very large".
            sum = sum > std::numeric_limits<std::int64_t>::max() - row.timing.totalNs
                      ? std::numeric_limits<std::int64_t>::max()
                      : sum + row.timing.totalNs;
        }
    }
    std::vector<KernelId> byTime() &&
    {
        std::ranges::stable_sort(m_kernels, std::ranges::greater(),
                                 [this](KernelId kernel) { return m_sum[kernel.index()]; });
        return std::move(m_kernels);
    }

private:
    static constexpr std::int64_t kAbsent = -1;
    std::vector<std::int64_t> m_sum; // by KernelId
    std::vector<KernelId> m_kernels;
};

std::vector<KernelId> byCombinedTime(const Run &run)
{
    TimeSums sums(run);
    sums.add(run.combined().rows);
    std::vector<KernelId> kernels = std::move(sums).byTime();
    TimeSums rest(run); // kernels that only a stage has come last, by their summed time
    for (const Stage *table : tablesInSeedOrder(run)) {
        if (!table->isCombined) {
            rest.add(table->rows);
        }
    }
    for (const KernelId kernel : std::move(rest).byTime()) {
        if (!run.combined().rowOf(kernel)) {
            kernels.push_back(kernel);
        }
    }
    return kernels;
}

std::vector<KernelId> bySeedTime(const Run &run, std::size_t top)
{
    TimeSums sums(run);
    for (const Stage *table : tablesInSeedOrder(run)) {
        sums.add(topRows(*table, top));
    }
    return std::move(sums).byTime();
}

/// Whether each kernel is selected, by KernelId; names that were cut included.
std::vector<bool> flagsOfAll(const Run &run, const SelectionOptions &selection)
{
    std::vector<bool> flags(run.kernelCount(), selection.kind == SelectionOptions::Kind::All);
    const auto mark = [&](std::span<const KernelRow> rows) {
        for (const KernelRow &row : rows) {
            flags[row.kernel.index()] = true;
        }
    };
    if (selection.kind == SelectionOptions::Kind::TopPerTable) {
        for (const Stage *table : tablesInSeedOrder(run)) {
            mark(topRows(*table, selection.top));
        }
    } else if (selection.kind == SelectionOptions::Kind::Coverage) {
        for (const Stage *table : tablesForCoverage(run)) {
            mark(topRows(*table, rowsForCoverage(*table, selection.coveragePercent)));
        }
    }
    return flags;
}

std::vector<bool> selectedFlags(const Run &run, const SelectionOptions &selection)
{
    std::vector<bool> flags = flagsOfAll(run, selection);
    for (std::size_t i = 0; i < flags.size() && !selection.cutNames; ++i) {
        flags[i] = flags[i] && !run.isNameCut(makeId<KernelId>(i));
    }
    return flags;
}
} // namespace

std::vector<KernelId> orderedKernels(const Run &run, EntryOrder order, std::size_t top)
{
    std::vector<KernelId> byTime = byCombinedTime(run);
    if (order == EntryOrder::Combined) {
        return byTime;
    }
    std::vector<KernelId> kernels = bySeedTime(run, top);
    std::vector<bool> placed(run.kernelCount(), false);
    for (const KernelId kernel : kernels) {
        placed[kernel.index()] = true;
    }
    std::ranges::copy_if(byTime, std::back_inserter(kernels), [&](KernelId kernel) { return !placed[kernel.index()]; });
    return kernels;
}

std::size_t cutKernelsLeftOut(const Run &run, const SelectionOptions &selection)
{
    return static_cast<std::size_t>(std::ranges::count(flagsOfAll(run, selection), true) -
                                    std::ranges::count(selectedFlags(run, selection), true));
}

std::vector<KernelId> selectKernels(const Run &run, const SelectionOptions &selection, EntryOrder order)
{
    const std::vector<bool> selected = selectedFlags(run, selection);
    std::vector<KernelId> kernels = orderedKernels(run, order, selection.top);
    std::erase_if(kernels, [&](KernelId kernel) { return !selected[kernel.index()]; });
    return kernels;
}

} // namespace atlas
