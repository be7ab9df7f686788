#include "core/base/parallel.h"
#include "core/base/text.h"
#include "core/capture/capturereader.h"
#include "core/capture/keytable.h"
#include "core/capture/nsysranges.h"
#include "core/capture/sqlitedatabase.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>
#include <utility>

namespace atlas
{

namespace
{
constexpr std::string_view kKernelTable = "CUPTI_ACTIVITY_KIND_KERNEL";
constexpr std::string_view kCallTable = "CUPTI_ACTIVITY_KIND_RUNTIME";
constexpr std::string_view kGraphTable = "CUPTI_ACTIVITY_KIND_GRAPH_TRACE";
/// Below this many rows a second connection costs more than it brings.
constexpr std::size_t kRowsWorthAThread = 100'000;
constexpr std::size_t kRowsPerReport = 65'536;

bool has(const std::vector<std::string> &columns, std::string_view name)
{
    return std::ranges::contains(columns, name);
}

/// The rows of a table by their number, where it has numbers: several connections read a part each.
struct RowRange
{
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool isKnown = false;

    [[nodiscard]] std::size_t count() const { return isKnown ? static_cast<std::size_t>(last - first) + 1 : 0; }
};

RowRange rowsOf(const SqliteDatabase &database, std::string_view table)
{
    // Two queries: each is one walk down the tree, while min and max together read everything.
    RowRange range;
    const std::string name = quotedIdentifier(table);
    Result<SqliteQuery> first = database.query("SELECT min(rowid) FROM " + name);
    Result<SqliteQuery> last = database.query("SELECT max(rowid) FROM " + name);
    if (first && last && first->next().value_or(false) && last->next().value_or(false) && !first->isNull(0)) {
        range = {first->integer(0), last->integer(0), true};
        range.isKnown = range.last - range.first < std::int64_t{1} << 40U;
    }
    return range;
}

/// The columns of the kernel table in the order that rows are read in; -1 for those that are not read.
struct KernelColumns
{
    std::string list;
    int context = -1;
    int stream = -1;
    int process = -1;
    int correlation = -1;
    int grid = -1;
};

KernelColumns kernelColumns(const std::vector<std::string> &columns, const CaptureRequest &request)
{
    KernelColumns chosen;
    const std::string_view name = has(columns, "demangledName") ? "demangledName" : "shortName";
    chosen.list = "start, \"end\", deviceId, " + std::string(name);
    int count = 4;
    const auto add = [&](std::string_view column, int &place) {
        if (has(columns, column)) {
            chosen.list.append(", ").append(column);
            place = count++;
        }
    };
    add("globalPid", chosen.process);
    if (request.timeline || request.ranges) {
        add("streamId", chosen.stream);
        add("correlationId", chosen.correlation);
    }
    if (request.shapes && has(columns, "gridX") && has(columns, "blockX")) {
        chosen.list += ", gridX, gridY, gridZ, blockX, blockY, blockZ";
        chosen.grid = count;
    }
    return chosen;
}

/// A device is a number in one process, a stream one in a device.
struct DeviceKey
{
    std::int64_t process = 0;
    std::int64_t device = 0;

    auto operator<=>(const DeviceKey &) const = default;
};

using StreamKey = std::pair<std::uint32_t, std::int64_t>; // number of the device, number of the stream

/// What one connection read of the kernel table; its numbers are its own until the parts are put together.
struct KernelPart
{
    KeyTable<std::int64_t> names; // StringIds.id
    KeyTable<DeviceKey> devices;
    KeyTable<StreamKey> streams;
    VariantTable variants; // kernels are numbers in `names`
    LaunchStore launches;
    std::int64_t negative = 0; ///< rows that end before they start
    std::int64_t withoutCall = 0;
    CallBlocks calls;
    Result<void> result = {};
};

LaunchShape shapeAt(const SqliteQuery &row, int column)
{
    const auto size = [&](int offset) {
        return static_cast<std::uint32_t>(std::clamp<std::int64_t>(row.integer(column + offset), 0, 0xFFFFFFFF));
    };
    return {size(0), size(1), size(2)};
}

/// Reads one part of the kernel table.
class KernelRows
{
public:
    KernelRows(const KernelColumns &columns, const CallBlocks *calls, KernelPart &part)
        : m_columns(&columns), m_calls(calls), m_part(&part)
    {
    }

