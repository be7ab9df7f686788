#include "core/review/reviewfile.h"
#include "tests/ui/deskfaults.h"
#include "tests/ui/windowfixture.h"
#include "ui/common/elidedlabel.h"
#include "ui/common/text.h"
#include "ui/mainwindow/runpage.h"
#include "ui/publish/publishdialog.h"
#include "ui/run/kerneltablepanel.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

#include <algorithm>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// What the window shows, what it says of it, and what the files hold are one: whatever way led to a catalog.
class TruthTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;
    std::filesystem::path m_run;
    std::filesystem::path m_catalog;

    test::WindowFixture &f() { return *m_fixture; }
    RunSession &session() { return f().page().session(); }
    const ReviewDocument &document() { return session().document(); }
    KernelTablePanel &table() { return f().page().table(); }
    EntryId entryAt(int row) { return document().entryOf(table().model().kernelAt(row)); }
    ReviewState stateAt(int row) { return document().state(entryAt(row)); }
    std::string textAt(int row, Field field) { return document().info(entryAt(row)).text(field); }
    QString statusLine() { return f().child<ElidedLabel>("catalogState").fullText(); }
    QString progress() { return f().child<QLabel>("reviewProgress").text(); }
    std::string faults() { return test::deskFaults(session()); }
    bool activate()
    {
        f().window().activateWindow();
        return QTest::qWaitForWindowActive(&f().window());
    }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus != nullptr ? focus : QApplication::activeWindow(), key, modifiers);
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
    /// Walks with Tab until the widget called `name` has the focus.
    static bool tabTo(const char *name)
    {
        constexpr int kMostStops = 80;
        for (int stop = 0; stop < kMostStops; ++stop) {
            if (QApplication::focusWidget() != nullptr &&
                QApplication::focusWidget()->objectName() == QLatin1StringView(name)) {
                return true;
            }
            press(Qt::Key_Tab);
        }
        return false;
    }
    /// Somebody changes a description in the open file by hand.
    void changeOnDisk(const std::string &name, const std::string &words)
    {
        std::string text = test::bytesOf(m_catalog);
        const std::size_t line = text.find("  description: ", text.find(name));
        text.replace(line, text.find('\n', line) - line, "  description: " + words);
        f().scratch().write("kernels.yaml", text);
    }
    /// A catalog of the run's kernels by a colleague, with other words.
    void writeTheirs(const std::string &name = "Theirs")
    {
        std::string text = "# by hand\n";
        for (const char *kernel : {"void a(int)", "void b(int)", "void c(int)"}) {
            text += "- raw_name: \"" + std::string(kernel) + "\"\n  friendly_name: \"" + name +
                    "\"\n  source_lib: CUDA\n  data_shape:\n    generic: null\n    fixed: null\n    tiled: null\n"
                    "  description: \"Words of a colleague.\"\n";
        }
        f().scratch().write("docs/kernels.yaml", text);
    }
    void acceptAll()
    {
        QVERIFY(activate());
        table().view().setFocus();
        for (int row = 0; row < 3; ++row) {
            press(Qt::Key_Return);
        }
        for (int row = 0; row < 3; ++row) {
            QVERIFY(stateAt(row) == ReviewState::Accepted);
        }
    }
    PublishDialog *typeTarget(const std::filesystem::path &path)
    {
        press(Qt::Key_S, Qt::ControlModifier);
        auto *publishing = qobject_cast<PublishDialog *>(dialog("publishDialog"));
        if (publishing == nullptr) {
            return nullptr;
        }
        auto *target = publishing->findChild<QLineEdit *>(u"publishTarget"_s);
        target->setFocus();
        press(Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(target, fromPath(path));
        auto *button = publishing->findChild<QPushButton *>(u"publishButton"_s);
        return test::eventually([&] { return button->isEnabled(); }) ? publishing : nullptr;
    }
    /// What each kernel's row of the window, the catalog on disk and its review file say, for a failure.
    void agreeAfterPublishing()
    {
        QVERIFY(test::eventually([&] { return f().window().publishDialog() == nullptr; }));
        const Catalog written = Catalog::read(test::bytesOf(m_catalog), "kernels.yaml").value();
        const ReviewFile review = openReviewFile(m_catalog).value();
        for (int row = 0; row < 3; ++row) {
            const std::string name(document().rawName(entryAt(row)));
            const CatalogEntry *entry = written.find(name);
            QVERIFY(entry != nullptr);
            QVERIFY2(entry->info == document().info(entryAt(row)), name.c_str());
            const ReviewEntry *block = review.find(name);
            const bool counts = block != nullptr && !block->isOutdated(&entry->info);
            const ReviewState told = counts ? block->state : ReviewState::Unreviewed;
            QVERIFY(told == stateAt(row));
        }
        QCOMPARE(faults(), std::string());
        QVERIFY2(statusLine().contains(u"no unpublished edits"_s), qPrintable(statusLine()));
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        m_run = test::writeRun(f().scratch(), "run", {"void a(int)", "void b(int)", "void c(int)"});
        m_catalog = f().scratch().path() / "docs" / "kernels.yaml";
    }
    void cleanup()
    {
        if (f().window().runPage() != nullptr) {
            while (document().history().canUndo()) {
                session().undo();
            }
        }
        m_fixture.reset();
    }

    void decisionsMeetAnExistingCatalogInPublish_data()
    {
        QTest::addColumn<bool>("mine");
        QTest::newRow("mine") << true;
        QTest::newRow("the file's") << false;
    }
    void decisionsMeetAnExistingCatalogInPublish()
    {
        QFETCH(bool, mine);
        QVERIFY(f().open(m_run));
        writeTheirs();
        const std::string before = test::bytesOf(m_catalog);
        acceptAll();
        const std::string decided = textAt(0, Field::FriendlyName);
        PublishDialog *publishing = typeTarget(m_catalog);
        QVERIFY(publishing != nullptr);
        const QString diff = publishing->findChild<QPlainTextEdit *>(u"publishDiff"_s)->toPlainText();
        QVERIFY2(diff.contains(u"-  friendly_name: \"Theirs\""_s), qPrintable(diff)); // of the file that is named
        QVERIFY2(publishing->findChild<QLabel *>(u"publishKind"_s)->text().contains(u"Another catalog"_s),
                 qPrintable(publishing->findChild<QLabel *>(u"publishKind"_s)->text()));
        QVERIFY(session().catalogPath().empty()); // nothing is opened by naming it
        press(Qt::Key_Return);
        QDialog *clashes = dialog("mergeDialog");
        QVERIFY(clashes != nullptr);
        QCOMPARE(clashes->findChild<QTableView *>(u"conflicts"_s)->model()->rowCount() % 3, 0);
        QCOMPARE(test::bytesOf(m_catalog), before);
        if (!mine) {
            press(Qt::Key_F, Qt::AltModifier); // all the file's
        }
        clashes->findChild<QPushButton *>(u"mergeButton"_s)->setFocus();
        press(Qt::Key_Space);
        agreeAfterPublishing();
        QCOMPARE(textAt(0, Field::FriendlyName), mine ? decided : std::string("Theirs"));
        for (int row = 0; row < 3; ++row) {
            QVERIFY(stateAt(row) == (mine ? ReviewState::Accepted : ReviewState::Unreviewed));
        }
        QVERIFY(test::bytesOf(m_catalog).starts_with("# by hand\n"));
        QCOMPARE(progress(), mine ? u"Reviewed 3 of 3"_s : u"Reviewed 0 of 3"_s);
        session().undo(); // going there is one step
        QCOMPARE(faults(), std::string());
    }
    void decisionsMeetAnExistingCatalogThatIsOpened()
    {
        QVERIFY(f().open(m_run));
        writeTheirs();
        acceptAll();
        f().window().openCatalog(fromPath(m_catalog));
        QVERIFY(dialog("mergeDialog") != nullptr);
        press(Qt::Key_Escape);
        QVERIFY(test::eventually([&] { return f().window().findChild<QDialog *>(u"mergeDialog"_s) == nullptr; }));
        QVERIFY(session().catalogPath().empty()); // nothing changed
        QVERIFY(stateAt(0) == ReviewState::Accepted);
        QCOMPARE(faults(), std::string());
        f().window().openCatalog(fromPath(m_catalog));
        QVERIFY(dialog("mergeDialog") != nullptr);
        press(Qt::Key_F, Qt::AltModifier);
        press(Qt::Key_Return);
        QVERIFY(test::eventually([&] { return session().catalogPath() == m_catalog; }));
        QCOMPARE(textAt(1, Field::FriendlyName), std::string("Theirs"));
        QVERIFY(stateAt(1) == ReviewState::Unreviewed);
        QVERIFY(document().isChangedSinceAccepted(entryAt(1)));
        QCOMPARE(faults(), std::string());
        QVERIFY(activate());
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(textAt(1, Field::FriendlyName) == "Theirs"); // pins do not stand over what the file says
        QVERIFY(stateAt(1) == ReviewState::Unreviewed);
        QCOMPARE(faults(), std::string());
    }
    void whatAgreesIsCarried()
    {
        QVERIFY(f().open(m_run));
        acceptAll();
        QVERIFY(f().publishTo(m_catalog.parent_path().parent_path() / "first.yaml"));
        std::filesystem::create_directories(m_catalog.parent_path());
        std::filesystem::copy_file(f().scratch().path() / "first.yaml", m_catalog);
        f().window().openCatalog(fromPath(m_catalog));
        QVERIFY(test::eventually([&] { return session().catalogPath() == m_catalog; }));
        QVERIFY(stateAt(2) == ReviewState::Accepted);
        QVERIFY2(statusLine().contains(u"edited"_s), qPrintable(statusLine())); // its review file does not say so yet
        QCOMPARE(faults(), std::string());
        QVERIFY(f().publishTo(m_catalog));
        agreeAfterPublishing();
    }
    void conflictMarkersMeetDecisions()
    {
        QVERIFY(f().open(m_run));
        writeTheirs();
        std::string text = test::bytesOf(m_catalog);
        const std::size_t line = text.find("  friendly_name: ");
        const std::size_t end = text.find('\n', line) + 1;
        text.replace(line, end - line,
                     "<<<<<<< HEAD\n  friendly_name: Ours\n=======\n  friendly_name: Other\n>>>>>>> branch\n");
        f().scratch().write("docs/kernels.yaml", text);
        acceptAll();
        f().window().openCatalog(fromPath(m_catalog));
        QVERIFY(dialog("mergeDialog") != nullptr);
        press(Qt::Key_Return); // ours of git's two
        QVERIFY(test::eventually([&] {
            auto *next = f().window().findChild<QDialog *>(u"mergeDialog"_s);
            return next != nullptr && next->windowTitle().contains(u"something else"_s) && next->isActiveWindow();
        }));
        press(Qt::Key_F, Qt::AltModifier);
        press(Qt::Key_Return);
        QVERIFY(test::eventually([&] { return session().catalogPath() == m_catalog; }));
        QCOMPARE(textAt(0, Field::FriendlyName), std::string("Ours"));
        QVERIFY(stateAt(0) == ReviewState::Unreviewed);
        QVERIFY(activate());
        table().view().setFocus();
        press(Qt::Key_S, Qt::ControlModifier);
        QDialog *publishing = dialog("publishDialog");
        QVERIFY(publishing != nullptr);
        auto *button = publishing->findChild<QPushButton *>(u"publishButton"_s);
        QVERIFY(test::eventually([&] { return button->isEnabled(); }));
        const QString diff = publishing->findChild<QPlainTextEdit *>(u"publishDiff"_s)->toPlainText();
        QVERIFY2(diff.contains(u"-<<<<<<< HEAD"_s) && diff.contains(u"->>>>>>> branch"_s), qPrintable(diff));
        press(Qt::Key_Return);
        agreeAfterPublishing();
        QVERIFY(!test::bytesOf(m_catalog).contains("<<<<"));
    }
    void cancelInPublishChangesNothing()
    {
        QVERIFY(f().open(m_run));
        QVERIFY(f().publishTo(f().scratch().path() / "kernels.yaml"));
        writeTheirs();
        const QString before = statusLine();
        const QString title = f().window().windowTitle();
        const std::string shown = textAt(0, Field::FriendlyName);
        QVERIFY(activate());
        table().view().setFocus();
        QVERIFY(typeTarget(m_catalog) != nullptr);
        press(Qt::Key_Escape);
        QVERIFY(test::eventually([&] { return f().window().publishDialog() == nullptr; }));
        QCOMPARE(statusLine(), before);
        QCOMPARE(f().window().windowTitle(), title);
        QCOMPARE(session().catalogPath(), f().scratch().path() / "kernels.yaml");
        QCOMPARE(textAt(0, Field::FriendlyName), shown);
        QVERIFY(!document().history().canUndo());
        QCOMPARE(faults(), std::string());
    }
    void aChangeOnDiskWaitsForWhoeverTypes()
    {
        QVERIFY(f().open(m_run));
        acceptAll();
        m_catalog = f().scratch().path() / "kernels.yaml";
        QVERIFY(f().publishTo(m_catalog));
        const std::string decided = textAt(1, Field::Description);
        QVERIFY(activate());
        table().view().setFocus();
        press(Qt::Key_Home);
        press(Qt::Key_E);
        QVERIFY(tabTo("input_friendly_name"));
        QWidget *field = QApplication::focusWidget();
        press(Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, u"Typed while"_s);
        changeOnDisk("void b(int)", "Words of a colleague.");
        auto &bar = f().child<QPushButton>("noticeAction");
        QVERIFY(test::eventually([&] { return bar.isVisible(); }));
        QCOMPARE(QApplication::focusWidget(), field);
        QTest::keyClicks(field, u" others write"_s);
        press(Qt::Key_Return);
        QVERIFY(f().window().findChild<QDialog *>(u"mergeDialog"_s) == nullptr); // that Enter was the field's
        QVERIFY(bar.isVisible());
        QCOMPARE(textAt(0, Field::FriendlyName), std::string("Typed while others write"));
        QCOMPARE(textAt(1, Field::Description), decided); // nothing is taken before somebody says so
        QCOMPARE(faults(), std::string());
        QVERIFY(tabTo("noticeAction"));
        press(Qt::Key_Space);
        QDialog *question = dialog("mergeDialog");
        QVERIFY(question != nullptr);
        QCOMPARE(question->findChild<QTableView *>(u"conflicts"_s)->model()->rowCount(), 1);
        press(Qt::Key_Escape);
        QVERIFY(test::eventually([&] { return bar.isVisible(); })); // it waits on
        QCOMPARE(textAt(1, Field::Description), decided);
        QCOMPARE(faults(), std::string());
        QVERIFY(activate());
        QVERIFY(tabTo("noticeAction"));
        press(Qt::Key_Space);
        QVERIFY(dialog("mergeDialog") != nullptr);
        press(Qt::Key_Return);
        QVERIFY(test::eventually([&] { return textAt(1, Field::Description) == "Words of a colleague."; }));
        QVERIFY(stateAt(1) == ReviewState::Unreviewed && document().isChangedSinceAccepted(entryAt(1)));
        QVERIFY(stateAt(0) == ReviewState::Accepted && stateAt(2) == ReviewState::Accepted);
        QVERIFY(std::ranges::contains(session().problems(), "review-outdated", &Diagnostic::code));
        QCOMPARE(faults(), std::string());
        QVERIFY(f().publishTo(m_catalog));
        agreeAfterPublishing();
        QVERIFY(test::bytesOf(m_catalog).contains("Words of a colleague."));
    }
    void otherRulesDoNotChangeWhatWasPublished()
    {
        QVERIFY(f().open(m_run));
        QVERIFY(f().publishTo(f().scratch().path() / "kernels.yaml"));
        const std::string before = textAt(0, Field::Description);
        session().setRules(loadRuleSet({.pack = "seed", .userRules = false}).value().rules,
                           InferenceTable::build(document().run(), loadRuleSet({.pack = "seed"}).value().rules), {});
        QCOMPARE(textAt(0, Field::Description), before);
        QCOMPARE(faults(), std::string());
        acceptAll();
        QVERIFY(f().publishTo(f().scratch().path() / "kernels.yaml"));
        QCOMPARE(faults(), std::string());
    }
    void theStatusLineKnowsOfAReviewFileThatIsGone()
    {
        QVERIFY(f().open(m_run));
        acceptAll();
        m_catalog = f().scratch().path() / "kernels.yaml";
        QVERIFY(f().publishTo(m_catalog));
        QVERIFY(statusLine().contains(u"no unpublished edits"_s));
        std::filesystem::remove_all(reviewFilePath(m_catalog).parent_path());
        QVERIFY(test::eventually([&] { return !statusLine().contains(u"no unpublished edits"_s); }));
        QCOMPARE(faults(), std::string());
        QVERIFY(f().publishTo(m_catalog));
        agreeAfterPublishing();
    }
};

QTEST_MAIN(TruthTest)
#include "tst_truth.moc"
