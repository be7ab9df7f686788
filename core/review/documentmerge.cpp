#include "core/review/documentmerge.h"

#include "core/base/text.h"
#include "core/catalog/catalogrevision.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace atlas
{

namespace
{
/// What the document would write of the entries that its file has.
std::vector<KernelEntry> minePublished(const ReviewDocument &document)
{
    std::vector<KernelEntry> mine = entriesOf(*document.catalog());
    for (KernelEntry &entry : mine) {
        const std::optional<EntryId> id = document.find(entry.rawName);
        for (const Field field : kFields) {
            if (id && document.isTouched(*id, field)) {
                entry.info[field] = document.effective(*id, field).value;
            }
        }
    }
    return mine;
}

/// Kernels that a person set fields of, that my file does not have and theirs does.
void addNewHere(const ReviewDocument &document, const Catalog &theirs, std::vector<KernelEntry> &mine)
{
    for (const KernelEntry &entry : entriesOf(theirs)) {
        const std::optional<EntryId> id = document.find(entry.rawName);
        if (!id || document.isInCatalog(*id) || !document.hasOverrides(*id)) {
            continue;
        }
        KernelEntry own = entry;
        for (const Field field : kFields) {
            if (document.isOverridden(*id, field)) {
                own.info[field] = document.effective(*id, field).value;
            }
        }
        mine.push_back(std::move(own));
    }
}

/// Makes the edits that leave each field as the merge decided.
class MergeEdits
{
public:
    MergeEdits(const ReviewDocument &document, const DocumentMerge &merge, std::span<const MergeSide> sides)
        : m_document(document)
    {
        std::vector<MergeSide> all(merge.plan.conflicts.size(), MergeSide::Mine);
        std::ranges::copy(sides.first(std::min(sides.size(), all.size())), all.begin());
        // The changes of mine to theirs as one list: what the file is to say.
        CatalogChanges changes = decided(merge.plan, *merge.theirs, all);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (merge.plan.conflicts[i].kind == MergeConflict::Kind::DeletedTheirs && all[i] == MergeSide::Theirs) {
                m_gone.insert(merge.plan.conflicts[i].rawName);
            }
        }
        changes.removed.clear();
        for (KernelEntry &entry : entriesAfter(*merge.theirs, changes).value_or(entriesOf(*merge.theirs))) {
            m_wanted.emplace(entry.rawName, std::move(entry.info));
        }
    }

    std::vector<Edit> edits(const std::vector<KernelEntry> &opened)
    {
        std::unordered_map<std::string_view, const KernelInfo *> openedOf;
        for (const KernelEntry &entry : opened) {
            openedOf.emplace(entry.rawName, &entry.info);
        }
        for (std::size_t i = 0; i < m_document.entryCount(); ++i) {
            const auto entry = makeId<EntryId>(i);
            const std::string name(m_document.rawName(entry));
            const auto wanted = m_wanted.find(name);
            const auto before = openedOf.find(name);
            if (m_gone.contains(name)) {
                dropOverrides(entry);
            } else if (wanted != m_wanted.end() && before != openedOf.end() && m_document.isTouched(entry)) {
                decideFields(entry, wanted->second, *before->second);
            }
        }
        return std::move(m_edits);
    }

private:
    void dropOverrides(EntryId entry)
    {
        for (const Field field : kFields) {
            if (m_document.isOverridden(entry, field)) {
                m_edits.push_back({entry, slotOf(field), std::nullopt});
            }
        }
    }

    void decideFields(EntryId entry, const KernelInfo &wanted, const KernelInfo &opened)
    {
        for (const Field field : kFields) {
            const bool isOverridden = m_document.isOverridden(entry, field);
            if (!m_document.isTouched(entry, field) ||
                (isOverridden && m_document.effective(entry, field).value == wanted[field])) {
                continue;
            }
            if (wanted[field] != opened[field]) {
                m_edits.push_back({entry, slotOf(field), FieldValue(wanted[field])});
            } else if (isOverridden) {
                m_edits.push_back({entry, slotOf(field), std::nullopt});
            }
        }
    }

    const ReviewDocument &m_document;
    std::unordered_map<std::string, KernelInfo> m_wanted;
    std::unordered_set<std::string> m_gone;
    std::vector<Edit> m_edits;
};

/// States and notes that they changed and this document did not.
void addReviewEdits(const ReviewDocument &document, const ReviewFile &theirs, const Catalog &catalog,
                    std::vector<Edit> &edits, std::vector<Diagnostic> *notes)
{
    std::unordered_map<std::string_view, const ReviewEntry *> before;
    for (const ReviewEntry &block : document.review()->entries) {
        before.emplace(block.rawName, &block);
    }
    static const ReviewEntry kNone;
    for (const ReviewEntry &block : theirs.entries) {
        const std::optional<EntryId> entry = document.find(block.rawName);
        const auto found = before.find(block.rawName);
        const ReviewEntry &base = found == before.end() ? kNone : *found->second;
        if (!entry || (block.state == base.state && block.note == base.note)) {
            continue;
        }
        const bool isMine = document.state(*entry) != base.state || document.note(*entry) != base.note;
        if (isMine && notes != nullptr) {
            notes->push_back(
                {Severity::Note,
                 "merge-review-mine",
                 "state or note of \"" + elideMiddle(block.rawName, 80) + "\" was changed on both sides; ours stand",
                 {},
                 {},
                 0});
        }
        if (isMine) {
            continue;
        }
        if (block.state != base.state) {
            SlotValue value;
            const CatalogEntry *held = catalog.find(block.rawName);
            if (block.state != ReviewState::Unreviewed && !block.isOutdated(held == nullptr ? nullptr : &held->info)) {
                value = std::make_shared<const StateMark>(block.state, std::nullopt, std::bitset<kFieldCount>(),
                                                          block.read);
            }
            edits.push_back({*entry, Slot::State, std::move(value)});
        }
        if (block.note != base.note) {
            edits.push_back({*entry, Slot::Note, block.note.empty() ? SlotValue() : SlotValue(FieldValue(block.note))});
        }
    }
}
} // namespace

