#include "ui/mainwindow/actions.h"

#include "ui/common/icons.h"
#include "ui/common/keyhint.h"
#include "ui/common/keymap.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QKeySequence>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <optional>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
QString translated(const char *text)
{
    return QCoreApplication::translate("Actions", text);
}

QAction *add(QMenu &menu, const char *text, const QKeySequence &keys, const char *tip,
             std::optional<Symbol> symbol = {})
{
    QAction *action = menu.addAction(translated(text));
    action->setShortcut(keys);
    action->setStatusTip(translated(tip));
    const QString shown = keys.toString(QKeySequence::NativeText);
    action->setToolTip(shown.isEmpty() ? translated(tip) : u"%1 (%2)"_s.arg(translated(tip), shown));
    if (symbol) {
        action->setIcon(icon(*symbol));
    }
    return action;
}

QAction *addToggle(QMenu &menu, const char *text, const QKeySequence &keys, const char *tip, Symbol symbol)
{
    QAction *action = add(menu, text, keys, tip, symbol);
    action->setCheckable(true);
    action->setChecked(true);
    return action;
}

QActionGroup *addThemes(QMenu &view)
{
    QMenu *menu = view.addMenu(icon(Symbol::Theme), translated("&Theme"));
    auto *group = new QActionGroup(&view);
    const auto addTheme = [&](const char *text, ThemeChoice choice) {
        QAction *action = menu->addAction(translated(text));
        action->setCheckable(true);
        action->setData(static_cast<int>(choice));
        group->addAction(action);
    };
    addTheme(QT_TRANSLATE_NOOP("Actions", "As the &system"), ThemeChoice::System);
    addTheme(QT_TRANSLATE_NOOP("Actions", "&Light"), ThemeChoice::Light);
    addTheme(QT_TRANSLATE_NOOP("Actions", "&Dark"), ThemeChoice::Dark);
    return group;
}

void fillFile(Actions &actions, QMenu &menu)
{
    actions.openRun = add(menu, "&Open run…", QKeySequence::Open,
                          "Open a profiling run, a repository or one table file", Symbol::Open);
    actions.recentRuns = menu.addMenu(icon(Symbol::Recent), translated("Open &recent"));
    actions.openSample =
        add(menu, "Open the &sample run", {}, "A small run with invented timings, to look around", Symbol::Sample);
    menu.addSeparator();
    actions.openCatalog = add(menu, "Open &catalog…", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
                              "Review into an existing kernels.yaml; what you set so far is kept", Symbol::File);
    actions.publish =
        add(menu, "&Publish…", QKeySequence::Save, "See and write the changes to the catalog", Symbol::Publish);
    menu.addSeparator();
    actions.reopenRun = menu.addAction(translated("&Reopen the last run at start"));
    actions.reopenRun->setCheckable(true);
    actions.reopenRun->setToolTip(translated("A start without a run opens the one that was open last, as it was left"));
    actions.reopenRun->setStatusTip(actions.reopenRun->toolTip());
    actions.closeRun = add(menu, "Close r&un", QKeySequence::Close, "Back to the start page", Symbol::Close);
    actions.quit = add(menu, "&Quit", QKeySequence(Qt::CTRL | Qt::Key_Q), "Leave the program", Symbol::Quit);
}

void fillEdit(Actions &actions, QMenu &menu)
{
    actions.undo = add(menu, "&Undo", QKeySequence(Qt::CTRL | Qt::Key_Z), "Take the last change back", Symbol::Undo);
    actions.redo = add(menu, "&Redo", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), "Do it again", Symbol::Redo);
    menu.addSeparator();
    actions.copy =
        add(menu, "&Copy rows", {},
            "Copy the selected rows, exact numbers, as tab-separated text (Ctrl+C in the table)", Symbol::Copy);
    actions.editFields =
        add(menu, "&Edit fields", {}, "Go to the fields of the current kernel (E in the table)", Symbol::Edit);
    actions.setField = add(menu, "&Set a field of the selected…", QKeySequence(Qt::CTRL | Qt::Key_B),
                           "Give many kernels the same value, after a preview of every change");
    actions.replace = add(menu, "Find and re&place…", QKeySequence(Qt::CTRL | Qt::Key_H),
                          "Change part of many names and descriptions, after a preview of every change");
    menu.addSeparator();
    actions.find = add(menu, "&Filter", QKeySequence::Find, "Filter by text or /regex/", Symbol::Filter);
}

