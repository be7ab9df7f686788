#pragma once

#include "core/review/publication.h"
#include "ui/common/theme.h"

#include <QByteArray>
#include <QSettings>
#include <QStringList>

#include <filesystem>

namespace atlas::ui
{

/// What the program remembers between sessions, each thing with its type.
class Settings
{
public:
    /// The person's own settings.
    Settings();
    /// Settings in `file`, for tests and pictures.
    explicit Settings(const QString &file);

    /// Paths of runs, latest first; those that are gone are left out.
    [[nodiscard]] QStringList recentRuns() const;
    void addRecentRun(const QString &path);
    void clearRecentRuns();

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);

    [[nodiscard]] QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);
    /// State of the splitter or header called `name`; empty when not known.
    [[nodiscard]] QByteArray layout(const QString &name) const;
    void setLayout(const QString &name, const QByteArray &state);

    /// Where the program keeps what a person decided outside of catalogs; beside the file of tests and pictures.
    [[nodiscard]] std::filesystem::path dataFolder() const;
    /// Wall time of an iteration in ms that a person typed for `stage`, a key of run and stage; 0 when not known.
    [[nodiscard]] double wallTimeMs(const QString &stage) const;
    void setWallTimeMs(const QString &stage, double ms);

    [[nodiscard]] SelectionOptions selection() const;
    void setSelection(const SelectionOptions &selection);

    /// Catalogs whose decisions are offered for the same and for similar kernels; those that are gone are left out.
    [[nodiscard]] QStringList memoryCatalogs() const;
    void setMemoryCatalogs(const QStringList &paths);

    /// Where edits that are not published yet are kept.
    [[nodiscard]] const std::filesystem::path &journalRoot() const { return m_journalRoot; }

private:
    std::filesystem::path m_journalRoot;
    std::filesystem::path m_dataFolder;
    mutable QSettings m_store;
};

} // namespace atlas::ui
