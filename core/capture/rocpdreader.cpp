#include "core/base/text.h"
#include "core/capture/capturereader.h"
#include "core/capture/keytable.h"
#include "core/capture/nsysranges.h"
#include "core/capture/rangeindex.h"
#include "core/capture/rocmshapes.h"
#include "core/capture/sqlitedatabase.h"

#include <algorithm>
#include <compare>
#include <map>
#include <utility>

namespace atlas
{

namespace
{
constexpr std::string_view kDispatchTable = "rocpd_kernel_dispatch";

bool has(const std::vector<std::string> &columns, std::string_view name)
{
    return std::ranges::contains(columns, name);
}

/// A process of one part of the file; its agents, threads and calls are numbered on their own.
struct ProcessKey
{
    std::uint32_t part = 0;
    std::int64_t node = 0;
    std::int64_t process = 0;

    auto operator<=>(const ProcessKey &) const = default;
};
struct AgentKey
{
    std::uint32_t process = 0; ///< number of its ProcessKey
    std::int64_t agent = 0;

    auto operator<=>(const AgentKey &) const = default;
};
/// HIP's stream where calls were traced (0 else) and the hardware queue.
struct QueueKey
{
    std::uint32_t device = 0;
    std::int64_t stream = 0;
    std::int64_t queue = 0;

    auto operator<=>(const QueueKey &) const = default;
};

/// The tables of one process's capture within the file. The profiler appends an id to every name; a merged file has
/// several such sets.
class TableSet
{
public:
    TableSet(const SqliteDatabase &database, std::string suffix) : m_database(database), m_suffix(std::move(suffix)) {}

    [[nodiscard]] std::string table(std::string_view name) const
    {
        return quotedIdentifier(std::string(name) + m_suffix);
    }
    [[nodiscard]] std::vector<std::string> columns(std::string_view name) const
    {
        return m_database.columns(std::string(name) + m_suffix);
    }

    /// A query of `from` (with its times, agent, queue, stream, process and thread) with `more` columns behind; the
    /// alias of `from` is k. Times and places lie in the row, or, in the newer schema, behind ids.
    [[nodiscard]] std::string rows(std::string_view from, const std::string &more) const
    {
        const std::vector<std::string> own = columns(from);
        const bool isIndirect = has(own, "start_id") && has(own, "end_id");
        const bool hasTrack = has(own, "track_id") && !columns("rocpd_track").empty();
        const std::vector<std::string> track = hasTrack ? columns("rocpd_track") : std::vector<std::string>();
        const auto place = [&](std::string_view column) {
            return has(own, column)     ? "k." + std::string(column)
                   : has(track, column) ? "t." + std::string(column)
                                        : std::string("0");
        };
        std::string sql = isIndirect ? "SELECT b.value, e.value" : "SELECT k.start, k.\"end\"";
        for (const std::string_view column : {"nid", "pid", "tid", "agent_id", "stream_id", "queue_id"}) {
            sql += ", " + place(column);
        }
        const bool hasEvent = has(own, "event_id") && has(columns("rocpd_event"), "stack_id");
        sql += std::string(hasEvent ? ", v.stack_id" : ", NULL") + more + " FROM " + table(from) + " k";
        if (isIndirect) {
            sql += " LEFT JOIN " + table("rocpd_timestamp") + " b ON b.id = k.start_id LEFT JOIN " +
                   table("rocpd_timestamp") + " e ON e.id = k.end_id";
        }
        sql += hasTrack ? " LEFT JOIN " + table("rocpd_track") + " t ON t.id = k.track_id" : "";
        sql += hasEvent ? " LEFT JOIN " + table("rocpd_event") + " v ON v.id = k.event_id" : "";
        return sql;
    }

private:
    const SqliteDatabase &m_database;
    std::string m_suffix;
};

/// Columns of TableSet::rows(), before those that a query adds.
enum Column : std::uint8_t
{
    Start,
    End,
    Node,
    Process,
    Thread,
    Agent,
    Stream,
    Queue,
    Stack,
    Own
};

/// Calls `visit(row)` for every row of a query.
template<class Visitor>
Result<void> forEachRow(const SqliteDatabase &database, const std::string &sql, const Visitor &visit)
{
    Result<SqliteQuery> rows = database.query(sql);
    if (!rows) {
        return std::unexpected(rows.error());
    }
    for (;;) {
        const Result<bool> more = rows->next();
        if (!more) {
            return std::unexpected(more.error());
        }
        if (!*more) {
            return {};
        }
        visit(*rows);
    }
}

/// Reads one database; used once.
class RocpdReader
{
public:
    RocpdReader(const std::filesystem::path &path, const CaptureRequest &request, const SqliteDatabase &database)
        : m_path(path), m_request(request), m_database(database)
    {
    }

