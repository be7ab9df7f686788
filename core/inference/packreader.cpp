#include "core/inference/packreader.h"

#include "core/inference/packguard.h"
#include "core/inference/ruleparser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace atlas
{

namespace
{
constexpr std::array<std::string_view, 14> kPackKeys = {"pack",    "version",    "about",     "text",   "libraries",
                                                        "words",   "extractors", "schemes",   "guards", "owners",
                                                        "lexicon", "kinds",      "otherwise", "rules"};
/// Facts that can be read without a rule.
constexpr std::array<std::string_view, 2> kOtherwiseKeys = {"dtype", "op"};
constexpr std::array<std::string_view, 6> kSchemeKeys = {"in", "after", "split", "orders", "tokens", "let"};
constexpr std::array<std::string_view, 3> kOwnerKeys = {"namespace", "prefix", "none"};
constexpr std::array<std::string_view, 7> kLexiconKeys = {"words", "op", "say", "generic", "about", "with", "without"};

template<std::size_t... N>
constexpr auto joined(const std::array<std::string_view, N> &...lists)
{
    std::array<std::string_view, (N + ...)> all{};
    std::size_t at = 0;
    ((std::ranges::copy(lists, all.begin() + static_cast<std::ptrdiff_t>(at)), at += N), ...);
    return all;
}

constexpr std::array<std::string_view, 3> kSharedKeys = {"read", "let", "kind"};
constexpr auto kKindKeys = joined(kRuleSlotKeys, std::array<std::string_view, 2>{"read", "let"});
constexpr auto kRuleKeys =
    joined(kRuleSlotKeys, kLiteralKeyNames, kSharedKeys,
           std::array<std::string_view, 6>{"id", "match", "where", "confidence", "promises", "bare"});
constexpr auto kStructureKeys = joined(kRuleSlotKeys, std::array<std::string_view, 3>{"id", "read", "let"});
constexpr auto kExtractorKeys = joined(kNamePartKeys, std::array<std::string_view, 2>{"where", "let"});

/// Walks the document top down; each function reads one kind of node into its struct.
class PackParser
{
public:
    PackParser(std::string_view text, std::string_view file) : m_yaml(text, file), m_rules(m_yaml)
    {
        m_pack.file = file;
    }

    PackReading<RulePack> run()
    {
        if (const auto root = m_yaml.root()) {
            read(*root);
        }
        return {std::move(m_pack), m_yaml.takeDiagnostics()};
    }

private:
    static constexpr auto kRootKeys = joined(kPackKeys, std::array<std::string_view, 2>{"structure", "fallback"});

    void read(const YAML::Node &root)
    {
        m_yaml.checkKeys(root, kRootKeys, "a pack");
        for (const auto &pair : root) {
            readPart(pair.first.IsScalar() ? pair.first.Scalar() : std::string(), pair.second);
        }
        if (m_pack.name.empty()) {
            m_yaml.error("pack-no-name", "a pack needs a name: pack: <name>", root);
        }
    }

    void readPart(const std::string &key, const YAML::Node &node)
    {
        if (key == "pack") {
            m_pack.name = m_yaml.text(node, key).value_or(std::string());
        } else if (key == "version") {
            readVersion(node);
        } else if (key == "text") {
            const std::string text = m_yaml.text(node, key).value_or(std::string());
            m_pack.rawText = text == "raw";
            if (text != "raw" && text != "normalised") {
                m_yaml.error("pack-bad-value", "text is raw or normalised", node);
            }
        } else if (key == "libraries") {
            for (auto &library : m_yaml.texts(node, "a library")) {
                m_pack.libraries.push_back(std::move(library.text));
            }
        } else if (key == "words" || key == "extractors" || key == "kinds") {
            readNamed(key, node);
        } else if (key == "rules") {
            for (const YAML::Node &item : m_yaml.items(node, key)) {
                readRule(item);
            }
        } else if (key == "fallback") {
            readFallback(node);
        } else {
            readStructurePart(key, node);
        }
    }

    /// What reads names by their tokens, words and namespaces.
    void readStructurePart(const std::string &key, const YAML::Node &node)
    {
        if (key == "schemes") {
            readNamed(key, node);
        } else if (key == "guards") {
            readGuards(node);
        } else if (key == "owners") {
            readOwners(node);
        } else if (key == "lexicon") {
            for (const YAML::Node &item : m_yaml.items(node, key)) {
                readLexiconEntry(item);
            }
        } else if (key == "structure") {
            readStructure(node);
        } else if (key == "otherwise" && m_yaml.checkKeys(node, kOtherwiseKeys, "otherwise")) {
            m_rules.readBindings(node, m_pack.otherwise);
        }
    }

    void readScheme(const std::string &name, const PackPlace &place, const YAML::Node &node)
    {
        if (!m_yaml.checkKeys(node, kSchemeKeys, "a scheme")) {
            return;
        }
        Scheme scheme;
        scheme.name = name;
        scheme.place = place;
        for (const auto &pair : node) {
            const std::string &key = pair.first.Scalar();
            if (key == "in") {
                readSchemePart(pair.second, scheme);
            } else if (key == "after") {
                for (auto &text : m_yaml.texts(pair.second, "a literal")) {
                    scheme.after.push_back(std::move(text.text));
                }
            } else if (key == "split") {
                scheme.separators = m_yaml.text(pair.second, key).value_or(std::string());
            } else if (key == "orders") {
                for (const YAML::Node &order : m_yaml.items(pair.second, key)) {
                    scheme.orders.push_back(m_yaml.texts(order, "a token pattern"));
                }
            } else if (key == "tokens") {
                scheme.tokens = m_yaml.texts(pair.second, "a token pattern");
            } else {
                m_rules.readBindings(pair.second, scheme.bindings);
            }
        }
        m_pack.schemes.push_back(std::move(scheme));
    }

    void readSchemePart(const YAML::Node &node, Scheme &scheme)
    {
        const std::string text = m_yaml.text(node, "in").value_or(std::string());
        const auto part = std::ranges::find(kNamePartKeys, text);
        const auto index = static_cast<std::size_t>(part - kNamePartKeys.begin());
        if (part == kNamePartKeys.end() || static_cast<NamePart>(index) == NamePart::Raw) {
            m_yaml.error("pack-bad-value", "in is name, function, arguments, parameters or return_type", node);
        } else {
            scheme.part = static_cast<NamePart>(index);
        }
    }

    void readGuards(const YAML::Node &node)
    {
        if (!node.IsMap()) {
            m_yaml.error("pack-no-mapping", "guards are a mapping from variables to ranges", node);
            return;
        }
        for (const auto &pair : node) {
            Guard guard{m_yaml.text(pair.first, "a variable").value_or(std::string()), 0, 0, m_yaml.place(pair.second)};
            const std::string range = m_yaml.text(pair.second, "a range").value_or(std::string());
            const std::size_t dots = range.find("..");
            const bool known = dots != std::string::npos && toNumber(range.substr(0, dots), guard.least) &&
                               toNumber(range.substr(dots + 2), guard.most) && guard.least <= guard.most;
            if (known) {
                m_pack.guards.push_back(std::move(guard));
            } else {
                m_yaml.error("pack-bad-value", "a range is two numbers: 1..32", pair.second);
            }
        }
    }

    static bool toNumber(std::string_view text, std::uint32_t &number)
    {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc() && end == text.data() + text.size();
    }

    void readOwners(const YAML::Node &node)
    {
        if (!m_yaml.checkKeys(node, kOwnerKeys, "owners")) {
            return;
        }
        for (const auto &pair : node) {
            const std::string &key = pair.first.Scalar();
            if (key == "none") {
                for (auto &text : m_yaml.texts(pair.second, "a namespace")) {
                    m_pack.owners.none.push_back(std::move(text.text));
                }
            } else {
                WordMap map = readWords(key, m_yaml.place(pair.first), pair.second);
                (key == "prefix" ? m_pack.owners.prefixes : m_pack.owners.namespaces) = std::move(map.words);
            }
        }
    }

    void readLexiconEntry(const YAML::Node &node)
    {
        if (!m_yaml.checkKeys(node, kLexiconKeys, "a lexicon entry")) {
            return;
        }
        LexiconEntry entry;
        entry.place = m_yaml.place(node);
        for (const auto &pair : node) {
            const std::string &key = pair.first.Scalar();
            if (key == "words") {
                readPhrases(pair.second, entry);
            } else if (key == "with" || key == "without") {
                for (auto &text : m_yaml.texts(pair.second, "a word")) {
                    (key == "with" ? entry.with : entry.without).push_back(std::move(text.text));
                }
            } else if (key == "say") {
                entry.say = m_yaml.text(pair.second, key);
            } else {
                (key == "op"        ? entry.op
                 : key == "generic" ? entry.generic
                                    : entry.about) = m_yaml.text(pair.second, key).value_or(std::string());
            }
        }
        if (entry.phrases.empty()) {
            m_yaml.error("lexicon-no-words", "a lexicon entry needs words", node);
        } else {
            m_pack.lexicon.push_back(std::move(entry));
        }
    }

    /// One phrase, or a list of phrases.
    void readPhrases(const YAML::Node &node, LexiconEntry &entry)
    {
        const bool several = node.IsSequence() && node.size() > 0 && node[0].IsSequence();
        const auto add = [&](const YAML::Node &phrase) {
            std::vector<std::string> words;
            for (auto &word : m_yaml.texts(phrase, "a word")) {
                words.push_back(std::move(word.text));
            }
            if (!words.empty()) {
                entry.phrases.push_back(std::move(words));
            }
        };
        if (!several) {
            add(node);
            return;
        }
        std::ranges::for_each(std::vector<YAML::Node>(node.begin(), node.end()), add);
    }

    void readStructure(const YAML::Node &node)
    {
        if (!m_yaml.checkKeys(node, kStructureKeys, "structure")) {
            return;
        }
        Rule rule;
        rule.id = "structure";
        rule.place = m_yaml.place(node);
        for (const auto &pair : node) {
            m_rules.readPart(pair.first.Scalar(), pair.second, rule);
        }
        rule.confidence = Confidence::Guess;
        m_pack.structure = std::move(rule);
    }

    void readVersion(const YAML::Node &node)
    {
        const std::string text = m_yaml.text(node, "version").value_or(std::string());
        if (text != "1") {
            m_yaml.error("pack-version", "this program reads version 1 of the pack format", node);
        }
    }

    void readNamed(const std::string &what, const YAML::Node &node)
    {
        if (!node.IsMap()) {
            m_yaml.error("pack-no-mapping", what + " must be a mapping from names", node);
            return;
        }
        for (const auto &pair : node) {
            const auto name = m_yaml.text(pair.first, "a name");
            if (!name) {
                continue;
            }
            const PackPlace place = m_yaml.place(pair.first);
            if (what == "words") {
                m_pack.words.push_back(readWords(*name, place, pair.second));
            } else if (what == "schemes") {
                readScheme(*name, place, pair.second);
            } else if (what == "extractors") {
                m_yaml.checkKeys(pair.second, kExtractorKeys, "an extractor");
                m_pack.extractors.push_back({*name, m_rules.readExtraction(pair.second), place});
            } else {
                readKind(*name, place, pair.second);
            }
        }
    }

    WordMap readWords(const std::string &name, const PackPlace &place, const YAML::Node &node)
    {
        std::map<std::string, std::string> words;
        if (!node.IsMap()) {
            m_yaml.error("pack-no-mapping", "words are a mapping from token to word", node);
            return {name, {}, place};
        }
        for (const auto &pair : node) {
            auto token = m_yaml.text(pair.first, "a token");
            auto word = m_yaml.text(pair.second, "a word");
            if (token && word && !words.emplace(std::move(*token), std::move(*word)).second) {
                m_yaml.error("pack-duplicate-field", "the token is there twice", pair.first);
            }
        }
        return {name, {words.begin(), words.end()}, place};
    }

    void readKind(const std::string &name, const PackPlace &place, const YAML::Node &node)
    {
        if (!m_yaml.checkKeys(node, kKindKeys, "a kind")) {
            return;
        }
        Kind kind{name, {}, {}, {}, place};
        for (const auto &pair : node) {
            const std::string &key = pair.first.Scalar();
            const auto slot = std::ranges::find(kRuleSlotKeys, key);
            if (slot != kRuleSlotKeys.end()) {
                m_rules.readSlot(static_cast<std::size_t>(slot - kRuleSlotKeys.begin()), pair.second, kind.slots);
            } else if (key == "read") {
                m_rules.readNames(pair.second, kind.extractors, nullptr);
            } else if (key == "let") {
                m_rules.readBindings(pair.second, kind.bindings);
            }
        }
        m_pack.kinds.push_back(std::move(kind));
    }

    void readRule(const YAML::Node &node)
    {
        const std::size_t before = m_yaml.errorCount();
        Rule rule;
        rule.place = m_yaml.place(node);
        if (!m_yaml.checkKeys(node, kRuleKeys, "a rule")) {
            return;
        }
        for (const auto &pair : node) {
            m_rules.readPart(pair.first.Scalar(), pair.second, rule);
        }
        if (rule.id.empty()) {
            m_yaml.error("rule-no-id", "a rule needs an id", node);
        }
        if (m_yaml.errorCount() == before) {
            m_pack.rules.push_back(std::move(rule));
        }
    }

    void readFallback(const YAML::Node &node)
    {
        if (!m_yaml.checkKeys(node, kRuleSlotKeys, "fallback")) {
            return;
        }
        Rule rule;
        rule.id = "unknown";
        rule.confidence = Confidence::Guess;
        rule.place = m_yaml.place(node);
        for (const auto &pair : node) {
            const auto slot = std::ranges::find(kRuleSlotKeys, pair.first.Scalar());
            if (slot != kRuleSlotKeys.end()) {
                m_rules.readSlot(static_cast<std::size_t>(slot - kRuleSlotKeys.begin()), pair.second, rule.slots);
            }
        }
        m_pack.fallback = std::move(rule);
    }

    PackYaml m_yaml;
    RuleParser m_rules;
    RulePack m_pack;
};

} // namespace

PackReading<RulePack> readPack(std::string_view text, std::string_view file)
{
    return guarded<RulePack>(file, [&] { return PackParser(text, file).run(); });
}

} // namespace atlas
