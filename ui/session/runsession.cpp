#include "ui/session/runsession.h"

#include "core/base/file.h"
#include "core/catalog/catalogchecker.h"
#include "core/review/conflicteddocument.h"
#include "core/review/documentmerge.h"
#include "ui/common/text.h"
#include "ui/session/catalogwatch.h"
#include "ui/session/sessionjournal.h"

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
/// What a person did in `from`, as edits of `to`: entries are matched by raw name.
EditGroup carriedOver(const ReviewDocument &from, const ReviewDocument &to, std::string text)
{
    EditGroup group{std::move(text), {}};
    for (std::size_t index = 0; index < from.entryCount(); ++index) {
        const auto entry = makeId<EntryId>(index);
        const std::optional<EntryId> target = from.isTouched(entry) ? to.find(from.rawName(entry)) : std::nullopt;
        for (std::size_t slot = 0; target && slot < kSlotCount; ++slot) {
            if (SlotValue value = from.slotValue(entry, static_cast<Slot>(slot)); value.has_value()) {
                group.edits.push_back({*target, static_cast<Slot>(slot), std::move(value)});
            }
        }
    }
    return group;
}
} // namespace

RunSession::RunSession(std::shared_ptr<LoadedRun> loaded, QObject *parent)
    : QObject(parent), m_run(loaded->run), m_rules(loaded->rules), m_document(std::move(loaded->document)),
      m_texts(std::move(loaded->texts)), m_catalogPath(loaded->catalogPath),
      m_projectDiagnostics(std::move(loaded->projectDiagnostics)),
      m_rulesDiagnostics(std::move(loaded->rulesDiagnostics)),
      m_catalogDiagnostics(std::move(loaded->catalogDiagnostics)), m_conflicts(std::move(loaded->conflicts)),
      m_watch(new CatalogWatch(this))
{
    if (loaded->selection) {
        m_publicationOptions.selection = *loaded->selection;
    }
    listen();
    connect(m_watch, &CatalogWatch::changed, this, &RunSession::catalogTouched);
    m_watch->setPath(m_catalogPath);
}

RunSession::~RunSession() = default;

void RunSession::listen()
{
    m_document->setSlotListener([this](EntryId entry, Slot slot) { onChange(entry, slot); });
}

void RunSession::onChange(EntryId entry, Slot slot)
{
    if (const std::optional<KernelId> kernel = m_document->kernelOf(entry)) {
        m_texts.update(*m_document, *kernel);
    }
    m_lastChange = {entry, slot};
    if (isFieldSlot(slot)) {
        Q_EMIT entryChanged(entry, fieldOf(slot));
    } else {
        Q_EMIT reviewChanged(entry);
    }
}

std::shared_ptr<const ReviewDocument> RunSession::snapshot() const
{
    return m_document->snapshot();
}

QString RunSession::catalogName() const
{
    return m_catalogPath.empty() ? u"kernels.yaml"_s : fromPath(m_catalogPath.filename());
}

std::vector<Diagnostic> RunSession::problems() const
{
    std::vector<Diagnostic> all = m_run->diagnostics();
    all.insert(all.end(), m_projectDiagnostics.begin(), m_projectDiagnostics.end());
    all.insert(all.end(), m_rulesDiagnostics.begin(), m_rulesDiagnostics.end());
    all.insert(all.end(), m_catalogDiagnostics.begin(), m_catalogDiagnostics.end());
    return all;
}

void RunSession::setPublicationOptions(const PublicationOptions &options)
{
    m_publicationOptions = options;
    Q_EMIT publicationOptionsChanged();
}

bool RunSession::told(bool changed)
{
    if (changed) {
        Q_EMIT historyChanged();
    }
    return changed;
}

bool RunSession::setField(EntryId entry, Field field, FieldValue value)
{
    return told(m_document->setField(entry, field, std::move(value)));
}

bool RunSession::resetField(EntryId entry, Field field)
{
    return told(m_document->resetField(entry, field));
}

bool RunSession::resetFields(EntryId entry)
{
    EditGroup group{tr("reset the fields of one kernel").toStdString(), {}};
    for (const Field field : kFields) {
        if (m_document->isOverridden(entry, field)) {
            Edit &edit = group.edits.emplace_back();
            edit.entry = entry;
            edit.slot = slotOf(field);
        }
    }
    return told(m_document->apply(std::move(group)));
}

bool RunSession::setState(std::span<const EntryId> entries, ReviewState state)
{
    return told(m_document->setState(entries, state));
}

bool RunSession::setNote(EntryId entry, std::string note)
{
    return told(m_document->setNote(entry, std::move(note)));
}

bool RunSession::setPicked(std::span<const EntryId> entries, std::optional<bool> picked)
{
    return told(m_document->setPicked(entries, picked));
}

bool RunSession::apply(EditGroup group)
{
    return told(m_document->apply(std::move(group)));
}

