#include "core/capture/openrun.h"

#include "core/base/text.h"
#include "core/capture/besidecaptures.h"
#include "core/capture/capturekind.h"
#include "core/capture/capturerun.h"
#include "core/capture/digest.h"
#include "core/capture/mergecaptures.h"
#include "core/capture/rankspread.h"
#include "core/capture/stagefile.h"
#include "core/run/runlayout.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <system_error>
#include <vector>

namespace atlas
{

namespace
{
namespace fs = std::filesystem;

/// The captures to read for `path`: none when it has tables, which are what was published.
std::vector<fs::path> capturesFor(const fs::path &path)
{
    std::error_code error;
    if (!fs::is_directory(path, error)) {
        return captureFormatOf(path) != nullptr ? std::vector{path} : std::vector<fs::path>();
    }
    return discoverRuns(path).empty() ? capturesIn(path) : std::vector<fs::path>();
}
/// A file above this size is read for a summary only where no more is asked for.
constexpr std::uintmax_t kLargeBytes = std::uintmax_t{64} << 20U;

/// The file that says the stages, where the option names none.
fs::path runFileFor(const fs::path &path)
{
    std::error_code error;
    const fs::path beside = (fs::is_directory(path, error) ? path : path.parent_path()) / kRunFileName;
    return fs::exists(beside, error) ? beside : fs::path();
}

CaptureRequest requestFor(const fs::path &path, const std::vector<fs::path> &captures, const CaptureOptions &options)
{
    const bool hasStages =
        options.stages.empty() ? !runFileFor(path).empty() : options.stages != "none" && options.stages != "device";
    const bool isLarge = std::ranges::any_of(captures, [](const fs::path &capture) {
        std::error_code error;
        const std::uintmax_t size = fs::file_size(capture, error);
        return !error && size > kLargeBytes;
    });
    const bool isWhole = !options.isOnlySummary || !isLarge;
    return {!options.isOnlySummary, isWhole || hasStages, isWhole || hasStages};
}

/// The progress of one of several files.
ProgressCallback partOf(const ProgressCallback &progress, std::size_t number, std::size_t count)
{
    if (!progress) {
        return {};
    }
    return [&progress, number, count](double fraction, std::string_view what) {
        progress((static_cast<double>(number) + fraction) / static_cast<double>(count), what);
    };
}

/// One capture to read, and the stage that a person says it is.
struct CaptureFile
{
    fs::path path;
    std::string stage;
};

/// The captures of a run pooled, with the stage of each device where files have stages.
struct PooledCaptures
{
    Capture capture;
    std::vector<std::string> stageOfDevice;
    std::size_t files = 0;
    std::vector<Diagnostic> unread = {};
    std::optional<Error> firstError = {};
};

void addFile(PooledCaptures &pool, Capture read, const CaptureFile &file, bool isOnly)
{
    const std::size_t devices = read.devices.size();
    if (isOnly) {
        pool.capture = std::move(read);
    } else {
        Capture &whole = pool.capture;
        if (pool.files == 0) {
            whole.format = read.format;
            whole.hasShapes = read.hasShapes;
            whole.hasTimeline = read.hasTimeline;
            whole.files = 0;
            std::swap(whole.identity, read.identity);
        }
        std::string label = rankLabel(file.path, read);
        const bool isTaken = std::ranges::any_of(
            whole.devices, [&](const std::string &device) { return device.starts_with(label + " · "); });
        label = isTaken ? toValidUtf8(file.path.filename().string()) : label;
        appendCapture(whole, std::move(read), label);
    }
    pool.stageOfDevice.insert(pool.stageOfDevice.end(), devices, file.stage);
    ++pool.files;
}

/// Whether a person's word for a rank ("3", "rank 3", a file's name, "GPU 0") means the one called `label`.
bool isRank(const std::string &wanted, std::string_view label)
{
    const std::optional<std::int64_t> number = rankNumber(label);
    return wanted == label || label.starts_with(wanted + " · ") || label.ends_with(" · " + wanted) ||
           (number && (wanted == std::to_string(*number) || wanted == "rank " + std::to_string(*number)));
}

/// Leaves one rank of the capture.
Result<void> chooseRank(Capture &capture, const std::string &wanted)
{
    const std::vector<std::uint16_t> devices = rankDevices(capture);
    std::string list;
    for (const std::uint16_t device : devices) {
        if (isRank(wanted, capture.devices[device])) {
            keepDevice(capture, device);
            return {};
        }
        list += (list.empty() ? "" : ", ") + capture.devices[device];
    }
    return failure(devices.empty() ? "the capture has one GPU only, so there is no rank to choose"
                                   : "the capture has no rank \"" + wanted + "\"; it has " + list);
}

/// Reads all files and pools their launches; a file that cannot be read is told and the others are shown.
Result<PooledCaptures> readAll(const std::vector<CaptureFile> &files, const CaptureRequest &request,
                               const std::stop_token &stop, const ProgressCallback &progress)
{
    PooledCaptures pool;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const CaptureFormat *format = captureFormatOf(files[i].path);
        if (format == nullptr) { // it changed since the folder was listed
            continue;
        }
        Result<Capture> read = format->read(files[i].path, request, stop, partOf(progress, i, files.size()));
        if (!read && (stop.stop_requested() || files.size() == 1)) {
            return std::unexpected(read.error());
        }
        if (!read) {
            pool.unread.push_back(toDiagnostic(read.error(), "file-unreadable"));
            pool.firstError = pool.firstError.value_or(read.error());
            continue;
        }
        addFile(pool, std::move(*read), files[i], files.size() == 1);
    }
    if (pool.files == 0) {
        return std::unexpected(pool.firstError.value_or(Error{"the captures cannot be read", {}}));
    }
    std::ranges::move(pool.unread, std::back_inserter(pool.capture.diagnostics));
    if (files.size() > 1) {
        pool.capture.diagnostics.push_back({Severity::Note,
                                            "captures-pooled",
                                            std::to_string(pool.files) +
                                                " captures are one run: times and calls are their sums, and columns "
                                                "say how ranks differ; --rank chooses one, --stages device gives one "
                                                "table each",
                                            {files.front().path.parent_path().string()},
                                            {},
                                            0});
    }
    return pool;
}

/// Of the option, the run file beside the capture, and nothing: the first that says something.
Result<StageChoice> choiceFor(const Capture &capture, const fs::path &path, const CaptureOptions &options)
{
    const std::string &wanted = options.stages;
    if (wanted == "auto") {
        return proposeStages(capture);
    }
    if (wanted == "device") {
        StageChoice choice;
        choice.isByDevice = true;
        return choice;
    }
    if (wanted == "none") {
        return StageChoice();
    }
    if (!wanted.empty()) {
        return readStageChoice(wanted);
    }
    const fs::path file = runFileFor(path);
    if (file.empty()) {
        return options.proposesStages ? proposeStages(capture) : StageChoice();
    }
    return readStageChoice(file);
}
} // namespace

