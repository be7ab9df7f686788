#include "core/comparison/rowsanity.h"
#include "core/comparison/statistics.h"

#include <QTest>

#include <cmath>

using namespace atlas;

class TestStatistics : public QObject
{
    Q_OBJECT

private slots:
    void studentOfTables();
    void studentWithoutDegrees();
    void goldenRows_data();
    void goldenRows();
    void goldenHedges();
    void quantileOfIntervals();
    void goldenBetweenRuns();
    void swappingMirrors();
    void fiellerNearTheDeltaMethod();
    void fiellerWithoutBound();
    void driftAndWidth();
    void tooFewStableRows();
    void corrections();
    void medians();
    void rowSanity_data();
    void rowSanity();
    void quantum_data();
    void quantum();
};

namespace
{
/// The number as the specification prints it, with as many decimals.
QByteArray printed(double value, int decimals)
{
    return QByteArray::number(value, 'f', decimals);
}

QByteArray scientific(double value, int decimals)
{
    return QByteArray::number(value, 'e', decimals);
}
} // namespace

void TestStatistics::studentOfTables()
{
    QCOMPARE(printed(studentQuantile(0.975, 10.0), 6), QByteArray("2.228139"));
    QCOMPARE(printed(studentTwoSided(2.0, 5.5), 7), QByteArray("0.0967544"));
    QCOMPARE(studentTwoSided(-2.0, 5.5), studentTwoSided(2.0, 5.5));
    QCOMPARE(studentTwoSided(0.0, 7.0), 1.0);
    QCOMPARE(printed(studentQuantile(0.975, 1e12), 6), QByteArray("1.959964"));
}

void TestStatistics::studentWithoutDegrees()
{
    QVERIFY(std::isnan(studentTwoSided(1.0, 0.0)));
    QVERIFY(std::isnan(studentTwoSided(std::nan(""), 5.0)));
    QVERIFY(std::isnan(studentTwoSided(1.0, std::nan(""))));
    QVERIFY(std::isnan(studentQuantile(0.975, -1.0)));
    QVERIFY(std::isnan(studentQuantile(1.0, 5.0)));
    QCOMPARE(studentTwoSided(INFINITY, 5.0), 0.0);
}

void TestStatistics::quantileOfIntervals()
{
    for (double degrees = 0.3; degrees < 1e7; degrees *= 1.0037) {
        const double exact = studentQuantile(1.0 - kAlpha / 2.0, degrees);
        const double error = std::abs(intervalQuantile(degrees) / exact - 1.0);
        QVERIFY2(error < 1e-12, qPrintable(QString("%1 degrees: off by %2").arg(degrees).arg(error)));
    }
    QCOMPARE(printed(intervalQuantile(INFINITY), 6), QByteArray("1.959964"));
    QVERIFY(std::isnan(intervalQuantile(0.0)));
    QVERIFY(std::isnan(intervalQuantile(std::nan(""))));
}

void TestStatistics::goldenRows_data()
{
    QTest::addColumn<QList<double>>("baseline");
    QTest::addColumn<QList<double>>("candidate");
    QTest::addColumn<QByteArrayList>("welch");
    QTest::addColumn<int>("pDecimals");
    QTest::addColumn<QByteArrayList>("ratio");
    QTest::addColumn<int>("nuDecimals");
    using Numbers = QList<double>;
    using Texts = QByteArrayList;
    QTest::newRow("ten calls") << Numbers{10, 100, 5} << Numbers{10, 110, 6}
                               << Texts{"4.048882", "17.433108", "7.97265e-04"} << 5
                               << Texts{"1.100000", "1.047204", "1.155458", "17.865421"} << 6;
    QTest::newRow("faster") << Numbers{30, 1000, 50} << Numbers{25, 900, 80}
                            << Texts{"-5.428586", "38.768371", "3.26888e-06"} << 5
                            << Texts{"0.900000", "0.864260", "0.937218", "36.239705"} << 6;
    QTest::newRow("two calls") << Numbers{2, 3616, 1493.4} << Numbers{2, 3700, 1500}
                               << Texts{"0.056123", "1.999961", "9.60346e-01"} << 5
                               << Texts{"1.023230", "0.175811", "5.955251", "1.999312"} << 6;
    QTest::newRow("very many calls") << Numbers{16448, 3745.3, 417.2} << Numbers{329035, 3743.7, 416.2}
                                     << Texts{"-0.480053", "18121.916", "6.31195e-01"} << 5
                                     << Texts{"0.999573", "0.997831", "1.001318", "18123.38"} << 2;
    QTest::newRow("certain but small") << Numbers{12, 281295.7, 953.6} << Numbers{12, 290000, 1200}
                                       << Texts{"19.672083", "20.932107", "5.5978e-15"} << 4
                                       << Texts{"1.030944", "1.027640", "1.034258", "21.180040"} << 6;
}

