#include "core/inference/compiledrule.h"

#include "core/inference/namepieces.h"
#include "core/inference/rulegate.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace atlas
{

namespace
{
/// A fact that no rule or kind spells out is the variable of its name, if there is one.
constexpr std::array<std::pair<RuleSlot, std::string_view>, 5> kUsualFacts = {{{RuleSlot::Op, "{op}"},
                                                                               {RuleSlot::Dtype, "{dtype}"},
                                                                               {RuleSlot::Tile, "{M}x{N}x{K}"},
                                                                               {RuleSlot::Stages, "{stages}"},
                                                                               {RuleSlot::HeadDim, "{head_dim}"}}};
/// What a block may keep at most beside the tile that a name tells: the guard of this name bounds it.
constexpr std::string_view kTileBytes = "tile_bytes";

TemplateStyle styleOf(RuleSlot slot)
{
    const bool prose = slot == RuleSlot::FriendlyName || slot == RuleSlot::Description || slot == RuleSlot::Reason;
    return prose ? TemplateStyle::Prose : TemplateStyle::Plain;
}

bool isShapeSlot(RuleSlot slot)
{
    return slot == RuleSlot::Generic || slot == RuleSlot::Fixed || slot == RuleSlot::Tiled;
}

std::uint64_t numberOf(const Variables &variables, std::string_view variable, std::uint64_t otherwise)
{
    const Variables::Variable *found = variables.find(variable);
    std::uint64_t number = 0;
    for (const char c : found == nullptr ? std::string_view() : found->value) {
        number =
            c >= '0' && c <= '9' && number < 1'000'000 ? number * 10 + static_cast<std::uint64_t>(c - '0') : otherwise;
    }
    return found == nullptr ? otherwise : number;
}

/// Half bytes of an element.
std::uint64_t halfBytes(const Variables &variables)
{
    constexpr std::array<std::pair<std::string_view, std::uint64_t>, 14> sizes = {{{"fp64", 16},
                                                                                   {"complex64", 16},
                                                                                   {"complex128", 32},
                                                                                   {"int64", 16},
                                                                                   {"fp32", 8},
                                                                                   {"tf32", 8},
                                                                                   {"int32", 8},
                                                                                   {"fp16", 4},
                                                                                   {"bf16", 4},
                                                                                   {"int16", 4},
                                                                                   {"nvfp4", 1},
                                                                                   {"mxfp4", 1},
                                                                                   {"int4", 1},
                                                                                   {"bool", 2}}};
    const Variables::Variable *dtype = variables.find("dtype");
    const auto found = std::ranges::find(sizes, dtype == nullptr ? std::string_view() : dtype->value,
                                         &std::pair<std::string_view, std::uint64_t>::first);
    return found == sizes.end() ? 2 : found->second;
}

/// Takes back what no hardware allows.
void applyGuards(const RulePack &pack, Variables &variables)
{
    if (pack.guards.empty()) {
        return;
    }
    for (std::size_t i = 0; i < variables.size();) {
        const Variables::Variable variable = variables.all()[i];
        if (passesGuard(pack, variable.name, variable.value)) {
            ++i;
        } else {
            variables.forget(variable.name);
        }
    }
    const Guard *bytes = pack.findGuard(kTileBytes);
    if (bytes == nullptr || variables.find("M") == nullptr || variables.find("N") == nullptr) {
        return;
    }
    const std::uint64_t tile = (numberOf(variables, "M", 0) + numberOf(variables, "N", 0)) *
                               numberOf(variables, "K", 0) * numberOf(variables, "stages", 1) * halfBytes(variables) /
                               2;
    if (tile > bytes->most) {
        for (const std::string_view name : {"M", "N", "K", "stages"}) {
            variables.forget(name);
        }
    }
}
} // namespace

CompiledPack::CompiledPack(RulePack pack)
    : m_pack(std::move(pack)), m_extractors(std::make_unique<Entry<CompiledExtraction>[]>(m_pack.extractors.size())),
      m_schemes(std::make_unique<Entry<CompiledScheme>[]>(m_pack.schemes.size()))
{
}

std::optional<Reader> CompiledPack::reader(std::string_view name, const NameWords *names) const
{
    if (const Extractor *found = m_pack.findExtractor(name)) {
        auto &slot = m_extractors[static_cast<std::size_t>(found - m_pack.extractors.data())];
        std::call_once(slot.once, [&] { slot.item.emplace(found->extraction, m_pack, names); });
        return &*slot.item;
    }
    if (const Scheme *found = m_pack.findScheme(name)) {
        auto &slot = m_schemes[static_cast<std::size_t>(found - m_pack.schemes.data())];
        std::call_once(slot.once, [&] { slot.item.emplace(*found, m_pack, names); });
        return &*slot.item;
    }
    return std::nullopt;
}

const OtherFacts &CompiledPack::otherFacts(const NameWords *names) const
{
    std::call_once(m_otherFacts.once, [&] { m_otherFacts.item.emplace(m_pack, names); });
    return *m_otherFacts.item;
}

CompiledRule::CompiledRule(const CompiledPack &pack, const Rule &rule, const NameWords *names)
    : m_pack(pack), m_rule(rule), m_match({rule.match.patterns, rule.match.comparisons, {}}, pack.data(), names)
{
    const auto addReaders = [&](const std::vector<std::string> &read) {
        for (const std::string &name : read) {
            if (const auto reader = pack.reader(name, names)) {
                m_readers.push_back(*reader);
            }
        }
    };
    addReaders(rule.extractors);
    m_bindings = compileBindings(rule.match.bindings, pack.data(), names);
    if (const Kind *kind = rule.kind.empty() ? nullptr : pack.data().findKind(rule.kind)) {
        addReaders(kind->extractors);
        std::ranges::move(compileBindings(kind->bindings, pack.data(), names), std::back_inserter(m_bindings));
    }
    compileTemplates(names);
    findNamePieces();
}

void CompiledRule::compileTemplates(const NameWords *names)
{
    const auto compile = [&](std::string_view text, RuleSlot slot) -> std::optional<FieldTemplate> {
        auto parsed = FieldTemplate::parse(text, styleOf(slot));
        if (!parsed) {
            return std::nullopt;
        }
        parsed->resolve(m_pack.data(), names);
        return std::move(*parsed);
    };
    for (const auto &[slot, text] : kUsualFacts) {
        m_templates[static_cast<std::size_t>(slot)] = compile(text, slot);
    }
    for (std::size_t i = 0; i < kRuleSlotCount; ++i) {
        const auto slot = static_cast<RuleSlot>(i);
        const SlotText *text = slotText(m_pack.data(), m_rule, slot);
        if (text != nullptr) {
            m_templates[i] = text->text->empty() ? std::nullopt : compile(*text->text, slot);
        }
        m_varies[i] = m_templates[i] && !m_templates[i]->isConstant();
        if (FieldTemplate::Text constant; m_templates[i] && !m_varies[i] && m_templates[i]->renderInto({}, constant)) {
            m_constants[i] = std::move(constant.text);
        }
        if (text != nullptr && m_templates[i] && !m_varies[i] && isShapeSlot(slot)) {
            auto shape = parseShape(*text->text);
            m_shapes[i] = shape ? FieldValue(std::move(*shape)) : FieldValue();
        }
    }
}

/// The pieces that templates or bindings of the rule ask for.
void CompiledRule::findNamePieces()
{
    std::set<std::string, std::less<>> used;
    const auto add = [&](const FieldTemplate &text) {
        for (FieldTemplate::Placeholder &placeholder : text.placeholders()) {
            used.insert(std::move(placeholder.variable));
        }
    };
    for (const CompiledBinding &binding : m_bindings) {
        std::ranges::for_each(binding.alternatives, add);
    }
    for (const auto &text : m_templates) {
        if (text) {
            add(*text);
        }
    }
    for (std::size_t i = 0; i < kNamePieces.size(); ++i) {
        m_pieces[i] = used.contains(kNamePieces[i]);
    }
}

bool CompiledRule::matches(const KernelName &name, Values &values, bool &kept, WorkBudget &budget) const
{
    kept = false;
    if (!m_rule.match.patterns.empty()) {
        values.variables.clear();
        values.variables.setBudget(budget);
        const bool isMatch = m_match.run(name, true, values.variables);
        budget = values.variables.budget();
        if (!isMatch) {
            return false;
        }
    }
    if (!m_rule.asksKnown()) {
        return true;
    }
    read(name, values);
    kept = true;
    return std::ranges::all_of(m_rule.match.comparisons, [&](const VariableComparison &comparison) {
        return comparison.kind != VariableComparison::Kind::Known || holds(comparison, values.variables).has_value();
    });
}

void CompiledRule::addLiteralSpans(const KernelName &name, std::vector<NameSpan> &spans) const
{
    const bool raw = m_pack.data().rawText;
    const std::string_view text = name.text(raw ? NamePart::Raw : NamePart::Name);
    for (const LiteralGroup &group : m_rule.groups) {
        for (const Literal &literal : group.literals) {
            const std::size_t at =
                group.negated ? std::string_view::npos : findLiteral(literal, group.scope, name, text);
            if (at == std::string_view::npos) {
                continue;
            }
            spans.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + literal.text.size()),
                             raw && group.scope == LiteralScope::Name});
            break;
        }
    }
}

