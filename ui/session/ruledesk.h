#pragma once

#include "ui/session/latesttask.h"
#include "ui/session/runsession.h"

#include <QFileSystemWatcher>
#include <QTimer>

namespace atlas::ui
{

/// The packs that the open run is read by: switches them, and reads them again when their files change. Work runs on a
/// worker; the session gets rules and readings together. A file that has become broken keeps what it held before.
class RuleDesk : public QObject
{
    Q_OBJECT

public:
    RuleDesk(RunSession &session, const LoadedRun &loaded, QObject *parent = nullptr);

    [[nodiscard]] const RuleSetOptions &options() const { return m_options; }
    /// In the order in which they are searched.
    [[nodiscard]] const std::vector<PackReport> &packs() const { return m_loaded.packs; }
    /// "standard", "2 packs over standard", "seed".
    [[nodiscard]] QString title() const;
    /// Whether a pack could not be read as it is now.
    [[nodiscard]] bool hasErrors() const;
    [[nodiscard]] bool isBusy() const { return m_task.isRunning(); }

    /// Reads by exactly `pack` (seed, standard, a file), or by the person's packs over standard when it is empty.
    void use(const QString &pack);
    /// Reads the files again.
    void reload();

Q_SIGNALS:
    /// Packs, their findings or what is being worked on changed.
    void changed();
    /// A switch to this pack worked; empty: to the person's packs over standard.
    void packChosen(const QString &pack);
    /// What the last switch or reload did, in a sentence.
    void messageRequested(const QString &message);

private:
    struct Outcome
    {
        Result<LoadedRuleSet> loaded = failure({});
        std::shared_ptr<const InferenceTable> readings;
    };

    void start(const RuleSetOptions &options, bool isSwitch);
    void take(const RuleSetOptions &options, bool isSwitch, Outcome outcome);
    void watch();

    RunSession &m_session;
    RuleSetOptions m_options;
    LoadedRuleSet m_loaded;
    QFileSystemWatcher m_watcher;
    QTimer m_soon; ///< editors write in several steps
    LatestTask<Outcome> m_task;
};

} // namespace atlas::ui
