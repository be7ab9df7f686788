#include "app/cli/command.h"
#include "app/cli/console.h"
#include "core/base/diagnosticguide.h"
#include "core/base/spelling.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <vector>

namespace atlas::cli
{

namespace
{
struct ExplainArguments
{
    std::vector<std::string> codes;
    bool isAll = false;
    std::string format = "text";
};

std::string printText(std::span<const DiagnosticAdvice *const> advice)
{
    std::string text;
    for (const DiagnosticAdvice *one : advice) {
        text += std::string(text.empty() ? "" : "\n") + std::string(one->code) + "\n  " + std::string(one->cause) +
                "\n  " + std::string(one->cure) + '\n';
    }
    return text;
}

/// As the handbook has it: a table below the heading of each topic.
std::string printMarkdown(std::span<const DiagnosticAdvice *const> advice)
{
    std::string text;
    std::string_view topic;
    for (const DiagnosticAdvice *one : advice) {
        if (one->topic != topic) {
            topic = one->topic;
            text += std::string(text.empty() ? "" : "\n") + "## " + std::string(topic) +
                    "\n\n| code | cause | cure |\n|---|---|---|\n";
        }
        text +=
            "| `" + std::string(one->code) + "` | " + std::string(one->cause) + " | " + std::string(one->cure) + " |\n";
    }
    return text;
}

Result<std::vector<const DiagnosticAdvice *>> chosenAdvice(const ExplainArguments &arguments)
{
    std::vector<std::string_view> known;
    std::vector<const DiagnosticAdvice *> chosen;
    for (const DiagnosticAdvice &advice : diagnosticGuide()) {
        known.push_back(advice.code);
        if (arguments.isAll) {
            chosen.push_back(&advice);
        }
    }
    for (const std::string &code : arguments.codes) {
        const DiagnosticAdvice *advice = adviceFor(code);
        if (advice == nullptr) {
            return failure("no diagnostic has the code " + code + didYouMean(code, known));
        }
        chosen.push_back(advice);
    }
    if (chosen.empty()) {
        return failure("which code? Messages end with theirs in brackets; --all lists every one");
    }
    return chosen;
}
} // namespace

void addExplainCommand(CLI::App &app, int &exitCode)
{
    auto arguments = std::make_shared<ExplainArguments>();
    CLI::App *command = app.add_subcommand("explain", "Say of a diagnostic code what causes it and what cures it");
    command->footer("  katlas explain torn-tuple\n"
                    "  katlas explain --all --format markdown");
    command->add_option("CODE", arguments->codes, "The word in brackets at the end of a message");
    command->add_flag("--all", arguments->isAll, "Every code");
    command->add_option("--format", arguments->format, "How to print it")
        ->check(CLI::IsMember({"text", "markdown"}))
        ->capture_default_str();
    command->callback([arguments, &exitCode] {
        const auto chosen = chosenAdvice(*arguments);
        if (!chosen) {
            printError(chosen.error());
            exitCode = kExitFailure;
            return;
        }
        exitCode = writeOutput(arguments->format == "text" ? printText(*chosen) : printMarkdown(*chosen))
                       ? kExitOk
                       : kExitFailure;
    });
}

} // namespace atlas::cli
