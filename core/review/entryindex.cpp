#include "core/review/entryindex.h"

namespace atlas
{

EntryIndex::EntryIndex(std::shared_ptr<const Catalog> catalog)
{
    m_entries.reserve(catalog->entries().size());
    m_byName.reserve(catalog->entries().size());
    for (const CatalogEntry &entry : catalog->entries()) {
        Entry &added = m_entries[add(entry.rawName).index()];
        if (added.opened == nullptr) {
            added.opened = &entry.info;
        }
    }
    m_alive.push_back(std::move(catalog));
}

EntryId EntryIndex::add(std::string_view rawName)
{
    const auto [found, isNew] = m_byName.try_emplace(rawName, makeId<EntryId>(m_entries.size()));
    if (isNew) {
        m_entries.push_back({rawName, kNoKernel, nullptr});
    }
    return found->second;
}

void EntryIndex::attach(std::shared_ptr<const Run> run)
{
    for (Entry &entry : m_entries) {
        entry.kernel = kNoKernel;
    }
    m_entryOfKernel.clear();
    m_entries.reserve(m_entries.size() + run->kernelCount());
    m_byName.reserve(m_entries.capacity());
    m_entryOfKernel.reserve(run->kernelCount());
    for (std::uint32_t kernel = 0; kernel < run->kernelCount(); ++kernel) {
        const EntryId entry = add(run->name(KernelId{kernel}));
        m_entries[entry.index()].kernel = kernel;
        m_entryOfKernel.push_back(entry);
    }
    m_alive.push_back(std::move(run));
}

EntryId EntryIndex::addName(const std::string &rawName)
{
    const auto kept = std::make_shared<const std::string>(rawName);
    m_alive.push_back(kept);
    return add(*kept);
}

void EntryIndex::setOpened(const std::vector<KernelEntry> &values)
{
    for (Entry &entry : m_entries) {
        entry.opened = nullptr;
    }
    const auto kept = std::make_shared<const std::vector<KernelEntry>>(values);
    for (const KernelEntry &value : *kept) {
        m_entries[add(value.rawName).index()].opened = &value.info;
    }
    m_alive.push_back(kept);
}

std::optional<EntryId> EntryIndex::find(std::string_view rawName) const
{
    const auto found = m_byName.find(rawName);
    return found != m_byName.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<KernelId> EntryIndex::kernelOf(EntryId entry) const
{
    const std::uint32_t kernel = m_entries[entry.index()].kernel;
    return kernel == kNoKernel ? std::nullopt : std::optional(KernelId{kernel});
}

} // namespace atlas
