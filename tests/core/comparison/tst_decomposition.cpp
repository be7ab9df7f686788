#include "core/comparison/decomposition.h"

#include <QTest>

#include <limits>
#include <random>

using namespace atlas;

class TestDecomposition : public QObject
{
    Q_OBJECT

private slots:
    void parts_data();
    void parts();
    void swappingNegates();
    void hugeFiguresStayExact();
};

void TestDecomposition::parts_data()
{
    QTest::addColumn<double>("callsA");
    QTest::addColumn<qint64>("totalA");
    QTest::addColumn<double>("callsB");
    QTest::addColumn<qint64>("totalB");
    QTest::addColumn<qint64>("calls");
    QTest::addColumn<qint64>("speed");
    const auto row = [](const char *tag, double callsA, qint64 totalA, double callsB, qint64 totalB, qint64 calls,
                        qint64 speed) { QTest::newRow(tag) << callsA << totalA << callsB << totalB << calls << speed; };
    row("nothing changed", 10, 1000, 10, 1000, 0, 0);
    row("slower", 10, 1000, 10, 1500, 0, 500);
    row("more calls", 10, 1000, 15, 1500, 500, 0);
    row("both", 10, 1000, 20, 4000, 1500, 1500); // (20-10)(100+200)/2 and (200-100)(10+20)/2
    row("added", 0, 0, 4, 400, 400, 0);
    row("removed", 4, 400, 0, 0, -400, 0);
    row("odd halves", 2, 3, 3, 4, 1, 0); // 1.4167 rounds to 1, the rest is speed
}

void TestDecomposition::parts()
{
    QFETCH(double, callsA);
    QFETCH(qint64, totalA);
    QFETCH(double, callsB);
    QFETCH(qint64, totalB);
    QFETCH(qint64, calls);
    QFETCH(qint64, speed);
    const Decomposition parts = decompose({callsA, totalA}, {callsB, totalB});
    QCOMPARE(parts.callsNs, std::int64_t{calls});
    QCOMPARE(parts.speedNs, std::int64_t{speed});
    QCOMPARE(parts.deltaNs, std::int64_t{totalB - totalA});
}

void TestDecomposition::swappingNegates()
{
    std::mt19937_64 random(7);
    Decomposition sum;
    Decomposition swappedSum;
    for (int i = 0; i < 10'000; ++i) {
        const CallsAndTime a{static_cast<double>(random() % 1000), static_cast<std::int64_t>(random() % 1'000'000'007)};
        const CallsAndTime b{static_cast<double>(random() % 1000) / 20.005,
                             static_cast<std::int64_t>(random() % 1'000'000'007)};
        const Decomposition there = decompose(a, b);
        const Decomposition back = decompose(b, a);
        QCOMPARE(there.callsNs + there.speedNs, there.deltaNs);
        QCOMPARE(back, (Decomposition{-there.deltaNs, -there.callsNs, -there.speedNs}));
        addTo(sum, there);
        addTo(swappedSum, back);
    }
    QCOMPARE(swappedSum, (Decomposition{-sum.deltaNs, -sum.callsNs, -sum.speedNs}));
    QCOMPARE(sum.callsNs + sum.speedNs, sum.deltaNs);
}

void TestDecomposition::hugeFiguresStayExact()
{
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const Decomposition parts = decompose({1.0, most}, {1e9, 1});
    QCOMPARE(parts.deltaNs, 1 - most);
    QCOMPARE(parts.callsNs + parts.speedNs, parts.deltaNs);
    Decomposition sum{most, most, 0};
    addTo(sum, {1, 1, 0});
    QCOMPARE(sum.deltaNs, most);
}

QTEST_APPLESS_MAIN(TestDecomposition)
#include "tst_decomposition.moc"
