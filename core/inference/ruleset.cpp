#include "core/inference/ruleset.h"

#include "core/inference/compiledrule.h"
#include "core/inference/namepieces.h"
#include "core/inference/namewords.h"
#include "core/inference/ownerpool.h"
#include "core/inference/readingparts.h"
#include "core/inference/rulegate.h"
#include "core/inference/rulesetbuilder.h"
#include "core/inference/vocabulary.h"
#include "core/kernel/library.h"

#include <algorithm>
#include <atomic>
#include <mutex>

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

} // namespace

/// What a thread knows of the name that it read last: matching, fields and facts of one name normalise and read it
/// once.
struct NameMemo
{
    std::string raw;
    KernelName name;
    RuleGate::Scratch gate;
    std::uint64_t rules = 0; ///< the rule set that the rest belongs to; 0 for none
    std::optional<std::uint16_t> matched;
    std::optional<std::uint16_t> readBy; ///< the rule that `values` were read by
    CompiledRule::Values values;
    FieldTemplate::Text text;
    Variables pieces;
};

struct RuleSet::Private
{
    struct Entry
    {
        const CompiledPack *pack;
        const Rule *rule;
        std::string library; ///< empty where it depends on the name
    };
    struct LazyRule
    {
        std::once_flag once;
        std::optional<CompiledRule> rule;
        std::atomic<bool> isOverBudget = false;
    };

    std::vector<std::unique_ptr<CompiledPack>> packs;
    std::vector<Entry> entries; ///< the structure's rule, if any, and the fallback last
    std::unique_ptr<LazyRule[]> compiled;
    RuleGate normalGate;
    RuleGate rawGate;
    std::vector<std::string> libraries;
    std::string name;
    Rule unknown; ///< fallback of packs that bring none
    bool hasStructure = false;
    NameWords words;
    std::uint64_t id = 0; ///< of this rule set, never used again
    OwnerPool owners;

    [[nodiscard]] std::uint16_t last() const { return static_cast<std::uint16_t>(entries.size() - 1); }
    [[nodiscard]] std::uint16_t clamp(std::uint16_t rule) const { return std::min(rule, last()); }
    [[nodiscard]] const CompiledRule &rule(std::uint16_t number) const
    {
        LazyRule &lazy = compiled[number];
        std::call_once(lazy.once, [&] { lazy.rule.emplace(*entries[number].pack, *entries[number].rule, &words); });
        return *lazy.rule;
    }
    /// The thread's memo, on `raw`.
    [[nodiscard]] NameMemo &memo(std::string_view raw) const;
    [[nodiscard]] bool accepts(std::uint16_t number, NameMemo &memo, WorkBudget &budget) const;
    void note(std::uint16_t number, const WorkBudget &budget) const
    {
        if (budget.isSpent()) {
            compiled[number].isOverBudget.store(true, std::memory_order_relaxed);
        }
    }
    [[nodiscard]] std::uint16_t match(NameMemo &memo) const;
    [[nodiscard]] std::uint16_t withoutRule(const NameMemo &memo) const;
    [[nodiscard]] std::vector<std::uint16_t> matching(NameMemo &memo) const;
    /// What rule `number` reads from the memo's name.
    [[nodiscard]] const CompiledRule::Values &values(std::uint16_t number, NameMemo &memo) const;
    [[nodiscard]] SourceLocation location(std::uint16_t number) const
    {
        return {entries[number].pack->data().file, entries[number].rule->place.line,
                entries[number].rule->place.column};
    }
    /// The text of `slot`, in the memo; false where the rule does not say it.
    [[nodiscard]] bool text(RuleSlot slot, std::uint16_t number, NameMemo &memo) const;
    /// The same of a fact: what the rule leaves open is read as the pack says otherwise.
    [[nodiscard]] bool fact(RuleSlot slot, std::uint16_t number, NameMemo &memo) const;
    [[nodiscard]] FieldValue field(Field field, std::uint16_t number, NameMemo &memo) const;
    [[nodiscard]] std::string_view library(std::uint16_t number, NameMemo &memo) const;
    [[nodiscard]] std::string_view op(std::uint16_t number, NameMemo &memo) const;
    [[nodiscard]] KernelFacts facts(std::uint16_t number, NameMemo &memo) const;
    [[nodiscard]] std::vector<ByteSpan> evidence(const FieldValue &value, Field field, const NameMemo &memo) const;
    [[nodiscard]] std::string_view keepOwner(std::string_view library) const;
    void addPack(RulePack pack);
    void addEntry(const CompiledPack &pack, const Rule &rule);
    void finish();
};

