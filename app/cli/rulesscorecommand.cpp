#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/inputs.h"
#include "core/authoring/labelscore.h"
#include "core/base/file.h"
#include "core/base/text.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>
#include <memory>

namespace atlas::cli
{

namespace
{
using Json = nlohmann::ordered_json;

/// More labels than anybody writes by hand.
constexpr std::size_t kMaxLabelBytes = std::size_t{256} * 1024 * 1024;
/// Of a name in the list of what was missed.
constexpr std::size_t kShownNameBytes = 140;

struct ScoreArguments
{
    std::string file;
    std::string format = "text";
    bool json = false;
    std::size_t misses = 0;
    RuleOptions rules;
};

double percent(const FieldScore &score)
{
    return score.labelled() == 0 ? 0.0
                                 : 100.0 * static_cast<double>(score.right) / static_cast<double>(score.labelled());
}

/// "41/0/1" right, wrong, silent; "-" where nothing is labelled.
std::string triple(const FieldScore &score)
{
    return score.labelled() == 0 ? "-" : std::format("{}/{}/{}", score.right, score.wrong, score.silent);
}

std::string fieldTable(const FieldScores &fields)
{
    std::string text = std::format("{:<12}{:>7}{:>7}{:>8}{:>7}{:>9}\n", "field", "right", "wrong", "silent", "of", "");
    for (std::size_t i = 0; i < kLabelFieldCount; ++i) {
        const FieldScore &score = fields[i];
        if (score.labelled() > 0) {
            text += std::format("{:<12}{:>7}{:>7}{:>8}{:>7}{:>7.1f} %\n", kLabelFieldKeys[i], score.right, score.wrong,
                                score.silent, score.labelled(), percent(score));
        }
    }
    return text;
}

std::string libraryTable(const std::vector<LibraryScore> &libraries)
{
    std::string text = std::format("{:<26}{:>6}", "library: right/wrong/silent", "names");
    for (const std::string_view key : kLabelFieldKeys) {
        text += std::format("{:>12}", key);
    }
    text += '\n';
    for (const LibraryScore &library : libraries) {
        text += std::format("{:<27}{:>5}", library.library.empty() ? "(none named)" : escapeControls(library.library),
                            library.names);
        for (const FieldScore &field : library.fields) {
            text += std::format("{:>12}", triple(field));
        }
        text += '\n';
    }
    return text;
}

std::string missText(const LabelMiss &miss, const std::vector<LabelledName> &labels)
{
    const LabelledName &label = labels[miss.name];
    return std::format("{}: {} instead of {}  {}\n", kLabelFieldKeys[static_cast<std::size_t>(miss.field)],
                       miss.read.empty() ? "nothing" : escapeControls(miss.read),
                       escapeControls(label[miss.field].front()),
                       escapeControls(label.rawName.substr(0, kShownNameBytes)));
}

Json toJson(const FieldScores &fields)
{
    Json json = Json::object();
    for (std::size_t i = 0; i < kLabelFieldCount; ++i) {
        const FieldScore &score = fields[i];
        json[std::string(kLabelFieldKeys[i])] = {
            {"right", score.right}, {"wrong", score.wrong}, {"silent", score.silent}, {"labelled", score.labelled()}};
    }
    return json;
}

std::string asJson(const LabelScore &score, const std::vector<LabelledName> &labels, std::size_t misses)
{
    Json json;
    json["names"] = labels.size();
    json["fields"] = toJson(score.fields);
    json["libraries"] = Json::array();
    for (const LibraryScore &library : score.libraries) {
        json["libraries"].push_back({{"library", library.library.empty() ? Json(nullptr) : Json(library.library)},
                                     {"names", library.names},
                                     {"fields", toJson(library.fields)}});
    }
    json["misses"] = Json::array();
    for (const LabelMiss &miss : std::span(score.misses).first(misses)) {
        const LabelledName &label = labels[miss.name];
        json["misses"].push_back({{"raw_name", label.rawName},
                                  {"field", kLabelFieldKeys[static_cast<std::size_t>(miss.field)]},
                                  {"label", label[miss.field].front()},
                                  {"read", miss.read.empty() ? Json(nullptr) : Json(miss.read)}});
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string asText(const LabelScore &score, const std::vector<LabelledName> &labels, std::size_t misses)
{
    std::string text = std::format("{} labelled names\n\n", labels.size()) + fieldTable(score.fields) + '\n' +
                       libraryTable(score.libraries);
    text += misses > 0 ? "\n" : "";
    for (const LabelMiss &miss : std::span(score.misses).first(misses)) {
        text += missText(miss, labels);
    }
    return text;
}

Result<void> scoreRules(const ScoreArguments &arguments)
{
    const auto text = readFile(arguments.file, kMaxLabelBytes);
    const auto labels = text ? readLabels(*text, arguments.file) : std::unexpected(text.error());
    if (!labels) {
        return std::unexpected(labels.error());
    }
    const auto rules = loadRules(arguments.rules);
    if (!rules) {
        return std::unexpected(rules.error());
    }
    const LabelScore score = scoreLabels(**rules, *labels);
    const std::size_t misses = std::min(arguments.misses, score.misses.size());
    const auto print = arguments.json || arguments.format == "json" ? asJson : asText;
    writeOutput(print(score, *labels, misses));
    printDiagnostics((*rules)->budgetFindings());
    return {};
}
} // namespace

void addRulesScoreCommand(CLI::App &rules, int &exitCode)
{
    auto arguments = std::make_shared<ScoreArguments>();
    CLI::App *command = rules.add_subcommand("score", "How well the rules read names that somebody has labelled");
    command->footer("  katlas rules score labels.jsonl\n"
                    "  katlas rules score labels.jsonl --misses 20 --rules my-rules.yaml\n"
                    "  katlas rules score labels.jsonl --json");
    command->add_option("FILE", arguments->file, "Labels, one JSON object a line (docs/rules.md)")->required();
    command->add_option("--misses", arguments->misses, "Also list so many labels that the readings do not meet")
        ->capture_default_str();
    command->add_option("--format", arguments->format, "text or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    command->add_flag("--json", arguments->json, "The same as --format json");
    addRuleOptions(*command, arguments->rules);
    command->callback([arguments, &exitCode] {
        if (const Result<void> done = scoreRules(*arguments); !done) {
            printError(done.error());
            exitCode = kExitFailure;
        }
    });
}

} // namespace atlas::cli
