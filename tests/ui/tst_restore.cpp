#include "tests/ui/windowfixture.h"
#include "ui/common/text.h"
#include "ui/comparison/comparisonpage.h"
#include "ui/comparison/comparisontablemodel.h"
#include "ui/comparison/differencespanel.h"
#include "ui/mainwindow/comparisonflow.h"
#include "ui/mainwindow/runpage.h"
#include "ui/run/filterbar.h"
#include "ui/run/frozencolumn.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"
#include "ui/run/stagetabbar.h"
#include "ui/session/ruledesk.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>

#include <algorithm>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

/// The window opened twice: what comes back.
class RestoreTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;
    std::filesystem::path m_run;
    std::filesystem::path m_other; ///< that it is compared with

    test::WindowFixture &f() { return *m_fixture; }
    KernelTablePanel &table() { return f().page().table(); }
    KernelTableView &view() { return table().view(); }
    QAction &action(const QString &text)
    {
        const QList<QAction *> actions = f().window().findChildren<QAction *>();
        const auto found =
            std::ranges::find_if(actions, [&](const QAction *action) { return action->text().remove(u'&') == text; });
        if (found == actions.end()) {
            qFatal("no action %s", qPrintable(text));
        }
        return **found;
    }
    StageId stageCalled(std::string_view name) { return f().page().session().run().findStage(name).value(); }
    /// Starts again without a run, as from a menu of programs.
    bool resume()
    {
        f().restart();
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        f().window().resume();
        return !opened.isEmpty() || opened.wait(30'000);
    }
    /// The same where a comparison comes back, with or without a run behind it.
    bool resumeComparison()
    {
        f().restart();
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        f().window().resume();
        return !compared.isEmpty() || compared.wait(30'000);
    }
    bool compare()
    {
        m_other = f().scratch().path() / "runs" / "two";
        std::filesystem::copy(test::sampleRun().parent_path() / "sample-candidate", m_other,
                              std::filesystem::copy_options::recursive);
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        f().window().comparison().compare(fromPath(m_run), {fromPath(m_other)});
        return compared.wait(30'000);
    }
    ComparisonPage &comparison() { return *f().window().comparison().page(); }
    DifferencesPanel &pairs() { return comparison().differences(); }
    QString comparedTable() { return comparison().tabs().tabData(comparison().tabs().currentIndex()).toString(); }
    /// Goes on with what a process left on the disk that ended at this moment.
    void restartAfterCrash()
    {
        const std::filesystem::path file = f().scratch().path() / "settings.ini";
        const std::string left = test::bytesOf(file);
        f().restart(); // an orderly end takes marks back
        static_cast<void>(f().scratch().write("settings.ini", left));
    }
    void press(const QString &keys) { QTest::keySequence(&f().window(), QKeySequence(keys)); }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        m_run = f().scratch().path() / "runs" / "one";
        std::filesystem::create_directories(m_run.parent_path());
        std::filesystem::copy(test::sampleRun(), m_run, std::filesystem::copy_options::recursive);
    }
    void cleanup() { m_fixture.reset(); }

    void theRunIsOpenedAgain()
    {
        QVERIFY(f().open(m_run));
        QVERIFY(resume());
        QCOMPARE(f().page().session().run().path(), m_run);
        QVERIFY(view().hasFocus());
    }
    void aClosedRunIsNot()
    {
        QVERIFY(f().open(m_run));
        press(action(u"Close run"_s).shortcut().toString()); // another one on each platform
        QVERIFY(f().child<QPushButton>("startOpen").isVisible());
        f().restart();
        f().window().resume();
        QVERIFY(f().child<QPushButton>("startOpen").isVisible());
        QVERIFY(!f().child<QLabel>("startNote").isVisible());
    }
    void norWhenAPersonDoesNotWantIt()
    {
        QVERIFY(f().open(m_run));
        action(u"Reopen the last run at start"_s).trigger();
        f().restart();
        QVERIFY(!action(u"Reopen the last run at start"_s).isChecked());
        f().window().resume();
        QVERIFY(f().child<QPushButton>("startOpen").isVisible());
    }
    void theCatalogThatWasChosenComesBack()
    {
        QVERIFY(f().open(m_run));
        const std::filesystem::path catalog = f().scratch().path() / "mine.yaml";
        QVERIFY(f().publishTo(catalog));
        QVERIFY(resume());
        QCOMPARE(f().page().session().catalogPath(), catalog);
    }
    void everythingOfTheTableComesBack()
    {
        QVERIFY(f().open(m_run));
        press(u"Ctrl+PgDown"_s); // the first stage
        const StageId stage = table().stage();
        QVERIFY(stage != StageId{0});
        QTest::keyClicks(&f().child<QLineEdit>("filterText"), u"e"_s);
        table().filterBar().setGroupBy(GroupBy::Library);
        const std::string library(f().page().session().texts().library(table().model().kernelAt(1)));
        QVERIFY(table().model().lines().groups().size() > 1);
        table().model().setOpen(0, false);
        const auto sort = [this](int column, Qt::KeyboardModifiers modifiers) {
            view().horizontalHeader()->setOffset(0);
            view().scrollTo(view().model()->index(0, column));
            const QHeaderView &header = *view().horizontalHeader();
            QTest::mouseClick(header.viewport(), Qt::LeftButton, modifiers,
                              {header.sectionViewportPosition(column) + 12, header.height() / 2});
        };
        sort(KernelTableModel::InstancesColumn, {});
        sort(KernelTableModel::TotalColumn, Qt::ShiftModifier);
        view().setColumnHidden(KernelTableModel::OpColumn, false);
        view().setColumnHidden(KernelTableModel::MedianColumn, true);
        view().horizontalHeader()->moveSection(view().horizontalHeader()->visualIndex(KernelTableModel::OpColumn), 0);
        view().frozenName().setEnabledByPerson(false);
        view().selectRowAt(table().model().rowCount() - 1);
        const QString kernel = toQString(f().page().session().run().name(table().currentKernel().value()));
        const RowFilter filter = table().filterBar().filter();
        const RowOrder order = table().model().order();

        QVERIFY(resume());
        QCOMPARE(table().stage(), stage);
        QCOMPARE(f().page().tabs().currentIndex(), static_cast<int>(stage.index()));
        QCOMPARE(f().child<QLineEdit>("filterText").text(), u"e"_s);
        QVERIFY(table().filterBar().filter() == filter);
        QCOMPARE(table().filterBar().groupBy(), GroupBy::Library);
        QCOMPARE(table().model().order(), order);
        QVERIFY(table().model().isHead(0) && !table().model().isOpen(0));
        QCOMPARE(table().model().lines().groups().front().name, library);
        QCOMPARE(view().horizontalHeader()->sortIndicatorSection(),
                 static_cast<int>(KernelTableModel::InstancesColumn));
        QCOMPARE(table().model().headerData(KernelTableModel::TotalColumn, Qt::Horizontal).toString(), u"Total ▾2"_s);
        QVERIFY(!view().isColumnHidden(KernelTableModel::OpColumn));
        QVERIFY(view().isColumnHidden(KernelTableModel::MedianColumn));
        QCOMPARE(view().horizontalHeader()->visualIndex(KernelTableModel::OpColumn), 0);
        QVERIFY(!view().frozenName().isEnabledByPerson());
        QCOMPARE(toQString(f().page().session().run().name(table().currentKernel().value())), kernel);
        // And it can be left again.
        table().filterBar().clear();
        table().filterBar().setGroupBy(GroupBy::None);
        QCOMPARE(table().model().rowCount(), static_cast<int>(f().page().session().run().stage(stage).rows.size()));
    }
    void columnFiltersComeBack()
    {
        QVERIFY(f().open(m_run));
        const int all = table().model().rowCount();
        RowFilter filter;
        filter.ops = {"gemm", "gemv"};
        filter.states = {"unreviewed"};
        filter.stages = {stageCalled("decode")};
        filter.minimumShare = 0.001;
        filter.minimumInstances = 2;
        table().restore({.filter = filter});
        const int some = table().model().rowCount();
        QVERIFY(some > 0 && some < all);
        QVERIFY(resume());
        QVERIFY(table().filterBar().filter() == filter);
        QCOMPARE(table().model().rowCount(), some);
        QVERIFY(f().child<QPushButton>("moreFilters").text().contains(u'3'));
    }
    void eachRunIsAsItWasLeft()
    {
        const std::filesystem::path other =
            test::writeRun(f().scratch(), "runs/other", {"void alpha(int)", "void beta(int)"});
        QVERIFY(f().open(m_run));
        QTest::keyClicks(&f().child<QLineEdit>("filterText"), u"gemm"_s);
        QVERIFY(f().open(other));
        QCOMPARE(f().child<QLineEdit>("filterText").text(), QString());
        QTest::keyClicks(&f().child<QLineEdit>("filterText"), u"beta"_s);
        QVERIFY(f().open(m_run));
        QCOMPARE(f().child<QLineEdit>("filterText").text(), u"gemm"_s);
        QVERIFY(f().open(other));
        QCOMPARE(f().child<QLineEdit>("filterText").text(), u"beta"_s);
    }
    void theChosenPackComesBack()
    {
        QVERIFY(f().open(m_run));
        const std::string usual(f().page().session().rules().packName());
        f().page().ruleDesk().use(u"seed"_s);
        QVERIFY(test::eventually([&] { return f().page().ruleDesk().title() == u"seed"_s; }));
        QVERIFY(resume());
        QCOMPARE(f().page().ruleDesk().title(), u"seed"_s);
        QCOMPARE(f().page().session().rules().packName(), std::string_view("seed"));
        // Another run has the usual one, and a pack that is asked for goes before all.
        QVERIFY(f().open(test::sampleRun()));
        QCOMPARE(f().page().session().rules().packName(), std::string_view(usual));
        f().window().setRules({.pack = "standard"});
        QVERIFY(f().open(m_run));
        QCOMPARE(f().page().session().rules().packName(), std::string_view("standard"));
        f().window().setRules({.userRules = false});
        QVERIFY(f().open(m_run));
        QCOMPARE(f().page().ruleDesk().title(), u"seed"_s); // nobody chose the other one for the run
        f().page().ruleDesk().use({});
        QVERIFY(test::eventually([&] { return f().page().session().rules().packName() == usual; }));
        QVERIFY(resume());
        QCOMPARE(f().page().session().rules().packName(), std::string_view(usual));
    }
    void aPackThatIsGoneIsAProblemOfTheRun()
    {
        f().settings().setRulePack(fromPath(m_run), u"/nowhere/mine.yaml"_s);
        QVERIFY(f().open(m_run));
        QCOMPARE(f().page().session().rules().packName(), std::string_view("standard"));
        const std::vector<Diagnostic> problems = f().page().session().problems();
        QVERIFY(std::ranges::any_of(problems, [](const Diagnostic &problem) {
            return problem.code == "pack-gone" && problem.message.contains("mine.yaml");
        }));
        QCOMPARE(f().page().ruleDesk().options().pack, std::string());
    }
    void thePageThatWasShownComesBack()
    {
        QVERIFY(f().open(m_run));
        press(u"Ctrl+PgDown"_s);
        f().page().tabs().showPage(StageTabBar::Page::Matrix);
        QVERIFY(resume());
        QVERIFY(f().page().tabs().page(f().page().tabs().currentIndex()) == StageTabBar::Page::Matrix);
        QCOMPARE(table().stage().index(), std::size_t{1}); // behind it
        QVERIFY(!view().isVisible());
    }
    void panesComeBack()
    {
        QVERIFY(f().open(m_run));
        press(u"F9"_s);
        press(u"Alt+2"_s);
        QVERIFY(resume());
        QVERIFY(!f().child<QLabel>("kernelTitle").isVisible());
        QCOMPARE(f().child<QTabWidget>("below").currentIndex(), 1);
        press(u"F9"_s);
        QVERIFY(f().child<QLabel>("kernelTitle").isVisible());
    }
    void theComparisonComesBack()
    {
        QVERIFY(f().open(m_run));
        QVERIFY(compare());
        press(u"Ctrl+PgDown"_s);
        const QString table = comparedTable();
        QSignalSpy changed(&comparison().session(), &ComparisonSession::changed);
        comparison().session().setThreshold(0.1);
        QVERIFY(changed.wait(30'000));
        f().child<QLineEdit>("comparisonFilterText").setFocus();
        QTest::keyClicks(&f().child<QLineEdit>("comparisonFilterText"), u"gemm"_s);
        const QHeaderView &header = *pairs().view().horizontalHeader();
        QTest::mouseClick(
            header.viewport(), Qt::LeftButton, {},
            {header.sectionViewportPosition(ComparisonTableModel::KernelColumn) + 12, header.height() / 2});
        pairs().view().selectLine(pairs().model().rowCount() - 1);
        const std::string kernel(pairs().currentRow()->rawName());
        const std::vector<std::uint32_t> order = pairs().model().order();
        QVERIFY(order.size() > 1 &&
                order.size() < comparison().session().comparison().stages[comparison().stage()].rows.size());

        QVERIFY(resumeComparison());
        QVERIFY(comparison().isVisible());
        QCOMPARE(f().page().session().run().path(), m_run); // behind it
        QCOMPARE(comparison().session().input().candidates.front().front()->path(), m_other);
        QCOMPARE(comparison().session().input().threshold, 0.1);
        QCOMPARE(comparedTable(), table);
        QCOMPARE(f().child<QLineEdit>("comparisonFilterText").text(), u"gemm"_s);
        QCOMPARE(pairs().model().order(), order);
        QCOMPARE(std::string(pairs().currentRow()->rawName()), kernel);
        QVERIFY(pairs().view().hasFocus());
        // And it can be left again.
        press(action(u"Close run"_s).shortcut().toString());
        QVERIFY(view().isVisible());
    }
    void aComparisonBehindTheRunWaitsThere()
    {
        QVERIFY(f().open(m_run));
        QVERIFY(compare());
        press(action(u"Close run"_s).shortcut().toString());
        QVERIFY(resume());
        QVERIFY(view().isVisible());
        QVERIFY(f().window().comparison().page() == nullptr); // nobody looked at it
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        press(u"F4"_s);
        QVERIFY(compared.wait(30'000));
        QVERIFY(comparison().isVisible());
    }
    void aComparisonWithoutARunComesBack()
    {
        QVERIFY(compare());
        QVERIFY(test::eventually([&] { return !f().settings().openComparison().isEmpty(); }));
        QVERIFY(resumeComparison());
        QVERIFY(comparison().isVisible());
        QVERIFY(f().window().runPage() == nullptr);
        press(action(u"Close run"_s).shortcut().toString());
        QVERIFY(f().child<QPushButton>("startOpen").isVisible());
    }
    void norDoesOneThatNobodyWants()
    {
        QVERIFY(compare());
        QVERIFY(test::eventually([&] { return !f().settings().openComparison().isEmpty(); }));
        action(u"Reopen the last run at start"_s).trigger();
        f().restart();
        f().window().resume();
        QVERIFY(f().child<QPushButton>("startOpen").isVisible());
        QVERIFY(!action(u"Show last comparison"_s).isEnabled());
    }
    void aComparedRunThatVanishedIsACalmMessage()
    {
        QVERIFY(f().open(m_run));
        QVERIFY(compare());
        f().restart();
        std::filesystem::remove_all(m_other);
        QSignalSpy told(&f().window().comparison(), &ComparisonFlow::notRestored);
        f().window().resume();
        QVERIFY(told.wait(30'000));
        QVERIFY(view().isVisible());
        const QString note = f().window().statusBar()->currentMessage();
        QVERIFY2(note.contains(fromPath(m_other)), qPrintable(note));
        QVERIFY(QApplication::activeModalWidget() == nullptr);
        QVERIFY(resume()); // told once
        QVERIFY(!f().window().statusBar()->currentMessage().contains(fromPath(m_other)));
    }
    void soIsOneThatCannotBeCompared()
    {
        QVERIFY(compare());
        QVERIFY(test::eventually([&] { return !f().settings().openComparison().isEmpty(); }));
        f().restart();
        std::filesystem::remove_all(m_other);
        std::filesystem::create_directories(m_other);
        QSignalSpy told(&f().window().comparison(), &ComparisonFlow::notRestored);
        f().window().resume();
        QVERIFY(told.wait(30'000));
        QVERIFY(f().child<QPushButton>("startOpen").isVisible());
        QVERIFY(f().child<QLabel>("startNote").text().contains(u"no kernel table"_s));
    }
    void oddComparisonsAreIgnored_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{\"version\":");
        QTest::newRow("another version") << QByteArray(
            "{\"version\":9,\"baseline\":[\"/a\"],\"candidates\":[[\"/b\"]]}");
        QTest::newRow("one side") << QByteArray(
            "{\"version\":1,\"baseline\":[\"/a\"],\"candidates\":[[]],\"shown\":true}");
        QTest::newRow("wrong kinds") << QByteArray("{\"version\":1,\"baseline\":7,\"candidates\":{},\"shown\":[1]}");
    }
    void oddComparisonsAreIgnored()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!openComparisonFrom(bytes).isOpen());
        f().settings().setOpenComparison(bytes);
        f().window().resume();
        QVERIFY(f().child<QPushButton>("startOpen").isVisible());
    }
    void aCrashLosesNothing()
    {
        QVERIFY(f().open(m_run));
        QTest::keyClicks(&f().child<QLineEdit>("filterText"), u"gemm"_s);
        // On disk while the program goes on.
        const auto file = f().scratch().path() / "settings.ini";
        QVERIFY(test::eventually([&] { return test::bytesOf(file).contains(R"(\"text\":\"gemm\")"); }));
        QVERIFY(test::bytesOf(file).contains("run=" + m_run.string()));
    }
    void aRunThatEndedTheProgramIsOffered()
    {
        QVERIFY(f().open(m_run));
        f().restart();
        f().window().resume(); // and while it loads, the process ends
        restartAfterCrash();
        f().window().resume();
        auto &offer = f().child<QPushButton>("startOfferedRun");
        QVERIFY(offer.isVisible());
        QVERIFY(f().child<QLabel>("startNote").text().contains(fromPath(m_run)));
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        QTest::mouseClick(&offer, Qt::LeftButton);
        QVERIFY(opened.wait(30'000));
        QCOMPARE(f().page().session().run().path(), m_run);
        QVERIFY(resume()); // it stood
    }
    void soIsOneThatEndedItJustAfter()
    {
        QVERIFY(f().open(m_run));
        restartAfterCrash();
        f().window().resume();
        QVERIFY(f().child<QPushButton>("startOfferedRun").isVisible());
        f().restart();
        QVERIFY(resume()); // told once
    }
    void oneThatStoodComesBackAfterACrash()
    {
        QVERIFY(f().open(m_run));
        const std::filesystem::path file = f().scratch().path() / "settings.ini";
        QVERIFY(test::eventually([&] { return !test::bytesOf(file).contains("[opening]"); }));
        restartAfterCrash();
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        f().window().resume();
        QVERIFY(!opened.isEmpty() || opened.wait(30'000));
    }
    void aComparisonThatEndedTheProgramIsOffered()
    {
        QVERIFY(compare());
        QVERIFY(test::eventually([&] { return !f().settings().openComparison().isEmpty(); }));
        f().restart();
        f().window().resume();
        restartAfterCrash();
        f().window().resume();
        QVERIFY(f().window().comparison().page() == nullptr);
        auto &offer = f().child<QPushButton>("startOfferedComparison");
        QVERIFY(offer.isVisible());
        QVERIFY(f().child<QLabel>("startNote").text().contains(fromPath(m_other)));
        QSignalSpy compared(&f().window().comparison(), &ComparisonFlow::compared);
        QTest::keyClick(&f().window(), Qt::Key_F4);
        QVERIFY(compared.wait(30'000));
        QVERIFY(comparison().isVisible());
        QVERIFY(resumeComparison());
    }
    void otherRunsOpenAllTheSame()
    {
        QVERIFY(f().open(m_run));
        f().settings().setOpening(Settings::Opening::Run, u"/another/run"_s);
        QVERIFY(resume());
    }
    void aFolderMayVanishWhileItLoads_data()
    {
        QTest::addColumn<int>("turns"); ///< of the event loop before it goes
        for (const int turns : {0, 1, 2, 4, 8, 16, 64}) {
            QTest::addRow("%d", turns) << turns;
        }
    }
    void aFolderMayVanishWhileItLoads()
    {
        QFETCH(int, turns);
        QVERIFY(f().open(m_run));
        f().restart();
        QSignalSpy opened(&f().window(), &MainWindow::runOpened);
        QSignalSpy failed(&f().window(), &MainWindow::runFailed);
        f().window().resume();
        for (int i = 0; i < turns; ++i) {
            QApplication::processEvents();
        }
        std::filesystem::remove_all(m_run);
        QVERIFY(test::eventually([&] { return opened.size() + failed.size() == 1; }));
        if (!failed.isEmpty()) {
            QVERIFY(f().child<QLabel>("startNote").isVisible());
            QVERIFY(f().child<QPushButton>("startOpen").isVisible());
        }
        f().restart();
        f().window().resume();
        QVERIFY(f().child<QPushButton>("startOpen").isVisible());
    }
    void aRunThatVanishedIsACalmMessage()
    {
        QVERIFY(f().open(m_run));
        f().restart();
        std::filesystem::remove_all(m_run);
        f().window().resume();
        const QLabel &note = f().child<QLabel>("startNote");
        QVERIFY(note.isVisible());
        QVERIFY2(note.text().contains(fromPath(m_run)), qPrintable(note.text()));
        QVERIFY(f().child<QPushButton>("startOpen").isVisible());
        QVERIFY(f().open(test::sampleRun()));
        press(action(u"Close run"_s).shortcut().toString()); // another one on each platform
        QVERIFY(!note.isVisible());                          // no news any more
    }
    void soIsOneThatCannotBeRead()
    {
        QVERIFY(f().open(m_run));
        f().restart();
        std::filesystem::remove_all(m_run);
        std::filesystem::create_directories(m_run);
        QSignalSpy failed(&f().window(), &MainWindow::runFailed);
        f().window().resume();
        QVERIFY(failed.wait(30'000));
        QVERIFY(f().child<QLabel>("startNote").text().contains(u"there is no kernel table here"_s));
        QVERIFY(f().child<QPushButton>("startOpen").isVisible());
    }
    void aTableThatWentIsNoReasonToFail()
    {
        QVERIFY(f().open(m_run));
        f().page().tabs().showStage(stageCalled("decode"));
        table().restore({.sort = {{u"no such column"_s, true}}, .filter = {.text = "/gemm(/", .ops = {"no such op"}}});
        f().restart();
        const std::shared_ptr<const Run> run = test::load(m_run)->run;
        std::filesystem::remove_all(run->stage(run->findStage("decode").value()).file.parent_path());
        QVERIFY(f().open(m_run));
        QCOMPARE(table().stage(), StageId{0});
        QCOMPARE(table().model().rowCount(), static_cast<int>(f().page().session().run().combined().rows.size()));
    }
    void oddSettingsAreIgnored_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("{\"version\":");
        QTest::newRow("another version") << QByteArray("{\"version\":99,\"page\":\"matrix\"}");
        QTest::newRow("numbers that nothing has") << QByteArray(
            "{\"version\":1,\"stage\":\"combined\",\"filter\":{\"instances\":7,\"share\":-3.5},\"sort\":[{}]}");
        QTest::newRow("wrong kinds") << QByteArray("{\"version\":1,\"page\":7,\"stage\":\"combined\",\"sort\":3,"
                                                   "\"filter\":[],\"closed\":{},\"columns\":\"%%\",\"kernel\":[1]}");
    }
    void oddSettingsAreIgnored()
    {
        QFETCH(QByteArray, bytes);
        f().settings().setRunView(fromPath(m_run), bytes);
        QVERIFY(f().open(m_run));
        QCOMPARE(f().page().tabs().currentIndex(), 0);
        QCOMPARE(table().model().rowCount(), static_cast<int>(f().page().session().run().combined().rows.size()));
        QCOMPARE(view().currentRow(), 0);
    }
    void onlyTheLastTwentyRunsAreKept()
    {
        Settings &settings = f().settings();
        for (int i = 0; i < 25; ++i) {
            settings.setRunView(u"/runs/%1"_s.arg(i), "view");
            settings.setRulePack(u"/runs/%1"_s.arg(i), u"seed"_s);
            settings.setRunView(u"/runs/first"_s, "used again"); // stays, whatever its age
        }
        QCOMPARE(settings.runView(u"/runs/first"_s), QByteArray("used again"));
        QCOMPARE(settings.runView(u"/runs/24"_s), QByteArray("view"));
        QCOMPARE(settings.runView(u"/runs/6"_s), QByteArray("view"));
        QCOMPARE(settings.runView(u"/runs/5"_s), QByteArray());
        QCOMPARE(settings.rulePacks().size(), std::size_t{19});
        QCOMPARE(settings.runView(u"/runs/x/../24/"_s), QByteArray("view")); // the same place
        settings.clearRecentRuns();
        QCOMPARE(settings.runView(u"/runs/24"_s), QByteArray());
    }
};

QTEST_MAIN(RestoreTest)
#include "tst_restore.moc"
