#include "core/run/runbuilder.h"

#include "core/run/kerneltable.h"
#include "core/run/scopes.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace atlas
{

namespace
{
constexpr std::array<std::string_view, 5> kStageOrder = {"prefill", "decode", "sam", "clip", "projector"};

/// Combined, then the usual stages in their order, then others by name.
auto orderOf(const Stage &stage)
{
    const auto known = std::ranges::find(kStageOrder, std::string_view(stage.name)) - kStageOrder.begin();
    return std::tuple(!stage.isCombined, known, std::string_view(stage.name));
}
} // namespace

RunBuilder::RunBuilder(std::filesystem::path path) : m_run(std::make_shared<Run>())
{
    m_run->m_path = std::move(path);
}

void RunBuilder::addStage(Stage stage)
{
    m_run->m_stages.push_back(std::move(stage));
}

void RunBuilder::add(Diagnostic diagnostic)
{
    m_run->m_diagnostics.push_back(std::move(diagnostic));
}

void RunBuilder::add(std::vector<Diagnostic> diagnostics)
{
    std::ranges::move(diagnostics, std::back_inserter(m_run->m_diagnostics));
}

std::shared_ptr<const Run> RunBuilder::build()
{
    sortStages();
    for (Stage &stage : m_run->m_stages) {
        indexRows(stage);
    }
    std::vector<Stage> &stages = m_run->m_stages;
    if (!m_disjoint) {
        findNesting(stages, m_nesting, m_run->m_diagnostics);
    }
    if (stages.empty() || !stages.front().isCombined) {
        addSummedCombined();
    }
    findIterations(stages, m_run->kernelCount());
    return std::move(m_run);
}

void RunBuilder::sortStages()
{
    for (Stage &stage : m_run->m_stages) {
        stage.isCombined = stage.isCombined || stage.name == "combined";
    }
    std::ranges::stable_sort(m_run->m_stages, [](const Stage &a, const Stage &b) { return orderOf(a) < orderOf(b); });
}

void RunBuilder::indexRows(Stage &stage) const
{
    // Equal times: by id, the order of first appearance, so that a table is the same on every machine.
    std::ranges::sort(stage.rows, [](const KernelRow &a, const KernelRow &b) {
        return std::tuple(-a.timing.totalNs, a.kernel) < std::tuple(-b.timing.totalNs, b.kernel);
    });
    stage.rowByKernel.assign(m_run->kernelCount(), Stage::kNoRow);
    stage.totalNs = 0;
    stage.instances = 0;
    for (std::size_t i = 0; i < stage.rows.size(); ++i) {
        stage.rowByKernel[stage.rows[i].kernel.index()] = static_cast<std::uint32_t>(i);
        stage.totalNs += stage.rows[i].timing.totalNs;
        stage.instances += stage.rows[i].timing.instances;
    }
}

void RunBuilder::addSummedCombined()
{
    Stage combined;
    combined.name = "combined";
    combined.isCombined = true;
    combined.isSummed = true;
    std::map<KernelId, KernelTiming> sums;
    std::int64_t totalNs = 0;
    double wholeNs = 0.0;
    std::vector<std::string> overflows;
    for (const Stage &stage : m_run->m_stages) {
        if (stage.scope.nestedIn) {
            continue;
        }
        combined.lostDigits = combined.lostDigits || stage.lostDigits;
        combined.namesCut = combined.namesCut || stage.namesCut;
        combined.isPartial = combined.isPartial || stage.isPartial;
        wholeNs += static_cast<double>(stage.totalNs) / stage.listedShare;
        for (const KernelRow &row : stage.rows) {
            std::int64_t sumNs = 0;
            const auto [found, isNew] = sums.try_emplace(row.kernel, row.timing);
            const std::optional<KernelTiming> both = isNew ? row.timing : pooled(found->second, row.timing);
            if (!both || __builtin_add_overflow(totalNs, row.timing.totalNs, &sumNs)) {
                overflows.push_back(stage.name);
                if (isNew) {
                    sums.erase(found);
                }
                continue;
            }
            found->second = *both;
            totalNs = sumNs;
        }
    }
    if (!overflows.empty()) {
        add({Severity::Warning,
             "combined-overflow",
             "combined lacks " + std::to_string(overflows.size()) + " rows, the first of stage '" + overflows.front() +
                 "', because the sum does not fit in 64 bits of ns",
             {},
             {},
             0});
    }
    for (const auto &[kernel, timing] : sums) {
        combined.rows.push_back({kernel, timing});
    }
    indexRows(combined);
    combined.listedShare = combined.isPartial && wholeNs > 0.0 ? static_cast<double>(combined.totalNs) / wholeNs : 1.0;
    // Combined goes to the front, so every stage index grows by one.
    for (Stage &stage : m_run->m_stages) {
        if (stage.scope.nestedIn) {
            stage.scope.nestedIn = makeId<StageId>(stage.scope.nestedIn->index() + 1);
        }
    }
    m_run->m_stages.insert(m_run->m_stages.begin(), std::move(combined));
}

} // namespace atlas
