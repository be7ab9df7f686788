#include "core/comparison/nameplace.h"
#include "core/comparison/namesubstitution.h"
#include "core/comparison/runcomparison.h"
#include "core/run/runloader.h"
#include "tests/core/comparison/madeupruns.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>

using namespace atlas;
using namespace atlas::test;

/// Kernels that have another name in the other run for a reason that can be told: another checkout, a substitution, a
/// report that cut names, a stage in which they are paired.
class TestRenames : public QObject
{
    Q_OBJECT

private slots:
    void placesAreLeftOpen_data();
    void placesAreLeftOpen();
    void substitutions_data();
    void substitutions();
    void badSubstitutions_data();
    void badSubstitutions();
    void pairsOtherCheckouts_data();
    void pairsOtherCheckouts();
    void pairsBySubstitution();
    void substitutionsAreKeptWithDecisions();
    void oddSubstitutionsAreLeftOut();
    void aCutNameRefusesItselfOnly();
    void aCutNameMayHideAnother();
    void combinedHasThePairsOfItsStages();
    void fusedKernelsAreOneRow();
    void fusedKernelsOfUnequalCallsAreRefused();
    void fusedPairsAreKept();
};

namespace
{
using Kernels = std::vector<MadeUpKernel>;

MadeUpKernel kernel(const std::string &name, std::int64_t calls, std::int64_t meanNs = 10'000)
{
    return {name, calls, calls * meanNs, 100.0};
}

QByteArrayList pairLines(const StageComparison &stage)
{
    QByteArrayList lines;
    for (const ComparisonRow &row : stage.rows) {
        lines << QByteArray::fromStdString(std::string(symbol(row.mark)) + ' ' + std::string(row.baseline.rawName) +
                                           '|' + std::string(row.candidate.rawName));
    }
    std::ranges::sort(lines);
    return lines;
}

Result<RunComparison> compare(const Kernels &baseline, const Kernels &candidate, const ComparisonOptions &options = {})
{
    return compareRuns({madeUpRun("a", {{"decode", baseline}})}, {madeUpRun("b", {{"decode", candidate}})}, options);
}

/// A printed table; each kernel is "name calls total".
std::shared_ptr<const Run> printedRun(const ScratchDir &dir, const char *file, const std::string &rows)
{
    const std::string text =
        "Time (%)  Total Time (ns)  Instances  Avg (ns)  Med (ns)  Min (ns)  Max (ns)  StdDev (ns)  Name\n"
        "--------  ---------------  ---------  --------  --------  --------  --------  -----------  ----\n" +
        rows;
    return loadRun(dir.write(file, text)).value();
}
} // namespace

void TestRenames::placesAreLeftOpen_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *expected) {
        QTest::newRow(name) << QByteArray(name) << QByteArray(expected);
    };
    row("set_cache__FILE_Model_jl_src_cache_jl_L1013", "set_cache__cache.jl");
    row("set_cache__FILE_Model_jl_mod_src_cache_jl_L1032", "set_cache__cache.jl");
    row("run_it__FILE_home_anna_Core_jl_src_solver_jl_L9", "run_it__solver.jl");
    row("gpu_Core_jl_main_src_ops_jl_77", "gpu_Core_jl_ops.jl");
    row("gpu_ops_jl_L77_float", "gpu_ops.jl_float");
    row("void f<(lambda at /home/a/src/x.cu:12:3)>(int)", "void f<(lambda at x.cu)>(int)");
    row("void f<(lambda at C:\\src\\x.cu:12)>(int)", "void f<(lambda at C:x.cu)>(int)");
    row("kernel (model/ops.py:123)", "kernel (ops.py)");
    row("kernel (ops.py:123)", "kernel (ops.py)");
    row("void at::native::reduce_kernel<(int)4, float>(T1)", "");
    row("nvjet_hsh_128x256_64x4_2x1_v_bz_coopA_TNN", "");
    row("triton_poi_fused_add_0", "");
    row("run_jl_kernel", "");
    row("", "");
}

void TestRenames::placesAreLeftOpen()
{
    QFETCH(QByteArray, name);
    QTEST(QByteArray::fromStdString(withoutPlace(name.toStdString())), "expected");
}

void TestRenames::substitutions_data()
{
    QTest::addColumn<QByteArray>("substitution");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *substitution, const char *name, const char *expected) {
        QTest::newRow(substitution) << QByteArray(substitution) << QByteArray(name) << QByteArray(expected);
    };
    row("s/_jl_mod_/_jl_/", "a_jl_mod_b_jl_mod_c", "a_jl_b_jl_mod_c");
    row("s/_jl_mod_/_jl_/g", "a_jl_mod_b_jl_mod_c", "a_jl_b_jl_c");
    row("s,/home/[a-z]+/,,", "at /home/anna/x.cu", "at x.cu");
    row("s/a\\/b/c/", "a/b", "c");
    row("s/(\\d+)x(\\d+)/\\2x\\1/", "gemm_64x128", "gemm_128x64");
    row("s/v\\d+/<&>/", "f_v2", "f_<v2>");
    row("s/v\\d+/\\&/", "f_v2", "f_&");
    row("s/x//", "axb", "ab");
}

