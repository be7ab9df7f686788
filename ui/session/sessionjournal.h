#pragma once

#include "core/review/journal.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <memory>

namespace atlas::ui
{

/// The journal of an open document, told of saves and flushed soon after each edit. Without one that can be written the
/// work goes on, and the person is told once.
class SessionJournal : public QObject
{
    Q_OBJECT

public:
    /// Keeps journals below `root`; `run` is what was opened.
    SessionJournal(std::filesystem::path root, std::filesystem::path run, QObject *parent);

    /// Begins anew: `document` was just opened from `catalog` (empty: it has no place yet).
    void begin(ReviewDocument &document, const std::filesystem::path &catalog);
    /// Goes on with a journal that was taken up again.
    void goOn(ReviewDocument &document, const std::filesystem::path &catalog, std::unique_ptr<Journal> journal);
    /// An edit was made: on disk for certain within a second.
    void flushSoon() { m_pause.start(); }
    void noteSaving(const Publication &publication, std::size_t index);
    /// Both files were written.
    void noteSaved(const Publication &publication, std::size_t index);
    /// The document is of another catalog from now on.
    void moveTo(ReviewDocument &document, const std::filesystem::path &catalog);
    /// Nothing of it is to be offered again.
    void close(ReviewDocument &document);
    /// Other processes that have the catalog open.
    [[nodiscard]] std::vector<long> otherProcesses() const;

Q_SIGNALS:
    void problem(const QString &message);

private:
    void attach(ReviewDocument &document);
    void report(const Error &error);

    std::filesystem::path m_root;
    std::filesystem::path m_run;
    std::filesystem::path m_catalog; ///< that the journal is of
    std::unique_ptr<Journal> m_journal;
    QTimer m_pause;
    bool m_hasReported = false;
};

} // namespace atlas::ui
