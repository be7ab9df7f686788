#include "core/base/file.h"
#include "core/base/text.h"
#include "core/capture/capturereader.h"
#include "core/capture/jsoncutter.h"
#include "core/capture/readahead.h"
#include "core/capture/rocmshapes.h"
#include "core/run/unpack.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <utility>

namespace atlas
{

namespace
{
namespace json = simdjson::ondemand;

/// Sizes of a dispatch, x, y and z.
LaunchShape shapeOf(json::object sizes)
{
    LaunchShape shape = {};
    constexpr std::array<std::string_view, 3> kAxes = {"x", "y", "z"};
    for (auto field : sizes) {
        std::string_view key;
        std::uint64_t size = 0;
        if (field.error() != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS ||
            field.value().get_uint64().get(size) != simdjson::SUCCESS) {
            break;
        }
        const auto axis = std::ranges::find(kAxes, key);
        if (axis != kAxes.end() && size <= 0xFFFFFFFFU) {
            shape[static_cast<std::size_t>(axis - kAxes.begin())] = static_cast<std::uint32_t>(size);
        }
    }
    return shape;
}

/// One kernel dispatch of a rocprofv3 file.
struct Dispatch
{
    std::uint64_t startNs = 0;
    std::uint64_t endNs = 0;
    std::uint64_t kernel = 0;
    std::uint64_t agent = 0;
    std::uint64_t queue = 0;
    LaunchShape grid = {};  ///< in work-items
    LaunchShape block = {}; ///< a work-group
};

std::uint64_t numberOf(json::value value)
{
    std::uint64_t number = 0;
    json::object handle;
    if (value.type().value_unsafe() == json::json_type::object && value.get_object().get(handle) == simdjson::SUCCESS) {
        return handle["handle"].get_uint64().get(number) == simdjson::SUCCESS ? number : 0;
    }
    return value.get_uint64().get(number) == simdjson::SUCCESS ? number : 0;
}

void takeInfo(std::string_view key, json::value value, Dispatch &dispatch)
{
    json::object sizes;
    if (key == "kernel_id") {
        dispatch.kernel = numberOf(value);
    } else if (key == "agent_id") {
        dispatch.agent = numberOf(value);
    } else if (key == "queue_id") {
        dispatch.queue = numberOf(value);
    } else if ((key == "grid_size" || key == "workgroup_size") && value.get_object().get(sizes) == simdjson::SUCCESS) {
        (key == "grid_size" ? dispatch.grid : dispatch.block) = shapeOf(sizes);
    }
}

/// Reads one file; used once.
class RocprofReader
{
public:
    RocprofReader(const std::filesystem::path &path, std::stop_token stop) : m_path(path), m_stop(std::move(stop)) {}

    [[nodiscard]] Result<Capture> read()
    {
        Result<FileBlocks> file = FileBlocks::open(m_path);
        if (!file) {
            return std::unexpected(file.error());
        }
        m_capture.format = "rocprofv3 JSON";
        m_capture.hasShapes = true;
        m_capture.hasTimeline = true;
        JsonCutter cutter(readAhead(plainBytes(bytesOf(std::move(*file)))));
        const Result<void> cut = cutter.run([](const JsonCutter::Path &path) { return wishOf(path); },
                                            [&](const JsonCutter::Path &path, std::string_view text) {
                                                take(path, text);
                                                return !m_stop.stop_requested();
                                            });
        if (m_stop.stop_requested()) {
            return failure("cancelled", {m_path.string()});
        }
        if (!cut) {
            note("capture-ends-early", cut.error().message + "; what lies before is shown, the rest is missing");
        }
        return finish();
    }

private:
    /// rocprofiler-sdk-tool / any / kernel_symbols / any, and / buffer_records / kernel_dispatch / any.
    [[nodiscard]] static JsonWish wishOf(const JsonCutter::Path &path)
    {
        if (path.size() <= 2) {
            return path.empty() || path[0] == "rocprofiler-sdk-tool" ? JsonWish::Descend : JsonWish::Skip;
        }
        const std::string &part = path[2];
        if (path.size() == 3) {
            return part == "kernel_symbols" || part == "buffer_records" || part == "agents" ? JsonWish::Descend
                                                                                            : JsonWish::Skip;
        }
        if (path.size() == 4 && part == "buffer_records") {
            return path[3] == "kernel_dispatch" || path[3] == "memory_copy" ? JsonWish::Descend : JsonWish::Skip;
        }
        return JsonWish::Deliver;
    }