namespace
{
/// The files that kernel-atlas.run.yaml lists, those that are tables apart.
struct ListedFiles
{
    std::vector<CaptureFile> captures;
    std::vector<NamedTable> tables;
};

Result<ListedFiles> filesOf(const StageChoice &choice, const fs::path &folder, const RunLoadOptions &options,
                            const std::stop_token &stop)
{
    ListedFiles files;
    for (const StageFile &file : choice.files) {
        const fs::path path = folder / file.path;
        if (captureFormatOf(path) != nullptr) {
            files.captures.push_back({path, file.stage});
            continue;
        }
        Result<std::shared_ptr<const Run>> run = loadRun(path, options, stop);
        if (!run) {
            return std::unexpected(run.error());
        }
        files.tables.push_back({file.stage.empty() ? toValidUtf8(path.stem().string()) : file.stage, *run});
    }
    return files;
}

/// What kernel-atlas.run.yaml beside `path` says of files; nothing where it lists none or the option says otherwise.
Result<std::optional<ListedFiles>> listedFiles(const fs::path &path, const RunLoadOptions &options,
                                               const CaptureOptions &captureOptions, const std::stop_token &stop)
{
    std::error_code error;
    const fs::path runFile = runFileFor(path);
    if (runFile.empty() || !fs::is_directory(path, error)) {
        return std::nullopt;
    }
    const Result<StageChoice> choice = readStageChoice(runFile);
    if (!choice && captureOptions.stages.empty()) {
        return std::unexpected(choice.error());
    }
    if (!choice || choice->files.empty()) {
        return std::nullopt;
    }
    return filesOf(*choice, path, options, stop).transform([](ListedFiles &&files) {
        return std::optional(std::move(files));
    });
}

Result<OpenedRun> openTables(const fs::path &path, const RunLoadOptions &options, const std::stop_token &stop,
                             const ProgressCallback &progress)
{
    return loadRun(path, options, stop, progress).transform([&](std::shared_ptr<const Run> &&run) {
        std::vector<Diagnostic> notes = capturesBeside(*run, stop);
        return OpenedRun{std::move(run), nullptr, std::move(notes)};
    });
}
/// The run of the files at `path`.
Result<OpenedRun> openFiles(ListedFiles files, const fs::path &path, const CaptureOptions &captureOptions,
                            const std::stop_token &stop, const ProgressCallback &progress)
{
    std::vector<fs::path> paths;
    std::ranges::transform(files.captures, std::back_inserter(paths), &CaptureFile::path);
    const CaptureRequest request = requestFor(path, paths, captureOptions);
    Result<PooledCaptures> pool = PooledCaptures();
    if (!files.captures.empty()) {
        pool = readAll(files.captures, request, stop, progress);
    }
    if (!pool) {
        return std::unexpected(pool.error());
    }
    if (!captureOptions.rank.empty()) {
        if (const Result<void> chosen = chooseRank(pool->capture, captureOptions.rank); !chosen) {
            return std::unexpected(chosen.error());
        }
    }
    auto kept = std::make_shared<const Capture>(std::move(pool->capture));
    Result<StageChoice> choice = choiceFor(*kept, path, captureOptions);
    if (!choice) {
        return std::unexpected(choice.error());
    }
    const bool haveStages =
        std::ranges::any_of(pool->stageOfDevice, [](const std::string &name) { return !name.empty(); });
    if (haveStages && captureOptions.stages.empty()) {
        choice->stageOfDevice = std::move(pool->stageOfDevice);
    }
    return OpenedRun{makeRun(*kept, *choice, path, request.shapes, files.tables), kept};
}
} // namespace

