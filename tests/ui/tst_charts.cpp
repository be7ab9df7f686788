#include "tests/ui/windowfixture.h"
#include "ui/chart/chartview.h"
#include "ui/common/text.h"
#include "ui/mainwindow/runpage.h"
#include "ui/overview/overviewpage.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"
#include "ui/run/stagetabbar.h"

#include <QAccessible>
#include <QDoubleSpinBox>
#include <QFile>
#include <QImage>
#include <QSignalSpy>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
/// Two marks and a piece of legend between them, as wide as asked.
Chart threeRectangles(double width, double)
{
    Chart chart;
    chart.width = width;
    chart.height = 40.0;
    chart.title = "Test <chart>";
    chart.rectangles = {{0.0, 0.0, width / 2, 20.0, ChartRole::Whole, "first"},
                        {0.0, 30.0, 5.0, 5.0, ChartRole::Series, {}, 1},
                        {width / 2, 0.0, width / 2, 20.0, ChartRole::Series, "second <b>", 2}};
    chart.texts = {{0.0, 38.0, "a label"}};
    return chart;
}
} // namespace

class ChartsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    void openOverview()
    {
        QVERIFY(f().open(test::sampleRun()));
        f().page().tabs().showPage(StageTabBar::Page::Overview);
        QVERIFY(f().page().overview().isVisible());
    }
    ChartView &chart(const char *name) { return f().child<ChartView>(name); }

