#include "core/review/publicationplanner.h"

#include "core/base/text.h"
#include "core/kernel/library.h"

#include <algorithm>
#include <utility>

namespace atlas
{

PublicationPlanner::PublicationPlanner(const ReviewDocument &document, const PublicationOptions &options)
    : m_document(document), m_options(options), m_selected(document.entryCount(), false)
{
}

void PublicationPlanner::plan()
{
    if (m_document.run()) {
        planKernels();
    }
    planWithoutRun();
    planExisting();
    if (m_document.catalog()->text().empty()) {
        m_changes.header = headerLines();
    }
}

void PublicationPlanner::planKernels()
{
    const Run &run = *m_document.run();
    for (const KernelId kernel : selectKernels(run, m_options.selection, m_options.order)) {
        m_selected[m_document.entryOf(kernel).index()] = true;
    }
    for (const KernelId kernel : orderedKernels(run, m_options.order, m_options.selection.top)) {
        const EntryId entry = m_document.entryOf(kernel);
        const bool inCatalog = m_document.isInCatalog(entry);
        const bool wanted = m_document.isWanted(entry, m_selected[entry.index()]);
        if (inCatalog || wanted) {
            m_changes.order.emplace_back(m_document.rawName(entry));
        }
        if (wanted && !inCatalog) {
            add(entry);
        }
    }
}

/// Kernels that no run has and that a person wants all the same: the file lost them to someone else.
void PublicationPlanner::planWithoutRun()
{
    for (std::size_t i = 0; i < m_document.entryCount(); ++i) {
        const auto entry = makeId<EntryId>(i);
        if (!m_document.kernelOf(entry) && m_document.hasOverrides(entry) && m_document.isWanted(entry, false) &&
            !m_document.isInCatalog(entry)) {
            add(entry);
        }
    }
}

void PublicationPlanner::add(EntryId entry)
{
    KernelEntry added{std::string(m_document.rawName(entry)), m_document.info(entry)};
    if (m_options.strictLibraries) {
        added.info[Field::SourceLib] = std::string(strictLibrary(added.info.text(Field::SourceLib)));
    }
    m_publication.added.push_back(added.rawName);
    m_changes.added.push_back(std::move(added));
}

void PublicationPlanner::planExisting()
{
    const std::vector<CatalogEntry> &entries = m_document.catalog()->entries();
    std::unordered_set<std::string_view> seen;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        // Of several entries with one name only the first is edited; the checker reports the others.
        const std::optional<EntryId> entry = m_document.find(entries[i].rawName);
        if (entry && seen.insert(entries[i].rawName).second) {
            planEntry(i, entries[i], *entry);
        }
    }
}

void PublicationPlanner::planEntry(std::size_t index, const CatalogEntry &written, EntryId entry)
{
    const bool isGone = m_document.run() && !m_document.kernelOf(entry);
    if ((isGone && m_options.prune) || isTakenBack(entry)) {
        m_changes.removed.push_back(index);
        m_publication.removed.push_back(written.rawName);
        return;
    }
    if (m_document.nameInRun(entry) != written.rawName) {
        m_publication.renumbered.push_back(written.rawName);
    }
    const bool changed = planFields(index, written, entry);
    if (changed) {
        m_publication.changed.push_back(written.rawName);
    }
    if (isGone) {
        m_publication.notInRun.push_back(written.rawName);
    } else if (!changed) {
        m_publication.kept.push_back(written.rawName);
    }
}

/// An edit of this session brought the entry into the file, and it was undone since.
bool PublicationPlanner::isTakenBack(EntryId entry) const
{
    return m_document.base() != m_document.catalog() && m_document.isTouched(entry) && m_document.kernelOf(entry) &&
           !m_document.isWanted(entry, m_selected[entry.index()]) &&
           m_document.base()->find(m_document.rawName(entry)) == nullptr;
}

bool PublicationPlanner::planFields(std::size_t index, const CatalogEntry &written, EntryId entry)
{
    bool changed = false;
    for (const Field field : kFields) {
        if (!m_document.isTouched(entry, field)) {
            continue;
        }
        FieldValue value = m_document.effective(entry, field).value;
        if (value != written.info[field]) {
            m_changes.fields.push_back({index, field, std::move(value)});
            changed = true;
        }
    }
    return changed;
}

std::vector<std::string> PublicationPlanner::headerLines() const
{
    if (!m_document.run()) {
        return {};
    }
    const RunIdentity &identity = m_document.run()->identity();
    std::string run = "Kernels of profiling run " + identity.label;
    std::string machine = identity.gpu;
    if (!identity.cuda.empty()) {
        machine += (machine.empty() ? "CUDA " : ", CUDA ") + identity.cuda;
    }
    run += machine.empty() ? "." : " (" + machine + ").";
    run = escapeInvalidUtf8(run);
    return {std::move(run), "Written by Kernel Atlas; edits made here by hand are kept."};
}

} // namespace atlas