Result<OpenedRun> openRun(const fs::path &path, const RunLoadOptions &options, const CaptureOptions &captureOptions,
                          std::stop_token stop, const ProgressCallback &progress)
{
    if (isDigest(path)) {
        return readDigest(path).transform([](std::shared_ptr<const Run> &&run) { return OpenedRun{std::move(run)}; });
    }
    Result<std::optional<ListedFiles>> listed = listedFiles(path, options, captureOptions, stop);
    if (!listed) {
        return std::unexpected(listed.error());
    }
    ListedFiles files;
    if (*listed) {
        files = std::move(**listed);
    } else {
        std::ranges::transform(capturesFor(path), std::back_inserter(files.captures),
                               [](const fs::path &capture) { return CaptureFile{capture, {}}; });
    }
    if (files.captures.empty() && files.tables.empty()) {
        return openTables(path, options, stop, progress);
    }
    return openFiles(std::move(files), path, captureOptions, stop, progress);
}

Result<OpenedRun> openCaptures(const std::vector<fs::path> &paths, const CaptureOptions &options, std::stop_token stop,
                               const ProgressCallback &progress)
{
    ListedFiles files;
    for (const fs::path &path : paths) {
        if (captureFormatOf(path) == nullptr) {
            return failure("this is no capture; name captures, or one folder or run", {path.string()});
        }
        files.captures.push_back({path, {}});
    }
    return openFiles(std::move(files), paths.front().parent_path(), options, stop, progress);
}

bool isCapture(const fs::path &path)
{
    return isDigest(path) || !capturesFor(path).empty();
}

} // namespace atlas
