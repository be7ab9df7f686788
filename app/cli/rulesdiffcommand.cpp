#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/inputs.h"
#include "core/base/text.h"
#include "core/inference/readingdifference.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace atlas::cli
{

namespace
{
using Json = nlohmann::ordered_json;

struct RulesDiffArguments
{
    std::string before;
    std::string after;
    std::string run;
    std::string format = "text";
};

Result<std::shared_ptr<const RuleSet>> exactly(const std::string &pack)
{
    auto loaded = loadRuleSet({.pack = pack});
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    printDiagnostics(loaded->diagnostics);
    return std::move(loaded->rules);
}

std::string shown(const FieldValue &value)
{
    return isNull(value) ? "null" : escapeControls(toDisplayText(value));
}

std::string asText(std::string_view name, const KernelDifference &differing)
{
    std::string text = escapeControls(name) + '\n';
    text += "  rule " + differing.ruleBefore + " -> " + differing.ruleAfter + '\n';
    for (const ReadingDifference &difference : differing.fields) {
        text += "  " + std::string(key(difference.field)) + "\n    - " + shown(difference.before) + "\n    + " +
                shown(difference.after) + '\n';
    }
    return text;
}

std::string asJson(std::string_view name, const KernelDifference &differing)
{
    Json json;
    json["raw_name"] = name;
    json["rule"] = {differing.ruleBefore, differing.ruleAfter};
    Json &fields = json["fields"] = Json::object();
    for (const ReadingDifference &difference : differing.fields) {
        const auto value = [](const FieldValue &field) {
            return isNull(field) ? Json(nullptr) : Json(toDisplayText(field));
        };
        fields[std::string(key(difference.field))] = {value(difference.before), value(difference.after)};
    }
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

Result<void> diffRules(const RulesDiffArguments &arguments)
{
    const auto before = exactly(arguments.before);
    const auto after = before ? exactly(arguments.after) : before;
    if (!after) {
        return std::unexpected(after.error());
    }
    const ProjectFile project = projectFor(arguments.run);
    const auto path = runToLoad(arguments.run, project);
    const auto run = path ? loadRunWithProgress(*path, project) : std::unexpected(path.error());
    if (!run) {
        return std::unexpected(run.error());
    }
    const std::vector<KernelDifference> differing = compareRuleSets(**run, **before, **after);
    const auto print = arguments.format == "json" ? asJson : asText;
    for (const KernelDifference &kernel : differing) {
        if (!writeOutput(print((*run)->name(kernel.kernel), kernel))) {
            return {};
        }
    }
    printNote(std::to_string(differing.size()) + " of " + std::to_string((*run)->kernelCount()) +
              " kernels are read otherwise");
    return {};
}
} // namespace

void addRulesDiffCommand(CLI::App &rules, int &exitCode)
{
    auto arguments = std::make_shared<RulesDiffArguments>();
    CLI::App *command = rules.add_subcommand("diff", "Which kernels of a run two packs read differently");
    command->footer("  katlas rules diff seed standard --run tmp/nsys-profile/20260115-093000\n"
                    "  katlas rules diff standard my-rules.yaml --format json");
    command->add_option("A", arguments->before, "A pack file, standard or seed")->required();
    command->add_option("B", arguments->after, "The pack to hold against it")->required();
    command->add_option("--run", arguments->run, "The run whose kernels are read (default: the newest of the project)");
    command->add_option("--format", arguments->format, "text, or json: one object a line")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->callback([arguments, &exitCode] {
        if (const Result<void> done = diffRules(*arguments); !done) {
            printError(done.error());
            exitCode = kExitFailure;
        }
    });
}

} // namespace atlas::cli
