#include "core/capture/openrun.h"

#include "core/base/text.h"
#include "core/capture/capturekind.h"
#include "core/capture/capturerun.h"
#include "core/capture/mergecaptures.h"
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

/// Reads all files and pools their launches; a file that cannot be read is told and the others are shown.
Result<Capture> readAll(const std::vector<fs::path> &files, const CaptureRequest &request, const std::stop_token &stop,
                        const ProgressCallback &progress)
{
    std::optional<Capture> whole;
    std::vector<Diagnostic> unread;
    std::optional<Error> firstError;
    for (std::size_t i = 0; i < files.size(); ++i) {
        const CaptureFormat *format = captureFormatOf(files[i]);
        if (format == nullptr) { // it changed since the folder was listed
            continue;
        }
        Result<Capture> read = format->read(files[i], request, stop, partOf(progress, i, files.size()));
        if (!read && (stop.stop_requested() || files.size() == 1)) {
            return std::unexpected(read.error());
        }
        if (!read) {
            unread.push_back(toDiagnostic(read.error(), "file-unreadable"));
            firstError = firstError.value_or(read.error());
            continue;
        }
        const std::string label = toValidUtf8(files[i].stem().string());
        if (files.size() == 1) {
            return read;
        }
        if (!whole) {
            whole.emplace();
            whole->format = read->format;
            whole->identity = read->identity;
            whole->hasShapes = read->hasShapes;
            whole->hasTimeline = read->hasTimeline;
        }
        appendCapture(*whole, std::move(*read), label);
    }
    if (!whole) {
        return std::unexpected(firstError.value_or(Error{"the captures cannot be read", {}}));
    }
    std::ranges::move(unread, std::back_inserter(whole->diagnostics));
    if (files.size() > 1) {
        whole->diagnostics.push_back({Severity::Note,
                                      "captures-pooled",
                                      std::to_string(files.size() - unread.size()) +
                                          " captures are one run: times and calls are their sums; --stages device "
                                          "gives one table each",
                                      {files.front().parent_path().string()},
                                      {},
                                      0});
    }
    return std::move(*whole);
}

/// Of the option, the run file beside the capture, and nothing: the first that says something.
Result<StageChoice> choiceFor(const Capture &capture, const fs::path &path, const std::string &wanted)
{
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
    return file.empty() ? StageChoice() : readStageChoice(file);
}
} // namespace

Result<OpenedRun> openRun(const fs::path &path, const RunLoadOptions &options, const CaptureOptions &captureOptions,
                          std::stop_token stop, const ProgressCallback &progress)
{
    const std::vector<fs::path> captures = capturesFor(path);
    if (captures.empty()) {
        return loadRun(path, options, std::move(stop), progress).transform([](std::shared_ptr<const Run> &&run) {
            return OpenedRun{std::move(run)};
        });
    }
    const CaptureRequest request = requestFor(path, captures, captureOptions);
    Result<Capture> capture = readAll(captures, request, stop, progress);
    if (!capture) {
        return std::unexpected(capture.error());
    }
    auto kept = std::make_shared<const Capture>(std::move(*capture));
    const Result<StageChoice> choice = choiceFor(*kept, path, captureOptions.stages);
    if (!choice) {
        return std::unexpected(choice.error());
    }
    return OpenedRun{makeRun(*kept, *choice, path, request.shapes), kept};
}

bool isCapture(const fs::path &path)
{
    return !capturesFor(path).empty();
}

} // namespace atlas
