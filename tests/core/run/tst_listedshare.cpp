#include "core/run/listedshare.h"
#include "core/run/runloader.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestListedShare : public QObject
{
    Q_OBJECT

private slots:
    void percentages_data();
    void percentages();
    void tableCutToItsFirstRows();
    void brokenRowMakesATablePartial();
};

namespace
{
constexpr const char *kHeader =
    "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";

bool isPartial(const std::filesystem::path &path)
{
    return loadRun(path).value()->combined().isPartial;
}
} // namespace

void TestListedShare::percentages_data()
{
    QTest::addColumn<QByteArrayList>("cells"); // percentages of rows of 600, 300, 100 ns
    QTest::addColumn<bool>("partial");
    QTest::newRow("whole") << QByteArrayList{"60.0", "30.0", "10.0"} << false;
    QTest::newRow("half") << QByteArrayList{"30.0", "15.0", "5.0"} << true;
    QTest::newRow("one percent is missing") << QByteArrayList{"59.4", "29.7", "9.9"} << true;
    QTest::newRow("rounding") << QByteArrayList{"59.9", "30.0", "10.0"} << false;
    QTest::newRow("whole numbers") << QByteArrayList{"60", "30", "10"} << false;
    QTest::newRow("whole numbers rounded down") << QByteArrayList{"59", "30", "10"} << true;
    QTest::newRow("comma") << QByteArrayList{"30,0", "15,0", "5,0"} << true;
    QTest::newRow("zeros say nothing") << QByteArrayList{"0.0", "0.0", "0.0"} << false;
    QTest::newRow("no numbers") << QByteArrayList{"", "n/a", "x"} << false;
}

void TestListedShare::percentages()
{
    QFETCH(QByteArrayList, cells);
    QFETCH(bool, partial);
    ListedShare share;
    const std::array<std::int64_t, 3> totals = {600, 300, 100};
    for (std::size_t i = 0; i < totals.size(); ++i) {
        const std::string cell = cells[static_cast<qsizetype>(i)].toStdString();
        share.add(cell, totals[i], cell.contains(',') ? ',' : '.');
    }
    QCOMPARE(share.isPartial(1000), partial);
    share.stop();
    QVERIFY(!share.isPartial(1000));
}

void TestListedShare::tableCutToItsFirstRows()
{
    const ScratchDir dir;
    const std::string whole = bytesOf(sampleRun() / "all-stage/nsys/summary_cuda_gpu_kern_sum.csv");
    QVERIFY(!isPartial(dir.write("whole.csv", whole)));
    std::size_t end = 0;
    for (int i = 0; i < 21; ++i) {
        end = whole.find('\n', end) + 1;
    }
    QVERIFY(isPartial(dir.write("top.csv", whole.substr(0, end))));
    const auto run = loadRun(sampleRun()).value();
    for (const Stage &stage : run->stages()) {
        QVERIFY2(!stage.isPartial, stage.name.c_str());
    }
}

void TestListedShare::brokenRowMakesATablePartial()
{
    const ScratchDir dir;
    const std::string rows =
        std::string(kHeader) + "60.0,600,1,600.0,600.0,600,600,0.0,a\n40.0,400,1,400.0,400.0,400,400,0.0,b\n";
    QVERIFY(!isPartial(dir.write("good.csv", rows)));
    QVERIFY(isPartial(dir.write("broken.csv", rows + "0.0,x,1,1.0,1.0,1,1,0.0,c\n")));
}

QTEST_APPLESS_MAIN(TestListedShare)
#include "tst_listedshare.moc"
