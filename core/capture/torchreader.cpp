#include "core/capture/capturereader.h"
#include "core/capture/jsoncutter.h"
#include "core/capture/operationjoin.h"
#include "core/capture/rangeindex.h"
#include "core/capture/readahead.h"
#include "core/capture/traceevent.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/run/unpack.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <optional>
#include <utility>

namespace atlas
{

namespace
{
constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);
/// Device properties and the like are shorter.
constexpr std::size_t kMaxMetadataBytes = std::size_t{1} << 20U;

/// A call of the runtime or driver, until the launches are joined to it.
struct Call
{
    std::int64_t startNs = 0;
    std::uint32_t thread = 0;
    std::uint32_t operation = kNone;
};

/// An operation on a processor thread, until the calls are joined to it.
struct OperationSpan
{
    std::int64_t startNs = 0;
    std::int64_t endNs = 0;
    std::uint32_t operation = 0;
};

/// What a launch is joined by.
struct LaunchKeys
{
    std::int64_t correlation = -1;
    std::int64_t externalId = -1;
    std::uint32_t collective = kNone; ///< an operation made of the kernel's own arguments
};

enum class Category : std::uint8_t
{
    Other,
    Kernel,
    Copy,
    Call,
    Operation,
    Annotation,
    DeviceAnnotation
};

Category categoryOf(std::string_view text)
{
    if (text == "kernel") {
        return Category::Kernel;
    }
    if (text == "gpu_memcpy" || text == "gpu_memset") {
        return Category::Copy;
    }
    if (text.ends_with("_runtime") || text.ends_with("_driver")) {
        return Category::Call;
    }
    if (text == "cpu_op") {
        return Category::Operation;
    }
    if (text == "user_annotation") {
        return Category::Annotation;
    }
    return text == "gpu_user_annotation" ? Category::DeviceAnnotation : Category::Other;
}

/// "nccl:*" and compiled graphs are annotations of libraries, not of people: no stage is made of them.
bool isLibraryAnnotation(std::string_view text)
{
    return text.starts_with("nccl:") || text.starts_with("## Call ");
}

bool isStep(std::string_view text)
{
    return text.starts_with("ProfilerStep#");
}

bool hasTime(const TraceEvent &event)
{
    return event.startNs && event.durationNs && isLaunchTime(*event.startNs, *event.durationNs);
}

/// Takes the events of a trace; join() then puts launches, calls, operations and ranges together.
class TorchTrace
{
public:
    TorchTrace(const CaptureRequest &request, Capture &capture) : m_request(request), m_capture(capture) {}

    void take(const TraceEvent &event)
    {
        if (event.phase != "X") {
            return;
        }
        switch (categoryOf(event.category)) {
        case Category::Kernel:
            takeKernel(event);
            break;
        case Category::Copy:
            takeCopy(event);
            break;
        case Category::Call:
            takeCall(event);
            break;
        case Category::Operation:
            takeOperation(event);
            break;
        case Category::Annotation:
            takeAnnotation(event, m_annotations[threadOf(event)]);
            break;
        case Category::DeviceAnnotation:
            takeAnnotation(event, m_deviceAnnotations[streamOf(event)]);
            break;
        case Category::Other:
            break;
        }
    }

    /// The trace's kernels without a time, or with one that no clock has.
    [[nodiscard]] std::size_t withoutTime() const { return m_withoutTime; }

