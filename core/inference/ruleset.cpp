#include "core/inference/ruleset.h"

#include "core/base/text.h"
#include "core/inference/compiledrule.h"
#include "core/inference/rulegate.h"
#include "core/inference/rulesetbuilder.h"
#include "core/inference/vocabulary.h"
#include "core/kernel/library.h"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <limits>

namespace atlas
{

namespace
{
constexpr std::string_view kUnknownShape = "(…) -> (…)";
constexpr std::size_t kMaxRules = 65'000;

RuleSlot slotOf(Field field)
{
    return static_cast<RuleSlot>(static_cast<std::size_t>(field));
}

/// Sorted, overlapping ones joined, empty ones dropped.
std::vector<ByteSpan> tidy(std::vector<ByteSpan> spans)
{
    std::erase_if(spans, [](const ByteSpan &span) { return span.begin >= span.end; });
    std::ranges::sort(spans, {}, [](const ByteSpan &span) { return std::pair(span.begin, span.end); });
    std::vector<ByteSpan> joined;
    for (const ByteSpan &span : spans) {
        if (!joined.empty() && span.begin <= joined.back().end) {
            joined.back().end = std::max(joined.back().end, span.end);
        } else {
            joined.push_back(span);
        }
    }
    return joined;
}

std::optional<int> toInt(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<std::array<int, 3>> toTile(std::string_view text)
{
    const std::vector<std::string_view> parts = split(text, 'x');
    std::array<int, 3> tile{};
    for (std::size_t i = 0; i < tile.size(); ++i) {
        const std::optional<int> extent = parts.size() == tile.size() ? toInt(parts[i]) : std::nullopt;
        if (!extent) {
            return std::nullopt;
        }
        tile[i] = *extent;
    }
    return tile;
}
} // namespace

struct RuleSet::Private
{
    struct Entry
    {
        const CompiledPack *pack;
        const Rule *rule;
        std::string library;
    };
    struct LazyRule
    {
        std::once_flag once;
        std::optional<CompiledRule> rule;
        std::atomic<bool> isOverBudget = false;
    };
    struct Scratch
    {
        KernelName name;
        RuleGate::Scratch gate;
    };

    std::vector<std::unique_ptr<CompiledPack>> packs;
    std::vector<Entry> entries; ///< the fallback last
    std::unique_ptr<LazyRule[]> compiled;
    RuleGate normalGate;
    RuleGate rawGate;
    std::vector<std::string> libraries;
    std::string name;
    Rule unknown; ///< fallback of packs that bring none

