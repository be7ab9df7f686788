#include "core/capture/capturekind.h"

#include <algorithm>
#include <array>
#include <system_error>

namespace atlas
{

namespace
{
namespace fs = std::filesystem;
constexpr std::size_t kMaxFilesLookedAt = 2000;

constexpr std::array kFormats = {
    CaptureFormat{FileKind::NsysSqlite, readNsysSqlite},
    CaptureFormat{FileKind::NsysReport, readNsysReport},
    CaptureFormat{FileKind::RocprofJson, readRocprofJson},
    CaptureFormat{FileKind::Rocpd, readRocpd},
    CaptureFormat{FileKind::RocprofDispatches, readRocprofDispatches},
    CaptureFormat{FileKind::RocprofStats, readRocprofStats},
    CaptureFormat{FileKind::TorchTrace, readTorchTrace},
    // Traces whose beginning names no profiler: the reader says when there are no kernels.
    CaptureFormat{FileKind::ChromeTrace, readTorchTrace},
};

void addCaptures(const fs::path &folder, std::vector<fs::path> &captures)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end && files.size() < kMaxFilesLookedAt;
         at.increment(error)) {
        std::error_code ignored;
        if (at->is_regular_file(ignored) && !at->path().filename().string().starts_with('.')) {
            files.push_back(at->path());
        }
    }
    std::ranges::sort(files);
    for (const fs::path &file : files) {
        const CaptureFormat *format = captureFormatOf(file);
        fs::path exported = file;
        exported.replace_extension(".sqlite");
        const bool isExported =
            format != nullptr && format->kind == FileKind::NsysReport && std::ranges::contains(files, exported);
        if (format != nullptr && !isExported) {
            captures.push_back(file);
        }
    }
}
} // namespace

const CaptureFormat *captureFormatOf(const fs::path &path)
{
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {
        return nullptr;
    }
    const Result<RecognisedFile> file = recogniseFile(path);
    const auto found = file ? std::ranges::find(kFormats, file->kind, &CaptureFormat::kind) : kFormats.end();
    return found != kFormats.end() ? &*found : nullptr;
}

std::vector<fs::path> capturesIn(const fs::path &folder)
{
    std::vector<fs::path> captures;
    addCaptures(folder / "nsys", captures);
    addCaptures(folder, captures);
    return captures;
}

} // namespace atlas
