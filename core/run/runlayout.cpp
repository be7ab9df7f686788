#include "core/run/runlayout.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/run/reportreader.h"
#include "core/run/runidentity.h"
#include "core/run/runloader.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <system_error>
#include <tuple>

namespace atlas
{

namespace
{
namespace fs = std::filesystem;

constexpr std::string_view kCombinedFolder = "all-stage";
constexpr std::string_view kStagesFolder = "per-stage";
constexpr std::string_view kProfilerFolder = "nsys";
constexpr std::string_view kUsualName = "summary_cuda_gpu_kern_sum.csv";
constexpr std::size_t kMaxFilesLookedAt = 200;
constexpr std::size_t kMaxRunsOffered = 10'000;
constexpr std::size_t kSniffBytes = std::size_t{256} << 10U;

bool isFolder(const fs::path &path)
{
    std::error_code error;
    return fs::is_directory(path, error);
}

/// What lies in a folder, by name; nothing when it cannot be read. Hidden entries are left out.
std::vector<fs::path> entriesOf(const fs::path &folder, std::size_t most)
{
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end && entries.size() < most;
         at.increment(error)) {
        if (!at->path().filename().string().starts_with('.')) {
            entries.push_back(at->path());
        }
    }
    std::ranges::sort(entries);
    return entries;
}

std::vector<fs::path> foldersIn(const fs::path &folder)
{
    std::vector<fs::path> entries = entriesOf(folder, kMaxRunsOffered);
    std::erase_if(entries, [](const fs::path &entry) { return !isFolder(entry); });
    return entries;
}

std::string beginningOf(const fs::path &path)
{
    Result<FileBlocks> file = FileBlocks::open(path);
    std::string text;
    text.resize_and_overwrite(kSniffBytes, [&file](char *bytes, std::size_t size) {
        return file ? file->read(bytes, size).value_or(0) : 0; // not filled first: most tables are much smaller
    });
    return text;
}

/// Exact tables of whole names are better than rounded, cut or split ones.
int rankOf(const fs::path &path, const ReportSniff &sniff)
{
    const std::string name = toLowerAscii(path.filename().string());
    int rank = sniff.format == ReportFormat::Text ? 20 : 0;
    rank += sniff.format == ReportFormat::Json ? 1 : 0;
    rank += sniff.header ? static_cast<int>(sniff.header->kind) * 2 : 0;
    rank += sniff.header && sniff.header->lostDigits() ? 12 : 0;
    rank += name.contains("_base") ? 40 : 0;
    rank += name.contains("nvtx") ? 6 : 0;
    return rank;
}

/// Whether a file that is no delimited table begins with a printed or JSON one.
bool showsTable(std::string_view beginning, const ReportSniff &sniff)
{
    return sniff.format != ReportFormat::Refused && beginning.contains("Total Time") &&
           readReport(bytesOf(beginning), {}).table.has_value();
}

Candidate candidateOf(const fs::path &path)
{
    const std::string beginning = beginningOf(path);
    const ReportSniff sniff = sniffReport(beginning);
    const bool isTable = sniff.header.has_value() || showsTable(beginning, sniff);
    return {path, isTable ? std::optional(rankOf(path, sniff)) : std::nullopt};
}

std::vector<Candidate> filesOf(const fs::path &folder)
{
    std::vector<Candidate> files;
    for (const fs::path &entry : entriesOf(folder, kMaxFilesLookedAt)) {
        const std::string name = entry.filename().string();
        if (!isFolder(entry) && name != "cmd.txt" && name != "env.json" && name != "config.yaml") {
            files.push_back(candidateOf(entry));
        }
    }
    return files;
}

bool hasStageFolders(const fs::path &path)
{
    return isFolder(path / kCombinedFolder) || isFolder(path / kStagesFolder);
}

bool hasTable(const fs::path &folder)
{
    return std::ranges::any_of(candidatesIn({{}, folder, false}),
                               [](const Candidate &file) { return file.rank.has_value(); });
}

/// Time of a run: its name when that is a date and time, else when its folder last changed.
fs::file_time_type timeOf(const fs::path &path, const std::string &label)
{
    std::string digits;
    std::ranges::copy_if(label, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    if (isTimestamp(label) && digits.size() >= 8) {
        digits.resize(14, '0');
        const auto number = [&](std::size_t at, std::size_t length) { return std::stoi(digits.substr(at, length)); };
        const std::chrono::year_month_day date(std::chrono::year(number(0, 4)),
                                               std::chrono::month(static_cast<unsigned>(number(4, 2))),
                                               std::chrono::day(static_cast<unsigned>(number(6, 2))));
        if (date.ok()) {
            const std::chrono::sys_seconds time = std::chrono::sys_days(date) + std::chrono::hours(number(8, 2)) +
                                                  std::chrono::minutes(number(10, 2)) +
                                                  std::chrono::seconds(number(12, 2));
            return std::chrono::clock_cast<std::chrono::file_clock>(time);
        }
    }
    std::error_code error;
    const fs::file_time_type changed = fs::last_write_time(path, error);
    return error ? fs::file_time_type::min() : changed;
}

void offer(std::vector<FoundRun> &runs, const fs::path &path)
{
    const std::string label = folderLabel(path);
    runs.push_back({path, label, timeOf(path, label)});
}

/// A folder that holds runs by the usual layout (tables in a flat folder count only where they are named directly).
void offerRunsIn(std::vector<FoundRun> &runs, const fs::path &folder)
{
    for (const fs::path &entry : foldersIn(folder)) {
        if (hasStageFolders(entry) || hasStageFolders(entry / kProfilerFolder)) {
            offer(runs, entry);
        }
    }
}

void offerReports(std::vector<FoundRun> &runs, const fs::path &folder)
{
    for (const fs::path &entry : foldersIn(folder)) {
        if (hasStageFolders(entry / kProfilerFolder) || hasTable(entry / kProfilerFolder)) {
            offer(runs, entry / kProfilerFolder);
        }
    }
}
} // namespace

std::string folderLabel(const fs::path &path)
{
    std::error_code error;
    fs::path whole = fs::weakly_canonical(path, error);
    whole = error || whole.empty() ? path : whole;
    if (whole.filename() == kProfilerFolder && whole.has_parent_path()) {
        whole = whole.parent_path();
    }
    return toValidUtf8(isFolder(whole) ? whole.filename().string() : whole.stem().string());
}

std::vector<Candidate> candidatesIn(const TableFolder &folder)
{
    if (folder.isFile) {
        return {{folder.path, 0}};
    }
    std::vector<Candidate> files = filesOf(folder.path / kProfilerFolder);
    std::ranges::move(filesOf(folder.path), std::back_inserter(files));
    std::ranges::stable_sort(files, [](const Candidate &a, const Candidate &b) {
        const auto key = [](const Candidate &file) {
            return std::tuple(!file.rank, file.rank.value_or(0), file.path.filename() != kUsualName);
        };
        return key(a) < key(b);
    });
    return files;
}

RunLayout layoutOf(const fs::path &path)
{
    std::error_code error;
    if (fs::exists(path, error) && !isFolder(path)) {
        return {path, {{{}, path, true}}};
    }
    RunLayout layout{!hasStageFolders(path) && hasStageFolders(path / kProfilerFolder) ? path / kProfilerFolder : path,
                     {}};
    if (!hasStageFolders(layout.root)) {
        if (hasTable(path)) {
            layout.folders.push_back({{}, path, false});
        }
        return layout;
    }
    if (isFolder(layout.root / kCombinedFolder)) {
        layout.folders.push_back({{}, layout.root / kCombinedFolder, false});
    }
    for (const fs::path &folder : foldersIn(layout.root / kStagesFolder)) {
        layout.folders.push_back({toValidUtf8(folder.filename().string()), folder, false});
    }
    return layout;
}

std::vector<FoundRun> discoverRuns(const fs::path &path)
{
    std::vector<FoundRun> runs;
    std::error_code error;
    if (fs::exists(path, error) && !isFolder(path)) {
        offer(runs, path);
        return runs;
    }
    if (hasStageFolders(path) || hasStageFolders(path / kProfilerFolder)) {
        offer(runs, path);
        return runs;
    }
    offerRunsIn(runs, path / "tmp" / "nsys-profile");
    offerRunsIn(runs, path / "tmp" / "profile-output");
    offerReports(runs, path / "reports");
    if (runs.empty()) {
        if (!layoutOf(path).folders.empty()) {
            offer(runs, path);
            return runs;
        }
        offerRunsIn(runs, path); // a folder of runs
    }
    std::ranges::stable_sort(runs, [](const FoundRun &a, const FoundRun &b) {
        return std::tuple(a.modified, a.label) > std::tuple(b.modified, b.label);
    });
    return runs;
}

} // namespace atlas
