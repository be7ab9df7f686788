#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Writes the profiler's reports from invented launches, in every form that its versions write them, so that readers
/// are tested against one truth.
namespace atlas::test
{

/// One launch of a kernel.
struct Launch
{
    std::string kernel;
    std::vector<std::string> ranges; ///< NVTX ranges around it, outermost first
    std::int64_t startNs = 0;
    std::int64_t durationNs = 0;
    std::array<int, 3> grid = {1, 1, 1};
};

/// Some hundred launches of the kernels of the sample run, in ranges prefill (with sam inside) and decode; always the
/// same.
[[nodiscard]] std::vector<Launch> sampleLaunches();

/// What a kernel summary says of some launches.
struct Summary
{
    std::int64_t totalNs = 0;
    std::int64_t instances = 0;
    std::int64_t minNs = 0;
    std::int64_t maxNs = 0;
    double medianNs = 0.0;
    double deviationNs = 0.0;
};
/// The truth: summaries by kernel name. With `range`, of the launches that have it around them at whatever depth.
[[nodiscard]] std::map<std::string, Summary> summariesOf(const std::vector<Launch> &launches,
                                                         std::string_view range = {});

enum class ReportRows
{
    Kernels,        ///< cuda_gpu_kern_sum
    Grids,          ///< cuda_gpu_kern_gb_sum, gpukernsum
    Ranges,         ///< nvtx_kern_sum: a launch counts in every range around it
    PrefixedNames,  ///< kern_sum:nvtx-name: `innermost range/name`
    DeviceActivity, ///< cuda_gpu_sum: with memory operations
    Launches        ///< cuda_gpu_trace
};
enum class ReportLayout
{
    Csv,
    Tsv,
    Json,
    Columns, ///< printed, under a line of dashes
    Drawn    ///< printed, with lines of | and +
};
enum class ReportHeadings
{
    Current,
    Version2021, ///< "Time(%)", "Average", no median
    Version2020  ///< no unit and no deviation either
};

struct ReportStyle
{
    ReportRows rows = ReportRows::Kernels;
    ReportLayout layout = ReportLayout::Csv;
    ReportHeadings headings = ReportHeadings::Current;
    std::string unit = "ns"; ///< ns, us, ms or sec
    char decimalSign = '.';
    std::string thousands = {};
    std::size_t nameWidth = 0; ///< printed names are cut to so many characters; 0 leaves them whole
    std::string cutMark = {};  ///< takes the place of the last character of a cut name
    std::string title = {};    ///< printed above a printed table
    std::string lineEnd = "\n";
};

[[nodiscard]] std::string writeReport(const std::vector<Launch> &launches, const ReportStyle &style);

} // namespace atlas::test
