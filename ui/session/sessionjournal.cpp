#include "ui/session/sessionjournal.h"

#include "ui/common/text.h"

#include <chrono>

namespace atlas::ui
{

using namespace std::chrono_literals;

SessionJournal::SessionJournal(std::filesystem::path root, std::filesystem::path run, QObject *parent)
    : QObject(parent), m_root(std::move(root)), m_run(std::move(run))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(700ms);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        const Result<void> flushed = m_journal ? m_journal->flush() : Result<void>();
        if (!flushed) {
            report(flushed.error());
        }
    });
}

void SessionJournal::begin(ReviewDocument &document, const std::filesystem::path &catalog)
{
    m_catalog = catalog.empty() ? placelessCatalog(m_run) : catalog;
    auto journal = Journal::start(m_root, m_catalog, document, m_run);
    if (!journal) {
        report(journal.error());
        return;
    }
    m_journal = std::move(*journal);
    attach(document);
}

void SessionJournal::goOn(ReviewDocument &document, const std::filesystem::path &catalog,
                          std::unique_ptr<Journal> journal)
{
    m_catalog = catalog.empty() ? placelessCatalog(m_run) : catalog;
    m_journal = std::move(journal);
    attach(document);
}

void SessionJournal::attach(ReviewDocument &document)
{
    keepJournal(document, *m_journal, [this](const Error &error) { report(error); });
}

void SessionJournal::report(const Error &error)
{
    if (!std::exchange(m_hasReported, true)) {
        Q_EMIT problem(tr("Edits are not kept if the program ends before you publish: %1").arg(errorText(error)));
    }
}

void SessionJournal::noteSaving(const Publication &publication, std::size_t index)
{
    const Result<void> noted = m_journal ? atlas::noteSaving(*m_journal, publication, index) : Result<void>();
    if (!noted) {
        report(noted.error());
    }
}

void SessionJournal::noteSaved(const Publication &publication, std::size_t index)
{
    const Result<void> noted = m_journal ? atlas::noteSaved(*m_journal, publication, index) : Result<void>();
    if (!noted) {
        report(noted.error());
    }
}

void SessionJournal::moveTo(ReviewDocument &document, const std::filesystem::path &catalog)
{
    const std::filesystem::path place = catalog.empty() ? placelessCatalog(m_run) : catalog;
    if (!m_journal || place == m_catalog) {
        return;
    }
    auto moved = m_journal->moveTo(m_root, place);
    if (moved) {
        m_journal = std::move(*moved);
        m_catalog = place;
        attach(document);
    } else {
        report(moved.error());
    }
}

void SessionJournal::close(ReviewDocument &document)
{
    m_pause.stop();
    document.setStepListener({});
    if (m_journal) {
        m_journal->remove();
        m_journal.reset();
    }
}

std::vector<long> SessionJournal::otherProcesses() const
{
    return m_journal ? m_journal->otherProcesses() : std::vector<long>();
}

} // namespace atlas::ui