    [[nodiscard]] Result<Capture> read(const std::vector<std::string> &tables)
    {
        m_capture.format = "rocpd SQLite";
        m_capture.hasShapes = m_request.shapes;
        m_capture.hasTimeline = m_request.timeline;
        for (const std::string &table : tables) {
            if (!table.starts_with(kDispatchTable)) {
                continue;
            }
            const TableSet set(m_database, table.substr(kDispatchTable.size()));
            Result<void> read =
                readRanges(set).and_then([&] { return readKernels(set); }).and_then([&] { return readCopies(set); });
            if (!read) {
                return std::unexpected(read.error());
            }
            readAgents(set);
            ++m_part;
        }
        return finish();
    }

private:
    [[nodiscard]] std::uint32_t processOf(const SqliteQuery &row)
    {
        return m_processes.intern({m_part, row.integer(Node), row.integer(Process)});
    }

    /// Markers of the program (roctx) are ranges; other regions are calls, of which some launched a kernel.
    [[nodiscard]] Result<void> readRanges(const TableSet &set)
    {
        const std::vector<std::string> columns = set.columns("rocpd_region");
        if (!m_request.ranges || columns.empty() || !has(columns, "event_id") || !has(columns, "name_id")) {
            return {};
        }
        const std::string message =
            ", s.string, CASE WHEN c.string LIKE '%MARKER%' THEN coalesce(CASE WHEN json_valid(v.extdata) THEN "
            "json_extract(v.extdata, '$.message') END, s.string) END";
        const std::string joins = " LEFT JOIN " + set.table("rocpd_string") + " s ON s.id = k.name_id LEFT JOIN " +
                                  set.table("rocpd_string") + " c ON c.id = v.category_id";
        struct Call
        {
            std::int64_t startNs = 0;
            std::int64_t endNs = 0;
            std::uint32_t process = 0;
            std::int64_t thread = 0;
            std::int64_t stack = 0;
        };
        std::vector<Call> calls;
        std::map<std::pair<std::uint32_t, std::int64_t>, std::vector<RecordedRange>> ranges;
        TextTable texts;
        Result<void> read = forEachRow(m_database, set.rows("rocpd_region", message) + joins, [&](SqliteQuery &row) {
            const std::uint32_t process = processOf(row);
            const bool isTime = !row.isNull(Start) && !row.isNull(End) && row.integer(Start) <= row.integer(End);
            if (isTime && row.isNull(Own + 1) && !row.isNull(Stack)) {
                calls.push_back(
                    {row.integer(Start), row.integer(End), process, row.integer(Thread), row.integer(Stack)});
            } else if (isTime && !row.text(Own + 1).empty()) {
                ranges[{process, row.integer(Thread)}].push_back(
                    {row.integer(Start), row.integer(End), texts.intern(row.text(Own + 1))});
            }
        });
        if (!read) {
            return read;
        }
        std::map<std::pair<std::uint32_t, std::int64_t>, RangeIndex> indices;
        for (auto &[thread, recorded] : ranges) {
            indices[thread].build(std::move(recorded), texts.texts(), nullptr, m_nodes, m_capture.blocks);
        }
        // Of calls in each other, which have one number, the outermost comes first and is the person's own.
        std::ranges::stable_sort(calls, {}, &Call::startNs);
        RangeIndex::Cursor cursor;
        for (const Call &call : calls) {
            const auto around = indices.find({call.process, call.thread});
            const std::uint32_t block = around != indices.end()
                                            ? around->second.find(call.startNs, call.startNs, m_capture.blocks, cursor)
                                            : Launch::kNoBlock;
            if (m_calls.find(call.process, call.stack) == CallBlocks::kNoCall) {
                m_calls.set(call.process, call.stack, block);
            }
        }
        m_hasCalls = m_hasCalls || !calls.empty();
        m_capture.hasRanges = m_capture.hasRanges || !ranges.empty();
        return {};
    }

    [[nodiscard]] std::uint32_t blockOf(const SqliteQuery &row, std::uint32_t process)
    {
        const std::uint32_t block = row.isNull(Stack) ? CallBlocks::kNoCall : m_calls.find(process, row.integer(Stack));
        return block;
    }

