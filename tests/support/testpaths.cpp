#include "tests/support/testpaths.h"

#include "core/base/file.h"

#include <QTest>

#include <cstdlib>
#include <fstream>

namespace atlas::test
{

namespace
{
std::filesystem::path makeFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "kernel-atlas-test-XXXXXX").string();
    return ::mkdtemp(name.data()) != nullptr ? std::filesystem::path(name) : std::filesystem::path();
}
} // namespace

std::filesystem::path sourceDir()
{
    return ATLAS_SOURCE_DIR;
}

std::filesystem::path sampleRun()
{
    return sourceDir() / "resources" / "sample-run";
}

std::optional<std::filesystem::path> sharedDir()
{
    const char *named = std::getenv("ATLAS_SHARED");
    const std::filesystem::path path =
        named != nullptr ? std::filesystem::path(named) : sourceDir().parent_path() / "shared";
    std::error_code error;
    return std::filesystem::is_directory(path / "runs", error) ? std::optional(path) : std::nullopt;
}

ScratchDir::ScratchDir() : m_path(makeFolder())
{
}

ScratchDir::~ScratchDir()
{
    std::error_code error;
    std::filesystem::remove_all(m_path, error);
}

std::filesystem::path ScratchDir::write(const std::filesystem::path &relative, std::string_view bytes) const
{
    const std::filesystem::path path = m_path / relative;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path;
}

std::string bytesOf(const std::filesystem::path &path)
{
    const Result<std::string> bytes = readFile(path);
    if (!bytes) {
        QTest::qFail(bytes.error().message.c_str(), path.c_str(), 0);
        return {};
    }
    return *bytes;
}

} // namespace atlas::test
