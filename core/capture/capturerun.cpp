#include "core/capture/capturerun.h"

#include "core/capture/rankspread.h"
#include "core/capture/steporder.h"
#include "core/capture/timeuse.h"
#include "core/capture/usability.h"
#include "core/run/kerneltable.h"
#include "core/run/runbuilder.h"
#include "core/run/runlayout.h"

#include <algorithm>
#include <optional>
#include <ranges>
#include <utility>

namespace atlas
{

namespace
{
/// Kernels of which the profiler gave sums only; one that is listed twice is pooled.
void addSummaries(const Capture &capture, Stage &combined)
{
    for (const KernelRow &row : capture.summaries) {
        const auto listed = std::ranges::find(combined.rows, row.kernel, &KernelRow::kernel);
        if (listed == combined.rows.end()) {
            combined.rows.push_back(row);
        } else if (const std::optional<KernelTiming> both = pooled(listed->timing, row.timing)) {
            listed->timing = *both;
        }
    }
}

/// Kernels whose clock wrapped: they are listed without a time, so that no share counts them.
void listWrapped(const Capture &capture, Stage &combined)
{
    for (const WrappedKernel &wrapped : capture.wrapped) {
        const bool isListed =
            std::ranges::any_of(combined.rows, [&](const KernelRow &row) { return row.kernel == wrapped.kernel; });
        if (!isListed) {
            KernelTiming timing;
            timing.instances = wrapped.launches;
            combined.rows.push_back({wrapped.kernel, timing});
        }
        combined.isPartial = true;
    }
}

/// Inner stage and outer stage of each, as the builder wants them said.
std::vector<std::pair<std::string, std::string>> nestingOf(const StageAssignment &assignment)
{
    std::vector<std::pair<std::string, std::string>> nesting;
    for (const StageAssignment::Stage &stage : assignment.stages) {
        nesting.emplace_back(stage.name, stage.outer != StageAssignment::kNone ? assignment.stages[stage.outer].name
                                                                               : std::string());
    }
    return nesting;
}
/// All ranges as a list in the order of the tree, each with what ran in it.
std::vector<RangeSummary> rangesOf(const Capture &capture, const StageAssignment &assignment,
                                   const std::vector<std::string> &leftOut)
{
    std::vector<RangeSummary> sums(capture.nodes.size());
    capture.launches.forEach([&](std::size_t, const Launch &launch, std::int64_t durationNs) {
        if (launch.block != Launch::kNoBlock) {
            RangeSummary &sum = sums[capture.blocks[launch.block].node];
            ++sum.launches;
            sum.totalNs += durationNs;
        }
    });
    for (std::size_t i = sums.size(); i-- > 0;) { // an outer node is numbered before those in it
        if (const std::uint32_t parent = capture.nodes[i].parent; parent != RangeNode::kRoot) {
            sums[parent].launches += sums[i].launches;
            sums[parent].totalNs += sums[i].totalNs;
        }
    }
    for (std::size_t i = 0; i < capture.blocks.size(); ++i) {
        RangeSummary &sum = sums[capture.blocks[i].node];
        ++sum.count;
        const std::uint32_t stage =
            i < assignment.stageOfBlock.size() ? assignment.stageOfBlock[i] : StageAssignment::kNone;
        if (stage != StageAssignment::kNone) {
            sum.stage = assignment.stages[stage].name;
        }
    }
    std::vector<std::vector<std::size_t>> children(capture.nodes.size() + 1); // of the root behind those of nodes
    for (std::size_t i = 0; i < capture.nodes.size(); ++i) {
        sums[i].text = capture.nodes[i].text;
        sums[i].isLeftOut = std::ranges::contains(leftOut, capture.nodes[i].text);
        children[std::min<std::size_t>(capture.nodes[i].parent, capture.nodes.size())].push_back(i);
    }
    std::vector<RangeSummary> list;
    std::vector<std::pair<std::size_t, std::size_t>> open; // node and depth, the next one last
    const auto push = [&](std::size_t parent, std::size_t depth) {
        for (const std::size_t child : children[parent] | std::views::reverse) {
            open.emplace_back(child, depth);
        }
    };
    push(capture.nodes.size(), 0);
    while (!open.empty()) {
        const auto [node, depth] = open.back();
        open.pop_back();
        list.push_back(sums[node]);
        list.back().depth = depth;
        push(node, depth + 1);
    }
    return list;
}

/// Share of the kernels' time whose operation is known; negative where the format has no operations.
double knownOperations(const Capture &capture)
{
    if (!capture.hasOperations) {
        return -1.0;
    }
    double knownNs = 0.0;
    double allNs = 0.0;
    for (const VariantOperation &use : capture.variantOperations) {
        knownNs += static_cast<double>(use.totalNs);
    }
    capture.launches.forEach(
        [&](std::size_t, const Launch &, std::int64_t durationNs) { allNs += static_cast<double>(durationNs); });
    return allNs > 0.0 ? knownNs / allNs : 0.0;
}

std::shared_ptr<const CaptureSummary> summaryOf(const Capture &capture, const StageAssignment &assignment,
                                                const std::vector<std::string> &leftOut, const Stage &combined)
{
    auto summary = std::make_shared<CaptureSummary>();
    summary->format = capture.format;
    summary->launches = static_cast<std::int64_t>(capture.launches.size());
    if (capture.hasTimeline) {
        summary->time = timeUseOf(capture);
        summary->steps = stepsOf(capture, assignment);
        summary->orders = stepOrdersOf(capture, assignment);
    }
    for (const std::uint16_t device : rankDevices(capture)) {
        summary->ranks.push_back(capture.devices[device]);
    }
    summary->ranges = rangesOf(capture, assignment, leftOut);
    summary->knownOperations = knownOperations(capture);
    summary->verdicts = judgeCapture(capture, combined, summary->steps);
    return summary;
}
} // namespace

namespace
{
/// Adds the table of all of `table`'s run as a stage.
void addTable(RunBuilder &builder, const NamedTable &table)
{
    Stage stage = table.run->combined();
    stage.name = table.stage;
    stage.isCombined = false;
    stage.scope = {};
    stage.distributions = nullptr;
    for (KernelRow &row : stage.rows) {
        row.kernel = builder.names().intern(table.run->name(row.kernel));
    }
    builder.addStage(std::move(stage));
    builder.add(table.run->diagnostics());
}

void addLaunches(RunBuilder &builder, const Capture &capture, const StageChoice &choice,
                 const std::filesystem::path &path, bool withDistributions)
{
    const StageAssignment assignment = assignStages(capture, choice);
    builder.setNesting(nestingOf(assignment));
    std::vector<Stage> stages = aggregate(capture, assignment, withDistributions);
    addRanks(capture, assignment, stages);
    for (Stage &stage : stages) {
        stage.file = path;
        if (stage.isCombined) {
            builder.setCapture(summaryOf(capture, assignment, choice.leftOut, stage));
            addSummaries(capture, stage);
            listWrapped(capture, stage);
        }
        builder.addStage(std::move(stage));
    }
}
} // namespace

std::shared_ptr<const Run> makeRun(const Capture &capture, const StageChoice &choice, const std::filesystem::path &path,
                                   bool withDistributions, const std::vector<NamedTable> &tables)
{
    RunBuilder builder(path);
    builder.identity() = capture.identity;
    builder.identity().label = folderLabel(path);
    for (std::size_t i = 0; i < capture.names.size(); ++i) {
        static_cast<void>(builder.names().intern(capture.names[makeId<KernelId>(i)]));
    }
    builder.add(capture.diagnostics);
    if (!capture.format.empty()) {
        addLaunches(builder, capture, choice, path, withDistributions);
    }
    for (const NamedTable &table : tables) {
        addTable(builder, table);
    }
    return builder.build();
}

} // namespace atlas
