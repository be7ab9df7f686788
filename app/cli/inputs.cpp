#include "app/cli/inputs.h"

#include "app/cli/console.h"
#include "core/run/runloader.h"

#include <cstdio>

namespace atlas::cli
{

namespace
{
/// One line on the terminal that is rewritten; gone when the work is done.
void showProgress(double fraction, std::string_view what)
{
    const int width = static_cast<int>(std::min<std::size_t>(what.size(), 60));
    std::fprintf(stderr, "\r%3d %% %.*s\033[K", static_cast<int>(fraction * 100.0), width, what.data());
}
} // namespace

void addRuleOptions(CLI::App &command, RuleOptions &options)
{
    command.add_option("--rules", options.pack, "Exactly this rule pack: seed, standard, or a file");
    command.add_flag("--no-user-rules", options.noUserRules, "Leave your own packs out (for CI)");
}

Result<std::shared_ptr<const RuleSet>> loadRules(const RuleOptions &options)
{
    Result<LoadedRuleSet> loaded = loadRuleSet({options.pack, !options.noUserRules, {}});
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    printDiagnostics(loaded->diagnostics);
    return loaded->rules;
}

Result<std::shared_ptr<const Run>> loadRunWithProgress(const std::filesystem::path &path)
{
    const bool show = isErrorTerminal();
    Result<std::shared_ptr<const Run>> run = loadRun(path, {}, {}, show ? showProgress : ProgressCallback());
    if (show) {
        std::fputs("\r\033[K", stderr);
    }
    if (run) {
        printDiagnostics((*run)->diagnostics());
    }
    return run;
}

} // namespace atlas::cli
