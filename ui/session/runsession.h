#pragma once

#include "core/desk/rebase.h"
#include "core/review/publication.h"
#include "ui/session/loadedrun.h"

#include <QObject>

#include <span>

namespace atlas
{
class Journal;
} // namespace atlas

namespace atlas::ui
{

class CatalogWatch;
class SessionJournal;

/// Code of the problem that a shape was not finished; its sourceLine is the kernel's raw name.
inline constexpr const char *kShapeUnfinished = "shape-unfinished";

/// An open run with the document under review: what all parts of the run page share. Lives on the GUI thread.
class RunSession : public QObject
{
    Q_OBJECT

public:
    explicit RunSession(std::shared_ptr<LoadedRun> loaded, QObject *parent = nullptr);
    ~RunSession() override;

    [[nodiscard]] const Run &run() const { return *m_run; }
    [[nodiscard]] const ReviewDocument &document() const { return *m_document; }
    [[nodiscard]] const RuleSet &rules() const { return *m_rules; }
    [[nodiscard]] const std::shared_ptr<const RuleSet> &sharedRules() const { return m_rules; }
    /// Friendly names, libraries, ops and states as they are now.
    [[nodiscard]] const RowTexts &texts() const { return m_texts; }
    /// A copy of the document that a worker may keep.
    [[nodiscard]] std::shared_ptr<const ReviewDocument> snapshot() const;

    /// Empty while the catalog has no place yet.
    [[nodiscard]] const std::filesystem::path &catalogPath() const { return m_catalogPath; }
    /// The catalog's file name; kernels.yaml while it has none.
    [[nodiscard]] QString catalogName() const;
    /// Problems of the run, the rules and the catalog, in this order.
    [[nodiscard]] std::vector<Diagnostic> problems() const;
    [[nodiscard]] const PublicationOptions &publicationOptions() const { return m_publicationOptions; }
    void setPublicationOptions(const PublicationOptions &options);

    /// Reads by other rules from now on; `readings` are theirs. What a person set or accepted stays.
    void setRules(std::shared_ptr<const RuleSet> rules, std::shared_ptr<const InferenceTable> readings,
                  std::vector<Diagnostic> diagnostics);

    bool setField(EntryId entry, Field field, FieldValue value);
    bool resetField(EntryId entry, Field field);
    /// Takes all overrides of the entry back, as one step.
    bool resetFields(EntryId entry);
    bool setState(std::span<const EntryId> entries, ReviewState state);
    bool setNote(EntryId entry, std::string note);
    bool setPicked(std::span<const EntryId> entries, std::optional<bool> picked);
    /// Applies planned edits as one step.
    bool apply(EditGroup group);
    void undo();
    void redo();

    /// Keeps every edit in a journal below `root` from now on. With `journal`, which was taken up with the document, it
    /// goes on with that one.
    void keepJournal(const std::filesystem::path &root, std::unique_ptr<Journal> journal = {});
    /// What is not published is not to be offered again.
    void discardJournal();
    /// Before writing what was planned at the step `index`.
    void noteSaving(const Publication &publication, std::size_t index);
    /// Other processes that have the same catalog open.
    [[nodiscard]] std::vector<long> otherProcesses() const;
    /// What the catalog's file holds, if that is not what the document was read from: someone else changed it.
    [[nodiscard]] Result<std::optional<CheckedCatalog>> changedOnDisk() const;
    /// Conflict markers of git in the catalog's file that are not decided yet, or decided and not published; else null.
    [[nodiscard]] const std::shared_ptr<const CatalogConflicts> &conflicts() const { return m_conflicts; }
    [[nodiscard]] bool hasUndecidedConflicts() const { return m_conflicts && !m_isDecided; }
    /// Whether both files were found to hold what the document holds, and nothing was edited since. False too while the
    /// catalog has no place.
    [[nodiscard]] bool isPublished() const;
    /// Whether a file of the catalog is not there any more, or not as it was read or written.
    [[nodiscard]] bool isOtherOnDisk() const { return !m_isOnDisk; }
    /// What going to `catalog`, which was read from `path`, would mean. With conflict markers, `decided` is what it is
    /// to say (decidedEntries()). Nothing changes yet.
    [[nodiscard]] RebasePlan planGoing(const CheckedCatalog &catalog, const std::filesystem::path &path,
                                       std::optional<std::vector<KernelEntry>> decided = {}) const;
    /// Goes there: one step of the history. Another catalog, the same as someone else changed it, decided conflicts:
    /// nothing else replaces what is reviewed.
    void goTo(const RebasePlan &plan, std::span<const MergeSide> sides, const CheckedCatalog &catalog,
              const std::filesystem::path &path);
    /// Whether the last publishing wrote the catalog and met a fault before its review file.
    [[nodiscard]] bool isHalfPublished() const { return m_isHalfPublished; }
    /// After publishing to `path`, where at least the catalog was written; `diagnostics` are what the checker says of
    /// it now.
    void setPublished(const Publication &publication, const WrittenFiles &written, std::vector<Diagnostic> diagnostics,
                      std::size_t savedIndex, const std::filesystem::path &path);

Q_SIGNALS:
    /// These look different now: the whole of one step. The span lasts as long as the call.
    void entriesChanged(std::span<const atlas::EntryChange> changes);
    /// Undo, redo or the clean state may have changed.
    void historyChanged();
    /// Undo or redo changed this one: show it.
    void revealRequested(atlas::EntryId entry);
    /// Another catalog, or the same with other text, or other rules: every value may differ.
    void catalogChanged();
    /// Read by other rules; catalogChanged() follows.
    void rulesChanged();
    void publicationOptionsChanged();
    /// The catalog's file may have been changed by someone else.
    void catalogTouched();
    /// The journal cannot be written.
    void journalProblem(const QString &message);

private:
    void listen();
    void onChanges(std::span<const EntryChange> changes);
    void setPath(const std::filesystem::path &path);
    /// Reads both files again.
    void lookAtFiles();
    /// Tells about the history when something changed; `changed` itself.
    bool told(bool changed);
    void revealLastChange();

    std::shared_ptr<const Run> m_run;
    std::shared_ptr<const RuleSet> m_rules;
    std::unique_ptr<ReviewDocument> m_document;
    RowTexts m_texts;
    std::filesystem::path m_catalogPath;
    std::vector<Diagnostic> m_projectDiagnostics;
    std::vector<Diagnostic> m_rulesDiagnostics;
    std::vector<Diagnostic> m_catalogDiagnostics;
    PublicationOptions m_publicationOptions;
    std::optional<EntryId> m_lastChange;
    std::shared_ptr<const CatalogConflicts> m_conflicts;
    bool m_isDecided = false;
    bool m_isHalfPublished = false;
    bool m_isOnDisk = false; ///< both files held what was read or written when they were looked at last
    CatalogWatch *m_watch;
    SessionJournal *m_journal = nullptr;
};

} // namespace atlas::ui
