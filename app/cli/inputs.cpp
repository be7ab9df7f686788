#include "app/cli/inputs.h"

#include "app/cli/console.h"
#include "core/capture/openrun.h"
#include "core/desk/projectof.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace atlas::cli
{

namespace
{
/// One line on the terminal that is rewritten; gone when the work is done.
void showProgress(double fraction, std::string_view what)
{
    const std::string shown(what.substr(0, 60));
    std::fprintf(stderr, "\r%3d %% %s\033[K", static_cast<int>(fraction * 100.0), shown.c_str());
}
} // namespace

void addRuleOptions(CLI::App &command, RuleOptions &options)
{
    command.add_option("--rules", options.pack, "Exactly this rule pack: seed, standard, or a file");
    command.add_flag("--no-user-rules", options.noUserRules, "Leave your own packs out (for CI)");
}

void addStageOption(CLI::App &command, CaptureOptions &options)
{
    command
        .add_option("--stages", options.stages,
                    "Of a capture: auto (as its ranges suggest), device (one table a GPU), none, or a file that says "
                    "which ranges make a stage (default: kernel-atlas.run.yaml beside it, else none)")
        ->type_name("FILE|auto|device|none");
    command
        .add_option("--rank", options.rank,
                    "Of several ranks or GPUs only this one: 3, \"rank 3\", \"GPU 0\", or a file's name")
        ->type_name("RANK");
}

ProjectFile projectFor(const std::filesystem::path &start)
{
    ProjectFile project = projectOf(start);
    printDiagnostics(project.diagnostics);
    return project;
}

Result<std::filesystem::path> runToLoad(const std::string &run, const ProjectFile &project)
{
    if (!run.empty()) {
        return std::filesystem::path(run);
    }
    std::optional<FoundRun> newest;
    for (const std::filesystem::path &folder : project.runFolders) {
        for (FoundRun &found : discoverRuns(folder)) {
            if (!newest || found.modified > newest->modified) {
                newest = std::move(found);
            }
        }
    }
    if (!newest) {
        return failure("which run? Name a run directory, or let \"runs:\" in kernel-atlas.yaml say where runs lie");
    }
    return newest->path;
}

std::filesystem::path withTable(const std::filesystem::path &path, const std::string &table)
{
    return table.empty() ? path : std::filesystem::path(path.string() + "#" + table);
}

Result<std::shared_ptr<const RuleSet>> loadRules(const RuleOptions &options, const ProjectFile &project)
{
    Result<LoadedRuleSet> loaded = loadRuleSet({options.pack, !options.noUserRules, project.rulePacks});
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    printDiagnostics(loaded->diagnostics);
    return loaded->rules;
}

std::vector<std::filesystem::path> filesOf(const RuleOptions &options, const ProjectFile &project)
{
    std::vector<std::filesystem::path> files = options.noUserRules ? project.rulePacks : userPackFiles();
    std::ranges::copy(project.rulePacks, std::back_inserter(files));
    files.emplace_back(options.pack);
    files.push_back(project.path);
    return files;
}

Result<std::shared_ptr<const Run>> loadRunWithProgress(const std::filesystem::path &path, const ProjectFile &project,
                                                       const CaptureOptions &captureOptions)
{
    const bool show = isErrorTerminal();
    std::vector<Diagnostic> notes;
    Result<std::shared_ptr<const Run>> run =
        openRun(path, {project.nesting}, captureOptions, {}, show ? showProgress : ProgressCallback())
            .transform([&](OpenedRun &&opened) {
                notes = std::move(opened.notes);
                return std::move(opened.run);
            });
    if (show) {
        std::fputs("\r\033[K", stderr);
    }
    printDiagnostics(notes);
    if (run) {
        printDiagnostics((*run)->diagnostics());
    }
    return run;
}

} // namespace atlas::cli
