#include "tests/support/reportwriter.h"

#include "core/base/text.h"
#include "tests/support/testpaths.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <utility>

namespace atlas::test
{

namespace
{
using Row = std::vector<std::string>;
using Durations = std::vector<std::int64_t>;

/// Headings and rows before they are laid out.
struct Grid
{
    Row headings;
    std::vector<Row> rows;
};

/// Launches that share a row: (range, name, grid) -> durations.
using Groups = std::map<std::array<std::string, 3>, Durations>;

std::vector<std::string> namesOfSampleRun()
{
    std::ifstream file(sampleRun() / "all-stage" / "nsys" / "summary_cuda_gpu_kern_sum.csv");
    std::vector<std::string> names;
    std::string line;
    std::getline(file, line); // the headings
    while (std::getline(file, line)) {
        std::size_t at = 0;
        for (int comma = 0; comma < 8; ++comma) {
            at = line.find(',', at) + 1;
        }
        std::string name = line.substr(at);
        names.push_back(name.starts_with('"') ? name.substr(1, name.size() - 2) : name);
    }
    return names;
}

Summary summaryOf(Durations durations)
{
    std::ranges::sort(durations);
    Summary summary;
    summary.instances = static_cast<std::int64_t>(durations.size());
    for (const std::int64_t duration : durations) {
        summary.totalNs += duration;
    }
    const double mean = static_cast<double>(summary.totalNs) / static_cast<double>(summary.instances);
    double squares = 0.0;
    for (const std::int64_t duration : durations) {
        squares += (static_cast<double>(duration) - mean) * (static_cast<double>(duration) - mean);
    }
    summary.deviationNs = durations.size() > 1 ? std::sqrt(squares / static_cast<double>(durations.size() - 1)) : 0.0;
    summary.minNs = durations.front();
    summary.maxNs = durations.back();
    const std::size_t middle = durations.size() / 2;
    summary.medianNs = static_cast<double>(durations[(durations.size() - 1) / 2] + durations[middle]) / 2.0;
    return summary;
}

std::string gridText(const Launch &launch)
{
    std::array<char, 64> text = {};
    std::snprintf(text.data(), text.size(), "%4d %4d %4d", launch.grid[0], launch.grid[1], launch.grid[2]);
    return text.data();
}

Groups groupsOf(const std::vector<Launch> &launches, ReportRows rows)
{
    Groups groups;
    for (const Launch &launch : launches) {
        switch (rows) {
        case ReportRows::Ranges:
            for (const std::string &range : launch.ranges) {
                groups[{range, launch.kernel, ""}].push_back(launch.durationNs);
            }
            break;
        case ReportRows::PrefixedNames:
            groups[{"", launch.ranges.back() + "/" + launch.kernel, ""}].push_back(launch.durationNs);
            break;
        case ReportRows::Grids:
            groups[{"", launch.kernel, gridText(launch)}].push_back(launch.durationNs);
            break;
        default:
            groups[{"", launch.kernel, ""}].push_back(launch.durationNs);
        }
    }
    return groups;
}

/// A whole number with the style's separators.
std::string wholeText(const std::string &digits, const ReportStyle &style)
{
    std::string text = digits;
    for (std::size_t at = text.size(); at > 3 && !style.thousands.empty(); at -= 3) {
        text.insert(at - 3, style.thousands);
    }
    return text;
}

/// "1234567.8" with the style's separators and decimal sign.
std::string localised(const std::string &number, const ReportStyle &style)
{
    const std::size_t point = number.find('.');
    const std::string whole = wholeText(number.substr(0, point), style);
    return point == std::string::npos ? whole : whole + style.decimalSign + number.substr(point + 1);
}

std::string printed(double value, int decimals)
{
    std::array<char, 64> text = {};
    std::snprintf(text.data(), text.size(), "%.*f", decimals, value);
    return text.data();
}

/// A time as the profiler writes it: whole ns, three decimals of a us, four of a ms or s.
std::string timeText(double ns, bool isWhole, const ReportStyle &style)
{
    if (style.unit == "ns") {
        return isWhole ? std::to_string(static_cast<std::int64_t>(ns)) : printed(ns, 1);
    }
    if (style.unit == "us") {
        return printed(ns / 1e3, 3);
    }
    return printed(ns / (style.unit == "ms" ? 1e6 : 1e9), 4);
}

std::string numberText(double ns, bool isWhole, const ReportStyle &style)
{
    return localised(timeText(ns, isWhole, style), style);
}

Row headingsOf(const ReportStyle &style)
{
    const std::string unit = style.headings == ReportHeadings::Version2020 ? "" : " (" + style.unit + ")";
    const bool isCurrent = style.headings == ReportHeadings::Current;
    Row headings;
    if (style.rows == ReportRows::Ranges) {
        headings = {"NVTX Range", "Style", "PID", "TID", "NVTX Inst", "Kern Inst", "Total Time" + unit};
    } else {
        headings = {isCurrent ? "Time (%)" : "Time(%)", "Total Time" + unit, "Instances"};
    }
    const Row statistics = isCurrent ? Row{"Avg" + unit, "Med" + unit, "Min" + unit, "Max" + unit, "StdDev" + unit}
                           : style.headings == ReportHeadings::Version2021
                               ? Row{"Average", "Minimum", "Maximum", "StdDev"}
                               : Row{"Average", "Minimum", "Maximum"};
    headings.insert(headings.end(), statistics.begin(), statistics.end());
    if (style.rows == ReportRows::Grids) {
        headings.insert(headings.end(), {"GridXYZ", "BlockXYZ"});
    }
    if (style.rows == ReportRows::DeviceActivity) {
        headings.insert(headings.end(), {"Category", "Operation"});
    } else {
        headings.emplace_back(style.rows == ReportRows::Ranges ? "Kernel Name" : "Name");
    }
    return headings;
}

Row rowOf(const std::array<std::string, 3> &key, const Summary &summary, std::int64_t totalNs, const ReportStyle &style)
{
    const auto &[range, name, grid] = key;
    const double mean = static_cast<double>(summary.totalNs) / static_cast<double>(summary.instances);
    const std::string total = numberText(static_cast<double>(summary.totalNs), true, style);
    const std::string instances = wholeText(std::to_string(summary.instances), style);
    Row row =
        style.rows == ReportRows::Ranges
            ? Row{range, "PushPop", "4242", "4242", "8", instances, total}
            : Row{localised(printed(100.0 * static_cast<double>(summary.totalNs) / static_cast<double>(totalNs), 1),
                            style),
                  total, instances};
    row.push_back(numberText(mean, false, style));
    if (style.headings == ReportHeadings::Current) {
        row.push_back(numberText(summary.medianNs, false, style));
    }
    row.push_back(numberText(static_cast<double>(summary.minNs), true, style));
    row.push_back(numberText(static_cast<double>(summary.maxNs), true, style));
    if (style.headings != ReportHeadings::Version2020) {
        row.push_back(numberText(summary.deviationNs, false, style));
    }
    if (style.rows == ReportRows::Grids) {
        row.insert(row.end(), {grid, " 128    1    1"});
    }
    if (style.rows == ReportRows::DeviceActivity) {
        row.emplace_back(name.starts_with("[CUDA mem") ? "MEMORY_OPER" : "CUDA_KERNEL");
    }
    row.push_back(name);
    return row;
}

Grid summaryGrid(const std::vector<Launch> &launches, const ReportStyle &style)
{
    Groups groups = groupsOf(launches, style.rows);
    if (style.rows == ReportRows::DeviceActivity) {
        groups[{"", "[CUDA memcpy Host-to-Device]", ""}] = {1000, 2000};
        groups[{"", "[CUDA memset]", ""}] = {500};
    }
    std::int64_t totalNs = 0;
    std::vector<std::pair<std::array<std::string, 3>, Summary>> summaries;
    for (const auto &[key, durations] : groups) {
        summaries.emplace_back(key, summaryOf(durations));
        totalNs += summaries.back().second.totalNs;
    }
    std::ranges::stable_sort(summaries, std::greater(), [](const auto &item) { return item.second.totalNs; });
    Grid grid{headingsOf(style), {}};
    for (const auto &[key, summary] : summaries) {
        grid.rows.push_back(rowOf(key, summary, totalNs, style));
    }
    return grid;
}

Grid traceGrid(const std::vector<Launch> &launches, const ReportStyle &style)
{
    Grid grid;
    grid.headings = {"Start (" + style.unit + ")",
                     "Duration (" + style.unit + ")",
                     "CorrId",
                     "GrdX",
                     "GrdY",
                     "GrdZ",
                     "BlkX",
                     "BlkY",
                     "BlkZ",
                     "Reg/Trd",
                     "Bytes (MB)",
                     "SrcMemKd",
                     "Device",
                     "Ctx",
                     "Strm",
                     "Name"};
    for (const Launch &launch : launches) {
        grid.rows.push_back({timeText(static_cast<double>(launch.startNs), true, style),
                             timeText(static_cast<double>(launch.durationNs), true, style), "1",
                             std::to_string(launch.grid[0]), "1", "1", "128", "1", "1", "64", "", "", "GPU (0)", "1",
                             "7", launch.kernel});
    }
    grid.rows.push_back({"1", "999", "2", "", "", "", "", "", "", "", "0.004", "Pageable", "GPU (0)", "1", "7",
                         "[CUDA memcpy Host-to-Device]"});
    return grid;
}

std::string joined(const Row &row, std::string_view delimiter)
{
    std::string line;
    for (const std::string &cell : row) {
        line += line.empty() && &cell == &row.front() ? "" : delimiter;
        if (!cell.contains(delimiter) && !cell.contains('"')) {
            line += cell;
            continue;
        }
        line += '"';
        for (const char c : cell) {
            line += c == '"' ? std::string("\"\"") : std::string(1, c);
        }
        line += '"';
    }
    return line;
}

std::string delimited(const Grid &grid, std::string_view delimiter, const ReportStyle &style)
{
    std::string text = joined(grid.headings, delimiter) + style.lineEnd;
    for (const Row &row : grid.rows) {
        text += joined(row, delimiter) + style.lineEnd;
    }
    return text;
}

std::string jsonText(const std::string &cell, const std::string &heading)
{
    const bool isNumber = heading.contains('(') || heading == "Instances" || heading == "Kern Inst";
    if (isNumber && !cell.empty()) {
        return cell;
    }
    std::string text = "\"";
    for (const char c : cell) {
        text += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return text + "\"";
}

std::string json(const Grid &grid, const ReportStyle &style)
{
    std::string text = "[";
    for (const Row &row : grid.rows) {
        text += (&row == &grid.rows.front() ? "" : ",") + style.lineEnd + "  {" + style.lineEnd;
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += "    \"" + grid.headings[i] + "\": " + jsonText(row[i], grid.headings[i]) +
                    (i + 1 < row.size() ? "," : "") + style.lineEnd;
        }
        text += "  }";
    }
    return text + style.lineEnd + "]" + style.lineEnd;
}

/// The first `width` characters of `name`, the last of them given up for the mark.
std::string cut(const std::string &name, const ReportStyle &style)
{
    if (style.nameWidth == 0 || characterCount(name) <= style.nameWidth) {
        return name;
    }
    return name.substr(0, style.nameWidth - characterCount(style.cutMark)) + style.cutMark;
}

std::string padded(const std::string &text, std::size_t width, bool toTheRight)
{
    const std::string blanks(width - std::min(width, characterCount(text)), ' ');
    return toTheRight ? blanks + text : text + blanks;
}

std::string printedTable(Grid grid, const ReportStyle &style)
{
    const bool isDrawn = style.layout == ReportLayout::Drawn;
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < grid.headings.size(); ++column) {
        std::size_t width = grid.headings[column].size();
        for (Row &row : grid.rows) {
            row[column] = column + 1 == row.size() ? cut(row[column], style) : row[column];
            width = std::max(width, characterCount(row[column]));
        }
        widths.push_back(width);
    }
    const auto line = [&](const Row &row) {
        std::string text = isDrawn ? "|" : "";
        for (std::size_t i = 0; i < row.size(); ++i) {
            const bool isText = i + 1 == row.size() || grid.headings[i] == "NVTX Range";
            const std::string cell = padded(row[i], widths[i], !isText);
            text += isDrawn ? " " + cell + " |" : (i == 0 ? " " : "  ") + cell;
        }
        return text + style.lineEnd;
    };
    std::string rule = isDrawn ? "+" : "";
    for (std::size_t i = 0; i < widths.size(); ++i) {
        rule += isDrawn ? std::string(widths[i] + 2, '-') + "+" : (i == 0 ? " " : "  ") + std::string(widths[i], '-');
    }
    rule += style.lineEnd;
    std::string text = style.title.empty() ? std::string() : style.title + style.lineEnd + style.lineEnd;
    text += (isDrawn ? rule : std::string()) + line(grid.headings) + rule;
    for (const Row &row : grid.rows) {
        text += line(row);
    }
    return text + (isDrawn ? rule : std::string()) + style.lineEnd;
}
} // namespace

