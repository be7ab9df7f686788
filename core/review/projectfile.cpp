#include "core/review/projectfile.h"

#include "core/base/file.h"
#include "core/base/spelling.h"
#include "core/inference/packreader.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <utility>

namespace atlas
{

namespace
{
constexpr std::size_t kMaxProjectFileBytes = std::size_t{1} << 20U;
constexpr std::array<std::string_view, 5> kKeys = {"catalog", "runs", "nesting", "rules", "selection"};
constexpr std::array<std::string_view, 3> kSelectionKeys = {"top", "coverage", "all"};

/// Whether the file says of itself that it is a pack, or does not exist (which its reader tells better).
bool isPack(const std::filesystem::path &path)
{
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return true;
    }
    const Result<std::string> text = readFile(path, kMaxPackBytes);
    try {
        const YAML::Node root = text ? YAML::Load(*text) : YAML::Node();
        return root.IsMap() && root["rules"] && (root["rules"].IsSequence() || root["pack"]);
    } catch (const YAML::Exception &) {
        return false;
    }
}

bool hasLink(const std::filesystem::path &folder, const std::filesystem::path &relative)
{
    std::error_code error;
    std::filesystem::path place = folder;
    return std::ranges::any_of(relative, [&](const std::filesystem::path &part) {
        place /= part;
        return std::filesystem::is_symlink(place, error);
    });
}

/// Turns the document into a ProjectFile, key by key. yaml-cpp throws: only readProjectFile() calls it, inside a try.
class ProjectReader
{
public:
    explicit ProjectReader(std::filesystem::path path) : m_folder(path.parent_path())
    {
        m_project.path = std::move(path);
    }

    ProjectFile read(const YAML::Node &root)
    {
        for (const auto &pair : root) {
            readKey(pair.first, pair.second);
        }
        return std::move(m_project);
    }

private:
    void readKey(const YAML::Node &keyNode, const YAML::Node &value)
    {
        const std::string name = keyNode.IsScalar() ? keyNode.Scalar() : std::string();
        if (name == "catalog") {
            if (isText(value, "catalog")) {
                const ProjectPath judged = judgeProjectPath(m_folder, value.Scalar());
                (judged.isInside ? m_project.catalog : m_project.catalogOutside) =
                    judged.isInside ? judged.path : judged.resolved;
            }
        } else if (name == "runs") {
            readPaths(value, "runs", m_project.runFolders);
        } else if (name == "rules") {
            readRules(value);
        } else if (name == "nesting") {
            readNesting(value);
        } else if (name == "selection") {
            readSelection(value);
        } else {
            warn(keyNode, "project-unknown-key", "unknown key \"" + name + "\"" + didYouMean(name, kKeys));
        }
    }

    void readPaths(const YAML::Node &value, const char *key, std::vector<std::filesystem::path> &paths)
    {
        if (value.IsScalar()) {
            paths.push_back(m_folder / value.Scalar());
            return;
        }
        if (!value.IsSequence()) {
            warn(value, "project-bad-value", std::string(key) + " must be a path or a list of paths");
            return;
        }
        for (const auto &item : value) {
            if (isText(item, key)) {
                paths.push_back(m_folder / item.Scalar());
            }
        }
    }

    /// Packs are read, and what is wrong with them is shown line by line: so nothing else may be taken for one.
    void readRules(const YAML::Node &value)
    {
        std::vector<std::filesystem::path> written;
        const std::filesystem::path folder = std::exchange(m_folder, {});
        readPaths(value, "rules", written);
        m_folder = folder;
        for (const std::filesystem::path &path : written) {
            const ProjectPath judged = judgeProjectPath(m_folder, path.string());
            if (!judged.isInside) {
                warn(
                    value, "project-outside",
                    "rules: " + judged.resolved.string() +
                        " is outside the folder of the project file and left out; if you mean it, say it with --rules");
            } else if (!isPack(judged.path)) {
                warn(value, "project-no-pack", "rules: " + judged.path.string() + " is no rule pack; it is left out");
            } else {
                m_project.rulePacks.push_back(judged.path);
            }
        }
    }

