#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/catalogwriter.h"
#include "core/inference/inference.h"
#include "core/review/edithistory.h"
#include "core/run/run.h"

#include <bitset>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace atlas
{

/// Who said the value that is shown.
enum class Origin : std::uint8_t
{
    Rule,
    Catalog,
    Override
};

/// A field's effective value and where it comes from.
struct EffectiveValue
{
    FieldValue value;
    Origin origin = Origin::Rule;
};

/// What a person decides about one catalog file: entries, overrides, history. One per catalog file per process; lives on one thread.
/// Effective value = override, else what the catalog held when opened, else the rules' reading: looked up, never stored.
class ReviewDocument
{
public:
    /// A document over `catalog` (empty for a file that does not exist yet); attach runs with attachRun().
    explicit ReviewDocument(std::shared_ptr<const Catalog> catalog);

    /// Makes every kernel of `run` an entry. `readings` may be replaced later by setReadings().
    void attachRun(std::shared_ptr<const Run> run, std::shared_ptr<const InferenceTable> readings);
    void setReadings(std::shared_ptr<const InferenceTable> readings);

    [[nodiscard]] std::size_t entryCount() const { return m_entries.size(); }
    [[nodiscard]] std::string_view rawName(EntryId entry) const { return m_entries[entry.index()].rawName; }
    [[nodiscard]] std::optional<EntryId> find(std::string_view rawName) const;
    /// The entry of a kernel of the attached run.
    [[nodiscard]] EntryId entryOf(KernelId kernel) const { return m_entryOfKernel[kernel.index()]; }
    /// The kernel of the attached run, or nothing for an entry that only the catalog has.
    [[nodiscard]] std::optional<KernelId> kernelOf(EntryId entry) const { return m_entries[entry.index()].kernel; }

    [[nodiscard]] EffectiveValue effective(EntryId entry, Field field) const;
    [[nodiscard]] bool isOverridden(EntryId entry, Field field) const;
    /// Whether a person set the field in this session, even if it was undone since: the only fields that saving may change.
    [[nodiscard]] bool isTouched(EntryId entry, Field field) const;
    [[nodiscard]] bool hasOverrides(EntryId entry) const;
    /// Whether the catalog's text, as last read or written, has the entry.
    [[nodiscard]] bool isInCatalog(EntryId entry) const { return m_catalog->find(rawName(entry)) != nullptr; }
    /// The rules' reading; a default Reading for entries without kernel.
    [[nodiscard]] Reading reading(EntryId entry) const;
    /// All six effective values.
    [[nodiscard]] KernelInfo info(EntryId entry) const;

    /// Sets an override; a value equal to the effective one without override removes it. False when nothing changed.
    bool setField(EntryId entry, Field field, FieldValue value);
    /// Removes the override. False when there was none.
    bool resetField(EntryId entry, Field field);
    /// Applies all edits as one step of the history.
    bool apply(EditGroup group);
    void undo();
    void redo();
    [[nodiscard]] const EditHistory &history() const { return m_history; }
    [[nodiscard]] bool isModified() const { return !m_history.isClean(); }

    /// Called after each change with the entry and field that look different now.
    using ChangeListener = std::function<void(EntryId, Field)>;
    void setChangeListener(ChangeListener listener) { m_listener = std::move(listener); }

    [[nodiscard]] const std::shared_ptr<const Run> &run() const { return m_run; }
    [[nodiscard]] const std::shared_ptr<const InferenceTable> &readings() const { return m_readings; }
    /// The catalog's bytes as last read or written; only serves to make patches.
    [[nodiscard]] const std::shared_ptr<const Catalog> &catalog() const { return m_catalog; }
    /// A copy for long work on another thread; it has no change listener.
    [[nodiscard]] std::shared_ptr<const ReviewDocument> snapshot() const;
    /// After a save: `written` is what the file holds, `savedIndex` the history index of the snapshot that was saved.
    void setSaved(std::shared_ptr<const Catalog> written, std::size_t savedIndex);

private:
    struct EntryData
    {
        std::string_view rawName; ///< lives in the run or the catalog it came from
        std::optional<KernelId> kernel;
        const KernelInfo *opened = nullptr; ///< the catalog's values when opened; lives in m_opened
        std::array<SlotValue, kFieldCount> overrides;
        std::bitset<kFieldCount> touched;
    };

    EntryId addEntry(std::string_view rawName);
    [[nodiscard]] EffectiveValue withoutOverride(EntryId entry, Field field) const;
    void swap(Edit &edit);

    std::shared_ptr<const Catalog> m_opened; ///< as opened: the base of every entry that was in the file
    std::shared_ptr<const Catalog> m_catalog;
    std::vector<std::shared_ptr<const Run>> m_attached; ///< every run that names come from, the last one being shown
    std::shared_ptr<const Run> m_run;
    std::shared_ptr<const InferenceTable> m_readings;
    std::vector<EntryData> m_entries;
    std::unordered_map<std::string_view, EntryId> m_byName;
    std::vector<EntryId> m_entryOfKernel;
    EditHistory m_history;
    ChangeListener m_listener;
};

} // namespace atlas