std::vector<Launch> sampleLaunches()
{
    const std::vector<std::string> names = namesOfSampleRun();
    std::vector<Launch> launches;
    std::uint32_t random = 12345; // a linear congruential generator: the same launches on every machine
    const auto next = [&random](std::uint32_t below) {
        random = random * 1664525U + 1013904223U;
        return (random >> 8U) % below;
    };
    std::int64_t now = 1'000'000'000;
    for (int i = 0; i < 700; ++i) {
        const std::string &name = names[std::min(next(static_cast<std::uint32_t>(names.size())),
                                                 next(static_cast<std::uint32_t>(names.size())))];
        const std::vector<std::string> ranges = i % 3 == 0   ? std::vector<std::string>{"decode"}
                                                : i % 3 == 1 ? std::vector<std::string>{"prefill"}
                                                             : std::vector<std::string>{"prefill", "sam"};
        const std::int64_t duration =
            1056 + static_cast<std::int64_t>(name.size()) * 37 + 32 * static_cast<std::int64_t>(next(400));
        launches.push_back({name, ranges, now, duration, {1 << next(3), 1, 1}});
        now += duration + 500;
    }
    return launches;
}

std::map<std::string, Summary> summariesOf(const std::vector<Launch> &launches, std::string_view range)
{
    std::map<std::string, Durations> durations;
    for (const Launch &launch : launches) {
        if (range.empty() || std::ranges::find(launch.ranges, range) != launch.ranges.end()) {
            durations[launch.kernel].push_back(launch.durationNs);
        }
    }
    std::map<std::string, Summary> summaries;
    for (const auto &[name, list] : durations) {
        summaries[name] = summaryOf(list);
    }
    return summaries;
}

std::string writeReport(const std::vector<Launch> &launches, const ReportStyle &style)
{
    const Grid grid = style.rows == ReportRows::Launches ? traceGrid(launches, style) : summaryGrid(launches, style);
    switch (style.layout) {
    case ReportLayout::Csv:
        return delimited(grid, ",", style);
    case ReportLayout::Tsv:
        return delimited(grid, "\t", style);
    case ReportLayout::Json:
        return json(grid, style);
    case ReportLayout::Columns:
    case ReportLayout::Drawn:
        break;
    }
    return printedTable(grid, style);
}

} // namespace atlas::test