    [[nodiscard]] Result<std::map<std::int64_t, KernelId>> readSymbols(const TableSet &set)
    {
        std::map<std::int64_t, KernelId> symbols;
        Result<void> read =
            forEachRow(m_database, "SELECT id, display_name, kernel_name FROM " + set.table("rocpd_info_kernel_symbol"),
                       [&](SqliteQuery &row) {
                           std::string name = toValidUtf8(row.text(row.text(1).empty() ? 2 : 1));
                           name.resize(name.size() - (name.ends_with(".kd") ? 3 : 0)); // the descriptor's suffix
                           if (!name.empty()) {
                               symbols.emplace(row.integer(0), m_capture.names.intern(name));
                           }
                       });
        return read.transform([&] { return std::move(symbols); });
    }

    [[nodiscard]] Result<void> readKernels(const TableSet &set)
    {
        Result<std::map<std::int64_t, KernelId>> symbols = readSymbols(set);
        if (!symbols) {
            return std::unexpected(symbols.error());
        }
        constexpr std::string_view kSizes = ", k.grid_size_x, k.grid_size_y, k.grid_size_z, k.workgroup_size_x, "
                                            "k.workgroup_size_y, k.workgroup_size_z";
        return forEachRow(m_database, set.rows(kDispatchTable, ", k.kernel_id" + std::string(kSizes)),
                          [&](SqliteQuery &row) {
                              const auto symbol = symbols->find(row.integer(Own));
                              addKernel(row, symbol != symbols->end()
                                                 ? symbol->second
                                                 : m_capture.names.intern("kernel #" + std::string(row.text(Own))));
                          });
    }

    void addKernel(SqliteQuery &row, KernelId kernel)
    {
        const auto startNs = row.integer(Start);
        // Unsigned: a clock that wrapped gives the time that the profiler itself shows.
        const std::uint64_t length = static_cast<std::uint64_t>(row.integer(End)) - static_cast<std::uint64_t>(startNs);
        if (row.isNull(Start) || row.isNull(End) || !isLaunchTime(startNs, static_cast<std::int64_t>(length))) {
            addWrapped(m_capture, kernel, std::to_string(length), 1);
            return;
        }
        LaunchVariant variant{kernel, {}, {}};
        if (m_request.shapes) {
            LaunchShape items = {};
            for (int axis = 0; axis < 3; ++axis) {
                items[static_cast<std::size_t>(axis)] = sizeAt(row, Own + 1 + axis);
                variant.block[static_cast<std::size_t>(axis)] = sizeAt(row, Own + 4 + axis);
            }
            variant.grid = blocksOf(items, variant.block);
        }
        const std::uint32_t process = processOf(row);
        const std::uint32_t device = m_devices.intern({process, row.integer(Agent)});
        const std::uint32_t block = m_request.ranges ? blockOf(row, process) : Launch::kNoBlock;
        Launch launch;
        launch.startNs = startNs;
        launch.device = static_cast<std::uint16_t>(device);
        launch.stream = static_cast<std::uint16_t>(m_queues.intern({device, row.integer(Stream), row.integer(Queue)}));
        launch.variant = m_variants.intern(variant);
        launch.block = block == CallBlocks::kNoCall ? Launch::kNoBlock : block;
        m_capture.withoutCall += m_hasCalls && block == CallBlocks::kNoCall ? 1 : 0;
        m_capture.launches.add(launch, static_cast<std::int64_t>(length));
    }

    [[nodiscard]] static std::uint32_t sizeAt(const SqliteQuery &row, int column)
    {
        const std::int64_t size = row.integer(column);
        return size >= 0 && size <= 0xFFFFFFFF ? static_cast<std::uint32_t>(size) : 0;
    }

    [[nodiscard]] Result<void> readCopies(const TableSet &set)
    {
        const std::vector<std::string> columns = set.columns("rocpd_memory_copy");
        if (!m_request.timeline || columns.empty()) {
            return {};
        }
        const std::string agents = std::string(has(columns, "dst_agent_id") ? ", k.dst_agent_id" : ", 0") +
                                   (has(columns, "src_agent_id") ? ", k.src_agent_id" : ", 0");
        std::map<std::int64_t, bool> isGpu;
        static_cast<void>(forEachRow(m_database, "SELECT id, type FROM " + set.table("rocpd_info_agent"),
                                     [&](SqliteQuery &row) { isGpu[row.integer(0)] = row.text(1) == "GPU"; }));
        return forEachRow(m_database, set.rows("rocpd_memory_copy", agents), [&](SqliteQuery &row) {
            std::int64_t lengthNs = 0;
            if (__builtin_sub_overflow(row.integer(End), row.integer(Start), &lengthNs) || row.isNull(Start) ||
                !isLaunchTime(row.integer(Start), lengthNs)) {
                return;
            }
            // A copy to the host belongs to the GPU that it comes from.
            const auto target = isGpu.find(row.integer(Own));
            const bool isToHost = target != isGpu.end() && !target->second;
            const std::uint32_t process = processOf(row);
            const std::uint32_t block = m_request.ranges ? blockOf(row, process) : Launch::kNoBlock;
            const std::uint32_t device = m_devices.intern({process, row.integer(isToHost ? Own + 1 : Own)});
            m_capture.intervals.push_back({row.integer(Start), row.integer(End),
                                           block == CallBlocks::kNoCall ? Launch::kNoBlock : block,
                                           static_cast<std::uint16_t>(device), false});
        });
    }

