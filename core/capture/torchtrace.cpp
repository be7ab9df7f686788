#include "core/capture/torchtrace.h"

#include "core/base/text.h"
#include "core/capture/stagechoice.h"
#include "core/capture/tracecategory.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace atlas
{

namespace
{
/// "nccl:*" and compiled graphs are annotations of libraries, not of people: no stage is made of them.
bool isLibraryAnnotation(std::string_view text)
{
    return text.starts_with("nccl:") || text.starts_with("## Call ");
}

bool isStep(std::string_view text)
{
    return text.starts_with("ProfilerStep#");
}

std::string nameOf(const TraceEvent &event)
{
    return event.name.empty() ? std::string("(unnamed kernel)") : toValidUtf8(event.name);
}
} // namespace

bool hasTime(const TraceEvent &event)
{
    return event.startNs && event.durationNs && isLaunchTime(*event.startNs, *event.durationNs);
}

void TorchTrace::take(const TraceEvent &event)
{
    if (event.phase != "X") {
        return;
    }
    switch (traceCategoryOf(event.category)) {
    case TraceCategory::Kernel:
        takeKernel(event);
        break;
    case TraceCategory::Copy:
        takeCopy(event);
        break;
    case TraceCategory::Call:
        takeCall(event);
        break;
    case TraceCategory::Operation:
        takeOperation(event);
        break;
    case TraceCategory::Annotation:
        takeAnnotation(event, m_annotations[threadOf(event)]);
        break;
    case TraceCategory::DeviceAnnotation:
        takeAnnotation(event, m_deviceAnnotations[streamOf(event)]);
        break;
    case TraceCategory::Other:
        break;
    }
}

std::size_t TorchTrace::join(const GraphRecipes &recipes)
{
    m_capture.hasRanges = !m_annotations.empty() || !m_deviceAnnotations.empty();
    m_capture.hasOperations = m_hasOperations;
    buildRanges();
    m_spans.sort();
    const std::size_t joined = joinLaunches(recipes);
    for (std::size_t i = 0; i < m_capture.intervals.size(); ++i) {
        const std::uint32_t call = m_callOf.find(m_copyCorrelations[i]);
        DeviceInterval &interval = m_capture.intervals[i];
        interval.block = blockOf(call, kNone, interval.startNs, interval.endNs);
    }
    m_capture.operations = m_operations.take();
    m_capture.variants = m_variants.take();
    nameDevices();
    return joined;
}

std::size_t TorchTrace::joinLaunches(const GraphRecipes &recipes)
{
    std::vector<std::int64_t> durations;
    durations.reserve(m_capture.launches.size());
    m_capture.launches.forEach(
        [&](std::size_t, const Launch &, std::int64_t duration) { durations.push_back(duration); });
    m_capture.launches.change([&](std::size_t index, Launch &launch) {
        const std::uint32_t call = m_callOf.find(m_keys[index].correlation);
        m_capture.withoutCall += call == kNone ? 1 : 0;
        launch.block = blockOf(call, launch.stream, launch.startNs, launch.startNs + durations[index]);
    });
    const std::vector<std::uint32_t> ofGraphs =
        m_hasGraphs && !recipes.isEmpty() ? graphOperations(recipes) : std::vector<std::uint32_t>();
    OperationCounts counts;
    std::size_t joined = 0;
    m_capture.launches.forEach([&](std::size_t index, const Launch &launch, std::int64_t duration) {
        const bool isOfGraph = !ofGraphs.empty() && ofGraphs[index] != kNone;
        const std::uint32_t operation =
            isOfGraph ? ofGraphs[index] : operationOf(m_keys[index], m_callOf.find(m_keys[index].correlation));
        joined += isOfGraph ? 1 : 0;
        if (operation != kNone) {
            counts.add(launch.variant, operation, launch.block, duration);
        }
    });
    m_capture.variantOperations = counts.take();
    return joined;
}

/// By launch, the operation that a capture trace gives it; kNone where none does. All kernels of one replay have the
/// correlation of its launch, and run in the order in which they were captured.
std::vector<std::uint32_t> TorchTrace::graphOperations(const GraphRecipes &recipes)
{
    struct Replayed
    {
        std::int64_t correlation = 0;
        std::int64_t startNs = 0;
        std::size_t launch = 0;
        std::uint32_t name = 0; ///< as the recipes number it
        std::uint32_t block = 0;
    };
    std::vector<std::uint32_t> names;
    for (std::size_t i = 0; i < m_capture.names.size(); ++i) {
        names.push_back(recipes.nameOf(m_capture.names[makeId<KernelId>(i)]));
    }
    std::vector<Replayed> replayed;
    m_capture.launches.forEach([&](std::size_t index, const Launch &launch, std::int64_t) {
        const std::uint32_t call = m_callOf.find(m_keys[index].correlation);
        if (call != kNone && m_calls[call].isGraph) {
            replayed.push_back({m_keys[index].correlation, launch.startNs, index,
                                names[m_variants.variants()[launch.variant].kernel.index()], launch.block});
        }
    });
    std::ranges::sort(replayed, {},
                      [](const Replayed &each) { return std::tuple(each.correlation, each.startNs, each.launch); });
    std::vector<std::uint32_t> operations(m_capture.launches.size(), kNone);
    GraphRecipes::Matcher matcher(recipes);
    for (auto first = replayed.begin(); first != replayed.end();) {
        const auto last = std::find_if(first, replayed.end(),
                                       [&](const Replayed &each) { return each.correlation != first->correlation; });
        std::vector<std::uint32_t> sequence;
        std::ranges::transform(first, last, std::back_inserter(sequence), &Replayed::name);
        const std::vector<Operation> found = matcher.operationsOf(sequence, batchAround(first->block));
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (!found[i].name.empty()) {
                operations[first[static_cast<std::ptrdiff_t>(i)].launch] =
                    m_operations.intern(found[i].name, found[i].inputDims, found[i].inputTypes);
            }
        }
        first = last;
    }
    return operations;
}

