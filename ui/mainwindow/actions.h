#pragma once

class QAction;
class QActionGroup;
class QMainWindow;
class QMenu;

namespace atlas::ui
{

/// Property of an action: the KeyScope of its shortcut, where it is not everywhere.
inline constexpr char kKeyScopeProperty[] = "atlasKeyScope";

/// All actions of the window; they belong to it, in menus that show their keys.
struct Actions
{
    explicit Actions(QMainWindow &window);

    QAction *openRun;
    QAction *openSample;
    QMenu *recentRuns;
    QAction *reopenRun;
    QAction *openCatalog;
    QAction *publish;
    QAction *closeRun;
    QAction *quit;

    QAction *undo;
    QAction *redo;
    QAction *copy;
    QAction *editFields;
    QAction *setField;
    QAction *replace;
    QAction *find;

    QAction *accept;
    QAction *reviewFamily;
    QAction *needsWork;
    QAction *unreview;
    QAction *togglePicked;
    QAction *nextUnreviewed;
    QAction *previousUnreviewed;
    QAction *nextSimilar;
    QAction *takeAllExact;
    QAction *takeNewReadings;
    QAction *decideConflicts;
    QMenu *memory;

    QAction *newRule;
    QAction *showRules;
    QAction *reloadRules;

    QAction *nextPane;
    QAction *previousPane;
    QAction *nextTable;
    QAction *previousTable;
    QAction *refresh;
    QAction *showChanges;
    QAction *showProblems;
    QAction *showHistory;
    QAction *detailsShown;
    QAction *belowShown;
    QAction *zoomIn;
    QAction *zoomOut;
    QAction *zoomReset;
    QAction *fullScreen;
    QActionGroup *theme;    ///< data: ThemeChoice
    QActionGroup *language; ///< data: LanguageChoice

    QAction *handbook;
    QAction *shortcuts;
    QAction *about;
};

} // namespace atlas::ui