NameMemo &RuleSet::Private::memo(std::string_view raw) const
{
    thread_local NameMemo memo;
    if (memo.rules != id || memo.raw != raw) {
        memo.raw = raw;
        memo.name.assign(memo.raw);
        memo.rules = id;
        memo.matched.reset();
        memo.readBy.reset();
    }
    return memo;
}

bool RuleSet::Private::accepts(std::uint16_t number, NameMemo &memo, WorkBudget &budget) const
{
    const Rule &wanted = *entries[number].rule;
    if (wanted.bare && *wanted.bare == (memo.name.hasParameters() || memo.name.hasArguments())) {
        return false;
    }
    if (!wanted.hasConditions()) {
        return true;
    }
    bool kept = false;
    memo.readBy.reset();
    const bool holds = rule(number).matches(memo.name, memo.values, kept, budget);
    note(number, budget);
    if (holds && kept) {
        memo.readBy = number;
    }
    return holds;
}

std::uint16_t RuleSet::Private::withoutRule(const NameMemo &memo) const
{
    return hasStructure && hasIdentifier(memo.name) ? static_cast<std::uint16_t>(last() - 1) : last();
}

std::uint16_t RuleSet::Private::match(NameMemo &memo) const
{
    if (memo.matched) {
        return *memo.matched;
    }
    const std::uint16_t none = last();
    std::uint16_t best = none;
    WorkBudget budget(memo.raw.size());
    const auto accept = [&](std::uint16_t number) { return number >= best || accepts(number, memo, budget); };
    if (normalGate.literalCount() > 0) {
        best = normalGate.first(memo.name, memo.name.text(NamePart::Name), memo.gate, best, accept);
    }
    if (rawGate.literalCount() > 0) {
        best = std::min(best, rawGate.first(memo.name, memo.raw, memo.gate, best, accept));
    }
    memo.matched = best == none ? withoutRule(memo) : best;
    return *memo.matched;
}

std::vector<std::uint16_t> RuleSet::Private::matching(NameMemo &memo) const
{
    std::vector<std::uint16_t> numbers;
    WorkBudget budget(memo.raw.size());
    const auto collect = [&](std::uint16_t number) {
        if (accepts(number, memo, budget)) {
            numbers.push_back(number);
        }
        return false; // go on to the next
    };
    if (normalGate.literalCount() > 0) {
        (void)normalGate.first(memo.name, memo.name.text(NamePart::Name), memo.gate, last(), collect);
    }
    if (rawGate.literalCount() > 0) {
        (void)rawGate.first(memo.name, memo.raw, memo.gate, last(), collect);
    }
    if (numbers.empty()) {
        numbers.push_back(withoutRule(memo));
    }
    std::ranges::sort(numbers);
    return numbers;
}

const CompiledRule::Values &RuleSet::Private::values(std::uint16_t number, NameMemo &memo) const
{
    if (memo.readBy != number) {
        rule(number).read(memo.name, memo.values);
        memo.readBy = number;
    }
    return memo.values;
}

