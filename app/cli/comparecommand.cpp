#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/inputs.h"
#include "app/cli/optionchecks.h"
#include "app/cli/outputs.h"
#include "core/base/outputfile.h"
#include "core/catalog/catalogfile.h"
#include "core/comparison/runcomparison.h"
#include "core/report/comparisonreport.h"
#include "core/report/kernelwords.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>

namespace atlas::cli
{

namespace
{
constexpr double kLargestPercent = 1000.0;

const std::map<std::string, ComparisonFormat> kFormats = {{"text", ComparisonFormat::Text},
                                                          {"json", ComparisonFormat::Json},
                                                          {"markdown", ComparisonFormat::Markdown},
                                                          {"html", ComparisonFormat::Html}};

struct CompareArguments
{
    std::string baseline;
    std::vector<std::string> candidates;
    std::vector<std::string> baselineRuns;
    std::vector<std::string> candidateRuns;
    std::vector<std::string> stages;
    std::vector<std::string> tables; ///< of the runs in the order of the command line; one for all
    std::string catalog;
    std::string pairs;
    std::vector<std::string> renames;
    std::string savePairs;
    double thresholdPercent = 5.0;
    std::optional<std::size_t> top;
    std::string format = "text";
    OutputOptions output;
    std::string failOn;
    RuleOptions rules;
    CaptureOptions capture;
};

/// Runs of one side, or of one of several comparisons.
struct Sides
{
    std::vector<std::string> baseline;
    std::vector<std::vector<std::string>> candidates; ///< one comparison each
};

/// The runs in the order of the command line: the baseline's, then the candidates'.
std::vector<std::string *> runsOf(Sides &sides)
{
    std::vector<std::string *> runs;
    const auto add = [&](std::vector<std::string> &paths) {
        std::ranges::transform(paths, std::back_inserter(runs), [](std::string &path) { return &path; });
    };
    add(sides.baseline);
    std::ranges::for_each(sides.candidates, add);
    return runs;
}

/// Puts each run's table behind its path: one for all, or one a run.
Result<Sides> withTables(Sides sides, const std::vector<std::string> &tables)
{
    const std::vector<std::string *> runs = runsOf(sides);
    if (tables.size() > 1 && tables.size() != runs.size()) {
        return failure("--table was given " + std::to_string(tables.size()) + " times for " +
                       std::to_string(runs.size()) +
                       " runs: give it once for all, or once for each in the order of the runs");
    }
    for (std::size_t i = 0; i < runs.size() && !tables.empty(); ++i) {
        *runs[i] = withTable(*runs[i], tables[std::min(i, tables.size() - 1)]).string();
    }
    return sides;
}

Result<Sides> sidesOf(const CompareArguments &arguments)
{
    const bool hasLists = !arguments.baselineRuns.empty() || !arguments.candidateRuns.empty();
    if (hasLists && !arguments.baseline.empty()) {
        return failure("give the runs either as BASELINE CANDIDATE... or with --baseline and --candidate");
    }
    if (hasLists) {
        if (arguments.baselineRuns.empty() || arguments.candidateRuns.empty()) {
            return failure("--baseline and --candidate go together");
        }
        return withTables({arguments.baselineRuns, {arguments.candidateRuns}}, arguments.tables);
    }
    std::vector<std::string> candidates = arguments.candidates;
    if (candidates.empty() && arguments.tables.size() > 1) {
        candidates.assign(arguments.tables.size() - 1, arguments.baseline); // tables of one file
    }
    if (arguments.baseline.empty() || candidates.empty()) {
        return failure("which runs? Name a baseline and a candidate");
    }
    Sides sides{{arguments.baseline}, {}};
    std::ranges::transform(candidates, std::back_inserter(sides.candidates),
                           [](const std::string &path) { return std::vector{path}; });
    return withTables(std::move(sides), arguments.tables);
}

/// "slower" or "slower:10", as a fraction; the threshold without a number.
std::optional<double> gateOf(const CompareArguments &arguments)
{
    if (arguments.failOn.empty()) {
        return std::nullopt;
    }
    double percent = arguments.thresholdPercent;
    const std::size_t colon = arguments.failOn.find(':');
    if (colon != std::string::npos) {
        std::from_chars(arguments.failOn.data() + colon + 1, arguments.failOn.data() + arguments.failOn.size(),
                        percent);
    }
    return percent / 100.0;
}

std::string checkFailOn(const std::string &text)
{
    const std::size_t colon = text.find(':');
    if (text.substr(0, colon) != "slower") {
        return "must be \"slower\" or \"slower:PERCENT\"";
    }
    if (colon == std::string::npos) {
        return {};
    }
    double percent = 0.0;
    const char *end = text.data() + text.size();
    const auto [at, error] = std::from_chars(text.data() + colon + 1, end, percent);
    const bool isNumber = error == std::errc() && (at == end || std::string_view(at, end) == "%");
    if (!isNumber || !(percent >= kLeastThreshold * 100.0) || percent > kLargestPercent) {
        return "needs a percentage from 2 to 1000: below 2 %, no two captures of one program agree";
    }
    return {};
}

Result<Runs> loadRuns(const std::vector<std::string> &paths, const ProjectFile &project, const CaptureOptions &capture)
{
    Runs runs;
    for (const std::string &path : paths) {
        Result<std::shared_ptr<const Run>> run = loadRunWithProgress(path, project, capture);
        if (!run) {
            return std::unexpected(run.error());
        }
        runs.push_back(std::move(*run));
    }
    return runs;
}

Result<void> addRenames(PairDecisions &decisions, const std::vector<std::string> &texts)
{
    for (const std::string &text : texts) {
        Result<NameSubstitution> rename = NameSubstitution::parse(text);
        if (!rename) {
            return std::unexpected(rename.error());
        }
        if (!std::ranges::contains(decisions.renames, *rename)) {
            decisions.renames.push_back(std::move(*rename));
        }
    }
    return {};
}

using Rules = std::shared_ptr<const RuleSet>;

Result<ComparisonOptions> optionsFrom(const CompareArguments &arguments, const ProjectFile &project, const Rules &rules,
                                      const Runs &runs)
{
    ComparisonOptions options;
    options.threshold = arguments.thresholdPercent / 100.0;
    options.stages = arguments.stages;
    if (!arguments.pairs.empty()) {
        Result<PairDecisions> decisions = loadPairDecisions(arguments.pairs);
        if (!decisions) {
            return std::unexpected(decisions.error());
        }
        printDiagnostics(decisions->diagnostics);
        options.decisions = std::move(*decisions);
    }
    if (Result<void> added = addRenames(options.decisions, arguments.renames); !added) {
        return std::unexpected(added.error());
    }
    const std::filesystem::path path = arguments.catalog.empty() ? project.catalog.value_or(std::filesystem::path())
                                                                 : std::filesystem::path(arguments.catalog);
    Result<Catalog> catalog = path.empty() ? Catalog::empty("") : openCatalog(path);
    if (!catalog) {
        return std::unexpected(catalog.error());
    }
    options.words = kernelWords(std::make_shared<const Catalog>(std::move(*catalog)), rules, runs);
    return options;
}

/// What `runs` and the rules were read from.
void addFiles(Paths &inputs, const Runs &runs, const RuleOptions &rules, const ProjectFile &project)
{
    for (const std::shared_ptr<const Run> &run : runs) {
        std::ranges::copy(filesOf(*run), std::back_inserter(inputs));
    }
    std::ranges::copy(filesOf(rules, project), std::back_inserter(inputs));
}

struct Compared
{
    std::vector<RunComparison> comparisons;
    Rules rules; ///< that name the kernels
};

/// Compares the baseline with each candidate. `exitCode` is what main() returns where that fails: a gate tells runs
/// that cannot be compared from ones that cannot be read.
Result<Compared> compareAll(const CompareArguments &arguments, int &exitCode)
{
    exitCode = kExitFailure;
    const Result<Sides> sides = sidesOf(arguments);
    if (!sides) {
        return std::unexpected(sides.error());
    }
    const ProjectFile project = projectFor(sides->baseline.front());
    const Result<Runs> baseline = loadRuns(sides->baseline, project, arguments.capture);
    if (!baseline) {
        return std::unexpected(baseline.error());
    }
    std::vector<Runs> candidates;
    Runs all = *baseline;
    for (const std::vector<std::string> &paths : sides->candidates) {
        Result<Runs> candidate = loadRuns(paths, project, arguments.capture);
        if (!candidate) {
            return std::unexpected(candidate.error());
        }
        all.insert(all.end(), candidate->begin(), candidate->end());
        candidates.push_back(std::move(*candidate));
    }
    auto rules = loadRules(arguments.rules, project);
    if (!rules) {
        return std::unexpected(rules.error());
    }
    const Result<ComparisonOptions> options = optionsFrom(arguments, project, *rules, all);
    if (!options) {
        return std::unexpected(options.error());
    }
    Paths inputs = {arguments.catalog, arguments.pairs};
    addFiles(inputs, all, arguments.rules, project);
    if (Result<void> free = checkReportTarget(arguments.output, inputs); !free) {
        return std::unexpected(free.error());
    }
    Compared compared{{}, std::move(*rules)};
    for (const Runs &candidate : candidates) {
        const bool isUntested = !arguments.failOn.empty() && !haveCommonTable(*baseline, candidate);
        exitCode = isUntested ? kExitUntested : kExitFailure;
        Result<RunComparison> comparison = compareRuns(*baseline, candidate, *options);
        if (!comparison) {
            return std::unexpected(comparison.error());
        }
        compared.comparisons.push_back(std::move(*comparison));
    }
    return compared;
}

/// Exit code of a gate: slower kernels count more than runs that could not be compared.
int judgeGate(const std::vector<RunComparison> &comparisons, double gate)
{
    bool isUntested = false;
    for (const RunComparison &comparison : comparisons) {
        if (const std::string why = whyUntested(comparison); !why.empty()) {
            isUntested = true;
            printNote("katlas: --fail-on: " + comparison.candidate->firstRun().identity().label +
                      " could not be compared, so nothing is known to be slower: " + why);
        }
    }
    const bool isSlower = !findSlower(comparisons, gate).empty();
    return isSlower ? kExitFindings : isUntested ? kExitUntested : kExitOk;
}

Result<void> savePairs(const CompareArguments &arguments, const std::vector<RunComparison> &comparisons)
{
    if (arguments.savePairs.empty()) {
        return {};
    }
    PairDecisions decisions = comparisons.front().options.decisions;
    const auto label = [](const RunSide &side) { return side.firstRun().identity().label; };
    decisions.baselineLabel =
        decisions.baselineLabel.empty() ? label(*comparisons.front().baseline) : decisions.baselineLabel;
    decisions.candidateLabel =
        decisions.candidateLabel.empty() ? label(*comparisons.front().candidate) : decisions.candidateLabel;
    return writeOutputFile(arguments.savePairs, writePairDecisions(decisions)).transform([](const auto &notes) {
        printDiagnostics(notes);
    });
}

Result<int> compare(const CompareArguments &arguments)
{
    int failed = kExitFailure;
    const Result<Compared> compared = compareAll(arguments, failed);
    if (!compared) {
        printError(compared.error());
        return failed;
    }
    const std::vector<RunComparison> &comparisons = compared->comparisons;
    if (const Result<void> saved = savePairs(arguments, comparisons); !saved) {
        return std::unexpected(saved.error());
    }
    const std::optional<double> gate = gateOf(arguments);
    const std::string text = printComparison(comparisons, {kFormats.at(arguments.format), arguments.top, gate});
    printDiagnostics(compared->rules->budgetFindings()); // names are read while they are printed
    if (const Result<void> written = writeReport(arguments.output, text); !written) {
        return std::unexpected(written.error());
    }
    return gate ? judgeGate(comparisons, *gate) : kExitOk;
}

void addReportOptions(CLI::App &command, CompareArguments &arguments)
{
    command
        .add_option("--format", arguments.format,
                    "How to print; markdown fits a comment on a pull request, html is one file")
        ->check(CLI::IsMember({"text", "json", "markdown", "html"}))
        ->capture_default_str();
    command
        .add_option("--top", arguments.top,
                    "Only the N largest differences of each table (default: what suits the format)")
        ->check(countUpTo(kMostRows));
    command.add_option("-o,--output", arguments.output.path, "Write to this file; - is standard output");
    addForceOption(command, arguments.output);
    command
        .add_option("--fail-on", arguments.failOn,
                    "Exit 1 when a kernel is slower by more than PERCENT (default: the threshold), corrected by Holm; "
                    "exit 3 when the runs could not be compared")
        ->type_name("TEXT:{slower,slower:10}")
        ->check(CLI::Validator([](std::string &text) { return checkFailOn(text); }, ""));
}
} // namespace

void addCompareCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<CompareArguments>();
    CLI::App *command =
        app.add_subcommand("compare", "Compare runs: what changed, by how much, and whether the numbers can say so");
    command->footer("  katlas compare runs/before runs/after\n"
                    "  katlas compare runs/before runs/after --stage decode --catalog kernels.yaml\n"
                    "  katlas compare runs/before runs/after --format html -o comparison.html\n"
                    "  katlas compare runs/before runs/after --format markdown --fail-on slower:10   (exit 1 if so)\n"
                    "  katlas compare runs/v1 runs/v2 runs/v3\n"
                    "  katlas compare runs/a runs/b --rename 's/_jl_mod_/_jl_/' --save-pairs pairs.yaml\n"
                    "  katlas compare --baseline a1 a2 a3 --candidate b1 b2 b3   (the spread of runs is the noise)");
    command->add_option("BASELINE", arguments->baseline, "The run to compare with");
    command->add_option("CANDIDATE", arguments->candidates,
                        "One run, or several that are compared with the baseline one by one");
    command->add_option("--baseline", arguments->baselineRuns,
                        "Three or more runs of the same program as the baseline");
    command->add_option("--candidate", arguments->candidateRuns,
                        "Three or more runs of the same program as the candidate");
    command->add_option("--stage", arguments->stages, "Only this table: combined, prefill, ... (may be repeated)")
        ->allow_extra_args(false);
    command
        ->add_option("--table", arguments->tables,
                     "Which of several tables of a file or folder, by number or name: once for all runs, or once for "
                     "each in their order (two with one file compare its tables)")
        ->allow_extra_args(false);
    command
        ->add_option("--catalog", arguments->catalog,
                     "Take reviewed names from this kernels.yaml (default: the project's)")
        ->check(CLI::ExistingFile);
    command->add_option("--pairs", arguments->pairs, "What you said about pairs of kernels (docs/comparison.md)")
        ->check(CLI::ExistingFile);
    command->add_option("--threshold", arguments->thresholdPercent, "Percent up to which a change is none (at least 2)")
        ->check(numberBetween(kLeastThreshold * 100.0, kLargestPercent))
        ->capture_default_str();
    command
        ->add_option("--rename", arguments->renames,
                     "Pair kernels whose names are equal once this is done to both sides' names: s/_jl_mod_/_jl_/ (may "
                     "be repeated)")
        ->allow_extra_args(false);
    command->add_option("--save-pairs", arguments->savePairs,
                        "Write the decisions of --pairs, with what --rename adds, to this file for the next time");
    addReportOptions(*command, *arguments);
    addRuleOptions(*command, arguments->rules);
    addStageOption(*command, arguments->capture);
    command->callback([arguments, &exitCode] {
        const Result<int> code = compare(*arguments);
        if (!code) {
            printError(code.error());
        }
        exitCode = code.value_or(kExitFailure);
    });
}

} // namespace atlas::cli
