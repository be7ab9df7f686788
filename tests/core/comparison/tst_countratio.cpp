#include "core/comparison/countratio.h"

#include <QTest>

#include <cmath>

using namespace atlas;

class TestCountRatio : public QObject
{
    Q_OBJECT

private slots:
    void consistency_data();
    void consistency();
    void medianIsWeightedByTime();
    void swappedSidesInvert();
    void mixedStagesNeedOneRatio();
    void nothingShared();
};

void TestCountRatio::consistency_data()
{
    QTest::addColumn<int>("baseline");
    QTest::addColumn<int>("candidate");
    QTest::addColumn<int>("k");
    QTest::addColumn<bool>("fits");
    QTest::newRow("equal") << 7 << 7 << 1 << true;
    QTest::newRow("one more of few") << 7 << 8 << 1 << false;
    QTest::newRow("half a percent") << 1000 << 1005 << 1 << true;
    QTest::newRow("more than that") << 1000 << 1006 << 1 << false;
    QTest::newRow("twenty iterations") << 3 << 60 << 20 << true;
    QTest::newRow("one call off of sixty") << 3 << 61 << 20 << false;
    QTest::newRow("one call in all") << 1 << 1 << 20 << false;
}

void TestCountRatio::consistency()
{
    QFETCH(int, baseline);
    QFETCH(int, candidate);
    QFETCH(int, k);
    QFETCH(bool, fits);
    QCOMPARE(isCountConsistent(baseline, candidate, {k, 1}), fits);
    QCOMPARE(isCountConsistent(candidate, baseline, {1, k}), fits);
}

void TestCountRatio::medianIsWeightedByTime()
{
    const Multiplier k = findMultiplier({{1, 1, 1.0}, {1, 1, 1.0}, {1, 1, 1.0}, {10, 200, 100.0}}, false);
    QCOMPARE(k.ratio.value(), 20.0);
    QVERIFY(!k.isRefused);
    QCOMPARE(k.kernels, std::size_t{4});
    QCOMPARE(k.consistentKernels, std::size_t{1});
    QCOMPARE(k.clusters.size(), std::size_t{2});
    QCOMPARE(k.clusters[0].ratio, 1.0); // most kernels first
    QCOMPARE(k.clusters[0].kernels, std::size_t{3});
    QVERIFY(std::abs(k.clusters[1].timeShare - 100.0 / 103.0) < 1e-12);
}

void TestCountRatio::swappedSidesInvert()
{
    const std::vector<CountPair> there = {{3, 20, 5.0}, {4, 80, 7.0}, {5, 33, 2.0}, {7, 7, 6.0}, {1, 2, 1.0}};
    std::vector<CountPair> back = there;
    for (CountPair &pair : back) {
        std::swap(pair.baseline, pair.candidate);
    }
    const Multiplier a = findMultiplier(there, false);
    const Multiplier b = findMultiplier(back, false);
    QCOMPARE(a.ratio.candidate * b.ratio.candidate, a.ratio.baseline * b.ratio.baseline);
    QCOMPARE(a.consistentKernels, b.consistentKernels);
    // Half of the weight on each side: the ratio nearer to one, from both directions.
    QCOMPARE(findMultiplier({{1, 2, 1.0}, {1, 3, 1.0}}, false).ratio.value(), 2.0);
    QCOMPARE(findMultiplier({{2, 1, 1.0}, {3, 1, 1.0}}, false).ratio.value(), 0.5);
}

void TestCountRatio::mixedStagesNeedOneRatio()
{
    const std::vector<CountPair> mixed = {{10, 10, 89.0}, {10, 20, 11.0}};
    QVERIFY(findMultiplier(mixed, true).isRefused);
    QVERIFY(!findMultiplier(mixed, false).isRefused);
    QVERIFY(!findMultiplier({{10, 10, 91.0}, {10, 20, 9.0}}, true).isRefused);
}

void TestCountRatio::nothingShared()
{
    const Multiplier none = findMultiplier({}, false);
    QVERIFY(none.isRefused);
    QVERIFY(none.ratio.isOne());
    QVERIFY(none.clusters.empty());
}

QTEST_APPLESS_MAIN(TestCountRatio)
#include "tst_countratio.moc"
