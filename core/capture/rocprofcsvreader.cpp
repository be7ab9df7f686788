#include "core/base/file.h"
#include "core/base/text.h"
#include "core/capture/capturereader.h"
#include "core/run/csvreader.h"
#include "core/run/unpack.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace atlas
{

namespace
{
using Cells = std::span<const std::string_view>;

/// Places of the columns of one file; a column may have several names.
class Columns
{
public:
    explicit Columns(Cells headings)
    {
        for (const std::string_view heading : headings) {
            m_names.push_back(toLowerAscii(trimmed(heading)));
        }
    }

    [[nodiscard]] std::optional<std::size_t> find(std::initializer_list<std::string_view> names) const
    {
        for (const std::string_view name : names) {
            if (const auto found = std::ranges::find(m_names, name); found != m_names.end()) {
                return static_cast<std::size_t>(found - m_names.begin());
            }
        }
        return std::nullopt;
    }

private:
    std::vector<std::string> m_names;
};

template<class Number>
std::optional<Number> numberIn(Cells cells, std::optional<std::size_t> column)
{
    if (!column || *column >= cells.size()) {
        return std::nullopt;
    }
    const std::string_view text = trimmed(cells[*column]);
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string nameIn(Cells cells, std::size_t column)
{
    std::string name = column < cells.size() ? toValidUtf8(trimmed(cells[column])) : std::string();
    name.resize(name.size() - (name.ends_with(".kd") ? 3 : 0)); // the descriptor's suffix, no part of the name
    return name;
}

/// What a file's rows become; take() is false for a row that cannot be read.
class RowTaker
{
public:
    RowTaker() = default;
    RowTaker(const RowTaker &) = delete;
    RowTaker &operator=(const RowTaker &) = delete;
    virtual ~RowTaker() = default;
    /// Whether these are the headings that the rows stand under.
    [[nodiscard]] virtual bool takeHeadings(Cells headings) = 0;
    [[nodiscard]] virtual bool take(Cells cells) = 0;
    virtual void finish() = 0;
};

/// *_kernel_trace.csv: a dispatch a row.
class DispatchRows : public RowTaker
{
public:
    explicit DispatchRows(Capture &capture) : m_capture(capture) {}

    [[nodiscard]] bool takeHeadings(Cells headings) override
    {
        const Columns columns(headings);
        m_name = columns.find({"kernel_name", "kernelname"});
        m_start = columns.find({"start_timestamp", "beginns"});
        m_end = columns.find({"end_timestamp", "endns"});
        m_agent = columns.find({"agent_id", "gpu_id", "gpu-id"});
        m_queue = columns.find({"queue_id", "queue-id"});
        for (std::size_t i = 0; i < kAxes.size(); ++i) {
            const std::string axis(1, kAxes[i]);
            m_grid[i] = columns.find({"grid_size_" + axis});
            m_block[i] = columns.find({"workgroup_size_" + axis});
        }
        return m_name && m_start && m_end;
    }

    [[nodiscard]] bool take(Cells cells) override
    {
        const auto start = numberIn<std::uint64_t>(cells, m_start);
        const auto end = numberIn<std::uint64_t>(cells, m_end);
        const std::string name = nameIn(cells, *m_name);
        if (!start || !end || name.empty()) {
            return false;
        }
        const KernelId kernel = m_capture.names.intern(name);
        const std::uint64_t length = *end - *start; // wraps as the profiler's own sums do
        if (!isLaunchTime(static_cast<std::int64_t>(*start), static_cast<std::int64_t>(length))) {
            addWrapped(m_capture, kernel, std::to_string(length), 1);
            return true;
        }
        Launch launch;
        launch.startNs = static_cast<std::int64_t>(*start);
        const std::string agent = textIn(cells, m_agent);
        launch.device = static_cast<std::uint16_t>(m_devices.intern(agent));
        launch.stream = static_cast<std::uint16_t>(m_streams.intern(agent + '/' + textIn(cells, m_queue)));
        launch.variant = m_variants.intern(variantOf(kernel, cells));
        m_capture.launches.add(launch, static_cast<std::int64_t>(length));
        return true;
    }

    void finish() override
    {
        m_capture.hasShapes = true;
        m_capture.hasTimeline = true;
        m_capture.variants = m_variants.take();
        for (const std::string &agent : m_devices.texts()) {
            m_capture.devices.push_back("GPU " + agent);
        }
        m_capture.streams = m_streams.take();
    }

private:
    static constexpr std::string_view kAxes = "xyz";

    [[nodiscard]] static std::string textIn(Cells cells, std::optional<std::size_t> column)
    {
        return column && *column < cells.size() ? toValidUtf8(trimmed(cells[*column])) : std::string("?");
    }

    /// Grids count work-items in this file; blocks are what everybody else counts.
    [[nodiscard]] LaunchVariant variantOf(KernelId kernel, Cells cells) const
    {
        LaunchVariant variant{kernel, {}, {}};
        for (std::size_t i = 0; i < kAxes.size(); ++i) {
            variant.block[i] = numberIn<std::uint32_t>(cells, m_block[i]).value_or(0);
            const std::uint32_t items = numberIn<std::uint32_t>(cells, m_grid[i]).value_or(0);
            const std::uint32_t rest = variant.block[i] > 0 && items % variant.block[i] > 0 ? 1 : 0;
            variant.grid[i] = variant.block[i] > 0 ? items / variant.block[i] + rest : items;
        }
        return variant;
    }

    Capture &m_capture;
    VariantTable m_variants;
    TextTable m_devices;
    TextTable m_streams;
    std::optional<std::size_t> m_name;
    std::optional<std::size_t> m_start;
    std::optional<std::size_t> m_end;
    std::optional<std::size_t> m_agent;
    std::optional<std::size_t> m_queue;
    std::array<std::optional<std::size_t>, 3> m_grid;
    std::array<std::optional<std::size_t>, 3> m_block;
};

/// *_kernel_stats.csv: a kernel a row, summed by the profiler; no median.
class StatsRows : public RowTaker
{
public:
    explicit StatsRows(Capture &capture) : m_capture(capture) {}

    [[nodiscard]] bool takeHeadings(Cells headings) override
    {
        const Columns columns(headings);
        m_name = columns.find({"name"});
        m_calls = columns.find({"calls"});
        m_total = columns.find({"totaldurationns"});
        m_min = columns.find({"minns"});
        m_max = columns.find({"maxns"});
        m_deviation = columns.find({"stddev"});
        return m_name && m_calls && m_total;
    }

    [[nodiscard]] bool take(Cells cells) override
    {
        const auto calls = numberIn<std::int64_t>(cells, m_calls);
        const auto total = numberIn<std::uint64_t>(cells, m_total);
        const std::string name = nameIn(cells, *m_name);
        if (!calls || *calls < 1 || !total || name.empty()) {
            return false;
        }
        const KernelId kernel = m_capture.names.intern(name);
        const std::uint64_t each = *total / static_cast<std::uint64_t>(*calls);
        if (*total > kLargestTotalNs || !isLaunchTime(0, static_cast<std::int64_t>(each))) {
            addWrapped(m_capture, kernel, std::to_string(*total), *calls);
            return true;
        }
        KernelTiming timing;
        timing.totalNs = static_cast<std::int64_t>(*total);
        timing.instances = *calls;
        timing.minNs = numberIn<std::int64_t>(cells, m_min).value_or(kUnknownNs);
        timing.maxNs = numberIn<std::int64_t>(cells, m_max).value_or(kUnknownNs);
        if (const auto deviation = numberIn<double>(cells, m_deviation); deviation && *deviation >= 0.0) {
            timing.standardDeviationNs = *deviation;
        }
        m_capture.summaries.push_back({kernel, timing});
        return true;
    }

    void finish() override {}

private:
    /// 36 years: far below what the sum of all rows may come to.
    static constexpr std::uint64_t kLargestTotalNs = std::uint64_t{1} << 60U;

    Capture &m_capture;
    std::optional<std::size_t> m_name;
    std::optional<std::size_t> m_calls;
    std::optional<std::size_t> m_total;
    std::optional<std::size_t> m_min;
    std::optional<std::size_t> m_max;
    std::optional<std::size_t> m_deviation;
};

Result<void> readRows(CsvReader &reader, RowTaker &rows, std::int64_t &lost, const std::stop_token &stop)
{
    bool isInTable = false;
    for (;;) {
        const Result<bool> more = reader.next();
        if (!more || !*more) {
            return more ? Result<void>() : std::unexpected(more.error());
        }
        if (stop.stop_requested()) {
            return failure("cancelled");
        }
        if (!isInTable) {
            isInTable = !reader.isMalformed() && rows.takeHeadings(reader.cells());
        } else if (reader.isMalformed() || !rows.take(reader.cells())) {
            ++lost;
        }
    }
}

Result<Capture> readCsv(const std::filesystem::path &path, Capture &capture, RowTaker &rows,
                        const std::stop_token &stop)
{
    Result<FileBlocks> file = FileBlocks::open(path);
    if (!file) {
        return std::unexpected(file.error());
    }
    BlockBuffer buffer(plainBytes(bytesOf(std::move(*file))));
    CsvReader reader(buffer, ',');
    std::int64_t lost = 0;
    if (const Result<void> read = readRows(reader, rows, lost, stop); !read) {
        return failure(read.error().message, {path.string()});
    }
    rows.finish();
    if (lost > 0) {
        capture.diagnostics.push_back({Severity::Warning,
                                       "event-lost",
                                       std::to_string(lost) + " rows cannot be read; they are left out",
                                       {path.string()},
                                       {},
                                       0});
    }
    if (capture.launches.size() == 0 && capture.summaries.empty() && capture.wrapped.empty()) {
        return failure("the file has no rows of kernels: profile again with rocprofv3 --kernel-trace", {path.string()});
    }
    return std::move(capture);
}
} // namespace

Result<Capture> readRocprofDispatches(const std::filesystem::path &path, const CaptureRequest & /*request*/,
                                      std::stop_token stop, const ProgressCallback & /*progress*/)
{
    Capture capture;
    capture.format = "rocprof kernel trace";
    DispatchRows rows(capture);
    return readCsv(path, capture, rows, stop);
}

Result<Capture> readRocprofStats(const std::filesystem::path &path, const CaptureRequest & /*request*/,
                                 std::stop_token stop, const ProgressCallback & /*progress*/)
{
    Capture capture;
    capture.format = "rocprof kernel summary";
    StatsRows rows(capture);
    return readCsv(path, capture, rows, stop);
}

} // namespace atlas
