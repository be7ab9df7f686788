#include "core/desk/rebase.h"

#include "core/base/text.h"
#include "core/catalog/catalogrevision.h"

#include <algorithm>
#include <filesystem>
#include <unordered_map>

namespace atlas
{

namespace
{
using FieldSet = std::bitset<kFieldCount>;

std::size_t at(Field field)
{
    return static_cast<std::size_t>(field);
}

/// One kernel on all sides.
struct EntrySides
{
    EntryId entry;
    KernelInfo mine; ///< what is shown now
    FieldSet isMine; ///< fields that a person decided
    bool isAccepted = false;
    const KernelInfo *base = nullptr;   ///< the common ancestor's; null where there is none
    const KernelInfo *theirs = nullptr; ///< what the other text is to say; null where it has no such kernel
    const KernelInfo *bytes = nullptr;  ///< what the other text says
};

/// Looks the sides of each kernel up.
class SideFinder
{
public:
    SideFinder(const ReviewDocument &document, const RebaseTarget &target) : m_document(document), m_target(target)
    {
        for (std::size_t i = 0; target.decided && i < target.decided->size(); ++i) {
            m_decided.try_emplace((*target.decided)[i].rawName, &(*target.decided)[i].info);
        }
    }

    [[nodiscard]] EntrySides sidesOf(EntryId entry) const
    {
        EntrySides sides;
        sides.entry = entry;
        sides.mine = m_document.info(entry);
        sides.isAccepted = m_document.state(entry) == ReviewState::Accepted;
        const std::string_view name = m_document.rawName(entry);
        const CatalogEntry *base = m_target.isOtherFile ? nullptr : m_document.catalog()->find(name);
        const CatalogEntry *bytes = m_target.theirs->find(name);
        sides.base = base != nullptr ? &base->info : nullptr;
        sides.bytes = bytes != nullptr ? &bytes->info : nullptr;
        sides.theirs = theirsOf(name, sides.bytes);
        for (const Field field : kFields) {
            sides.isMine.set(at(field), isMine(sides, field));
        }
        return sides;
    }

    /// Whether the kernel takes part: it has a decision of this session, or was accepted in the file both come from.
    [[nodiscard]] bool takesPart(EntryId entry) const
    {
        return m_document.isTouched(entry) ||
               (!m_target.isOtherFile && m_document.state(entry) == ReviewState::Accepted);
    }

    /// What the text is to say of kernels that it does not say yet.
    [[nodiscard]] const std::unordered_map<std::string_view, const KernelInfo *> &decided() const { return m_decided; }

private:
    [[nodiscard]] const KernelInfo *theirsOf(std::string_view name, const KernelInfo *bytes) const
    {
        const auto found = m_decided.find(name);
        return found == m_decided.end() ? bytes : found->second;
    }

    [[nodiscard]] bool isMine(const EntrySides &sides, Field field) const
    {
        if (sides.base != nullptr) {
            return m_document.isTouched(sides.entry, field) && sides.mine[field] != (*sides.base)[field];
        }
        return m_document.isOverridden(sides.entry, field) ||
               (sides.isAccepted && m_document.isTouched(sides.entry, Slot::State));
    }

