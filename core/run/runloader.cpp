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
#include <optional>
#include <span>
#include <system_error>
#include <thread>

namespace atlas
{

namespace
{
namespace fs = std::filesystem;

constexpr std::size_t kMaxListedFiles = 12;
constexpr std::size_t kMaxListedTables = 100;

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

void readTable(TableJob &job, SharedProgress &progress, const std::stop_token &stop, std::size_t wanted = 0,
               const std::string &origin = {})
{
    Result<FileBlocks> file = FileBlocks::open(job.table.file);
    if (!file) {
        job.table.content.diagnostics.push_back(
            about(job.table.file, Severity::Error, "file-unreadable", file.error().message));
        return;
    }
    std::size_t told = 0;
    const std::string what = "reading " + titleOf(job.table.folder);
    job.table.content = readReport(
        bytesOf(std::move(*file)), shownPath(job.table.file),
        [&](std::size_t bytesRead) {
            progress.add(bytesRead - told, what);
            told = bytesRead;
            return !stop.stop_requested();
        },
        wanted, origin);
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

std::vector<std::string> namesOf(std::span<const Candidate> files)
{
    std::vector<std::string> names;
    for (const Candidate &file : files) {
        names.push_back(file.path.filename().string());
    }
    return names;
}

ReportContent readWhole(const fs::path &path)
{
    Result<FileBlocks> opened = FileBlocks::open(path);
    return opened
               ? readReport(bytesOf(std::move(*opened)), shownPath(path))
               : ReportContent{std::nullopt, {about(path, Severity::Error, "file-unreadable", opened.error().message)}};
}

/// No file shows a table in its beginning: looks further down in each of them. Without any, says why each is none.
std::optional<fs::path> searchedFurther(const std::vector<Candidate> &files, std::vector<Diagnostic> &diagnostics)
{
    std::vector<Diagnostic> reasons;
    for (const Candidate &file : files) {
        ReportContent content = readWhole(file.path);
        if (content.table) {
            return file.path;
        }
        std::ranges::move(content.diagnostics, std::back_inserter(reasons));
    }
    std::ranges::move(reasons, std::back_inserter(diagnostics));
    return std::nullopt;
}

/// The file that a person chose by its place in the list (from 1) or a part of its name; the best one otherwise.
Result<std::size_t> chosenFile(const std::vector<Candidate> &files, const std::string &choice)
{
    std::vector<FoundTable> named;
    for (const Candidate &file : files) {
        if (file.rank) {
            named.push_back({file.path.filename().string(), 0, ReportKind::KernelSummary, 0});
        }
    }
    if (choice.empty() || named.size() < 2) {
        return 0;
    }
    if (const std::optional<std::size_t> found = findTable(named, choice)) {
        return *found;
    }
    return failure("no one table of this folder is \"" + choice + "\"; it holds " +
                   listed(namesOf(std::span(files).first(named.size()))));
}

/// Picks the file of each table folder. Folders without any table get a diagnostic, and why their files are none.
Result<std::vector<TableJob>> chooseFiles(const RunLayout &layout, const std::string &choice,
                                          std::vector<Diagnostic> &diagnostics)
{
    std::vector<TableJob> jobs;
    for (const TableFolder &folder : layout.folders) {
        const std::vector<Candidate> files = candidatesIn(folder);
        const auto withTable =
            std::ranges::count_if(files, [](const Candidate &file) { return file.rank.has_value(); });
        if (withTable == 0) {
            if (const std::optional<fs::path> found = searchedFurther(files, diagnostics)) {
                jobs.push_back({{folder, *found, {}, {}}, 0});
                continue;
            }
            diagnostics.push_back(about(folder.path, Severity::Warning, "stage-unreadable",
                                        "no kernel table for '" + titleOf(folder) + "'; found " +
                                            (files.empty() ? "no files" : listed(namesOf(files), kMaxListedFiles))));
            continue;
        }
        const Result<std::size_t> chosen = chosenFile(files, layout.folders.size() == 1 ? choice : std::string());
        if (!chosen) {
            return std::unexpected(chosen.error());
        }
        TableJob job{{folder, files[*chosen].path, {}, {}}, 0};
        if (withTable == 1 && layout.folders.size() == 1 && job.table.folder.table.empty()) {
            job.table.folder.table = choice; // of the tables in the only file
        }
        if (withTable > 1) {
            job.table.remarks.push_back(about(
                job.table.file, Severity::Note, "file-ignored",
                "this table is used; the folder holds " + std::to_string(withTable) + ": " +
                    listed(namesOf(std::span(files).first(static_cast<std::size_t>(withTable))), kMaxListedTables) +
                    ". Open another one by its own path, or choose it with --table"));
        }
        jobs.push_back(std::move(job));
    }
    return jobs;
}

/// Why there is no kernel table anywhere: what was looked for, what was found. What is about `path` itself does not
/// name it again.
Error noTable(const fs::path &path, const std::vector<Diagnostic> &diagnostics)
{
    std::string message = "there is no kernel table here";
    for (Diagnostic diagnostic : diagnostics) {
        if (diagnostic.severity == Severity::Error || diagnostic.code == "stage-unreadable") {
            diagnostic.location.file = diagnostic.location.file == shownPath(path) && diagnostic.location.line == 0
                                           ? std::string()
                                           : diagnostic.location.file;
            message += "\n  " + format(diagnostic);
        }
    }
    return {message, {shownPath(path), 0, 0}};
}

Error nothingFound(const fs::path &path)
{
    std::vector<std::string> found;
    std::error_code error;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
        found.push_back(at->path().filename().string());
    }
    if (error) {
        return {"the folder cannot be read: " + error.message(), {shownPath(path), 0, 0}};
    }
    std::ranges::sort(found);
    return {"there is no kernel table here; looked for all-stage/nsys/, per-stage/<stage>/nsys/, nsys/, a kernel "
            "summary in the "
            "folder itself, and runs under tmp/nsys-profile/, tmp/profile-output/ and reports/*/nsys; found " +
                (found.empty() ? "an empty folder" : listed(found, kMaxListedFiles)),
            {shownPath(path), 0, 0}};
}

/// The layout to load for `path`: its own, or that of the newest run below.
Result<RunLayout> findLayout(const fs::path &path)
{
    std::error_code error;
    if (!fs::exists(splitTablePath(path).file, error)) {
        return failure(error ? "cannot look there: " + error.message() : "there is no such file or folder",
                       {shownPath(path)});
    }
    const std::vector<FoundRun> runs = discoverRuns(path);
    if (runs.empty()) {
        return std::unexpected(nothingFound(path));
    }
    RunLayout layout = layoutOf(runs.front().path);
    if (layout.folders.empty()) {
        return std::unexpected(nothingFound(path));
    }
    return layout;
}

/// The table of a file that was chosen by number or name, or the rows of one GPU or process of a table that holds
/// several; read again where it is not the first. A choice that fits none is an error.
Result<void> chooseTable(TableJob &job, SharedProgress &progress, const std::stop_token &stop)
{
    const std::string &choice = job.table.folder.table;
    if (choice.empty() || !job.table.content.table) {
        return {};
    }
    const std::vector<FoundTable> &tables = job.table.content.tables;
    const std::optional<std::size_t> found = findTable(tables, choice);
    if (!found && std::ranges::contains(job.table.content.origins, choice)) {
        const std::string origin = choice; // reading replaces the content, not the folder
        readTable(job, progress, stop, 0, origin);
        return {};
    }
    if (!found) {
        return failure("the file has no one kernel table \"" + choice + "\"; it holds " + listed(tables),
                       {shownPath(job.table.file)});
    }
    if (*found > 0) {
        readTable(job, progress, stop, *found);
    }
    return {};
}
} // namespace

Result<std::shared_ptr<const Run>> loadRun(const fs::path &path, const RunLoadOptions &options, std::stop_token stop,
                                           const ProgressCallback &progress)
{
    std::error_code error;
    if (const TablePath one = splitTablePath(path); !one.table.empty() && fs::is_directory(one.file, error)) {
        RunLoadOptions chosen = options;
        chosen.table = one.table;
        return loadRun(one.file, chosen, std::move(stop), progress);
    }
    Result<RunLayout> layout = findLayout(path);
    if (!layout) {
        return std::unexpected(layout.error());
    }
    if (!options.table.empty() && layout->folders.front().isFile) {
        layout->folders.front().table = options.table;
        layout->root = layout->folders.front().path.string() + "#" + options.table;
    }
    std::vector<Diagnostic> diagnostics;
    if (!layout->leftOut.empty()) {
        diagnostics.push_back(about(layout->root, Severity::Warning, "stages-left-out",
                                    std::to_string(layout->leftOut.size()) + " stages beyond the first " +
                                        std::to_string(layout->folders.size()) + " tables are not loaded: " +
                                        listed(layout->leftOut) + ". Open their folders one by one"));
    }
    Result<std::vector<TableJob>> chosen = chooseFiles(*layout, options.table, diagnostics);
    if (!chosen) {
        return std::unexpected(Error{chosen.error().message, {shownPath(path), 0, 0}});
    }
    std::vector<TableJob> &jobs = *chosen;
    readTables(jobs, stop, progress);
    if (stop.stop_requested()) {
        return failure("cancelled", {shownPath(path)});
    }
    SharedProgress again(progress, 0);
    for (TableJob &job : jobs) {
        if (const Result<void> found = chooseTable(job, again, stop); !found) {
            return std::unexpected(found.error());
        }
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
