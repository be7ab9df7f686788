#include "core/run/runloader.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "core/run/reportreader.h"
#include "core/run/runassembly.h"
#include "core/run/runbuilder.h"
#include "core/run/runlayout.h"
#include "core/run/runorigin.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <system_error>
#include <thread>

namespace atlas
{

namespace
{
namespace fs = std::filesystem;

constexpr std::size_t kMaxListedFiles = 12;

/// A table folder while its file is read.
struct TableJob
{
    ReadTable table;
    std::size_t bytes = 0;
};

/// Progress over all files, called from several threads.
class SharedProgress
{
public:
    SharedProgress(const ProgressCallback &callback, std::size_t totalBytes)
        : m_callback(&callback), m_totalBytes(totalBytes)
    {
    }

    void add(std::size_t bytes, const std::string &what)
    {
        if (!*m_callback) {
            return;
        }
        const std::scoped_lock lock(m_mutex);
        m_doneBytes += bytes;
        const double fraction = std::min(1.0, static_cast<double>(m_doneBytes) /
                                                  static_cast<double>(std::max<std::size_t>(1, m_totalBytes)));
        if (fraction >= m_told + 0.005 || fraction >= 1.0) {
            m_told = fraction;
            (*m_callback)(fraction, what);
        }
    }

private:
    const ProgressCallback *m_callback;
    std::size_t m_totalBytes;
    std::mutex m_mutex;
    std::size_t m_doneBytes = 0;
    double m_told = 0.0;
};

std::string shownPath(const fs::path &path)
{
    return path.string();
}

Diagnostic about(const fs::path &path, Severity severity, std::string code, std::string message)
{
    return {severity, std::move(code), std::move(message), {shownPath(path), 0, 0}, {}, 0};
}

void readTable(TableJob &job, SharedProgress &progress, const std::stop_token &stop)
{
    Result<FileBlocks> file = FileBlocks::open(job.table.file);
    if (!file) {
        job.table.content.diagnostics.push_back(
            about(job.table.file, Severity::Error, "file-unreadable", file.error().message));
        return;
    }
    std::size_t told = 0;
    const std::string what = "reading " + titleOf(job.table.folder);
    job.table.content = readReport(bytesOf(std::move(*file)), shownPath(job.table.file), [&](std::size_t bytesRead) {
        progress.add(bytesRead - told, what);
        told = bytesRead;
        return !stop.stop_requested();
    });
}

/// Reads all tables, as many at once as the machine has cores.
void readTables(std::vector<TableJob> &jobs, const std::stop_token &stop, const ProgressCallback &callback)
{
    std::size_t totalBytes = 0;
    for (TableJob &job : jobs) {
        std::error_code error;
        const auto size = fs::file_size(job.table.file, error);
        job.bytes = error ? 0 : static_cast<std::size_t>(size);
        totalBytes += job.bytes;
    }
    SharedProgress progress(callback, totalBytes);
    std::vector<std::size_t> order(jobs.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    // Largest first, so that no thread is left alone with a large file at the end.
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return jobs[a].bytes > jobs[b].bytes; });
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < order.size() && !stop.stop_requested(); i = next++) {
            readTable(jobs[order[i]], progress, stop);
        }
    };
    // Small runs are read faster than a thread starts.
    constexpr std::size_t kBytesWorthAThread = std::size_t{1} << 20U;
    const std::size_t threads =
        totalBytes < kBytesWorthAThread
            ? 1
            : std::min<std::size_t>(jobs.size(), std::max(1U, std::thread::hardware_concurrency()));
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < threads; ++i) {
        others.emplace_back(work);
    }
    work();
}

std::string listed(const std::vector<Candidate> &files)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(files.size(), kMaxListedFiles); ++i) {
        text.append(i == 0 ? "" : ", ").append(files[i].path.filename().string());
    }
    return files.size() > kMaxListedFiles ? text + " and " + std::to_string(files.size() - kMaxListedFiles) + " more"
                                          : text;
}