void fillReview(Actions &actions, QMenu &menu)
{
    actions.accept = add(menu, "&Accept and next", {},
                         "Pin the six values as they are and go on (Enter in the table, Ctrl+Enter in a field)");
    actions.reviewFamily =
        add(menu, "Review &family…", {},
            "What differs among kernels that belong together, and accept them as one step (Shift+Enter in the table)");
    actions.needsWork = add(menu, "Needs &work", {}, "Leave the selected kernels for later, marked (X in the table)");
    actions.unreview =
        add(menu, "&Unreviewed again", {}, "Take the state of the selected kernels back (U in the table)");
    actions.togglePicked = add(menu, "Pick or &leave out", {},
                               "Bring the selected kernels into the catalog, or keep them out (Space in the table)");
    menu.addSeparator();
    actions.nextUnreviewed =
        add(menu, "&Next unreviewed", {}, "The next one of the selection by time (N in the table)", Symbol::Next);
    actions.previousUnreviewed =
        add(menu, "&Previous unreviewed", {}, "The one before (P in the table)", Symbol::Previous);
    actions.nextSimilar =
        add(menu, "Next &similar", {}, "The next kernel whose name differs only in numbers or types (S in the table)");
    menu.addSeparator();
    actions.takeAllExact =
        add(menu, "Take all &earlier decisions", {},
            "For each unreviewed kernel what was decided of the same name before; one step that can be undone");
    actions.takeNewReadings =
        add(menu, "Take new &readings…", {},
            "What a machine wrote into the catalog and the rules read otherwise now; look first, then take");
    actions.decideConflicts = add(menu, "Decide &conflicts…", {}, "git left conflict markers in the catalog");
    actions.memory = menu.addMenu(translated("&Memory"));
    actions.memory->setToolTip(translated("Catalogs whose decisions are offered for the same and for similar kernels"));
}

void fillView(Actions &actions, QMenu &menu)
{
    actions.nextTable =
        add(menu, "Next &table", QKeySequence(Qt::CTRL | Qt::Key_PageDown), "Show the next table", Symbol::Next);
    actions.previousTable = add(menu, "Previous t&able", QKeySequence(Qt::CTRL | Qt::Key_PageUp),
                                "Show the table before", Symbol::Previous);
    actions.nextPane = add(menu, "Next &pane", QKeySequence(Qt::Key_F6), "Tables, filter, kernels, fields, below");
    actions.previousPane = add(menu, "Previous pa&ne", QKeySequence(Qt::SHIFT | Qt::Key_F6), "The same, backwards");
    actions.refresh =
        add(menu, "&Sort and filter again", QKeySequence(Qt::Key_F5), "After edits, which leave the order alone");
    menu.addSeparator();
    actions.showChanges = add(menu, "&Changes", QKeySequence(Qt::ALT | Qt::Key_1), "What publishing would write");
    actions.showProblems = add(menu, "Pro&blems", QKeySequence(Qt::ALT | Qt::Key_2),
                               "What was odd in the files that were read", Symbol::Warning);
    actions.showHistory = add(menu, "H&istory", QKeySequence(Qt::ALT | Qt::Key_3),
                              "All steps, and back or forward to any of them", Symbol::Recent);
    menu.addSeparator();
    actions.detailsShown = addToggle(menu, "Show kernel &details", QKeySequence(Qt::Key_F9), "The kernel at the right",
                                     Symbol::PanelRight);
    actions.belowShown = addToggle(menu, "Show changes, problems and history belo&w", QKeySequence(Qt::Key_F8),
                                   "The tabs under the table", Symbol::PanelBottom);
    actions.theme = addThemes(menu);
}

void fillRules(Actions &actions, QMenu &menu)
{
    actions.newRule = add(menu, "&New rule from this kernel…", QKeySequence(Qt::CTRL | Qt::Key_R),
                          "Write a rule of your own, with what it would change in this run", Symbol::Edit);
    menu.addSeparator();
    actions.showRules = add(menu, "&Packs…", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
                            "Switch rule packs, see their findings, compare two of them");
    actions.reloadRules = add(menu, "&Reload packs", QKeySequence(Qt::SHIFT | Qt::Key_F5),
                              "Read the pack files again; they are also read when they change", Symbol::Reset);
}