    const ReviewDocument &m_document;
    const RebaseTarget &m_target;
    std::unordered_map<std::string_view, const KernelInfo *> m_decided;
};

void addRows(const ReviewDocument &document, const EntrySides &sides, RebasePlan &plan)
{
    const std::string name(document.rawName(sides.entry));
    const auto copyOf = [](const KernelInfo *info) { return info != nullptr ? std::optional(*info) : std::nullopt; };
    if (sides.theirs == nullptr) {
        const bool wasInFile = sides.base != nullptr || document.isInCatalog(sides.entry);
        if (wasInFile && document.hasOverrides(sides.entry)) {
            plan.rows.push_back({{MergeConflict::Kind::DeletedTheirs, name, {}, copyOf(sides.base), sides.mine, {}}});
        }
        return;
    }
    for (const Field field : kFields) {
        const FieldValue &theirs = (*sides.theirs)[field];
        const bool isOnlyMine = sides.base != nullptr && theirs == (*sides.base)[field];
        if (sides.mine[field] == theirs || isOnlyMine) {
            continue;
        }
        MergeConflict conflict{MergeConflict::Kind::Field, name, field, copyOf(sides.base), sides.mine, *sides.theirs};
        if (sides.isMine.test(at(field))) {
            plan.rows.push_back({std::move(conflict)});
        } else if (sides.isAccepted) {
            plan.rows.push_back({std::move(conflict), true, MergeSide::Theirs});
        }
    }
}

/// Blocks of a review file by name, the first of several.
std::unordered_map<std::string_view, const ReviewEntry *> blocksOf(const ReviewFile *review)
{
    std::unordered_map<std::string_view, const ReviewEntry *> blocks;
    for (std::size_t i = 0; review != nullptr && i < review->entries.size(); ++i) {
        blocks.try_emplace(review->entries[i].rawName, &review->entries[i]);
    }
    return blocks;
}

/// Makes the edits that leave each kernel as the sides say.
class RebaseEdits
{
public:
    RebaseEdits(ReviewDocument &document, const RebasePlan &plan, std::span<const MergeSide> chosen)
        : m_document(document), m_plan(plan), m_finder(document, plan.target),
          m_before(plan.target.isOtherFile ? nullptr : document.review().get()),
          m_after(plan.target.review ? &*plan.target.review : nullptr), m_blocksBefore(blocksOf(m_before)),
          m_blocksAfter(blocksOf(m_after))
    {
        for (std::size_t i = 0; i < plan.rows.size(); ++i) {
            const MergeConflict &conflict = plan.rows[i].conflict;
            const MergeSide side = i < chosen.size() ? chosen[i] : plan.rows[i].side;
            Choice &choice = m_choices[conflict.rawName];
            if (conflict.kind == MergeConflict::Kind::Field) {
                choice.fields[at(conflict.field)] = side;
            } else {
                choice.isGone = side == MergeSide::Theirs;
            }
        }
    }

    EditGroup group()
    {
        addDecidedNames();
        const std::size_t count = m_document.entryCount();
        for (std::size_t i = 0; i < count; ++i) {
            const auto entry = makeId<EntryId>(i);
            const bool isDecided = m_finder.decided().contains(m_document.rawName(entry));
            if (m_finder.takesPart(entry) || isDecided) {
                decide(m_finder.sidesOf(entry));
            }
        }
        return {text(), std::move(m_edits)};
    }

private:
    struct Choice
    {
        std::array<std::optional<MergeSide>, kFieldCount> fields;
        bool isGone = false;
    };

    [[nodiscard]] std::string fileName() const
    {
        return std::filesystem::path(m_plan.target.theirs->fileName()).filename().string();
    }

    [[nodiscard]] std::string text() const
    {
        return m_plan.target.isOtherFile ? "Go to " + fileName()
               : m_plan.target.decided   ? "Decide a conflict"
                                         : "Merge what others changed";
    }

    /// Kernels that only the decided side has become entries.
    void addDecidedNames()
    {
        for (const auto &[name, info] : m_finder.decided()) {
            m_document.addName(std::string(name));
        }
    }

    void decide(const EntrySides &sides)
    {
        const auto found = m_choices.find(m_document.rawName(sides.entry));
        const Choice choice = found == m_choices.end() ? Choice() : found->second;
        if (choice.isGone) {
            drop(sides.entry);
            return;
        }
        KernelInfo after = sides.mine;
        for (const Field field : kFields) {
            if (sides.theirs == nullptr) {
                break;
            }
            const MergeSide natural = sides.isMine.test(at(field)) ? MergeSide::Mine : MergeSide::Theirs;
            const bool takesMine = choice.fields[at(field)].value_or(natural) == MergeSide::Mine;
            after[field] = takesMine ? sides.mine[field] : (*sides.theirs)[field];
            decideField(sides, field, after[field], takesMine);
        }
        decideState(sides, after);
        decideNote(sides.entry);
    }

    /// What the field shows once their text is there and no override is on it.
    [[nodiscard]] const FieldValue *openedAfter(const EntrySides &sides, Field field) const
    {
        if (sides.bytes == nullptr) {
            return nullptr;
        }
        const KernelInfo *opened = m_document.opened(sides.entry);
        const bool isUnchanged =
            sides.base != nullptr && opened != nullptr && (*sides.bytes)[field] == (*sides.base)[field];
        return isUnchanged ? &(*opened)[field] : &(*sides.bytes)[field];
    }

