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
    m_pause.start();
}

std::shared_ptr<const MemoryKeeper::Known> MemoryKeeper::collect(const ReviewDocument &document,
                                                                 const std::string &name, const QStringList &catalogs,
                                                                 std::shared_ptr<const RuleSet> seed)
{
    auto known = std::make_shared<Known>();
    known->memory.addDocument(document, name);
    for (const QString &path : catalogs) {
        if (const auto read = readCheckedCatalog(toPath(path))) {
            known->memory.addCatalog(*read->catalog, read->review, toUtf8(QFileInfo(path).fileName()));
        }
    }
    if (!seed) {
        auto loaded = loadRuleSet({"seed", false, {}});
        seed = loaded ? loaded->rules : nullptr;
    }
    known->seed = std::move(seed);
    return known;
}

void MemoryKeeper::start()
{
    m_task.start([document = m_session.snapshot(), name = toUtf8(m_session.catalogName()), catalogs = m_catalogs,
                  seed = m_known ? m_known->seed : nullptr](
                     const std::stop_token & /*stop*/) { return collect(*document, name, catalogs, seed); },
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
