#include "core/run/rundiagnostics.h"

#include "core/base/text.h"

#include <algorithm>
#include <filesystem>

namespace atlas
{

namespace
{
constexpr std::size_t kMaxShownCharacters = 160;

bool isBelow(const std::string &file, const std::string &folder)
{
    return file.starts_with(folder) && file.size() > folder.size() && file[folder.size()] == '/';
}
/// The stage, where the path is that of a stage's folder or of a file in it.
std::string tableName(const std::filesystem::path &path)
{
    const std::filesystem::path folder = path.parent_path();
    return (folder.filename() == "nsys" ? folder.parent_path() : path).filename().string();
}
} // namespace

std::vector<std::string> unreadTables(const std::vector<Diagnostic> &diagnostics)
{
    std::vector<std::string> folders;
    for (const Diagnostic &diagnostic : diagnostics) {
        if (diagnostic.code == "stage-unreadable") {
            folders.push_back(diagnostic.location.file);
        }
    }
    std::vector<std::string> paths = folders;
    for (const Diagnostic &diagnostic : diagnostics) {
        const std::string &file = diagnostic.location.file;
        const bool isTold = std::ranges::contains(paths, file) ||
                            std::ranges::any_of(folders, [&](const auto &folder) { return isBelow(file, folder); });
        if (diagnostic.severity == Severity::Error && !file.empty() && !isTold) {
            paths.push_back(file);
        }
    }
    std::ranges::transform(paths, paths.begin(), tableName);
    return paths;
}

void FileDiagnostics::addRow(std::string_view code, std::string message, std::size_t line, std::string_view sourceLine)
{
    if (++m_rowFindings <= kMaxRowFindings) {
        m_diagnostics.push_back({Severity::Warning,
                                 std::string(code),
                                 std::move(message),
                                 {m_file, line, 0},
                                 elideMiddle(toValidUtf8(sourceLine.substr(0, 4096)), kMaxShownCharacters),
                                 0});
    }
}

void FileDiagnostics::add(Severity severity, std::string_view code, std::string message, std::size_t line)
{
    m_diagnostics.push_back({severity, std::string(code), std::move(message), {m_file, line, 0}, {}, 0});
}

std::vector<Diagnostic> FileDiagnostics::take()
{
    if (m_rowFindings > kMaxRowFindings) {
        add(Severity::Warning, "rows-more",
            std::to_string(m_rowFindings - kMaxRowFindings) +
                " more rows of this file had a problem and are not listed");
        m_rowFindings = 0;
    }
    return std::move(m_diagnostics);
}

} // namespace atlas