    void decideField(const EntrySides &sides, Field field, const FieldValue &wanted, bool takesMine)
    {
        const FieldValue *under = openedAfter(sides, field);
        const bool isOverridden = m_document.isOverridden(sides.entry, field);
        if (under != nullptr && *under == wanted) {
            if (isOverridden) {
                m_edits.push_back({sides.entry, slotOf(field), std::nullopt});
            }
            return;
        }
        if (isOverridden && m_document.effective(sides.entry, field).value == wanted) {
            return;
        }
        std::string source = takesMine ? std::string(kSourceBefore) + ' ' + fileName() : std::string();
        m_edits.push_back({sides.entry, slotOf(field), Override(wanted, std::move(source))});
    }

    void drop(EntryId entry)
    {
        for (const Field field : kFields) {
            if (m_document.isOverridden(entry, field)) {
                m_edits.push_back({entry, slotOf(field), std::nullopt});
            }
        }
        for (const Slot slot : {Slot::State, Slot::Picked}) {
            if (m_document.slotValue(entry, slot)) {
                m_edits.push_back({entry, slot, std::nullopt});
            }
        }
    }

    [[nodiscard]] const ReviewEntry *blockOf(const std::unordered_map<std::string_view, const ReviewEntry *> &blocks,
                                             EntryId entry) const
    {
        const auto found = blocks.find(m_document.rawName(entry));
        return found == blocks.end() ? nullptr : found->second;
    }

    void decideState(const EntrySides &sides, const KernelInfo &after)
    {
        const ReviewEntry *told = blockOf(m_blocksAfter, sides.entry);
        const bool isFiles = sides.bytes != nullptr && after == *sides.bytes;
        const bool isToldAccepted = told != nullptr && told->state == ReviewState::Accepted;
        std::shared_ptr<const StateMark> toldMark;
        if (told != nullptr && (isFiles || !isToldAccepted)) {
            toldMark = ReviewDocument::toldMark(*told, isFiles ? std::make_shared<const KernelInfo>(after)
                                                               : std::shared_ptr<const KernelInfo>());
        }
        if (sides.isAccepted && after != sides.mine && isSaidOtherwise(sides.entry)) {
            setMark(sides.entry, isToldAccepted && isNews(sides.entry) && toldMark ? toldMark : wasAccepted(sides));
        } else if (m_document.isTouched(sides.entry) && !isMyState(sides.entry) && isNews(sides.entry)) {
            setMark(sides.entry, toldMark);
        }
    }

    /// Whether an edit has to say that the kernel is not accepted any more. Where nothing was decided here, the values
    /// that were accepted do not fit the other text, which says it too.
    [[nodiscard]] bool isSaidOtherwise(EntryId entry) const
    {
        return m_document.isTouched(entry) || (!m_edits.empty() && m_edits.back().entry == entry);
    }

    /// Whether a person gave the entry its state in this session, or it has one that nobody else told.
    [[nodiscard]] bool isMyState(EntryId entry) const
    {
        const ReviewEntry *before = blockOf(m_blocksBefore, entry);
        const ReviewState told = before != nullptr ? before->state : ReviewState::Unreviewed;
        return m_document.state(entry) != told;
    }

    /// Whether the other review file says something of the entry that ours did not.
    [[nodiscard]] bool isNews(EntryId entry) const
    {
        static const ReviewEntry kNone;
        const ReviewEntry *before = blockOf(m_blocksBefore, entry);
        const ReviewEntry *after = blockOf(m_blocksAfter, entry);
        const ReviewEntry &was = before != nullptr ? *before : kNone;
        const ReviewEntry &is = after != nullptr ? *after : kNone;
        return m_after != nullptr && !(was.state == is.state && was.read == is.read);
    }

    void setMark(EntryId entry, std::shared_ptr<const StateMark> mark)
    {
        const bool hasMark = m_document.stateMark(entry) != nullptr;
        if (mark || hasMark) {
            m_edits.push_back({entry, Slot::State, mark ? SlotValue(std::move(mark)) : SlotValue()});
        }
    }