    [[nodiscard]] Result<void> read(SqliteQuery &row, const std::function<void(std::size_t)> &report)
    {
        std::size_t count = 0;
        for (;;) {
            const Result<bool> more = row.next();
            if (!more || !*more) {
                return more ? Result<void>() : std::unexpected(more.error());
            }
            take(row);
            if (++count % kRowsPerReport == 0) {
                report(kRowsPerReport);
            }
        }
    }

private:
    void take(const SqliteQuery &row)
    {
        Launch launch;
        launch.startNs = row.integer(0);
        std::int64_t durationNs = 0;
        if (__builtin_sub_overflow(row.integer(1), launch.startNs, &durationNs) ||
            !isLaunchTime(launch.startNs, durationNs)) {
            ++m_part->negative;
            return;
        }
        const std::int64_t process = m_columns->process >= 0 ? row.integer(m_columns->process) : 0;
        const std::uint32_t device = m_part->devices.intern({process, row.integer(2)});
        launch.device = static_cast<std::uint16_t>(device);
        if (m_columns->stream >= 0) {
            launch.stream =
                static_cast<std::uint16_t>(m_part->streams.intern({device, row.integer(m_columns->stream)}));
        }
        LaunchVariant variant{makeId<KernelId>(m_part->names.intern(row.integer(3)))};
        if (m_columns->grid >= 0) {
            constexpr int kDimensions = 3;
            variant.grid = shapeAt(row, m_columns->grid);
            variant.block = shapeAt(row, m_columns->grid + kDimensions);
        }
        launch.variant = m_part->variants.intern(variant);
        launch.block = blockOf(row, process);
        m_part->launches.add(launch, durationNs);
    }

    [[nodiscard]] std::uint32_t blockOf(const SqliteQuery &row, std::int64_t process)
    {
        if (m_calls == nullptr || m_columns->correlation < 0) {
            return Launch::kNoBlock;
        }
        const std::uint32_t block = row.isNull(m_columns->correlation)
                                        ? CallBlocks::kNoCall
                                        : m_calls->find(process, row.integer(m_columns->correlation));
        m_part->withoutCall += block == CallBlocks::kNoCall ? 1 : 0;
        return block == CallBlocks::kNoCall ? Launch::kNoBlock : block;
    }

    const KernelColumns *m_columns;
    const CallBlocks *m_calls;
    KernelPart *m_part;
};

/// Reads a capture; used once.
class NsysReader
{
public:
    NsysReader(const std::filesystem::path &path, const CaptureRequest &request, std::stop_token stop,
               const ProgressCallback &progress, const SqliteDatabase &database)
        : m_path(path), m_request(request), m_stop(std::move(stop)), m_progress(progress), m_database(database)
    {
    }

    [[nodiscard]] Result<Capture> read()
    {
        m_capture.format = "Nsight Systems SQLite";
        readIdentity();
        return readCalls()
            .and_then([&] { return readKernels(); })
            .and_then([&] { return readIntervals(); })
            .and_then([&] { return refuseEmpty(); })
            .transform([&] {
                nameDevices();
                m_capture.hasShapes = m_request.shapes;
                m_capture.hasTimeline = m_request.timeline;
                return std::move(m_capture);
            });
    }

private:
    /// Splits a table into parts and reads each with a connection of its own.
    [[nodiscard]] Result<void>
    readParts(std::string_view table, const std::string &columns, std::vector<KernelPart> &parts,
              const std::function<Result<void>(SqliteQuery &, KernelPart &, std::size_t)> &read)
    {
        const RowRange rows = rowsOf(m_database, table);
        parts = std::vector<KernelPart>(partCount(rows.count(), kRowsWorthAThread));
        const std::string sql = "SELECT " + columns + " FROM " + quotedIdentifier(table);
        forEachPart(std::max<std::size_t>(rows.count(), 1), kRowsWorthAThread,
                    [&](std::size_t begin, std::size_t end, std::size_t number) {
                        KernelPart &part = parts[number];
                        const Result<SqliteDatabase> own = SqliteDatabase::open(m_path, m_stop);
                        if (!own) {
                            part.result = std::unexpected(own.error());
                            return;
                        }
                        Result<SqliteQuery> query =
                            own->query(sql + (rows.isKnown ? " WHERE rowid >= ?1 AND rowid < ?2" : ""));
                        if (!query) {
                            part.result = std::unexpected(query.error());
                            return;
                        }
                        query->bind(1, rows.first + static_cast<std::int64_t>(begin));
                        query->bind(2, rows.first + static_cast<std::int64_t>(end));
                        part.result = read(*query, part, rows.count());
                    });
        for (const KernelPart &part : parts) {
            if (!part.result) {
                return std::unexpected(part.result.error());
            }
        }
        return {};
    }

