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
/// Stages of one run, each a table in memory and a tab in the window.
constexpr std::size_t kMaxStages = 1'000;
constexpr std::size_t kSniffBytes = std::size_t{256} << 10U;

bool isFolder(const fs::path &path)
{
    std::error_code error;
    return fs::is_directory(path, error);
}

/// What lies in a folder, by name; nothing when it cannot be read. Hidden entries are left out.
std::vector<fs::path> entriesOf(const fs::path &folder)
{
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (!at->path().filename().string().starts_with('.')) {
            entries.push_back(at->path());
        }
    }
    std::ranges::sort(entries);
    return entries;
}

std::vector<fs::path> foldersIn(const fs::path &folder)
{
    std::vector<fs::path> entries = entriesOf(folder);
    std::erase_if(entries, [](const fs::path &entry) { return !isFolder(entry); });
    return entries;
}

/// Exact tables of whole names are better than rounded, cut or split ones.
int rankOf(const fs::path &path, const ReportContent &content)
{
    const std::string name = toLowerAscii(path.filename().string());
    int rank = static_cast<int>(content.table->kind) * 2;
    rank += content.table->namesCut ? 20 : 0;
    rank += content.table->lostDigits ? 12 : 0;
    rank += name.contains("_base") ? 40 : 0;
    rank += name.contains("nvtx") ? 6 : 0;
    rank += name.ends_with(".csv") ? 0 : 1; // printed tables may be cut further down
    return rank;
}

/// Looks at the beginning of a file for a table.
Candidate candidateOf(const fs::path &path)
{
    Result<FileBlocks> file = FileBlocks::open(path);
    if (!file) {
        return {path, std::nullopt};
    }
    std::size_t left = kSniffBytes;
    const ByteSource beginning = [&file, &left](char *buffer, std::size_t size) -> Result<std::size_t> {
        const Result<std::size_t> got = file->read(buffer, std::min(size, left));
        left -= got.value_or(0);
        return got;
    };
    const ReportContent content = readReport(beginning, path.string());
    return {path, content.table ? std::optional(rankOf(path, content)) : std::nullopt};
}

std::vector<Candidate> filesOf(const fs::path &folder)
{
    std::vector<Candidate> files;
    for (const fs::path &entry : entriesOf(folder)) {
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
    return std::ranges::any_of(candidatesIn({{}, folder, false, {}}),
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
    if (const TablePath one = splitTablePath(whole); !one.table.empty()) {
        return escapeInvalidUtf8(one.file.stem().string() + " #" + one.table);
    }
    return escapeInvalidUtf8(isFolder(whole) ? whole.filename().string() : whole.stem().string());
}

TablePath splitTablePath(const fs::path &path)
{
    const std::string text = path.string();
    const std::size_t mark = text.rfind('#');
    std::error_code error;
    if (mark == std::string::npos || mark == 0 || mark + 1 == text.size() || fs::exists(path, error)) {
        return {path, {}};
    }
    const fs::path file = text.substr(0, mark);
    return fs::exists(file, error) ? TablePath{file, text.substr(mark + 1)} : TablePath{path, {}};
}

std::string listed(const std::vector<std::string> &names, std::size_t most)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i) {
        text.append(i == 0 ? "" : ", ").append(escapeControls(toValidUtf8(names[i])));
    }
    return names.size() > most ? text + " and " + std::to_string(names.size() - most) + " more" : text;
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
    if (const TablePath one = splitTablePath(path); fs::exists(one.file, error) && !isFolder(one.file)) {
        return {path, {{{}, one.file, true, one.table}}, {}};
    }
    RunLayout layout{
        !hasStageFolders(path) && hasStageFolders(path / kProfilerFolder) ? path / kProfilerFolder : path, {}, {}};
    if (!hasStageFolders(layout.root)) {
        if (hasTable(path)) {
            layout.folders.push_back({{}, path, false, {}});
        }
        return layout;
    }
    if (isFolder(layout.root / kCombinedFolder)) {
        layout.folders.push_back({{}, layout.root / kCombinedFolder, false, {}});
    }
    for (const fs::path &folder : foldersIn(layout.root / kStagesFolder)) {
        const std::string name = escapeInvalidUtf8(folder.filename().string());
        if (layout.folders.size() < kMaxStages) {
            layout.folders.push_back({name, folder, false, {}});
        } else {
            layout.leftOut.push_back(name);
        }
    }
    return layout;
}

std::vector<FoundRun> discoverRuns(const fs::path &path)
{
    std::vector<FoundRun> runs;
    std::error_code error;
    if (const fs::path file = splitTablePath(path).file; fs::exists(file, error) && !isFolder(file)) {
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
