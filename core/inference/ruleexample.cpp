#include "core/inference/ruleexample.h"

#include <algorithm>
#include <array>
#include <set>

namespace atlas
{

namespace
{
constexpr std::string_view kNothing = "null";

std::string orNothing(std::string text)
{
    return text.empty() ? std::string(kNothing) : std::move(text);
}

std::optional<Field> fieldOf(std::string_view key)
{
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (kRuleSlotKeys[i] == key) {
            return kFields[i];
        }
    }
    return std::nullopt;
}

std::string tileText(const KernelFacts &facts)
{
    if (!facts.tile) {
        return {};
    }
    return std::to_string((*facts.tile)[0]) + 'x' + std::to_string((*facts.tile)[1]) + 'x' +
           std::to_string((*facts.tile)[2]);
}

std::string numberText(const std::optional<int> &number)
{
    return number ? std::to_string(*number) : std::string();
}
} // namespace

bool isExampleKey(std::string_view key)
{
    return key == "rule" || key == "confidence" || std::ranges::find(kRuleSlotKeys, key) != kRuleSlotKeys.end();
}

std::string exampleText(const Reading &reading, std::string_view key)
{
    if (const auto field = fieldOf(key)) {
        return orNothing(toDisplayText(reading.info[*field]));
    }
    if (key == "rule") {
        return reading.ruleId;
    }
    if (key == "confidence") {
        return std::string(toString(reading.confidence));
    }
    if (key == "op") {
        return orNothing(reading.facts.op);
    }
    if (key == "dtype") {
        return orNothing(reading.facts.dtype);
    }
    if (key == "tile") {
        return orNothing(tileText(reading.facts));
    }
    if (key == "stages") {
        return orNothing(numberText(reading.facts.stages));
    }
    return orNothing(key == "head_dim" ? numberText(reading.facts.headDim) : reading.reason);
}

std::vector<Diagnostic> testExamples(const RuleSet &rules, const std::vector<RuleExample> &examples,
                                     std::string_view file)
{
    std::vector<Diagnostic> findings;
    for (const RuleExample &example : examples) {
        const Reading reading = rules.read(example.rawName);
        for (std::size_t i = 0; i < example.expected.size(); ++i) {
            const auto &[key, expected] = example.expected[i];
            const std::string actual = exampleText(reading, key);
            if (actual != expected) {
                findings.push_back(
                    {Severity::Error,
                     "example-differs",
                     key + " is \"" + actual + "\", not \"" + expected + "\" (rule " + reading.ruleId + ")",
                     {std::string(file), example.places[i].line, example.places[i].column}});
            }
        }
    }
    return findings;
}

std::vector<Diagnostic> rulesWithoutExample(const RulePack &pack, const std::vector<RuleExample> &examples)
{
    std::set<std::string, std::less<>> named;
    for (const RuleExample &example : examples) {
        const auto rule = std::ranges::find(example.expected, "rule", &std::pair<std::string, std::string>::first);
        if (rule != example.expected.end()) {
            named.insert(rule->second);
        }
    }
    std::vector<Diagnostic> findings;
    for (const Rule &rule : pack.rules) {
        if (!named.contains(rule.id)) {
            findings.push_back({Severity::Warning,
                                "rule-without-example",
                                "no example shows rule " + rule.id,
                                {pack.file, rule.place.line, rule.place.column}});
        }
    }
    return findings;
}

} // namespace atlas
