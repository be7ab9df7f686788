#include "app/cli/catalogedit.h"
#include "app/cli/command.h"
#include "app/cli/console.h"
#include "core/base/file.h"
#include "core/review/editlog.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace atlas::cli
{

namespace
{
struct ApplyArguments
{
    std::string log;
    std::string file;
    bool diff = false;
};

/// A log with a bad line is not applied in part: nobody could tell which part.
Result<EditLog> readLog(const std::string &path)
{
    return readFile(path).and_then([&](std::string &&text) -> Result<EditLog> {
        EditLog log = readEditLog(text, path);
        for (const Diagnostic &diagnostic : log.diagnostics) {
            if (diagnostic.severity == Severity::Error) {
                return failure(diagnostic.message, diagnostic.location);
            }
        }
        printDiagnostics(log.diagnostics);
        return log;
    });
}

Result<void> apply(const ApplyArguments &arguments)
{
    return readLog(arguments.log).and_then([&](const EditLog &log) {
        return editCatalog(arguments.file, arguments.diff, [&](ReviewDocument &document) -> Result<void> {
            printDiagnostics(replay(log, document, ReplayScope::Known));
            return {};
        });
    });
}
} // namespace

void addApplyCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<ApplyArguments>();
    CLI::App *command = app.add_subcommand("apply", "Do the edits of an edit log in a catalog");
    command->footer("  katlas apply edits.jsonl kernels.yaml --diff\n"
                    "  katlas apply ~/.local/state/kernel-atlas/journal/*/edits.jsonl kernels.yaml");
    command->add_option("LOG", arguments->log, "The edit log: one JSON object a line")->required();
    command->add_option("FILE", arguments->file, "The catalog (kernels.yaml)")->required();
    command->add_flag("--diff,--dry-run", arguments->diff, "Print what would change and write nothing");
    command->callback([arguments, &exitCode] {
        if (const Result<void> done = apply(*arguments); !done) {
            printError(done.error());
            exitCode = kExitFailure;
        }
    });
}

} // namespace atlas::cli
