#include "ui/mainwindow/fixedkeys.h"

#include "ui/common/keybindings.h"

#include <QCoreApplication>

#include <array>

namespace atlas::ui
{

namespace
{
struct FixedKey
{
    const char *keys;  ///< empty where `shown` is more than keys
    const char *shown; ///< empty where the keys speak for themselves
    KeyScope scope;
    const char *words;
};

constexpr std::array kFixedKeys = {
    FixedKey{"Up; Down; Home; End; PgUp; PgDown", "", KeyScope::KernelTable,
             QT_TRANSLATE_NOOP("Shortcuts", "The kernel above, below, first, last, a page on")},
    FixedKey{"Left; Right; +; -", QT_TRANSLATE_NOOP("Shortcuts", "Left, Right, Enter"), KeyScope::KernelTable,
             QT_TRANSLATE_NOOP("Shortcuts", "In a grouped table: to the group's head; close or open the group")},
    FixedKey{"Ctrl+A", "", KeyScope::KernelTable, QT_TRANSLATE_NOOP("Shortcuts", "Select all rows")},
    FixedKey{"", QT_TRANSLATE_NOOP("Shortcuts", "Shift+click"), KeyScope::KernelTable,
             QT_TRANSLATE_NOOP("Shortcuts", "On a column's header: sort by it where the columns before are equal")},
    FixedKey{"Up; Down; Home; End; PgUp; PgDown", "", KeyScope::ComparisonTable,
             QT_TRANSLATE_NOOP("Shortcuts", "The pair above, below, first, last, a page on")},
    FixedKey{"Left; Right", QT_TRANSLATE_NOOP("Shortcuts", "Right, Left"), KeyScope::ComparisonTable,
             QT_TRANSLATE_NOOP("Shortcuts", "In a grouped comparison: open the group, close it")},
    FixedKey{"Return", "", KeyScope::Fields,
             QT_TRANSLATE_NOOP("Shortcuts", "Keep what was typed (in a description: a new line)")},
    FixedKey{"Ctrl+Return", "", KeyScope::Fields,
             QT_TRANSLATE_NOOP("Shortcuts", "Keep what was typed, accept and go on")},
    FixedKey{"Esc", "", KeyScope::Everywhere,
             QT_TRANSLATE_NOOP(
                 "Shortcuts", "In a field: take back what was typed, then back to the table; in the filter: clear it")},
    FixedKey{"Left; Right", "", KeyScope::Fields,
             QT_TRANSLATE_NOOP("Shortcuts", "In a shape, at the end of an operand: the next one, the one before")},
    FixedKey{"F2", "", KeyScope::Fields, QT_TRANSLATE_NOOP("Shortcuts", "In a shape: its text, its cells")},
    FixedKey{"Ctrl+Space; Alt+Down", "", KeyScope::Fields,
             QT_TRANSLATE_NOOP("Shortcuts", "In a shape: what others have; in the library: the list")},
    FixedKey{"Ctrl+X; Ctrl+C; Ctrl+V", "", KeyScope::Fields, QT_TRANSLATE_NOOP("Shortcuts", "Cut, copy, paste text")},
    FixedKey{"", QT_TRANSLATE_NOOP("Shortcuts", "Arrows, Enter"), KeyScope::Elsewhere,
             QT_TRANSLATE_NOOP("Shortcuts", "In a chart: walk its marks, go to the kernels behind one")},
    FixedKey{"Return", "", KeyScope::Elsewhere,
             QT_TRANSLATE_NOOP("Shortcuts", "In the matrix: go to the kernel in the table of that column")},
    FixedKey{"Return; Space; X; U; N; P; E", "", KeyScope::Elsewhere,
             QT_TRANSLATE_NOOP("Shortcuts", "In a family: accept, tick, needs work, unreviewed, next, before, edit")},
    FixedKey{"Tab; Shift+Tab", "", KeyScope::Everywhere,
             QT_TRANSLATE_NOOP("Shortcuts", "The next control, the one before")},
};
} // namespace

QList<Shortcut> fixedKeys()
{
    QList<Shortcut> keys;
    for (const FixedKey &key : kFixedKeys) {
        Shortcut shortcut;
        shortcut.words = QCoreApplication::translate("Shortcuts", key.words);
        shortcut.scope = key.scope;
        shortcut.keys = keysFrom(key.keys);
        shortcut.defaults = shortcut.keys;
        shortcut.shown = QCoreApplication::translate("Shortcuts", key.shown);
        keys.append(shortcut);
    }
    return keys;
}

} // namespace atlas::ui
