#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/inputs.h"
#include "app/cli/optionchecks.h"
#include "core/base/spelling.h"
#include "core/catalog/catalogfile.h"
#include "core/report/tablereport.h"

#include <map>
#include <memory>

namespace atlas::cli
{

namespace
{
using Group = TableReportOptions::Group;

const std::map<std::string, TableFormat> kFormats = {{"text", TableFormat::Text},
                                                     {"csv", TableFormat::Csv},
                                                     {"json", TableFormat::Json},
                                                     {"markdown", TableFormat::Markdown}};
const std::map<std::string, SortKey> kSortKeys = {{"total", SortKey::Total},
                                                  {"instances", SortKey::Instances},
                                                  {"average", SortKey::Average},
                                                  {"median", SortKey::Median},
                                                  {"min", SortKey::Min},
                                                  {"max", SortKey::Max},
                                                  {"stddev", SortKey::StandardDeviation},
                                                  {"name", SortKey::FriendlyName},
                                                  {"library", SortKey::Library},
                                                  {"op", SortKey::Op},
                                                  {"raw", SortKey::RawName}};
const std::map<std::string, Group> kGroups = {{"library", Group::Library}, {"op", Group::Op}, {"rule", Group::Rule}};

struct TablesArguments
{
    std::string run;
    std::string stage;
    std::string table;
    std::string sort = "total";
    std::string format = "text";
    std::string group;
    std::string catalog;
    std::optional<std::size_t> top;
    bool raw = false;
    bool order = false;
    RuleOptions rules;
    CaptureOptions capture;
};

/// Text and CSV print none of what else launches tell.
CaptureOptions captureOptions(const TablesArguments &arguments)
{
    CaptureOptions options = arguments.capture;
    options.isOnlySummary = arguments.format != "json" && !arguments.order;
    return options;
}

Result<std::optional<StageId>> wantedStage(const Run &run, const std::string &name)
{
    if (name.empty()) {
        return std::nullopt;
    }
    if (const std::optional<StageId> stage = run.findStage(name)) {
        return stage;
    }
    std::vector<std::string_view> names;
    std::string list;
    for (const Stage &stage : run.stages()) {
        names.push_back(stage.name);
        list += (list.empty() ? "" : ", ") + stage.name;
    }
    return failure("this run has no stage \"" + name + "\"" + didYouMean(name, names) + "; it has " + list);
}

Result<std::string> printRequested(const TablesArguments &arguments)
{
    const ProjectFile project = projectFor(arguments.run);
    const auto run = runToLoad(arguments.run, project).and_then([&](const std::filesystem::path &path) {
        return loadRunWithProgress(withTable(path, arguments.table), project, captureOptions(arguments));
    });
    if (!run) {
        return std::unexpected(run.error());
    }
    const auto stage = wantedStage(**run, arguments.stage);
    if (!stage) {
        return std::unexpected(stage.error());
    }
    const auto rules = loadRules(arguments.rules, project);
    if (!rules) {
        return std::unexpected(rules.error());
    }
    Result<Catalog> catalog = arguments.catalog.empty() ? Catalog::empty("") : openCatalog(arguments.catalog);
    if (!catalog) {
        return std::unexpected(catalog.error());
    }
    ReviewDocument document(std::make_shared<const Catalog>(std::move(*catalog)));
    document.attachRun(*run, InferenceTable::build(*run, *rules));
    TableReportOptions options{kFormats.at(arguments.format), *stage, kSortKeys.at(arguments.sort), arguments.top,
                               Group::None};
    options.withOrder = arguments.order;
    options.cells = arguments.raw ? CsvCells::Raw : CsvCells::ForSpreadsheets;
    if (!arguments.group.empty()) {
        options.group = kGroups.at(arguments.group);
    }
    std::string text = printTables(document, options);
    printDiagnostics((*rules)->budgetFindings());
    return text;
}

template<class Map>
CLI::IsMember oneOf(const Map &choices)
{
    std::vector<std::string> names;
    for (const auto &[name, value] : choices) {
        names.push_back(name);
    }
    return CLI::IsMember(names);
}
} // namespace

void addTablesCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<TablesArguments>();
    CLI::App *command = app.add_subcommand("tables", "Print the kernel tables of a run, with what each one covers");
    command->footer("  katlas tables tmp/nsys-profile/20251107-115812\n"
                    "  katlas tables RUN --stage decode --top 10\n"
                    "  katlas tables RUN --group library --format markdown\n"
                    "  katlas tables RUN --catalog kernels.yaml --format csv > tables.csv\n"
                    "  katlas tables trace.json.gz --stages auto     (a capture: prefill, decode, ... by its ranges)\n"
                    "  katlas tables capture.sqlite --stages device --format json");
    command->add_option(
        "RUN", arguments->run,
        "A run directory, a folder of runs, one kernel table, or a capture (default: the project's newest run)");
    command->add_option("--stage", arguments->stage, "Only this table: combined, prefill, ...");
    command->add_option(
        "--table", arguments->table,
        "Which of several tables of a file or folder, by number or name (one that is not there lists them)");
    command->add_option("--sort", arguments->sort, "What to sort by")->check(oneOf(kSortKeys))->capture_default_str();
    command->add_option("--top", arguments->top, "Only the first N rows of each table")->check(countUpTo(kMostRows));
    command->add_option("--group", arguments->group, "Sum rows by library, op or rule")->check(oneOf(kGroups));
    command->add_option("--catalog", arguments->catalog, "Take reviewed names from this kernels.yaml")
        ->check(CLI::ExistingFile);
    command->add_option("--format", arguments->format, "How to print")->check(oneOf(kFormats))->capture_default_str();
    command->add_flag("--order", arguments->order,
                      "Of a capture with stages, list the kernels of one step in the order they ran, folded");
    command->add_flag(
        "--raw", arguments->raw,
        "CSV with names byte for byte: nothing escaped, no apostrophe before what a spreadsheet would run");
    addRuleOptions(*command, arguments->rules);
    addStageOption(*command, arguments->capture);
    command->callback([arguments, &exitCode] {
        const Result<std::string> text = printRequested(*arguments);
        if (!text) {
            printError(text.error());
            exitCode = kExitFailure;
        } else if (!writeOutput(*text)) {
            exitCode = kExitFailure;
        }
    });
}

} // namespace atlas::cli
