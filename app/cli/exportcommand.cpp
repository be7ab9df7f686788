#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/inputs.h"
#include "app/cli/optionchecks.h"
#include "app/cli/outputs.h"
#include "core/catalog/catalogfile.h"
#include "core/desk/projectof.h"
#include "core/report/selectionreport.h"
#include "core/review/publication.h"
#include "core/review/refresh.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <memory>
#include <optional>

namespace atlas::cli
{

namespace
{
struct ExportArguments
{
    std::string run;
    std::string table;
    OutputOptions output;
    std::string catalog;
    std::optional<std::size_t> top;
    std::optional<double> coverage;
    bool all = false;
    std::string order;
    bool strictLibraries = false;
    bool diff = false;
    bool refresh = false;
    bool prune = false;
    bool cutNames = false;
    bool raw = false;
    std::string to = "yaml";
    RuleOptions rules;
    CaptureOptions capture;
};

PublicationOptions publicationOptions(const ExportArguments &arguments, const ProjectFile &project)
{
    PublicationOptions options;
    options.strictLibraries = arguments.strictLibraries;
    options.prune = arguments.prune;
    options.selection = project.selection.value_or(SelectionOptions());
    if (arguments.top) {
        options.selection = {SelectionOptions::Kind::TopPerTable, *arguments.top, 0.0};
    } else if (arguments.all) {
        options.selection.kind = SelectionOptions::Kind::All;
    } else if (arguments.coverage) {
        options.selection.kind = SelectionOptions::Kind::Coverage;
        options.selection.coveragePercent = *arguments.coverage;
    }
    options.selection.cutNames = arguments.cutNames;
    const std::string order = !arguments.order.empty()         ? arguments.order
                              : arguments.rules.pack == "seed" ? "seed"
                                                               : "combined";
    options.order = order == "seed" ? EntryOrder::Seed : EntryOrder::Combined;
    return options;
}

std::string summary(const Publication &publication, const std::string &path, bool written)
{
    const auto count = [](const std::vector<std::string> &names) { return std::to_string(names.size()); };
    std::string text = path + ": " + (written ? "" : "not written; would be ") + count(publication.added) + " added, " +
                       count(publication.kept) + " kept, ";
    if (!publication.changed.empty()) {
        text += count(publication.changed) + " changed, ";
    }
    if (!publication.removed.empty()) {
        text += count(publication.removed) + " removed, ";
    }
    text += count(publication.notInRun) + " not in this run";
    if (!publication.renumbered.empty()) {
        text += "; " + count(publication.renumbered) +
                " kept under the name that the catalog has: this run spells or numbers them otherwise";
    }
    return text;
}

/// Where the catalog is; empty for "-o -", which is a new one on standard output.
Result<std::filesystem::path> catalogPath(const ExportArguments &arguments, const ProjectFile &project)
{
    // For other formats the output is not a catalog: names come from --catalog, else from the project's.
    const bool isCatalog = arguments.to == "yaml";
    const std::string &typed = isCatalog ? arguments.output.path : arguments.catalog;
    if (typed.empty() && project.catalogOutside) {
        return failure("the project file names a catalog outside its folder, " + project.catalogOutside->string() +
                           "; if you mean that one, say it: " + (isCatalog ? "-o" : "--catalog") + " PATH",
                       {project.path.string()});
    }
    if (isCatalog && typed == "-") {
        return std::filesystem::path();
    }
    return typed.empty() ? project.catalog.value_or("kernels.yaml") : std::filesystem::path(typed);
}

Result<ReviewFile> reviewOf(const std::filesystem::path &path, const Catalog &catalog)
{
    Result<ReviewFile> review = path.empty() ? ReviewFile() : openReviewFile(path);
    if (review) {
        printDiagnostics(review->diagnostics);
        printDiagnostics(outdatedStates(*review, catalog));
    }
    return review;
}

Result<std::unique_ptr<ReviewDocument>> openDocument(const ExportArguments &arguments, const ProjectFile &project,
                                                     const std::filesystem::path &path)
{
    const auto rules = loadRules(arguments.rules, project);
    if (!rules) {
        return std::unexpected(rules.error());
    }
    Result<Catalog> catalog = path.empty() ? Catalog::empty("kernels.yaml") : openCatalog(path);
    if (!catalog) {
        return std::unexpected(catalog.error());
    }
    const auto run = runToLoad(arguments.run, project).and_then([&](const std::filesystem::path &runPath) {
        return loadRunWithProgress(withTable(runPath, arguments.table), project, arguments.capture);
    });
    if (!run) {
        return std::unexpected(run.error());
    }
    Result<ReviewFile> review = reviewOf(path, *catalog);
    if (!review) {
        return std::unexpected(review.error());
    }
    auto document =
        std::make_unique<ReviewDocument>(std::make_shared<const Catalog>(std::move(*catalog)), std::move(*review));
    document->attachRun(*run, InferenceTable::onDemand(*run, *rules)); // only what is exported is read
    return document;
}

/// Gives fields that no person set their new readings.
Result<void> refresh(ReviewDocument &document, const ExportArguments &arguments)
{
    const auto machines = machineRules();
    if (!machines) {
        return std::unexpected(machines.error());
    }
    EditGroup group = planRefresh(document, *machines, arguments.strictLibraries);
    printNote(group.text);
    document.apply(std::move(group));
    return {};
}

Result<void> publish(const ReviewDocument &document, const ExportArguments &arguments,
                     const PublicationOptions &options, const std::filesystem::path &path)
{
    const Result<Publication> publication = planPublication(document, options, path);
    if (!publication) {
        return std::unexpected(publication.error());
    }
    printDiagnostics(publication->diagnostics);
    for (const std::string &name : publication->removed) {
        printNote((arguments.diff ? "would remove: " : "removed: ") + name);
    }
    for (const std::string &name : publication->renumbered) {
        const std::optional<EntryId> entry = document.find(name);
        printNote("not added again: " + name + " is " + std::string(document.nameInRun(*entry)) + " in this run");
    }
    if (arguments.diff) {
        writeOutput(publication->diff);
        printNote(summary(*publication, path.string(), false));
        return {};
    }
    if (path.empty()) {
        writeOutput(publication->result->text());
        return {};
    }
    return writeCatalogFiles(filesOf(*publication, document, path)).result().transform([&](const auto &notes) {
        printDiagnostics(notes);
        printNote(summary(*publication, path.string(), true));
    });
}

const std::map<std::string, SelectionFormat> kFormats = {{"ncu", SelectionFormat::Ncu},
                                                         {"markdown", SelectionFormat::Markdown},
                                                         {"csv", SelectionFormat::Csv},
                                                         {"html", SelectionFormat::Html}};

/// The same selection for another tool, on standard output or in the file asked for; the catalog only gives names.
Result<void> printFor(const ReviewDocument &document, const ExportArguments &arguments,
                      const PublicationOptions &options)
{
    return writeReport(arguments.output,
                       printSelection(document, publicationSelection(document, options), kFormats.at(arguments.to),
                                      arguments.raw ? CsvCells::Raw : CsvCells::ForSpreadsheets));
}

/// What this call reads, and what its output must not replace.
Result<void> checkTarget(const ReviewDocument &document, const ExportArguments &arguments, const ProjectFile &project)
{
    Paths inputs = filesOf(*document.run());
    std::ranges::copy(filesOf(arguments.rules, project), std::back_inserter(inputs));
    if (arguments.to == "yaml") {
        return refuseInputs(arguments.output, inputs);
    }
    inputs.push_back(document.catalog()->fileName());
    return checkReportTarget(arguments.output, inputs);
}

void noteCutNames(const ReviewDocument &document, const PublicationOptions &options)
{
    const std::size_t count = cutKernelsLeftOut(*document.run(), options.selection);
    if (count > 0) {
        printNote(std::to_string(count) + (count == 1 ? " kernel is" : " kernels are") +
                  " left out because the printed report cut the name, so that no other run has it; --cut-names takes "
                  "such kernels all the same");
    }
}

Result<void> exportRun(const ExportArguments &arguments)
{
    const ProjectFile project = projectFor(arguments.run);
    if (isUnreadable(project) && arguments.output.path.empty() && arguments.to == "yaml") {
        return failure("the project file, which cannot be read, may name the catalog: say with -o where to write",
                       {project.path.string()});
    }
    const auto path = catalogPath(arguments, project);
    const auto document = path ? openDocument(arguments, project, *path) : std::unexpected(path.error());
    if (!document) {
        return std::unexpected(document.error());
    }
    if (Result<void> free = checkTarget(**document, arguments, project); !free) {
        return free;
    }
    if (arguments.refresh) {
        if (Result<void> refreshed = refresh(**document, arguments); !refreshed) {
            return refreshed;
        }
    }
    const PublicationOptions options = publicationOptions(arguments, project);
    noteCutNames(**document, options);
    Result<void> done = arguments.to == "yaml" ? publish(**document, arguments, options, *path)
                                               : printFor(**document, arguments, options);
    printDiagnostics((*document)->readings()->rules().budgetFindings());
    return done;
}
} // namespace

void addExportCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<ExportArguments>();
    CLI::App *command = app.add_subcommand("export", "Write a kernels.yaml, or add what is missing to an existing one");
    command->footer("  katlas export tmp/nsys-profile/20251107-115812 -o docs/kernels.yaml\n"
                    "  katlas export RUN -o kernels.yaml --coverage 95 --diff\n"
                    "  katlas export RUN --rules seed -o kernels.yaml\n"
                    "  katlas export RUN -o kernels.yaml --refresh --prune --diff\n"
                    "  katlas export RUN --to ncu > ncu-kernels.yaml");
    command->add_option("RUN", arguments->run,
                        "A run directory, a folder of runs, or one kernel table (default: the project's newest run)");
    command->add_option("--table", arguments->table, "Which of several tables of a file or folder, by number or name");
    command->add_option(
        "-o,--output", arguments->output.path,
        "The catalog, whose present content is never changed (default: the project's, else kernels.yaml); - is "
        "standard output");
    addForceOption(*command, arguments->output);
    CLI::Option *top =
        command
            ->add_option("--top", arguments->top,
                         "The N largest kernels of each table (default: the project's selection, else 20)")
            ->check(countUpTo(kMostRows));
    CLI::Option *coverage =
        command->add_option("--coverage", arguments->coverage, "Kernels that make P percent of each top-level stage")
            ->check(numberBetween(0.0, 100.0));
    command->add_flag("--all", arguments->all, "Every kernel of the run")->excludes(top)->excludes(coverage);
    coverage->excludes(top);
    command
        ->add_option("--order", arguments->order,
                     "Order of new entries: combined, or the published script's (default with --rules seed)")
        ->check(CLI::IsMember({"combined", "seed"}));
    command->add_flag("--strict-libraries", arguments->strictLibraries,
                      "Only the eight libraries of the specification; others become CUDA");
    command->add_flag("--diff", arguments->diff, "Print what would change and write nothing");
    command->add_flag(
        "--refresh", arguments->refresh,
        "Also give fields that a machine wrote and no person set their new readings (look first: --diff)");
    command->add_flag("--prune", arguments->prune,
                      "Remove kernels that the run does not have, after naming them (look first: --diff)");
    command->add_option("--to", arguments->to, "Write the same selection for another tool, to -o or standard output")
        ->check(CLI::IsMember({"yaml", "ncu", "markdown", "csv", "html"}))
        ->capture_default_str();
    command->add_option("--catalog", arguments->catalog, "With --to: take reviewed names from this kernels.yaml")
        ->check(CLI::ExistingFile);
    command->add_flag("--cut-names", arguments->cutNames,
                      "Also kernels whose names a printed report cut; no other run will have such a name");
    command->add_flag("--raw", arguments->raw,
                      "With --to csv: text byte for byte, no apostrophe before what a spreadsheet would run");
    addRuleOptions(*command, arguments->rules);
    addStageOption(*command, arguments->capture);
    command->callback([arguments, &exitCode] {
        if (const Result<void> done = exportRun(*arguments); !done) {
            printError(done.error());
            exitCode = kExitFailure;
        }
    });
}

} // namespace atlas::cli
