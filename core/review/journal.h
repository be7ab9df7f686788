#pragma once

#include "core/base/result.h"
#include "core/review/editlog.h"
#include "core/review/publication.h"
#include "core/review/reviewdocument.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace atlas
{

/// $XDG_STATE_HOME/kernel-atlas/journal, or ~/.local/state/kernel-atlas/journal.
[[nodiscard]] std::filesystem::path journalRoot();

/// The edits of one open document as they happen, on disk: a killed process loses nothing, lost power at most what came
/// after the last flush(). A folder `<root>/<hash of the catalog's path>` with `edits.jsonl`, the files that its lines
/// name by hash, and `lock`, which is held while the process lives. Where another process has that folder, or edits
/// wait in it to be taken up again, `-2` to `-9` follow.
class Journal
{
public:
    /// Begins a journal for `document`, of the catalog at `catalog` (`run` may be empty).
    [[nodiscard]] static Result<std::unique_ptr<Journal>> start(const std::filesystem::path &root,
                                                                const std::filesystem::path &catalog,
                                                                const ReviewDocument &document,
                                                                const std::filesystem::path &run = {});
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;
    /// Leaves the files where they are: what is in them and not saved is offered at the next start.
    ~Journal();

    /// Writes the line at once. An error leaves the journal as it was before.
    [[nodiscard]] Result<void> append(const LogLine &line);
    /// Makes what was appended safe against loss of power; cheap when there is nothing new. Call it within a second of
    /// an edit.
    [[nodiscard]] Result<void> flush();
    /// Before writing `catalog` and `review` (empty: none kept), the state at `index`: keeps the bytes that will be on
    /// disk.
    [[nodiscard]] Result<void> noteSaving(std::size_t index, const std::string &catalog, const std::string &review);
    /// After it. Forgets bytes that no line needs any more.
    [[nodiscard]] Result<void> noteSaved(std::size_t index, const std::string &catalog, const std::string &review);
    /// Before a step that merges with `catalog`: keeps those bytes.
    [[nodiscard]] Result<std::string> keepBytes(const std::string &bytes);
    /// The document was closed and nothing is to be offered again.
    void remove();
    /// A journal with the same lines for the catalog at `catalog`: a new one got its place, or a copy was saved. This
    /// one is empty afterwards; after an error it is as it was.
    [[nodiscard]] Result<std::unique_ptr<Journal>> moveTo(const std::filesystem::path &root,
                                                          const std::filesystem::path &catalog);

    [[nodiscard]] const std::filesystem::path &folder() const { return m_folder; }
    /// Processes that have the same catalog open now; looks again each time.
    [[nodiscard]] std::vector<long> otherProcesses() const;

private:
    friend class JournalRecovery;
    struct Files;

    Journal(std::filesystem::path folder, std::unique_ptr<Files> files);

    std::filesystem::path m_folder;
    std::unique_ptr<Files> m_files;
};

/// Lets every edit, undo and redo of `document` go to `journal` before it is done. `onError` is told when a line could
/// not be written; the edit is done all the same. Both must outlive the document's listener (setStepListener({}) ends
/// it).
void keepJournal(ReviewDocument &document, Journal &journal, std::function<void(const Error &)> onError);

/// What noteSaving() and noteSaved() have to be told of `publication`, of the state at `index`.
[[nodiscard]] Result<void> noteSaving(Journal &journal, const Publication &publication, std::size_t index);
[[nodiscard]] Result<void> noteSaved(Journal &journal, const Publication &publication, std::size_t index);

/// writePublication() and setPublished() with the journal told before and after, so that a save that is cut off is
/// understood later.
[[nodiscard]] Result<void> publishWithJournal(const Publication &publication, ReviewDocument &document,
                                              std::size_t savedIndex, const std::filesystem::path &path,
                                              Journal &journal);

/// The path under which edits of `run` are kept while its catalog has no place: a name, never a file.
[[nodiscard]] std::filesystem::path placelessCatalog(const std::filesystem::path &run);

/// Edits that a session left behind.
struct JournalOffer
{
    std::filesystem::path folder;
    std::filesystem::path catalog; ///< empty: it has no place yet
    std::filesystem::path run;
    std::filesystem::file_time_type modified;
    /// What can be undone of them, the words of the history, oldest first.
    std::vector<std::string> unsaved;
};
/// Journals below `root` that no process has open and that hold unsaved edits, newest first; with `catalog` only those
/// of that file.
[[nodiscard]] std::vector<JournalOffer> findJournals(const std::filesystem::path &root,
                                                     const std::optional<std::filesystem::path> &catalog = {});

/// A document as it was when its process ended, with its history and a journal that goes on.
struct RecoveredDocument
{
    std::unique_ptr<ReviewDocument> document;
    std::unique_ptr<Journal> journal;
    LogHeader header;
    std::vector<Diagnostic> diagnostics;
};
/// Takes up the journal in `folder`. The document's catalog() is what the session last knew to be on disk; where the
/// file holds other bytes by now, someone else changed it: planRebase(). Attach a run afterwards.
[[nodiscard]] Result<RecoveredDocument> recoverJournal(const std::filesystem::path &folder);

} // namespace atlas
