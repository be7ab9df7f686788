#include "tests/ui/windowfixture.h"
#include "ui/chart/chartview.h"
#include "ui/common/elidedlabel.h"
#include "ui/mainwindow/runpage.h"
#include "ui/run/kerneltablepanel.h"

#include <QLabel>
#include <QTreeWidget>

using namespace atlas;
using namespace atlas::ui;
using namespace Qt::StringLiterals;

namespace
{
/// A trace of two decode steps; the first kernel runs with two grids.
constexpr std::string_view kTrace = R"({"schemaVersion": 1, "traceEvents": [
{"ph": "X", "cat": "user_annotation", "name": "decode", "pid": 1, "tid": 1, "ts": 0, "dur": 40},
{"ph": "X", "cat": "user_annotation", "name": "decode", "pid": 1, "tid": 1, "ts": 50, "dur": 40},
{"ph": "X", "cat": "cuda_runtime", "name": "cudaLaunchKernel", "pid": 1, "tid": 1, "ts": 10, "dur": 1, "args": {"correlation": 1}},
{"ph": "X", "cat": "cuda_runtime", "name": "cudaLaunchKernel", "pid": 1, "tid": 1, "ts": 60, "dur": 1, "args": {"correlation": 2}},
{"ph": "X", "cat": "kernel", "name": "gemm", "pid": 0, "tid": 7, "ts": 100, "dur": 8, "args": {"correlation": 1, "grid": [1, 1, 1], "block": [128, 1, 1]}},
{"ph": "X", "cat": "kernel", "name": "gemm", "pid": 0, "tid": 7, "ts": 200, "dur": 2, "args": {"correlation": 2, "grid": [4, 2, 1], "block": [128, 1, 1]}}]})";
} // namespace

/// What the run page shows of launches: the step above the table, the distribution in the details.
class CaptureRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStepStandsAboveTheTable();
    void detailsShowLaunchesAndVariants();
    void tablesHaveNeither();
};

void CaptureRunTest::theStepStandsAboveTheTable()
{
    test::WindowFixture f;
    QVERIFY(f.open(f.scratch().write("trace.json", kTrace)));
    QVERIFY(f.child<QWidget>("captureLine").isVisible());
    const QString headline = f.child<ElidedLabel>("stepHeadline").fullText();
    QVERIFY2(headline.startsWith(u"decode step 5.00\u00a0µs = 5.00\u00a0µs busy + 0\u00a0ns idle"_s),
             qPrintable(headline));
    QVERIFY2(headline.endsWith(u"2 of 2 steps"_s), qPrintable(headline));
    const QString usable = f.child<ElidedLabel>("usability").fullText();
    QVERIFY2(usable.startsWith(u"Usable with care: "_s) && usable.contains(u"has only 2 steps"_s), qPrintable(usable));
}

void CaptureRunTest::detailsShowLaunchesAndVariants()
{
    test::WindowFixture f;
    QVERIFY(f.open(f.scratch().write("trace.json", kTrace)));
    auto &launches = f.child<QWidget>("launches");
    QVERIFY(test::eventually([&] { return !launches.isHidden(); }));
    QCOMPARE(f.child<QLabel>("quantiles").text(), u"median 5.00\u00a0µs · p95 8.00\u00a0µs · p99 8.00\u00a0µs"_s);
    auto &variants = f.child<QTreeWidget>("variants");
    QCOMPARE(variants.topLevelItemCount(), 2);
    QCOMPARE(variants.topLevelItem(0)->text(0), u"1 × 1 × 1"_s);
    QCOMPARE(variants.topLevelItem(0)->text(4), u"80.0\u00a0%"_s);
    QCOMPARE(variants.topLevelItem(1)->text(0), u"4 × 2 × 1"_s);
    auto &histogram = f.child<ChartView>("histogram");
    QVERIFY(test::eventually([&] { return histogram.marks().size() == 2; }));
    QVERIFY(histogram.markText(histogram.marks().front()).contains(u"1 launch"_s));
}

void CaptureRunTest::tablesHaveNeither()
{
    test::WindowFixture f;
    QVERIFY(f.open(test::writeRun(f.scratch(), "run", {"gemm", "norm"})));
    QVERIFY(f.child<QWidget>("captureLine").isHidden());
    QVERIFY(f.child<QWidget>("launches").isHidden());
}

QTEST_MAIN(CaptureRunTest)
#include "tst_capturerun.moc"
