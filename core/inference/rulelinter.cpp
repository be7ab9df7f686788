#include "core/inference/rulelinter.h"

#include "core/base/spelling.h"
#include "core/base/text.h"
#include "core/inference/lintmeasures.h"
#include "core/inference/namepieces.h"
#include "core/inference/packyaml.h"
#include "core/inference/rulereach.h"
#include "core/inference/tokenpattern.h"
#include "core/inference/vocabulary.h"
#include "core/kernel/library.h"

#include <algorithm>
#include <iterator>
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
        std::ranges::for_each(m_pack.schemes, [this](const Scheme &scheme) { checkScheme(scheme); });
        std::ranges::for_each(m_pack.lexicon, [this](const LexiconEntry &entry) { checkLexiconEntry(entry); });
        for (const Kind &kind : m_pack.kinds) {
            checkNames(kind.extractors, {}, kind.place);
        }
        for (std::size_t i = 0; i < m_pack.rules.size(); ++i) {
            const std::size_t before = m_result.diagnostics.size();
            checkRule(m_pack.rules[i]);
            m_result.broken[i] = m_result.diagnostics.size() > before;
        }
        const std::set<std::string, std::less<>> pieces(kNamePieces.begin(), kNamePieces.end());
        for (const Binding &fact : m_pack.otherwise) {
            checkBinding(fact, pieces);
        }
        if (m_pack.structure) {
            checkSlots(*m_pack.structure);
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

    void checkScheme(const Scheme &scheme)
    {
        const auto check = [&](const PlacedText &text) {
            const auto parsed = TokenPattern::parse(text.text, m_pack);
            if (!parsed) {
                report("scheme-bad-pattern", parsed.error().message, text.place);
            }
        };
        for (const auto &order : scheme.orders) {
            for (const PlacedText &text : order) {
                if (text.text != "^" && text.text != "$") {
                    check(text);
                }
            }
        }
        std::ranges::for_each(scheme.tokens, check);
        if (scheme.orders.empty() && scheme.tokens.empty()) {
            report("scheme-empty", "a scheme needs orders or tokens", scheme.place);
        }
        if (scheme.separators.empty() && !scheme.orders.empty()) {
            report("scheme-bad-pattern", "a text that is walked has no orders; give split", scheme.place);
        }
        const std::set<std::string, std::less<>> variables = variablesOf(scheme);
        for (const Binding &binding : scheme.bindings) {
            checkBinding(binding, variables);
        }
    }

    void checkLexiconEntry(const LexiconEntry &entry)
    {
        if (!entry.op.empty() && !isOp(entry.op)) {
            report("rule-unknown-op", inQuotes(entry.op) + " is no op" + didYouMean(entry.op, kOps), entry.place);
        }
        if (!entry.generic.empty()) {
            checkShape({entry.generic, entry.place});
        }
    }

    void checkPatterns(const Extraction &extraction)
    {
        for (const Pattern &pattern : extraction.patterns) {
            for (std::size_t i = 0; i < pattern.expressions.size(); ++i) {
                const TriedExpressions::Tried &tried = m_expressions.tried(pattern.expressions[i]);
                if (!tried.error.empty()) {
                    report(tried.isOverBudget ? "rule-over-budget" : "rule-bad-pattern", tried.error,
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
        checkOutput(rule);
    }

    void checkOutput(const Rule &rule)
    {
        OutputSizes sizes;
        const Kind *kind = rule.kind.empty() ? nullptr : m_pack.findKind(rule.kind);
        const auto read = [&](const std::vector<std::string> &names) {
            for (const std::string &name : names) {
                if (const Extractor *extractor = m_pack.findExtractor(name)) {
                    sizes.add(extractor->extraction.bindings);
                }
                if (const Scheme *scheme = m_pack.findScheme(name)) {
                    sizes.add(scheme->bindings);
                }
            }
        };
        read(rule.extractors);
        if (kind != nullptr) {
            read(kind->extractors);
        }
        sizes.add(rule.match.bindings);
        if (kind != nullptr) {
            sizes.add(kind->bindings);
        }
        bool isTooLarge = sizes.isTooLarge();
        for (std::size_t i = 0; i < kRuleSlotCount && !isTooLarge; ++i) {
            const SlotText *text = slotText(m_pack, rule, static_cast<RuleSlot>(i));
            isTooLarge = text != nullptr && OutputSizes::isTooLarge(sizes.sizeOf(*text->text, TemplateStyle::Prose));
        }
        if (isTooLarge) {
            report("rule-over-budget",
                   "rule " + inQuotes(rule.id) +
                       " makes more than 64 KiB of text of every name; its \"let\" or its texts repeat themselves too "
                       "often",
                   rule.place);
        }
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
        std::ranges::transform(m_pack.schemes, std::back_inserter(known), &Scheme::name);
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (std::ranges::find(known, names[i]) == known.end()) {
                report("rule-unknown-extractor",
                       "no extractor or scheme is called " + inQuotes(names[i]) + didYouMean(names[i], known),
                       i < places.size() ? places[i] : otherwise);
            }
        }
    }

    void addVariables(const Extraction &extraction, std::set<std::string, std::less<>> &variables)
    {
        for (const Pattern &pattern : extraction.patterns) {
            for (const std::string &text : pattern.expressions) {
                const std::vector<std::string> &groups = m_expressions.tried(text).groups;
                variables.insert(groups.begin(), groups.end());
            }
        }
        for (const Binding &binding : extraction.bindings) {
            variables.insert(binding.variable);
        }
    }

    [[nodiscard]] std::set<std::string, std::less<>> variablesOf(const Scheme &scheme) const
    {
        std::set<std::string, std::less<>> variables;
        const auto add = [&](const PlacedText &text) {
            if (const auto pattern = TokenPattern::parse(text.text, m_pack)) {
                std::ranges::move(pattern->variables(), std::inserter(variables, variables.end()));
            }
        };
        for (const auto &order : scheme.orders) {
            std::ranges::for_each(order, add);
        }
        std::ranges::for_each(scheme.tokens, add);
        for (const Binding &binding : scheme.bindings) {
            variables.insert(binding.variable);
        }
        return variables;
    }

    [[nodiscard]] std::set<std::string, std::less<>> variablesOf(const Rule &rule)
    {
        std::set<std::string, std::less<>> variables(kNamePieces.begin(), kNamePieces.end());
        const Kind *kind = rule.kind.empty() ? nullptr : m_pack.findKind(rule.kind);
        const auto read = [&](const std::vector<std::string> &names) {
            for (const std::string &name : names) {
                if (const Extractor *extractor = m_pack.findExtractor(name)) {
                    addVariables(extractor->extraction, variables);
                }
                if (const Scheme *scheme = m_pack.findScheme(name)) {
                    variables.merge(variablesOf(*scheme));
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
        const auto checkKnown = [&](const std::string &variable, const PackPlace &place) {
            if (!variables.contains(variable)) {
                report("rule-unknown-variable", "nothing that the rule reads is called " + inQuotes(variable), place);
            }
        };
        for (const std::string &variable : rule.promises) {
            checkKnown(variable, rule.place);
        }
        for (const VariableComparison &comparison : rule.match.comparisons) {
            if (comparison.kind == VariableComparison::Kind::Known) {
                checkKnown(comparison.left, comparison.place);
            }
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
                if (m_pack.findWords(mapOfFilter(filter)) == nullptr && !isBuiltinFilter(filter)) {
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
        if (slot == RuleSlot::SourceLib && constant) {
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
        // Each rule is held against all before it: beyond this many only the first are.
        constexpr std::size_t kMaxCompared = 3'000;
        const std::size_t compared = std::min(m_pack.rules.size(), kMaxCompared);
        if (compared < m_pack.rules.size()) {
            report("rule-unreachable",
                   "whether a rule can be reached is checked for the first " + std::to_string(compared) + " rules only",
                   m_pack.rules[compared].place, Severity::Note);
        }
        for (std::size_t later = 1; later < compared; ++later) {
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
    TriedExpressions m_expressions;
    LintResult m_result;
};
} // namespace

LintResult lintPack(const RulePack &pack, std::string_view text, std::span<const std::string> libraries)
{
    return RuleLinter(pack, text, libraries).run();
}

} // namespace atlas
