#include "core/base/spelling.h"

#include <QTest>

#include <array>

using namespace atlas;

class TestSpelling : public QObject
{
    Q_OBJECT

private slots:
    void measuresDistance_data();
    void measuresDistance();
    void findsTheNearest_data();
    void findsTheNearest();
};

void TestSpelling::measuresDistance_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<int>("distance");
    QTest::newRow("same") << QByteArray("check") << QByteArray("check") << 0;
    QTest::newRow("empty") << QByteArray() << QByteArray("abc") << 3;
    QTest::newRow("insert") << QByteArray("chek") << QByteArray("check") << 1;
    QTest::newRow("swap") << QByteArray("tabels") << QByteArray("tables") << 1;
    QTest::newRow("several") << QByteArray("kitten") << QByteArray("sitting") << 3;
}

void TestSpelling::measuresDistance()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QTEST(static_cast<int>(editDistance(a.toStdString(), b.toStdString())), "distance");
    QTEST(static_cast<int>(editDistance(b.toStdString(), a.toStdString())), "distance");
}

void TestSpelling::findsTheNearest_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("match");
    QTest::newRow("slip") << QByteArray("tabels") << QByteArray("tables");
    QTest::newRow("case") << QByteArray("Export") << QByteArray("export");
    QTest::newRow("beginning") << QByteArray("comp") << QByteArray("completion");
    QTest::newRow("nothing near") << QByteArray("xyzzy") << QByteArray();
    QTest::newRow("too short to guess") << QByteArray("q") << QByteArray();
}

void TestSpelling::findsTheNearest()
{
    static constexpr std::array<std::string_view, 4> kCommands = {"tables", "export", "check", "completion"};
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, match);
    const std::string kept = word.toStdString();
    const std::string_view found = closestMatch(kept, kCommands);
    QCOMPARE(QByteArray(found.data(), static_cast<qsizetype>(found.size())), match);
    QCOMPARE(didYouMean(kept, kCommands).empty(), match.isEmpty());
}

QTEST_APPLESS_MAIN(TestSpelling)
#include "tst_spelling.moc"