void TestRenames::substitutions()
{
    QFETCH(QByteArray, substitution);
    QFETCH(QByteArray, name);
    const auto parsed = NameSubstitution::parse(substitution.toStdString());
    QVERIFY2(parsed.has_value(), parsed ? "" : parsed.error().message.c_str());
    QTEST(QByteArray::fromStdString(substituted(name.toStdString(), std::span(&*parsed, 1))), "expected");
}

void TestRenames::badSubstitutions_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char *text, const char *message) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(message);
    };
    row("", "s/PATTERN/REPLACEMENT/");
    row("x", "s/PATTERN/REPLACEMENT/");
    row("sabab", "s/PATTERN/REPLACEMENT/");
    row("s/a/b", "three");
    row("s/a/b/c/", "three");
    row("s/a/b/i", "at most a g");
    row("s//b/", "it is empty");
    row("s/(/b/", "is no expression");
    row("s/a/\\3/", "replacement");
}

void TestRenames::badSubstitutions()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    const auto parsed = NameSubstitution::parse(text.toStdString());
    QVERIFY(!parsed.has_value());
    QVERIFY2(parsed.error().message.contains(message.toStdString()), parsed.error().message.c_str());
}

void TestRenames::pairsOtherCheckouts_data()
{
    QTest::addColumn<Kernels>("baseline");
    QTest::addColumn<Kernels>("candidate");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::newRow("a folder and a line")
        << Kernels{kernel("set_it__FILE_Sea_jl_src_ice_jl_L10", 100), kernel("run__FILE_Sea_jl_src_main_jl_L3", 70)}
        << Kernels{kernel("set_it__FILE_Sea_jl_mod_src_ice_jl_L22", 100),
                   kernel("run__FILE_Sea_jl_mod_src_main_jl_L3", 70)}
        << QByteArrayList{"! run__FILE_Sea_jl_src_main_jl_L3|run__FILE_Sea_jl_mod_src_main_jl_L3",
                          "! set_it__FILE_Sea_jl_src_ice_jl_L10|set_it__FILE_Sea_jl_mod_src_ice_jl_L22"};
    QTest::newRow("two of one file, told apart by calls")
        << Kernels{kernel("f__FILE_A_jl_src_b_jl_L10", 100), kernel("f__FILE_A_jl_src_b_jl_L20", 50)}
        << Kernels{kernel("f__FILE_A_jl_dev_src_b_jl_L11", 50), kernel("f__FILE_A_jl_dev_src_b_jl_L21", 100)}
        << QByteArrayList{"! f__FILE_A_jl_src_b_jl_L10|f__FILE_A_jl_dev_src_b_jl_L21",
                          "! f__FILE_A_jl_src_b_jl_L20|f__FILE_A_jl_dev_src_b_jl_L11"};
    QTest::newRow("lambdas of another folder")
        << Kernels{kernel("void f<(lambda at /a/x.cu:12:3)>(int)", 9), kernel("same", 5)}
        << Kernels{kernel("void f<(lambda at /b/c/x.cu:40:1)>(int)", 9), kernel("same", 5)}
        << QByteArrayList{"! void f<(lambda at /a/x.cu:12:3)>(int)|void f<(lambda at /b/c/x.cu:40:1)>(int)",
                          "= same|same"};
    QTest::newRow("another file is another kernel")
        << Kernels{kernel("f__FILE_A_jl_src_b_jl_L10", 100), kernel("same", 5)}
        << Kernels{kernel("f__FILE_A_jl_src_c_jl_L10", 100), kernel("same", 5)}
        << QByteArrayList{"+ |f__FILE_A_jl_src_c_jl_L10", "= same|same", "− f__FILE_A_jl_src_b_jl_L10|"};
}

void TestRenames::pairsOtherCheckouts()
{
    QFETCH(Kernels, baseline);
    QFETCH(Kernels, candidate);
    const auto comparison = compare(baseline, candidate);
    QVERIFY2(comparison.has_value(), comparison ? "" : comparison.error().message.c_str());
    QTEST(pairLines(*comparison->findStage("decode")), "expected");
    QVERIFY(comparison->findStage("decode")->tested > 0);
}

