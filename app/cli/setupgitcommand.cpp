#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/program.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

namespace atlas::cli
{

namespace
{
struct SetupGitArguments
{
    std::string folder = ".";
    bool isRemoval = false;
};

struct Setting
{
    std::string_view key;
    std::string_view value;
};

/// How git merges catalogs, and which line heads a hunk of a diff: the kernel's.
constexpr std::array kSettings = {
    Setting{"merge.katlas.name", "kernel catalogs, field by field"},
    Setting{"merge.katlas.driver", "katlas merge %O %A %B -o %A"},
    Setting{"diff.katlas.xfuncname", "^ *- *\"?raw_name\"?: *(.*)$"},
};

/// What stands in .gitattributes, and is committed with it.
constexpr std::array<std::string_view, 2> kAttributes = {"*kernels.yaml merge=katlas diff=katlas",
                                                         "*.review.yaml merge=katlas"};

Result<ProgramOutcome> git(const std::string &folder, std::vector<std::string> words)
{
    words.insert(words.begin(), {"git", "-C", folder});
    return runProgram(std::move(words));
}

Result<std::string> repositoryOf(const std::string &folder)
{
    const Result<ProgramOutcome> outcome = git(folder, {"rev-parse", "--show-toplevel"});
    if (!outcome) {
        return std::unexpected(outcome.error());
    }
    if (outcome->exitCode != 0) {
        return failure("no git repository: go into one, or name it", {folder});
    }
    return outcome->output.substr(0, outcome->output.find('\n'));
}

Result<void> setOrUnset(const std::string &repository, const Setting &setting, bool isRemoval)
{
    std::vector<std::string> words = {"config", "--local"};
    if (isRemoval) {
        words.insert(words.end(), {"--unset-all", std::string(setting.key)});
    } else {
        words.insert(words.end(), {std::string(setting.key), std::string(setting.value)});
    }
    constexpr int kNothingToUnset = 5;
    const Result<ProgramOutcome> outcome = git(repository, std::move(words));
    if (!outcome) {
        return std::unexpected(outcome.error());
    }
    if (outcome->exitCode != 0 && !(isRemoval && outcome->exitCode == kNothingToUnset)) {
        return failure("git could not set " + std::string(setting.key) + "; it says why above", {repository});
    }
    return {};
}

/// The attributes with our lines, or without them; every other line stays byte for byte.
std::string changedAttributes(const std::string &before, bool isRemoval)
{
    std::string after;
    std::vector<std::string_view> missing(kAttributes.begin(), kAttributes.end());
    std::string_view rest = before;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
        const std::string_view line = rest.substr(0, end);
        const std::string_view words = trimmed(line.substr(0, line.find_last_not_of("\r\n") + 1));
        const bool isOurs = std::ranges::find(kAttributes, words) != kAttributes.end();
        std::erase(missing, words);
        after += isOurs && isRemoval ? std::string_view() : line;
        rest.remove_prefix(end);
    }
    if (!isRemoval && !missing.empty()) {
        after += after.empty() || after.ends_with('\n') ? "" : "\n";
        for (const std::string_view line : missing) {
            after += std::string(line) + '\n';
        }
    }
    return after;
}

Result<void> changeAttributesFile(const std::filesystem::path &file, bool isRemoval)
{
    std::error_code error;
    const bool exists = std::filesystem::exists(file, error);
    const Result<std::string> before = exists ? readFile(file) : Result<std::string>("");
    if (!before) {
        return std::unexpected(before.error());
    }
    const std::string after = changedAttributes(*before, isRemoval);
    if (after == *before) {
        return {};
    }
    return writeFileAtomically(file, after, ExpectedContent{exists ? std::optional(*before) : std::nullopt});
}

Result<std::string> setUp(const SetupGitArguments &arguments)
{
    const Result<std::string> repository = repositoryOf(arguments.folder);
    if (!repository) {
        return repository;
    }
    for (const Setting &setting : kSettings) {
        if (const Result<void> done = setOrUnset(*repository, setting, arguments.isRemoval); !done) {
            return std::unexpected(done.error());
        }
    }
    return changeAttributesFile(std::filesystem::path(*repository) / ".gitattributes", arguments.isRemoval)
        .transform([&] { return *repository; });
}
} // namespace

void addSetupGitCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<SetupGitArguments>();
    CLI::App *command =
        app.add_subcommand("setup-git", "Let git merge catalogs and review files of a repository by katlas");
    command->footer("  katlas setup-git\n"
                    "  katlas setup-git path/to/repository --remove\n"
                    "Each clone is set up once, because git takes no programs from a repository: .gitattributes is for "
                    "you to commit,\nthe configuration stays in the clone. A clone without it merges line by line.");
    command->add_option("FOLDER", arguments->folder, "In the repository")->capture_default_str();
    command->add_flag("--remove", arguments->isRemoval, "Take it back");
    command->callback([arguments, &exitCode] {
        const Result<std::string> repository = setUp(*arguments);
        if (!repository) {
            printError(repository.error());
            exitCode = kExitFailure;
            return;
        }
        printNote(arguments->isRemoval ? *repository + ": git merges catalogs as text again"
                                       : *repository + ": git merges catalogs and review files by katlas; commit "
                                                       ".gitattributes");
    });
}

} // namespace atlas::cli
