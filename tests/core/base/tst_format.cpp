#include "core/base/format.h"

#include <QTest>

#include <limits>

using namespace atlas;

class TestFormat : public QObject
{
    Q_OBJECT

private slots:
    void durations_data();
    void durations();
    void counts();
    void percents_data();
    void percents();
    void exactNumbers();
};

void TestFormat::durations_data()
{
    QTest::addColumn<double>("ns");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("zero") << 0.0 << QByteArray("0\u00A0ns");
    QTest::newRow("whole ns") << 992.0 << QByteArray("992\u00A0ns");
    QTest::newRow("parts of ns") << 992.44 << QByteArray("992.4\u00A0ns");
    QTest::newRow("microseconds") << 3743.7 << QByteArray("3.74\u00A0µs");
    QTest::newRow("hundreds of microseconds") << 166532.0 << QByteArray("166.5\u00A0µs");
    QTest::newRow("few milliseconds") << 8.391e6 << QByteArray("8.39\u00A0ms");
    QTest::newRow("milliseconds") << 65.69e6 << QByteArray("65.7\u00A0ms");
    QTest::newRow("seconds") << 4.946e9 << QByteArray("4.946\u00A0s");
    QTest::newRow("unknown") << std::numeric_limits<double>::quiet_NaN() << QByteArray("–");
    QTest::newRow("rounds up to the next unit's size") << 999'999.0 << QByteArray("1000.0\u00A0µs");
}

void TestFormat::durations()
{
    QFETCH(double, ns);
    QTEST(QByteArray::fromStdString(formatDuration(ns)), "text");
}

void TestFormat::counts()
{
    QCOMPARE(QByteArray::fromStdString(formatCount(7)), QByteArray("7"));
    QCOMPARE(QByteArray::fromStdString(formatCount(1180)), QByteArray("1\u202F180"));
    QCOMPARE(QByteArray::fromStdString(formatCount(329035)), QByteArray("329\u202F035"));
    QCOMPARE(QByteArray::fromStdString(formatCount(-1234567)), QByteArray("-1\u202F234\u202F567"));
}

void TestFormat::percents_data()
{
    QTest::addColumn<double>("fraction");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("usual") << 0.2491 << QByteArray("24.9\u00A0%");
    QTest::newRow("none") << 0.0 << QByteArray("0.0\u00A0%");
    QTest::newRow("tiny is not nothing") << 0.0001 << QByteArray("<\u00A00.1\u00A0%");
    QTest::newRow("all") << 1.0 << QByteArray("100.0\u00A0%");
}

void TestFormat::percents()
{
    QFETCH(double, fraction);
    QTEST(QByteArray::fromStdString(formatPercent(fraction)), "text");
}

void TestFormat::exactNumbers()
{
    QCOMPARE(QByteArray::fromStdString(formatExact(0.1)), QByteArray("0.1"));
    QCOMPARE(QByteArray::fromStdString(formatExact(1e20)), QByteArray("100000000000000000000"));
    QCOMPARE(QByteArray::fromStdString(formatExact(std::numeric_limits<double>::quiet_NaN())), QByteArray());
}

QTEST_APPLESS_MAIN(TestFormat)
#include "tst_format.moc"
