#pragma once

#include "core/review/memory.h"
#include "ui/session/latesttask.h"
#include "ui/session/runsession.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <vector>

namespace atlas::ui
{

/// What was decided before, of this document and of the catalogs that the person added; collected in the background a
/// moment after each change.
class MemoryKeeper : public QObject
{
    Q_OBJECT

public:
    explicit MemoryKeeper(RunSession &session, QObject *parent = nullptr);

    void setCatalogs(const QStringList &paths);
    /// Whether the latest change was collected.
    [[nodiscard]] bool isCurrent() const { return m_known && !m_pause.isActive() && !m_task.isRunning(); }
    /// What could be taken for `entry`; empty until the first collection is done.
    [[nodiscard]] std::vector<Offer> offers(EntryId entry) const;
    /// Takes for each unreviewed kernel of `entries` what was decided of the same name, as one step; how many kernels
    /// changed is in the step's words. False when there was nothing to take.
    bool takeAllExact(std::span<const EntryId> entries);

Q_SIGNALS:
    void changed();

private:
    struct Known
    {
        DecisionMemory memory;
        /// Of the added catalogs alone, and the seed's rules: read once, then handed on.
        std::shared_ptr<const DecisionMemory> outside;
        std::shared_ptr<const RuleSet> seed;
    };
    void start();
    static std::shared_ptr<const Known> collect(const ReviewDocument &document, const std::string &name,
                                                const QStringList &catalogs,
                                                const std::shared_ptr<const Known> &before);

    RunSession &m_session;
    QStringList m_catalogs;
    std::shared_ptr<const Known> m_known;
    QTimer m_pause;
    LatestTask<std::shared_ptr<const Known>> m_task;
};

} // namespace atlas::ui
