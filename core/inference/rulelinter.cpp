#include "core/inference/rulelinter.h"

#include "core/base/spelling.h"
#include "core/base/text.h"
#include "core/inference/extraction.h"
#include "core/inference/packyaml.h"
#include "core/inference/rulereach.h"
#include "core/inference/vocabulary.h"
#include "core/kernel/library.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>

namespace atlas
{

namespace
{
std::string inQuotes(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

class RuleLinter
{
public:
    RuleLinter(const RulePack &pack, std::string_view text, std::span<const std::string> libraries)
        : m_pack(pack), m_lines(lines(text)), m_libraries(libraries)
    {
    }

    LintResult run()
    {
        m_result.broken.assign(m_pack.rules.size(), false);
        for (const WordMap &map : m_pack.words) {
            if (isBuiltinFilter(map.name)) {
                report("rule-bad-template",
                       inQuotes(map.name) + " is a filter that every pack has; call the words otherwise", map.place);
            }
        }
        for (const Extractor &extractor : m_pack.extractors) {
            checkPatterns(extractor.extraction);
        }
        for (const Kind &kind : m_pack.kinds) {
            checkNames(kind.extractors, {}, kind.place);
        }
        for (std::size_t i = 0; i < m_pack.rules.size(); ++i) {
            const std::size_t before = m_result.diagnostics.size();
            checkRule(m_pack.rules[i]);
            m_result.broken[i] = m_result.diagnostics.size() > before;
        }
        if (m_pack.fallback) {
            checkSlots(*m_pack.fallback);
        }
        checkReach();
        std::ranges::stable_sort(m_result.diagnostics, {},
                                 [](const Diagnostic &diagnostic) { return diagnostic.location.line; });
        return std::move(m_result);
    }

private:
    void report(std::string code, std::string message, const PackPlace &place, Severity severity = Severity::Error)
    {
        m_result.diagnostics.push_back(
            diagnosticAt(severity, std::move(code), std::move(message), m_pack.file, place, m_lines));
    }

    void checkPatterns(const Extraction &extraction)
    {
        for (const Pattern &pattern : extraction.patterns) {
            for (std::size_t i = 0; i < pattern.expressions.size(); ++i) {
                const auto regex = compileExpression(pattern.expressions[i]);
                if (!regex) {
                    report("rule-bad-pattern", "RE2 cannot read this expression: " + regex.error().message,
                           pattern.places[i]);
                }
            }
        }
    }

    void checkRule(const Rule &rule)
    {
        const auto [known, added] = m_ids.try_emplace(rule.id, rule.place.line);
        if (!added) {
            report("rule-duplicate-id",
                   "rule " + inQuotes(rule.id) + " is there already, in line " + std::to_string(known->second),
                   rule.place);
        }
        checkLiterals(rule);
        checkPatterns(rule.match);
        checkNames(rule.extractors, rule.extractorPlaces, rule.place);
        if (!rule.kind.empty() && m_pack.findKind(rule.kind) == nullptr) {
            report("rule-unknown-kind", "no kind is called " + inQuotes(rule.kind), rule.kindPlace);
        }
        checkSlots(rule);
    }

    void checkLiterals(const Rule &rule)
    {
        bool needed = false;
        for (const LiteralGroup &group : rule.groups) {
            needed = needed || !group.negated;
            for (const Literal &literal : group.literals) {
                if (literal.text.empty()) {
                    report("rule-no-literal", "an empty literal is in every name", literal.place);
                }
            }
        }
        if (!needed) {
            report("rule-no-literal",
                   "rule " + inQuotes(rule.id) + " needs a literal: all, any, function, starts or arguments",
                   rule.place);
        }
    }

    void checkNames(const std::vector<std::string> &names, const std::vector<PackPlace> &places,
                    const PackPlace &otherwise)
    {
        std::vector<std::string_view> known;
        std::ranges::transform(m_pack.extractors, std::back_inserter(known), &Extractor::name);
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (m_pack.findExtractor(names[i]) == nullptr) {
                report("rule-unknown-extractor",
                       "no extractor is called " + inQuotes(names[i]) + didYouMean(names[i], known),
                       i < places.size() ? places[i] : otherwise);
            }
        }
    }

    void addVariables(const Extraction &extraction, std::set<std::string, std::less<>> &variables) const
    {
        for (const Pattern &pattern : extraction.patterns) {
            for (const std::string &text : pattern.expressions) {
                const auto regex = compileExpression(text);
                const auto names = regex ? (*regex)->NamedCapturingGroups() : std::map<std::string, int>();
                for (const auto &[name, number] : names) {
                    variables.insert(name);
                }
            }
        }
        for (const Binding &binding : extraction.bindings) {
            variables.insert(binding.variable);
        }
    }

    [[nodiscard]] std::set<std::string, std::less<>> variablesOf(const Rule &rule) const
    {
        std::set<std::string, std::less<>> variables;
        const Kind *kind = rule.kind.empty() ? nullptr : m_pack.findKind(rule.kind);
        const auto read = [&](const std::vector<std::string> &names) {
            for (const std::string &name : names) {
                if (const Extractor *extractor = m_pack.findExtractor(name)) {
                    addVariables(extractor->extraction, variables);
                }
            }
        };
        addVariables(rule.match, variables);
        read(rule.extractors);
        if (kind != nullptr) {
            read(kind->extractors);
            addVariables({{}, {}, kind->bindings}, variables);
        }
        return variables;
    }

    void checkSlots(const Rule &rule)
    {
        const std::set<std::string, std::less<>> variables = variablesOf(rule);
        for (std::size_t i = 0; i < kRuleSlotCount; ++i) {
            const auto slot = static_cast<RuleSlot>(i);
            const SlotText *text = slotText(m_pack, rule, slot);
            if (text != nullptr && !text->text->empty()) {
                checkSlot(slot, *text, variables, text == &rule.slots[i]);
            }
        }
        const auto need = [&](RuleSlot slot) {
            const SlotText *text = slotText(m_pack, rule, slot);
            if (text == nullptr || text->text->empty()) {
                report("rule-incomplete",
                       "rule " + inQuotes(rule.id) + " says no " +
                           std::string(kRuleSlotKeys[static_cast<std::size_t>(slot)]),
                       rule.place);
            }
        };
        need(RuleSlot::FriendlyName);
        need(RuleSlot::SourceLib);
        need(RuleSlot::Description);
        for (const RuleSlot slot : {RuleSlot::Fixed, RuleSlot::Tiled}) {
            const SlotText &own = rule.slots[static_cast<std::size_t>(slot)];
            if (rule.confidence == Confidence::Guess && own.text && !own.text->empty()) {
                report("rule-guess-shape", "a guess never fills fixed or tiled", own.place);
            }
        }
        for (const Binding &binding : rule.match.bindings) {
            checkBinding(binding, variables);
        }
    }

    void checkBinding(const Binding &binding, const std::set<std::string, std::less<>> &variables)
    {
        for (const std::string &text : binding.alternatives) {
            checkTemplate(text, TemplateStyle::Plain, binding.place, variables);
        }
    }

    void checkTemplate(const std::string &text, TemplateStyle style, const PackPlace &place,
                       const std::set<std::string, std::less<>> &variables, bool own = true)
    {
        const auto parsed = FieldTemplate::parse(text, style);
        if (!parsed) {
            report("rule-bad-template", parsed.error().message, place);
            return;
        }
        for (const FieldTemplate::Placeholder &placeholder : parsed->placeholders()) {
            // A kind serves rules that read more and rules that read less.
            if (own && !variables.contains(placeholder.variable)) {
                const std::vector<std::string_view> known(variables.begin(), variables.end());
                report("rule-unknown-variable",
                       "nothing that the rule reads is called " + inQuotes(placeholder.variable) +
                           didYouMean(placeholder.variable, known),
                       place);
            }
            for (const std::string &filter : placeholder.filters) {
                if (m_pack.findWords(filter) == nullptr && !isBuiltinFilter(filter)) {
                    report("rule-unknown-words", "no words are called " + inQuotes(filter), place);
                }
            }
        }
    }

    void checkSlot(RuleSlot slot, const SlotText &text, const std::set<std::string, std::less<>> &variables, bool own)
    {
        const bool prose = slot == RuleSlot::FriendlyName || slot == RuleSlot::Description || slot == RuleSlot::Reason;
        checkTemplate(*text.text, prose ? TemplateStyle::Prose : TemplateStyle::Plain, text.place, variables, own);
        const bool constant = !text.text->contains('{');
        if (slot == RuleSlot::SourceLib) {
            checkLibrary(text);
        } else if (slot == RuleSlot::Op && constant && !isOp(*text.text)) {
            report("rule-unknown-op", inQuotes(*text.text) + " is no op" + didYouMean(*text.text, kOps), text.place);
        } else if (slot == RuleSlot::Dtype && constant && !isDtype(*text.text)) {
            report("rule-unknown-dtype", inQuotes(*text.text) + " is no dtype" + didYouMean(*text.text, kDtypes),
                   text.place);
        } else if (slot == RuleSlot::Generic || slot == RuleSlot::Fixed || slot == RuleSlot::Tiled) {
            checkShape(text);
        }
    }

    void checkLibrary(const SlotText &text)
    {
        std::vector<std::string_view> known(kCanonicalLibraries.begin(), kCanonicalLibraries.end());
        known.insert(known.end(), m_pack.libraries.begin(), m_pack.libraries.end());
        known.insert(known.end(), m_libraries.begin(), m_libraries.end());
        if (std::ranges::find(known, *text.text) == known.end()) {
            report("rule-unknown-library",
                   "no library is called " + inQuotes(*text.text) + didYouMean(*text.text, known) +
                       "; add it to \"libraries\"",
                   text.place);
        }
    }

    /// Placeholders stand for dimensions or parts of names: any symbol fits for the check.
    void checkShape(const SlotText &text)
    {
        if (text.text->starts_with('{') && text.text->ends_with('}')) {
            return; // the whole shape comes from a map
        }
        std::string sample;
        bool inside = false;
        for (const char c : *text.text) {
            inside = inside || c == '{';
            sample += inside ? (c == '}' ? "1" : "") : std::string(1, c);
            inside = inside && c != '}';
        }
        const auto shape = parseShape(sample);
        if (!shape) {
            report("rule-bad-shape", "not a shape: " + shape.error().message, text.place);
        }
    }

    void checkReach()
    {
        for (std::size_t later = 1; later < m_pack.rules.size(); ++later) {
            for (std::size_t earlier = 0; earlier < later; ++earlier) {
                if (!m_result.broken[earlier] && !m_result.broken[later] &&
                    alwaysWins(m_pack.rules[earlier], m_pack.rules[later])) {
                    report("rule-unreachable",
                           "rule " + inQuotes(m_pack.rules[earlier].id) + " in line " +
                               std::to_string(m_pack.rules[earlier].place.line) + " takes every name that " +
                               inQuotes(m_pack.rules[later].id) + " could",
                           m_pack.rules[later].place);
                    break;
                }
            }
        }
    }

    const RulePack &m_pack;
    std::vector<std::string_view> m_lines;
    std::span<const std::string> m_libraries;
    std::map<std::string, std::uint32_t> m_ids;
    LintResult m_result;
};
} // namespace

LintResult lintPack(const RulePack &pack, std::string_view text, std::span<const std::string> libraries)
{
    return RuleLinter(pack, text, libraries).run();
}

} // namespace atlas