void TestRenames::pairsBySubstitution()
{
    const Kernels before = {kernel("old_ns::fft_pass", 100), kernel("old_ns::fft_twiddle", 100), kernel("x_7", 20)};
    const Kernels after = {kernel("fft::pass", 100), kernel("fft::twiddle", 100), kernel("x_7", 20)};
    const QByteArrayList apart = {"+ |fft::pass", "+ |fft::twiddle", "= x_7|x_7", "− old_ns::fft_pass|",
                                  "− old_ns::fft_twiddle|"};
    QCOMPARE(pairLines(*compare(before, after)->findStage("decode")), apart);
    ComparisonOptions options;
    options.decisions.renames = {NameSubstitution::parse("s/old_ns::fft_/fft::/").value()};
    const QByteArrayList together = {"! old_ns::fft_pass|fft::pass", "! old_ns::fft_twiddle|fft::twiddle", "= x_7|x_7"};
    QCOMPARE(pairLines(*compare(before, after, options)->findStage("decode")), together);
    // It holds for both sides, so that swapping them pairs the same kernels.
    QCOMPARE(compare(after, before, options)->findStage("decode")->count(PairMark::Renamed), std::size_t{2});
}

void TestRenames::substitutionsAreKeptWithDecisions()
{
    PairDecisions decisions;
    decisions.renames = {NameSubstitution::parse("s/_jl_mod_/_jl_/").value(),
                         NameSubstitution::parse("s,\"a\\\\b\",x,g").value()};
    const auto read = readPairDecisions(writePairDecisions(decisions), "pairs.yaml");
    QVERIFY(read.has_value() && read->diagnostics.empty());
    QVERIFY(read->renames == decisions.renames);
    QVERIFY(swapped(*read).renames == decisions.renames);
}

void TestRenames::oddSubstitutionsAreLeftOut()
{
    const auto read = readPairDecisions("renames: [\"s/a/b/\", \"s/a/b\", [x]]\npairs: []\n", "pairs.yaml");
    QVERIFY(read.has_value());
    QCOMPARE(read->renames.size(), std::size_t{1});
    QCOMPARE(read->diagnostics.size(), std::size_t{2});
    QVERIFY(readPairDecisions("renames: 3\n", "pairs.yaml")->diagnostics.size() == 1);
}

void TestRenames::aCutNameRefusesItselfOnly()
{
    const ScratchDir dir;
    const std::string cut = "0.0 10000 10 1000.0 1000.0 900 1100 10.0 void vectorized<(int)4, std::array…\n";
    const auto before =
        printedRun(dir, "a.txt", "0.0 6000000 100 60000.0 60000.0 59000 61000 400.0 whole(float *)\n" + cut);
    const auto after =
        printedRun(dir, "b.txt", "0.0 12000000 100 120000.0 120000.0 119000 121000 400.0 whole(float *)\n" + cut);
    const auto comparison = compareRuns({before}, {after});
    QVERIFY2(comparison.has_value(), comparison ? "" : comparison.error().message.c_str());
    const StageComparison &stage = comparison->stages.front();
    QVERIFY(stage.reasons.empty());
    QCOMPARE(stage.tested, std::size_t{1});
    QCOMPARE(word(stage.rows[0].verdict), QByteArray("slower"));
    QCOMPARE(word(stage.rows[1].refusal), QByteArray("name cut"));
}

void TestRenames::aCutNameMayHideAnother()
{
    const ScratchDir dir;
    const std::string same = "0.0 6000000 100 60000.0 60000.0 59000 61000 400.0 whole(float *)\n";
    const std::string rest = " 10000 10 1000.0 1000.0 900 1100 10.0 ";
    // One name begins so: a pair, but what else hides behind the cut nobody knows.
    const auto cut = printedRun(dir, "cut.txt", same + "0.0" + rest + "void f<int, std::arr…\n");
    const auto whole = printedRun(dir, "whole.txt", same + "0.0" + rest + "void f<int, std::array<char>>()\n");
    const auto one = compareRuns({cut}, {whole});
    QCOMPARE(pairLines(one->stages.front()), (QByteArrayList{"! void f<int, std::arr…|void f<int, std::array<char>>()",
                                                             "= whole(float *)|whole(float *)"}));
    QCOMPARE(word(one->stages.front().rows.back().refusal), QByteArray("name cut"));
    // Two begin so: none of the three was added or removed.
    const auto two =
        compareRuns({cut}, {printedRun(dir, "two.txt",
                                       same + "0.0" + rest + "void f<int, std::array<char>>()\n" + "0.0" + rest +
                                           "void f<int, std::array<int>>()\n" + "0.0" + rest + "other()\n")});
    QCOMPARE(two->stages.front().count(Verdict::NotObserved), std::size_t{3});
    QCOMPARE(two->stages.front().count(Verdict::Added), std::size_t{1});
}

