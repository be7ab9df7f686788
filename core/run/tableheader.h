#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace atlas
{

/// What a column of a profiler table holds, whatever the profiler's version calls it.
enum class Column : std::uint8_t
{
    TimePercent,
    Total,
    Instances,
    Average,
    Median,
    Min,
    Max,
    Deviation,
    Grid,
    Block,
    Name,
    Range,
    Duration, ///< of one launch, in a trace
    Category, ///< kernel or memory operation, in cuda_gpu_sum
    Other
};
inline constexpr std::size_t kColumnKinds = static_cast<std::size_t>(Column::Other);

/// The reports that hold kernel times.
enum class ReportKind : std::uint8_t
{
    KernelSummary, ///< cuda_gpu_kern_sum: one row per kernel
    Trace,         ///< cuda_gpu_trace: one row per launch
    GridSummary,   ///< cuda_gpu_kern_gb_sum, gpukernsum: one row per kernel, grid and block
    DeviceSummary, ///< cuda_gpu_sum: kernels and memory operations
    RangeSummary   ///< nvtx_kern_sum: one row per NVTX range and kernel
};

/// Where the columns of a kernel table are and in which unit its times are.
struct TableHeader
{
    static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

    ReportKind kind = ReportKind::KernelSummary;
    /// Index of each Column in a row, kAbsent where the table has none.
    std::array<std::size_t, kColumnKinds> index = absentColumns();
    std::size_t columnCount = 0;
    /// Nanoseconds per unit of the times: 1, 1000, 1'000'000 or 1'000'000'000.
    std::int64_t nsPerUnit = 1;

    [[nodiscard]] static constexpr std::array<std::size_t, kColumnKinds> absentColumns()
    {
        std::array<std::size_t, kColumnKinds> absent{};
        absent.fill(kAbsent);
        return absent;
    }
    [[nodiscard]] std::size_t at(Column column) const { return index[static_cast<std::size_t>(column)]; }
    [[nodiscard]] bool has(Column column) const { return at(column) != kAbsent; }
    /// Times were rounded to four decimals of a ms or s.
    [[nodiscard]] bool lostDigits() const { return nsPerUnit >= 1'000'000; }
};

/// What a heading stands for, old and new spellings alike: "Avg (ns)", "Average", "Time(%)".
[[nodiscard]] Column columnOf(std::string_view heading);

/// The header of a kernel table, or nothing when these headings are not one.
[[nodiscard]] std::optional<TableHeader> readTableHeader(std::span<const std::string_view> headings);

/// The name of the profiler's report that has these headings but holds no kernel summary, such as "CUDA API summary
/// (cuda_api_sum)"; empty when the headings are of no report we know.
[[nodiscard]] std::string_view otherReportOf(std::span<const std::string_view> headings);

/// The unit said in parentheses, in ns: "Total Time (ms)" is 1'000'000; 0 when none is said.
[[nodiscard]] std::int64_t unitOf(std::string_view heading);

} // namespace atlas
