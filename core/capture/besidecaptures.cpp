#include "core/capture/besidecaptures.h"

#include "core/base/text.h"
#include "core/capture/aggregation.h"
#include "core/capture/capturekind.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <string>

namespace atlas
{

namespace
{
namespace fs = std::filesystem;
constexpr std::uintmax_t kLargestRead = std::uintmax_t{64} << 20U;
constexpr std::size_t kMostCaptures = 16;
constexpr std::size_t kShownName = 60;

/// How a table and a capture of the same launches agree.
struct Agreement
{
    std::size_t kernels = 0; ///< on either side
    std::size_t different = 0;
    std::string first; ///< what differs most, in words
};

std::string figures(const KernelTiming *timing)
{
    return timing == nullptr
               ? std::string("none")
               : std::to_string(timing->instances) + " launches, " + std::to_string(timing->totalNs) + " ns";
}

Agreement compare(const Run &run, const Stage &table, const Capture &capture, const Stage &launches)
{
    Agreement agreement;
    std::int64_t greatest = -1;
    const auto take = [&](std::string_view name, const KernelTiming *published, const KernelTiming *captured) {
        ++agreement.kernels;
        if (published != nullptr && captured != nullptr && published->instances == captured->instances &&
            published->totalNs == captured->totalNs) {
            return;
        }
        ++agreement.different;
        const std::int64_t apart =
            std::abs((published != nullptr ? published->totalNs : 0) - (captured != nullptr ? captured->totalNs : 0));
        if (apart > greatest) {
            greatest = apart;
            agreement.first = "'" + elideMiddle(escapeControls(name), kShownName) + "' has " + figures(published) +
                              " in the table and " + figures(captured) + " in the capture";
        }
    };
    std::set<std::string_view> listed;
    for (const KernelRow &row : table.rows) {
        const std::string_view name = run.name(row.kernel);
        listed.insert(name);
        const std::optional<KernelId> kernel = capture.names.find(name);
        const auto found = kernel ? std::ranges::find(launches.rows, *kernel, &KernelRow::kernel) : launches.rows.end();
        take(name, &row.timing, found != launches.rows.end() ? &found->timing : nullptr);
    }
    for (const KernelRow &row : launches.rows) {
        if (!listed.contains(capture.names[row.kernel])) {
            take(capture.names[row.kernel], nullptr, &row.timing);
        }
    }
    return agreement;
}

Diagnostic offer(const Stage &table, const fs::path &path, const std::stop_token &stop, const Run &run)
{
    const std::string what = path.filename().string() + " beside the table of " + table.name;
    const std::string next =
        "; it opens with medians, variants and stages of its own: katlas tables '" + path.string() + "'";
    const auto note = [&](Severity severity, const char *code, const std::string &message) {
        return Diagnostic{severity, code, message, {path.string()}, {}, 0};
    };
    std::error_code error;
    const CaptureFormat *format = captureFormatOf(path);
    const bool isRead = format != nullptr && format->kind != FileKind::NsysReport &&
                        fs::file_size(path, error) <= kLargestRead && !error;
    const Result<Capture> capture =
        isRead ? format->read(path, {false, false, false}, stop, {}) : failure("not read", {path.string()});
    if (!capture) {
        return note(Severity::Note, "capture-beside", what + " holds the launches" + next);
    }
    const std::vector<Stage> launches = aggregate(*capture, StageAssignment(), false);
    const Agreement agreement = compare(run, table, *capture, launches.front());
    if (agreement.different == 0) {
        return note(Severity::Note, "capture-beside",
                    what + " agrees with it in all " + std::to_string(agreement.kernels) + " kernels" + next);
    }
    return note(Severity::Warning, "capture-differs",
                what + " differs from it in " + std::to_string(agreement.different) + " of " +
                    std::to_string(agreement.kernels) + " kernels: " + agreement.first + "; the table is shown" + next);
}
} // namespace

std::vector<Diagnostic> capturesBeside(const Run &run, const std::stop_token &stop)
{
    std::vector<Diagnostic> notes;
    std::set<fs::path> met;
    std::error_code error;
    if (!fs::is_directory(run.path(), error)) {
        return notes;
    }
    for (const Stage &stage : run.stages()) {
        if (stage.file.empty() || stage.isSummed) {
            continue;
        }
        for (const fs::path &path : capturesIn(stage.file.parent_path())) {
            if (met.size() < kMostCaptures && !stop.stop_requested() && met.insert(path).second) {
                notes.push_back(offer(stage, path, stop, run));
            }
        }
    }
    return notes;
}

} // namespace atlas
