#include "ui/session/ruledesk.h"

#include "ui/common/text.h"

#include <QFileInfo>

#include <algorithm>
#include <tuple>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr int kSettleMs = 120;

bool isBroken(const PackReport &pack)
{
    return !pack.findings.empty() && worst(pack.findings) == Severity::Error;
}
} // namespace

RuleDesk::RuleDesk(RunSession &session, const LoadedRun &loaded, QObject *parent)
    : QObject(parent), m_session(session), m_options(loaded.ruleOptions)
{
    m_loaded.rules = loaded.rules;
    m_loaded.packs = loaded.packs;
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSettleMs);
    connect(&m_soon, &QTimer::timeout, this, &RuleDesk::reload);
    const auto later = [this] { m_soon.start(); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, later);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, later);
    watch();
}

QString RuleDesk::title() const
{
    const auto own = std::ranges::count_if(packs(), [](const PackReport &pack) { return !pack.file.empty(); });
    if (!m_options.pack.empty() || own == 0) {
        return packs().empty() ? toQString(m_session.rules().packName()) : toQString(packs().back().name);
    }
    return own == 1 ? tr("%1 over standard").arg(toQString(packs().front().name))
                    : tr("%1 packs over standard").arg(own);
}

bool RuleDesk::hasErrors() const
{
    return std::ranges::any_of(packs(), isBroken);
}

void RuleDesk::use(const QString &pack)
{
    RuleSetOptions options = m_options;
    options.pack = toUtf8(pack);
    start(options, true);
}

void RuleDesk::reload()
{
    start(m_options, false);
}

void RuleDesk::start(const RuleSetOptions &options, bool isSwitch)
{
    m_soon.stop();
    const auto run = m_session.document().run();
    m_task.start(
        [options, run, before = m_loaded](std::stop_token stop) {
            Outcome outcome{loadRuleSet(options, &before), nullptr};
            if (outcome.loaded) {
                outcome.readings = InferenceTable::build(run, outcome.loaded->rules, stop);
            }
            return outcome;
        },
        [this, options, isSwitch](Outcome outcome) { take(options, isSwitch, std::move(outcome)); });
    Q_EMIT changed();
}

void RuleDesk::take(const RuleSetOptions &options, bool isSwitch, Outcome outcome)
{
    if (!outcome.loaded || !outcome.readings) {
        Q_EMIT messageRequested(outcome.loaded ? tr("Reading the rules was stopped.")
                                               : errorText(outcome.loaded.error()));
        Q_EMIT changed();
        return;
    }
    const auto content = [](const PackReport &pack) { return std::tie(pack.file, pack.text, pack.findings); };
    const bool isSame = !isSwitch && std::ranges::equal(m_loaded.packs, outcome.loaded->packs, {}, content, content);
    m_options = options;
    m_loaded = std::move(*outcome.loaded);
    watch();
    if (isSame) { // another file of the folder
        Q_EMIT changed();
        return;
    }
    m_session.setRules(m_loaded.rules, std::move(outcome.readings), m_loaded.diagnostics);
    Q_EMIT changed();
    if (isSwitch) {
        Q_EMIT packChosen(toQString(m_options.pack));
    }
    const auto broken = std::ranges::find_if(m_loaded.packs, &PackReport::isOld);
    if (broken != m_loaded.packs.end()) {
        Q_EMIT messageRequested(
            tr("%1 is broken; what it said before still counts: %2")
                .arg(fromPath(broken->file.filename()), toQString(broken->findings.front().message)));
    } else {
        Q_EMIT messageRequested(tr("Rules: %1").arg(title()));
    }
}

/// Files that are replaced by a rename fall out of the watch, so it is set again after each reload; folders tell of new
/// files.
void RuleDesk::watch()
{
    QStringList paths;
    if (m_options.pack.empty() && m_options.userRules) {
        paths += fromPath(userRulesFolder());
    }
    for (const PackReport &pack : m_loaded.packs) {
        if (!pack.file.empty()) {
            paths += fromPath(pack.file);
            paths += fromPath(pack.file.parent_path());
        }
    }
    paths.removeDuplicates();
    paths.removeIf([this](const QString &path) {
        return path.isEmpty() || !QFileInfo::exists(path) || m_watcher.files().contains(path) ||
               m_watcher.directories().contains(path);
    });
    if (!paths.isEmpty()) {
        m_watcher.addPaths(paths);
    }
}

} // namespace atlas::ui
