#include "app/cli/command.h"
#include "app/cli/console.h"
#include "core/base/file.h"
#include "core/catalog/catalogchecker.h"
#include "core/review/catalogfiles.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace atlas::cli
{

namespace
{
struct FormatArguments
{
    std::vector<std::string> files;
    bool isCheck = false;
    bool isDiff = false;
};

/// What formatting does to one file.
struct Formatted
{
    std::string before;
    std::string after;
    std::vector<TextPatch> patches;
};

Result<Formatted> formatFile(const std::string &path)
{
    Result<std::string> text = readFile(path);
    if (!text) {
        return std::unexpected(text.error());
    }
    const Result<Catalog> catalog = Catalog::read(*text, path);
    if (!catalog) {
        return std::unexpected(catalog.error());
    }
    const Result<Catalog> after = formattedCatalog(*catalog);
    if (!after) {
        return std::unexpected(after.error());
    }
    return Formatted{std::move(*text), after->text(), formatCatalog(*catalog).patches};
}

std::string countOf(std::size_t count, std::string_view what)
{
    return std::to_string(count) + ' ' + std::string(what) + (count == 1 ? "" : "s");
}

/// The exit code for one file.
int handle(const std::string &path, const FormatArguments &arguments)
{
    const Result<Formatted> formatted = formatFile(path);
    if (!formatted) {
        printError(formatted.error());
        return kExitFailure;
    }
    if (formatted->patches.empty()) {
        return kExitOk;
    }
    const std::string changes = path + ": " + countOf(formatted->patches.size(), "string");
    if (arguments.isDiff) {
        return writeOutput(unifiedDiff(formatted->before, formatted->patches, path)) ? kExitOk : kExitFailure;
    }
    if (arguments.isCheck) {
        printNote(changes + " to put in quotes");
        return kExitFindings;
    }
    const auto notes = writeCatalogFiles({path, formatted->before, formatted->after, {}, {}}).result();
    if (!notes) {
        printError(notes.error());
        return kExitFailure;
    }
    printDiagnostics(*notes);
    printNote(changes + " put in quotes");
    return kExitOk;
}
} // namespace

void addFormatCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<FormatArguments>();
    CLI::App *command =
        app.add_subcommand("format", "Quote torn tuples and ambiguous strings in catalogs; nothing else changes");
    command->footer("  katlas format kernels.yaml\n"
                    "  katlas format --diff kernels.yaml\n"
                    "  katlas format --check docs/*/kernels.yaml");
    command->add_option("FILE", arguments->files, "Catalogs (kernels.yaml)")->required();
    CLI::Option *checks =
        command->add_flag("--check", arguments->isCheck, "Write nothing; exit 1 when a file would change");
    command->add_flag("--diff", arguments->isDiff, "Write nothing; print what would change")->excludes(checks);
    command->callback([arguments, &exitCode] {
        for (const std::string &file : arguments->files) {
            exitCode = std::max(exitCode, handle(file, *arguments));
        }
    });
}

} // namespace atlas::cli