/// Picks the file of each table folder. Folders without any table get a diagnostic, and why their files are none.
std::vector<TableJob> chooseFiles(const RunLayout &layout, std::vector<Diagnostic> &diagnostics)
{
    std::vector<TableJob> jobs;
    for (const TableFolder &folder : layout.folders) {
        const std::vector<Candidate> files = candidatesIn(folder);
        if (files.empty() || !files.front().rank) {
            for (const Candidate &file : files) {
                Result<FileBlocks> opened = FileBlocks::open(file.path);
                ReportContent content =
                    opened
                        ? readReport(bytesOf(std::move(*opened)), shownPath(file.path))
                        : ReportContent{std::nullopt,
                                        {about(file.path, Severity::Error, "file-unreadable", opened.error().message)}};
                std::ranges::move(content.diagnostics, std::back_inserter(diagnostics));
            }
            diagnostics.push_back(about(folder.path, Severity::Warning, "stage-unreadable",
                                        "no kernel table for '" + titleOf(folder) + "'; found " +
                                            (files.empty() ? "no files" : listed(files))));
            continue;
        }
        TableJob job{{folder, files.front().path, {}, {}}, 0};
        std::vector<Candidate> others(files.begin() + 1, files.end());
        std::erase_if(others, [](const Candidate &file) { return !file.rank; });
        if (!others.empty()) {
            job.table.remarks.push_back(about(job.table.file, Severity::Note, "file-ignored",
                                              "this table is used; the folder also holds " + listed(others)));
        }
        jobs.push_back(std::move(job));
    }
    return jobs;
}

/// Why there is no kernel table anywhere: what was looked for, what was found.
Error noTable(const fs::path &path, const std::vector<Diagnostic> &diagnostics)
{
    std::string message = "there is no kernel table here";
    for (const Diagnostic &diagnostic : diagnostics) {
        if (diagnostic.severity == Severity::Error || diagnostic.code == "stage-unreadable") {
            message += "\n  " + format(diagnostic);
        }
    }
    return {message, {shownPath(path), 0, 0}};
}

Error nothingFound(const fs::path &path)
{
    std::string found;
    std::error_code error;
    std::size_t count = 0;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
        if (++count <= kMaxListedFiles) {
            found.append(found.empty() ? "" : ", ").append(at->path().filename().string());
        }
    }
    if (error) {
        return {"the folder cannot be read: " + error.message(), {shownPath(path), 0, 0}};
    }
    found += count > kMaxListedFiles ? " and " + std::to_string(count - kMaxListedFiles) + " more" : "";
    return {"there is no kernel table here; looked for all-stage/nsys/, per-stage/<stage>/nsys/, nsys/, a kernel "
            "summary in the "
            "folder itself, and runs under tmp/nsys-profile/, tmp/profile-output/ and reports/*/nsys; found " +
                (found.empty() ? "an empty folder" : found),
            {shownPath(path), 0, 0}};
}

/// The layout to load for `path`: its own, or that of the newest run below.
Result<RunLayout> findLayout(const fs::path &path)
{
    std::error_code error;
    if (!fs::exists(path, error)) {
        return failure(error ? "cannot look there: " + error.message() : "there is no such file or folder",
                       {shownPath(path)});
    }
    const std::vector<FoundRun> runs = discoverRuns(path);
    if (runs.empty()) {
        return std::unexpected(nothingFound(path));
    }
    return layoutOf(runs.front().path);
}
} // namespace

Result<std::shared_ptr<const Run>> loadRun(const fs::path &path, const RunLoadOptions &options, std::stop_token stop,
                                           const ProgressCallback &progress)
{
    const Result<RunLayout> layout = findLayout(path);
    if (!layout) {
        return std::unexpected(layout.error());
    }
    std::vector<Diagnostic> diagnostics;
    std::vector<TableJob> jobs = chooseFiles(*layout, diagnostics);
    readTables(jobs, stop, progress);
    if (stop.stop_requested()) {
        return failure("cancelled", {shownPath(path)});
    }
    RunBuilder builder(layout->root);
    RunAssembly assembly(builder, *layout);
    const RunOrigin origin = readOrigin(*layout, diagnostics);
    builder.identity() = origin.identity;
    builder.setNesting(options.nesting);
    builder.add(std::move(diagnostics));
    for (TableJob &job : jobs) {
        assembly.add(std::move(job.table), origin.captureOf(job.table.folder.path));
    }
    if (assembly.tableCount() == 0) {
        return std::unexpected(noTable(path, builder.diagnostics()));
    }
    assembly.finish();
    return builder.build();
}

} // namespace atlas
