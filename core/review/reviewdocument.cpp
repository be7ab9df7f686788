#include "core/review/reviewdocument.h"

#include <algorithm>
#include <utility>

namespace atlas
{

namespace
{
std::string editText(std::string_view verb, Field field)
{
    std::string name(key(field));
    for (char &c : name) {
        c = c == '_' ? ' ' : c;
    }
    return std::string(verb) + ' ' + name;
}
} // namespace

ReviewDocument::ReviewDocument(std::shared_ptr<const Catalog> catalog) : m_opened(catalog), m_catalog(std::move(catalog))
{
    m_entries.reserve(m_opened->entries().size());
    for (const CatalogEntry &entry : m_opened->entries()) {
        EntryData &data = m_entries[addEntry(entry.rawName).index()];
        if (data.opened == nullptr) { // of two entries with one name the first counts, as Catalog::find() has it
            data.opened = &entry.info;
        }
    }
}

EntryId ReviewDocument::addEntry(std::string_view rawName)
{
    const auto [found, isNew] = m_byName.try_emplace(rawName, makeId<EntryId>(m_entries.size()));
    if (isNew) {
        m_entries.push_back(EntryData{.rawName = rawName, .kernel = {}, .opened = nullptr, .overrides = {}, .touched = {}});
    }
    return found->second;
}

void ReviewDocument::attachRun(std::shared_ptr<const Run> run, std::shared_ptr<const InferenceTable> readings)
{
    for (EntryData &entry : m_entries) {
        entry.kernel.reset();
    }
    m_run = std::move(run);
    m_attached.push_back(m_run);
    m_readings = std::move(readings);
    m_entryOfKernel.clear();
    m_entries.reserve(m_entries.size() + m_run->kernelCount());
    m_byName.reserve(m_entries.capacity());
    m_entryOfKernel.reserve(m_run->kernelCount());
    for (std::size_t i = 0; i < m_run->kernelCount(); ++i) {
        const KernelId kernel = makeId<KernelId>(i);
        const EntryId entry = addEntry(m_run->name(kernel));
        m_entries[entry.index()].kernel = kernel;
        m_entryOfKernel.push_back(entry);
    }
}

void ReviewDocument::setReadings(std::shared_ptr<const InferenceTable> readings)
{
    m_readings = std::move(readings);
}

std::optional<EntryId> ReviewDocument::find(std::string_view rawName) const
{
    const auto found = m_byName.find(rawName);
    return found != m_byName.end() ? std::optional(found->second) : std::nullopt;
}

EffectiveValue ReviewDocument::withoutOverride(EntryId entry, Field field) const
{
    const EntryData &data = m_entries[entry.index()];
    if (data.opened != nullptr) {
        return {(*data.opened)[field], Origin::Catalog};
    }
    if (data.kernel && m_readings) {
        return {m_readings->value(*data.kernel, field), Origin::Rule};
    }
    return {};
}

EffectiveValue ReviewDocument::effective(EntryId entry, Field field) const
{
    const SlotValue &override = m_entries[entry.index()].overrides[static_cast<std::size_t>(field)];
    return override ? EffectiveValue{*override, Origin::Override} : withoutOverride(entry, field);
}

bool ReviewDocument::isOverridden(EntryId entry, Field field) const
{
    return m_entries[entry.index()].overrides[static_cast<std::size_t>(field)].has_value();
}

bool ReviewDocument::isTouched(EntryId entry, Field field) const
{
    return m_entries[entry.index()].touched.test(static_cast<std::size_t>(field));
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
    const EntryData &data = m_entries[entry.index()];
    KernelInfo info = data.opened != nullptr ? *data.opened : reading(entry).info;
    for (const Field field : kFields) {
        if (const SlotValue &override = data.overrides[static_cast<std::size_t>(field)]) {
            info[field] = *override;
        }
    }
    return info;
}

bool ReviewDocument::setField(EntryId entry, Field field, FieldValue value)
{
    if (value == effective(entry, field).value) {
        return false;
    }
    SlotValue wanted = value == withoutOverride(entry, field).value ? SlotValue() : SlotValue(std::move(value));
    return apply({editText("Edit", field), {Edit{entry, slotOf(field), std::move(wanted)}}});
}

bool ReviewDocument::resetField(EntryId entry, Field field)
{
    return isOverridden(entry, field) && apply({editText("Reset", field), {Edit{entry, slotOf(field), std::nullopt}}});
}

bool ReviewDocument::apply(EditGroup group)
{
    if (group.edits.empty()) {
        return false;
    }
    for (Edit &edit : group.edits) {
        swap(edit);
    }
    m_history.push(std::move(group));
    return true;
}

void ReviewDocument::swap(Edit &edit)
{
    EntryData &data = m_entries[edit.entry.index()];
    std::swap(data.overrides[static_cast<std::size_t>(edit.slot)], edit.value);
    data.touched.set(static_cast<std::size_t>(edit.slot));
    if (m_listener) {
        m_listener(edit.entry, fieldOf(edit.slot));
    }
}

void ReviewDocument::undo()
{
    if (!m_history.canUndo()) {
        return;
    }
    std::vector<Edit> &edits = m_history.stepBack().edits;
    for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) {
        swap(*edit);
    }
}

void ReviewDocument::redo()
{
    if (!m_history.canRedo()) {
        return;
    }
    for (Edit &edit : m_history.stepForward().edits) {
        swap(edit);
    }
}

std::shared_ptr<const ReviewDocument> ReviewDocument::snapshot() const
{
    auto copy = std::make_shared<ReviewDocument>(*this);
    copy->m_listener = nullptr;
    return copy;
}

void ReviewDocument::setSaved(std::shared_ptr<const Catalog> written, std::size_t savedIndex)
{
    m_catalog = std::move(written);
    m_history.setClean(savedIndex);
}

} // namespace atlas
