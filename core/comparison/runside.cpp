#include "core/comparison/runside.h"

#include "core/run/kerneltable.h"

#include <algorithm>

namespace atlas
{

std::optional<std::size_t> SideTable::rowOf(KernelId kernel) const
{
    const std::uint32_t row = kernel.index() < rowByKernel.size() ? rowByKernel[kernel.index()] : Stage::kNoRow;
    return row != Stage::kNoRow ? std::optional<std::size_t>(row) : std::nullopt;
}

std::span<const KernelTiming> SideTable::timings(std::size_t row) const
{
    return perRun.empty() ? std::span(&rows[row].timing, 1) : std::span(perRun).subspan(row * runs, runs);
}

std::shared_ptr<const RunSide> RunSide::of(std::vector<std::shared_ptr<const Run>> runs)
{
    auto side = std::make_shared<RunSide>();
    side->m_runs = std::move(runs);
    if (side->isSingle()) {
        return side;
    }
    for (const std::shared_ptr<const Run> &run : side->m_runs) {
        std::vector<KernelId> &ids = side->m_ids.emplace_back();
        ids.reserve(run->kernelCount());
        for (std::size_t i = 0; i < run->kernelCount(); ++i) {
            ids.push_back(side->m_names.intern(run->name(makeId<KernelId>(i))));
            if (run->isNameCut(makeId<KernelId>(i))) {
                side->m_names.setCut(ids.back());
            }
        }
    }
    return side;
}

std::size_t RunSide::kernelCount() const
{
    return isSingle() ? firstRun().kernelCount() : m_names.size();
}

std::string_view RunSide::name(KernelId kernel) const
{
    return isSingle() ? firstRun().name(kernel) : m_names[kernel];
}

bool RunSide::isNameCut(KernelId kernel) const
{
    return isSingle() ? firstRun().isNameCut(kernel) : m_names.isCut(kernel);
}

std::optional<KernelId> RunSide::find(std::string_view name) const
{
    return isSingle() ? firstRun().findKernel(name) : m_names.find(name);
}

bool RunSide::hasTable(std::string_view stage) const
{
    return std::ranges::all_of(m_runs, [&](const auto &run) { return run->findStage(stage).has_value(); });
}

std::optional<SideTable> RunSide::table(std::string_view stage) const
{
    if (!hasTable(stage)) {
        return std::nullopt;
    }
    SideTable table;
    table.name = stage;
    table.runs = m_runs.size();
    table.pooledRowByKernel.assign(isSingle() ? 0 : kernelCount(), Stage::kNoRow);
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        const Stage &of = m_runs[i]->stage(*m_runs[i]->findStage(stage));
        table.isCombined = of.isCombined;
        table.isSummed = table.isSummed || of.isSummed;
        table.lostDigits = table.lostDigits || of.lostDigits;
        table.isPartial = table.isPartial || of.isPartial;
        table.iterations = i == 0 ? of.scope.iterations : table.iterations;
        if (isSingle()) {
            table.rows = of.rows;
            table.rowByKernel = of.rowByKernel;
        } else {
            poolRows(of, i, table);
        }
    }
    return table;
}

void RunSide::poolRows(const Stage &stage, std::size_t number, SideTable &table) const
{
    for (const KernelRow &row : stage.rows) {
        const KernelId kernel = m_ids[number][row.kernel.index()];
        std::uint32_t &at = table.pooledRowByKernel[kernel.index()];
        if (at == Stage::kNoRow) {
            at = static_cast<std::uint32_t>(table.pooledRows.size());
            table.pooledRows.push_back({kernel, row.timing});
            table.perRun.resize(table.pooledRows.size() * table.runs);
        } else {
            // Sums that do not fit keep the earlier runs' figures: a run of 292 years of GPU time is no run.
            KernelTiming &timing = table.pooledRows[at].timing;
            timing = pooled(timing, row.timing).value_or(timing);
        }
        table.perRun[at * table.runs + number] = row.timing;
    }
    table.rows = table.pooledRows;
    table.rowByKernel = table.pooledRowByKernel;
}

} // namespace atlas
