#include "core/report/overview.h"

#include "core/report/scopetext.h"

#include <algorithm>
#include <numeric>

namespace atlas
{

namespace
{
/// Colours that ops and other columns without one of their own get, in the order of their time; the rest is grey.
constexpr std::array<std::uint8_t, 8> kColors = {1, 4, 0, 2, 5, 3, 8, 9};
constexpr std::uint8_t kGrey = 7;

std::string stageLabel(const Run &run, const Stage &stage)
{
    return stage.scope.nestedIn ? stage.name + " (" + scopeText(run, stage) + ')' : stage.name;
}

/// Time an iteration of each text of the column in one stage, with its launches and kernels.
struct StageParts
{
    OverviewStage stage;
    std::vector<OverviewPart> byText;
};

StageParts partsOf(const Run &run, StageId id, const RowTexts &texts, TextColumn column)
{
    const Stage &stage = run.stage(id);
    StageParts parts;
    parts.stage.stage = id;
    parts.stage.label = stageLabel(run, stage);
    parts.stage.areIterationsKnown = stage.scope.iterations > 0.0;
    parts.stage.iterations = parts.stage.areIterationsKnown ? stage.scope.iterations : 1.0;
    parts.stage.ns = static_cast<double>(stage.totalNs) / parts.stage.iterations;
    parts.stage.launches = static_cast<double>(stage.instances) / parts.stage.iterations;
    parts.byText.resize(texts.pool(column).size());
    for (const KernelRow &row : stage.rows) {
        OverviewPart &part = parts.byText[texts.number(column, row.kernel)];
        part.ns += static_cast<double>(row.timing.totalNs) / parts.stage.iterations;
        part.launches += static_cast<double>(row.timing.instances) / parts.stage.iterations;
        ++part.kernels;
    }
    return parts;
}

/// Numbers of the texts that occur, by the time they take in the top-level stages (in all where there are none).
std::vector<std::uint32_t> textsByTime(const Run &run, const std::vector<StageParts> &stages)
{
    std::vector<double> ns(stages.front().byText.size());
    std::vector<std::size_t> kernels(ns.size());
    for (const StageParts &parts : stages) {
        const Stage &stage = run.stage(parts.stage.stage);
        for (std::size_t i = 0; i < ns.size(); ++i) {
            // Inner stages and combined hold the same launches once more.
            const bool counts = stages.size() == 1 || (!stage.isCombined && !stage.scope.nestedIn);
            ns[i] += counts ? parts.byText[i].ns : 0.0;
            kernels[i] += parts.byText[i].kernels;
        }
    }
    std::vector<std::uint32_t> used;
    for (std::uint32_t i = 0; i < ns.size(); ++i) {
        if (kernels[i] > 0) {
            used.push_back(i);
        }
    }
    std::ranges::stable_sort(used, std::ranges::greater(), [&ns](std::uint32_t i) { return ns[i]; });
    return used;
}

std::vector<OverviewSeries> seriesOf(const TextPool &pool, GroupBy by, const std::vector<std::uint32_t> &used,
                                     std::size_t most)
{
    std::vector<OverviewSeries> series;
    const std::size_t apart = used.size() <= most + 1 ? used.size() : most; // a rest of one is that one
    for (std::size_t i = 0; i < used.size(); ++i) {
        const std::string text(pool.text(used[i]));
        if (i < apart) {
            const auto color =
                by == GroupBy::Library ? static_cast<std::uint8_t>(librarySeries(text)) : kColors[i % kColors.size()];
            series.push_back({{text}, text.empty() ? "(none)" : text, color, false});
            continue;
        }
        if (!series.back().isRest) {
            series.push_back({{}, {}, kGrey, true});
        }
        series.back().texts.push_back(text);
    }
    if (!series.empty() && series.back().isRest) {
        series.back().label = std::to_string(series.back().texts.size()) + " others";
    }
    return series;
}
} // namespace

Overview overviewOf(const Run &run, const RowTexts &texts, GroupBy by, std::size_t most)
{
    const TextColumn column = groupColumn(by).value_or(TextColumn::Library);
    std::vector<StageParts> stages;
    for (std::size_t i = 0; i < run.stages().size(); ++i) {
        if (!run.stages()[i].isSummed || run.stages().size() == 1) {
            stages.push_back(partsOf(run, makeId<StageId>(i), texts, column));
        }
    }
    Overview overview{by, {}, {}};
    const std::vector<std::uint32_t> used = textsByTime(run, stages);
    overview.series = seriesOf(texts.pool(column), by, used, std::max<std::size_t>(most, 1));
    for (StageParts &parts : stages) {
        std::size_t next = 0; // of `used`
        for (std::size_t s = 0; s < overview.series.size(); ++s) {
            OverviewPart part;
            part.series = s;
            for (std::size_t i = 0; i < overview.series[s].texts.size(); ++i, ++next) {
                const OverviewPart &one = parts.byText[used[next]];
                part.ns += one.ns;
                part.launches += one.launches;
                part.kernels += one.kernels;
            }
            if (part.kernels > 0) {
                parts.stage.parts.push_back(part);
            }
        }
        overview.stages.push_back(std::move(parts.stage));
    }
    return overview;
}

Coverage coverageOf(const Run &run, std::span<const KernelId> selection, double enough, std::size_t most)
{
    const Stage &combined = run.combined();
    std::vector<char> isSelected(run.kernelCount());
    for (const KernelId kernel : selection) {
        isSelected[kernel.index()] = 1;
    }
    Coverage coverage;
    coverage.kernels = combined.rows.size();
    double cumulative = 0.0;
    for (const KernelRow &row : combined.rows) { // in the order of total time
        const double share = combined.share(row.timing);
        const bool chosen = isSelected[row.kernel.index()] != 0;
        if (coverage.steps.size() < most && cumulative < enough) {
            coverage.steps.push_back({row.kernel, share, cumulative + share, chosen});
        }
        cumulative += share;
        coverage.selected += chosen ? 1 : 0;
        coverage.selectedShare += chosen ? share : 0.0;
    }
    return coverage;
}

} // namespace atlas
