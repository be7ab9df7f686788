#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/catalogwriter.h"
#include "core/inference/inference.h"
#include "core/review/edithistory.h"
#include "core/review/entryindex.h"
#include "core/review/reviewfile.h"
#include "core/run/run.h"

#include <bitset>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace atlas
{

/// Who said the value that is shown.
enum class Origin : std::uint8_t
{
    Rule,
    Catalog, ///< it is what stands in the catalog's bytes, as last read or written
    Override ///< a person set it, or took back what stands in the file
};

/// What looks different after an edit.
struct EntryChange
{
    EntryId entry;
    Slot slot;
    friend bool operator==(const EntryChange &, const EntryChange &) = default;
};

/// Another text that a document goes on with; see ReviewDocument::rebase().
struct Rebase
{
    std::shared_ptr<const Catalog> theirs;
    std::optional<ReviewFile> review = {}; ///< the review file beside it, where one is kept
    bool isOtherFile = false;              ///< not the document's own file with other bytes
    EditGroup edits = {};                  ///< what becomes of a person's decisions; one step
};

/// What happens to the history.
enum class HistoryMove : std::uint8_t
{
    Apply,
    Merge,
    Undo,
    Redo
};

/// A field's effective value and where it comes from.
struct EffectiveValue
{
    FieldValue value;
    Origin origin = Origin::Rule;
};

/// What a person decides about one catalog file: entries, overrides, states, notes, history. One per catalog file per
/// process; lives on one thread. Effective value = override, else what the catalog held when opened or merged, else
/// what was pinned when accepted, else the rules' reading: looked up, never stored.
class ReviewDocument
{
public:
    /// A document over `catalog` (empty for a file that does not exist yet); attach runs with attachRun(). Without
    /// `review` no review file is kept: none is planned or written.
    explicit ReviewDocument(std::shared_ptr<const Catalog> catalog, std::optional<ReviewFile> review = {});

    /// Makes every kernel of `run` an entry. `readings` may be replaced later by setReadings().
    void attachRun(std::shared_ptr<const Run> run, std::shared_ptr<const InferenceTable> readings);
    void setReadings(std::shared_ptr<const InferenceTable> readings);

    [[nodiscard]] std::size_t entryCount() const { return m_index->count(); }
    [[nodiscard]] std::string_view rawName(EntryId entry) const { return m_index->rawName(entry); }
    /// The name as the attached run has it: what readings and their evidence are of. Differs from rawName() where the
    /// catalog knows the kernel by another spelling or number (see EntryIndex::attach()).
    [[nodiscard]] std::string_view nameInRun(EntryId entry) const
    {
        const std::optional<KernelId> kernel = kernelOf(entry);
        return kernel ? m_run->name(*kernel) : rawName(entry);
    }
    [[nodiscard]] std::optional<EntryId> find(std::string_view rawName) const { return m_index->find(rawName); }
    /// The entry of a kernel of the attached run.
    [[nodiscard]] EntryId entryOf(KernelId kernel) const { return m_index->entryOf(kernel); }
    /// The kernel of the attached run, or nothing for an entry that only the catalog has.
    [[nodiscard]] std::optional<KernelId> kernelOf(EntryId entry) const { return m_index->kernelOf(entry); }

    [[nodiscard]] EffectiveValue effective(EntryId entry, Field field) const;
    [[nodiscard]] bool isOverridden(EntryId entry, Field field) const;
    /// Where the override came from: empty when typed, else one of the kSource words; empty too without override.
    [[nodiscard]] std::string_view overrideSource(EntryId entry, Field field) const;
    /// Whether a person set the field, now or as the review file tells.
    [[nodiscard]] bool isByPerson(EntryId entry, Field field) const;
    /// Whether a person set the field in this session, even if it was undone since: the only fields that saving may
    /// change.
    [[nodiscard]] bool isTouched(EntryId entry, Field field) const;
    [[nodiscard]] bool isTouched(EntryId entry, Slot slot) const;
    /// Whether anything of the entry was changed in this session, even if it was undone since.
    [[nodiscard]] bool isTouched(EntryId entry) const;
    [[nodiscard]] bool hasOverrides(EntryId entry) const;
    /// Whether the catalog's text, as last read or written, has the entry.
    [[nodiscard]] bool isInCatalog(EntryId entry) const { return m_catalog->find(rawName(entry)) != nullptr; }
    /// The values that the catalog held when opened or merged; null for an entry that was not in it.
    [[nodiscard]] const KernelInfo *opened(EntryId entry) const;
    /// The rules' reading; a default Reading for entries without kernel.
    [[nodiscard]] Reading reading(EntryId entry) const;
    /// All six effective values.
    [[nodiscard]] KernelInfo info(EntryId entry) const;

    /// The state that counts: accepted only while the catalog holds what was accepted.
    [[nodiscard]] ReviewState state(EntryId entry) const;
    /// Whether the entry was accepted and someone else changed it since: unreviewed for that reason.
    [[nodiscard]] bool isChangedSinceAccepted(EntryId entry) const;
    /// The mark behind the state; null when unreviewed.
    [[nodiscard]] const StateMark *stateMark(EntryId entry) const;
    [[nodiscard]] const std::string &note(EntryId entry) const;
    /// Picked (true) or left out (false) by hand; nothing: as the selection says.
    [[nodiscard]] std::optional<bool> picked(EntryId entry) const;
    /// Whether publishing should bring the entry into the catalog, where `isSelected` says what the selection says:
    /// picked by hand, or decided about (edited, accepted), and not left out by hand.
    [[nodiscard]] bool isWanted(EntryId entry, bool isSelected) const;
    /// Fields that the rules now read otherwise than when the entry was accepted, and otherwise than what is shown:
    /// offers, never applied by themselves. Empty unless accepted.
    [[nodiscard]] std::vector<Field> newReadings(EntryId entry) const;
    /// What the slot holds: what an edit would give back.
    [[nodiscard]] SlotValue slotValue(EntryId entry, Slot slot) const;

    /// Sets an override; a value equal to the effective one without override removes it. `source` is one of the kSource
    /// words for an offer that was taken, empty for what was typed. False when nothing changed.
    bool setField(EntryId entry, Field field, FieldValue value, std::string source = {});
    /// Removes the override. False when there was none.
    bool resetField(EntryId entry, Field field);
    /// Sets the state of all `entries` as one step; accepting pins what each shows. False when all were in that state.
    bool setState(std::span<const EntryId> entries, ReviewState state);
    bool setState(EntryId entry, ReviewState state) { return setState(std::span(&entry, 1), state); }
    /// Sets the note; empty removes it. False when nothing changed.
    bool setNote(EntryId entry, std::string note);
    /// Picks (true), leaves out (false) or lets the selection decide. False when nothing changed.
    bool setPicked(std::span<const EntryId> entries, std::optional<bool> picked);

    /// The edits of setField(), for groups of several; nothing when it would change nothing.
    [[nodiscard]] std::optional<Edit> fieldEdit(EntryId entry, Field field, FieldValue value,
                                                std::string source = {}) const;
    /// The edit of setState(); nothing when the entry is in that state.
    [[nodiscard]] std::optional<Edit> stateEdit(EntryId entry, ReviewState state) const;

    /// Applies all edits as one step of the history. False when there are none.
    bool apply(EditGroup group);
    /// The same for a step that comes out of a log: without edits too it is a step.
    void applyAlways(EditGroup group);
    /// The entry of `rawName`, added when neither catalog nor run have it.
    EntryId addName(const std::string &rawName);
    void undo();
    void redo();
    [[nodiscard]] const EditHistory &history() const { return m_history; }
    [[nodiscard]] bool isModified() const { return !m_history.isClean(); }

    /// Called once after each step, undo or redo with everything that looks different now.
    using ChangeListener = std::function<void(std::span<const EntryChange>)>;
    void setChangeListener(ChangeListener listener) { m_listener = std::move(listener); }

    /// Called before each step, undo and redo is done, with its edits; for Merge after the catalog was exchanged. For
    /// the journal.
    using StepListener = std::function<void(HistoryMove, const EditGroup &)>; // of a Merge: after rebase()
    void setStepListener(StepListener listener) { m_stepListener = std::move(listener); }

    [[nodiscard]] const std::shared_ptr<const Run> &run() const { return m_run; }
    [[nodiscard]] const std::shared_ptr<const InferenceTable> &readings() const { return m_readings; }
    /// The catalog's bytes as last read or written; only serves to make patches.
    [[nodiscard]] const std::shared_ptr<const Catalog> &catalog() const { return m_catalog; }
    /// The text that patches are made on: as opened or merged, so that what is taken back gets its old bytes back.
    [[nodiscard]] const std::shared_ptr<const Catalog> &base() const { return m_base; }
    /// The review file as last read or written; null when none is kept.
    [[nodiscard]] const std::shared_ptr<const ReviewFile> &review() const { return m_review; }
    /// A copy for long work on another thread; it has no change listener.
    [[nodiscard]] std::shared_ptr<const ReviewDocument> snapshot() const;
    /// After a save: `written` is what the file holds, `savedIndex` the history index of the snapshot that was saved.
    void setSaved(std::shared_ptr<const Catalog> written, std::size_t savedIndex);
    /// The same where a review file was written with it.
    void setSaved(std::shared_ptr<const Catalog> written, ReviewFile review, std::size_t savedIndex);
    /// The catalog holds `written` and the review file what it held before: a save was cut off between the two.
    void setCatalogOnDisk(std::shared_ptr<const Catalog> written);
    /// Goes on with another text: the file as someone else changed it, or another file. From now on patches are made on
    /// it, and kernels that no person touched in this session are as it and its review file say. The edits become one
    /// step of the same history; taking it back brings a person's values back, over the other text's.
    void rebase(Rebase rebase);
    /// What the last rebase() went over to, for the journal.
    [[nodiscard]] bool isOnOtherFile() const { return m_isOnOtherFile; }
    /// The state that `block` tells of a kernel of which the catalog holds `held`; null for unreviewed.
    [[nodiscard]] static std::shared_ptr<const StateMark> toldMark(const ReviewEntry &block,
                                                                   std::shared_ptr<const KernelInfo> held);

private:
    /// What was decided about one entry.
    struct Decision
    {
        std::array<std::optional<Override>, kFieldCount> overrides;
        std::shared_ptr<const StateMark> mark;
        std::string note;
        std::optional<bool> picked;
        std::bitset<kFieldCount> byPerson; ///< as the review file told
        std::bitset<kSlotCount> touched;
    };
    static constexpr std::uint32_t kUndecided = static_cast<std::uint32_t>(-1);

    [[nodiscard]] const Decision *decision(EntryId entry) const;
    [[nodiscard]] Decision &decide(EntryId entry);
    [[nodiscard]] EffectiveValue withoutOverride(EntryId entry, Field field) const;
    [[nodiscard]] EffectiveValue withoutPin(EntryId entry, Field field) const;
    [[nodiscard]] const FieldValue *held(EntryId entry, Field field) const;
    [[nodiscard]] Origin originOfHeld(EntryId entry, Field field) const;
    [[nodiscard]] const FieldValue *pinned(EntryId entry, Field field) const;
    [[nodiscard]] bool fits(EntryId entry, const StateMark &mark) const;
    [[nodiscard]] std::shared_ptr<const StateMark> makeMark(EntryId entry, ReviewState state) const;
    [[nodiscard]] std::vector<Field> fieldsHeldByPin(EntryId entry) const;
    [[nodiscard]] std::vector<KernelEntry> openedAfter(const Catalog &theirs, bool isOtherFile) const;
    [[nodiscard]] std::vector<EntryId> addKept(const Catalog &theirs, std::vector<KernelEntry> &after) const;
    void takeOtherReview(const ReviewFile *before);
    void settleCleanState(bool isOtherFile, bool wasClean, const EditGroup &edits);
    void noteSavedEntries();
    void takeReview(EntryId entry, const ReviewEntry &block);
    void takeReviews(std::size_t firstNew);
    void swap(Edit &edit);
    void tellStep(HistoryMove move, const EditGroup &group) const;
    void push(EditGroup group);
    void swapOverride(std::optional<Override> &held, SlotValue &value);
    void tell(EntryId entry, Slot slot);
    void tellAll();

    std::shared_ptr<const Catalog> m_base;
    std::shared_ptr<const Catalog> m_catalog;
    std::shared_ptr<const ReviewFile> m_review;
    std::shared_ptr<const Run> m_run;
    std::shared_ptr<const InferenceTable> m_readings;
    std::shared_ptr<const EntryIndex> m_index; ///< replaced whole, so that snapshots share it
    std::vector<std::uint32_t> m_decisionOf;   ///< by EntryId; index of m_decisions or kUndecided
    std::vector<Decision> m_decisions;
    /// Kernels that were not in the catalog when it was opened and that saving brought in, by EntryId: as m_catalog has
    /// them.
    std::unordered_map<std::uint32_t, const KernelInfo *> m_savedEntries;
    /// Kernels that the other text does not have: their values from before count while a person wants them.
    std::unordered_set<std::uint32_t> m_keptEntries;
    bool m_isOnOtherFile = false;
    EditHistory m_history;
    std::vector<EntryChange> m_changes; ///< not told yet
    ChangeListener m_listener;
    StepListener m_stepListener;
};

} // namespace atlas