/// Names under which the settings keep the keys: they never change.
void nameActions(const Actions &a)
{
    const std::initializer_list<std::pair<QAction *, const char *>> everywhere = {
        {a.openRun, "window.openRun"},
        {a.openSample, "window.openSample"},
        {a.openCatalog, "window.openCatalog"},
        {a.publish, "window.publish"},
        {a.closeRun, "window.close"},
        {a.quit, "window.quit"},
        {a.copy, "window.copy"},
        {a.find, "window.filter"},
        {a.nextPane, "window.nextPane"},
        {a.previousPane, "window.previousPane"},
        {a.nextTable, "window.nextTable"},
        {a.previousTable, "window.previousTable"},
        {a.shortcuts, "window.shortcuts"},
        {a.about, "window.about"}};
    const std::initializer_list<std::pair<QAction *, const char *>> runPage = {
        {a.undo, "desk.undo"},
        {a.redo, "desk.redo"},
        {a.editFields, "desk.editFields"},
        {a.setField, "desk.setField"},
        {a.replace, "desk.replace"},
        {a.accept, "desk.accept"},
        {a.reviewFamily, "desk.family"},
        {a.needsWork, "desk.needsWork"},
        {a.unreview, "desk.unreview"},
        {a.togglePicked, "desk.pick"},
        {a.nextUnreviewed, "desk.next"},
        {a.previousUnreviewed, "desk.previous"},
        {a.nextSimilar, "desk.nextSimilar"},
        {a.takeAllExact, "desk.takeAllExact"},
        {a.takeNewReadings, "desk.takeNewReadings"},
        {a.decideConflicts, "desk.decideConflicts"},
        {a.refresh, "desk.refresh"},
        {a.showChanges, "desk.changes"},
        {a.showProblems, "desk.problems"},
        {a.showHistory, "desk.history"},
        {a.detailsShown, "desk.details"},
        {a.belowShown, "desk.below"},
        {a.newRule, "desk.newRule"},
        {a.showRules, "desk.packs"},
        {a.reloadRules, "desk.reloadPacks"}};
    for (const auto &[action, name] : everywhere) {
        action->setObjectName(QString::fromLatin1(name));
    }
    for (const auto &[action, name] : runPage) {
        action->setObjectName(QString::fromLatin1(name));
        action->setProperty(kKeyScopeProperty, static_cast<int>(KeyScope::RunPage));
    }
}

/// Their tips name the key that does the same in the table.
void hintAtTableKeys(const Actions &a)
{
    setKeyHint(*a.copy, "table.copy");
    setKeyHint(*a.editFields, "table.edit");
    setKeyHint(*a.accept, "table.accept");
    setKeyHint(*a.reviewFamily, "table.family");
    setKeyHint(*a.needsWork, "table.needsWork");
    setKeyHint(*a.unreview, "table.unreview");
    setKeyHint(*a.togglePicked, "table.pick");
    setKeyHint(*a.nextUnreviewed, "table.next");
    setKeyHint(*a.previousUnreviewed, "table.previous");
    setKeyHint(*a.nextSimilar, "table.nextSimilar");
}
} // namespace

Actions::Actions(QMainWindow &window)
{
    QMenuBar &bar = *window.menuBar();
    fillFile(*this, *bar.addMenu(translated("&File")));
    fillEdit(*this, *bar.addMenu(translated("&Edit")));
    fillReview(*this, *bar.addMenu(translated("&Review")));
    fillView(*this, *bar.addMenu(translated("&View")));
    fillRules(*this, *bar.addMenu(translated("R&ules")));
    QMenu &help = *bar.addMenu(translated("&Help"));
    shortcuts = add(help, "&Keyboard shortcuts", QKeySequence(Qt::Key_F1),
                    "All keys in one list, to look at and to change", Symbol::Keyboard);
    about = add(help, "&About Kernel Atlas", {}, "Version and licence", Symbol::Info);
    nameActions(*this);
    hintAtTableKeys(*this);
}

} // namespace atlas::ui
