#include "core/base/file.h"
#include "core/base/text.h"
#include "core/capture/capturereader.h"
#include "core/capture/graphrecipes.h"
#include "core/capture/jsoncutter.h"
#include "core/capture/readahead.h"
#include "core/capture/torchtrace.h"
#include "core/capture/tracecategory.h"
#include "core/capture/traceevent.h"
#include "core/run/unpack.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

namespace atlas
{

namespace
{
/// Device properties and the like are shorter.
constexpr std::size_t kMaxMetadataBytes = std::size_t{1} << 20U;

/// GPU and runtime as the trace's head says them; user, host and paths are left where they are.
class TraceIdentity
{
public:
    [[nodiscard]] static bool wants(std::string_view key)
    {
        constexpr std::array<std::string_view, 3> kKeys = {"deviceProperties", "cuda_runtime_version",
                                                           "distributedInfo"};
        return std::ranges::contains(kKeys, key);
    }

    static void take(std::string_view key, std::string_view text, Capture &capture)
    {
        const nlohmann::json value =
            text.size() <= kMaxMetadataBytes ? nlohmann::json::parse(text, nullptr, false) : nlohmann::json();
        if (key == "deviceProperties" && value.is_array()) {
            takeDevices(value, capture.identity);
        } else if (key == "distributedInfo" && value.is_object()) {
            capture.rank = numberOf(value, "rank");
            capture.worldSize = numberOf(value, "world_size").value_or(0);
        } else if (value.is_number_integer()) {
            capture.identity.cuda = versionOf(value.get<std::int64_t>());
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

    static std::optional<std::int64_t> numberOf(const nlohmann::json &object, const char *key)
    {
        const auto member = object.find(key);
        const bool isNumber = member != object.end() && member->is_number_integer();
        return isNumber ? std::optional(member->get<std::int64_t>()) : std::nullopt;
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
        joinAll();
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
            TraceIdentity::take(path[0], text, m_capture);
            return true;
        }
        if (++m_events % kEventsPerReport == 0 && m_progress) {
            m_progress(std::min(1.0, static_cast<double>(m_bytesRead) / static_cast<double>(m_fileBytes)),
                       "reading the trace");
        }
        const std::string_view category = categoryAtBeginning(text);
        if (category.empty() || traceCategoryOf(category) != TraceCategory::Other) {
            if (const TraceEvent *event = m_reader.read(text)) {
                m_trace.take(*event);
            } else {
                ++m_lost;
            }
        }
        return !m_stop.stop_requested();
    }

    void joinAll()
    {
        const GraphRecipes recipes =
            m_trace.hasGraphs() ? GraphRecipes::beside(m_path, m_stop, m_capture.diagnostics) : GraphRecipes();
        const std::size_t joined = m_trace.join(recipes);
        if (!recipes.isEmpty()) {
            note(Severity::Note, "graph-operations",
                 std::to_string(joined) + " launches by graphs have their operation from capture_traces");
        }
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
