#include "core/review/reviewfile.h"
#include "tests/ui/windowfixture.h"
#include "ui/common/text.h"
#include "ui/mainwindow/runpage.h"
#include "ui/publish/publishdialog.h"
#include "ui/run/kerneltablepanel.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// A whole sitting with keys alone: open, accept, edit, flag, edit many, accept a family, take back, publish, reopen.
class SittingTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;
    std::filesystem::path m_catalog;

    test::WindowFixture &f() { return *m_fixture; }
    RunSession &session() { return f().page().session(); }
    const ReviewDocument &document() { return session().document(); }
    KernelTablePanel &table() { return f().page().table(); }
    EntryId entryAt(int row) { return document().entryOf(table().model().kernelAt(row)); }
    ReviewState stateAt(int row) { return document().state(entryAt(row)); }
    std::string textAt(int row, Field field) { return document().info(entryAt(row)).text(field); }
    /// A key to whatever has the focus, as the keyboard does.
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : QApplication::activeWindow(), key, modifiers);
    }
    static void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    /// Walks with Tab until the widget called `name` has the focus.
    static bool tabTo(const char *name)
    {
        constexpr int kMostStops = 60;
        for (int stop = 0; stop < kMostStops; ++stop) {
            if (QApplication::focusWidget() != nullptr &&
                QApplication::focusWidget()->objectName() == QLatin1StringView(name)) {
                return true;
            }
            press(Qt::Key_Tab);
        }
        return false;
    }
    bool activate()
    {
        f().window().activateWindow();
        return QTest::qWaitForWindowActive(&f().window());
    }
    QDialog *dialog(const char *name)
    {
        QDialog *found = nullptr;
        (void)test::eventually([&] {
            found = f().window().findChild<QDialog *>(QLatin1StringView(name));
            return found != nullptr && found->isActiveWindow();
        });
        return found;
    }
    bool openSample()
    {
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        if (!activate() || !tabTo("startSample")) {
            return false;
        }
        press(Qt::Key_Space);
        return opened.wait(30'000) && activate() && table().view().hasFocus();
    }
    bool publishByKeys()
    {
        press(Qt::Key_S, Qt::ControlModifier);
        QDialog *publishing = dialog("publishDialog");
        if (publishing == nullptr || !tabTo("publishTarget")) {
            return false;
        }
        press(Qt::Key_A, Qt::ControlModifier);
        type(fromPath(m_catalog));
        auto *button = publishing->findChild<QPushButton *>(u"publishButton"_s);
        if (!test::eventually([&] { return button->isEnabled(); }) || !tabTo("publishButton")) {
            return false;
        }
        press(Qt::Key_Space);
        return test::eventually([&] { return f().window().publishDialog() == nullptr; }) && activate();
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        m_catalog = f().scratch().path() / "kernels.yaml";
    }
    void cleanup() { m_fixture.reset(); }

    void everythingByKeysAndNothingLost()
    {
        QVERIFY(openSample());
        // Accept the first, edit the second, flag the third.
        press(Qt::Key_Return);
        QVERIFY(stateAt(0) == ReviewState::Accepted);
        QCOMPARE(table().view().currentRow(), 1);
        press(Qt::Key_E);
        QVERIFY(tabTo("input_friendly_name"));
        press(Qt::Key_A, Qt::ControlModifier);
        type(u"A name of my own"_s);
        press(Qt::Key_Return);
        QVERIFY(tabTo("note"));
        type(u"ask the authors"_s);
        press(Qt::Key_Escape); // takes the note back
        QVERIFY(tabTo("note"));
        type(u"asked the authors"_s);
        press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(stateAt(1) == ReviewState::Accepted);
        QCOMPARE(textAt(1, Field::FriendlyName), std::string("A name of my own"));
        QCOMPARE(table().view().currentRow(), 2);
        press(Qt::Key_X);
        QVERIFY(stateAt(2) == ReviewState::NeedsWork);
        // One description for three rows.
        press(Qt::Key_Down);
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_B, Qt::ControlModifier);
        QDialog *bulk = dialog("bulkEditDialog");
        QVERIFY(bulk != nullptr);
        QVERIFY(tabTo("bulkField"));
        press(Qt::Key_End);
        QVERIFY(tabTo("bulkDescription"));
        type(u"Described together."_s);
        auto *apply = bulk->findChild<QPushButton *>(u"bulkApply"_s);
        QVERIFY(test::eventually([&] { return apply->isEnabled(); }));
        press(Qt::Key_Return, Qt::ControlModifier);
        if (bulk->isVisible()) {
            QVERIFY(tabTo("bulkApply"));
            press(Qt::Key_Space);
        }
        QVERIFY(activate());
        for (int row = 3; row < 6; ++row) {
            QCOMPARE(textAt(row, Field::Description), std::string("Described together."));
        }
        // A family as one step, taken back and done again.
        const std::size_t steps = document().history().index();
        table().view().setFocus();
        const int current = table().view().currentRow();
        press(Qt::Key_Return, Qt::ShiftModifier);
        QVERIFY(dialog("familyDialog") != nullptr);
        press(Qt::Key_Return);
        press(Qt::Key_Escape);
        QVERIFY(activate());
        QCOMPARE(document().history().index(), steps + 1);
        QVERIFY(stateAt(current) == ReviewState::Accepted);
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(stateAt(current) == ReviewState::Unreviewed);
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(stateAt(current) == ReviewState::Accepted);
        // Publish, change more, publish, take back, publish: the old bytes.
        QVERIFY(publishByKeys());
        const std::string first = test::bytesOf(m_catalog);
        const std::string firstReview = test::bytesOf(reviewFilePath(m_catalog));
        QVERIFY(first.contains("A name of my own") && first.contains("Described together."));
        table().view().setFocus();
        press(Qt::Key_Home);
        press(Qt::Key_E);
        QVERIFY(tabTo("input_friendly_name"));
        press(Qt::Key_A, Qt::ControlModifier);
        type(u"Something else"_s);
        press(Qt::Key_Return);
        QVERIFY(publishByKeys());
        QVERIFY(test::bytesOf(m_catalog) != first);
        table().view().setFocus();
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(publishByKeys());
        QCOMPARE(test::bytesOf(m_catalog), first);
        QCOMPARE(test::bytesOf(reviewFilePath(m_catalog)), firstReview);
        reopen();
    }

private:
    void reopen()
    {
        const QString run = fromPath(session().run().path());
        f().restart();
        QVERIFY(f().open(toPath(run), m_catalog));
        QVERIFY(stateAt(0) == ReviewState::Accepted && stateAt(1) == ReviewState::Accepted);
        QVERIFY(stateAt(2) == ReviewState::NeedsWork);
        QCOMPARE(document().note(entryAt(1)), std::string("asked the authors"));
        QCOMPARE(textAt(1, Field::FriendlyName), std::string("A name of my own"));
        QCOMPARE(textAt(4, Field::Description), std::string("Described together."));
        QVERIFY(!document().isModified());
    }
};

QTEST_MAIN(SittingTest)
#include "tst_sitting.moc"
