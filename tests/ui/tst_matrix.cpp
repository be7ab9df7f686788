#include "tests/ui/windowfixture.h"
#include "ui/mainwindow/runpage.h"
#include "ui/matrix/matrixpage.h"
#include "ui/run/kerneltablepanel.h"
#include "ui/run/kerneltableview.h"
#include "ui/run/stagetabbar.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

class MatrixTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::WindowFixture> m_fixture;

    test::WindowFixture &f() { return *m_fixture; }
    MatrixPage &page() { return f().page().matrix(); }
    MatrixModel &model() { return page().model(); }
    int stageColumn(const char *name)
    {
        return model().columnOf(MatrixKey::Stage) +
               static_cast<int>(f().page().session().run().findStage(name).value().index());
    }
    double number(int row, int column) { return model().index(row, column).data(MatrixModel::SortRole).toDouble(); }

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::WindowFixture>();
        QVERIFY(f().open(test::sampleRun()));
        f().page().tabs().showPage(StageTabBar::Page::Matrix);
        QVERIFY(page().isVisible());
    }
    void cleanup() { m_fixture.reset(); }

    void isAProperModel()
    {
        const StageMatrix matrix(f().page().session().document().run());
        MatrixModel tested(f().page().session(), matrix);
        const QAbstractItemModelTester tester(&tested, QAbstractItemModelTester::FailureReportingMode::QtTest);
        tested.setRows({0, 1, 2});
        QCOMPARE(tested.rowCount(), 3);
        tested.setRows({});
        QCOMPARE(tested.rowCount(), 0);
    }
    void hasAColumnATable()
    {
        const Run &run = f().page().session().run();
        QCOMPARE(model().rowCount(), static_cast<int>(run.kernelCount()));
        QVERIFY(page().view().hasFocus());
        QCOMPARE(model().headerData(stageColumn("decode"), Qt::Horizontal).toString(), u"decode"_s);
        const KernelRow &first = run.combined().rows.front();
        QCOMPARE(number(0, model().columnOf(MatrixKey::Stage)),
                 static_cast<double>(first.timing.totalNs) / run.combined().scope.iterations);
        QVERIFY(f().child<QLabel>("matrixSummary").text().startsWith(u"combined = "_s));
    }
    void sortsByClick()
    {
        const int decode = stageColumn("decode");
        QTest::mouseClick(page().view().horizontalHeader()->viewport(), Qt::LeftButton, {},
                          {page().view().columnViewportPosition(decode) + 8, 5});
        QVERIFY(number(0, decode) >= number(1, decode));
        QVERIFY(number(1, decode) >= number(2, decode));
    }
    void filtersWhatIsOdd()
    {
        auto &filter = f().child<QComboBox>("matrixFilter");
        const int all = model().rowCount();
        filter.setFocus();
        QTest::keyClick(&filter, Qt::Key_Down);
        QVERIFY(model().rowCount() > 0 && model().rowCount() < all);
        const int notes = model().columnOf(MatrixKey::Spread);
        for (int row = 0; row < model().rowCount(); ++row) {
            QVERIFY(model().index(row, notes).data().toString().contains(u" only"_s));
        }
    }
    void enterGoesToTheKernelInItsStage()
    {
        const int decode = stageColumn("decode");
        QTest::mouseClick(page().view().horizontalHeader()->viewport(), Qt::LeftButton, {},
                          {page().view().columnViewportPosition(decode) + 8, 5});
        page().view().setCurrentIndex(model().index(2, decode));
        const KernelId kernel = model().rowAt(2).kernel;
        QTest::keyClick(&page().view(), Qt::Key_Return);
        QVERIFY(f().page().table().view().hasFocus());
        QCOMPARE(f().page().table().stage(), model().column(decode).stage);
        QCOMPARE(f().page().table().currentKernel(), std::optional(kernel));
    }
    void copiesExactNumbers()
    {
        page().view().selectRow(0);
        const QStringList lines = page().selectionAsTsv().split(u'\n');
        QCOMPARE(lines.size(), 3); // header, one row, the end
        QCOMPARE(lines[0].split(u'\t').size(), model().columnCount());
        QVERIFY(lines[0].contains(u"Combined (ns)"_s));
        bool isNumber = false;
        QVERIFY(lines[1].split(u'\t')[model().columnOf(MatrixKey::Stage)].toDouble(&isNumber) > 0.0);
        QVERIFY(isNumber);
    }
    void undoComesBackToTheTable()
    {
        RunSession &session = f().page().session();
        const EntryId entry = session.document().entryOf(model().rowAt(0).kernel);
        QVERIFY(session.setField(entry, Field::FriendlyName, std::string("x")));
        QTest::keyClick(&f().window(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(f().page().table().isVisible());
        QCOMPARE(f().page().table().currentKernel(), session.document().kernelOf(entry));
    }
    void tabsWalkAllPages()
    {
        const int count = f().page().tabs().count();
        for (int i = 0; i < count; ++i) {
            QTest::keyClick(&f().window(), Qt::Key_PageDown, Qt::ControlModifier);
        }
        QVERIFY(page().isVisible());
        QVERIFY(page().view().hasFocus());
    }
    void aSingleTableHasNone()
    {
        const auto run = test::writeRun(f().scratch(), "single", {"a(int)", "b(int)"});
        QVERIFY(f().open(run));
        QCOMPARE(f().page().tabs().count(), 2); // combined, overview
    }
};

QTEST_MAIN(MatrixTest)
#include "tst_matrix.moc"
