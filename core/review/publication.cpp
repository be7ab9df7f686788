#include "core/review/publication.h"

#include "core/base/file.h"
#include "core/kernel/library.h"
#include "core/review/selection.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace atlas
{

namespace
{
/// Builds the changes to the catalog and, beside them, the lists a person is shown.
class PublicationPlanner
{
public:
    PublicationPlanner(const ReviewDocument &document, const PublicationOptions &options)
        : m_document(document), m_options(options)
    {
    }

    void plan()
    {
        if (m_document.run()) {
            planSelected();
        }
        planExisting();
        if (m_document.catalog()->text().empty()) {
            m_changes.header = headerLines();
        }
    }
    [[nodiscard]] const CatalogChanges &changes() const { return m_changes; }
    [[nodiscard]] Publication takePublication() { return std::move(m_publication); }

private:
    void planSelected()
    {
        const Run &run = *m_document.run();
        for (const KernelId kernel : selectKernels(run, m_options.selection, m_options.order)) {
            m_selected.insert(m_document.entryOf(kernel).index());
        }
        for (const KernelId kernel : orderedKernels(run, m_options.order, m_options.selection.top)) {
            const EntryId entry = m_document.entryOf(kernel);
            const bool inCatalog = m_document.isInCatalog(entry);
            // An edit says that a person wants the kernel, whether or not it is among the largest.
            const bool wanted = m_selected.contains(entry.index()) || m_document.hasOverrides(entry);
            if (inCatalog || wanted) {
                m_changes.order.emplace_back(m_document.rawName(entry));
            }
            if (wanted && !inCatalog) {
                add(entry);
            }
        }
    }

    void add(EntryId entry)
    {
        KernelEntry added{std::string(m_document.rawName(entry)), m_document.info(entry)};
        if (m_options.strictLibraries) {
            added.info[Field::SourceLib] = std::string(strictLibrary(added.info.text(Field::SourceLib)));
        }
        m_publication.added.push_back(added.rawName);
        m_changes.added.push_back(std::move(added));
    }

    void planExisting()
    {
        const std::vector<CatalogEntry> &entries = m_document.catalog()->entries();
        std::unordered_set<std::string_view> seen;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            // Of several entries with one name only the first is edited; the checker reports the others.
            const std::optional<EntryId> entry = m_document.find(entries[i].rawName);
            if (!entry || !seen.insert(entries[i].rawName).second) {
                continue;
            }
            const bool changed = planFields(i, entries[i], *entry);
            if (changed) {
                m_publication.changed.push_back(entries[i].rawName);
            }
            if (m_document.run() && !m_document.kernelOf(*entry)) {
                m_publication.notInRun.push_back(entries[i].rawName);
            } else if (!changed) {
                m_publication.kept.push_back(entries[i].rawName);
            }
        }
    }

    bool planFields(std::size_t index, const CatalogEntry &written, EntryId entry)
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

    [[nodiscard]] std::vector<std::string> headerLines() const
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
        return {std::move(run), "Written by Kernel Atlas; edits made here by hand are kept."};
    }

    const ReviewDocument &m_document;
    const PublicationOptions &m_options;
    std::unordered_set<std::size_t> m_selected;
    CatalogChanges m_changes;
    Publication m_publication;
};
} // namespace

Result<Publication> planPublication(const ReviewDocument &document, const PublicationOptions &options)
{
    PublicationPlanner planner(document, options);
    planner.plan();
    const Catalog &catalog = *document.catalog();
    Result<CatalogPatch> patch = patchCatalog(catalog, planner.changes());
    if (!patch) {
        return std::unexpected(patch.error());
    }
    Result<Catalog> result = changeCatalog(catalog, planner.changes());
    if (!result) {
        return std::unexpected(result.error());
    }
    Publication publication = planner.takePublication();
    publication.diff = unifiedDiff(catalog.text(), patch->patches, catalog.fileName());
    publication.patches = std::move(patch->patches);
    publication.diagnostics = std::move(patch->diagnostics);
    publication.result = std::make_shared<const Catalog>(std::move(*result));
    return publication;
}

Result<void> writePublication(const Publication &publication, const ReviewDocument &document, const std::filesystem::path &path)
{
    const std::string &before = document.catalog()->text();
    std::error_code error;
    const bool exists = std::filesystem::exists(path, error);
    if (exists && publication.patches.empty() && publication.result->text() == before) {
        return {}; // same bytes: leave the file and its time stamp alone
    }
    const bool isNew = before.empty() && !exists;
    return writeFileAtomically(path, publication.result->text(),
                               ExpectedContent{isNew ? std::nullopt : std::optional(before)});
}

} // namespace atlas
