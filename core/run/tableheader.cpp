#include "core/run/tableheader.h"

#include "core/base/text.h"

#include <algorithm>
#include <utility>

namespace atlas
{

namespace
{
using Word = std::pair<std::string_view, Column>;

/// Headings without unit, blanks and capitals, over all versions from 2020 to 2025.
constexpr std::array kHeadings = {
    Word{"time(%)", Column::TimePercent}, Word{"totaltime", Column::Total},   Word{"instances", Column::Instances},
    Word{"kerninst", Column::Instances},  Word{"avg", Column::Average},       Word{"average", Column::Average},
    Word{"med", Column::Median},          Word{"median", Column::Median},     Word{"min", Column::Min},
    Word{"minimum", Column::Min},         Word{"max", Column::Max},           Word{"maximum", Column::Max},
    Word{"stddev", Column::Deviation},    Word{"gridxyz", Column::Grid},      Word{"blockxyz", Column::Block},
    Word{"name", Column::Name},           Word{"kernelname", Column::Name},   Word{"operation", Column::Name},
    Word{"nvtxrange", Column::Range},     Word{"duration", Column::Duration}, Word{"category", Column::Category},
};

/// A report that is not a kernel table, known by headings that only it has.
struct OtherReport
{
    std::array<std::string_view, 2> headings;
    std::string_view name;
};
constexpr std::array kOtherReports = {
    OtherReport{{"apiname", "kernelname"}, "kernel launch and execution report (cuda_kern_exec_sum or _trace)"},
    OtherReport{{"numcalls", "name"}, "API or OS runtime summary (cuda_api_sum, osrt_sum)"},
    OtherReport{{"range", "instances"}, "NVTX range summary (nvtx_sum, nvtx_pushpop_sum)"},
    OtherReport{{"range", "style"}, "NVTX range report (nvtx_gpu_proj_sum)"},
    OtherReport{{"count", "operation"}, "memory operations report (cuda_gpu_mem_time_sum or _size_sum)"},
    OtherReport{{"operations", "operation"}, "memory operations report (gpumemtimesum or gpumemsizesum)"},
    OtherReport{{"total", "operation"}, "memory operations report (cuda_gpu_mem_size_sum)"},
    OtherReport{{"count", "name"}, "summary of another API (openmp_sum, openacc_sum)"},
    OtherReport{{"rangestack", "name"}, "NVTX trace (nvtx_pushpop_trace, nvtx_gpu_proj_trace)"},
    OtherReport{{"apistart", "kernelname"}, "kernel launch and execution trace (cuda_kern_exec_trace)"},
    OtherReport{{"start", "eventid"}, "API trace (cuda_api_trace, osrt_trace)"},
    OtherReport{{"start", "corrid"}, "API trace (cuda_api_trace)"},
    OtherReport{{"start", "range"}, "NVTX trace"},
};

bool isUnitWord(std::string_view word)
{
    return unitOf(std::string("(").append(word).append(")")) != 0;
}

/// Lower case, no blanks, and no unit in parentheses: "Total Time (ns)" becomes "totaltime".
std::string normalised(std::string_view heading)
{
    std::string text;
    for (const char c : heading) {
        if (c != ' ' && c != '\t' && c != '"') {
            text += toLowerAscii(c);
        }
    }
    const std::size_t open = text.rfind('(');
    if (open != std::string::npos && text.ends_with(')') &&
        isUnitWord(std::string_view(text).substr(open + 1, text.size() - open - 2))) {
        text.resize(open);
    }
    return text;
}

bool contains(std::span<const std::string_view> headings, std::string_view wanted)
{
    return std::ranges::any_of(headings, [&](std::string_view heading) { return normalised(heading) == wanted; });
}

std::optional<ReportKind> kindOf(const TableHeader &header, std::span<const std::string_view> headings)
{
    if (!header.has(Column::Name)) {
        return std::nullopt;
    }
    if (header.has(Column::Duration)) {
        // API traces have durations too; only GPU work has a grid and a stream.
        return contains(headings, "grdx") ? std::optional(ReportKind::Trace) : std::nullopt;
    }
    if (!header.has(Column::Total) || !header.has(Column::Instances) || contains(headings, "numcalls")) {
        return std::nullopt;
    }
    if (header.has(Column::Range)) {
        return ReportKind::RangeSummary;
    }
    if (header.has(Column::Category)) {
        return ReportKind::DeviceSummary;
    }
    return header.has(Column::Grid) || header.has(Column::Block) ? ReportKind::GridSummary : ReportKind::KernelSummary;
}
} // namespace

Column columnOf(std::string_view heading)
{
    const std::string text = normalised(heading);
    const auto found = std::ranges::find(kHeadings, std::string_view(text), &Word::first);
    return found != kHeadings.end() ? found->second : Column::Other;
}

std::int64_t unitOf(std::string_view heading)
{
    const std::size_t open = heading.rfind('(');
    if (open == std::string_view::npos || !heading.ends_with(')')) {
        return 0;
    }
    const std::string unit = toLowerAscii(heading.substr(open + 1, heading.size() - open - 2));
    if (unit == "ns" || unit == "nsec" || unit == "nanoseconds") {
        return 1;
    }
    if (unit == "us" || unit == "usec" || unit == "\xC2\xB5s" || unit == "\xCE\xBCs" || unit == "microseconds") {
        return 1'000;
    }
    if (unit == "ms" || unit == "msec" || unit == "milliseconds") {
        return 1'000'000;
    }
    return unit == "s" || unit == "sec" || unit == "seconds" ? 1'000'000'000 : 0;
}

std::optional<TableHeader> readTableHeader(std::span<const std::string_view> headings)
{
    TableHeader header;
    header.columnCount = headings.size();
    for (std::size_t i = 0; i < headings.size(); ++i) {
        const Column column = columnOf(trimmed(headings[i]));
        if (column != Column::Other && !header.has(column)) {
            header.index[static_cast<std::size_t>(column)] = i;
        }
    }
    const std::optional<ReportKind> kind = kindOf(header, headings);
    if (!kind) {
        return std::nullopt;
    }
    header.kind = *kind;
    const Column timed = *kind == ReportKind::Trace ? Column::Duration : Column::Total;
    const std::int64_t unit = unitOf(trimmed(headings[header.at(timed)]));
    header.nsPerUnit = unit != 0 ? unit : 1; // the oldest tables say no unit: they are in ns
    return header;
}

std::string_view otherReportOf(std::span<const std::string_view> headings)
{
    for (const OtherReport &report : kOtherReports) {
        if (std::ranges::all_of(report.headings, [&](std::string_view wanted) { return contains(headings, wanted); })) {
            return report.name;
        }
    }
    return {};
}

} // namespace atlas