/// The batch that the serving step around a block says.
std::optional<std::int64_t> TorchTrace::batchAround(std::uint32_t block) const
{
    for (; block != Launch::kNoBlock; block = m_capture.blocks[block].parent) {
        if (const std::optional<std::int64_t> batch =
                decodeBatchOf(m_capture.nodes[m_capture.blocks[block].node].text)) {
            return batch;
        }
    }
    return std::nullopt;
}

std::uint32_t TorchTrace::threadOf(const TraceEvent &event)
{
    return m_threads.intern(std::string(event.process) + '/' + std::string(event.thread));
}

std::uint32_t TorchTrace::streamOf(const TraceEvent &event)
{
    return m_streams.intern(std::string(event.process) + '/' + std::string(event.thread));
}

void TorchTrace::takeKernel(const TraceEvent &event)
{
    if (!hasTime(event)) {
        ++m_withoutTime;
        return;
    }
    Launch launch;
    launch.startNs = *event.startNs;
    launch.device = static_cast<std::uint16_t>(m_devices.intern(event.process));
    launch.stream = static_cast<std::uint16_t>(streamOf(event));
    LaunchVariant variant{m_capture.names.intern(nameOf(event)), {}, {}};
    if (m_request.shapes && event.hasShape) {
        variant.grid = event.grid;
        variant.block = event.block;
    }
    launch.variant = m_variants.intern(variant);
    m_capture.launches.add(launch, *event.durationNs);
    LaunchKeys keys{event.correlation.value_or(-1), event.externalId.value_or(-1), kNone};
    if (!event.collective.empty()) {
        keys.collective = m_operations.intern(
            "nccl:" + toValidUtf8(event.collective),
            event.collectiveElements.empty() ? "" : "[[" + toValidUtf8(event.collectiveElements) + "]]",
            event.collectiveType.empty() ? "" : "[\"" + toValidUtf8(event.collectiveType) + "\"]");
    }
    m_keys.push_back(keys);
}

void TorchTrace::takeCopy(const TraceEvent &event)
{
    if (m_request.timeline && hasTime(event)) {
        m_capture.intervals.push_back({*event.startNs, *event.startNs + *event.durationNs, Launch::kNoBlock,
                                       static_cast<std::uint16_t>(m_devices.intern(event.process)), false});
        m_copyCorrelations.push_back(event.correlation.value_or(-1));
    }
}

void TorchTrace::takeCall(const TraceEvent &event)
{
    if (!event.correlation || !m_request.ranges || !event.startNs) {
        return;
    }
    const bool isGraph = event.name.contains("GraphLaunch");
    m_hasGraphs = m_hasGraphs || isGraph;
    m_callOf.set(*event.correlation, static_cast<std::uint32_t>(m_calls.size()));
    m_calls.push_back({*event.startNs, threadOf(event), isGraph});
    m_callExternalIds.push_back(event.externalId.value_or(-1));
}