private Q_SLOTS:
    void cleanup() { m_fixture.reset(); }

    void keysWalkMarks()
    {
        ChartView view;
        view.setLayoutFunction(threeRectangles);
        view.resize(400, 60);
        QSignalSpy activated(&view, &ChartView::markActivated);
        QCOMPARE(view.accessibleName(), u"Test <chart>"_s);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.size(), 0);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.currentMark(), 0);
        QCOMPARE(view.accessibleDescription(), u"first"_s);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.currentMark(), 2); // the legend is no mark
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(view.currentMark(), 2);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toInt(), 2);
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.currentMark(), 0);
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(view.currentMark(), 2);
        QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(view.currentMark(), 0);
    }
    void clicksActivateMarks()
    {
        ChartView view;
        view.setLayoutFunction(threeRectangles);
        view.resize(400, 60);
        QSignalSpy activated(&view, &ChartView::markActivated);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.markRect(2).center().toPoint());
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toInt(), 2);
        QTest::mouseClick(&view, Qt::LeftButton, {}, view.markRect(1).center().toPoint());
        QCOMPARE(activated.size(), 1);
    }
    void screenReadersFindTheMarks()
    {
        ChartView view;
        view.setLayoutFunction(threeRectangles);
        view.resize(400, 60);
        view.grab();
        QSignalSpy activated(&view, &ChartView::markActivated);
        QAccessibleInterface *chart = QAccessible::queryAccessibleInterface(&view);
        QVERIFY(chart != nullptr);
        QCOMPARE(chart->role(), QAccessible::Chart);
        QCOMPARE(chart->text(QAccessible::Name), u"Test <chart>"_s);
        QCOMPARE(chart->childCount(), 2);
        QAccessibleInterface *second = chart->child(1);
        QCOMPARE(second->text(QAccessible::Name), u"second <b>"_s);
        QCOMPARE(second->parent(), chart);
        QCOMPARE(chart->indexOfChild(second), 1);
        QCOMPARE(second->rect().size(), view.markRect(2).toAlignedRect().size());
        QCOMPARE(chart->child(2), nullptr);
        QAccessibleActionInterface *action = second->actionInterface();
        QVERIFY(action != nullptr);
        action->doAction(QAccessibleActionInterface::pressAction());
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].toInt(), 2);
        QCOMPARE(view.currentMark(), 2);
    }
    void fillsItsWidth()
    {
        ChartView view;
        view.setLayoutFunction(threeRectangles);
        view.resize(400, 60);
        view.grab(); // delivers the resize
        QCOMPARE(view.markRect(2).right(), 400.0);
        view.resize(700, 60);
        view.grab();
        QCOMPARE(view.markRect(2).right(), 700.0);
    }
    void savesPictures()
    {
        const test::ScratchDir scratch;
        ChartView view;
        view.setLayoutFunction(threeRectangles);
        view.resize(400, 60);
        const QString svg = fromPath(scratch.path() / "c.svg");
        const QString png = fromPath(scratch.path() / "c.png");
        QVERIFY(view.save(svg));
        QVERIFY(view.save(png));
        QVERIFY(!view.save(fromPath(scratch.path() / "missing" / "c.png")));
        QFile file(svg);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.startsWith("<svg xmlns="));
        QVERIFY(text.contains("second &lt;b&gt;"));
        const QImage image(png);
        QCOMPARE(image.width(), qRound(view.chart().width * 2));
        QVERIFY(image.pixelColor(image.width() / 4, 10) != image.pixelColor(image.width() / 4, 60));
    }
    void aPieceLeadsToItsKernels()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        openOverview();
        ChartView &view = chart("overviewLibrariesChart");
        QVERIFY(view.hasFocus());
        QTest::keyClick(&view, Qt::Key_Home);
        const QString tip = view.accessibleDescription();
        QVERIFY2(tip.startsWith(u"combined, "_s), qPrintable(tip));
        QTest::keyClick(&view, Qt::Key_Return);
        KernelTablePanel &table = f().page().table();
        QVERIFY(table.isVisible());
        QVERIFY(table.view().hasFocus());
        QVERIFY(table.model().rowCount() > 0);
        const QString library = tip.mid(10, tip.indexOf(u':') - 10);
        for (int row = 0; row < table.model().rowCount(); ++row) {
            QCOMPARE(table.model().index(row, KernelTableModel::LibraryColumn).data().toString(), library);
        }
    }
    void aLaunchBarLeadsToItsStage()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        openOverview();
        ChartView &view = chart("overviewLaunchesChart");
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Home);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(f().page().tabs().currentIndex(), 1);
        QCOMPARE(f().page().table().model().rowCount(),
                 static_cast<int>(f().page().session().run().stage(StageId{1}).rows.size()));
    }
    void aCoverageBarLeadsToItsKernel()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        openOverview();
        ChartView &view = chart("overviewCoverageChart");
        view.setFocus();
        QTest::keyClick(&view, Qt::Key_Home);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(f().page().table().view().currentRow(), 1); // the second by time
    }
    void aWallTimeTellsHowBusy()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        openOverview();
        ChartView &view = chart("overviewBusyChart");
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.currentMark(), -1); // nothing is known
        const Run &run = f().page().session().run();
        const StageId prefill = run.findStage("prefill").value();
        auto &input = f().child<QDoubleSpinBox>("wallTime_prefill");
        input.setFocus();
        input.selectAll();
        QTest::keyClicks(&input, u"1000"_s);
        QTest::keyClick(&input, Qt::Key_Return);
        QTest::keyClick(&view, Qt::Key_Home);
        QVERIFY2(view.accessibleDescription().contains(u"of 1.000\u00a0s"_s), qPrintable(view.accessibleDescription()));
        QVERIFY(run.stage(prefill).totalNs > 0);
        f().window().closeRun();
        openOverview(); // remembered for the run
        QCOMPARE(f().child<QDoubleSpinBox>("wallTime_prefill").value(), 1000.0);
    }
    void followsTheSelection()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        openOverview();
        ChartView &view = chart("overviewCoverageChart");
        QTest::keyClick(&view, Qt::Key_Home);
        QVERIFY(view.accessibleDescription().endsWith(u"in the selection"_s));
        RunSession &session = f().page().session();
        const KernelId first = session.run().combined().rows.front().kernel;
        const EntryId entry = session.document().entryOf(first);
        session.setPicked(std::span(&entry, 1), false);
        QTest::keyClick(&view, Qt::Key_Home);
        QVERIFY(view.accessibleDescription().endsWith(u"not in the selection"_s));
        session.undo();
    }
};

QTEST_MAIN(ChartsTest)
#include "tst_charts.moc"