    [[nodiscard]] Result<void> readCalls()
    {
        if (!m_request.ranges) {
            return {};
        }
        const std::vector<std::string> columns = m_database.columns(kCallTable);
        if (!has(columns, "globalTid") || !has(columns, "correlationId")) {
            return {};
        }
        NsysRanges ranges;
        if (Result<void> read = ranges.readRanges(m_database, m_capture); !read) {
            return read;
        }
        std::vector<KernelPart> parts;
        Result<void> read = readParts(kCallTable, "start, \"end\", globalTid, correlationId", parts,
                                      [&](SqliteQuery &query, KernelPart &part, std::size_t) {
                                          return ranges.readCalls(query, m_capture.blocks, part.calls);
                                      });
        for (KernelPart &part : parts) {
            m_calls.merge(std::move(part.calls));
        }
        m_hasCalls = true;
        return read;
    }

    [[nodiscard]] Result<void> refuseEmpty() const
    {
        const bool hasGraphs = std::ranges::any_of(m_capture.intervals, &DeviceInterval::isGraph);
        if (m_capture.launches.size() > 0 || hasGraphs || !m_capture.diagnostics.empty()) {
            return {};
        }
        return failure("the capture holds no kernels: nothing ran on a GPU while it was taken, or CUDA was not traced "
                       "(nsys profile --trace=cuda)",
                       {m_path.string()});
    }

    [[nodiscard]] Result<void> readKernels()
    {
        const std::vector<std::string> columns = m_database.columns(kKernelTable);
        if (columns.empty()) {
            return {};
        }
        if (!has(columns, "start") || !has(columns, "end") || !has(columns, "deviceId") ||
            (!has(columns, "demangledName") && !has(columns, "shortName"))) {
            return failure("the kernel table of this database lacks start, end, deviceId or demangledName: it is no "
                           "export of Nsight Systems",
                           {m_path.string()});
        }
        if (!has(columns, "demangledName")) {
            note(Severity::Warning, "names-base", "the export has base names only, so several kernels are one row");
        }
        const KernelColumns chosen = kernelColumns(columns, m_request);
        std::atomic<std::size_t> done = 0;
        std::vector<KernelPart> parts;
        Result<void> read =
            readParts(kKernelTable, chosen.list, parts, [&](SqliteQuery &query, KernelPart &part, std::size_t all) {
                return KernelRows(chosen, m_hasCalls ? &m_calls : nullptr, part).read(query, [&](std::size_t rows) {
                    const std::size_t sum = done += rows;
                    if (m_progress && &part == parts.data()) {
                        m_progress(std::min(1.0, static_cast<double>(sum) / static_cast<double>(all + 1)),
                                   "reading launches");
                    }
                });
            });
        return read.and_then([&] { return join(parts); });
    }

    /// Puts the parts behind each other under common numbers.
    [[nodiscard]] Result<void> join(std::vector<KernelPart> &parts)
    {
        VariantTable variants;
        std::int64_t negative = 0;
        for (KernelPart &part : parts) {
            std::vector<KernelId> kernels;
            for (const std::int64_t id : part.names.keys()) {
                kernels.push_back(m_capture.names.intern(nameOf(id)));
            }
            std::vector<std::uint32_t> variantOf;
            for (LaunchVariant variant : part.variants.take()) {
                variant.kernel = kernels[variant.kernel.index()];
                variantOf.push_back(variants.intern(variant));
            }
            std::vector<std::uint16_t> deviceOf;
            for (const DeviceKey &key : part.devices.keys()) {
                deviceOf.push_back(static_cast<std::uint16_t>(m_devices.intern(key)));
            }
            std::vector<std::uint16_t> streamOf;
            for (const auto &[device, stream] : part.streams.keys()) {
                streamOf.push_back(static_cast<std::uint16_t>(m_streams.intern({deviceOf[device], stream})));
            }
            part.launches.change([&](std::size_t, Launch &launch) {
                launch.variant = variantOf[launch.variant];
                launch.device = deviceOf[launch.device];
                launch.stream = streamOf.empty() ? std::uint16_t{0} : streamOf[launch.stream];
            });
            m_capture.launches.append(std::move(part.launches));
            m_capture.withoutCall += part.withoutCall;
            negative += part.negative;
        }
        m_capture.variants = variants.take();
        if (negative > 0) {
            note(Severity::Warning, "launch-negative",
                 std::to_string(negative) + " launches end before they start, or last longer than any kernel; they are "
                                            "left out");
        }
        return {};
    }

    /// The text of a kernel's name; its number where the file does not have it.
    [[nodiscard]] std::string nameOf(std::int64_t id)
    {
        Result<SqliteQuery> row = m_database.query("SELECT value FROM StringIds WHERE id = ?1");
        if (row) {
            row->bind(1, id);
        }
        if (row && row->next().value_or(false) && !row->text(0).empty()) {
            return toValidUtf8(row->text(0));
        }
        note(Severity::Warning, "name-missing",
             "the name of a kernel is not in StringIds: it is listed as its number, " + std::to_string(id));
        return "kernel #" + std::to_string(id);
    }

