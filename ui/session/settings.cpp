#include "ui/session/settings.h"

#include "core/review/journal.h"
#include "core/run/runlayout.h"
#include "ui/common/text.h"
#include "ui/common/textzoom.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <cerrno>

#include <csignal>
#include <sys/types.h>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr qsizetype kMaxRecentRuns = 10;
constexpr qsizetype kMaxKeptRuns = 20;
const QString kRecentRuns = u"recentRuns"_s;
const QString kOpenRun = u"session/run"_s;
const QString kOpenCatalog = u"session/catalog"_s;
const QString kOpenComparison = u"session/comparison"_s;
const QString kReopens = u"session/reopens"_s;
const QString kOpenings = u"opening"_s;      // a group for each kind, a key for each process
const QString kRuns = u"runs"_s;             // a group for each run
const QString kRunOrder = u"session/runs"_s; // their keys, the latest first
const QString kPath = u"path"_s;
const QString kView = u"view"_s;
const QString kPack = u"pack"_s;
const QString kTheme = u"theme"_s;
const QString kLanguage = u"language"_s;
const QString kTextZoom = u"window/textZoom"_s;
const QString kGeometry = u"window/geometry"_s;
const QString kSelection = u"publish/selection"_s;
const QString kMemory = u"review/memoryCatalogs"_s;
const QString kTop = u"publish/top"_s;
const QString kCoverage = u"publish/coverage"_s;

/// The key of a run's group: a path has characters that separate groups.
QString keyOf(const QString &run)
{
    const QByteArray path = QDir::cleanPath(run).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(path, QCryptographicHash::Sha1).toHex());
}

QString groupOf(Settings::Opening opening)
{
    return kOpenings + (opening == Settings::Opening::Run ? u"/run"_s : u"/comparison"_s);
}

/// A mark of this process's number that it did not set itself is of an earlier process.
bool isGone(qint64 process)
{
    return process <= 0 || process == QCoreApplication::applicationPid() ||
           (::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH);
}

QString entryOf(const QString &key, const QString &what)
{
    return kRuns + u'/' + key + u'/' + what;
}
} // namespace

bool isRunThere(const QString &path)
{
    return QFileInfo::exists(fromPath(splitTablePath(toPath(path)).file));
}

Settings::Settings()
    : m_journalRoot(atlas::journalRoot()),
      m_dataFolder(toPath(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)) / "kernel-atlas"),
      m_store(QSettings::IniFormat, QSettings::UserScope, u"kernel-atlas"_s, u"kernel-atlas"_s)
{
}

Settings::Settings(const QString &file)
    : m_journalRoot(toPath(QFileInfo(file).absolutePath()) / "journal"),
      m_dataFolder(toPath(QFileInfo(file).absolutePath()) / "data"), m_store(file, QSettings::IniFormat)
{
}

QStringList Settings::recentRuns() const
{
    QStringList paths = m_store.value(kRecentRuns).toStringList();
    paths.removeIf([](const QString &path) { return !isRunThere(path); });
    return paths;
}

void Settings::addRecentRun(const QString &path)
{
    QStringList paths = m_store.value(kRecentRuns).toStringList();
    paths.removeAll(path);
    paths.prepend(path);
    m_store.setValue(kRecentRuns, paths.first(std::min(paths.size(), kMaxRecentRuns)));
}

void Settings::clearRecentRuns()
{
    m_store.remove(kRecentRuns);
    m_store.remove(kRuns);
    m_store.remove(kRunOrder);
}

Settings::OpenRun Settings::openRun() const
{
    return {m_store.value(kOpenRun).toString(), m_store.value(kOpenCatalog).toString()};
}

void Settings::setOpenRun(const OpenRun &open)
{
    m_store.setValue(kOpenRun, open.run);
    m_store.setValue(kOpenCatalog, open.catalog);
    m_store.sync();
}

QByteArray Settings::openComparison() const
{
    return m_store.value(kOpenComparison).toByteArray();
}

void Settings::setOpenComparison(const QByteArray &comparison)
{
    if (comparison != openComparison()) { // each write costs a file
        m_store.setValue(kOpenComparison, comparison);
    }
}

void Settings::setOpening(Opening opening, const QString &what)
{
    const QString key = groupOf(opening) + u'/' + QString::number(QCoreApplication::applicationPid());
    if (what.isEmpty()) {
        m_store.remove(key);
    } else {
        m_store.setValue(key, what);
    }
    m_store.sync();
}

QStringList Settings::takeEndedOpenings(Opening opening)
{
    m_store.sync(); // another process may have set it
    QStringList ended;
    m_store.beginGroup(groupOf(opening));
    const QStringList processes = m_store.childKeys();
    for (const QString &process : processes) {
        if (isGone(process.toLongLong())) {
            ended += m_store.value(process).toString();
            m_store.remove(process);
        }
    }
    m_store.endGroup();
    m_store.sync();
    return ended;
}

bool Settings::reopensRun() const
{
    return m_store.value(kReopens, true).toBool();
}

void Settings::setReopensRun(bool reopens)
{
    m_store.setValue(kReopens, reopens);
}

QByteArray Settings::runView(const QString &run) const
{
    return m_store.value(entryOf(keyOf(run), kView)).toByteArray();
}

