#include "core/comparison/keptpairs.h"
#include "core/comparison/pairdecisions.h"
#include "core/comparison/runcomparison.h"
#include "core/run/runbuilder.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

namespace
{
/// A run of one kernel that lies at `path`.
std::shared_ptr<const Run> one(std::int64_t totalNs, const std::filesystem::path &path = "run")
{
    RunBuilder builder(path);
    Stage stage;
    stage.name = "combined";
    stage.isCombined = true;
    stage.rows.push_back({builder.names().intern("f()"), {totalNs, 1, totalNs, totalNs, 1.0, 0.0}});
    builder.addStage(std::move(stage));
    return builder.build();
}

Runs runTaking(std::int64_t totalNs, const std::filesystem::path &path = "run")
{
    return {one(totalNs, path)};
}
} // namespace

class TestPairDecisions : public QObject
{
    Q_OBJECT

private slots:
    void writesWhatItReads();
    void badFiles_data();
    void badFiles();
    void oddEntriesAreLeftOut_data();
    void oddEntriesAreLeftOut();
    void emptyFileIsNoDecision();
    void missingFileIsAnError();
    void decidingReplaces();
    void swappingSides();
    void keptForBothOrders();
    void keptForSeveralRunsASide();
    void copiesOfOneRunAreTwoSides();
    void keptFileThatIsBroken();
};

void TestPairDecisions::writesWhatItReads()
{
    PairDecisions decisions;
    decisions.baselineLabel = "run \"A\"";
    decisions.candidateLabel = "yes";
    decisions.pairs = {{"void f<(int)4>(T1)", "void f<(int)8>(T1)", PairChoice::Confirmed, {}},
                       {"a: b # c", "d\n\te\x01", PairChoice::ByHand, "decode"},
                       {"é\u202F…", "null", PairChoice::Rejected, {}}};
    const auto read = readPairDecisions(writePairDecisions(decisions), "pairs.yaml");
    QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
    QVERIFY(read->diagnostics.empty());
    QCOMPARE(read->pairs, decisions.pairs);
    QCOMPARE(read->baselineLabel, decisions.baselineLabel);
    QCOMPARE(read->candidateLabel, decisions.candidateLabel);
    QVERIFY(readPairDecisions(writePairDecisions({}), "pairs.yaml")->pairs.empty());
}

void TestPairDecisions::badFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("a list") << QByteArray("- a\n- b\n") << QByteArray("a pairs file is a mapping");
    QTest::newRow("not YAML") << QByteArray("pairs: [") << QByteArray("not valid YAML");
    QTest::newRow("of the future") << QByteArray("version: 2\npairs: []\n") << QByteArray("version 2");
    QTest::newRow("deep") << QByteArray("pairs: ") + QByteArray(5000, '[') << QByteArray("not valid YAML");
}

void TestPairDecisions::badFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    const auto read = readPairDecisions(text.toStdString(), "pairs.yaml");
    QVERIFY(!read.has_value());
    QVERIFY2(read.error().message.contains(message.constData()), read.error().message.c_str());
    QCOMPARE(read.error().location.file, std::string("pairs.yaml"));
    QVERIFY(read.error().location.line >= 1);
}

void TestPairDecisions::oddEntriesAreLeftOut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("pairs");
    const QByteArray good = "pairs:\n  - {baseline: a, candidate: b, decision: confirmed}\n";
    const auto row = [&](const char *tag, const QByteArray &text, const char *message, int line, int pairs) {
        QTest::newRow(tag) << text << QByteArray(message) << line << pairs;
    };
    row("unknown key", "piars: []\n", "did you mean \"pairs\"?", 1, 0);
    row("pairs of the wrong kind", "pairs: 3\n", "must be a list", 1, 0);
    row("not a mapping", good + "  - b\n", "a pair is a mapping", 3, 1);
    row("no decision", good + "  - {baseline: c, candidate: d}\n", "it is left out", 3, 1);
    row("no candidate", good + "  - {baseline: c, decision: confirmed}\n", "it is left out", 3, 1);
    row("misspelt decision", good + "  - {baseline: c, candidate: d, decision: confirmd}\n",
        "did you mean \"confirmed\"?", 3, 1);
    row("misspelt key", good + "  - {baseline: c, candidate: d, decision: rejected, stgae: x}\n",
        "did you mean \"stage\"?", 3, 2);
    row("paired twice", good + "  - {baseline: a, candidate: c, decision: by-hand}\n", "contradicts", 3, 1);
    row("confirmed and rejected", good + "  - {baseline: a, candidate: b, decision: rejected}\n", "contradicts", 3, 1);
    row("the same again", good + "  - {baseline: a, candidate: b, decision: confirmed}\n", "repeats", 3, 1);
}

void TestPairDecisions::oddEntriesAreLeftOut()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    QFETCH(int, line);
    QFETCH(int, pairs);
    const auto read = readPairDecisions(text.toStdString(), "pairs.yaml");
    QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
    QCOMPARE(read->pairs.size(), static_cast<std::size_t>(pairs));
    QVERIFY(!read->diagnostics.empty());
    QVERIFY2(read->diagnostics.front().message.contains(message.constData()),
             read->diagnostics.front().message.c_str());
    QCOMPARE(read->diagnostics.front().location.line, static_cast<std::size_t>(line));
}

