#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/catalogwriter.h"
#include "core/review/edit.h"
#include "core/run/run.h"

#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas
{

/// Which entries a document has: raw names of catalog and runs together. Built, then shared and never changed; keeps
/// alive what its names are views of.
class EntryIndex
{
public:
    /// The entries of `catalog` with their values; of two with one name the first counts, as Catalog::find() has it.
    explicit EntryIndex(std::shared_ptr<const Catalog> catalog);
    /// Makes every kernel of `run` an entry; kernels are those of this run from now on. A kernel finds its entry by
    /// exact name, else, where the catalog has one under another spelling or number, by canonical name (see
    /// core/inference/canonicalname.h): where that is unique on both sides, or all kernels of one canonical name were
    /// renumbered, in their order. Each entry keeps its name.
    void attach(std::shared_ptr<const Run> run);
    /// Adds an entry that neither catalog nor run have.
    EntryId addName(const std::string &rawName);
    /// From now on `values` are what the catalog held; entries that are not in it stay, without values.
    void setOpened(const std::vector<KernelEntry> &values);

    [[nodiscard]] std::size_t count() const { return m_entries.size(); }
    [[nodiscard]] std::string_view rawName(EntryId entry) const { return m_entries[entry.index()].rawName; }
    [[nodiscard]] std::optional<EntryId> find(std::string_view rawName) const;
    [[nodiscard]] EntryId entryOf(KernelId kernel) const { return m_entryOfKernel[kernel.index()]; }
    [[nodiscard]] std::optional<KernelId> kernelOf(EntryId entry) const;
    [[nodiscard]] const KernelInfo *opened(EntryId entry) const { return m_entries[entry.index()].opened; }
    /// The same, kept alive.
    [[nodiscard]] std::shared_ptr<const KernelInfo> sharedOpened(EntryId entry) const;

private:
    static constexpr std::uint32_t kNoKernel = static_cast<std::uint32_t>(-1);
    struct Entry
    {
        std::string_view rawName;
        std::uint32_t kernel = kNoKernel;
        const KernelInfo *opened = nullptr;
    };
    EntryId add(std::string_view rawName);
    /// Entries of the catalog for kernels that no entry is named like, by number of the kernel; those found.
    [[nodiscard]] std::unordered_map<std::uint32_t, EntryId> findRenumbered(const Run &run) const;

    std::vector<std::shared_ptr<const void>> m_alive;
    std::shared_ptr<const void> m_openedOwner; ///< of what `opened` points to
    std::vector<Entry> m_entries;
    std::unordered_map<std::string_view, EntryId> m_byName;
    std::vector<EntryId> m_entryOfKernel;
};

} // namespace atlas