void CompiledRule::read(const KernelName &name, Values &values) const
{
    values.variables.clear();
    values.variables.setBudget(WorkBudget(name.text(NamePart::Raw).size()));
    values.basis.clear();
    addLiteralSpans(name, values.basis);
    m_match.run(name, false, values.variables, &values.basis);
    for (const Reader &reader : m_readers) {
        if (const auto *extraction = std::get_if<const CompiledExtraction *>(&reader)) {
            (*extraction)->run(name, false, values.variables);
        } else {
            std::get<const CompiledScheme *>(reader)->run(name, values.variables, &values.basis);
        }
    }
    applyGuards(m_pack.data(), values.variables);
    values.readCount = values.variables.size();
    for (std::size_t i = 0; i < kNamePieces.size(); ++i) {
        if (m_pieces[i]) {
            setNamePiece(i, name, values.variables);
        }
    }
    applyBindings(m_bindings, values.variables);
    applyGuards(m_pack.data(), values.variables);
}

bool CompiledRule::text(RuleSlot slot, const Values &values, FieldTemplate::Text &into) const
{
    const auto &text = m_templates[static_cast<std::size_t>(slot)];
    return text && text->renderInto(values.variables, into);
}

Confidence CompiledRule::confidence(const Values &values) const
{
    if (m_rule.confidence != Confidence::Certain) {
        return m_rule.confidence;
    }
    const auto known = [&](const std::string &variable) { return values.variables.find(variable) != nullptr; };
    const bool silent = !m_readers.empty() && values.readCount == 0;
    return std::ranges::all_of(m_rule.promises, known) && !silent ? Confidence::Certain : Confidence::Likely;
}

const FieldValue *CompiledRule::constantShape(RuleSlot slot) const
{
    const auto &shape = m_shapes[static_cast<std::size_t>(slot)];
    return shape ? &*shape : nullptr;
}

} // namespace atlas