    void join()
    {
        m_capture.hasRanges = !m_annotations.empty() || !m_deviceAnnotations.empty();
        m_capture.hasOperations = m_hasOperations;
        buildRanges();
        sortSpans();
        OperationCounts counts;
        std::vector<std::int64_t> durations;
        m_capture.launches.forEach(
            [&](std::size_t, const Launch &, std::int64_t duration) { durations.push_back(duration); });
        m_capture.launches.change([&](std::size_t index, Launch &launch) {
            const LaunchKeys &keys = m_keys[index];
            const std::uint32_t call = m_callOf.find(keys.correlation);
            m_capture.withoutCall += call == kNone ? 1 : 0;
            launch.block = blockOf(call, launch.stream, launch.startNs, launch.startNs + durations[index]);
            const std::uint32_t operation = operationOf(keys, call);
            if (operation != kNone) {
                counts.add(launch.variant, operation, launch.block, durations[index]);
            }
        });
        for (std::size_t i = 0; i < m_capture.intervals.size(); ++i) {
            const std::uint32_t call = m_callOf.find(m_copyCorrelations[i]);
            DeviceInterval &interval = m_capture.intervals[i];
            interval.block = blockOf(call, kNone, interval.startNs, interval.endNs);
        }
        m_capture.variantOperations = counts.take();
        m_capture.operations = m_operations.take();
        m_capture.variants = m_variants.take();
        nameDevices();
    }

private:
    [[nodiscard]] std::uint32_t threadOf(const TraceEvent &event)
    {
        return m_threads.intern(std::string(event.process) + '/' + std::string(event.thread));
    }

    [[nodiscard]] std::uint32_t streamOf(const TraceEvent &event)
    {
        return m_streams.intern(std::string(event.process) + '/' + std::string(event.thread));
    }

    void takeKernel(const TraceEvent &event)
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

    [[nodiscard]] static std::string nameOf(const TraceEvent &event)
    {
        return event.name.empty() ? std::string("(unnamed kernel)") : toValidUtf8(event.name);
    }

    void takeCopy(const TraceEvent &event)
    {
        if (m_request.timeline && hasTime(event)) {
            m_capture.intervals.push_back({*event.startNs, *event.startNs + *event.durationNs, Launch::kNoBlock,
                                           static_cast<std::uint16_t>(m_devices.intern(event.process)), false});
            m_copyCorrelations.push_back(event.correlation.value_or(-1));
        }
    }

    void takeCall(const TraceEvent &event)
    {
        if (!event.correlation || !m_request.ranges || !event.startNs) {
            return;
        }
        m_callOf.set(*event.correlation, static_cast<std::uint32_t>(m_calls.size()));
        m_calls.push_back({*event.startNs, threadOf(event), kNone});
        m_callExternalIds.push_back(event.externalId.value_or(-1));
    }

