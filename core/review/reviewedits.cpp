// How a ReviewDocument changes; what it says is in reviewdocument.cpp.
#include "core/catalog/catalogrevision.h"
#include "core/review/reviewdocument.h"

#include "core/base/text.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace atlas
{

namespace
{
std::string editText(std::string_view verb, Field field)
{
    std::string name(key(field));
    std::ranges::replace(name, '_', ' ');
    return std::string(verb) + ' ' + name;
}

std::string countedText(std::string verb, std::size_t count)
{
    return count == 1 ? verb : verb + ": " + std::to_string(count) + " kernels";
}

/// Files hold UTF-8 only: other bytes are escaped on the way in.
void makeValid(Edit &edit)
{
    const auto *text = edit.value ? std::get_if<std::string>(&edit.value->override.value) : nullptr;
    if (text != nullptr && !isValidUtf8(*text)) {
        edit.value = SlotValue(Override(escapeInvalidUtf8(*text), edit.value->override.source));
    }
}

std::string_view stateVerb(ReviewState state)
{
    switch (state) {
    case ReviewState::Accepted:
        return "Accept";
    case ReviewState::NeedsWork:
        return "Mark as needing work";
    case ReviewState::Unreviewed:
        break;
    }
    return "Mark as unreviewed";
}
} // namespace

std::optional<Edit> ReviewDocument::fieldEdit(EntryId entry, Field field, FieldValue value, std::string source) const
{
    if (value == effective(entry, field).value) {
        return std::nullopt;
    }
    const bool isOld = value == withoutOverride(entry, field).value;
    return Edit{entry, slotOf(field), isOld ? SlotValue() : SlotValue(Override(std::move(value), std::move(source)))};
}

bool ReviewDocument::setField(EntryId entry, Field field, FieldValue value, std::string source)
{
    std::optional<Edit> edit = fieldEdit(entry, field, std::move(value), std::move(source));
    return edit && apply({editText("Edit", field), {std::move(*edit)}});
}

bool ReviewDocument::resetField(EntryId entry, Field field)
{
    return isOverridden(entry, field) && apply({editText("Reset", field), {Edit{entry, slotOf(field), std::nullopt}}});
}

std::shared_ptr<const StateMark> ReviewDocument::makeMark(EntryId entry, ReviewState state) const
{
    StateMark mark;
    mark.state = state;
    if (kernelOf(entry) && m_readings) {
        mark.read = m_readings->readingAlone(*kernelOf(entry)).info;
    }
    if (state == ReviewState::Accepted) {
        for (const Field field : kFields) {
            mark.overridden.set(static_cast<std::size_t>(field), isOverridden(entry, field));
        }
        mark.pinned = mark.overridden.none() ? m_index->sharedOpened(entry) : nullptr;
        if (!mark.pinned) {
            mark.pinned = std::make_shared<const KernelInfo>(info(entry));
        }
    }
    return std::make_shared<const StateMark>(std::move(mark));
}

std::optional<Edit> ReviewDocument::stateEdit(EntryId entry, ReviewState wanted) const
{
    // Accepting again what has a new reading says that the old values are still right.
    const bool isSame = state(entry) == wanted && !isChangedSinceAccepted(entry);
    if (isSame && (wanted != ReviewState::Accepted || newReadings(entry).empty())) {
        return std::nullopt;
    }
    return Edit{entry, Slot::State,
                wanted == ReviewState::Unreviewed ? SlotValue() : SlotValue(makeMark(entry, wanted))};
}

bool ReviewDocument::setState(std::span<const EntryId> entries, ReviewState wanted)
{
    EditGroup group;
    for (const EntryId entry : entries) {
        if (std::optional<Edit> edit = stateEdit(entry, wanted)) {
            group.edits.push_back(std::move(*edit));
        }
    }
    group.text = countedText(std::string(stateVerb(wanted)), group.edits.size());
    return apply(std::move(group));
}

bool ReviewDocument::setNote(EntryId entry, std::string text)
{
    if (text == note(entry)) {
        return false;
    }
    SlotValue value = text.empty() ? SlotValue() : SlotValue(Override(std::move(text)));
    return apply({"Edit note", {Edit{entry, Slot::Note, std::move(value)}}});
}

bool ReviewDocument::setPicked(std::span<const EntryId> entries, std::optional<bool> wanted)
{
    EditGroup group;
    for (const EntryId entry : entries) {
        if (picked(entry) != wanted) {
            Edit &edit = group.edits.emplace_back(entry, Slot::Picked);
            edit.value = wanted ? SlotValue(*wanted) : SlotValue();
        }
    }
    const std::string verb = !wanted   ? "Let the selection decide"
                             : *wanted ? "Pick for publication"
                                       : "Leave out of publication";
    group.text = countedText(verb, group.edits.size());
    return apply(std::move(group));
}

bool ReviewDocument::apply(EditGroup group)
{
    if (group.edits.empty()) {
        return false;
    }
    applyAlways(std::move(group));
    return true;
}

void ReviewDocument::applyAlways(EditGroup group)
{
    std::ranges::for_each(group.edits, makeValid);
    tellStep(HistoryMove::Apply, group);
    push(std::move(group));
}

void ReviewDocument::push(EditGroup group)
{
    for (Edit &edit : group.edits) {
        swap(edit);
    }
    m_history.push(std::move(group));
    tellAll();
}

void ReviewDocument::tellStep(HistoryMove move, const EditGroup &group) const
{
    if (m_stepListener) {
        m_stepListener(move, group);
    }
}

EntryId ReviewDocument::addName(const std::string &rawName)
{
    if (const std::optional<EntryId> entry = find(rawName)) {
        return *entry;
    }
    const std::size_t before = m_index->count();
    auto index = std::make_shared<EntryIndex>(*m_index);
    const EntryId entry = index->addName(rawName);
    m_index = std::move(index);
    takeReviews(before);
    return entry;
}

void ReviewDocument::swapOverride(std::optional<Override> &held, SlotValue &value)
{
    std::optional<Override> wanted;
    if (value) {
        wanted = std::move(value).take().override;
    }
    value = held ? SlotValue(std::move(*held)) : SlotValue();
    held = std::move(wanted);
}

/// Fields that would look different without the pin of an accepted state.
std::vector<Field> ReviewDocument::fieldsHeldByPin(EntryId entry) const
{
    std::vector<Field> fields;
    const StateMark *mark = stateMark(entry);
    if (mark != nullptr && mark->pinned && m_listener) { // nobody else asks
        std::ranges::copy_if(kFields, std::back_inserter(fields), [&](Field field) {
            return !isOverridden(entry, field) && withoutOverride(entry, field).value != withoutPin(entry, field).value;
        });
    }
    return fields;
}

void ReviewDocument::swap(Edit &edit)
{
    SlotValue held = slotValue(edit.entry, edit.slot);
    Decision &decided = decide(edit.entry);
    decided.touched.set(static_cast<std::size_t>(edit.slot));
    if (isFieldSlot(edit.slot)) {
        swapOverride(decided.overrides[static_cast<std::size_t>(edit.slot)], edit.value);
        tell(edit.entry, edit.slot);
        return;
    }
    if (edit.slot == Slot::State) {
        const std::vector<Field> before = fieldsHeldByPin(edit.entry);
        decided.mark = edit.value ? edit.value->mark : nullptr;
        std::ranges::for_each(before, [&](Field field) { tell(edit.entry, slotOf(field)); });
        std::ranges::for_each(fieldsHeldByPin(edit.entry), [&](Field field) { tell(edit.entry, slotOf(field)); });
    } else if (edit.slot == Slot::Note) {
        decided.note = edit.value ? toDisplayText(edit.value->override.value) : std::string();
    } else {
        decided.picked = edit.value ? std::optional(edit.value->picks) : std::nullopt;
    }
    edit.value = std::move(held);
    tell(edit.entry, edit.slot);
}

void ReviewDocument::tell(EntryId entry, Slot slot)
{
    if (m_listener) {
        m_changes.push_back({entry, slot});
    }
}

void ReviewDocument::tellAll()
{
    if (m_listener && !m_changes.empty()) {
        const std::vector<EntryChange> changes = std::exchange(m_changes, {});
        m_listener(changes);
    }
}

void ReviewDocument::undo()
{
    if (!m_history.canUndo()) {
        return;
    }
    tellStep(HistoryMove::Undo, m_history.group(m_history.index() - 1));
    std::vector<Edit> &edits = m_history.stepBack().edits;
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
        swap(*edit);
    }
    tellAll();
}