void TestPairDecisions::emptyFileIsNoDecision()
{
    const auto read = readPairDecisions("", "pairs.yaml");
    QVERIFY(read.has_value());
    QVERIFY(read->pairs.empty());
    QVERIFY(read->diagnostics.empty());
}

void TestPairDecisions::missingFileIsAnError()
{
    const ScratchDir dir;
    QVERIFY(!loadPairDecisions(dir.path() / "none.yaml").has_value());
    const auto path =
        dir.write("pairs.yaml", "pairs:\n- {baseline: a, candidate: b, decision: rejected, stage: decode}\n");
    const auto read = loadPairDecisions(path);
    QVERIFY(read.has_value());
    QCOMPARE(read->pairs.front(), (PairDecision{"a", "b", PairChoice::Rejected, "decode"}));
}

void TestPairDecisions::decidingReplaces()
{
    PairDecisions decisions;
    decide(decisions, {"a", "b", PairChoice::Confirmed, {}});
    decide(decisions, {"a", "b", PairChoice::Rejected, {}});
    QCOMPARE(decisions.pairs.size(), std::size_t{1});
    decide(decisions, {"a", "c", PairChoice::ByHand, {}});
    QCOMPARE(decisions.pairs.size(), std::size_t{2}); // a rejected pair does not keep its kernels
    decide(decisions, {"d", "c", PairChoice::ByHand, {}});
    QCOMPARE(decisions.pairs.size(), std::size_t{2});
    QCOMPARE(decisions.pairs.back().baseline, std::string("d"));
    decide(decisions, {"d", "e", PairChoice::ByHand, "sam"});
    QCOMPARE(decisions.pairs.size(), std::size_t{2});
}

void TestPairDecisions::swappingSides()
{
    const PairDecisions there{"old", "new", {{"a", "b", PairChoice::ByHand, "sam"}}, {}};
    const PairDecisions back = swapped(there);
    QCOMPARE(back.baselineLabel, std::string("new"));
    QCOMPARE(back.pairs.front(), (PairDecision{"b", "a", PairChoice::ByHand, "sam"}));
    QCOMPARE(swapped(back).pairs, there.pairs);
}

void TestPairDecisions::keptForBothOrders()
{
    const ScratchDir scratch;
    const std::filesystem::path folder = scratch.path() / "not" / "yet";
    const Runs a = runTaking(1000);
    const Runs b = runTaking(2000);
    QVERIFY(loadKeptPairs(folder, a, b)->pairs.empty());
    PairDecisions decisions;
    decisions.pairs = {{"in a", "in b", PairChoice::ByHand, "decode"}};
    const auto kept = keepPairs(folder, a, b, decisions);
    QVERIFY2(kept.has_value(), kept ? "" : kept.error().message.c_str());
    QCOMPARE(loadKeptPairs(folder, a, b)->pairs, decisions.pairs);
    QCOMPARE(loadKeptPairs(folder, runTaking(1000, "moved"), b)->pairs, decisions.pairs);
    QCOMPARE(loadKeptPairs(folder, b, a)->pairs, swapped(decisions).pairs);
    QVERIFY(loadKeptPairs(folder, a, runTaking(3000))->pairs.empty());
    QVERIFY(keepPairs(folder, b, a, swapped(decisions)).has_value());
    QCOMPARE(loadKeptPairs(folder, a, b)->pairs, decisions.pairs);
    // katlas reads the same file.
    QCOMPARE(loadPairDecisions(keptPairsPath(folder, a, b))->pairs.size(), std::size_t{1});
}

void TestPairDecisions::keptForSeveralRunsASide()
{
    const ScratchDir scratch;
    const Runs before = {one(1000), one(1001), one(1002)};
    const Runs after = {one(2000), one(2001), one(2002)};
    PairDecisions decisions;
    decisions.pairs = {{"in a", "in b", PairChoice::Rejected, {}}};
    QVERIFY(keepPairs(scratch.path(), before, after, decisions).has_value());
    QCOMPARE(loadKeptPairs(scratch.path(), Runs{before[2], before[0], before[1]}, after)->pairs, decisions.pairs);
    QVERIFY(loadKeptPairs(scratch.path(), runTaking(1000), after)->pairs.empty());
}

void TestPairDecisions::copiesOfOneRunAreTwoSides()
{
    const ScratchDir scratch;
    const Runs here = runTaking(1000, "here");
    const Runs there = runTaking(1000, "there");
    PairDecisions decisions;
    decisions.pairs = {{"in here", "in there", PairChoice::ByHand, {}}};
    QVERIFY(keepPairs(scratch.path(), there, here, swapped(decisions)).has_value());
    QCOMPARE(loadKeptPairs(scratch.path(), here, there)->pairs, decisions.pairs);
}

void TestPairDecisions::keptFileThatIsBroken()
{
    const ScratchDir scratch;
    const Runs a = runTaking(1000);
    const Runs b = runTaking(2000);
    const std::filesystem::path path = keptPairsPath(scratch.path(), a, b);
    scratch.write(path.filename(), "pairs: [");
    const auto read = loadKeptPairs(scratch.path(), a, b);
    QVERIFY(!read.has_value());
    QCOMPARE(QByteArray::fromStdString(read.error().location.file), QByteArray::fromStdString(path.string()));
    const auto kept = keepPairs(path, a, b, {}); // a file where the folder should be
    QVERIFY(!kept.has_value());
}

QTEST_APPLESS_MAIN(TestPairDecisions)
#include "tst_pairdecisions.moc"