    void takeOperation(const TraceEvent &event)
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
            m_spans[threadOf(event)].push_back({*event.startNs, *event.startNs + *event.durationNs, operation});
        }
    }

    void takeAnnotation(const TraceEvent &event, std::vector<RecordedRange> &ranges)
    {
        if (m_request.ranges && hasTime(event) && !event.name.empty() && !isLibraryAnnotation(event.name)) {
            ranges.push_back({*event.startNs, *event.startNs + *event.durationNs, m_texts.intern(event.name)});
        }
    }

    void buildRanges()
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

    void sortSpans()
    {
        for (auto &[thread, spans] : m_spans) {
            std::ranges::stable_sort(spans, {}, &OperationSpan::startNs);
        }
    }

    /// The range around the launch call, else the one that the profiler projected on the stream.
    [[nodiscard]] std::uint32_t blockOf(std::uint32_t call, std::uint32_t stream, std::int64_t startNs,
                                        std::int64_t endNs)
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
    [[nodiscard]] std::uint32_t stepAround(const Call &call)
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

    [[nodiscard]] std::uint32_t operationOf(const LaunchKeys &keys, std::uint32_t call) const
    {
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
        const std::uint32_t around = operationAround(m_calls[call]);
        return around != kNone ? around : keys.collective;
    }

    /// The innermost operation that a call was made in.
    [[nodiscard]] std::uint32_t operationAround(const Call &call) const
    {
        constexpr std::ptrdiff_t kMaxLookedAt = 512; // operations that ended between the outer one's start and the call
        const auto found = m_spans.find(call.thread);
        if (found == m_spans.end()) {
            return kNone;
        }
        const std::vector<OperationSpan> &spans = found->second;
        auto at = std::ranges::upper_bound(spans, call.startNs, {}, &OperationSpan::startNs);
        for (std::ptrdiff_t looked = 0; at != spans.begin() && looked < kMaxLookedAt; ++looked) {
            --at;
            if (at->endNs >= call.startNs) {
                return at->operation;
            }
        }
        return kNone;
    }

    void nameDevices()
    {
        for (const std::string &device : m_devices.texts()) {
            m_capture.devices.push_back("GPU " + toValidUtf8(device));
        }
        for (const std::string &stream : m_streams.texts()) {
            m_capture.streams.push_back("GPU/stream " + toValidUtf8(stream));
        }
    }

    const CaptureRequest &m_request;
    Capture &m_capture;
    VariantTable m_variants;
    TextTable m_devices;
    TextTable m_streams;
    TextTable m_threads;
    TextTable m_texts;
    std::vector<LaunchKeys> m_keys;               // by launch
    std::vector<std::int64_t> m_copyCorrelations; // by interval
    std::vector<Call> m_calls;
    std::vector<std::int64_t> m_callExternalIds; // by call
    NumberMap m_callOf;                          // by correlation
    NumberMap m_operationOf;                     // by External id
    OperationTable m_operations;
    bool m_hasOperations = false;
    std::map<std::uint32_t, std::vector<OperationSpan>> m_spans;
    std::map<std::uint32_t, std::vector<RecordedRange>> m_annotations;       // by thread
    std::map<std::uint32_t, std::vector<RecordedRange>> m_deviceAnnotations; // by stream
    std::map<std::uint32_t, RangeIndex> m_rangesOfThread;
    std::vector<std::uint32_t> m_stepThreads; // that mark the profiler's steps
    std::map<std::uint32_t, RangeIndex> m_rangesOfStream;
    RangeIndex::Cursor m_cursor;
    std::size_t m_withoutTime = 0;
};

/// GPU and runtime as the trace's head says them; user, host and paths are left where they are.
class TraceIdentity
{
public:
    [[nodiscard]] static bool wants(std::string_view key)
    {
        constexpr std::array<std::string_view, 2> kKeys = {"deviceProperties", "cuda_runtime_version"};
        return std::ranges::contains(kKeys, key);
    }

    static void take(std::string_view key, std::string_view text, RunIdentity &identity)
    {
        const nlohmann::json value =
            text.size() <= kMaxMetadataBytes ? nlohmann::json::parse(text, nullptr, false) : nlohmann::json();
        if (key == "deviceProperties" && value.is_array()) {
            takeDevices(value, identity);
        } else if (value.is_number_integer()) {
            identity.cuda = versionOf(value.get<std::int64_t>());
        }
    }

private:
    static void takeDevices(const nlohmann::json &devices, RunIdentity &identity)
    {
        for (const nlohmann::json &device : devices) {
            const auto name = device.is_object() ? device.find("name") : device.end();
            if (device.is_object() && name != device.end() && name->is_string() && identity.gpu.empty()) {
                identity.gpu = toValidUtf8(name->get<std::string>());
            }
        }
    }

    /// 12040 is CUDA 12.4.
    static std::string versionOf(std::int64_t number)
    {
        return std::to_string(number / 1000) + '.' + std::to_string(number % 1000 / 10);
    }
};

/// Reads one trace file; used once.
class TorchReader
{
public:
    TorchReader(const std::filesystem::path &path, const CaptureRequest &request, std::stop_token stop,
                const ProgressCallback &progress)
        : m_path(path), m_stop(std::move(stop)), m_progress(progress), m_trace(request, m_capture)
    {
    }

