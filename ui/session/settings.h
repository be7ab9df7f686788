#pragma once

#include "core/review/publication.h"
#include "ui/common/language.h"
#include "ui/common/theme.h"
#include "ui/session/rememberedpacks.h"

#include <QByteArray>
#include <QSettings>
#include <QStringList>

#include <cstdint>
#include <filesystem>
#include <optional>

namespace atlas::ui
{

/// Whether there is something at `path`, which may name one table of a file ("log.md#2").
[[nodiscard]] bool isRunThere(const QString &path);

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
    /// Forgets them, and all that was kept of runs.
    void clearRecentRuns();

    /// A run that is open, to be opened again at the next start.
    struct OpenRun
    {
        QString run;     ///< path; empty: none is open
        QString catalog; ///< that was chosen for it; empty: what loading finds
    };
    [[nodiscard]] OpenRun openRun() const;
    /// On disk at once: what ends the program may be a crash.
    void setOpenRun(const OpenRun &open);
    /// The comparison that is open, as toBytes() says it; empty: none is.
    [[nodiscard]] QByteArray openComparison() const;
    void setOpenComparison(const QByteArray &comparison);
    /// What can end the program while it is opened.
    enum class Opening : std::uint8_t
    {
        Run,
        Comparison
    };
    /// This process is about to open `what`; empty: it stands. On disk at once.
    void setOpening(Opening opening, const QString &what);
    /// What processes that are gone were opening when they ended; told once.
    [[nodiscard]] QStringList takeEndedOpenings(Opening opening);
    /// Whether a start without a run opens the last one again; true until a person says otherwise.
    [[nodiscard]] bool reopensRun() const;
    void setReopensRun(bool reopens);

    /// How the run at this path was left, as toBytes() says it; empty when not known. Kept are the 20 runs that were
    /// used last.
    [[nodiscard]] QByteArray runView(const QString &run) const;
    void setRunView(const QString &run, const QByteArray &view);
    [[nodiscard]] RememberedPacks rulePacks() const;
    /// Empty: the usual ones.
    void setRulePack(const QString &run, const QString &pack);

    [[nodiscard]] ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    /// The language of the window from the next start on.
    [[nodiscard]] LanguageChoice language() const;
    void setLanguage(LanguageChoice language);

    /// Size of text in percent of the usual one.
    [[nodiscard]] int textZoom() const;
    void setTextZoom(int percent);
    [[nodiscard]] QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);
    /// State of the splitter or header called `name`; empty when not known.
    [[nodiscard]] QByteArray layout(const QString &name) const;
    void setLayout(const QString &name, const QByteArray &state);
    /// Whether the pane called `name` is shown; true until a person hides it.
    [[nodiscard]] bool isPaneShown(const QString &name) const;
    void setPaneShown(const QString &name, bool shown);

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

    /// Keys that a person gave to the command `id` instead of its own, portable; nothing when it has its own.
    [[nodiscard]] std::optional<QStringList> keys(const QString &id) const;
    void setKeys(const QString &id, const QStringList &keys);
    void resetKeys(const QString &id);

    /// Where edits that are not published yet are kept.
    [[nodiscard]] const std::filesystem::path &journalRoot() const { return m_journalRoot; }

private:
    void keepOfRun(const QString &run, const QString &what, const QVariant &value);

    std::filesystem::path m_journalRoot;
    std::filesystem::path m_dataFolder;
    mutable QSettings m_store;
};

} // namespace atlas::ui