DocumentMerge planDocumentMerge(const ReviewDocument &document, std::shared_ptr<const Catalog> theirs,
                                std::optional<ReviewFile> review)
{
    DocumentMerge merge;
    std::vector<KernelEntry> mine = minePublished(document);
    addNewHere(document, *theirs, mine);
    merge.plan = planMerge(entriesOf(*document.catalog()), mine, *theirs);
    if (review && document.review()) {
        std::vector<Edit> unused;
        addReviewEdits(document, *review, *theirs, unused, &merge.notes);
    }
    merge.theirs = std::move(theirs);
    merge.review = std::move(review);
    return merge;
}

void applyDocumentMerge(ReviewDocument &document, const DocumentMerge &merge, std::span<const MergeSide> sides)
{
    const std::vector<KernelEntry> opened = openedAfterMerge(document, *merge.theirs);
    EditGroup group{"Merge what others changed", MergeEdits(document, merge, sides).edits(opened)};
    if (merge.review && document.review()) {
        addReviewEdits(document, *merge.review, *merge.theirs, group.edits, nullptr);
    }
    document.rebase(merge.theirs, merge.review, opened, std::move(group));
}

std::vector<KernelEntry> openedAfterMerge(const ReviewDocument &document, const Catalog &theirs)
{
    std::vector<KernelEntry> opened = entriesOf(theirs);
    for (KernelEntry &entry : opened) {
        const CatalogEntry *base = document.catalog()->find(entry.rawName);
        const std::optional<EntryId> id = document.find(entry.rawName);
        const KernelInfo *before = id ? document.opened(*id) : nullptr;
        for (const Field field : kFields) {
            if (base != nullptr && before != nullptr && entry.info[field] == base->info[field]) {
                entry.info[field] = (*before)[field];
            }
        }
    }
    // Entries that they deleted and a person set fields of: the other fields must not get lost.
    for (const KernelEntry &entry : entriesOf(*document.catalog())) {
        const std::optional<EntryId> id = document.find(entry.rawName);
        if (id && theirs.find(entry.rawName) == nullptr && document.hasOverrides(*id)) {
            opened.push_back({entry.rawName, document.opened(*id) != nullptr ? *document.opened(*id) : entry.info});
        }
    }
    return opened;
}

} // namespace atlas