void TestRenames::combinedHasThePairsOfItsStages()
{
    // In combined alone g_2 has two possible partners; decode knows which one it is.
    const auto before = madeUpRun("a", {{"prefill", {kernel("anchor", 30), kernel("g_2", 7)}},
                                        {"decode", {kernel("anchor", 30), kernel("h_2", 9), kernel("y", 4)}}});
    const auto after = madeUpRun("b", {{"prefill", {kernel("anchor", 30), kernel("g_3", 8)}},
                                       {"decode", {kernel("anchor", 30), kernel("h_4", 9), kernel("z", 4)}}});
    ComparisonOptions options;
    options.decisions.pairs = {{"y", "z", PairChoice::ByHand, "decode"}};
    const QByteArrayList expected = {"! g_2|g_3", "! h_2|h_4", "* y|z", "= anchor|anchor"};
    for (const std::vector<std::string> &stages : {std::vector<std::string>(), std::vector<std::string>{"combined"}}) {
        options.stages = stages;
        const auto comparison = compareRuns({before}, {after}, options);
        QVERIFY2(comparison.has_value(), comparison ? "" : comparison.error().message.c_str());
        QCOMPARE(comparison->stages.size(), stages.empty() ? std::size_t{3} : std::size_t{1});
        QVERIFY(comparison->stages.front().isCombined);
        QCOMPARE(pairLines(comparison->stages.front()), expected);
    }
}

void TestRenames::fusedKernelsAreOneRow()
{
    const Kernels before = {kernel("anchor", 30), kernel("add", 40, 10'000), kernel("norm", 40, 20'000)};
    const Kernels after = {kernel("anchor", 30), kernel("add_norm", 40, 15'000)};
    ComparisonOptions options;
    options.decisions.pairs = {{"add", "add_norm", PairChoice::ByHand, {}, {"norm"}, {}}};
    const auto comparison = compare(before, after, options);
    QVERIFY2(comparison.has_value(), comparison ? "" : comparison.error().message.c_str());
    const StageComparison &stage = *comparison->findStage("decode");
    QCOMPARE(pairLines(stage), (QByteArrayList{"* add|add_norm", "= anchor|anchor"}));
    const ComparisonRow &row = stage.rows.front();
    QCOMPARE(row.baseline.perIteration.totalNs, std::int64_t{1'200'000});
    QCOMPARE(row.parts.deltaNs, std::int64_t{-600'000});
    QCOMPARE(row.parts.callsNs, std::int64_t{0});
    QCOMPARE(word(row.verdict), QByteArray("faster"));
    QCOMPARE(row.baseline.timing.minNs, kUnknownNs);
    QCOMPARE(row.baseline.also, std::vector<std::string_view>{"norm"});
    // The other way round one kernel was split.
    options.decisions = swapped(options.decisions);
    const auto split = compare(after, before, options);
    QCOMPARE(split->findStage("decode")->rows.front().parts.deltaNs, std::int64_t{600'000});
    QCOMPARE(QByteArray::fromStdString(split->friendlyName(split->findStage("decode")->rows.front())),
             QByteArray("add + norm"));
}

void TestRenames::fusedKernelsOfUnequalCallsAreRefused()
{
    const Kernels before = {kernel("anchor", 30), kernel("add", 40), kernel("norm", 80)};
    ComparisonOptions options;
    options.decisions.pairs = {{"add", "add_norm", PairChoice::ByHand, {}, {"norm", "nobody"}, {}}};
    const auto comparison = compare(before, {kernel("anchor", 30), kernel("add_norm", 40)}, options);
    const ComparisonRow &row = comparison->findStage("decode")->rows.front();
    QCOMPARE(word(row.refusal), QByteArray("incomplete row"));
    QCOMPARE(row.parts.deltaNs, std::int64_t{-800'000});
}

void TestRenames::fusedPairsAreKept()
{
    PairDecisions decisions;
    decisions.pairs = {{"a", "c", PairChoice::ByHand, "decode", {"b", "x: y"}, {}},
                       {"e", "f", PairChoice::Confirmed, {}, {}, {"g"}}};
    const auto read = readPairDecisions(writePairDecisions(decisions), "pairs.yaml");
    QVERIFY(read.has_value() && read->diagnostics.empty());
    QCOMPARE(read->pairs, decisions.pairs);
    const auto odd = readPairDecisions("pairs:\n  - {baseline: [a, b], candidate: c, decision: by-hand}\n"
                                       "  - {baseline: b, candidate: d, decision: by-hand}\n"
                                       "  - {baseline: [x, y], candidate: z, decision: rejected}\n",
                                       "pairs.yaml");
    QCOMPARE(odd->pairs.size(), std::size_t{1});
    QCOMPARE(odd->diagnostics.size(), std::size_t{2});
}

QTEST_APPLESS_MAIN(TestRenames)
#include "tst_renames.moc"