    [[nodiscard]] Result<Capture> read()
    {
        Result<FileBlocks> file = FileBlocks::open(m_path);
        if (!file) {
            return std::unexpected(file.error());
        }
        m_fileBytes = std::max<std::size_t>(file->sizeWhenOpened(), 1);
        JsonCutter cutter(readAhead(plainBytes(counted(std::move(*file)))));
        const Result<void> cut =
            cutter.run([](const JsonCutter::Path &path) { return wishOf(path); },
                       [&](const JsonCutter::Path &path, std::string_view text) { return take(path, text); });
        if (m_stop.stop_requested()) {
            return failure("cancelled", {m_path.string()});
        }
        m_capture.format = "PyTorch trace";
        m_capture.hasShapes = true;
        m_capture.hasTimeline = true;
        m_trace.join();
        if (!cut) {
            note(Severity::Warning, "capture-ends-early",
                 cut.error().message + "; what lies before is shown, the rest is missing");
        }
        noteLost(cutter.tooLong());
        if (m_capture.launches.size() == 0) {
            return failure(cut ? "the trace holds no kernels: it was taken without a GPU, or without "
                                 "ProfilerActivity.CUDA"
                               : "the trace holds no kernels before its end: " + cut.error().message,
                           {m_path.string()});
        }
        return std::move(m_capture);
    }

private:
    /// Counts the file's own bytes for the progress.
    [[nodiscard]] ByteSource counted(FileBlocks file)
    {
        return [this, source = bytesOf(std::move(file))](char *buffer, std::size_t size) {
            Result<std::size_t> got = source(buffer, size);
            m_bytesRead += got.value_or(0);
            return got;
        };
    }

    /// Events lie in an array at the top, or under traceEvents.
    [[nodiscard]] static JsonWish wishOf(const JsonCutter::Path &path)
    {
        if (path.empty()) {
            return JsonWish::Descend;
        }
        if (path.size() == 1) {
            if (path[0].empty() || TraceIdentity::wants(path[0])) {
                return JsonWish::Deliver;
            }
            return path[0] == "traceEvents" ? JsonWish::Descend : JsonWish::Skip;
        }
        return JsonWish::Deliver;
    }

    [[nodiscard]] bool take(const JsonCutter::Path &path, std::string_view text)
    {
        constexpr std::size_t kEventsPerReport = 8192;
        if (path.size() == 1 && !path[0].empty()) {
            TraceIdentity::take(path[0], text, m_capture.identity);
            return true;
        }
        if (++m_events % kEventsPerReport == 0 && m_progress) {
            m_progress(std::min(1.0, static_cast<double>(m_bytesRead) / static_cast<double>(m_fileBytes)),
                       "reading the trace");
        }
        const std::string_view category = categoryAtBeginning(text);
        if (category.empty() || categoryOf(category) != Category::Other) {
            if (const TraceEvent *event = m_reader.read(text)) {
                m_trace.take(*event);
            } else {
                ++m_lost;
            }
        }
        return !m_stop.stop_requested();
    }

    void noteLost(std::size_t tooLong)
    {
        if (m_lost + tooLong > 0) {
            note(Severity::Warning, "event-lost",
                 std::to_string(m_lost + tooLong) + " events of the trace cannot be read; they are left out");
        }
        if (m_trace.withoutTime() > 0) {
            note(Severity::Warning, "launch-negative",
                 std::to_string(m_trace.withoutTime()) +
                     " launches have no time, or one that no clock has; they are left out");
        }
    }

    void note(Severity severity, std::string code, std::string message)
    {
        m_capture.diagnostics.push_back({severity, std::move(code), std::move(message), {m_path.string()}, {}, 0});
    }

    const std::filesystem::path &m_path;
    std::stop_token m_stop;
    const ProgressCallback &m_progress;
    Capture m_capture;
    TorchTrace m_trace;
    TraceEventReader m_reader;
    std::atomic<std::size_t> m_bytesRead = 0; // counted on the thread that reads ahead
    std::size_t m_fileBytes = 1;
    std::size_t m_events = 0;
    std::size_t m_lost = 0;
};
} // namespace

Result<Capture> readTorchTrace(const std::filesystem::path &path, const CaptureRequest &request, std::stop_token stop,
                               const ProgressCallback &progress)
{
    return TorchReader(path, request, std::move(stop), progress).read();
}

} // namespace atlas