    /// The GPUs' product name and number; host, process and its environment stay in the file.
    void readAgents(const TableSet &set)
    {
        const std::vector<std::string> columns = set.columns("rocpd_info_agent");
        if (!has(columns, "type") || !has(columns, "id")) {
            return;
        }
        const std::string name = has(columns, "product_name") ? "product_name" : "NULL";
        const std::string number = has(columns, "type_index") ? "type_index" : "id";
        static_cast<void>(forEachRow(m_database,
                                     "SELECT id, " + name + ", " + number + " FROM " + set.table("rocpd_info_agent") +
                                         " WHERE type = 'GPU' ORDER BY id",
                                     [&](SqliteQuery &row) {
                                         if (m_capture.identity.gpu.empty()) {
                                             m_capture.identity.gpu = toValidUtf8(row.text(1));
                                         }
                                         m_gpuNumbers[{m_part, row.integer(0)}] = row.integer(2);
                                     }));
    }

    [[nodiscard]] Result<Capture> finish()
    {
        if (m_capture.launches.size() == 0 && m_capture.wrapped.empty()) {
            return failure("the database holds no kernel dispatches: profile again with rocprofv3 --kernel-trace",
                           {m_path.string()});
        }
        for (const AgentKey &key : m_devices.keys()) {
            const ProcessKey &process = m_processes.keys()[key.process];
            const auto number = m_gpuNumbers.find({process.part, key.agent});
            std::string name = number != m_gpuNumbers.end() ? "GPU " + std::to_string(number->second)
                                                            : "GPU agent " + std::to_string(key.agent);
            if (isOneProcess()) {
                m_capture.devices.push_back(std::move(name));
            } else {
                m_capture.devices.push_back("process " + std::to_string(process.process) + " · " + std::move(name));
            }
        }
        for (const QueueKey &key : m_queues.keys()) {
            m_capture.streams.push_back(m_capture.devices[key.device] + " · stream " + std::to_string(key.stream) +
                                        " · queue " + std::to_string(key.queue));
        }
        if (m_capture.hasRanges && !m_hasCalls) {
            m_capture.hasRanges = false;
            m_capture.diagnostics.push_back({Severity::Note,
                                             "calls-missing",
                                             "the capture has markers but no calls, so kernels are in no stage; "
                                             "rocprofv3 --kernel-trace --marker-trace --hip-trace records both",
                                             {m_path.string()},
                                             {},
                                             0});
        }
        m_capture.variants = m_variants.take();
        m_capture.nodes = m_nodes.take();
        return std::move(m_capture);
    }

    [[nodiscard]] bool isOneProcess() const
    {
        return std::ranges::all_of(
            m_devices.keys(), [&](const AgentKey &key) { return key.process == m_devices.keys().front().process; });
    }

    const std::filesystem::path &m_path;
    const CaptureRequest &m_request;
    const SqliteDatabase &m_database;
    Capture m_capture;
    std::uint32_t m_part = 0; ///< number of the set of tables that is read
    VariantTable m_variants;
    NodeTable m_nodes;
    CallBlocks m_calls; ///< by process and stack id, which a call and its kernels have in common
    bool m_hasCalls = false;
    KeyTable<ProcessKey> m_processes;
    KeyTable<AgentKey> m_devices;
    KeyTable<QueueKey> m_queues;
    std::map<std::pair<std::uint32_t, std::int64_t>, std::int64_t> m_gpuNumbers; // by part and agent
};
} // namespace

Result<Capture> readRocpd(const std::filesystem::path &path, const CaptureRequest &request, std::stop_token stop,
                          const ProgressCallback & /*progress*/)
{
    const Result<SqliteDatabase> database = SqliteDatabase::open(path, std::move(stop));
    if (!database) {
        return std::unexpected(database.error());
    }
    const Result<std::vector<std::string>> tables = database->tables();
    if (!tables) {
        return std::unexpected(tables.error());
    }
    return RocpdReader(path, request, *database).read(*tables);
}

} // namespace atlas