bool RuleSet::Private::text(RuleSlot slot, std::uint16_t number, NameMemo &memo) const
{
    memo.text.text.clear();
    memo.text.used.clear();
    const CompiledRule &reader = rule(number);
    if (!reader.says(slot)) {
        return false;
    }
    if (!reader.needsValues(slot)) {
        memo.text.text = reader.constantText(slot);
        return true;
    }
    const CompiledRule::Values &read = values(number, memo);
    const bool known = reader.text(slot, read, memo.text);
    note(number, read.variables.budget());
    return known;
}

bool RuleSet::Private::fact(RuleSlot slot, std::uint16_t number, NameMemo &memo) const
{
    if (text(slot, number, memo)) {
        return true;
    }
    if (!rule(number).says(slot)) {
        return false;
    }
    const OtherFacts &others = entries[number].pack->otherFacts(&words);
    return others.says(slot) && others.find(slot, memo.name, memo.pieces, memo.text);
}

std::string_view RuleSet::Private::keepOwner(std::string_view library) const
{
    for (const std::string &known : libraries) {
        if (known == library) {
            return known;
        }
    }
    return owners.keep(library);
}

std::string_view RuleSet::Private::library(std::uint16_t number, NameMemo &memo) const
{
    if (!entries[number].library.empty()) {
        return entries[number].library;
    }
    const bool known = text(RuleSlot::SourceLib, number, memo) && !memo.text.text.empty();
    return known ? keepOwner(memo.text.text) : kUnknownLibrary;
}

std::string_view RuleSet::Private::op(std::uint16_t number, NameMemo &memo) const
{
    const bool known = fact(RuleSlot::Op, number, memo) && isOp(memo.text.text);
    return known ? kOps[opIndex(memo.text.text)] : std::string_view();
}

FieldValue RuleSet::Private::field(Field field, std::uint16_t number, NameMemo &memo) const
{
    memo.text.used.clear();
    const bool guess = entries[number].rule->confidence == Confidence::Guess;
    if (guess && (field == Field::Fixed || field == Field::Tiled)) {
        return {};
    }
    if (field == Field::SourceLib) {
        return std::string(library(number, memo));
    }
    const RuleSlot slot = slotOf(field);
    if (const FieldValue *constant = isShape(field) ? rule(number).constantShape(slot) : nullptr) {
        return *constant;
    }
    const bool known = text(slot, number, memo);
    if (field == Field::FriendlyName) {
        return known && !memo.text.text.empty() ? memo.text.text : std::string(library(number, memo)) + " kernel";
    }
    if (!isShape(field)) {
        return known ? memo.text.text : std::string("CUDA device kernel.");
    }
    if (!known && field != Field::Generic) {
        return {};
    }
    auto shape = parseShape(known ? std::string_view(memo.text.text) : kUnknownShape);
    return shape ? FieldValue(std::move(*shape)) : FieldValue();
}

KernelFacts RuleSet::Private::facts(std::uint16_t number, NameMemo &memo) const
{
    const auto read = [&](RuleSlot slot) {
        return fact(slot, number, memo) ? std::string_view(memo.text.text) : std::string_view();
    };
    KernelFacts facts;
    facts.op = op(number, memo);
    const std::string_view dtype = read(RuleSlot::Dtype);
    facts.dtype = isDtype(dtype) ? dtype : std::string_view();
    facts.tile = toTile(read(RuleSlot::Tile));
    facts.stages = toInt(read(RuleSlot::Stages));
    facts.headDim = toInt(read(RuleSlot::HeadDim));
    return facts;
}

/// Where `value` was read from: the variables that the last text used; the rule's own places where it used none, and
/// besides for the friendly name.
std::vector<ByteSpan> RuleSet::Private::evidence(const FieldValue &value, Field field, const NameMemo &memo) const
{
    if (isNull(value)) {
        return {};
    }
    std::vector<NameSpan> places;
    for (const std::uint32_t number : memo.text.used) {
        const auto spans = memo.values.variables.spans(memo.values.variables.all()[number]);
        places.insert(places.end(), spans.begin(), spans.end());
    }
    if (places.empty() || field == Field::FriendlyName) {
        places.insert(places.end(), memo.values.basis.begin(), memo.values.basis.end());
    }
    return tidy(places, memo.name);
}

