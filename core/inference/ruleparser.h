#pragma once

#include "core/inference/packyaml.h"
#include "core/inference/rulepack.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// Keys of a rule that hold literals.
inline constexpr std::array<std::string_view, 7> kLiteralKeyNames = {"all",    "any",       "none",        "function",
                                                                     "starts", "arguments", "not_function"};

/// Reads what rules, kinds and extractors are made of; says what it finds wrong to the document.
class RuleParser
{
public:
    explicit RuleParser(PackYaml &yaml) : m_yaml(yaml) {}

    /// One key of a rule; unknown ones do nothing.
    void readPart(const std::string &key, const YAML::Node &node, Rule &rule);
    [[nodiscard]] Extraction readExtraction(const YAML::Node &node);
    void readBindings(const YAML::Node &node, std::vector<Binding> &bindings);
    void readSlot(std::size_t slot, const YAML::Node &node, SlotTexts &slots);
    /// Names of extractors or variables, with their places if these are wanted.
    void readNames(const YAML::Node &node, std::vector<std::string> &names, std::vector<PackPlace> *places);

private:
    [[nodiscard]] Pattern readPattern(NamePart part, const YAML::Node &node);
    void readComparisons(const YAML::Node &node, std::vector<VariableComparison> &comparisons);
    void readBare(const YAML::Node &node, Rule &rule);
    void readLiterals(std::size_t key, const YAML::Node &node, Rule &rule);
    void readMatch(const YAML::Node &node, Extraction &match);
    void readConfidence(const YAML::Node &node, Rule &rule);

    PackYaml &m_yaml;
};

} // namespace atlas