void TorchTrace::takeOperation(const TraceEvent &event)
{
    if (!m_request.ranges) {
        return;
    }
    m_hasOperations = true;
    const std::uint32_t operation = m_operations.intern(toValidUtf8(event.name), event.inputDims, event.inputTypes);
    if (event.externalId) {
        m_operationOf.set(*event.externalId, operation);
    }
    if (hasTime(event)) {
        m_spans.add(threadOf(event), *event.startNs, *event.startNs + *event.durationNs, operation);
    }
}

void TorchTrace::takeAnnotation(const TraceEvent &event, std::vector<RecordedRange> &ranges)
{
    if (m_request.ranges && hasTime(event) && !event.name.empty() && !isLibraryAnnotation(event.name)) {
        ranges.push_back({*event.startNs, *event.startNs + *event.durationNs, m_texts.intern(event.name)});
    }
}

void TorchTrace::buildRanges()
{
    NodeTable nodes;
    for (auto &[thread, ranges] : m_annotations) {
        if (std::ranges::any_of(ranges,
                                [&](const RecordedRange &range) { return isStep(m_texts.texts()[range.text]); })) {
            m_stepThreads.push_back(thread);
        }
        m_rangesOfThread[thread].build(std::move(ranges), m_texts.texts(), nullptr, nodes, m_capture.blocks);
    }
    for (auto &[stream, ranges] : m_deviceAnnotations) {
        m_rangesOfStream[stream].build(std::move(ranges), m_texts.texts(), nullptr, nodes, m_capture.blocks);
    }
    m_capture.nodes = nodes.take();
}

/// The range around the launch call, else the one that the profiler projected on the stream.
std::uint32_t TorchTrace::blockOf(std::uint32_t call, std::uint32_t stream, std::int64_t startNs, std::int64_t endNs)
{
    if (call != kNone) {
        const auto ranges = m_rangesOfThread.find(m_calls[call].thread);
        if (ranges != m_rangesOfThread.end()) {
            const std::uint32_t block =
                ranges->second.find(m_calls[call].startNs, m_calls[call].startNs, m_capture.blocks, m_cursor);
            if (block != Launch::kNoBlock) {
                return block;
            }
        }
        if (const std::uint32_t step = stepAround(m_calls[call]); step != Launch::kNoBlock) {
            return step;
        }
    }
    const auto ranges = m_rangesOfStream.find(stream);
    return ranges != m_rangesOfStream.end() ? ranges->second.find(startNs, endNs, m_capture.blocks, m_cursor)
                                            : Launch::kNoBlock;
}

/// The profiler's step at the time of a call on another thread: autograd launches from a thread without ranges.
std::uint32_t TorchTrace::stepAround(const Call &call)
{
    for (const std::uint32_t thread : m_stepThreads) {
        std::uint32_t block = m_rangesOfThread[thread].find(call.startNs, call.startNs, m_capture.blocks, m_cursor);
        while (block != Launch::kNoBlock && !isStep(m_capture.nodes[m_capture.blocks[block].node].text)) {
            block = m_capture.blocks[block].parent;
        }
        if (block != Launch::kNoBlock) {
            return block;
        }
    }
    return Launch::kNoBlock;
}

std::uint32_t TorchTrace::operationOf(const LaunchKeys &keys, std::uint32_t call) const
{
    if (call != kNone && m_calls[call].isGraph) {
        return keys.collective; // the operation around a graph's launch is not that of each of its kernels
    }
    if (const std::uint32_t own = m_operationOf.find(keys.externalId); keys.externalId >= 0 && own != kNone) {
        return own;
    }
    if (call == kNone) {
        return keys.collective;
    }
    const std::int64_t externalId = m_callExternalIds[call];
    if (const std::uint32_t calls = m_operationOf.find(externalId); externalId >= 0 && calls != kNone) {
        return calls;
    }
    const std::uint32_t around = m_spans.around(m_calls[call].thread, m_calls[call].startNs);
    return around != OperationSpans::kNone ? around : keys.collective;
}

void TorchTrace::nameDevices()
{
    for (const std::string &device : m_devices.texts()) {
        m_capture.devices.push_back("GPU " + toValidUtf8(device));
    }
    for (const std::string &stream : m_streams.texts()) {
        m_capture.streams.push_back("GPU/stream " + toValidUtf8(stream));
    }
}

} // namespace atlas