    void readNesting(const YAML::Node &value)
    {
        if (!value.IsMap()) {
            warn(value, "project-bad-value", "nesting must say \"inner: outer\" stages");
            return;
        }
        for (const auto &pair : value) {
            if (isText(pair.first, "nesting") && isText(pair.second, "nesting")) {
                m_project.nesting.emplace_back(pair.first.Scalar(), pair.second.Scalar());
            }
        }
    }

    void readSelection(const YAML::Node &value)
    {
        SelectionOptions selection;
        if (value.IsScalar() && value.Scalar() == "all") {
            selection.kind = SelectionOptions::Kind::All;
            m_project.selection = selection;
            return;
        }
        if (!value.IsMap() || value.size() != 1) {
            warn(value, "project-bad-value", "selection must be \"top: N\", \"coverage: PERCENT\" or \"all\"");
            return;
        }
        const auto pair = *value.begin();
        const std::string name = pair.first.as<std::string>("");
        if (name == "top" && pair.second.as<int>(0) > 0) {
            selection.top = static_cast<std::size_t>(pair.second.as<int>());
        } else if (const double percent = pair.second.as<double>(-1.0);
                   name == "coverage" && percent >= 0.0 && percent <= 100.0) {
            selection.kind = SelectionOptions::Kind::Coverage;
            selection.coveragePercent = percent;
        } else {
            warn(pair.first, "project-bad-value",
                 "selection must be \"top: N\", \"coverage: PERCENT\" or \"all\"" + didYouMean(name, kSelectionKeys));
            return;
        }
        m_project.selection = selection;
    }

    bool isText(const YAML::Node &value, const char *key)
    {
        if (value.IsScalar() && !value.Scalar().empty()) {
            return true;
        }
        warn(value, "project-bad-value", std::string(key) + " must be text");
        return false;
    }

    void warn(const YAML::Node &at, std::string code, std::string message)
    {
        const YAML::Mark mark = at.Mark();
        SourceLocation location{m_project.path.string()};
        if (mark.line >= 0) {
            location.line = static_cast<std::size_t>(mark.line) + 1;
            location.column = static_cast<std::size_t>(mark.column) + 1;
        }
        m_project.diagnostics.push_back(
            {Severity::Warning, std::move(code), std::move(message), std::move(location), {}, 0});
    }

    std::filesystem::path m_folder;
    ProjectFile m_project;
};
} // namespace

ProjectPath judgeProjectPath(const std::filesystem::path &folder, const std::string &written)
{
    std::error_code error;
    ProjectPath judged{folder / written, {}, false};
    judged.resolved = std::filesystem::weakly_canonical(std::filesystem::absolute(judged.path, error), error);
    if (error) {
        judged.resolved = judged.path; // links in a circle
    }
    const std::filesystem::path relative = std::filesystem::path(written).lexically_normal();
    const bool climbs = !relative.empty() && *relative.begin() == "..";
    judged.isInside = !written.contains('\0') && relative.is_relative() && !climbs &&
                      std::ranges::find(relative, ".git") == relative.end() && !hasLink(folder, written) && !error;
    return judged;
}

std::optional<std::filesystem::path> findProjectFile(const std::filesystem::path &start)
{
    std::error_code error;
    std::filesystem::path folder = std::filesystem::absolute(start.empty() ? "." : start, error).lexically_normal();
    for (;;) {
        if (std::filesystem::is_regular_file(folder / kProjectFileName, error)) {
            return folder / kProjectFileName;
        }
        if (!folder.has_parent_path() || folder.parent_path() == folder) {
            return std::nullopt;
        }
        folder = folder.parent_path();
    }
}

Result<ProjectFile> readProjectFile(const std::filesystem::path &path)
{
    return readFile(path, kMaxProjectFileBytes).and_then([&](const std::string &text) {
        return parseProjectFile(text, path);
    });
}

Result<ProjectFile> parseProjectFile(const std::string &text, const std::filesystem::path &path)
{
    try {
        const YAML::Node root = YAML::Load(text);
        if (!root.IsMap() && !root.IsNull()) {
            return failure("a project file is a mapping such as \"catalog: docs/kernels.yaml\"", {path.string(), 1, 1});
        }
        return ProjectReader(path).read(root);
    } catch (const YAML::Exception &error) {
        return failure("not valid YAML: " + error.msg, {path.string(), static_cast<std::size_t>(error.mark.line + 1),
                                                        static_cast<std::size_t>(error.mark.column + 1)});
    }
}

} // namespace atlas