    [[nodiscard]] std::shared_ptr<const StateMark> wasAccepted(const EntrySides &sides) const
    {
        StateMark mark;
        mark.wasAccepted = true;
        mark.pinned = std::make_shared<const KernelInfo>(sides.mine);
        return std::make_shared<const StateMark>(std::move(mark));
    }

    void decideNote(EntryId entry)
    {
        const ReviewEntry *before = blockOf(m_blocksBefore, entry);
        const ReviewEntry *after = blockOf(m_blocksAfter, entry);
        const std::string was = before != nullptr ? before->note : std::string();
        const std::string is = after != nullptr ? after->note : std::string();
        if (m_after != nullptr && m_document.isTouched(entry) && is != was && m_document.note(entry) == was) {
            m_edits.push_back({entry, Slot::Note, is.empty() ? SlotValue() : SlotValue(FieldValue(is))});
        }
    }

    ReviewDocument &m_document;
    const RebasePlan &m_plan;
    SideFinder m_finder;
    const ReviewFile *m_before;
    const ReviewFile *m_after;
    std::unordered_map<std::string_view, const ReviewEntry *> m_blocksBefore;
    std::unordered_map<std::string_view, const ReviewEntry *> m_blocksAfter;
    std::unordered_map<std::string_view, Choice> m_choices;
    std::vector<Edit> m_edits;
};

/// Notes and states that both sides changed.
std::vector<Diagnostic> notesOnReviews(const ReviewDocument &document, const RebaseTarget &target)
{
    std::vector<Diagnostic> notes;
    const auto before = blocksOf(target.isOtherFile ? nullptr : document.review().get());
    static const ReviewEntry kNone;
    for (const auto &[name, block] : blocksOf(target.review ? &*target.review : nullptr)) {
        const std::optional<EntryId> entry = document.find(name);
        const auto found = before.find(name);
        const ReviewEntry &base = found == before.end() ? kNone : *found->second;
        if (!entry || !document.isTouched(*entry)) {
            continue;
        }
        const bool isStateClash = block->state != base.state && document.state(*entry) != base.state &&
                                  document.state(*entry) != block->state;
        const bool isNoteClash =
            block->note != base.note && document.note(*entry) != base.note && document.note(*entry) != block->note;
        if (isStateClash || isNoteClash) {
            notes.push_back({Severity::Note,
                             "merge-review-mine",
                             "state or note of \"" + elideMiddle(name, 80) + "\" was changed on both sides; ours stand",
                             {},
                             {},
                             0});
        }
    }
    return notes;
}
} // namespace

RebaseTarget rebaseTarget(const CheckedCatalog &catalog, bool isOtherFile,
                          std::optional<std::vector<KernelEntry>> decided)
{
    return {catalog.catalog, catalog.review, isOtherFile, std::move(decided)};
}

std::vector<MergeSide> RebasePlan::sides() const
{
    std::vector<MergeSide> all;
    all.reserve(rows.size());
    for (const RebaseRow &row : rows) {
        all.push_back(row.side);
    }
    return all;
}

RebasePlan planRebase(const ReviewDocument &document, RebaseTarget target)
{
    RebasePlan plan;
    plan.step = document.history().index();
    plan.from = document.catalog();
    const SideFinder finder(document, target);
    for (std::size_t i = 0; i < document.entryCount(); ++i) {
        const auto entry = makeId<EntryId>(i);
        if (!finder.takesPart(entry)) {
            continue;
        }
        const EntrySides sides = finder.sidesOf(entry);
        const std::size_t before = plan.rows.size();
        addRows(document, sides, plan);
        plan.onlyMine += plan.rows.size() == before && sides.isMine.any() ? 1U : 0U;
    }
    plan.notes = notesOnReviews(document, target);
    plan.target = std::move(target);
    return plan;
}

bool isCurrent(const RebasePlan &plan, const ReviewDocument &document)
{
    return plan.step == document.history().index() && plan.from == document.catalog();
}

void applyRebase(ReviewDocument &document, const RebasePlan &plan, std::span<const MergeSide> sides)
{
    EditGroup group = RebaseEdits(document, plan, sides).group();
    document.rebase({plan.target.theirs, plan.target.review, plan.target.isOtherFile, std::move(group)});
}

} // namespace atlas