void TestStatistics::goldenRows()
{
    QFETCH(QList<double>, baseline);
    QFETCH(QList<double>, candidate);
    QFETCH(QByteArrayList, welch);
    QFETCH(int, pDecimals);
    QFETCH(QByteArrayList, ratio);
    QFETCH(int, nuDecimals);
    const Sample a{baseline[0], baseline[1], baseline[2]};
    const Sample b{candidate[0], candidate[1], candidate[2]};
    const WelchTest test = welchTest(a, b);
    QCOMPARE(printed(test.t, 6), welch[0]);
    QCOMPARE(printed(test.degrees, nuDecimals == 2 ? 3 : 6), welch[1]);
    QCOMPARE(scientific(test.p, pDecimals), welch[2]);
    const RatioEstimate estimate = estimateRatio(a, b);
    QCOMPARE(printed(std::exp(estimate.logRatio), 6), ratio[0]);
    QCOMPARE(printed(std::exp(estimate.logInterval().low), 6), ratio[1]);
    QCOMPARE(printed(std::exp(estimate.logInterval().high), 6), ratio[2]);
    QCOMPARE(printed(estimate.degrees, nuDecimals), ratio[3]);
}

void TestStatistics::goldenHedges()
{
    QCOMPARE(printed(hedgesG({10, 100, 5}, {10, 110, 6}), 6), QByteArray("1.731682"));
}

void TestStatistics::goldenBetweenRuns()
{
    const BetweenRuns between{0.0, 0.01, 11, false};
    const RatioEstimate noisy = withBetweenRuns(estimateRatio({10, 100, 5}, {10, 110, 6}), between);
    QCOMPARE(printed(noisy.degrees, 6), QByteArray("23.581936"));
    QCOMPARE(scientific(noisy.p(), 6), QByteArray("1.022428e-03"));
    QCOMPARE(printed(std::exp(noisy.logInterval().low), 6), QByteArray("1.043669"));
    QCOMPARE(printed(std::exp(noisy.logInterval().high), 6), QByteArray("1.159372"));
    // An assumed τ widens the error but has no degrees of its own.
    const RatioEstimate assumed = withBetweenRuns(estimateRatio({10, 100, 5}, {10, 110, 6}), BetweenRuns());
    QCOMPARE(assumed.standardError, noisy.standardError);
    QVERIFY(assumed.degrees > noisy.degrees);
}

void TestStatistics::swappingMirrors()
{
    const Sample a{37, 1234.5, 56.7};
    const Sample b{91, 1198.25, 43.21};
    const RatioEstimate there = estimateRatio(a, b);
    const RatioEstimate back = estimateRatio(b, a);
    QVERIFY(there.logRatio == -back.logRatio);
    QVERIFY(there.p() == back.p());
    QVERIFY(there.logInterval().low == -back.logInterval().high);
    QVERIFY(hedgesG(a, b) == -hedgesG(b, a));
}