    void take(const JsonCutter::Path &path, std::string_view text)
    {
        json::document document;
        json::object members;
        if (m_parser.iterate(text.data(), text.size(), text.size() + JsonCutter::kPadding).get(document) !=
                simdjson::SUCCESS ||
            document.get_object().get(members) != simdjson::SUCCESS) {
            ++m_lost;
        } else if (path[2] == "kernel_symbols") {
            takeSymbol(members);
        } else if (path[2] == "agents") {
            takeAgent(members);
        } else {
            takeDispatch(members, path[3] == "memory_copy");
        }
    }

    void takeSymbol(json::object members)
    {
        std::uint64_t id = 0;
        std::string name;
        std::string formatted;
        for (auto field : members) {
            std::string_view key;
            json::value value;
            if (field.error() != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS ||
                field.value().get(value) != simdjson::SUCCESS) {
                break;
            }
            std::string_view text;
            if (key == "kernel_id") {
                id = numberOf(value);
            } else if (key == "kernel_name" && value.get_string(true).get(text) == simdjson::SUCCESS) {
                name = text;
            } else if (key == "formatted_kernel_name" && value.type().value_unsafe() == json::json_type::string &&
                       value.get_string(true).get(text) == simdjson::SUCCESS) {
                formatted = text;
            }
        }
        name.resize(name.size() - (name.ends_with(".kd") ? 3 : 0)); // the descriptor's suffix, no part of the name
        m_names[id] = toValidUtf8(!formatted.empty() ? formatted : name);
    }

    void takeAgent(json::object members)
    {
        std::uint64_t type = 0;
        std::string product;
        constexpr std::uint64_t kGpu = 2;
        for (auto field : members) {
            std::string_view key;
            json::value value;
            std::string_view text;
            if (field.error() != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS ||
                field.value().get(value) != simdjson::SUCCESS) {
                break;
            }
            if (key == "type") {
                type = numberOf(value);
            } else if (key == "product_name" && value.get_string(true).get(text) == simdjson::SUCCESS) {
                product = toValidUtf8(text);
            }
        }
        if (type == kGpu && m_capture.identity.gpu.empty()) {
            m_capture.identity.gpu = product;
        }
    }

    void takeDispatch(json::object members, bool isCopy)
    {
        Dispatch dispatch;
        for (auto field : members) {
            std::string_view key;
            json::value value;
            if (field.error() != simdjson::SUCCESS || field.unescaped_key().get(key) != simdjson::SUCCESS ||
                field.value().get(value) != simdjson::SUCCESS) {
                ++m_lost;
                return;
            }
            json::object info;
            if (key == "start_timestamp") {
                dispatch.startNs = numberOf(value);
            } else if (key == "end_timestamp") {
                dispatch.endNs = numberOf(value);
            } else if (key == "dst_agent_id") {
                dispatch.agent = numberOf(value);
            } else if (key == "dispatch_info" && value.get_object().get(info) == simdjson::SUCCESS) {
                for (auto member : info) {
                    std::string_view name;
                    json::value inner;
                    if (member.error() != simdjson::SUCCESS || member.unescaped_key().get(name) != simdjson::SUCCESS ||
                        member.value().get(inner) != simdjson::SUCCESS) {
                        break;
                    }
                    takeInfo(name, inner, dispatch);
                }
            }
        }
        isCopy ? addCopy(dispatch) : add(dispatch);
    }

    void addCopy(const Dispatch &copy)
    {
        const auto startNs = static_cast<std::int64_t>(copy.startNs);
        const auto lengthNs = static_cast<std::int64_t>(copy.endNs - copy.startNs);
        if (isLaunchTime(startNs, lengthNs)) {
            m_capture.intervals.push_back({startNs, startNs + lengthNs, Launch::kNoBlock,
                                           static_cast<std::uint16_t>(m_devices.intern(std::to_string(copy.agent))),
                                           false});
        }
    }

