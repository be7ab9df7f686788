#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/inputs.h"
#include "app/cli/outputs.h"
#include "core/capture/digest.h"
#include "core/capture/openrun.h"

#include <algorithm>
#include <iterator>
#include <memory>

namespace atlas::cli
{

namespace
{
struct DigestArguments
{
    std::vector<std::string> captures;
    OutputOptions output;
    CaptureOptions capture;
};

/// Several captures are the ranks of one run, as those of a folder.
Result<std::shared_ptr<const Run>> openAll(const DigestArguments &arguments)
{
    if (arguments.captures.size() == 1) {
        const ProjectFile project = projectFor(arguments.captures.front());
        return loadRunWithProgress(arguments.captures.front(), project, arguments.capture);
    }
    std::vector<std::filesystem::path> paths;
    std::ranges::copy(arguments.captures, std::back_inserter(paths));
    return openCaptures(paths, arguments.capture).transform([](OpenedRun &&opened) {
        printDiagnostics(opened.run->diagnostics());
        return std::move(opened.run);
    });
}

Result<void> digest(const DigestArguments &arguments)
{
    if (arguments.output.path.empty()) {
        return failure("where to? Name the digest with -o run.atlas");
    }
    const Result<std::shared_ptr<const Run>> run = openAll(arguments);
    if (!run) {
        return std::unexpected(run.error());
    }
    Paths inputs = filesOf(**run);
    std::ranges::copy(arguments.captures, std::back_inserter(inputs));
    if (Result<void> free = checkReportTarget(arguments.output, inputs); !free) {
        return free;
    }
    return writeDigest(**run).and_then([&](const std::string &bytes) { return writeReport(arguments.output, bytes); });
}
} // namespace

void addDigestCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<DigestArguments>();
    arguments->capture.proposesStages = true;
    CLI::App *command = app.add_subcommand(
        "digest", "Write what the review needs of captures into one small file, which opens like a run");
    command->footer("  katlas digest trace.json.gz -o run.atlas\n"
                    "  katlas digest ranks/*.sqlite -o run.atlas     (the ranks of one run)\n"
                    "  katlas tables run.atlas");
    command->add_option("CAPTURES", arguments->captures, "Captures, a folder of captures, or a run directory")
        ->required();
    command->add_option("-o,--output", arguments->output.path, "The digest (run.atlas); at most 2 MB");
    addForceOption(*command, arguments->output);
    addStageOption(*command, arguments->capture);
    command->callback([arguments, &exitCode] {
        if (const Result<void> done = digest(*arguments); !done) {
            printError(done.error());
            exitCode = kExitFailure;
        }
    });
}

} // namespace atlas::cli
