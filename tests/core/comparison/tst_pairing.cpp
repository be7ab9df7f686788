#include "core/comparison/runcomparison.h"
#include "tests/core/comparison/madeupruns.h"

#include <QTest>

#include <algorithm>

using namespace atlas;
using namespace atlas::test;

class TestPairing : public QObject
{
    Q_OBJECT

private slots:
    void pairs_data();
    void pairs();
    void decisions_data();
    void decisions();
    void decisionsOfAnotherStageDoNotCount();
    void swappingPairsTheSame();
    void renamedTilesOfAWholeRun();
    void tooMuchAlikeStaysApart();
};

namespace
{
using Kernels = std::vector<MadeUpKernel>;

MadeUpKernel kernel(const std::string &name, std::int64_t calls, std::int64_t meanNs = 10'000)
{
    return {name, calls, calls * meanNs, 100.0};
}

/// Words that read "library:op:rest".
KernelWords words()
{
    const auto part = [](std::string_view name, std::size_t number) {
        std::size_t begin = 0;
        for (std::size_t i = 0; i < number && begin != std::string_view::npos; ++i) {
            const std::size_t colon = name.find(':', begin);
            begin = colon == std::string_view::npos ? colon : colon + 1;
        }
        return begin == std::string_view::npos ? std::string_view() : name.substr(begin, name.find(':', begin) - begin);
    };
    KernelWords words;
    words.library = [part](std::string_view name) { return part(name, 0); };
    words.op = [part](std::string_view name) { return part(name, 1); };
    return words;
}

Result<RunComparison> compare(const Kernels &baseline, const Kernels &candidate, const PairDecisions &decisions = {})
{
    ComparisonOptions options;
    options.decisions = decisions;
    options.words = words();
    return compareRuns({madeUpRun("a", {{"decode", baseline}})}, {madeUpRun("b", {{"decode", candidate}})}, options);
}

/// "= a|a", one line a row, sorted.
QByteArrayList pairLines(const RunComparison &comparison)
{
    QByteArrayList lines;
    for (const ComparisonRow &row : comparison.findStage("decode")->rows) {
        lines << QByteArray::fromStdString(std::string(symbol(row.mark)) + (row.isDecided ? "! " : " ") +
                                           std::string(row.baseline.rawName) + '|' +
                                           std::string(row.candidate.rawName));
    }
    std::ranges::sort(lines);
    return lines;
}
} // namespace

void TestPairing::pairs_data()
{
    QTest::addColumn<Kernels>("baseline");
    QTest::addColumn<Kernels>("candidate");
    QTest::addColumn<QByteArrayList>("expected");
    const MadeUpKernel anchor = kernel("anchor", 100);
    QTest::newRow("same, added, removed") << Kernels{anchor, kernel("x", 5)} << Kernels{anchor, kernel("y", 7)}
                                          << QByteArrayList{"+ |y", "= anchor|anchor", "− x|"};
    QTest::newRow("renamed") << Kernels{anchor, kernel("gemm_64x64", 5)} << Kernels{anchor, kernel("gemm_128x64", 5)}
                             << QByteArrayList{"! gemm_64x64|gemm_128x64", "= anchor|anchor"};
    QTest::newRow("renamed with other calls")
        << Kernels{anchor, kernel("gemm_64x64", 5)} << Kernels{anchor, kernel("gemm_128x64", 9)}
        << QByteArrayList{"! gemm_64x64|gemm_128x64", "= anchor|anchor"};
    QTest::newRow("renamed, told apart by calls")
        << Kernels{anchor, kernel("g_1", 5), kernel("g_2", 8)} << Kernels{anchor, kernel("g_3", 8), kernel("g_4", 5)}
        << QByteArrayList{"! g_1|g_4", "! g_2|g_3", "= anchor|anchor"};
    QTest::newRow("renamed, told apart by the fewest differences")
        << Kernels{anchor, kernel("g_1_1", 5), kernel("g_2_2", 5)}
        << Kernels{anchor, kernel("g_3_2", 5), kernel("g_1_4", 5)}
        << QByteArrayList{"! g_1_1|g_1_4", "! g_2_2|g_3_2", "= anchor|anchor"};
    QTest::newRow("calls per iteration") << Kernels{anchor, kernel("g_1", 5), kernel("g_2", 8)}
                                         << Kernels{kernel("anchor", 2000), kernel("g_3", 160), kernel("g_4", 100)}
                                         << QByteArrayList{"! g_1|g_4", "! g_2|g_3", "= anchor|anchor"};
    QTest::newRow("two for one with other calls")
        << Kernels{anchor, kernel("g_1", 5)} << Kernels{anchor, kernel("g_3", 8), kernel("g_4", 9)}
        << QByteArrayList{"+ |g_3", "+ |g_4", "= anchor|anchor", "− g_1|"};
    QTest::newRow("likely replaced") << Kernels{anchor, kernel("cuBLAS:gemm:old", 5)}
                                     << Kernels{anchor, kernel("cuBLAS:gemm:new", 5)}
                                     << QByteArrayList{"= anchor|anchor", "~ cuBLAS:gemm:old|cuBLAS:gemm:new"};
    QTest::newRow("replaced needs equal calls")
        << Kernels{anchor, kernel("cuBLAS:gemm:old", 5)} << Kernels{anchor, kernel("cuBLAS:gemm:new", 6)}
        << QByteArrayList{"+ |cuBLAS:gemm:new", "= anchor|anchor", "− cuBLAS:gemm:old|"};
    QTest::newRow("replaced needs the same op")
        << Kernels{anchor, kernel("cuBLAS:gemm:old", 5)} << Kernels{anchor, kernel("cuBLAS:gemv:new", 5)}
        << QByteArrayList{"+ |cuBLAS:gemv:new", "= anchor|anchor", "− cuBLAS:gemm:old|"};
    QTest::newRow("replaced needs a known library")
        << Kernels{anchor, kernel("CUDA:gemm:old", 5)} << Kernels{anchor, kernel("CUDA:gemm:new", 5)}
        << QByteArrayList{"+ |CUDA:gemm:new", "= anchor|anchor", "− CUDA:gemm:old|"};
    QTest::newRow("replaced needs to be the only one")
        << Kernels{anchor, kernel("cuBLAS:gemm:old", 5)}
        << Kernels{anchor, kernel("cuBLAS:gemm:new", 5), kernel("cuBLAS:gemm:newer", 5)}
        << QByteArrayList{"+ |cuBLAS:gemm:new", "+ |cuBLAS:gemm:newer", "= anchor|anchor", "− cuBLAS:gemm:old|"};
}

void TestPairing::pairs()
{
    QFETCH(Kernels, baseline);
    QFETCH(Kernels, candidate);
    QFETCH(QByteArrayList, expected);
    const auto comparison = compare(baseline, candidate);
    QVERIFY2(comparison.has_value(), comparison ? "" : comparison.error().message.c_str());
    QCOMPARE(pairLines(*comparison), expected);
}

void TestPairing::decisions_data()
{
    QTest::addColumn<QString>("baseline");
    QTest::addColumn<QString>("candidate");
    QTest::addColumn<int>("choice");
    QTest::addColumn<QByteArrayList>("expected");
    const auto row = [](const char *tag, const char *baseline, const char *candidate, PairChoice choice,
                        const QByteArrayList &expected) {
        QTest::newRow(tag) << baseline << candidate << static_cast<int>(choice) << expected;
    };
    row("none of these", "nobody", "g_3", PairChoice::ByHand, {"! g_1|g_3", "= anchor|anchor", "− other|"});
    row("by hand", "other", "g_3", PairChoice::ByHand, {"*! other|g_3", "= anchor|anchor", "− g_1|"});
    row("rejected", "g_1", "g_3", PairChoice::Rejected, {"+ |g_3", "= anchor|anchor", "− g_1|", "− other|"});
    row("rejected same name", "anchor", "anchor", PairChoice::Rejected,
        {"! g_1|g_3", "+ |anchor", "− anchor|", "− other|"});
    row("confirmed", "g_1", "g_3", PairChoice::Confirmed, {"!! g_1|g_3", "= anchor|anchor", "− other|"});
}

void TestPairing::decisions()
{
    QFETCH(QString, baseline);
    QFETCH(QString, candidate);
    QFETCH(int, choice);
    QFETCH(QByteArrayList, expected);
    PairDecisions decisions;
    decisions.pairs = {{baseline.toStdString(), candidate.toStdString(), static_cast<PairChoice>(choice), {}}};
    const auto comparison = compare({kernel("anchor", 100), kernel("g_1", 5), kernel("other", 6)},
                                    {kernel("anchor", 100), kernel("g_3", 5)}, decisions);
    QVERIFY(comparison.has_value());
    QCOMPARE(pairLines(*comparison), expected);
}

void TestPairing::decisionsOfAnotherStageDoNotCount()
{
    PairDecisions decisions;
    decisions.pairs = {{"x", "y", PairChoice::ByHand, "prefill"}};
    const auto elsewhere =
        compare({kernel("anchor", 100), kernel("x", 5)}, {kernel("anchor", 100), kernel("y", 5)}, decisions);
    QCOMPARE(pairLines(*elsewhere), (QByteArrayList{"+ |y", "= anchor|anchor", "− x|"}));
    decisions.pairs.front().stage = "decode";
    const auto here =
        compare({kernel("anchor", 100), kernel("x", 5)}, {kernel("anchor", 100), kernel("y", 5)}, decisions);
    QCOMPARE(pairLines(*here), (QByteArrayList{"*! x|y", "= anchor|anchor"}));
}

void TestPairing::swappingPairsTheSame()
{
    const Kernels a = {kernel("anchor", 10), kernel("g_1_2", 5, 7000), kernel("g_3_4", 5, 9000), kernel("g_5_6", 6),
                       kernel("x", 3)};
    const Kernels b = {kernel("anchor", 30), kernel("g_1_9", 15, 8000), kernel("g_8_4", 15, 8000), kernel("g_7_7", 18),
                       kernel("y", 9)};
    QByteArrayList back;
    for (const QByteArray &line : pairLines(*compare(b, a))) {
        const qsizetype space = line.indexOf(' ');
        const QByteArrayList names = line.mid(space + 1).split('|');
        QByteArray mark = line.left(space);
        mark = mark == "+" ? "−" : mark == "−" ? "+" : mark;
        back << mark + ' ' + names[1] + '|' + names[0];
    }
    std::ranges::sort(back);
    QCOMPARE(pairLines(*compare(a, b)), back);
    QCOMPARE(std::ranges::count_if(back, [](const QByteArray &line) { return line.startsWith("! "); }), 3);
}

void TestPairing::renamedTilesOfAWholeRun()
{
    Kernels baseline;
    Kernels candidate;
    for (int i = 0; i < 200; ++i) {
        // Twenty families of ten kernels; calls tell the members apart.
        const std::string family = "family" + std::string(1, static_cast<char>('a' + i % 20)) + "_gemm_";
        baseline.push_back(kernel(family + std::to_string(i) + "x64", 10 + i));
        candidate.push_back(kernel(family + std::to_string(i) + "x128", 10 + i));
    }
    const auto comparison = compare(baseline, candidate);
    QVERIFY(comparison.has_value());
    const StageComparison &stage = *comparison->findStage("decode");
    QCOMPARE(stage.count(PairMark::Renamed), std::size_t{200});
    QCOMPARE(stage.multiplier.ratio.value(), 1.0);
    for (const ComparisonRow &row : stage.rows) {
        QCOMPARE(row.baseline.timing.instances, row.candidate.timing.instances);
    }
}

void TestPairing::tooMuchAlikeStaysApart()
{
    Kernels baseline = {kernel("anchor", 100)};
    Kernels candidate = {kernel("anchor", 100)};
    for (int i = 0; i < 400; ++i) {
        baseline.push_back(kernel("k_" + std::to_string(i), 7));
        candidate.push_back(kernel("k_" + std::to_string(1000 + i), 7));
    }
    const auto comparison = compare(baseline, candidate);
    QCOMPARE(comparison->findStage("decode")->count(PairMark::Renamed), std::size_t{0});
    QCOMPARE(comparison->findStage("decode")->count(PairMark::Added), std::size_t{400});
}

QTEST_APPLESS_MAIN(TestPairing)
#include "tst_pairing.moc"
