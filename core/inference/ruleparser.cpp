#include "core/inference/ruleparser.h"

#include <algorithm>
#include <iterator>

namespace atlas
{

namespace
{
constexpr std::array<std::string_view, 3> kConfidences = {"certain", "likely", "guess"};
constexpr std::array<std::string_view, 4> kComparisons = {"equal", "starts_with", "differ", "known"};
constexpr std::array<std::string_view, 1> kNocaseKey = {"nocase"};

/// Keys of a rule that hold literals, with their meaning.
struct LiteralKey
{
    std::string_view key;
    LiteralScope scope;
    bool negated;
    bool each; ///< every literal of the list is needed, not one of them
};
constexpr std::array<LiteralKey, 7> kLiteralKeys = {{{"all", LiteralScope::Name, false, true},
                                                     {"any", LiteralScope::Name, false, false},
                                                     {"none", LiteralScope::Name, true, false},
                                                     {"function", LiteralScope::Function, false, false},
                                                     {"starts", LiteralScope::FunctionStart, false, false},
                                                     {"arguments", LiteralScope::Arguments, false, false},
                                                     {"not_function", LiteralScope::Function, true, false}}};
} // namespace

Extraction RuleParser::readExtraction(const YAML::Node &node)
{
    Extraction extraction;
    if (!node.IsMap()) {
        return extraction;
    }
    for (const auto &pair : node) {
        const std::string key = pair.first.IsScalar() ? pair.first.Scalar() : std::string();
        const auto part = std::ranges::find(kNamePartKeys, key);
        if (part != kNamePartKeys.end()) {
            extraction.patterns.push_back(
                readPattern(static_cast<NamePart>(part - kNamePartKeys.begin()), pair.second));
        } else if (key == "where") {
            readComparisons(pair.second, extraction.comparisons);
        } else if (key == "let") {
            readBindings(pair.second, extraction.bindings);
        }
    }
    return extraction;
}

Pattern RuleParser::readPattern(NamePart part, const YAML::Node &node)
{
    Pattern pattern{part, {}, {}};
    for (auto &expression : m_yaml.texts(node, "an expression")) {
        pattern.expressions.push_back(std::move(expression.text));
        pattern.places.push_back(expression.place);
    }
    return pattern;
}

void RuleParser::readComparisons(const YAML::Node &node, std::vector<VariableComparison> &comparisons)
{
    if (!m_yaml.checkKeys(node, kComparisons, "where")) {
        return;
    }
    for (const auto &pair : node) {
        const auto kind = std::ranges::find(kComparisons, pair.first.Scalar());
        const auto names = m_yaml.texts(pair.second, "a variable");
        if (pair.first.Scalar() == "known") {
            for (const PlacedText &name : names) {
                comparisons.push_back({VariableComparison::Kind::Known, name.text, {}, name.place});
            }
        } else if (names.size() != 2) {
            m_yaml.error("pack-bad-value", "a comparison names two variables: [a, b]", pair.second);
        } else if (kind != kComparisons.end()) {
            comparisons.push_back({static_cast<VariableComparison::Kind>(kind - kComparisons.begin()), names[0].text,
                                   names[1].text, m_yaml.place(pair.second)});
        }
    }
}

void RuleParser::readBindings(const YAML::Node &node, std::vector<Binding> &bindings)
{
    if (!node.IsMap()) {
        m_yaml.error("pack-no-mapping", "let is a mapping from variables to texts", node);
        return;
    }
    for (const auto &pair : node) {
        Binding binding{m_yaml.text(pair.first, "a variable").value_or(std::string()), {}, m_yaml.place(pair.second)};
        for (auto &text : m_yaml.texts(pair.second, "a text")) {
            binding.alternatives.push_back(std::move(text.text));
        }
        bindings.push_back(std::move(binding));
    }
}

void RuleParser::readSlot(std::size_t slot, const YAML::Node &node, SlotTexts &slots)
{
    slots[slot].place = m_yaml.place(node);
    if (node.IsNull()) {
        slots[slot].text = std::string();
    } else {
        slots[slot].text = m_yaml.text(node, kRuleSlotKeys[slot]);
    }
}

void RuleParser::readNames(const YAML::Node &node, std::vector<std::string> &names, std::vector<PackPlace> *places)
{
    for (auto &name : m_yaml.texts(node, "an extractor")) {
        names.push_back(std::move(name.text));
        if (places != nullptr) {
            places->push_back(name.place);
        }
    }
}

void RuleParser::readPart(const std::string &key, const YAML::Node &node, Rule &rule)
{
    const auto slot = std::ranges::find(kRuleSlotKeys, key);
    const auto literals = std::ranges::find(kLiteralKeys, key, &LiteralKey::key);
    if (slot != kRuleSlotKeys.end()) {
        readSlot(static_cast<std::size_t>(slot - kRuleSlotKeys.begin()), node, rule.slots);
    } else if (literals != kLiteralKeys.end()) {
        readLiterals(static_cast<std::size_t>(literals - kLiteralKeys.begin()), node, rule);
    } else if (key == "id") {
        rule.id = m_yaml.text(node, key).value_or(std::string());
        rule.place = m_yaml.place(node);
    } else if (key == "match") {
        readMatch(node, rule.match);
    } else if (key == "where") {
        readComparisons(node, rule.match.comparisons);
    } else if (key == "let") {
        readBindings(node, rule.match.bindings);
    } else if (key == "read") {
        readNames(node, rule.extractors, &rule.extractorPlaces);
    } else if (key == "kind") {
        rule.kind = m_yaml.text(node, key).value_or(std::string());
        rule.kindPlace = m_yaml.place(node);
    } else if (key == "confidence") {
        readConfidence(node, rule);
    } else if (key == "promises") {
        readNames(node, rule.promises, nullptr);
    } else if (key == "bare") {
        readBare(node, rule);
    }
}

void RuleParser::readBare(const YAML::Node &node, Rule &rule)
{
    const std::string text = m_yaml.text(node, "bare").value_or(std::string());
    rule.bare = text == "true";
    if (text != "true" && text != "false") {
        m_yaml.error("pack-bad-value", "bare is true or false", node);
    }
}

void RuleParser::readLiterals(std::size_t which, const YAML::Node &node, Rule &rule)
{
    const LiteralKey &key = kLiteralKeys[which];
    std::vector<Literal> literals;
    const auto add = [&](const YAML::Node &item) {
        const bool nocase = item.IsMap() && m_yaml.checkKeys(item, kNocaseKey, "a literal");
        const YAML::Node value = nocase && item.size() == 1 ? item.begin()->second : item;
        if (auto text = m_yaml.text(value, "a literal")) {
            literals.push_back({std::move(*text), nocase, m_yaml.place(value)});
        }
    };
    if (node.IsSequence()) {
        std::ranges::for_each(std::vector<YAML::Node>(node.begin(), node.end()), add);
    } else {
        add(node);
    }
    if (key.each) {
        for (Literal &literal : literals) {
            rule.groups.push_back({key.scope, key.negated, {std::move(literal)}});
        }
    } else if (!literals.empty()) {
        rule.groups.push_back({key.scope, key.negated, std::move(literals)});
    }
}

/// An expression over the whole name, or a mapping from parts of the name to expressions.
void RuleParser::readMatch(const YAML::Node &node, Extraction &match)
{
    if (!node.IsMap()) {
        match.patterns.push_back(readPattern(NamePart::Name, node));
        return;
    }
    m_yaml.checkKeys(node, kNamePartKeys, "match");
    Extraction extraction = readExtraction(node);
    std::ranges::move(extraction.patterns, std::back_inserter(match.patterns));
}

void RuleParser::readConfidence(const YAML::Node &node, Rule &rule)
{
    const std::string word = m_yaml.text(node, "confidence").value_or(std::string());
    const auto found = std::ranges::find(kConfidences, word);
    if (found == kConfidences.end()) {
        m_yaml.error("pack-bad-value", "confidence is certain, likely or guess", node);
    } else {
        rule.confidence = static_cast<Confidence>(found - kConfidences.begin());
    }
}

} // namespace atlas