void RunSession::keepJournal(const std::filesystem::path &root, std::unique_ptr<Journal> journal)
{
    m_journal = new SessionJournal(root, m_run->path(), this);
    connect(m_journal, &SessionJournal::problem, this, &RunSession::journalProblem);
    connect(this, &RunSession::historyChanged, m_journal, &SessionJournal::flushSoon);
    if (journal) {
        m_journal->goOn(*m_document, m_catalogPath, std::move(journal));
    } else {
        m_journal->begin(*m_document, m_catalogPath);
    }
}

void RunSession::discardJournal()
{
    if (m_journal != nullptr) {
        m_journal->close(*m_document);
    }
}

void RunSession::noteSaving(const Publication &publication, std::size_t index)
{
    if (m_journal != nullptr) {
        m_journal->noteSaving(publication, index);
    }
}

std::vector<long> RunSession::otherProcesses() const
{
    return m_journal != nullptr ? m_journal->otherProcesses() : std::vector<long>();
}

Result<std::optional<CheckedCatalog>> RunSession::changedOnDisk() const
{
    std::error_code error;
    if (m_catalogPath.empty() || !std::filesystem::exists(m_catalogPath, error)) {
        return std::nullopt; // publishing makes it again
    }
    // The folder tells of every file in it: most of the time the bytes are those that were read.
    const Result<std::string> bytes = readFile(m_catalogPath);
    if (bytes && *bytes == (m_conflicts ? m_conflicts->onDisk : m_document->catalog()->text())) {
        return std::nullopt;
    }
    return readCheckedCatalog(m_catalogPath).transform([this](CheckedCatalog &&now) {
        const bool isSame = now.catalog->text() == m_document->catalog()->text();
        return isSame ? std::nullopt : std::optional(std::move(now));
    });
}

void RunSession::decideConflicts(std::span<const MergeSide> sides)
{
    atlas::decideConflicts(*m_document, m_conflicts->plan, sides);
    m_isDecided = true;
    m_texts = RowTexts::of(*m_document);
    Q_EMIT catalogChanged();
    Q_EMIT historyChanged();
}

void RunSession::merge(const DocumentMerge &merge, std::span<const MergeSide> sides)
{
    applyDocumentMerge(*m_document, merge, sides);
    m_catalogDiagnostics = checkCatalog(*merge.theirs);
    m_texts = RowTexts::of(*m_document);
    Q_EMIT catalogChanged();
    Q_EMIT historyChanged();
}

void RunSession::undo()
{
    if (m_document->history().canUndo()) {
        m_lastChange.reset();
        m_document->undo();
        revealLastChange();
    }
}

void RunSession::redo()
{
    if (m_document->history().canRedo()) {
        m_lastChange.reset();
        m_document->redo();
        revealLastChange();
    }
}

void RunSession::revealLastChange()
{
    Q_EMIT historyChanged();
    if (m_lastChange) {
        Q_EMIT revealRequested(m_lastChange->first);
    }
}

void RunSession::setCatalog(const CheckedCatalog &catalog, const std::filesystem::path &path)
{
    auto next = std::make_unique<ReviewDocument>(catalog.catalog, catalog.review);
    next->attachRun(m_run, m_document->readings());
    EditGroup edits = carriedOver(*m_document, *next,
                                  tr("edits made before %1 was opened").arg(fromPath(path.filename())).toStdString());
    discardJournal(); // what was edited goes on in the new document's
    m_document = std::move(next);
    m_watch->setPath(path);
    if (m_journal != nullptr) {
        m_journal->begin(*m_document, path);
    }
    if (!edits.edits.empty()) {
        m_document->apply(std::move(edits));
    }
    listen();
    m_catalogPath = path;
    m_catalogDiagnostics = catalog.diagnostics;
    m_conflicts = catalog.conflicts;
    m_isDecided = false;
    m_texts = RowTexts::of(*m_document);
    Q_EMIT catalogChanged();
    Q_EMIT historyChanged();
}

void RunSession::setRules(std::shared_ptr<const RuleSet> rules, std::shared_ptr<const InferenceTable> readings,
                          std::vector<Diagnostic> diagnostics)
{
    m_rules = std::move(rules);
    m_rulesDiagnostics = std::move(diagnostics);
    m_document->setReadings(std::move(readings));
    m_texts = RowTexts::of(*m_document);
    Q_EMIT rulesChanged();
    Q_EMIT catalogChanged();
}

void RunSession::setPublished(const Publication &publication, std::vector<Diagnostic> diagnostics,
                              std::size_t savedIndex, const std::filesystem::path &path)
{
    atlas::setPublished(*m_document, publication, savedIndex);
    if (m_journal != nullptr) {
        m_journal->noteSaved(*m_document, publication, savedIndex, path);
    }
    m_catalogPath = path;
    m_watch->setPath(path);
    m_conflicts.reset();
    m_catalogDiagnostics = std::move(diagnostics);
    m_texts = RowTexts::of(*m_document);
    Q_EMIT catalogChanged();
    Q_EMIT historyChanged();
}

} // namespace atlas::ui
