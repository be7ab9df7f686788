// Databases with damaged pages and odd columns must be read or refused, never more.

#include "core/capture/openrun.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>

#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("fuzz_nsyssqlite." + std::to_string(getpid()) + ".sqlite");
    std::FILE *file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) {
        return 0;
    }
    std::fwrite(data, 1, size, file);
    std::fclose(file);
    atlas::CaptureOptions options;
    options.stages = "auto";
    const auto request = atlas::CaptureRequest();
    if (const auto capture = atlas::readNsysSqlite(path, request, {}, {})) {
        if (capture->launches.size() > 0) {
            static_cast<void>(atlas::openRun(path, {}, options));
        }
    }
    std::error_code error;
    std::filesystem::remove(path, error);
    return 0;
}