void ReviewDocument::redo()
{
    if (!m_history.canRedo()) {
        return;
    }
    tellStep(HistoryMove::Redo, m_history.group(m_history.index()));
    for (Edit &edit : m_history.stepForward().edits) {
        swap(edit);
    }
    tellAll();
}

std::shared_ptr<const ReviewDocument> ReviewDocument::snapshot() const
{
    auto copy = std::make_shared<ReviewDocument>(*this);
    copy->m_listener = nullptr;
    copy->m_stepListener = nullptr;
    return copy;
}

void ReviewDocument::setCatalogOnDisk(std::shared_ptr<const Catalog> written)
{
    if (m_base->text().empty()) {
        m_base = written; // a new file: there are no old bytes to go back to
    }
    m_catalog = std::move(written);
    noteSavedEntries();
}

void ReviewDocument::setSaved(std::shared_ptr<const Catalog> written, std::size_t savedIndex)
{
    setCatalogOnDisk(std::move(written));
    m_history.setClean(savedIndex);
}

/// Kernels that saving brought in are the catalog's from now on: other rules do not change what is shown of them.
void ReviewDocument::noteSavedEntries()
{
    m_savedEntries.clear();
    for (const CatalogEntry &written : m_catalog->entries()) {
        const std::optional<EntryId> entry = find(written.rawName);
        if (entry && opened(*entry) == nullptr) {
            m_savedEntries.try_emplace(entry->value, &written.info);
        }
    }
}

void ReviewDocument::setSaved(std::shared_ptr<const Catalog> written, ReviewFile review, std::size_t savedIndex)
{
    m_review = std::make_shared<const ReviewFile>(std::move(review));
    setSaved(std::move(written), savedIndex);
}

