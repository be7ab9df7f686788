#include "tests/support/golden.h"

#include "core/base/file.h"
#include "core/base/text.h"
#include "tests/support/testpaths.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace atlas::test
{

namespace
{
std::string firstDifference(std::string_view expected, std::string_view actual)
{
    const auto expectedLines = lines(expected);
    const auto actualLines = lines(actual);
    const auto [e, a] = std::ranges::mismatch(expectedLines, actualLines);
    const auto line = e - expectedLines.begin() + 1;
    return "line " + std::to_string(line) + ":\n  expected: " + (e == expectedLines.end() ? "(end)" : std::string(*e)) +
           "\n  actual:   " + (a == actualLines.end() ? "(end)" : std::string(*a)) +
           "\n  (./dev update-golden rewrites the file)";
}
} // namespace

std::string compareWithGolden(const std::filesystem::path &name, std::string_view actual)
{
    const std::filesystem::path path = sourceDir() / "tests" / "golden" / name;
    if (std::getenv("ATLAS_UPDATE_GOLDEN") != nullptr) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary).write(actual.data(), static_cast<std::streamsize>(actual.size()));
        return {};
    }
    const Result<std::string> expected = readFile(path);
    if (!expected) {
        return path.string() + ": " + expected.error().message;
    }
    return *expected == actual ? std::string() : path.string() + ", " + firstDifference(*expected, actual);
}

} // namespace atlas::test
