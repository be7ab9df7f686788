#include "tests/ui/windowfixture.h"
#include "ui/common/keybindings.h"
#include "ui/common/keymap.h"
#include "ui/common/text.h"
#include "ui/comparison/comparisonpage.h"
#include "ui/comparison/comparisontablemodel.h"
#include "ui/comparison/differencespanel.h"
#include "ui/mainwindow/comparisonflow.h"
#include "ui/mainwindow/runpage.h"
#include "ui/mainwindow/shortcuts.h"
#include "ui/mainwindow/shortcutsdialog.h"
#include "ui/mainwindow/shortcutsmodel.h"
#include "ui/review/bulkeditdialog.h"
#include "ui/run/kerneltablepanel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableView>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// The list of all keys, changing them, and that everybody follows.
class ShortcutsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    const KeyMap &map() { return f().window().shortcuts().map(); }
    const Shortcut &named(const char *id) { return map().at(map().find(QLatin1StringView(id)).value()); }
    KernelTablePanel &table() { return f().page().table(); }
    ReviewState stateAt(int row)
    {
        const ReviewDocument &document = f().page().session().document();
        return document.state(document.entryOf(table().model().kernelAt(row)));
    }
    bool activate()
    {
        f().window().activateWindow();
        return QTest::qWaitForWindowActive(&f().window());
    }
    bool openTwo()
    {
        return f().open(test::writeRun(f().scratch(), "run", {"void a(int)", "void b(int)"})) && activate();
    }
    void undoAll()
    {
        while (f().page().session().document().history().canUndo()) {
            f().page().session().undo();
        }
    }
    ShortcutsDialog *openDialog()
    {
        if (!activate()) {
            return nullptr;
        }
        QTest::keyClick(&f().window(), Qt::Key_F1, Qt::ControlModifier);
        ShortcutsDialog *dialog = nullptr;
        (void)test::eventually([&] {
            dialog = f().window().findChild<ShortcutsDialog *>();
            return dialog != nullptr && dialog->isActiveWindow();
        });
        return dialog;
    }
    template<class T>
    static T &in(const QWidget &dialog, const char *name)
    {
        return *dialog.findChild<T *>(QLatin1StringView(name));
    }
    /// Chooses the only line that `filter` leaves and begins to give it a key.
    static QKeySequenceEdit &beginKey(ShortcutsDialog &dialog, const QString &filter)
    {
        auto &line = in<QLineEdit>(dialog, "shortcutsFilter");
        line.setFocus();
        line.selectAll();
        QTest::keyClicks(&line, filter);
        QTest::keyClick(&line, Qt::Key_Return);
        auto &list = in<QTableView>(dialog, "shortcutsTable");
        QTest::keyClick(&list, Qt::Key_Return);
        return in<QKeySequenceEdit>(dialog, "shortcutKey");
    }
    static Shortcut shortcut(const char *id, KeyScope scope, const char *keys)
    {
        return {QString::fromLatin1(id), QString::fromLatin1(id), scope, keysFrom(keys), keysFrom(keys)};
    }

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<test::WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    /// Every action of the menus can get a key, has a name of its own, and no two commands have one key.
    void theListIsComplete()
    {
        int actions = 0;
        for (const QAction *top : f().window().menuBar()->actions()) {
            for (const QAction *action : top->menu()->actions()) {
                if (action->isSeparator() || action->menu() != nullptr) {
                    continue;
                }
                const auto index = map().find(action->objectName());
                QVERIFY2(index.has_value(), qPrintable(action->text()));
                QCOMPARE(map().at(*index).keys, action->shortcuts());
                ++actions;
            }
        }
        QVERIFY(actions > 40);
        QSet<QString> ids;
        for (int i = 0; i < map().count(); ++i) {
            const Shortcut &shortcut = map().at(i);
            QVERIFY(!shortcut.words.isEmpty());
            QVERIFY2(!shortcut.isChangeable() || !ids.contains(shortcut.id), qPrintable(shortcut.id));
            ids.insert(shortcut.id);
            for (const QKeySequence &key : shortcut.keys) {
                QVERIFY2(map().holders(i, key).isEmpty(),
                         qPrintable(shortcut.words + u": "_s + key.toString() + u" is also: "_s +
                                    map().at(map().holders(i, key).value(0)).words));
                QVERIFY2(!shortcut.isChangeable() || !map().wouldType(i, key), qPrintable(shortcut.id));
            }
        }
        ShortcutsModel model(map());
        QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), map().count());
    }
    void oneKeyMeansOneThingWhereItActs()
    {
        KeyMap keys;
        const int everywhere = keys.add(shortcut("everywhere", KeyScope::Everywhere, "Ctrl+B"));
        const int desk = keys.add(shortcut("desk", KeyScope::RunPage, "Ctrl+Z"));
        const int comparison = keys.add(shortcut("comparison", KeyScope::ComparisonPage, "Ctrl+Z"));
        const int kernels = keys.add(shortcut("kernels", KeyScope::KernelTable, "X"));
        const int pairs = keys.add(shortcut("pairs", KeyScope::ComparisonTable, "X"));
        const int fixed = keys.add(shortcut("", KeyScope::KernelTable, "Up"));
        QVERIFY(keys.holders(desk, QKeySequence(u"Ctrl+Z"_s)).isEmpty()); // never both pages
        QVERIFY(keys.holders(kernels, QKeySequence(u"X"_s)).isEmpty());
        QCOMPARE(keys.holders(pairs, QKeySequence(u"Ctrl+Z"_s)), QList<int>{comparison});
        QCOMPARE(keys.holders(everywhere, QKeySequence(u"X"_s)), (QList<int>{kernels, pairs}));
        QCOMPARE(keys.holders(kernels, QKeySequence(u"Up"_s)), QList<int>{fixed});
        QVERIFY(keys.isFixed({fixed}) && !keys.isFixed({desk}));
        QVERIFY(keys.wouldType(desk, QKeySequence(u"A"_s)) && keys.wouldType(desk, QKeySequence(u"Shift+A"_s)));
        QVERIFY(!keys.wouldType(desk, QKeySequence(u"F7"_s)) && !keys.wouldType(kernels, QKeySequence(u"A"_s)));
    }
    void exchangesAndResets()
    {
        KeyMap keys;
        const int a = keys.add(shortcut("a", KeyScope::KernelTable, "A"));
        const int b = keys.add(shortcut("b", KeyScope::KernelTable, "B; F5"));
        keys.swap(a, QKeySequence(u"B"_s));
        QCOMPARE(keysText(keys.at(a).keys), u"B"_s);
        QCOMPARE(keysText(keys.at(b).keys), u"F5, A"_s);
        QVERIFY(!keys.reset(a)); // "A" is b's
        QVERIFY(keys.at(a).keys.isEmpty());
        QVERIFY(keys.reset(b) && keys.reset(a));
        QCOMPARE(keysText(keys.at(b).keys), u"B, F5"_s);
        keys.swap(a, QKeySequence(u"F7"_s));
        keys.resetAll();
        QVERIFY(!keys.at(a).isChanged());
    }
    /// Settings that somebody edited, or that an older version wrote, never give one key to two commands.
    void whatTheSettingsSayIsSettled()
    {
        KeyMap keys;
        const int a = keys.add(shortcut("a", KeyScope::KernelTable, "A"));
        const int b = keys.add(shortcut("b", KeyScope::KernelTable, "B"));
        const int c = keys.add(shortcut("c", KeyScope::KernelTable, "C"));
        keys.add(shortcut("", KeyScope::KernelTable, "Up"));
        keys.load({{u"b"_s, keysFrom("A")}, {u"c"_s, keysFrom("A; Up; F7")}, {u"gone"_s, keysFrom("B")}});
        QVERIFY(keys.at(a).keys.isEmpty());
        QCOMPARE(keysText(keys.at(b).keys), u"A"_s);
        QCOMPARE(keysText(keys.at(c).keys), u"F7"_s);
    }
    void keysOfAWidgetAreFound_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::addColumn<int>("command"); // -1: none
        const Qt::KeyboardModifiers none = Qt::NoModifier;
        QTest::newRow("letter") << int(Qt::Key_E) << none << 0;
        QTest::newRow("second key") << int(Qt::Key_F2) << none << 0;
        QTest::newRow("enter") << int(Qt::Key_Return) << none << 1;
        QTest::newRow("enter of the number pad")
            << int(Qt::Key_Enter) << Qt::KeyboardModifiers(Qt::KeypadModifier) << 1;
        QTest::newRow("with shift") << int(Qt::Key_E) << Qt::KeyboardModifiers(Qt::ShiftModifier) << -1;
        QTest::newRow("with control") << int(Qt::Key_E) << Qt::KeyboardModifiers(Qt::ControlModifier) << -1;
        QTest::newRow("shift for the character")
            << int(Qt::Key_Question) << Qt::KeyboardModifiers(Qt::ShiftModifier) << 2;
    }
    void keysOfAWidgetAreFound()
    {
        static constexpr std::array kCommands = {KeyCommand{"a", "a", "E; F2"}, KeyCommand{"b", "b", "Return"},
                                                 KeyCommand{"c", "c", "?"}};
        QFETCH(int, key);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        const QKeyEvent event(QEvent::KeyPress, key, modifiers);
        const auto command = KeyBindings(kCommands).commandFor(event);
        QTEST(command ? static_cast<int>(*command) : -1, "command");
    }

    void aTableKeyIsChangedAndKept()
    {
        QVERIFY(openTwo());
        ShortcutsDialog *dialog = openDialog();
        QVERIFY(dialog != nullptr);
        QVERIFY(!beginKey(*dialog, u"no such thing"_s).isEnabled());
        QTest::keyClick(&beginKey(*dialog, u"Unreviewed again"_s), Qt::Key_F7); // of the menu
        QCOMPARE(keysText(named("desk.unreview").keys), u"F7"_s);
        f().window().shortcuts().setKey(map().find(u"table.needsWork"_s).value(), QKeySequence(u"W"_s));
        dialog->close();
        QVERIFY(activate());
        table().view().setFocus();
        QTest::keyClick(&table().view(), Qt::Key_X); // nobody's now
        QVERIFY(stateAt(0) == ReviewState::Unreviewed);
        QTest::keyClick(&table().view(), Qt::Key_W);
        QVERIFY(stateAt(0) == ReviewState::NeedsWork);
        QTest::keyClick(&f().window(), Qt::Key_F7);
        QVERIFY(stateAt(0) == ReviewState::Unreviewed);
        auto &button = f().child<QPushButton>("needsWork");
        QVERIFY2(button.toolTip().contains(u"(W in the table)"_s), qPrintable(button.toolTip()));
        MainWindow next(f().settings()); // the next session has them
        QCOMPARE(keysText(next.shortcuts().map().at(map().find(u"table.needsWork"_s).value()).keys), u"W"_s);
        f().window().shortcuts().resetAll();
        QTest::keyClick(&table().view(), Qt::Key_Down);
        QTest::keyClick(&table().view(), Qt::Key_X);
        QVERIFY(stateAt(1) == ReviewState::NeedsWork);
        QVERIFY(f().child<QPushButton>("needsWork").toolTip().contains(u"(X in the table)"_s));
        QVERIFY(!f().settings().keys(u"table.needsWork"_s));
        undoAll();
    }
    void takenKeysAreNamedAndExchanged()
    {
        ShortcutsDialog *dialog = openDialog();
        QVERIFY(dialog != nullptr);
        QTest::keyClick(&beginKey(*dialog, u"New rule from this"_s), Qt::Key_O, Qt::ControlModifier);
        const auto &message = in<QLabel>(*dialog, "shortcutMessage");
        QVERIFY2(message.isVisible() && message.text().contains(u"Open"_s), qPrintable(message.text()));
        QCOMPARE(keysText(named("desk.newRule").keys), u"Ctrl+R"_s); // not yet
        auto &swap = in<QPushButton>(*dialog, "shortcutSwap");
        QVERIFY(swap.hasFocus());
        QTest::keyClick(&swap, Qt::Key_Space);
        QCOMPARE(keysText(named("desk.newRule").keys), u"Ctrl+O"_s);
        QCOMPARE(keysText(named("window.openRun").keys), u"Ctrl+R"_s);
        QVERIFY(!message.isVisible());
        auto &reset = in<QPushButton>(*dialog, "shortcutReset");
        reset.setFocus();
        QTest::keyClick(&reset, Qt::Key_Space); // its own key is taken by now
        QVERIFY(message.text().contains(u"Open"_s));
        auto &resetAll = in<QPushButton>(*dialog, "shortcutResetAll");
        resetAll.setFocus();
        QTest::keyClick(&resetAll, Qt::Key_Space);
        QCOMPARE(keysText(named("desk.newRule").keys), u"Ctrl+R"_s);
        QCOMPARE(keysText(named("window.openRun").keys), u"Ctrl+O"_s);
    }
    void whatCannotBeIsRefused()
    {
        ShortcutsDialog *dialog = openDialog();
        QVERIFY(dialog != nullptr);
        const auto &message = in<QLabel>(*dialog, "shortcutMessage");
        QTest::keyClick(&beginKey(*dialog, u"The next similar kernel"_s), Qt::Key_Up);
        QVERIFY2(message.text().contains(u"The kernel above"_s), qPrintable(message.text()));
        QVERIFY(!in<QPushButton>(*dialog, "shortcutSwap").isVisible());
        QCOMPARE(keysText(named("table.nextSimilar").keys), u"S"_s);
        QTest::keyClick(&beginKey(*dialog, u"New rule from this"_s), Qt::Key_A);
        QVERIFY2(message.text().contains(u"types text"_s), qPrintable(message.text()));
        QCOMPARE(keysText(named("desk.newRule").keys), u"Ctrl+R"_s);
        beginKey(*dialog, u"The kernel above"_s); // fixed
        QVERIFY(!in<QKeySequenceEdit>(*dialog, "shortcutKey").isEnabled());
        QVERIFY(in<QLabel>(*dialog, "shortcutWhat").text().contains(u"cannot be changed"_s));
    }
    /// What is said after a command names the keys that a person gave.
    void messagesNameThePresentKeys()
    {
        QVERIFY(openTwo());
        Shortcuts &shortcuts = f().window().shortcuts();
        const auto message = [this] { return f().window().statusBar()->currentMessage(); };
        const auto setAll = [this](const QString &library) {
            (void)activate(); // a dialog was in front
            QTest::keyClick(&table().view(), Qt::Key_A, Qt::ControlModifier);
            QTest::keyClick(&table().view(), Qt::Key_B, Qt::ControlModifier);
            auto *dialog = f().window().findChild<BulkEditDialog *>();
            QLineEdit &line = *in<QComboBox>(*dialog, "bulkLibrary").lineEdit();
            line.selectAll();
            QTest::keyClicks(&line, library);
            QTest::keyClick(&line, Qt::Key_Return);
            QApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        };
        setAll(u"zz 1"_s);
        QVERIFY2(message().contains(u"Ctrl+Z takes them back"_s), qPrintable(message()));
        shortcuts.setKey(map().find(u"desk.undo"_s).value(), QKeySequence(u"Ctrl+J"_s));
        setAll(u"zz 2"_s);
        QVERIFY2(message().contains(u"Ctrl+J takes them back"_s), qPrintable(message()));
        shortcuts.clear(map().find(u"desk.undo"_s).value());
        setAll(u"zz 3"_s);
        QVERIFY2(message().contains(u"Undo takes them back"_s), qPrintable(message()));
        undoAll();
    }
    void messagesOfAComparisonToo()
    {
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        f().window().comparison().compareSamples();
        QVERIFY(compared.wait(30'000));
        Shortcuts &shortcuts = f().window().shortcuts();
        shortcuts.setKey(map().find(u"comparison.undo"_s).value(), QKeySequence(u"Ctrl+J"_s));
        shortcuts.setKey(map().find(u"pairs.reject"_s).value(), QKeySequence(u"R"_s));
        const auto message = [this] { return f().window().statusBar()->currentMessage(); };
        DifferencesPanel &pairs = f().window().comparison().page()->differences();
        int line = 0;
        while (!pairs.model().rowAt(line)->isPair()) {
            ++line;
        }
        pairs.view().selectLine(line);
        QTest::keyClick(&pairs.view(), Qt::Key_M);
        QVERIFY2(message().contains(u"; R parts"_s), qPrintable(message()));
        QTest::keyClick(&pairs.view(), Qt::Key_R);
        QVERIFY2(message().contains(u"; Ctrl+J takes"_s), qPrintable(message()));
        QVERIFY(f().child<QPushButton>("undoDecision").toolTip().endsWith(u"(Ctrl+J)"_s));
        shortcuts.clear(map().find(u"pairs.reject"_s).value());
        QVERIFY(test::eventually([&] { return !f().window().comparison().page()->session().isComparing(); }));
        pairs.view().selectLine(line);
        while (!pairs.currentRow()->isPair()) {
            pairs.view().selectLine(++line);
        }
        QTest::keyClick(&pairs.view(), Qt::Key_M);
        QVERIFY2(message().contains(u"; Not the same kernel parts"_s), qPrintable(message()));
    }
    void aCommandOfMenuAndTableIsOneLine()
    {
        ShortcutsDialog *dialog = openDialog();
        QVERIFY(dialog != nullptr);
        const auto &list = in<QTableView>(*dialog, "shortcutsTable");
        for (int row = 0; row < list.model()->rowCount(); ++row) {
            const QString words = list.model()->index(row, ShortcutsModel::WordsColumn).data().toString();
            QVERIFY(words != u"Accept and next"_s && words != u"Next unreviewed"_s);
        }
        QTest::keyClicks(&in<QLineEdit>(*dialog, "shortcutsFilter"), u"next unreviewed"_s);
        QCOMPARE(list.model()->rowCount(), 2); // looked for, it can get a key for the whole page
    }
    void menusShowTheKeyOfTheTable()
    {
        QVERIFY(openTwo());
        auto *needsWork = f().window().findChild<QAction *>(u"desk.needsWork"_s);
        QCOMPARE(needsWork->text(), u"Needs &work\tX"_s);
        QVERIFY(needsWork->shortcuts().isEmpty()); // it would be typed into no field any more
        Shortcuts &keys = f().window().shortcuts();
        keys.setKey(map().find(u"table.needsWork"_s).value(), QKeySequence(u"W"_s));
        QCOMPARE(needsWork->text(), u"Needs &work\tW"_s);
        keys.setKey(map().find(u"desk.needsWork"_s).value(), QKeySequence(u"F7"_s));
        QCOMPARE(needsWork->text(), u"Needs &work"_s); // the menu shows its own
        keys.resetAll();
        QCOMPARE(needsWork->text(), u"Needs &work\tX"_s);
    }
    void findsByKey()
    {
        ShortcutsDialog *dialog = openDialog();
        QVERIFY(dialog != nullptr);
        auto &line = in<QLineEdit>(*dialog, "shortcutsFilter");
        QTest::keyClicks(&line, u"ctrl+h"_s);
        const auto &list = in<QTableView>(*dialog, "shortcutsTable");
        QCOMPARE(list.model()->rowCount(), 1);
        QCOMPARE(list.model()->index(0, ShortcutsModel::WordsColumn).data().toString(), u"Find and replace"_s);
        QTest::keyClick(&line, Qt::Key_Escape); // only the filter
        QVERIFY(line.text().isEmpty() && dialog->isVisible());
    }
};

QTEST_MAIN(ShortcutsTest)
#include "tst_shortcuts.moc"