void TestStatistics::fiellerNearTheDeltaMethod()
{
    const Sample a{40, 1000, 30};
    const Sample b{40, 1100, 30};
    const RatioEstimate estimate = estimateRatio(a, b);
    QVERIFY(!needsFieller(a, b));
    const auto fieller = fiellerLogInterval(a, b, estimate);
    QVERIFY(fieller.has_value());
    QVERIFY(std::abs(fieller->low - estimate.logInterval().low) < 1e-4);
    QVERIFY(std::abs(fieller->high - estimate.logInterval().high) < 1e-4);
    // Solved by hand: (mB - q·mA)² = t²(sB²/nB + q²·sA²/nA) at both bounds.
    const double t = studentQuantile(0.975, estimate.degrees);
    for (const double q : {std::exp(fieller->low), std::exp(fieller->high)}) {
        const double left = (1100 - q * 1000) * (1100 - q * 1000);
        QVERIFY(std::abs(left / (t * t * (900.0 / 40 + q * q * 900.0 / 40)) - 1.0) < 1e-9);
    }
    const auto back = fiellerLogInterval(b, a, estimateRatio(b, a));
    QVERIFY(std::abs(back->low + fieller->high) < 1e-12);
}

void TestStatistics::fiellerWithoutBound()
{
    const Sample a{2, 3616, 1493.4};
    const Sample b{2, 3700, 1500};
    QVERIFY(needsFieller(a, b));
    QVERIFY(!fiellerLogInterval(a, b, estimateRatio(a, b)).has_value());
    // One uncertain side is enough, whichever it is.
    const Sample sure{1000, 3600, 10};
    QVERIFY(needsFieller(a, sure));
    QVERIFY(needsFieller(sure, a));
    QVERIFY(!fiellerLogInterval(sure, b, estimateRatio(sure, b)).has_value());
}

void TestStatistics::driftAndWidth()
{
    const BetweenRuns between = estimateBetweenRuns({0.02, 0.01, 0.03, 0.02, 0.00, 0.02, 0.04, 0.02, 0.05});
    QVERIFY(!between.isAssumed);
    QCOMPARE(between.rows, std::size_t{9});
    QCOMPARE(between.drift, 0.02);
    QCOMPARE(between.deviation, 1.4826 * 0.01);
}

void TestStatistics::tooFewStableRows()
{
    const BetweenRuns between = estimateBetweenRuns({0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1});
    QVERIFY(between.isAssumed);
    QCOMPARE(between.deviation, 0.01);
    QCOMPARE(between.drift, 0.0);
}

void TestStatistics::corrections()
{
    // Worked by hand: BH multiplies by m/rank from the largest down, Holm by m - rank + 1 from the smallest up.
    const std::vector<double> p = {0.04, 0.01, 0.03, 0.5};
    const std::vector<double> adjusted = adjustForMany(p).benjaminiHochberg;
    QCOMPARE(adjusted[1], 0.04);
    QCOMPARE(adjusted[2], 0.04 * 4 / 3);
    QCOMPARE(adjusted[0], 0.04 * 4 / 3);
    QCOMPARE(adjusted[3], 0.5);
    const std::vector<double> strict = adjustForMany(p).holm;
    QCOMPARE(strict[1], 0.04);
    QCOMPARE(strict[2], 0.09);
    QCOMPARE(strict[0], 0.09);
    QCOMPARE(strict[3], 0.5);
    QCOMPARE(adjustForMany(std::vector{0.9, 0.8}).holm, (std::vector{1.0, 1.0}));
    QVERIFY(adjustForMany({}).benjaminiHochberg.empty());
}

void TestStatistics::medians()
{
    std::vector<double> odd = {3, 1, 2};
    std::vector<double> even = {4, 1, 3, 2};
    QCOMPARE(medianOf(odd), 2.0);
    QCOMPARE(medianOf(even), 2.5);
    QVERIFY(std::isnan(medianOf({})));
}

