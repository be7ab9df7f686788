#include "core/desk/projectof.h"

#include <algorithm>

namespace atlas
{

namespace
{
constexpr const char *kUnreadable = "project-unreadable";
}

ProjectFile projectOf(const std::filesystem::path &start)
{
    const std::optional<std::filesystem::path> path = findProjectFile(start);
    if (!path) {
        return {};
    }
    Result<ProjectFile> project = readProjectFile(*path);
    if (!project) {
        ProjectFile unread;
        unread.path = *path;
        unread.diagnostics.push_back(toDiagnostic(project.error(), kUnreadable));
        return unread;
    }
    return std::move(*project);
}

bool isUnreadable(const ProjectFile &project)
{
    return std::ranges::contains(project.diagnostics, kUnreadable, &Diagnostic::code);
}

} // namespace atlas
