#include "ui/mainwindow/actions.h"

#include "ui/common/icons.h"
#include "ui/common/keyhint.h"
#include "ui/common/keymap.h"
#include "ui/common/language.h"
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
struct ActionText
{
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

QAction *add(QMenu &menu, const QString &text, const QKeySequence &keys, const QString &tip,
             std::optional<Symbol> symbol = {})
{
    QAction *action = menu.addAction(text);
    action->setShortcut(keys);
    action->setStatusTip(tip);
    const QString shown = keys.toString(QKeySequence::NativeText);
    action->setToolTip(shown.isEmpty() ? tip : u"%1 (%2)"_s.arg(tip, shown));
    if (symbol) {
        action->setIcon(icon(*symbol));
    }
    return action;
}

QAction *addToggle(QMenu &menu, const QString &text, const QKeySequence &keys, const QString &tip, Symbol symbol)
{
    QAction *action = add(menu, text, keys, tip, symbol);
    action->setCheckable(true);
    action->setChecked(true);
    return action;
}

QActionGroup *addThemes(QMenu &view)
{
    QMenu *menu = view.addMenu(icon(Symbol::Theme), ActionText::tr("&Theme"));
    auto *group = new QActionGroup(&view);
    const auto addTheme = [&](const QString &text, ThemeChoice choice) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(choice));
        group->addAction(action);
    };
    addTheme(ActionText::tr("As the &system"), ThemeChoice::System);
    addTheme(ActionText::tr("&Light"), ThemeChoice::Light);
    addTheme(ActionText::tr("&Dark"), ThemeChoice::Dark);
    return group;
}

QActionGroup *addLanguages(QMenu &view)
{
    QMenu *menu = view.addMenu(ActionText::tr("&Language"));
    auto *group = new QActionGroup(&view);
    const auto addLanguage = [&](const QString &text, LanguageChoice choice) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(choice));
        action->setStatusTip(ActionText::tr("The language of the window from the next start on"));
        group->addAction(action);
    };
    addLanguage(ActionText::tr("As the &system"), LanguageChoice::System);
    // Each in itself: it is looked for by who cannot read the others.
    addLanguage(u"&English"_s, LanguageChoice::English);
    addLanguage(u"简体中文(&Z)"_s, LanguageChoice::SimplifiedChinese);
    return group;
}

void fillFile(Actions &actions, QMenu &menu)
{
    actions.openRun =
        add(menu, ActionText::tr("&Open…"), QKeySequence::Open,
            ActionText::tr("Open a profiling run, a repository, one file of tables or launches, or a catalog"),
            Symbol::Open);
    actions.recentRuns = menu.addMenu(icon(Symbol::Recent), ActionText::tr("Open &recent"));
    actions.openSample = add(menu, ActionText::tr("Open the &sample run"), {},
                             ActionText::tr("A small run with invented timings, to look around"), Symbol::Sample);
    menu.addSeparator();
    actions.openCatalog =
        add(menu, ActionText::tr("Open &catalog…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O),
            ActionText::tr("Review into an existing kernels.yaml; what you set so far is kept"), Symbol::File);
    actions.publish = add(menu, ActionText::tr("&Publish…"), QKeySequence::Save,
                          ActionText::tr("See and write the changes to the catalog"), Symbol::Publish);
    menu.addSeparator();
    actions.reopenRun = menu.addAction(ActionText::tr("&Reopen the last run at start"));
    actions.reopenRun->setCheckable(true);
    actions.reopenRun->setToolTip(
        ActionText::tr("A start without a run opens the one that was open last, as it was left"));
    actions.reopenRun->setStatusTip(actions.reopenRun->toolTip());
    actions.closeRun = add(menu, ActionText::tr("Close r&un"), QKeySequence::Close,
                           ActionText::tr("Back to the start page"), Symbol::Close);
    actions.quit = add(menu, ActionText::tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q),
                       ActionText::tr("Leave the program"), Symbol::Quit);
}