void RuleSet::Private::addEntry(const CompiledPack &pack, const Rule &rule)
{
    const SlotText *library = slotText(pack.data(), rule, RuleSlot::SourceLib);
    const bool varies = library != nullptr && library->text->contains('{');
    entries.push_back({&pack, &rule,
                       varies               ? std::string()
                       : library != nullptr ? *library->text
                                            : std::string(kUnknownLibrary)});
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
    words.add(pack.data());
    for (const Rule &rule : pack.data().rules) {
        if (entries.size() >= kMaxRules) {
            return;
        }
        (pack.data().rawText ? rawGate : normalGate).add(rule, static_cast<std::uint16_t>(entries.size()));
        addEntry(pack, rule);
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
    if (pack.data().structure) {
        addEntry(pack, *pack.data().structure);
        hasStructure = true;
    }
    addEntry(pack, pack.data().fallback ? *pack.data().fallback : unknown);
    compiled = std::make_unique<LazyRule[]>(entries.size());
    normalGate.finish();
    rawGate.finish();
}

RuleSet::RuleSet() : d(std::make_unique<Private>())
{
    static std::atomic<std::uint64_t> count = 0;
    d->id = ++count;
    d->libraries.assign(kCanonicalLibraries.begin(), kCanonicalLibraries.end());
}

RuleSet::~RuleSet() = default;

std::uint16_t RuleSet::match(std::string_view name) const
{
    return d->match(d->memo(name));
}

Reading RuleSet::read(std::string_view name, ReadingDetail detail) const
{
    return readAs(name, match(name), detail);
}

Reading RuleSet::readAs(std::string_view raw, std::uint16_t number, ReadingDetail detail) const
{
    number = d->clamp(number);
    NameMemo &memo = d->memo(raw);
    const Rule &rule = *d->entries[number].rule;
    const CompiledRule::Values &values = d->values(number, memo);
    Reading reading;
    for (const Field field : kFields) {
        FieldValue &value = reading.info[field];
        value = d->field(field, number, memo);
        if (detail == ReadingDetail::Everything) {
            reading.evidence[static_cast<std::size_t>(field)] = d->evidence(value, field, memo);
        }
    }
    reading.facts = d->facts(number, memo);
    reading.confidence = d->rule(number).confidence(values);
    reading.ruleId = rule.id;
    if (detail == ReadingDetail::Everything) {
        reading.ruleLocation = d->location(number);
        reading.reason = d->text(RuleSlot::Reason, number, memo) ? memo.text.text : std::string();
    }
    return reading;
}

FieldValue RuleSet::fieldAs(std::string_view raw, std::uint16_t number, Field field) const
{
    number = d->clamp(number);
    if (field == Field::SourceLib && !d->entries[number].library.empty()) {
        return d->entries[number].library;
    }
    return d->field(field, number, d->memo(raw));
}

std::string_view RuleSet::opAs(std::string_view raw, std::uint16_t number) const
{
    number = d->clamp(number);
    return d->op(number, d->memo(raw));
}

std::string_view RuleSet::libraryAs(std::string_view raw, std::uint16_t number) const
{
    number = d->clamp(number);
    const std::string &constant = d->entries[number].library;
    return constant.empty() ? d->library(number, d->memo(raw)) : std::string_view(constant);
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
    const std::string &library = d->entries[d->clamp(rule)].library;
    return library.empty() ? kUnknownLibrary : std::string_view(library);
}

bool RuleSet::isGuess(std::uint16_t rule) const
{
    return d->entries[d->clamp(rule)].rule->confidence == Confidence::Guess;
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
    return d->matching(d->memo(name));
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
