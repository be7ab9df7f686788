// Project files of any bytes: reading must not crash, and nothing that they name leads out of their folder.
#include "core/review/projectfile.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace atlas;

namespace
{
bool liesIn(const std::filesystem::path &folder, const std::filesystem::path &path)
{
    const std::filesystem::path normal = path.lexically_normal();
    const auto [end, rest] = std::ranges::mismatch(folder, normal);
    return end == folder.end() && std::ranges::find(rest, normal.end(), "..") == normal.end();
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::filesystem::path folder = "/nonexistent/project";
    const std::string text(reinterpret_cast<const char *>(data), size);
    const Result<ProjectFile> project = parseProjectFile(text, folder / kProjectFileName);
    if (!project) {
        return 0;
    }
    if (project->catalog && !liesIn(folder, *project->catalog)) {
        std::abort();
    }
    if (!std::ranges::all_of(project->rulePacks, [&](const auto &pack) { return liesIn(folder, pack); })) {
        std::abort();
    }
    return 0;
}
