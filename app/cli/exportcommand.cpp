#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/inputs.h"
#include "core/catalog/catalogfile.h"
#include "core/review/publication.h"

#include <memory>

namespace atlas::cli
{

namespace
{
struct ExportArguments
{
    std::string run;
    std::string output = "kernels.yaml";
    std::size_t top = 20;
    std::optional<double> coverage;
    bool all = false;
    std::string order;
    bool strictLibraries = false;
    bool diff = false;
    RuleOptions rules;
};

PublicationOptions publicationOptions(const ExportArguments &arguments)
{
    PublicationOptions options;
    options.strictLibraries = arguments.strictLibraries;
    options.selection.top = arguments.top;
    if (arguments.all) {
        options.selection.kind = SelectionOptions::Kind::All;
    } else if (arguments.coverage) {
        options.selection.kind = SelectionOptions::Kind::Coverage;
        options.selection.coveragePercent = *arguments.coverage;
    }
    const std::string order = !arguments.order.empty() ? arguments.order : arguments.rules.pack == "seed" ? "seed" : "combined";
    options.order = order == "seed" ? EntryOrder::Seed : EntryOrder::Combined;
    return options;
}

std::string summary(const Publication &publication, const std::string &path, bool written)
{
    return path + ": " + (written ? "" : "not written; would be ") + std::to_string(publication.added.size()) + " added, " +
        std::to_string(publication.kept.size()) + " kept, " + std::to_string(publication.notInRun.size()) + " not in this run";
}

Result<std::unique_ptr<ReviewDocument>> openDocument(const ExportArguments &arguments)
{
    const auto rules = loadRules(arguments.rules);
    if (!rules) {
        return std::unexpected(rules.error());
    }
    Result<Catalog> catalog = openCatalog(arguments.output);
    if (!catalog) {
        return std::unexpected(catalog.error());
    }
    const auto run = loadRunWithProgress(arguments.run);
    if (!run) {
        return std::unexpected(run.error());
    }
    auto document = std::make_unique<ReviewDocument>(std::make_shared<const Catalog>(std::move(*catalog)));
    document->attachRun(*run, InferenceTable::onDemand(*run, *rules)); // only what is exported is read
    return document;
}

Result<void> exportRun(const ExportArguments &arguments)
{
    const auto document = openDocument(arguments);
    if (!document) {
        return std::unexpected(document.error());
    }
    const Result<Publication> publication = planPublication(**document, publicationOptions(arguments));
    if (!publication) {
        return std::unexpected(publication.error());
    }
    printDiagnostics(publication->diagnostics);
    if (arguments.diff) {
        writeOutput(publication->diff);
        printNote(summary(*publication, arguments.output, false));
        return {};
    }
    const Result<void> written = writePublication(*publication, **document, arguments.output);
    if (written) {
        printNote(summary(*publication, arguments.output, true));
    }
    return written;
}
} // namespace

void addExportCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<ExportArguments>();
    CLI::App *command = app.add_subcommand("export", "Write a kernels.yaml, or add what is missing to an existing one");
    command->footer("  katlas export tmp/nsys-profile/20251107-115812 -o docs/kernels.yaml\n"
                    "  katlas export RUN -o kernels.yaml --coverage 95 --diff\n"
                    "  katlas export RUN --rules seed -o kernels.yaml");
    command->add_option("RUN", arguments->run, "A run directory, a folder of runs, or one kernel table")->required();
    command->add_option("-o,--output", arguments->output, "The catalog; what it holds already is never changed")->capture_default_str();
    CLI::Option *top = command->add_option("--top", arguments->top, "The N largest kernels of each table")
                           ->check(CLI::PositiveNumber)
                           ->capture_default_str();
    CLI::Option *coverage = command->add_option("--coverage", arguments->coverage, "Kernels that make P percent of each top-level stage")
                                ->check(CLI::Range(0.0, 100.0));
    command->add_flag("--all", arguments->all, "Every kernel of the run")->excludes(top)->excludes(coverage);
    coverage->excludes(top);
    command->add_option("--order", arguments->order, "Order of new entries: combined, or the published script's (default with --rules seed)")
        ->check(CLI::IsMember({"combined", "seed"}));
    command->add_flag("--strict-libraries", arguments->strictLibraries, "Only the eight libraries of the specification; others become CUDA");
    command->add_flag("--diff", arguments->diff, "Print what would change and write nothing");
    addRuleOptions(*command, arguments->rules);
    command->callback([arguments, &exitCode] {
        if (const Result<void> done = exportRun(*arguments); !done) {
            printError(done.error());
            exitCode = kExitFailure;
        }
    });
}

} // namespace atlas::cli