void TestStatistics::rowSanity_data()
{
    QTest::addColumn<QList<double>>("row"); // total, calls, min, max, median, deviation
    QTest::addColumn<int>("expected");
    const auto add = [](const char *tag, const QList<double> &row, RowSanity expected) {
        QTest::newRow(tag) << row << static_cast<int>(expected);
    };
    const double unknown = std::nan("");
    add("sound", {1000, 10, 90, 110, 100, 5}, RowSanity::Sound);
    add("one call", {100, 1, 100, 100, 100, 0}, RowSanity::Sound);
    add("one call with a deviation", {100, 1, 100, 100, 100, 3}, RowSanity::Inconsistent);
    add("one call with a range", {100, 1, 99, 101, 100, 0}, RowSanity::Inconsistent);
    add("one call, no deviation said", {100, 1, 100, 100, 100, unknown}, RowSanity::Sound);
    add("mean below minimum", {1000, 10, 101, 110, 105, 5}, RowSanity::Inconsistent);
    add("mean above maximum", {1000, 10, 90, 99, 95, 2}, RowSanity::Inconsistent);
    add("median above maximum", {1000, 10, 90, 110, 111, 5}, RowSanity::Inconsistent);
    add("no median", {1000, 10, 90, 110, unknown, 5}, RowSanity::Sound);
    add("no deviation", {1000, 10, 90, 110, 100, unknown}, RowSanity::Incomplete);
    add("no range", {1000, 10, kUnknownNs, kUnknownNs, 100, 5}, RowSanity::Sound);
    add("no maximum", {1000, 10, 90, kUnknownNs, 100, 5}, RowSanity::Sound);
    add("minimum above the mean, no maximum", {1000, 10, 101, kUnknownNs, 100, 5}, RowSanity::Inconsistent);
    add("one launch of which only the total is known", {1000, 1, kUnknownNs, kUnknownNs, std::nan(""), std::nan("")},
        RowSanity::Sound);
    add("extremes of 0 ns", {1000, 10, 0, 0, 100, 5}, RowSanity::Inconsistent);
    add("widest deviation of two", {200, 2, 90, 110, 100, 14.142}, RowSanity::Sound);
    add("wider than the range allows", {200, 2, 90, 110, 100, 14.3}, RowSanity::Inconsistent);
    add("negative deviation", {1000, 10, 90, 110, 100, -1}, RowSanity::Inconsistent);
    add("no calls", {0, 0, 0, 0, 0, 0}, RowSanity::Inconsistent);
}

void TestStatistics::rowSanity()
{
    QFETCH(QList<double>, row);
    QFETCH(int, expected);
    const auto whole = [&](qsizetype i) { return static_cast<std::int64_t>(row[i]); };
    QCOMPARE(static_cast<int>(checkRow({whole(0), whole(1), whole(2), whole(3), row[4], row[5]})), expected);
}

void TestStatistics::quantum_data()
{
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("odd"); // values of forty that lie nowhere near
    QTest::addColumn<double>("expected");
    QTest::newRow("32 ns") << 32 << 0 << 32.0;
    QTest::newRow("a quarter beside it") << 32 << 10 << 32.0;
    QTest::newRow("more beside it") << 32 << 11 << 16.0;
    QTest::newRow("no larger than 1024") << 4096 << 0 << 1024.0;
}

void TestStatistics::quantum()
{
    QFETCH(int, step);
    QFETCH(int, odd);
    QFETCH(double, expected);
    QuantumDetector detector;
    for (int i = 0; i < 40; ++i) {
        QCOMPARE(detector.quantumNs(), 1.0); // too few so far
        const int nearby = i % 3 - 1;        // the profiler's conversion is off by one now and then
        detector.add(i < odd ? 64 * i + 16 : step * (i + 1) + nearby);
    }
    QCOMPARE(detector.quantumNs(), expected);
    QCOMPARE(deviationFloor(32.0), 32.0 / std::sqrt(12.0));
}

QTEST_APPLESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
