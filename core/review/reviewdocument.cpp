#include "core/review/reviewdocument.h"

#include <algorithm>
#include <utility>

namespace atlas
{

namespace
{
std::size_t at(Field field)
{
    return static_cast<std::size_t>(field);
}
} // namespace

ReviewDocument::ReviewDocument(std::shared_ptr<const Catalog> catalog, std::optional<ReviewFile> review)
    : m_base(catalog), m_catalog(catalog), m_index(std::make_shared<const EntryIndex>(std::move(catalog)))
{
    if (review) {
        m_review = std::make_shared<const ReviewFile>(std::move(*review));
    }
    takeReviews(0);
}

void ReviewDocument::attachRun(std::shared_ptr<const Run> run, std::shared_ptr<const InferenceTable> readings)
{
    const std::size_t before = m_index->count();
    auto index = std::make_shared<EntryIndex>(*m_index);
    index->attach(run);
    m_index = std::move(index);
    m_run = std::move(run);
    m_readings = std::move(readings);
    takeReviews(before);
}

void ReviewDocument::setReadings(std::shared_ptr<const InferenceTable> readings)
{
    m_readings = std::move(readings);
}

/// What the review file says of entries from `firstNew` on becomes their decision.
void ReviewDocument::takeReviews(std::size_t firstNew)
{
    m_decisionOf.resize(m_index->count(), kUndecided);
    if (!m_review) {
        return;
    }
    for (const ReviewEntry &block : m_review->entries) {
        const std::optional<EntryId> entry = m_index->find(block.rawName);
        if (entry && entry->index() >= firstNew && m_decisionOf[entry->index()] == kUndecided) {
            takeReview(*entry, block);
        }
    }
}

void ReviewDocument::takeReview(EntryId entry, const ReviewEntry &block)
{
    Decision &decided = decide(entry);
    decided.mark = toldMark(block, m_index->sharedOpened(entry));
    decided.note = block.note;
    decided.picked = block.picked;
    decided.byPerson = block.byPerson;
    for (const Field field : kFields) {
        if (block.values[at(field)] && opened(entry) == nullptr) {
            decided.overrides[at(field)] = Override(*block.values[at(field)], std::string(kSourceReviewFile));
        }
    }
}

std::shared_ptr<const StateMark> ReviewDocument::toldMark(const ReviewEntry &block,
                                                          std::shared_ptr<const KernelInfo> held)
{
    if (block.state == ReviewState::Unreviewed) {
        return nullptr;
    }
    StateMark mark;
    mark.read = block.read;
    mark.wasAccepted = block.isOutdated(held.get());
    mark.state = mark.wasAccepted ? ReviewState::Unreviewed : block.state;
    if (mark.state == ReviewState::Accepted) {
        mark.pinned = std::move(held);
    }
    return std::make_shared<const StateMark>(std::move(mark));
}

const ReviewDocument::Decision *ReviewDocument::decision(EntryId entry) const
{
    const std::uint32_t number = m_decisionOf[entry.index()];
    return number == kUndecided ? nullptr : &m_decisions[number];
}

ReviewDocument::Decision &ReviewDocument::decide(EntryId entry)
{
    std::uint32_t &number = m_decisionOf[entry.index()];
    if (number == kUndecided) {
        number = static_cast<std::uint32_t>(m_decisions.size());
        m_decisions.emplace_back();
    }
    return m_decisions[number];
}

const KernelInfo *ReviewDocument::opened(EntryId entry) const
{
    const bool isGone = !m_keptEntries.empty() && m_keptEntries.contains(entry.value) && !hasOverrides(entry);
    return isGone ? nullptr : m_index->opened(entry);
}

/// What the catalog's side says of the field before a person's edits; null where it has nothing to say.
const FieldValue *ReviewDocument::held(EntryId entry, Field field) const
{
    if (const KernelInfo *before = opened(entry)) {
        return &(*before)[field];
    }
    // What a person set of a new kernel and took back again falls to the rules, not to what was saved.
    const auto saved = m_savedEntries.empty() ? m_savedEntries.end() : m_savedEntries.find(entry.value);
    return saved != m_savedEntries.end() && !isTouched(entry, field) ? &(*saved->second)[field] : nullptr;
}

/// Only a field that was touched can be held otherwise than it stands in the file: it was saved and taken back since.
Origin ReviewDocument::originOfHeld(EntryId entry, Field field) const
{
    if (m_catalog == m_base && isInCatalog(entry)) {
        return Origin::Catalog;
    }
    const CatalogEntry *written = m_catalog->find(rawName(entry));
    return written != nullptr && written->info[field] == *held(entry, field) ? Origin::Catalog : Origin::Override;
}

/// What was accepted of a kernel that the catalog does not have.
const FieldValue *ReviewDocument::pinned(EntryId entry, Field field) const
{
    const StateMark *mark = stateMark(entry);
    const bool isPinned =
        mark != nullptr && mark->state == ReviewState::Accepted && mark->pinned && !mark->overridden.test(at(field));
    return isPinned ? &(*mark->pinned)[field] : nullptr;
}

EffectiveValue ReviewDocument::withoutPin(EntryId entry, Field field) const
{
    if (const FieldValue *value = held(entry, field)) {
        return {*value, originOfHeld(entry, field)};
    }
    const std::optional<KernelId> kernel = kernelOf(entry);
    if (kernel && m_readings) {
        return {m_readings->value(*kernel, field), Origin::Rule};
    }
    return {};
}

EffectiveValue ReviewDocument::withoutOverride(EntryId entry, Field field) const
{
    const FieldValue *pin = held(entry, field) == nullptr ? pinned(entry, field) : nullptr;
    return pin != nullptr ? EffectiveValue{*pin, Origin::Rule} : withoutPin(entry, field);
}

EffectiveValue ReviewDocument::effective(EntryId entry, Field field) const
{
    const Decision *decided = decision(entry);
    if (decided != nullptr && decided->overrides[at(field)]) {
        return {decided->overrides[at(field)]->value, Origin::Override};
    }
    return withoutOverride(entry, field);
}

bool ReviewDocument::isOverridden(EntryId entry, Field field) const
{
    const Decision *decided = decision(entry);
    return decided != nullptr && decided->overrides[at(field)].has_value();
}

std::string_view ReviewDocument::overrideSource(EntryId entry, Field field) const
{
    return isOverridden(entry, field) ? std::string_view(decision(entry)->overrides[at(field)]->source)
                                      : std::string_view();
}

bool ReviewDocument::isByPerson(EntryId entry, Field field) const
{
    const Decision *decided = decision(entry);
    if (decided != nullptr && decided->overrides[at(field)]) {
        return decided->overrides[at(field)]->source != kSourceRefresh;
    }
    return decided != nullptr && decided->byPerson.test(at(field));
}

bool ReviewDocument::isTouched(EntryId entry, Field field) const
{
    return isTouched(entry, slotOf(field));
}

bool ReviewDocument::isTouched(EntryId entry, Slot slot) const
{
    const Decision *decided = decision(entry);
    return decided != nullptr && decided->touched.test(static_cast<std::size_t>(slot));
}

bool ReviewDocument::isTouched(EntryId entry) const
{
    const Decision *decided = decision(entry);
    return decided != nullptr && decided->touched.any();
}

bool ReviewDocument::hasOverrides(EntryId entry) const
{
    return std::ranges::any_of(kFields, [&](Field field) { return isOverridden(entry, field); });
}

Reading ReviewDocument::reading(EntryId entry) const
{
    const std::optional<KernelId> kernel = kernelOf(entry);
    return kernel && m_readings ? m_readings->reading(*kernel) : Reading();
}

KernelInfo ReviewDocument::info(EntryId entry) const
{
    const KernelInfo *before = opened(entry);
    KernelInfo info = before != nullptr ? *before : reading(entry).info;
    for (const Field field : kFields) {
        if (isOverridden(entry, field)) {
            info[field] = decision(entry)->overrides[at(field)]->value;
        } else if (const FieldValue *value = held(entry, field)) {
            info[field] = *value;
        } else if (const FieldValue *pin = pinned(entry, field)) {
            info[field] = *pin;
        }
    }
    return info;
}

/// Whether the catalog still holds what was accepted. What a person typed or took back since is that person's word.
bool ReviewDocument::fits(EntryId entry, const StateMark &mark) const
{
    const KernelInfo *before = opened(entry);
    if (!mark.pinned || before == nullptr || before == mark.pinned.get()) {
        return true;
    }
    return std::ranges::all_of(kFields, [&](Field field) {
        return mark.overridden.test(at(field)) || isOverridden(entry, field) ||
               (*before)[field] == (*mark.pinned)[field];
    });
}

ReviewState ReviewDocument::state(EntryId entry) const
{
    const StateMark *mark = stateMark(entry);
    if (mark == nullptr || (mark->state == ReviewState::Accepted && !fits(entry, *mark))) {
        return ReviewState::Unreviewed;
    }
    return mark->state;
}

bool ReviewDocument::isChangedSinceAccepted(EntryId entry) const
{
    const StateMark *mark = stateMark(entry);
    return mark != nullptr && (mark->wasAccepted || (mark->state == ReviewState::Accepted && !fits(entry, *mark)));
}

const StateMark *ReviewDocument::stateMark(EntryId entry) const
{
    const Decision *decided = decision(entry);
    return decided != nullptr ? decided->mark.get() : nullptr;
}

const std::string &ReviewDocument::note(EntryId entry) const
{
    static const std::string kNone;
    const Decision *decided = decision(entry);
    return decided != nullptr ? decided->note : kNone;
}

std::optional<bool> ReviewDocument::picked(EntryId entry) const
{
    const Decision *decided = decision(entry);
    return decided != nullptr ? decided->picked : std::nullopt;
}

bool ReviewDocument::isWanted(EntryId entry, bool isSelected) const
{
    return picked(entry).value_or(isSelected || hasOverrides(entry) || state(entry) == ReviewState::Accepted);
}

std::vector<Field> ReviewDocument::newReadings(EntryId entry) const
{
    const StateMark *mark = stateMark(entry);
    if (mark == nullptr || state(entry) != ReviewState::Accepted || !mark->read || !kernelOf(entry) || !m_readings) {
        return {};
    }
    // What other kernels of the run say of this one is nothing that the rules read otherwise.
    const KernelInfo alone = m_readings->readingAlone(*kernelOf(entry)).info;
    const KernelInfo now = reading(entry).info;
    std::vector<Field> fields;
    std::ranges::copy_if(kFields, std::back_inserter(fields), [&](Field field) {
        return alone[field] != (*mark->read)[field] && now[field] != effective(entry, field).value &&
               alone[field] != effective(entry, field).value;
    });
    return fields;
}

SlotValue ReviewDocument::slotValue(EntryId entry, Slot slot) const
{
    const Decision *decided = decision(entry);
    if (decided == nullptr) {
        return std::nullopt;
    }
    if (isFieldSlot(slot)) {
        const auto &held = decided->overrides[at(fieldOf(slot))];
        return held ? SlotValue(*held) : std::nullopt;
    }
    if (slot == Slot::State) {
        return decided->mark ? SlotValue(decided->mark) : std::nullopt;
    }
    if (slot == Slot::Note) {
        return decided->note.empty() ? SlotValue() : SlotValue(Override(decided->note));
    }
    return decided->picked ? SlotValue(*decided->picked) : std::nullopt;
}

} // namespace atlas