    [[nodiscard]] std::uint16_t last() const { return static_cast<std::uint16_t>(entries.size() - 1); }
    [[nodiscard]] std::uint16_t clamp(std::uint16_t rule) const { return std::min(rule, last()); }
    [[nodiscard]] const CompiledRule &rule(std::uint16_t number) const
    {
        LazyRule &lazy = compiled[number];
        std::call_once(lazy.once, [&] { lazy.rule.emplace(*entries[number].pack, *entries[number].rule); });
        return *lazy.rule;
    }
    /// Whether the rule's conditions hold for the name in `scratch`.
    [[nodiscard]] bool holds(std::uint16_t number, const Scratch &scratch, WorkBudget &budget) const
    {
        if (!entries[number].rule->hasConditions()) {
            return true;
        }
        const bool isMatch = rule(number).matches(scratch.name, budget);
        note(number, budget);
        return isMatch;
    }
    void note(std::uint16_t number, const WorkBudget &budget) const
    {
        if (budget.isSpent()) {
            compiled[number].isOverBudget.store(true, std::memory_order_relaxed);
        }
    }
    [[nodiscard]] std::uint16_t match(std::string_view raw, Scratch &scratch) const;
    [[nodiscard]] std::vector<std::uint16_t> matching(std::string_view raw, Scratch &scratch) const;
    [[nodiscard]] SourceLocation location(std::uint16_t number) const
    {
        return {entries[number].pack->data().file, entries[number].rule->place.line,
                entries[number].rule->place.column};
    }
    [[nodiscard]] FieldValue field(Field field, std::uint16_t number, const CompiledRule::Values &values,
                                   std::vector<ByteSpan> *used) const;
    /// What rule `number` reads from `raw`; nothing where `slot` says the same of every name.
    [[nodiscard]] CompiledRule::Values valuesFor(std::string_view raw, std::uint16_t number, RuleSlot slot) const;
    [[nodiscard]] KernelFacts facts(std::uint16_t number, const CompiledRule::Values &values) const;
    void addPack(RulePack pack);
    void finish();
};

std::uint16_t RuleSet::Private::match(std::string_view raw, Scratch &scratch) const
{
    scratch.name.assign(raw);
    std::uint16_t best = last();
    WorkBudget budget(raw.size());
    const auto accept = [&](std::uint16_t number) { return number >= best || holds(number, scratch, budget); };
    if (normalGate.literalCount() > 0) {
        best = normalGate.first(scratch.name, scratch.name.text(NamePart::Name), scratch.gate, best, accept);
    }
    if (rawGate.literalCount() > 0) {
        best = std::min(best, rawGate.first(scratch.name, raw, scratch.gate, best, accept));
    }
    return best;
}

std::vector<std::uint16_t> RuleSet::Private::matching(std::string_view raw, Scratch &scratch) const
{
    scratch.name.assign(raw);
    std::vector<std::uint16_t> numbers;
    WorkBudget budget(raw.size());
    const auto collect = [&](std::uint16_t number) {
        if (holds(number, scratch, budget)) {
            numbers.push_back(number);
        }
        return false; // go on to the next
    };
    if (normalGate.literalCount() > 0) {
        (void)normalGate.first(scratch.name, scratch.name.text(NamePart::Name), scratch.gate, last(), collect);
    }
    if (rawGate.literalCount() > 0) {
        (void)rawGate.first(scratch.name, raw, scratch.gate, last(), collect);
    }
    if (numbers.empty()) {
        numbers.push_back(last());
    }
    std::ranges::sort(numbers);
    return numbers;
}

FieldValue RuleSet::Private::field(Field field, std::uint16_t number, const CompiledRule::Values &values,
                                   std::vector<ByteSpan> *used) const
{
    const bool guess = entries[number].rule->confidence == Confidence::Guess;
    if (guess && (field == Field::Fixed || field == Field::Tiled)) {
        return {};
    }
    if (field == Field::SourceLib) {
        return entries[number].library;
    }
    std::optional<std::string> text = rule(number).text(slotOf(field), values, used);
    note(number, values.variables.budget());
    if (field == Field::FriendlyName) {
        return std::move(text).value_or(entries[number].library + " kernel");
    }
    if (!isShape(field)) {
        return std::move(text).value_or("CUDA device kernel.");
    }
    if (!text && field == Field::Generic) {
        text = kUnknownShape;
    }
    auto shape = text ? parseShape(*text) : Result<Shape>(failure({}));
    return shape ? FieldValue(std::move(*shape)) : FieldValue();
}

CompiledRule::Values RuleSet::Private::valuesFor(std::string_view raw, std::uint16_t number, RuleSlot slot) const
{
    const CompiledRule &reader = rule(number);
    if (!reader.needsValues(slot)) {
        return {};
    }
    thread_local KernelName taken; // keeps its buffers
    taken.assign(raw);
    return reader.values(taken);
}

KernelFacts RuleSet::Private::facts(std::uint16_t number, const CompiledRule::Values &values) const
{
    const CompiledRule &rule = this->rule(number);
    const auto text = [&](RuleSlot slot) { return rule.text(slot, values).value_or(std::string()); };
    KernelFacts facts;
    facts.op = text(RuleSlot::Op);
    facts.op = isOp(facts.op) ? facts.op : std::string();
    facts.dtype = text(RuleSlot::Dtype);
    facts.dtype = isDtype(facts.dtype) ? facts.dtype : std::string();
    facts.tile = toTile(text(RuleSlot::Tile));
    facts.stages = toInt(text(RuleSlot::Stages));
    facts.headDim = toInt(text(RuleSlot::HeadDim));
    note(number, values.variables.budget());
    return facts;
}

void RuleSet::Private::addPack(RulePack data)
{
    packs.push_back(std::make_unique<CompiledPack>(std::move(data)));
    const CompiledPack &pack = *packs.back();
    name += (name.empty() ? "" : "+") + pack.data().name;
    for (const std::string &library : pack.data().libraries) {
        if (std::ranges::find(libraries, library) == libraries.end()) {
            libraries.push_back(library);
        }
    }
    for (const Rule &rule : pack.data().rules) {
        if (entries.size() >= kMaxRules) {
            return;
        }
        const SlotText *library = slotText(pack.data(), rule, RuleSlot::SourceLib);
        (pack.data().rawText ? rawGate : normalGate).add(rule, static_cast<std::uint16_t>(entries.size()));
        entries.push_back({&pack, &rule, library != nullptr ? *library->text : std::string(kUnknownLibrary)});
    }
}

void RuleSet::Private::finish()
{
    if (packs.empty()) {
        packs.push_back(std::make_unique<CompiledPack>(RulePack{}));
    }
    const CompiledPack &pack = *packs.back();
    const auto say = [&](RuleSlot slot, std::string_view text) {
        unknown.slots[static_cast<std::size_t>(slot)].text = text;
    };
    unknown.id = "unknown";
    unknown.confidence = Confidence::Guess;
    say(RuleSlot::FriendlyName, "CUDA kernel");
    say(RuleSlot::Description, "CUDA device kernel.");
    const Rule &fallback = pack.data().fallback ? *pack.data().fallback : unknown;
    const SlotText *library = slotText(pack.data(), fallback, RuleSlot::SourceLib);
    entries.push_back({&pack, &fallback, library != nullptr ? *library->text : std::string(kUnknownLibrary)});
    compiled = std::make_unique<LazyRule[]>(entries.size());
    normalGate.finish();
    rawGate.finish();
}

RuleSet::RuleSet() : d(std::make_unique<Private>())
{
    d->libraries.assign(kCanonicalLibraries.begin(), kCanonicalLibraries.end());
}

RuleSet::~RuleSet() = default;

std::uint16_t RuleSet::match(std::string_view name) const
{
    thread_local Private::Scratch scratch;
    return d->match(name, scratch);
}

Reading RuleSet::read(std::string_view name) const
{
    return readAs(name, match(name));
}

Reading RuleSet::readAs(std::string_view raw, std::uint16_t number) const
{
    number = d->clamp(number);
    KernelName name;
    name.assign(raw);
    const Rule &rule = *d->entries[number].rule;
    const CompiledRule &compiled = d->rule(number);
    const CompiledRule::Values values = compiled.values(name);
    Reading reading;
    for (const Field field : kFields) {
        std::vector<ByteSpan> used;
        reading.info[field] = d->field(field, number, values, &used);
        if (used.empty() && !isNull(reading.info[field])) {
            used = values.basis;
        } else if (field == Field::FriendlyName) {
            used.insert(used.end(), values.basis.begin(), values.basis.end());
        }
        reading.evidence[static_cast<std::size_t>(field)] =
            isNull(reading.info[field]) ? std::vector<ByteSpan>() : tidy(std::move(used));
    }
    reading.facts = d->facts(number, values);
    reading.confidence = rule.confidence;
    reading.ruleId = rule.id;
    reading.ruleLocation = d->location(number);
    reading.reason = compiled.text(RuleSlot::Reason, values).value_or(std::string());
    return reading;
}

FieldValue RuleSet::fieldAs(std::string_view raw, std::uint16_t number, Field field) const
{
    number = d->clamp(number);
    if (field == Field::SourceLib) {
        return d->entries[number].library;
    }
    return d->field(field, number, d->valuesFor(raw, number, slotOf(field)), nullptr);
}

std::string_view RuleSet::opAs(std::string_view raw, std::uint16_t number) const
{
    number = d->clamp(number);
    const std::string op =
        d->rule(number).text(RuleSlot::Op, d->valuesFor(raw, number, RuleSlot::Op)).value_or(std::string());
    return isOp(op) ? kOps[opIndex(op)] : std::string_view();
}

std::string_view RuleSet::packName() const
{
    return d->name;
}

const std::vector<std::string> &RuleSet::libraries() const
{
    return d->libraries;
}

std::size_t RuleSet::ruleCount() const
{
    return d->entries.size();
}

std::string_view RuleSet::ruleId(std::uint16_t rule) const
{
    return d->entries[d->clamp(rule)].rule->id;
}

std::string_view RuleSet::library(std::uint16_t rule) const
{
    return d->entries[d->clamp(rule)].library;
}

SourceLocation RuleSet::ruleLocation(std::uint16_t rule) const
{
    return d->location(d->clamp(rule));
}

std::vector<Diagnostic> RuleSet::budgetFindings() const
{
    std::vector<Diagnostic> findings;
    for (std::uint16_t number = 0; number <= d->last(); ++number) {
        if (d->compiled[number].isOverBudget.load(std::memory_order_relaxed)) {
            findings.push_back(
                {Severity::Warning,
                 "rule-over-budget",
                 "rule \"" + d->entries[number].rule->id +
                     "\" took more than a rule may for one name (64 KiB of text for a field, or too long "
                     "to search); what it would have said is left out",
                 d->location(number),
                 {},
                 0});
        }
    }
    return findings;
}

std::vector<std::uint16_t> RuleSet::matching(std::string_view name) const
{
    thread_local Private::Scratch scratch;
    return d->matching(name, scratch);
}

void RuleSetBuilder::add(RulePack pack)
{
    m_packs.push_back(std::move(pack));
}

std::shared_ptr<const RuleSet> RuleSetBuilder::build()
{
    std::shared_ptr<RuleSet> rules(new RuleSet);
    for (RulePack &pack : m_packs) {
        rules->d->addPack(std::move(pack));
    }
    rules->d->finish();
    return rules;
}

} // namespace atlas
