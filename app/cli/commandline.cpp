#include "app/cli/commandline.h"

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/version/version.h"
#include "core/base/spelling.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

namespace atlas::cli
{

namespace
{
constexpr std::array<AddCommand, 14> kCommands = {
    addTablesCommand, addInferCommand,   addExportCommand,   addCompareCommand,   addDigestCommand,
    addCheckCommand,  addFormatCommand,  addMergeCommand,    addApplyCommand,     addSetCommand,
    addRulesCommand,  addExplainCommand, addSetupGitCommand, addCompletionCommand};

/// Help with the examples (a command's footer) right after its description: most readers need no more.
class ExamplesFirstFormatter : public CLI::Formatter
{
public:
    std::string make_help(const CLI::App *app, std::string name, CLI::AppFormatMode mode) const override
    {
        if (mode == CLI::AppFormatMode::Sub) {
            return make_expanded(app);
        }
        std::string text = app->get_description() + "\n\n";
        if (!app->get_footer().empty()) {
            text += "Examples:\n" + app->get_footer() + "\n\n";
        }
        text += make_usage(app, std::move(name)) + make_positionals(app) + make_groups(app, mode);
        return text + make_subcommands(app, mode);
    }
};

std::vector<std::string_view> commandNames(const CLI::App &app)
{
    std::vector<std::string_view> names;
    for (const CLI::App *command : app.get_subcommands({})) {
        names.push_back(command->get_name());
    }
    return names;
}

/// The deepest command that the arguments name, so that a hint or help is about the right one.
const CLI::App &chosenCommand(const CLI::App &app)
{
    const std::vector<CLI::App *> chosen = app.get_subcommands();
    return chosen.empty() ? app : chosenCommand(*chosen.front());
}

std::string optionHint(const CLI::App &command, const std::string &argument)
{
    std::vector<std::string> owned;
    for (const CLI::Option *option : command.get_options()) {
        for (const std::string &name : option->get_lnames()) {
            owned.push_back("--" + name);
        }
    }
    const std::vector<std::string_view> names(owned.begin(), owned.end());
    return didYouMean(argument, names);
}

int usageError(const std::string &message, const CLI::App &command)
{
    printError({message});
    const CLI::App *parent = command.get_parent();
    printNote("Try: katlas " + (parent != nullptr ? command.get_name() + " " : std::string()) + "--help");
    return kExitFailure;
}

int reportParseError(const CLI::App &app, const CLI::ParseError &error, std::span<const char *const> arguments)
{
    const CLI::App &command = chosenCommand(app);
    for (const char *const argument : arguments.subspan(1)) {
        const std::string name = std::string(argument).substr(0, std::string_view(argument).find('='));
        if (name.starts_with("--") && name.size() > 2 && command.get_option_no_throw(name) == nullptr) {
            return usageError("unknown option " + name + optionHint(command, name), command);
        }
    }
    return usageError(error.what(), command);
}
} // namespace

std::unique_ptr<CLI::App> makeCommandLine(int &exitCode)
{
    auto app =
        std::make_unique<CLI::App>("Reads GPU kernel profiles and writes reviewed kernels.yaml catalogs.", "katlas");
    app->formatter(std::make_shared<ExamplesFirstFormatter>());
    app->footer("  katlas tables tmp/nsys-profile/20251107-115812\n"
                "  katlas export tmp/nsys-profile/20251107-115812 -o kernels.yaml\n"
                "  katlas compare tmp/nsys-profile/before tmp/nsys-profile/after\n"
                "  katlas check kernels.yaml");
    app->set_version_flag("--version", [] {
        std::string text = versionText("katlas", coreLibraries());
        text.pop_back(); // CLI11 ends the line
        return text;
    });
    app->require_subcommand(1);
    for (const AddCommand add : kCommands) {
        add(*app, exitCode);
    }
    return app;
}

int runCommandLine(std::span<const char *const> arguments)
{
    int exitCode = kExitOk;
    const std::unique_ptr<CLI::App> app = makeCommandLine(exitCode);
    const std::string_view first = arguments.size() > 1 ? arguments[1] : "";
    const std::vector<std::string_view> commands = commandNames(*app);
    if (!first.empty() && !first.starts_with('-') && std::ranges::find(commands, first) == commands.end()) {
        return usageError("unknown command " + std::string(first) + didYouMean(first, commands), *app);
    }
    try {
        app->parse(static_cast<int>(arguments.size()), arguments.data());
    } catch (const CLI::Success &success) { // --help, --version
        std::ostringstream text;
        const int code = app->exit(success, text, text);
        writeOutput(text.str());
        return code;
    } catch (const CLI::ParseError &error) {
        return reportParseError(*app, error, arguments);
    }
    return exitCode;
}

} // namespace atlas::cli