    void nameDevices()
    {
        const bool isOneProcess = std::ranges::all_of(
            m_devices.keys(), [&](const DeviceKey &key) { return key.process == m_devices.keys().front().process; });
        for (const DeviceKey &key : m_devices.keys()) {
            constexpr std::int64_t kProcessUnit = 0x1000000;
            std::string name = "GPU " + std::to_string(key.device);
            if (!isOneProcess) {
                name = "process " + std::to_string(key.process / kProcessUnit % kProcessUnit) + " · " + name;
            }
            m_capture.devices.push_back(std::move(name));
        }
        for (const auto &[device, stream] : m_streams.keys()) {
            m_capture.streams.push_back(m_capture.devices[device] + " · stream " + std::to_string(stream));
        }
    }

    [[nodiscard]] Result<void> readIntervals()
    {
        for (const std::string_view table : {std::string_view("CUPTI_ACTIVITY_KIND_MEMCPY"),
                                             std::string_view("CUPTI_ACTIVITY_KIND_MEMSET"), kGraphTable}) {
            const bool isGraph = table == kGraphTable;
            const std::vector<std::string> columns = m_database.columns(table);
            if ((!m_request.timeline && !isGraph) || !has(columns, "start") || !has(columns, "end")) {
                continue;
            }
            Result<SqliteQuery> rows = m_database.query(
                "SELECT start, \"end\", " + std::string(has(columns, "correlationId") ? "correlationId" : "NULL") +
                ", " + std::string(has(columns, "globalPid") ? "globalPid" : "0") + ", " +
                std::string(has(columns, "deviceId") ? "deviceId" : "0") + " FROM " + std::string(table));
            Result<bool> more = rows ? rows->next() : std::unexpected(rows.error());
            for (; more && *more; more = rows->next()) {
                DeviceInterval interval{rows->integer(0), rows->integer(1), Launch::kNoBlock, 0, isGraph};
                const std::uint32_t block = rows->isNull(2) || !m_hasCalls
                                                ? CallBlocks::kNoCall
                                                : m_calls.find(rows->integer(3), rows->integer(2));
                interval.device = static_cast<std::uint16_t>(m_devices.intern({rows->integer(3), rows->integer(4)}));
                interval.block = block == CallBlocks::kNoCall ? Launch::kNoBlock : block;
                std::int64_t lengthNs = 0;
                if (!__builtin_sub_overflow(interval.endNs, interval.startNs, &lengthNs) &&
                    isLaunchTime(interval.startNs, lengthNs)) {
                    m_capture.intervals.push_back(interval);
                }
            }
            if (!more) {
                return std::unexpected(more.error());
            }
        }
        return {};
    }

    /// The GPU's name only: everything else that identifies machine or person stays in the file.
    void readIdentity()
    {
        if (!has(m_database.columns("TARGET_INFO_GPU"), "name")) {
            return;
        }
        Result<SqliteQuery> rows = m_database.query("SELECT DISTINCT name FROM TARGET_INFO_GPU WHERE name <> ''");
        while (rows && rows->next().value_or(false)) {
            m_capture.identity.gpu += (m_capture.identity.gpu.empty() ? "" : ", ") + toValidUtf8(rows->text(0));
        }
    }

    void note(Severity severity, std::string code, std::string message)
    {
        m_capture.diagnostics.push_back({severity, std::move(code), std::move(message), {m_path.string()}, {}, 0});
    }

    const std::filesystem::path &m_path;
    const CaptureRequest &m_request;
    std::stop_token m_stop;
    const ProgressCallback &m_progress;
    const SqliteDatabase &m_database;
    Capture m_capture;
    CallBlocks m_calls;
    bool m_hasCalls = false;
    KeyTable<DeviceKey> m_devices;
    KeyTable<StreamKey> m_streams;
};
} // namespace

Result<Capture> readNsysSqlite(const std::filesystem::path &path, const CaptureRequest &request, std::stop_token stop,
                               const ProgressCallback &progress)
{
    const Result<SqliteDatabase> database = SqliteDatabase::open(path, stop);
    if (!database) {
        return std::unexpected(database.error());
    }
    if (const Result<std::vector<std::string>> tables = database->tables(); !tables) {
        return std::unexpected(tables.error()); // a file that was cut off, before it looks like one without kernels
    }
    return NsysReader(path, request, stop, progress, *database).read();
}

} // namespace atlas
