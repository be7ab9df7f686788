#include "ui/session/settings.h"

#include "core/review/journal.h"
#include "ui/common/text.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
constexpr qsizetype kMaxRecentRuns = 10;
const QString kRecentRuns = u"recentRuns"_s;
const QString kTheme = u"theme"_s;
const QString kGeometry = u"window/geometry"_s;
const QString kSelection = u"publish/selection"_s;
const QString kMemory = u"review/memoryCatalogs"_s;
const QString kTop = u"publish/top"_s;
const QString kCoverage = u"publish/coverage"_s;
} // namespace

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
    paths.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
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
