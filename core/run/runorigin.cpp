#include "core/run/runorigin.h"

#include "core/base/file.h"
#include "core/run/runidentity.h"

#include <optional>
#include <system_error>

namespace atlas
{

namespace
{
namespace fs = std::filesystem;

constexpr std::size_t kMaxSideFileBytes = std::size_t{1} << 20U;

Diagnostic about(const fs::path &path, Severity severity, std::string code, std::string message)
{
    return {severity, std::move(code), std::move(message), {path.string(), 0, 0}, {}, 0};
}

/// Reads a small file beside the tables; nothing when it is not there. Trouble becomes a diagnostic.
std::optional<std::string> sideFile(const fs::path &path, std::vector<Diagnostic> &diagnostics)
{
    std::error_code error;
    if (!fs::exists(path, error)) {
        return std::nullopt;
    }
    Result<std::string> text = readFile(path, kMaxSideFileBytes);
    if (!text) {
        diagnostics.push_back(about(path, Severity::Note, "identity-unreadable", text.error().message));
        return std::nullopt;
    }
    return std::move(*text);
}

void readEnvironmentAt(const fs::path &folder, RunIdentity &identity, std::vector<Diagnostic> &diagnostics)
{
    const std::optional<std::string> text = sideFile(folder / "env.json", diagnostics);
    if (!text) {
        return;
    }
    RunIdentity here;
    if (!readEnvironment(*text, here)) {
        diagnostics.push_back(about(folder / "env.json", Severity::Note, "identity-unreadable",
                                    "the file is not a JSON object; GPU and versions are not known from it"));
        return;
    }
    if (!identity.gpu.empty() && !here.gpu.empty() && here.gpu != identity.gpu) {
        diagnostics.push_back(about(folder / "env.json", Severity::Warning, "identity-differs",
                                    "captured on '" + here.gpu + "', other tables of the run on '" + identity.gpu +
                                        "'; do not add their times"));
    }
    static_cast<void>(readEnvironment(*text, identity));
}

void readConfigAt(const fs::path &folder, RunIdentity &identity, std::vector<Diagnostic> &diagnostics)
{
    const std::optional<std::string> text = sideFile(folder / "config.yaml", diagnostics);
    if (text && !readConfig(*text, identity)) {
        diagnostics.push_back(about(folder / "config.yaml", Severity::Note, "identity-unreadable",
                                    "the file is not YAML that can be read"));
    }
}

CaptureCommand readCommandAt(const fs::path &folder, std::vector<Diagnostic> &diagnostics)
{
    for (const fs::path &path : {folder / "nsys" / "cmd.txt", folder / "cmd.txt"}) {
        if (const std::optional<std::string> text = sideFile(path, diagnostics)) {
            return readCaptureCommand(*text);
        }
    }
    return {};
}

void readFolder(const TableFolder &folder, RunOrigin &origin, std::string &firstName,
                std::vector<Diagnostic> &diagnostics)
{
    const CaptureCommand command = readCommandAt(folder.path, diagnostics);
    origin.captures[folder.path] = command.captureRange;
    if (folder.stage.empty()) {
        origin.identity.command = command.commandLine;
        origin.identity.captureRange = command.captureRange;
    }
    firstName = firstName.empty() ? command.runName : firstName;
    readEnvironmentAt(folder.path, origin.identity, diagnostics);
}
} // namespace

std::string RunOrigin::captureOf(const fs::path &folder) const
{
    const auto found = captures.find(folder);
    return found != captures.end() ? found->second : std::string();
}

RunOrigin readOrigin(const RunLayout &layout, std::vector<Diagnostic> &diagnostics)
{
    RunOrigin origin;
    origin.identity.label = folderLabel(layout.root);
    if (layout.folders.empty() || layout.folders.front().isFile) {
        return origin; // what lies beside a single file need not be about it
    }
    std::string firstName;
    for (const TableFolder &folder : layout.folders) {
        readFolder(folder, origin, firstName, diagnostics);
    }
    if (layout.folders.size() > 1 || !layout.folders.front().stage.empty()) {
        readEnvironmentAt(layout.root, origin.identity, diagnostics);
    }
    readConfigAt(layout.root, origin.identity, diagnostics);
    readConfigAt(layout.root / "all-stage", origin.identity, diagnostics);
    if (!isTimestamp(origin.identity.label) && isTimestamp(firstName)) {
        origin.identity.label = firstName; // the folder was renamed since
    }
    return origin;
}

} // namespace atlas
