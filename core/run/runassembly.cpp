#include "core/run/runassembly.h"

#include <algorithm>
#include <array>
#include <utility>

namespace atlas
{

namespace
{
constexpr std::array<std::string_view, 5> kUsualStages = {"prefill", "decode", "sam", "clip", "projector"};

std::vector<KernelRow> withIds(std::vector<KernelRow> rows, const std::vector<KernelId> &ids)
{
    for (KernelRow &row : rows) {
        row.kernel = ids[row.kernel.index()];
    }
    return rows;
}

/// A stage's rows when its file holds ranges: those of the range called like the stage, or of all ranges together.
std::vector<KernelRow> flattened(KernelTable &table, std::string_view stage, std::size_t kernelCount)
{
    const auto named = std::ranges::find(table.ranges, stage, &RangeTable::range);
    if (named != table.ranges.end() || table.ranges.size() == 1) {
        return std::move(named != table.ranges.end() ? named->rows : table.ranges.front().rows);
    }
    std::vector<KernelRow> rows;
    std::vector<std::uint32_t> rowOf(kernelCount, Stage::kNoRow);
    for (const RangeTable &range : table.ranges) {
        for (const KernelRow &row : range.rows) {
            std::uint32_t &there = rowOf[row.kernel.index()];
            if (there == Stage::kNoRow) {
                there = static_cast<std::uint32_t>(rows.size());
                rows.push_back(row);
            } else {
                rows[there].timing = pooled(rows[there].timing, row.timing).value_or(rows[there].timing);
            }
        }
    }
    return rows;
}
} // namespace

void RunAssembly::note(std::string code, std::string message, const std::filesystem::path &path)
{
    m_builder->add({Severity::Note, std::move(code), std::move(message), {path.string(), 0, 0}, {}, 0});
}

bool RunAssembly::hasFolderFor(std::string_view stage) const
{
    return std::ranges::find(m_layout->folders, stage, &TableFolder::stage) != m_layout->folders.end();
}

void RunAssembly::add(ReadTable read, std::string capture)
{
    m_builder->add(std::move(read.remarks));
    m_builder->add(std::move(read.content.diagnostics));
    if (!read.content.table) {
        return;
    }
    ++m_tableCount;
    KernelTable &table = *read.content.table;
    const std::size_t kernelCount = table.names.size();
    const std::vector<KernelId> ids = m_builder->names().internAll(table.names);
    Stage stage;
    stage.file = read.file;
    stage.lostDigits = table.lostDigits;
    stage.namesCut = table.namesCut;
    stage.isPartial = table.isPartial;
    stage.listedShare = table.listedShare;
    stage.scope.capture = std::move(capture);
    if (read.folder.stage.empty() && table.hasRanges()) {
        addRanges(stage, table, ids);
        return;
    }
    stage.isCombined = read.folder.stage.empty();
    stage.name = stage.isCombined ? "combined" : read.folder.stage;
    stage.rows = withIds(flattened(table, stage.name, kernelCount), ids);
    m_builder->addStage(std::move(stage));
}

void RunAssembly::addRanges(const Stage &pattern, KernelTable &table, const std::vector<KernelId> &ids)
{
    m_hasRanges = true;
    for (RangeTable &range : table.ranges) {
        const std::string name = range.range.empty() ? "(no range)" : range.range;
        if (hasFolderFor(name)) {
            note("stage-twice",
                 "stage '" + name + "' has a table of its own, so the range of that name in this file is not used",
                 pattern.file);
            continue;
        }
        Stage stage = pattern;
        stage.name = name == "combined" ? "combined (range)" : name;
        stage.rows = withIds(std::move(range.rows), ids);
        m_builder->addStage(std::move(stage));
    }
    if (!table.rangesOverlap() && m_layout->folders.size() == 1) {
        m_builder->setDisjoint();
    }
    note("table-ranges",
         std::string("the table is split by NVTX range: each range is a stage, and combined is their sum") +
             (table.rangesOverlap()
                  ? "; a kernel of a range inside another is counted in both, and a project file can say which "
                    "stage lies in which"
                  : ""),
         pattern.file);
}

void RunAssembly::finish()
{
    const bool isRunFolder =
        m_layout->folders.size() > 1 || (!m_layout->folders.empty() && !m_layout->folders.front().stage.empty());
    if (!isRunFolder || m_hasRanges) {
        return;
    }
    std::string missing;
    for (const std::string_view stage : kUsualStages) {
        if (!m_builder->hasStage(stage)) {
            missing.append(missing.empty() ? "" : ", ").append(stage);
        }
    }
    if (!missing.empty()) {
        note("stage-missing", "no table for " + missing, m_layout->root);
    }
    if (!m_builder->hasStage("combined")) {
        note("combined-missing", "no table of the whole run (all-stage); combined is the sum of the top-level stages",
             m_layout->root);
    }
}

} // namespace atlas
