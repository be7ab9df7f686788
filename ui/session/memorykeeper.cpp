#include "ui/session/memorykeeper.h"

#include "ui/common/text.h"

#include <QFileInfo>

#include <chrono>

namespace atlas::ui
{

using namespace std::chrono_literals;

namespace
{
/// Lets a burst of edits pass before the document is copied.
constexpr auto kPause = 250ms;
constexpr std::size_t kMaxSimilar = 3;

std::shared_ptr<const DecisionMemory> memoryOf(const QStringList &catalogs)
{
    auto memory = std::make_shared<DecisionMemory>();
    for (const QString &path : catalogs) {
        if (const auto read = readCheckedCatalog(toPath(path))) {
            memory->addCatalog(*read->catalog, read->review, toUtf8(QFileInfo(path).fileName()));
        }
    }
    return memory;
}
} // namespace

MemoryKeeper::MemoryKeeper(RunSession &session, QObject *parent) : QObject(parent), m_session(session)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &MemoryKeeper::start);
    connect(&session, &RunSession::historyChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&session, &RunSession::catalogChanged, &m_pause, qOverload<>(&QTimer::start));
    m_pause.start();
}

void MemoryKeeper::setCatalogs(const QStringList &paths)
{
    m_catalogs = paths;
    m_task.cancel(); // it reads the others
    if (m_known) {   // what it knows of the others is old
        auto known = std::make_shared<Known>(*m_known);
        known->outside = nullptr;
        m_known = std::move(known);
    }
    m_pause.start();
}

std::shared_ptr<const MemoryKeeper::Known> MemoryKeeper::collect(const ReviewDocument &document,
                                                                 const std::string &name, const QStringList &catalogs,
                                                                 const std::shared_ptr<const Known> &before)
{
    auto known = std::make_shared<Known>();
    known->outside = before && before->outside ? before->outside : memoryOf(catalogs);
    known->memory = *known->outside;
    known->memory.addDocument(document, name);
    if (before && before->seed) {
        known->seed = before->seed;
    } else if (auto loaded = loadRuleSet({"seed", false, {}})) {
        known->seed = loaded->rules;
    }
    return known;
}

void MemoryKeeper::start()
{
    m_task.start(
        [document = m_session.snapshot(), name = toUtf8(m_session.catalogName()), catalogs = m_catalogs,
         before = m_known](const std::stop_token & /*stop*/) { return collect(*document, name, catalogs, before); },
        [this](std::shared_ptr<const Known> known) {
            m_known = std::move(known);
            Q_EMIT changed();
        });
}

std::vector<Offer> MemoryKeeper::offers(EntryId entry) const
{
    return m_known ? offersFor(m_session.document(), entry, m_known->memory, m_known->seed.get(), kMaxSimilar)
                   : std::vector<Offer>();
}

bool MemoryKeeper::takeAllExact(std::span<const EntryId> entries)
{
    return m_known && m_session.apply(atlas::takeAllExact(m_session.document(), entries, m_known->memory));
}

} // namespace atlas::ui
