#pragma once

#include "core/review/publication.h"
#include "ui/session/loadedrun.h"

#include <QObject>

namespace atlas::ui
{

/// An open run with the document under review: what all parts of the run page share. Lives on the GUI thread.
class RunSession : public QObject
{
    Q_OBJECT

public:
    explicit RunSession(std::shared_ptr<LoadedRun> loaded, QObject *parent = nullptr);

    [[nodiscard]] const Run &run() const { return *m_run; }
    [[nodiscard]] const ReviewDocument &document() const { return *m_document; }
    [[nodiscard]] const RuleSet &rules() const { return *m_rules; }
    /// Friendly names, libraries and ops as they are now; made anew only when an edit came since the last call.
    [[nodiscard]] const RowTexts &texts();
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

    bool setField(EntryId entry, Field field, FieldValue value);
    bool resetField(EntryId entry, Field field);
    void undo();
    void redo();

    /// Reviews into another catalog from now on. What a person set so far is kept, as one step of the new history.
    void setCatalog(const CheckedCatalog &catalog, const std::filesystem::path &path);
    /// After publishing: see ReviewDocument::setSaved().
    void setSaved(const CheckedCatalog &written, std::size_t savedIndex, const std::filesystem::path &path);

Q_SIGNALS:
    /// Looks different now.
    void entryChanged(atlas::EntryId entry, atlas::Field field);
    /// Undo, redo or the clean state may have changed.
    void historyChanged();
    /// Undo or redo changed this one: show it.
    void revealRequested(atlas::EntryId entry, atlas::Field field);
    /// Another catalog, or the same with other text: every value may differ.
    void catalogChanged();
    void publicationOptionsChanged();

private:
    void listen();
    void onChange(EntryId entry, Field field);
    void revealLastChange();

    std::shared_ptr<const Run> m_run;
    std::shared_ptr<const RuleSet> m_rules;
    std::unique_ptr<ReviewDocument> m_document;
    RowTexts m_texts;
    bool m_textsAreStale = false;
    std::filesystem::path m_catalogPath;
    std::vector<Diagnostic> m_rulesDiagnostics;
    std::vector<Diagnostic> m_catalogDiagnostics;
    PublicationOptions m_publicationOptions;
    std::optional<std::pair<EntryId, Field>> m_lastChange;
};

} // namespace atlas::ui