void ReviewDocument::rebase(Rebase rebase)
{
    const std::size_t before = m_index->count();
    const std::shared_ptr<const ReviewFile> oldReview = m_review;
    const bool wasClean = m_history.isClean();
    auto index = std::make_shared<EntryIndex>(*m_index);
    std::vector<KernelEntry> opened = openedAfter(*rebase.theirs, rebase.isOtherFile);
    const std::vector<EntryId> kept = addKept(*rebase.theirs, opened);
    index->setOpened(opened);
    m_index = std::move(index);
    m_keptEntries.clear();
    std::ranges::for_each(kept, [this](EntryId entry) { m_keptEntries.insert(entry.value); });
    m_base = rebase.theirs;
    m_catalog = std::move(rebase.theirs);
    m_isOnOtherFile = rebase.isOtherFile;
    m_savedEntries.clear();
    if (rebase.review) {
        m_review = std::make_shared<const ReviewFile>(std::move(*rebase.review));
        takeOtherReview(m_isOnOtherFile ? nullptr : oldReview.get());
    }
    takeReviews(before);
    tellStep(HistoryMove::Merge, rebase.edits);
    settleCleanState(m_isOnOtherFile, wasClean, rebase.edits);
    if (!rebase.edits.edits.empty()) {
        push(std::move(rebase.edits));
    }
}

/// What each entry holds before a person's edits once `theirs` is the text. Of one file, what they did not change stays
/// as it was opened, so that saved edits can still be taken back.
std::vector<KernelEntry> ReviewDocument::openedAfter(const Catalog &theirs, bool isOtherFile) const
{
    std::vector<KernelEntry> after = entriesOf(theirs);
    for (KernelEntry &entry : after) {
        const CatalogEntry *base = isOtherFile ? nullptr : m_catalog->find(entry.rawName);
        const std::optional<EntryId> id = find(entry.rawName);
        const KernelInfo *before = id ? opened(*id) : nullptr;
        for (const Field field : kFields) {
            if (base != nullptr && before != nullptr && entry.info[field] == base->info[field]) {
                entry.info[field] = (*before)[field];
            }
        }
    }
    return after;
}

/// Entries that they do not have and a person set fields of keep their other fields.
std::vector<EntryId> ReviewDocument::addKept(const Catalog &theirs, std::vector<KernelEntry> &after) const
{
    std::vector<EntryId> kept;
    for (std::size_t i = 0; i < entryCount(); ++i) {
        const auto entry = makeId<EntryId>(i);
        const CatalogEntry *written =
            hasOverrides(entry) && theirs.find(rawName(entry)) == nullptr ? m_catalog->find(rawName(entry)) : nullptr;
        if (written != nullptr) {
            after.push_back({written->rawName, opened(entry) != nullptr ? *opened(entry) : written->info});
            kept.push_back(entry);
        }
    }
    return kept;
}

/// Of kernels that no person touched in this session, states, notes and picks are those of the other review file. What
/// it says as before keeps the values that were accepted: they may not fit any more.
void ReviewDocument::takeOtherReview(const ReviewFile *before)
{
    m_decisionOf.resize(m_index->count(), kUndecided);
    std::unordered_map<std::string_view, const ReviewEntry *> blocks;
    for (const ReviewEntry &block : m_review->entries) {
        blocks.try_emplace(block.rawName, &block);
    }
    std::unordered_map<std::string_view, const ReviewEntry *> old;
    for (std::size_t i = 0; before != nullptr && i < before->entries.size(); ++i) {
        old.try_emplace(before->entries[i].rawName, &before->entries[i]);
    }
    for (std::size_t i = 0; i < m_decisionOf.size(); ++i) {
        const auto entry = makeId<EntryId>(i);
        const auto block = blocks.find(rawName(entry));
        const auto was = old.find(rawName(entry));
        const bool isSame = block != blocks.end() && was != old.end() && *block->second == *was->second;
        if (isSame || isTouched(entry)) {
            continue;
        }
        if (m_decisionOf[i] != kUndecided) {
            decide(entry) = {};
        }
        if (block != blocks.end()) {
            takeReview(entry, *block->second);
        }
    }
}

/// Taking the step back must not look like the state that was saved: that was of another text. Where nothing but their
/// values is left, the document is as the file is.
void ReviewDocument::settleCleanState(bool isOtherFile, bool wasClean, const EditGroup &edits)
{
    const bool takesOnlyTheirs =
        std::ranges::none_of(edits.edits, [](const Edit &edit) { return edit.value.has_value(); });
    const bool carriesMine = isOtherFile && std::ranges::any_of(m_decisions, [](const Decision &decided) {
                                 return decided.touched.any() &&
                                        (decided.mark || !decided.note.empty() || decided.picked ||
                                         std::ranges::any_of(decided.overrides, &std::optional<Override>::has_value));
                             });
    if (!carriesMine && takesOnlyTheirs && (wasClean || isOtherFile)) {
        m_history.setClean(m_history.index() + (edits.edits.empty() ? 0 : 1));
    } else {
        m_history.forgetClean();
    }
}

} // namespace atlas
