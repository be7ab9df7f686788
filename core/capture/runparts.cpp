#include "core/capture/runparts.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/capture/capturekind.h"
#include "core/capture/openrun.h"
#include "core/run/reportreader.h"
#include "core/run/runlayout.h"
#include "core/run/runloader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <system_error>

namespace atlas
{

namespace
{
namespace fs = std::filesystem;

/// Totals are read where that takes no more than this, over all tables.
constexpr std::uintmax_t kMaxBytesRead = std::uintmax_t{256} << 20U;
/// Printed totals are rounded.
constexpr double kSameTotal = 1e-4;

std::uintmax_t sizeOf(const fs::path &path)
{
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    return error ? 0 : size;
}

ReportContent read(const fs::path &path, std::size_t wanted, const std::stop_token &stop)
{
    Result<FileBlocks> file = FileBlocks::open(path);
    return file ? readReport(
                      bytesOf(std::move(*file)), path.string(), [&stop](std::size_t) { return !stop.stop_requested(); },
                      wanted)
                : ReportContent{};
}

/// Of ranges that lie in each other the longest is the most that is known of the whole.
std::int64_t totalOf(const KernelTable &table)
{
    double total = 0.0;
    for (const RangeTable &range : table.ranges) {
        const auto ns = static_cast<double>(range.totalNs);
        total = table.rangesOverlap() ? std::max(total, ns) : total + ns;
    }
    constexpr double kMost = 9e18;
    return static_cast<std::int64_t>(std::min(total, kMost));
}

void measure(RunPart &part, const ReportContent &content)
{
    if (content.table) {
        part.kernels = content.table->names.size();
        part.totalNs = totalOf(*content.table);
    }
}

/// The tables of one file, in order.
std::vector<RunPart> tablesOf(const fs::path &path, const std::stop_token &stop)
{
    const ReportContent first = read(path, 0, stop);
    const std::uintmax_t bytes = sizeOf(path);
    const bool isOne = first.tables.size() == 1;
    const bool isRead = bytes * first.tables.size() <= kMaxBytesRead;
    std::vector<RunPart> parts;
    for (std::size_t i = 0; i < first.tables.size() && !stop.stop_requested(); ++i) {
        const FoundTable &table = first.tables[i];
        RunPart part{path, table.name, isOne ? 0 : table.line, first.kind, table.kind, {}, {}, bytes};
        if (!isOne) {
            part.path += "#" + std::to_string(i + 1);
        }
        if (i == 0) {
            measure(part, first);
        } else if (isRead) {
            measure(part, read(path, i, stop));
        }
        parts.push_back(std::move(part));
    }
    return parts;
}

/// What the reports of one capture have in common: the name without that of the report.
std::string captureNameOf(const fs::path &file)
{
    constexpr std::array<std::string_view, 7> kReports = {"cuda_",    "gpukern", "gputrace", "gpusum",
                                                          "nvtxkern", "nvtx_",   "kern_"};
    std::string name = toLowerAscii(file.stem().string());
    for (const std::string_view report : kReports) {
        name.resize(std::min(name.size(), name.find(report)));
    }
    return (file.parent_path() / name).string();
}

bool isSameCapture(const RunPart &a, const RunPart &b)
{
    if (captureNameOf(splitTablePath(a.path).file) == captureNameOf(splitTablePath(b.path).file)) {
        return true;
    }
    if (!a.totalNs || !b.totalNs) {
        return false;
    }
    const auto first = static_cast<double>(*a.totalNs);
    return std::abs(first - static_cast<double>(*b.totalNs)) <= kSameTotal * first;
}

RunParts tablesIn(const TableFolder &folder, const std::stop_token &stop)
{
    std::vector<Candidate> files = candidatesIn(folder);
    std::erase_if(files, [](const Candidate &file) { return !file.rank; });
    RunParts all;
    for (const Candidate &file : files) {
        std::vector<RunPart> tables = tablesOf(file.path, stop);
        const bool isKnown = !tables.empty() && std::ranges::any_of(all.parts, [&tables](const RunPart &part) {
            return isSameCapture(part, tables.front());
        });
        if (isKnown) {
            continue;
        }
        for (RunPart &table : tables) {
            table.name = toValidUtf8(file.path.filename().string()) + (table.name.empty() ? "" : " · " + table.name);
            all.parts.push_back(std::move(table));
        }
    }
    return all;
}

RunParts capturesOf(const fs::path &folder, const std::stop_token &stop)
{
    RunParts all{{}, true};
    std::uintmax_t bytesRead = 0;
    for (const fs::path &file : capturesIn(folder)) {
        const Result<RecognisedFile> kind = recogniseFile(file);
        RunPart part{
            file,        toValidUtf8(file.filename().string()), 0, kind ? kind->kind : FileKind::Text, {}, {}, {},
            sizeOf(file)};
        bytesRead += part.bytes;
        if (bytesRead <= kMaxBytesRead && !stop.stop_requested()) {
            if (const auto opened = openRun(file, {}, {.isOnlySummary = true}, stop)) {
                part.kernels = opened->run->combined().rows.size();
                part.totalNs = opened->run->combined().totalNs;
            }
        }
        all.parts.push_back(std::move(part));
    }
    return all;
}

RunParts found(const fs::path &path, const std::stop_token &stop)
{
    std::error_code error;
    if (!splitTablePath(path).table.empty()) {
        return {};
    }
    if (!fs::is_directory(path, error)) {
        return isCapture(path) ? RunParts() : RunParts{tablesOf(path, stop)};
    }
    if (isCapture(path)) {
        return capturesOf(path, stop);
    }
    const RunLayout layout = layoutOf(path);
    const bool isFlat = layout.folders.size() == 1 && layout.folders.front().stage.empty();
    return isFlat ? tablesIn(layout.folders.front(), stop) : RunParts();
}
} // namespace

RunParts partsOf(const fs::path &path, const std::stop_token &stop)
{
    RunParts all = found(path, stop);
    return all.parts.size() > 1 ? all : RunParts();
}

} // namespace atlas