    void add(const Dispatch &dispatch)
    {
        const KernelId symbol = symbolOf(dispatch.kernel);
        const std::uint64_t length = dispatch.endNs - dispatch.startNs; // wraps as the file's own sums do
        const auto startNs = static_cast<std::int64_t>(dispatch.startNs);
        if (!isLaunchTime(startNs, static_cast<std::int64_t>(length))) {
            addWrapped(m_capture, symbol, std::to_string(length), 1);
            return;
        }
        Launch launch;
        launch.startNs = startNs;
        launch.device = static_cast<std::uint16_t>(m_devices.intern(std::to_string(dispatch.agent)));
        launch.stream = static_cast<std::uint16_t>(
            m_streams.intern(std::to_string(dispatch.agent) + '/' + std::to_string(dispatch.queue)));
        launch.variant = m_variants.intern({symbol, blocksOf(dispatch.grid, dispatch.block), dispatch.block});
        m_capture.launches.add(launch, static_cast<std::int64_t>(length));
    }

    /// Kernel ids are numbers of symbols until the names are known, which may come behind the dispatches.
    [[nodiscard]] KernelId symbolOf(std::uint64_t id)
    {
        const auto [found, isNew] = m_symbols.try_emplace(id, makeId<KernelId>(m_symbolIds.size()));
        if (isNew) {
            m_symbolIds.push_back(id);
        }
        return found->second;
    }

    [[nodiscard]] Result<Capture> finish()
    {
        if (m_capture.launches.size() == 0 && m_capture.wrapped.empty()) {
            return failure("the file holds no kernel dispatches: profile again with rocprofv3 --kernel-trace "
                           "--output-format json",
                           {m_path.string()});
        }
        std::vector<KernelId> kernels;
        for (const std::uint64_t id : m_symbolIds) {
            const auto name = m_names.find(id);
            kernels.push_back(m_capture.names.intern(
                name != m_names.end() && !name->second.empty() ? name->second : "kernel #" + std::to_string(id)));
        }
        // Two symbols may have one name: their variants become one again.
        VariantTable variants;
        std::vector<std::uint32_t> variantOf;
        for (LaunchVariant variant : m_variants.take()) {
            variant.kernel = kernels[variant.kernel.index()];
            variantOf.push_back(variants.intern(variant));
        }
        m_capture.launches.change([&](std::size_t, Launch &launch) { launch.variant = variantOf[launch.variant]; });
        m_capture.variants = variants.take();
        for (WrappedKernel &wrapped : m_capture.wrapped) {
            wrapped.kernel = kernels[wrapped.kernel.index()];
        }
        for (std::size_t i = 0; i < m_devices.texts().size(); ++i) {
            m_capture.devices.push_back("GPU agent " + m_devices.texts()[i]);
        }
        m_capture.streams = m_streams.take();
        if (m_lost > 0) {
            note("event-lost", std::to_string(m_lost) + " records cannot be read; they are left out");
        }
        return std::move(m_capture);
    }

    void note(std::string code, std::string message)
    {
        m_capture.diagnostics.push_back(
            {Severity::Warning, std::move(code), std::move(message), {m_path.string()}, {}, 0});
    }

    const std::filesystem::path &m_path;
    std::stop_token m_stop;
    Capture m_capture;
    json::parser m_parser;
    std::unordered_map<std::uint64_t, std::string> m_names; // by kernel_id
    std::unordered_map<std::uint64_t, KernelId> m_symbols;  // by kernel_id
    std::vector<std::uint64_t> m_symbolIds;                 // by KernelId
    VariantTable m_variants;
    TextTable m_devices;
    TextTable m_streams;
    std::size_t m_lost = 0;
};
} // namespace

Result<Capture> readRocprofJson(const std::filesystem::path &path, const CaptureRequest & /*request*/,
                                std::stop_token stop, const ProgressCallback & /*progress*/)
{
    return RocprofReader(path, std::move(stop)).read();
}

} // namespace atlas
