#include "core/run/fingerprint.h"
#include "core/run/runbuilder.h"

#include <QTest>

#include <functional>

using namespace atlas;

namespace
{
using Change = std::function<void(Stage &, RunBuilder &)>;

std::shared_ptr<const Run> made(const std::filesystem::path &path, const Change &change = {})
{
    RunBuilder builder(path);
    builder.identity().label = path.filename().string();
    for (const char *name : {"combined", "decode"}) {
        Stage stage;
        stage.name = name;
        stage.isCombined = stage.name == "combined";
        stage.file = path / name;
        for (std::int64_t total : {3000, 2000, 1000}) {
            stage.rows.push_back(
                {builder.names().intern("kernel" + std::to_string(total)), {total, 10, 90, 110, 100.0, 5.0}});
        }
        if (change && !stage.isCombined) {
            change(stage, builder);
        }
        builder.addStage(std::move(stage));
    }
    return builder.build();
}
} // namespace

class TestFingerprint : public QObject
{
    Q_OBJECT

private slots:
    void placesAndNamesDoNotCount();
    void whatTablesHoldCounts_data();
    void whatTablesHoldCounts();
    void itIsTheSameOnEveryMachine();
    void theOrderOfSeveralDoesNotCount();
};

void TestFingerprint::placesAndNamesDoNotCount()
{
    const std::uint64_t here = fingerprint(*made("/runs/here"));
    QCOMPARE(fingerprint(*made("/else/there")), here);
    QCOMPARE(fingerprint(*made("/runs/here", [](Stage &stage, RunBuilder &) { stage.name = "prefill"; })), here);
}

void TestFingerprint::whatTablesHoldCounts_data()
{
    QTest::addColumn<Change>("change");
    QTest::newRow("a total") << Change([](Stage &stage, RunBuilder &) { ++stage.rows[1].timing.totalNs; });
    QTest::newRow("launches") << Change([](Stage &stage, RunBuilder &) { ++stage.rows[1].timing.instances; });
    QTest::newRow("the shortest") << Change([](Stage &stage, RunBuilder &) { --stage.rows[2].timing.minNs; });
    QTest::newRow("the longest") << Change([](Stage &stage, RunBuilder &) { ++stage.rows[2].timing.maxNs; });
    QTest::newRow("a row less") << Change([](Stage &stage, RunBuilder &) { stage.rows.pop_back(); });
    QTest::newRow("a name in full") << Change([](Stage &stage, RunBuilder &builder) {
        stage.rows[0].kernel = builder.names().intern("void kernel3000<int>(int *)");
    });
}

void TestFingerprint::whatTablesHoldCounts()
{
    QFETCH(Change, change);
    QVERIFY(fingerprint(*made("/run", change)) != fingerprint(*made("/run")));
}

void TestFingerprint::itIsTheSameOnEveryMachine()
{
    // Another program that does the same sums comes to this too.
    QCOMPARE(fingerprint(*made("/run")), std::uint64_t{10959905310443789488U});
}

void TestFingerprint::theOrderOfSeveralDoesNotCount()
{
    const auto a = made("/a");
    const auto b = made("/b", [](Stage &stage, RunBuilder &) { ++stage.rows[0].timing.totalNs; });
    const std::vector<std::shared_ptr<const Run>> there = {a, b};
    const std::vector<std::shared_ptr<const Run>> back = {b, a};
    const std::vector<std::shared_ptr<const Run>> alone = {a};
    QCOMPARE(fingerprint(there), fingerprint(back));
    QVERIFY(fingerprint(there) != fingerprint(alone));
    QCOMPARE(fingerprint(alone), fingerprint(*a));
}

QTEST_APPLESS_MAIN(TestFingerprint)
#include "tst_fingerprint.moc"