void Settings::setRunView(const QString &run, const QByteArray &view)
{
    keepOfRun(run, kView, view);
}

RememberedPacks Settings::rulePacks() const
{
    RememberedPacks packs;
    for (const QString &key : m_store.value(kRunOrder).toStringList()) {
        const QString pack = m_store.value(entryOf(key, kPack)).toString();
        if (!pack.isEmpty()) {
            packs.emplace(toPath(m_store.value(entryOf(key, kPath)).toString()), toUtf8(pack));
        }
    }
    return packs;
}

void Settings::setRulePack(const QString &run, const QString &pack)
{
    keepOfRun(run, kPack, pack);
}

void Settings::keepOfRun(const QString &run, const QString &what, const QVariant &value)
{
    const QString key = keyOf(run);
    QStringList order = m_store.value(kRunOrder).toStringList();
    if (!order.isEmpty() && order.front() == key && m_store.value(entryOf(key, what)) == value) {
        return; // each write costs a file
    }
    order.removeAll(key);
    order.prepend(key);
    order = order.first(std::min(order.size(), kMaxKeptRuns));
    m_store.setValue(kRunOrder, order);
    m_store.setValue(entryOf(key, kPath), QDir::cleanPath(run));
    m_store.setValue(entryOf(key, what), value);
    m_store.beginGroup(kRuns);
    const QStringList kept = m_store.childGroups();
    m_store.endGroup();
    for (const QString &each : kept) {
        if (!order.contains(each)) {
            m_store.remove(kRuns + u'/' + each);
        }
    }
}

QStringList Settings::memoryCatalogs() const
{
    QStringList paths = m_store.value(kMemory).toStringList();
    paths.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    return paths;
}

void Settings::setMemoryCatalogs(const QStringList &paths)
{
    m_store.setValue(kMemory, paths);
}

ThemeChoice Settings::theme() const
{
    const int stored = m_store.value(kTheme, 0).toInt();
    return stored >= 0 && stored <= 2 ? static_cast<ThemeChoice>(stored) : ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice theme)
{
    m_store.setValue(kTheme, static_cast<int>(theme));
}

LanguageChoice Settings::language() const
{
    return languageNamed(m_store.value(kLanguage).toString()).value_or(LanguageChoice::System);
}

void Settings::setLanguage(LanguageChoice language)
{
    m_store.setValue(kLanguage, key(language));
}

int Settings::textZoom() const
{
    return m_store.value(kTextZoom, kUsualTextZoom).toInt();
}

void Settings::setTextZoom(int percent)
{
    m_store.setValue(kTextZoom, percent);
}

QByteArray Settings::windowGeometry() const
{
    return m_store.value(kGeometry).toByteArray();
}

void Settings::setWindowGeometry(const QByteArray &geometry)
{
    m_store.setValue(kGeometry, geometry);
}

QByteArray Settings::layout(const QString &name) const
{
    return m_store.value(u"layout/"_s + name).toByteArray();
}

void Settings::setLayout(const QString &name, const QByteArray &state)
{
    m_store.setValue(u"layout/"_s + name, state);
}

bool Settings::isPaneShown(const QString &name) const
{
    return m_store.value(u"panes/"_s + name, true).toBool();
}

void Settings::setPaneShown(const QString &name, bool shown)
{
    m_store.setValue(u"panes/"_s + name, shown);
}

std::filesystem::path Settings::dataFolder() const
{
    return m_dataFolder;
}

double Settings::wallTimeMs(const QString &stage) const
{
    return m_store.value(u"wallTime/"_s + stage, 0.0).toDouble();
}

void Settings::setWallTimeMs(const QString &stage, double ms)
{
    if (ms > 0.0) {
        m_store.setValue(u"wallTime/"_s + stage, ms);
    } else {
        m_store.remove(u"wallTime/"_s + stage);
    }
}

std::optional<QStringList> Settings::keys(const QString &id) const
{
    const QString key = u"keys/"_s + id;
    return m_store.contains(key) ? std::optional(m_store.value(key).toStringList()) : std::nullopt;
}

void Settings::setKeys(const QString &id, const QStringList &keys)
{
    m_store.setValue(u"keys/"_s + id, keys);
}

void Settings::resetKeys(const QString &id)
{
    m_store.remove(u"keys/"_s + id);
}

SelectionOptions Settings::selection() const
{
    SelectionOptions selection;
    const int kind = m_store.value(kSelection, 0).toInt();
    selection.kind =
        kind >= 0 && kind <= 2 ? static_cast<SelectionOptions::Kind>(kind) : SelectionOptions::Kind::TopPerTable;
    selection.top = static_cast<std::size_t>(std::max(1, m_store.value(kTop, 20).toInt()));
    selection.coveragePercent = std::clamp(m_store.value(kCoverage, 95.0).toDouble(), 1.0, 100.0);
    return selection;
}

void Settings::setSelection(const SelectionOptions &selection)
{
    m_store.setValue(kSelection, static_cast<int>(selection.kind));
    m_store.setValue(kTop, static_cast<int>(selection.top));
    m_store.setValue(kCoverage, selection.coveragePercent);
}

} // namespace atlas::ui
