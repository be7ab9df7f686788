#include "core/capture/nsysranges.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>

namespace atlas
{

namespace
{
/// Correlations above this are no running number any more.
constexpr std::int64_t kMaxDense = std::int64_t{1} << 28U;

/// Numbers of NVTX_EVENTS.eventType; the file's own enumeration says them where it is there.
struct EventTypes
{
    std::vector<std::int64_t> nested = {59, 70};
    std::vector<std::int64_t> free = {60, 71};
    std::vector<std::int64_t> domain = {75};
};

bool has(const std::vector<std::string> &columns, std::string_view name)
{
    return std::ranges::contains(columns, name);
}

EventTypes eventTypesOf(const SqliteDatabase &database)
{
    EventTypes types;
    Result<SqliteQuery> rows = database.query("SELECT id, name FROM ENUM_NSYS_EVENT_TYPE");
    const std::map<std::string, std::vector<std::int64_t> *, std::less<>> wanted = {
        {"NvtxPushPopRange", &types.nested},
        {"NvtxtPushPopRange", &types.nested},
        {"NvtxStartEndRange", &types.free},
        {"NvtxtStartEndRange", &types.free},
        {"NvtxDomainCreate", &types.domain}};
    while (rows && rows->next().value_or(false)) {
        if (const auto found = wanted.find(rows->text(1)); found != wanted.end()) {
            found->second->push_back(rows->integer(0));
        }
    }
    return types;
}

/// A process and a domain number in it.
using DomainKey = std::pair<std::int64_t, std::int64_t>;

struct RangeRows
{
    TextTable texts;
    std::map<std::int64_t, std::vector<RecordedRange>> ofProcess;
    std::map<std::int64_t, std::vector<RecordedRange>> ofThread;
};

std::string eventQuery(const std::vector<std::string> &columns, const std::vector<std::int64_t> &types, bool hasStrings)
{
    const bool isRegistered = has(columns, "textId") && hasStrings;
    std::string text = has(columns, "text") ? "n.text" : "NULL";
    text = isRegistered ? "COALESCE(" + text + ", s.value)" : text;
    std::string sql = "SELECT n.start, n.\"end\", n.eventType, n.globalTid, " +
                      std::string(has(columns, "domainId") ? "n.domainId" : "0") + ", " + text + " FROM NVTX_EVENTS n";
    sql += isRegistered ? " LEFT JOIN StringIds s ON s.id = n.textId" : "";
    sql += " WHERE n.eventType IN (";
    for (std::size_t i = 0; i < types.size(); ++i) {
        sql += (i == 0 ? "" : ",") + std::to_string(types[i]);
    }
    return sql + ")";
}

std::map<DomainKey, std::string> domainsOf(const SqliteDatabase &database, const std::vector<std::string> &columns,
                                           const EventTypes &types, bool hasStrings)
{
    std::map<DomainKey, std::string> domains;
    Result<SqliteQuery> rows = database.query(eventQuery(columns, types.domain, hasStrings));
    while (rows && rows->next().value_or(false)) {
        domains[{processOf(rows->integer(3)), rows->integer(4)}] = std::string(rows->text(5));
    }
    return domains;
}

Result<RangeRows> rangeRowsOf(SqliteQuery rows, const EventTypes &types,
                              const std::map<DomainKey, std::string> &domains)
{
    RangeRows ranges;
    for (;;) {
        const Result<bool> more = rows.next();
        if (!more) {
            return std::unexpected(more.error());
        }
        if (!*more) {
            return ranges;
        }
        const std::int64_t thread = rows.integer(3);
        const auto domain = domains.find({processOf(thread), rows.integer(4)});
        const bool isNamed = domain != domains.end() && !domain->second.empty();
        const std::string text = (isNamed ? domain->second + ':' : std::string()) + std::string(rows.text(5));
        const std::int64_t endNs = rows.isNull(1) ? std::numeric_limits<std::int64_t>::max() - 1 : rows.integer(1);
        const RecordedRange range{rows.integer(0), endNs, ranges.texts.intern(text)};
        if (range.endNs < range.startNs || text.empty()) {
            continue;
        }
        const bool isNested = std::ranges::contains(types.nested, rows.integer(2));
        (isNested ? ranges.ofThread[thread] : ranges.ofProcess[processOf(thread)]).push_back(range);
    }
}
} // namespace

void CallBlocks::set(std::int64_t process, std::int64_t correlation, std::uint32_t block)
{
    Calls &calls = m_processes[process];
    const std::uint32_t stored = block == Launch::kNoBlock ? 1 : block + 2;
    if (correlation < 0 || correlation >= kMaxDense) {
        calls.sparse[correlation] = stored;
        return;
    }
    const auto index = static_cast<std::size_t>(correlation);
    if (index >= calls.dense.size()) {
        calls.dense.resize(std::max(index + 1, calls.dense.size() + calls.dense.size() / 2));
    }
    calls.dense[index] = stored;
}

std::uint32_t CallBlocks::find(std::int64_t process, std::int64_t correlation) const
{
    const auto calls = m_processes.find(process);
    if (calls == m_processes.end()) {
        return kNoCall;
    }
    std::uint32_t stored = 0;
    if (correlation >= 0 && static_cast<std::size_t>(correlation) < calls->second.dense.size()) {
        stored = calls->second.dense[static_cast<std::size_t>(correlation)];
    } else if (const auto found = calls->second.sparse.find(correlation); found != calls->second.sparse.end()) {
        stored = found->second;
    }
    return stored == 0 ? kNoCall : stored == 1 ? Launch::kNoBlock : stored - 2;
}

void CallBlocks::merge(CallBlocks &&other)
{
    for (auto &[process, calls] : other.m_processes) {
        Calls &mine = m_processes[process];
        if (calls.dense.size() > mine.dense.size()) {
            mine.dense.swap(calls.dense);
        }
        for (std::size_t i = 0; i < calls.dense.size(); ++i) {
            mine.dense[i] = std::max(mine.dense[i], calls.dense[i]);
        }
        mine.sparse.merge(calls.sparse);
    }
}

Result<void> NsysRanges::readRanges(const SqliteDatabase &database, Capture &capture)
{
    const std::vector<std::string> columns = database.columns("NVTX_EVENTS");
    if (!has(columns, "start") || !has(columns, "end") || !has(columns, "eventType") || !has(columns, "globalTid")) {
        return {};
    }
    capture.hasRanges = true;
    const EventTypes types = eventTypesOf(database);
    const bool hasStrings = database.hasTable("StringIds");
    std::vector<std::int64_t> wanted = types.nested;
    wanted.insert(wanted.end(), types.free.begin(), types.free.end());
    Result<SqliteQuery> query = database.query(eventQuery(columns, wanted, hasStrings));
    if (!query) {
        return std::unexpected(query.error());
    }
    Result<RangeRows> rows = rangeRowsOf(std::move(*query), types, domainsOf(database, columns, types, hasStrings));
    if (!rows) {
        return std::unexpected(rows.error());
    }
    NodeTable nodes;
    for (auto &[process, ranges] : rows->ofProcess) {
        m_ofProcess[process].build(std::move(ranges), rows->texts.texts(), nullptr, nodes, capture.blocks);
    }
    for (auto &[thread, ranges] : rows->ofThread) {
        const auto outer = m_ofProcess.find(processOf(thread));
        m_ofThread[thread].build(std::move(ranges), rows->texts.texts(),
                                 outer != m_ofProcess.end() ? &outer->second : nullptr, nodes, capture.blocks);
    }
    capture.nodes = nodes.take();
    return {};
}

Result<void> NsysRanges::readCalls(SqliteQuery &query, const std::vector<RangeBlock> &blocks, CallBlocks &calls) const
{
    struct Thread
    {
        const RangeIndex *ranges = nullptr;
        RangeIndex::Cursor cursor;
    };
    std::map<std::int64_t, Thread> threads;
    std::int64_t lastId = 0;
    Thread *last = nullptr;
    for (;;) {
        const Result<bool> more = query.next();
        if (!more || !*more) {
            return more ? Result<void>() : std::unexpected(more.error());
        }
        const std::int64_t id = query.integer(2);
        if (last == nullptr || id != lastId) {
            const auto [found, isNew] = threads.try_emplace(id);
            last = &found->second;
            lastId = id;
            if (isNew) {
                const auto ofThread = m_ofThread.find(id);
                const auto ofProcess = m_ofProcess.find(processOf(id));
                last->ranges = ofThread != m_ofThread.end()     ? &ofThread->second
                               : ofProcess != m_ofProcess.end() ? &ofProcess->second
                                                                : nullptr;
            }
        }
        const std::uint32_t block = last->ranges != nullptr
                                        ? last->ranges->find(query.integer(0), query.integer(1), blocks, last->cursor)
                                        : Launch::kNoBlock;
        calls.set(processOf(id), query.integer(3), block);
    }
}

} // namespace atlas
