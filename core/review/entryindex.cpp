#include "core/review/entryindex.h"

#include "core/base/character.h"
#include "core/inference/canonicalname.h"

#include <algorithm>
#include <map>
#include <string>

namespace atlas
{

namespace
{
/// The order in which a compiler dealt out numbers: digits compare as numbers, the rest as bytes.
bool comesBefore(std::string_view a, std::string_view b)
{
    const auto digits = [](std::string_view text) {
        const auto end = std::ranges::find_if_not(text, isDigit);
        return static_cast<std::size_t>(end - text.begin());
    };
    while (!a.empty() && !b.empty()) {
        const std::size_t aDigits = digits(a);
        const std::size_t bDigits = digits(b);
        if (aDigits > 0 && bDigits > 0) {
            if (aDigits != bDigits || a.substr(0, aDigits) != b.substr(0, bDigits)) {
                return aDigits != bDigits ? aDigits < bDigits : a < b;
            }
        } else if (a.front() != b.front()) {
            return a.front() < b.front();
        }
        a.remove_prefix(std::max<std::size_t>(aDigits, 1));
        b.remove_prefix(std::max<std::size_t>(bDigits, 1));
    }
    return a.size() < b.size();
}

/// Entries of the catalog and kernels of the run that have one canonical name.
struct Namesakes
{
    std::vector<std::pair<std::string_view, EntryId>> entries;
    std::vector<std::pair<std::string_view, std::uint32_t>> kernels;
    bool someKeptTheirName = false;
};
} // namespace

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
    m_openedOwner = catalog;
    m_alive.push_back(std::move(catalog));
}

std::shared_ptr<const KernelInfo> EntryIndex::sharedOpened(EntryId entry) const
{
    const KernelInfo *held = opened(entry);
    return held != nullptr ? std::shared_ptr<const KernelInfo>(m_openedOwner, held) : nullptr;
}

EntryId EntryIndex::add(std::string_view rawName)
{
    const auto [found, isNew] = m_byName.try_emplace(rawName, makeId<EntryId>(m_entries.size()));
    if (isNew) {
        m_entries.push_back({rawName, kNoKernel, nullptr});
    }
    return found->second;
}

std::unordered_map<std::uint32_t, EntryId> EntryIndex::findRenumbered(const Run &run) const
{
    std::vector<bool> isNamed(m_entries.size(), false);
    std::vector<std::uint32_t> unnamed;
    for (std::uint32_t kernel = 0; kernel < run.kernelCount(); ++kernel) {
        const std::optional<EntryId> entry = find(run.name(KernelId{kernel}));
        if (entry) {
            isNamed[entry->index()] = true;
        } else {
            unnamed.push_back(kernel);
        }
    }
    std::map<std::string, Namesakes, std::less<>> byKey;
    for (std::size_t i = 0; i < m_entries.size() && !unnamed.empty(); ++i) {
        if (m_entries[i].opened != nullptr) {
            Namesakes &namesakes = byKey[canonicalName(m_entries[i].rawName)];
            namesakes.entries.emplace_back(m_entries[i].rawName, makeId<EntryId>(i));
            namesakes.someKeptTheirName = namesakes.someKeptTheirName || isNamed[i];
        }
    }
    byKey.erase(std::string()); // names that were cut off
    for (std::size_t i = 0; i < unnamed.size() && !byKey.empty(); ++i) {
        const std::string_view name = run.name(KernelId{unnamed[i]});
        if (const auto found = byKey.find(canonicalName(name)); found != byKey.end()) {
            found->second.kernels.emplace_back(name, unnamed[i]);
        }
    }
    std::unordered_map<std::uint32_t, EntryId> renumbered;
    for (auto &[key, namesakes] : byKey) {
        if (namesakes.someKeptTheirName || namesakes.entries.size() != namesakes.kernels.size()) {
            continue;
        }
        const auto byName = [](const auto &a, const auto &b) { return comesBefore(a.first, b.first); };
        std::ranges::stable_sort(namesakes.entries, byName);
        std::ranges::stable_sort(namesakes.kernels, byName);
        for (std::size_t i = 0; i < namesakes.kernels.size(); ++i) {
            renumbered.emplace(namesakes.kernels[i].second, namesakes.entries[i].second);
        }
    }
    return renumbered;
}

void EntryIndex::attach(std::shared_ptr<const Run> run)
{
    for (Entry &entry : m_entries) {
        entry.kernel = kNoKernel;
    }
    for (const auto &[kernel, entry] : findRenumbered(*run)) {
        m_byName.emplace(run->name(KernelId{kernel}), entry);
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
    m_openedOwner = kept;
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