void fillEdit(Actions &actions, QMenu &menu)
{
    actions.undo = add(menu, ActionText::tr("&Undo"), QKeySequence(Qt::CTRL | Qt::Key_Z),
                       ActionText::tr("Take the last change back"), Symbol::Undo);
    actions.redo = add(menu, ActionText::tr("&Redo"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
                       ActionText::tr("Do it again"), Symbol::Redo);
    menu.addSeparator();
    actions.copy =
        add(menu, ActionText::tr("&Copy rows"), {},
            ActionText::tr("Copy the selected rows, exact numbers, as tab-separated text (Ctrl+C in the table)"),
            Symbol::Copy);
    actions.editFields = add(menu, ActionText::tr("&Edit fields"), {},
                             ActionText::tr("Go to the fields of the current kernel (E in the table)"), Symbol::Edit);
    actions.setField = add(menu, ActionText::tr("&Set a field of the selected…"), QKeySequence(Qt::CTRL | Qt::Key_B),
                           ActionText::tr("Give many kernels the same value, after a preview of every change"));
    actions.replace =
        add(menu, ActionText::tr("Find and re&place…"), QKeySequence(Qt::CTRL | Qt::Key_H),
            ActionText::tr("Change part of many names and descriptions, after a preview of every change"));
    menu.addSeparator();
    actions.find = add(menu, ActionText::tr("&Filter"), QKeySequence::Find, ActionText::tr("Filter by text or /regex/"),
                       Symbol::Filter);
}

void fillReview(Actions &actions, QMenu &menu)
{
    actions.accept =
        add(menu, ActionText::tr("&Accept and next"), {},
            ActionText::tr("Pin the six values as they are and go on (Enter in the table, Ctrl+Enter in a field)"));
    actions.reviewFamily = add(
        menu, ActionText::tr("Review &family…"), {},
        ActionText::tr(
            "What differs among kernels that belong together, and accept them as one step (Shift+Enter in the table)"));
    actions.needsWork = add(menu, ActionText::tr("Needs &work"), {},
                            ActionText::tr("Leave the selected kernels for later, marked (X in the table)"));
    actions.unreview = add(menu, ActionText::tr("&Unreviewed again"), {},
                           ActionText::tr("Take the state of the selected kernels back (U in the table)"));
    actions.togglePicked =
        add(menu, ActionText::tr("Pick or &leave out"), {},
            ActionText::tr("Bring the selected kernels into the catalog, or keep them out (Space in the table)"));
    menu.addSeparator();
    actions.nextUnreviewed =
        add(menu, ActionText::tr("&Next unreviewed"), {},
            ActionText::tr("The next one of the selection by time (N in the table)"), Symbol::Next);
    actions.previousUnreviewed = add(menu, ActionText::tr("&Previous unreviewed"), {},
                                     ActionText::tr("The one before (P in the table)"), Symbol::Previous);
    actions.nextSimilar =
        add(menu, ActionText::tr("Next &similar"), {},
            ActionText::tr("The next kernel whose name differs only in numbers or types (S in the table)"));
    menu.addSeparator();
    actions.takeAllExact =
        add(menu, ActionText::tr("Take all &earlier decisions"), {},
            ActionText::tr(
                "For each unreviewed kernel what was decided of the same name before; one step that can be undone"));
    actions.takeNewReadings =
        add(menu, ActionText::tr("Take new &readings…"), {},
            ActionText::tr(
                "What a machine wrote into the catalog and the rules read otherwise now; look first, then take"));
    actions.decideConflicts =
        add(menu, ActionText::tr("Decide &conflicts…"), {}, ActionText::tr("git left conflict markers in the catalog"));
    actions.memory = menu.addMenu(ActionText::tr("&Memory"));
    actions.memory->setToolTip(
        ActionText::tr("Catalogs whose decisions are offered for the same and for similar kernels"));
}

void fillView(Actions &actions, QMenu &menu)
{
    actions.nextTable = add(menu, ActionText::tr("Next &table"), QKeySequence(Qt::CTRL | Qt::Key_PageDown),
                            ActionText::tr("Show the next table"), Symbol::Next);
    actions.previousTable = add(menu, ActionText::tr("Previous t&able"), QKeySequence(Qt::CTRL | Qt::Key_PageUp),
                                ActionText::tr("Show the table before"), Symbol::Previous);
    actions.nextPane = add(menu, ActionText::tr("Next &pane"), QKeySequence(Qt::Key_F6),
                           ActionText::tr("Tables, filter, kernels, fields, below"));
    actions.previousPane = add(menu, ActionText::tr("Previous pa&ne"), QKeySequence(Qt::SHIFT | Qt::Key_F6),
                               ActionText::tr("The same, backwards"));
    actions.refresh = add(menu, ActionText::tr("&Sort and filter again"), QKeySequence(Qt::Key_F5),
                          ActionText::tr("After edits, which leave the order alone"));
    menu.addSeparator();
    actions.showChanges = add(menu, ActionText::tr("&Changes"), QKeySequence(Qt::ALT | Qt::Key_1),
                              ActionText::tr("What publishing would write"));
    actions.showProblems = add(menu, ActionText::tr("Pro&blems"), QKeySequence(Qt::ALT | Qt::Key_2),
                               ActionText::tr("What was odd in the files that were read"), Symbol::Warning);
    actions.showHistory = add(menu, ActionText::tr("H&istory"), QKeySequence(Qt::ALT | Qt::Key_3),
                              ActionText::tr("All steps, and back or forward to any of them"), Symbol::Recent);
    menu.addSeparator();
    actions.detailsShown = addToggle(menu, ActionText::tr("Show kernel &details"), QKeySequence(Qt::Key_F9),
                                     ActionText::tr("The kernel at the right"), Symbol::PanelRight);
    actions.belowShown =
        addToggle(menu, ActionText::tr("Show changes, problems and history belo&w"), QKeySequence(Qt::Key_F8),
                  ActionText::tr("The tabs under the table"), Symbol::PanelBottom);
    menu.addSeparator();
    actions.zoomIn = add(menu, ActionText::tr("&Larger text"), QKeySequence(Qt::CTRL | Qt::Key_Plus),
                         ActionText::tr("All text of the window larger"));
    actions.zoomIn->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    actions.zoomOut = add(menu, ActionText::tr("S&maller text"), QKeySequence(Qt::CTRL | Qt::Key_Minus),
                          ActionText::tr("All text of the window smaller"));
    actions.zoomReset = add(menu, ActionText::tr("&Usual text size"), QKeySequence(Qt::CTRL | Qt::Key_0),
                            ActionText::tr("All text of the window as large as in other programs"));
    actions.fullScreen = add(menu, ActionText::tr("&Full screen"), QKeySequence(Qt::Key_F11),
                             ActionText::tr("The window without frame over the whole screen"));
    actions.fullScreen->setCheckable(true);
    actions.theme = addThemes(menu);
    actions.language = addLanguages(menu);
}

void fillRules(Actions &actions, QMenu &menu)
{
    actions.newRule =
        add(menu, ActionText::tr("&New rule from this kernel…"), QKeySequence(Qt::CTRL | Qt::Key_R),
            ActionText::tr("Write a rule of your own, with what it would change in this run"), Symbol::Edit);
    menu.addSeparator();
    actions.showRules = add(menu, ActionText::tr("&Packs…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
                            ActionText::tr("Switch rule packs, see their findings, compare two of them"));
    actions.reloadRules =
        add(menu, ActionText::tr("&Reload packs"), QKeySequence(Qt::SHIFT | Qt::Key_F5),
            ActionText::tr("Read the pack files again; they are also read when they change"), Symbol::Reset);
}

/// Names under which the settings keep the keys: they never change.
void nameActions(const Actions &a)
{
    const std::initializer_list<std::pair<QAction *, const char *>> everywhere = {
        {a.openRun, "window.openRun"},
        {a.openSample, "window.openSample"},
        {a.openCatalog, "window.openCatalog"},
        {a.publish, "window.publish"},
        {a.reopenRun, "window.reopenRun"},
        {a.closeRun, "window.close"},
        {a.quit, "window.quit"},
        {a.copy, "window.copy"},
        {a.find, "window.filter"},
        {a.nextPane, "window.nextPane"},
        {a.previousPane, "window.previousPane"},
        {a.nextTable, "window.nextTable"},
        {a.previousTable, "window.previousTable"},
        {a.zoomIn, "window.zoomIn"},
        {a.zoomOut, "window.zoomOut"},
        {a.zoomReset, "window.zoomReset"},
        {a.fullScreen, "window.fullScreen"},
        {a.shortcuts, "window.shortcuts"},
        {a.handbook, "window.handbook"},
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
    fillFile(*this, *bar.addMenu(ActionText::tr("&File")));
    fillEdit(*this, *bar.addMenu(ActionText::tr("&Edit")));
    fillReview(*this, *bar.addMenu(ActionText::tr("&Review")));
    fillView(*this, *bar.addMenu(ActionText::tr("&View")));
    fillRules(*this, *bar.addMenu(ActionText::tr("R&ules")));
    QMenu &help = *bar.addMenu(ActionText::tr("&Help"));
    handbook = add(help, ActionText::tr("&Handbook"), QKeySequence(Qt::Key_F1),
                   ActionText::tr("Every task step by step, every message with its cure; offline"), Symbol::Info);
    shortcuts = add(help, ActionText::tr("&Keyboard shortcuts"), QKeySequence(Qt::CTRL | Qt::Key_F1),
                    ActionText::tr("All keys in one list, to look at and to change"), Symbol::Keyboard);
    about = add(help, ActionText::tr("&About Kernel Atlas"), {}, ActionText::tr("Version and licence"), Symbol::Info);
    nameActions(*this);
    hintAtTableKeys(*this);
}

} // namespace atlas::ui
