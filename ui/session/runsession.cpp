#include "ui/session/runsession.h"

#include "core/base/file.h"
#include "core/desk/publishing.h"
#include "core/review/entrychecks.h"
#include "ui/common/text.h"
#include "ui/session/catalogwatch.h"
#include "ui/session/sessionjournal.h"

namespace atlas::ui
{

using namespace Qt::StringLiterals;

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
    connect(m_watch, &CatalogWatch::changed, this, [this] {
        lookAtFiles();
        Q_EMIT catalogTouched();
    });
    setPath(m_catalogPath);
}

RunSession::~RunSession() = default;

void RunSession::listen()
{
    m_document->setChangeListener([this](std::span<const EntryChange> changes) { onChanges(changes); });
}

void RunSession::onChanges(std::span<const EntryChange> changes)
{
    std::optional<EntryId> last; // changes of one entry are neighbours
    for (const EntryChange &change : changes) {
        const std::optional<KernelId> kernel = last == change.entry ? std::nullopt : m_document->kernelOf(change.entry);
        last = change.entry;
        if (kernel) {
            m_texts.update(*m_document, *kernel);
        }
    }
    m_lastChange = changes.back().entry;
    Q_EMIT entriesChanged(changes);
}

std::shared_ptr<const ReviewDocument> RunSession::snapshot() const
{
    return m_document->snapshot();
}

QString RunSession::catalogName() const
{
    return m_catalogPath.empty() ? u"kernels.yaml"_s : fromPath(m_catalogPath.filename());
}

static_assert(std::string_view(kShapeUnfinished) == "shape-unfinished"); // as the handbook explains it

std::vector<Diagnostic> RunSession::problems() const
{
    std::vector<Diagnostic> all = m_run->diagnostics();
    all.insert(all.end(), m_projectDiagnostics.begin(), m_projectDiagnostics.end());
    all.insert(all.end(), m_rulesDiagnostics.begin(), m_rulesDiagnostics.end());
    all.insert(all.end(), m_catalogDiagnostics.begin(), m_catalogDiagnostics.end());
    for (const BrokenShape &shape : brokenOverrides(*m_document)) {
        const std::string name(m_document->rawName(shape.entry));
        all.push_back({Severity::Error,
                       kShapeUnfinished,
                       std::string(key(shape.field)) + " of " +
                           m_document->info(shape.entry).text(Field::FriendlyName) + ": " + shape.message,
                       {},
                       name,
                       0});
    }
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
    const std::string &known = m_conflicts ? m_conflicts->onDisk : m_document->catalog()->text();
    const Result<std::string> bytes = readFile(m_catalogPath);
    if (bytes && *bytes == known) {
        return std::nullopt;
    }
    return readCheckedCatalog(m_catalogPath).transform([&](CheckedCatalog &&now) {
        return now.onDisk() == known ? std::nullopt : std::optional(std::move(now));
    });
}

RebasePlan RunSession::planGoing(const CheckedCatalog &catalog, const std::filesystem::path &path,
                                 std::optional<std::vector<KernelEntry>> decided) const
{
    return planRebase(*m_document, rebaseTarget(catalog, !isSamePlace(path, m_catalogPath), std::move(decided)));
}

void RunSession::goTo(const RebasePlan &plan, std::span<const MergeSide> sides, const CheckedCatalog &catalog,
                      const std::filesystem::path &path)
{
    applyRebase(*m_document, plan, sides);
    m_conflicts = catalog.conflicts;
    m_isDecided = plan.target.decided.has_value();
    m_catalogDiagnostics = catalog.diagnostics;
    if (path != m_catalogPath && m_journal != nullptr) {
        m_journal->moveTo(*m_document, path);
    }
    setPath(path);
    m_texts = RowTexts::of(*m_document);
    Q_EMIT catalogChanged();
    Q_EMIT historyChanged();
}

void RunSession::setPath(const std::filesystem::path &path)
{
    m_catalogPath = path;
    m_isHalfPublished = false;
    m_watch->setPath(path);
    lookAtFiles();
}

void RunSession::lookAtFiles()
{
    const bool before = std::exchange(m_isOnDisk, false);
    if (!m_catalogPath.empty()) {
        const Result<std::string> catalog = readFile(m_catalogPath);
        const Result<std::string> review = readFile(reviewFilePath(m_catalogPath));
        m_isOnDisk = catalog && *catalog == m_document->catalog()->text() &&
                     (!m_document->review() || review.value_or("") == m_document->review()->text);
    }
    if (before != m_isOnDisk) {
        Q_EMIT historyChanged();
    }
}

bool RunSession::isPublished() const
{
    return m_isOnDisk && !m_conflicts && !m_document->isModified();
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
        Q_EMIT revealRequested(*m_lastChange);
    }
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

void RunSession::setPublished(const Publication &publication, const WrittenFiles &written,
                              std::vector<Diagnostic> diagnostics, std::size_t savedIndex,
                              const std::filesystem::path &path)
{
    setWritten(*m_document, publication, written, savedIndex);
    if (m_journal != nullptr) {
        m_journal->moveTo(*m_document, path);
        if (written.review) {
            m_journal->noteSaved(publication, savedIndex);
        }
    }
    setPath(path);
    m_isHalfPublished = !written.review;
    m_conflicts.reset();
    m_catalogDiagnostics = std::move(diagnostics);
    m_texts = RowTexts::of(*m_document);
    Q_EMIT catalogChanged();
    Q_EMIT historyChanged();
}

} // namespace atlas::ui
