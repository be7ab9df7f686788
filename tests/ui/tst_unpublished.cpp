#include "core/review/journal.h"
#include "tests/ui/windowfixture.h"
#include "ui/common/text.h"
#include "ui/mainwindow/runpage.h"
#include "ui/publish/publishdialog.h"
#include "ui/review/mergedialog.h"
#include "ui/run/kerneltablepanel.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// What is not published yet is never lost: journal, offers of earlier decisions, and a file that others change.
class UnpublishedTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;
    std::filesystem::path m_run;
    std::filesystem::path m_catalog;
    QString m_boxText; ///< of the box that answer() clicked

    test::WindowFixture &f() { return *m_fixture; }
    RunSession &session() { return f().page().session(); }
    const ReviewDocument &document() { return session().document(); }
    EntryId entry(const char *name) { return document().find(name).value(); }
    std::string description(const char *name) { return document().info(entry(name)).text(Field::Description); }
    void describe(const char *name, const std::string &words)
    {
        session().setField(entry(name), Field::Description, words);
    }
    /// Clicks the button whose text holds `text` in the next message box.
    void answer(const QString &text)
    {
        m_boxText.clear();
        auto *timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, [this, timer, text] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            for (QAbstractButton *button : box == nullptr ? QList<QAbstractButton *>() : box->buttons()) {
                if (button->text().remove(u'&').contains(text)) {
                    timer->deleteLater();
                    m_boxText = box->text();
                    QTest::mouseClick(button, Qt::LeftButton);
                    return;
                }
            }
        });
        timer->start(10);
    }
    bool publish() { return f().publishTo(m_catalog); }
    QAction *actionNamed(const QString &text)
    {
        const QList<QAction *> actions = f().window().findChildren<QAction *>();
        const auto found = std::ranges::find_if(
            actions, [&](const QAction *action) { return action->text().remove(u'&').startsWith(text); });
        return found == actions.end() ? nullptr : *found;
    }
    MergeDialog *mergeDialog() { return f().window().findChild<MergeDialog *>(); }
    /// What others change waits in a bar; this asks for it.
    bool askFromTheBar()
    {
        auto &action = f().child<QPushButton>("noticeAction");
        if (!test::eventually([&] { return action.isVisible(); }) || mergeDialog() != nullptr) {
            return false;
        }
        QTest::mouseClick(&action, Qt::LeftButton);
        return mergeDialog() != nullptr && QTest::qWaitForWindowActive(mergeDialog());
    }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        m_run = test::writeRun(f().scratch(), "run", {"void a(int)", "void b(int)", "void c(int)"});
        m_catalog = f().scratch().path() / "kernels.yaml";
    }
    void cleanup() { m_fixture.reset(); }

    void editsOfAKilledSessionComeBack_data()
    {
        QTest::addColumn<bool>("hasCatalog");
        QTest::newRow("without a catalog") << false;
        QTest::newRow("with a catalog") << true;
    }
    void editsOfAKilledSessionComeBack()
    {
        QFETCH(bool, hasCatalog);
        QVERIFY(f().open(m_run));
        if (hasCatalog) {
            QVERIFY(publish());
        }
        describe("void b(int)", "Mine.");
        session().setState(std::vector{entry("void c(int)")}, ReviewState::NeedsWork);
        f().restart();
        answer(u"Take them up"_s);
        QVERIFY(f().open(m_run, hasCatalog ? m_catalog : std::filesystem::path()));
        QVERIFY2(m_boxText.contains(u"• "_s), qPrintable(m_boxText));
        QVERIFY2(m_boxText.contains(hasCatalog ? u"of kernels.yaml, run run,"_s : u"of the run run"_s),
                 qPrintable(m_boxText));
        const std::string name = hasCatalog ? m_catalog.string() : "kernels.yaml";
        QVERIFY(test::eventually([&] { return f().page().planner().isCurrent(); }));
        const std::string &diff = f().page().planner().latest()->publication.diff;
        QVERIFY2(diff.starts_with("--- " + name + '\n'), diff.c_str());
        QCOMPARE(description("void b(int)"), std::string("Mine."));
        QVERIFY(document().state(entry("void c(int)")) == ReviewState::NeedsWork);
        QVERIFY(document().isModified());
        session().undo();
        session().undo();
        QVERIFY(description("void b(int)") != "Mine.");
    }
    void discardedEditsAreNotOfferedAgain()
    {
        QVERIFY(f().open(m_run));
        describe("void b(int)", "Mine.");
        f().restart();
        answer(u"Discard"_s);
        QVERIFY(f().open(m_run));
        QVERIFY(!m_boxText.isEmpty());
        QVERIFY(description("void b(int)") != "Mine.");
        QVERIFY(findJournals(f().settings().journalRoot()).empty());
    }
    void editsAskedForLaterAreOfferedAgain()
    {
        QVERIFY(f().open(m_run));
        describe("void b(int)", "Mine.");
        for (int time = 0; time < 2; ++time) {
            f().restart();
            answer(u"later"_s);
            QVERIFY(f().open(m_run));
            QVERIFY(!m_boxText.isEmpty());
        }
    }
    void publishedEditsAreNotOffered()
    {
        QVERIFY(f().open(m_run));
        describe("void b(int)", "Mine.");
        QVERIFY(publish());
        f().restart();
        QVERIFY(findJournals(f().settings().journalRoot()).empty());
        QVERIFY(f().open(m_run, m_catalog));
        QCOMPARE(description("void b(int)"), std::string("Mine."));
    }
    void aTakenUpJournalGoesOn()
    {
        QVERIFY(f().open(m_run));
        QVERIFY(publish());
        describe("void b(int)", "Mine.");
        f().restart();
        answer(u"Take them up"_s);
        QVERIFY(f().open(m_run, m_catalog));
        QVERIFY(publish());
        describe("void c(int)", "More.");
        const auto folders = std::filesystem::directory_iterator(f().settings().journalRoot());
        QCOMPARE(std::distance(begin(folders), end(folders)),
                 1 + 1); // of the run before it had a catalog, of the catalog
        f().restart();
        answer(u"Take them up"_s);
        QVERIFY(f().open(m_run, m_catalog));
        QCOMPARE(description("void b(int)"), std::string("Mine."));
        QCOMPARE(description("void c(int)"), std::string("More."));
    }
    void theStartOffersTheRun()
    {
        QVERIFY(f().open(m_run));
        QVERIFY(publish());
        describe("void b(int)", "Mine.");
        f().restart();
        answer(u"Open the run"_s);
        f().window().offerLeftRun();
        answer(u"Take them up"_s);
        QVERIFY(test::eventually([&] { return f().window().runPage() != nullptr; }));
        QCOMPARE(description("void b(int)"), std::string("Mine."));
        QCOMPARE(session().catalogPath(), m_catalog);
    }
    void aChangedFileIsMerged()
    {
        QVERIFY(f().open(m_run));
        QVERIFY(publish());
        describe("void a(int)", "Mine.");
        describe("void b(int)", "Mine too.");
        std::string text = test::bytesOf(m_catalog);
        const std::string before = document().catalog()->find("void a(int)")->info.text(Field::Description);
        for (std::size_t at = text.find(before); at != std::string::npos; at = text.find(before, at + 20)) {
            text.replace(at, before.size(), "Theirs, all of them.");
        }
        f().scratch().write("kernels.yaml", text);
        QVERIFY(askFromTheBar());
        auto *conflicts = mergeDialog()->findChild<QTableView *>(u"conflicts"_s);
        QVERIFY2(conflicts != nullptr, text.c_str());
        QCOMPARE(conflicts->model()->rowCount(), 2);
        conflicts->selectRow(1);
        conflicts->setFocus();
        QTest::keyClick(conflicts, Qt::Key_Space); // b: theirs
        QTest::mouseClick(mergeDialog()->findChild<QPushButton *>(u"mergeButton"_s), Qt::LeftButton);
        QVERIFY(test::eventually([&] { return mergeDialog() == nullptr; }));
        QCOMPARE(description("void a(int)"), std::string("Mine."));
        QCOMPARE(description("void b(int)"), std::string("Theirs, all of them."));
        QCOMPARE(description("void c(int)"), std::string("Theirs, all of them."));
        QVERIFY(publish());
        QVERIFY(test::bytesOf(m_catalog).contains("Mine."));
    }
    void anotherFileUnderThePublishDialogEndsInAMerge()
    {
        QVERIFY(f().open(m_run));
        QVERIFY(publish());
        describe("void a(int)", "Mine.");
        f().window().publish();
        auto *button = f().window().publishDialog()->findChild<QPushButton *>(u"publishButton"_s);
        QVERIFY(test::eventually([&] { return button->isEnabled(); }));
        f().scratch().write("kernels.yaml", test::bytesOf(m_catalog) + "# a word\n");
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(test::eventually([&] { return mergeDialog() != nullptr; }));
        QVERIFY(mergeDialog()->findChild<QTableView *>(u"conflicts"_s) == nullptr);
        QTest::keyClick(mergeDialog(), Qt::Key_Return);
        QVERIFY(test::eventually([&] { return mergeDialog() == nullptr; }));
        QVERIFY(publish());
        QVERIFY(test::bytesOf(m_catalog).ends_with("# a word\n"));
        QVERIFY(test::bytesOf(m_catalog).contains("Mine."));
    }
    void aMergeTakesNoKeyThatWasMeantForAField()
    {
        QVERIFY(f().open(m_run));
        session().setState(std::vector{entry("void a(int)"), entry("void b(int)")}, ReviewState::Accepted);
        QVERIFY(publish());
        auto &field = f().child<QPlainTextEdit>("input_friendly_name");
        f().window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f().window()));
        field.setFocus();
        QTest::keyClicks(&field, u"typing"_s);
        std::string text = test::bytesOf(m_catalog);
        const std::size_t line = text.find("  friendly_name: ");
        text.replace(line, text.find('\n', line) - line, "  friendly_name: Theirs");
        f().scratch().write("kernels.yaml", text);
        QVERIFY(test::eventually([&] { return f().child<QPushButton>("noticeAction").isVisible(); }));
        QVERIFY(field.hasFocus());
        QTest::keyClick(&field, Qt::Key_Return); // commits what was typed, and nothing else
        QVERIFY(mergeDialog() == nullptr);
        session().undo();
        QVERIFY(askFromTheBar());
        auto *conflicts = mergeDialog()->findChild<QTableView *>(u"conflicts"_s);
        QVERIFY(conflicts != nullptr); // an accepted kernel was changed
        QCOMPARE(conflicts->model()->rowCount(), 1);
        QTest::mouseClick(mergeDialog()->findChild<QPushButton *>(u"mergeButton"_s), Qt::LeftButton);
        QVERIFY(test::eventually([&] { return mergeDialog() == nullptr; }));
        const EntryId changed = document().find(document().catalog()->entries().front().rawName).value();
        QCOMPARE(document().info(changed).text(Field::FriendlyName), std::string("Theirs"));
        QVERIFY(document().state(changed) == ReviewState::Unreviewed);
        QVERIFY(document().isChangedSinceAccepted(changed));
    }
    void aFileWithConflictMarkersOpensAsAMerge()
    {
        QVERIFY(f().open(m_run));
        QVERIFY(publish());
        f().window().closeRun();
        std::string text = test::bytesOf(m_catalog);
        const std::size_t line = text.find("  friendly_name: ");
        const std::size_t end = text.find('\n', line) + 1;
        text.replace(line, end - line,
                     "<<<<<<< HEAD\n  friendly_name: Ours\n=======\n  friendly_name: Theirs\n>>>>>>> branch\n");
        f().scratch().write("kernels.yaml", text);
        QVERIFY(f().open(m_run, m_catalog));
        QVERIFY(test::eventually([&] { return mergeDialog() != nullptr; }));
        auto *conflicts = mergeDialog()->findChild<QTableView *>(u"conflicts"_s);
        QVERIFY(conflicts != nullptr);
        QCOMPARE(conflicts->model()->rowCount(), 1);
        QTest::keyClick(mergeDialog(), Qt::Key_Return); // ours
        QVERIFY(test::eventually([&] { return mergeDialog() == nullptr; }));
        QVERIFY(publish());
        const std::string written = test::bytesOf(m_catalog);
        QVERIFY2(!written.contains("<<<<<<<") && !written.contains("Theirs"), written.c_str());
        QVERIFY(written.contains("friendly_name: Ours") || written.contains("friendly_name: \"Ours\""));
    }
    void newReadingsAreTakenAfterALook()
    {
        m_run = test::writeRun(f().scratch(), "nccl", {"ncclDevKernel_AllReduce_Sum_bf16_RING_LL(int)"});
        f().window().setRules({.pack = "seed", .userRules = false});
        QVERIFY(f().open(m_run));
        QVERIFY(publish());
        f().window().closeRun();
        f().window().setRules({.pack = "standard", .userRules = false});
        QVERIFY(f().open(m_run, m_catalog));
        const EntryId kernel = document().entryOf(makeId<KernelId>(0));
        const std::string before = document().info(kernel).text(Field::FriendlyName);
        auto *action = actionNamed(u"Take new readings"_s);
        QVERIFY(action != nullptr);
        action->trigger();
        auto *dialog = f().window().findChild<QDialog *>(u"refreshDialog"_s);
        auto *table = dialog->findChild<QTableView *>(u"refreshTable"_s);
        auto *take = dialog->findChild<QPushButton *>(u"refreshTake"_s);
        QVERIFY(test::eventually([&] { return take->isEnabled(); }));
        QVERIFY(table->model()->rowCount() > 1);
        const QModelIndex first = table->model()->index(0, 0);
        table->model()->setData(first, Qt::Unchecked, Qt::CheckStateRole);
        QTest::mouseClick(take, Qt::LeftButton);
        QCOMPARE(document().info(kernel).text(Field::FriendlyName), before); // the row that was left out
        QVERIFY(document().isModified());
        QVERIFY(QString::fromStdString(document().history().undoText()).startsWith(u"Take new readings"_s));
    }
    void offersAreTakenByNumber()
    {
        QVERIFY(f().open(m_run));
        describe("void a(int)", "From before.");
        QVERIFY(publish());
        f().window().closeRun();
        f().settings().setMemoryCatalogs({fromPath(m_catalog)});
        QVERIFY(f().open(m_run)); // no catalog: only memory knows
        QVERIFY(test::eventually([&] { return f().window().findChild<QToolButton *>(u"offer1"_s) != nullptr; }));
        const auto &offer = f().child<QToolButton>("offer1");
        QVERIFY2(offer.accessibleName().endsWith(u"Description: From before."_s), qPrintable(offer.accessibleName()));
        QVERIFY(offer.toolTip().contains(u"From before."_s));
        QVERIFY(test::eventually([&] { return f().child<QToolButton>("offer1").width() > 340; })); // the panel's room
        f().window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&f().window()));
        KernelTableView &table = f().page().table().view();
        QTest::keyClick(&table, Qt::Key_9); // there is none; says so
        QVERIFY(!document().isModified());
        QTest::keyClick(&table, Qt::Key_1);
        QCOMPARE(description("void a(int)"), std::string("From before."));
        QTest::keyClick(&f().window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(description("void a(int)") != "From before.");
        f().page().takeAllExact();
        QCOMPARE(description("void a(int)"), std::string("From before."));
    }
};

QTEST_MAIN(UnpublishedTest)
#include "tst_unpublished.moc"
