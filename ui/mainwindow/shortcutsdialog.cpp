#include "ui/mainwindow/shortcutsdialog.h"

#include <QAction>
#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QKeySequence>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <array>

namespace atlas::ui
{

using namespace Qt::StringLiterals;

namespace
{
struct FixedKey
{
    const char *keys;
    const char *what;
};

/// Keys that widgets handle themselves.
constexpr std::array kFixedKeys = {
    FixedKey{QT_TRANSLATE_NOOP("Shortcuts", "Up, Down, Home, End"),
             QT_TRANSLATE_NOOP("Shortcuts", "In the table: the kernel above, below, first, last")},
    FixedKey{"Enter", QT_TRANSLATE_NOOP("Shortcuts", "In the table: accept the selected kernels and go on")},
    FixedKey{"Shift+Enter", QT_TRANSLATE_NOOP("Shortcuts", "In the table: review the family of the current kernel")},
    FixedKey{"X, U", QT_TRANSLATE_NOOP("Shortcuts", "In the table: needs work, unreviewed again")},
    FixedKey{"N, P", QT_TRANSLATE_NOOP("Shortcuts", "In the table: the next unreviewed kernel, the one before")},
    FixedKey{"S", QT_TRANSLATE_NOOP("Shortcuts", "In the table: the next similar kernel")},
    FixedKey{"Space", QT_TRANSLATE_NOOP("Shortcuts", "In the table: bring into the catalog, or keep out")},
    FixedKey{"E, F2", QT_TRANSLATE_NOOP("Shortcuts", "In the table: edit the kernel's fields")},
    FixedKey{"Ctrl+C", QT_TRANSLATE_NOOP("Shortcuts", "In the table: copy the selected rows as tab-separated text")},
    FixedKey{"Enter", QT_TRANSLATE_NOOP("Shortcuts", "In a comparison: open the kernel in the review desk of its run")},
    FixedKey{"C, X", QT_TRANSLATE_NOOP("Shortcuts", "In a comparison: the same kernel, not the same kernel")},
    FixedKey{"M", QT_TRANSLATE_NOOP("Shortcuts", "In a comparison: pair a kernel that has no partner by hand")},
    FixedKey{QT_TRANSLATE_NOOP("Shortcuts", "Right, Left"),
             QT_TRANSLATE_NOOP("Shortcuts", "In a grouped comparison: open the group, close it")},
    FixedKey{"Ctrl+Shift+C",
             QT_TRANSLATE_NOOP("Shortcuts", "In the table: copy the selected rows as a Markdown table")},
    FixedKey{QT_TRANSLATE_NOOP("Shortcuts", "Shift+click"),
             QT_TRANSLATE_NOOP("Shortcuts", "On a column's header: sort by it where the columns before are equal")},
    FixedKey{QT_TRANSLATE_NOOP("Shortcuts", "Left, Right, Enter"),
             QT_TRANSLATE_NOOP("Shortcuts", "In a grouped table: to the group's head; close or open the group")},
    FixedKey{QT_TRANSLATE_NOOP("Shortcuts", "Arrows, Enter"),
             QT_TRANSLATE_NOOP("Shortcuts", "In a chart: walk its marks, go to the kernels behind one")},
    FixedKey{"Enter", QT_TRANSLATE_NOOP("Shortcuts", "In the matrix: go to the kernel in the table of that column")},
    FixedKey{"Enter", QT_TRANSLATE_NOOP("Shortcuts", "In a field: keep what was typed (in a description: a new line)")},
    FixedKey{"Ctrl+Enter", QT_TRANSLATE_NOOP("Shortcuts", "In a field: keep what was typed, accept and go on")},
    FixedKey{"Esc",
             QT_TRANSLATE_NOOP(
                 "Shortcuts", "In a field: take back what was typed, then back to the table; in the filter: clear it")},
    FixedKey{"Tab, Shift+Tab", QT_TRANSLATE_NOOP("Shortcuts", "The next control, the one before")},
};

void addRow(QTableWidget &table, const QString &keys, const QString &what)
{
    const int row = table.rowCount();
    table.insertRow(row);
    table.setItem(row, 0, new QTableWidgetItem(keys));
    table.setItem(row, 1, new QTableWidgetItem(what));
}

QTableWidget *makeTable(const QMainWindow &window, QWidget *parent)
{
    auto *table = new QTableWidget(0, 2, parent);
    table->setAccessibleName(QCoreApplication::translate("Shortcuts", "Keyboard shortcuts"));
    table->horizontalHeader()->hide();
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setEditTriggers(QTableWidget::NoEditTriggers);
    table->setSelectionBehavior(QTableWidget::SelectRows);
    for (const QAction *top : window.menuBar()->actions()) {
        for (const QAction *action : top->menu()->actions()) {
            if (!action->shortcut().isEmpty()) {
                addRow(*table, action->shortcut().toString(QKeySequence::NativeText), action->statusTip());
            }
        }
    }
    for (const FixedKey &key : kFixedKeys) {
        addRow(*table, QCoreApplication::translate("Shortcuts", key.keys),
               QCoreApplication::translate("Shortcuts", key.what));
    }
    table->resizeColumnsToContents();
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}
} // namespace

void showShortcuts(QMainWindow &window)
{
    auto *dialog = new QDialog(&window);
    dialog->setObjectName(u"shortcutsDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QCoreApplication::translate("Shortcuts", "Keyboard shortcuts"));
    dialog->resize(760, 620);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(makeTable(window, dialog));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    layout->addWidget(buttons);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    dialog->open();
}

} // namespace atlas::ui
