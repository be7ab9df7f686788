#include "tests/support/testpaths.h"

#include <QProcess>
#include <QTest>

using namespace atlas::test;

namespace
{
struct Outcome
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

Outcome katlas(const QStringList &arguments, const QByteArray &input = {}, const QString &folder = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_CONFIG_HOME", "/nonexistent"); // the tester's own packs have no say here
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder);
    process.start(ATLAS_KATLAS, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit) {
        return {-1, {}, "did not end normally"};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString sample()
{
    return QString::fromStdString(sampleRun().string());
}

QString in(const ScratchDir &dir, const char *name)
{
    return QString::fromStdString((dir.path() / name).string());
}
} // namespace

class TestKatlas : public QObject
{
    Q_OBJECT

private slots:
    void usageErrorsExitWithTwoAndHelp_data();
    void usageErrorsExitWithTwoAndHelp();
    void helpShowsExamplesFirst();
    void tablesShowScopes();
    void tablesKnowTheirFormats_data();
    void tablesKnowTheirFormats();
    void inferReadsLines();
    void exportIsStable();
    void exportKeepsAnEditWithItsComment();
    void exportDiffWritesNothing();
    void exportTakesTheProjectFilesWord();
    void aProjectFileThatCannotBeReadStopsNoReading();
    void checkAndFormat();
    void compareFormats_data();
    void compareFormats();
    void compareTakesReviewedNames();
    void compareFailsOnlyWhenAsked();
    void comparePairsByHand();
    void rulesAreSound();
    void rulePacksAreCompared();
    void aRulePackCannotFillTheMemory_data();
    void aRulePackCannotFillTheMemory();
    void completionKnowsEveryCommand_data();
    void completionKnowsEveryCommand();
    void aClosedPipeIsNoCrash();
};

void TestKatlas::usageErrorsExitWithTwoAndHelp_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("hint");
    QTest::newRow("no command") << QStringList{} << QByteArray("--help");
    QTest::newRow("misspelt command") << QStringList{"tabels"} << QByteArray("did you mean \"tables\"?");
    QTest::newRow("misspelt option") << QStringList{"tables", sample(), "--stgae", "decode"}
                                     << QByteArray("did you mean \"--stage\"?");
    QTest::newRow("misspelt option with value")
        << QStringList{"export", sample(), "--outptu=x"} << QByteArray("did you mean \"--output\"?");
    QTest::newRow("unknown stage") << QStringList{"tables", sample(), "--stage", "decoed"}
                                   << QByteArray("did you mean \"decode\"?");
    QTest::newRow("unknown pack") << QStringList{"tables", sample(), "--rules", "standrad"}
                                  << QByteArray("did you mean \"standard\"?");
    QTest::newRow("bad number") << QStringList{"tables", sample(), "--top", "-3"} << QByteArray("--top");
    QTest::newRow("no run there") << QStringList{"tables", "/nonexistent/run"} << QByteArray("/nonexistent/run");
    QTest::newRow("no run named") << QStringList{"tables"} << QByteArray("which run?");
    QTest::newRow("two selections") << QStringList{"export", sample(), "--all", "--top", "3"} << QByteArray("--all");
    QTest::newRow("one run to compare") << QStringList{"compare", sample()} << QByteArray("a baseline and a candidate");
    QTest::newRow("two runs a side") << QStringList{"compare",     "--baseline", sample(), sample(),
                                                    "--candidate", sample(),     sample()}
                                     << QByteArray("at least three");
    QTest::newRow("runs given twice") << QStringList{"compare", sample(), sample(), "--baseline", sample()}
                                      << QByteArray("either as BASELINE");
    QTest::newRow("unknown gate") << QStringList{"compare", sample(), sample(), "--fail-on", "faster"}
                                  << QByteArray("must be \"slower\"");
    QTest::newRow("gate below the floor")
        << QStringList{"compare", sample(), sample(), "--fail-on", "slower:1"} << QByteArray("from 2 to 1000");
    QTest::newRow("threshold below the floor")
        << QStringList{"compare", sample(), sample(), "--threshold", "1"} << QByteArray("--threshold");
    QTest::newRow("stage that neither run has")
        << QStringList{"compare", sample(), sample(), "--stage", "decoed"} << QByteArray("did you mean \"decode\"?");
    QTest::newRow("pairs that are not there")
        << QStringList{"compare", sample(), sample(), "--pairs", "/nonexistent/p.yaml"} << QByteArray("--pairs");
    QTest::newRow("no folder for the catalog")
        << QStringList{"export", sample(), "-o", "/nonexistent/k.yaml"} << QByteArray("no folder");
}

void TestKatlas::usageErrorsExitWithTwoAndHelp()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, hint);
    const ScratchDir dir;
    const Outcome outcome = katlas(arguments, {}, QString::fromStdString(dir.path().string()));
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.contains(hint), outcome.errors);
    QVERIFY2(outcome.output.isEmpty(), outcome.output);
}

void TestKatlas::helpShowsExamplesFirst()
{
    for (const char *command :
         {"tables", "infer", "export", "compare", "check", "format", "rules", "setup-git", "completion"}) {
        const Outcome outcome = katlas({command, "--help"});
        QCOMPARE(outcome.exitCode, 0);
        const qsizetype examples = outcome.output.indexOf("Examples:");
        QVERIFY2(examples >= 0 && examples < outcome.output.indexOf("Usage:"), outcome.output);
    }
    const Outcome all = katlas({"--help"});
    QVERIFY(all.output.contains("completion"));
    QVERIFY(katlas({"--version"}).output.startsWith("katlas "));
}

void TestKatlas::tablesShowScopes()
{
    const Outcome outcome = katlas({"tables", sample(), "--top", "3"});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.output.contains("combined = 8 × (prefill + decode)"), outcome.output);
    QVERIFY(outcome.output.contains("in prefill"));
    QVERIFY(outcome.output.contains("of the top-level stages"));
    QVERIFY(outcome.output.contains("more\n"));
    const Outcome one = katlas({"tables", sample(), "--stage", "decode", "--group", "library"});
    QVERIFY(one.output.contains("cuBLAS"));
    QVERIFY(!one.output.contains("sam ·"));
}

void TestKatlas::tablesKnowTheirFormats_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("csv") << "csv" << QByteArray("stage,share,total_ns,instances,");
    QTest::newRow("json") << "json" << QByteArray("{\n  \"run\": {");
    QTest::newRow("markdown") << "markdown" << QByteArray("# ");
}

void TestKatlas::tablesKnowTheirFormats()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, begin);
    const Outcome outcome = katlas({"tables", sample(), "--format", format});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.output.startsWith(begin), outcome.output.left(200));
    QVERIFY(outcome.output.contains("decode"));
}

void TestKatlas::inferReadsLines()
{
    const QByteArray name =
        "void cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_256x128_32x3_tn_align8>(T1::Params)";
    const Outcome outcome = katlas({"infer", "--format", "json", "-"}, name + "\nmy_kernel\n");
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.output.count('\n'), 2);
    QVERIFY2(outcome.output.contains("\"source_lib\":\"CUTLASS\""), outcome.output);
    QVERIFY2(outcome.output.contains("\"tile\":[256,128,32]"), outcome.output);
    const Outcome explained = katlas({"infer", "--name", QString::fromUtf8(name), "--explain"});
    QCOMPARE(explained.exitCode, 0);
    QVERIFY2(explained.output.contains("rule           cutlass2.gemm (standard.yaml:"), explained.output);
    // The bytes that the tile was read from, under the name.
    const qsizetype row = explained.output.indexOf(" tiled\n");
    const qsizetype begin = explained.output.lastIndexOf('\n', row) + 1;
    QCOMPARE(explained.output.indexOf("256x128_32"), explained.output.indexOf('^', begin) - begin);
}

void TestKatlas::exportIsStable()
{
    const ScratchDir dir;
    QCOMPARE(katlas({"export", sample(), "-o", in(dir, "k.yaml")}).exitCode, 0);
    const std::string first = bytesOf(dir.path() / "k.yaml");
    QVERIFY(first.starts_with("# Kernels of profiling run"));
    const Outcome again = katlas({"export", sample(), "-o", in(dir, "k.yaml")});
    QCOMPARE(again.exitCode, 0);
    QVERIFY2(again.errors.contains("0 added"), again.errors);
    QCOMPARE(bytesOf(dir.path() / "k.yaml"), first);
}

void TestKatlas::exportKeepsAnEditWithItsComment()
{
    const ScratchDir dir;
    QCOMPARE(katlas({"export", sample(), "--top", "2", "-o", in(dir, "k.yaml")}).exitCode, 0);
    std::string text = bytesOf(dir.path() / "k.yaml");
    const std::size_t begin = text.find("  description: ");
    const std::string edited = "  description: \"Mine.\" # seen in the MLP";
    text.replace(begin, text.find('\n', begin) - begin, edited);
    dir.write("k.yaml", text);
    const Outcome more = katlas({"export", sample(), "--coverage", "95", "-o", in(dir, "k.yaml")});
    QCOMPARE(more.exitCode, 0);
    QVERIFY2(!more.errors.contains(" 0 added"), more.errors);
    const QByteArrayList before = QByteArray::fromStdString(text).split('\n');
    const QByteArrayList after = QByteArray::fromStdString(bytesOf(dir.path() / "k.yaml")).split('\n');
    qsizetype next = 0;
    for (const QByteArray &line : before) {
        next = after.indexOf(line, next);
        QVERIFY2(next >= 0, "lost: " + line);
        ++next;
    }
    QVERIFY(after.size() > before.size());
}

void TestKatlas::exportDiffWritesNothing()
{
    const ScratchDir dir;
    const Outcome outcome = katlas({"export", sample(), "--diff", "-o", in(dir, "k.yaml")});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.output.contains("\n+- raw_name: "), outcome.output.left(300));
    QVERIFY(!std::filesystem::exists(dir.path() / "k.yaml"));
}

void TestKatlas::exportTakesTheProjectFilesWord()
{
    const ScratchDir dir;
    std::filesystem::create_directory(dir.path() / "runs");
    std::filesystem::copy(sampleRun(), dir.path() / "runs/one", std::filesystem::copy_options::recursive);
    dir.write("kernel-atlas.yaml", "catalog: docs/kernels.yaml\nruns: runs\nselection: {top: 1}\n");
    std::filesystem::create_directory(dir.path() / "docs");
    const Outcome outcome = katlas({"export"}, {}, QString::fromStdString(dir.path().string()));
    QVERIFY2(outcome.exitCode == 0, outcome.errors);
    const std::string text = bytesOf(dir.path() / "docs/kernels.yaml");
    QVERIFY(QByteArray::fromStdString(text).count("- raw_name:") <= 6);
}

/// As in the window, which shows the run and the problem. What the file might say of where to write is asked for.
void TestKatlas::aProjectFileThatCannotBeReadStopsNoReading()
{
    const ScratchDir dir;
    std::filesystem::copy(sampleRun(), dir.path() / "one", std::filesystem::copy_options::recursive);
    dir.write("kernel-atlas.yaml", "catalog: [docs\n");
    const Outcome tables = katlas({"tables", in(dir, "one")});
    QCOMPARE(tables.exitCode, 0);
    QVERIFY2(tables.errors.contains("kernel-atlas.yaml"), tables.errors);
    const QString here = QString::fromStdString(dir.path().string());
    QCOMPARE(katlas({"export", "one"}, {}, here).exitCode, 2);
    QVERIFY(!std::filesystem::exists(dir.path() / "kernels.yaml"));
    QCOMPARE(katlas({"export", "one", "-o", "k.yaml"}, {}, here).exitCode, 0);
}

void TestKatlas::checkAndFormat()
{
    const ScratchDir dir;
    dir.write("k.yaml",
              "- raw_name: \"f()\"\n  friendly_name: F\n  source_lib: CUDA\n  data_shape:\n    generic:\n"
              "      - [(M, K), (K, N), \"->\", (M, N)]\n    fixed: null\n    tiled: null\n  description: d\n");
    const Outcome checked = katlas({"check", in(dir, "k.yaml")});
    QCOMPARE(checked.exitCode, 1);
    QVERIFY2(checked.output.contains("k.yaml:6:") || checked.errors.contains("k.yaml:6:"),
             checked.output + checked.errors);
    QCOMPARE(katlas({"format", "--check", in(dir, "k.yaml")}).exitCode, 1);
    QCOMPARE(katlas({"format", in(dir, "k.yaml")}).exitCode, 0);
    QVERIFY(bytesOf(dir.path() / "k.yaml").contains("- [\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]"));
    QCOMPARE(katlas({"check", in(dir, "k.yaml")}).exitCode, 0);
    QCOMPARE(katlas({"format", "--check", in(dir, "k.yaml")}).exitCode, 0);
    QCOMPARE(katlas({"check", in(dir, "none.yaml")}).exitCode, 2);
}

void TestKatlas::compareFormats_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("text") << "text" << QByteArray("Comparison");
    QTest::newRow("json") << "json" << QByteArray("{\n  \"version\": 1,");
    QTest::newRow("markdown") << "markdown" << QByteArray("### Kernel times");
    QTest::newRow("html") << "html" << QByteArray("<!DOCTYPE html>");
}

void TestKatlas::compareFormats()
{
    QFETCH(QString, format);
    QFETCH(QByteArray, begin);
    const Outcome outcome = katlas({"compare", sample(), sample(), "--format", format});
    QVERIFY2(outcome.exitCode == 0, outcome.errors);
    QVERIFY2(outcome.output.startsWith(begin), outcome.output.left(200));
    QVERIFY(outcome.output.contains("equivalent"));
    QVERIFY(outcome.output.contains("decode"));
    const ScratchDir dir;
    const Outcome written = katlas({"compare", sample(), sample(), "--format", format, "-o", in(dir, "out")});
    QVERIFY(written.output.isEmpty());
    QCOMPARE(QByteArray::fromStdString(bytesOf(dir.path() / "out")), outcome.output);
}

void TestKatlas::compareTakesReviewedNames()
{
    const ScratchDir dir;
    QCOMPARE(katlas({"export", sample(), "--all", "-o", in(dir, "k.yaml")}).exitCode, 0);
    std::string text = bytesOf(dir.path() / "k.yaml");
    const std::size_t begin = text.find("  friendly_name: ");
    text.replace(begin, text.find('\n', begin) - begin, "  friendly_name: \"Reviewed GEMM\"");
    dir.write("k.yaml", text);
    const Outcome outcome = katlas({"compare", sample(), sample(), "--catalog", in(dir, "k.yaml"), "--top", "1000"});
    QVERIFY2(outcome.output.contains("Reviewed GEMM"), outcome.errors);
    // The project's catalog, without being told.
    std::filesystem::copy(sampleRun(), dir.path() / "one", std::filesystem::copy_options::recursive);
    dir.write("kernel-atlas.yaml", "catalog: k.yaml\n");
    const Outcome told = katlas({"compare", in(dir, "one"), in(dir, "one"), "--top", "1000"});
    QVERIFY2(told.output.contains("Reviewed GEMM"), told.errors);
}

/// A run with one table of forty steady kernels; the first takes `first` ns a call.
static void writeRun(const ScratchDir &dir, const std::string &name, int first)
{
    std::string table = "Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";
    for (int i = 0; i < 40; ++i) {
        const int mean = i == 0 ? first : 10'000 + 320 * i;
        const std::string ns = std::to_string(mean);
        table += std::to_string(mean * 500) + ",500," + ns + ".0," + ns + ".0," + std::to_string(mean - 640) + ',' +
                 std::to_string(mean + 640) + ",100.0,kernel_" + std::string(static_cast<std::size_t>(i) + 1, 'x') +
                 '\n';
    }
    dir.write(name + "/per-stage/decode/nsys/summary_cuda_gpu_kern_sum.csv", table);
}

void TestKatlas::compareFailsOnlyWhenAsked()
{
    const ScratchDir dir;
    writeRun(dir, "before", 10'000);
    writeRun(dir, "after", 12'000);
    const QStringList command = {"compare", in(dir, "before"), in(dir, "after"), "--stage", "decode"};
    const Outcome shown = katlas(command);
    QVERIFY2(shown.exitCode == 0, shown.errors);
    QVERIFY2(shown.output.contains("▲ slower"), shown.output);
    QVERIFY(shown.output.contains("+20.0"));
    QCOMPARE(katlas(command + QStringList{"--fail-on", "slower"}).exitCode, 1);
    const Outcome failed = katlas(command + QStringList{"--fail-on", "slower:10", "--format", "markdown"});
    QCOMPARE(failed.exitCode, 1);
    QVERIFY2(failed.output.contains("gate: 1 of 40 tested rows is slower"), failed.output);
    QCOMPARE(katlas(command + QStringList{"--fail-on", "slower:30"}).exitCode, 0);
    QCOMPARE(katlas({"compare", in(dir, "after"), in(dir, "before"), "--fail-on", "slower"}).exitCode, 0);
    const Outcome several = katlas({"compare", in(dir, "before"), in(dir, "before"), in(dir, "after")});
    QVERIFY2(several.output.contains("#2 Δ total"), several.output);
    QVERIFY(several.output.contains("▲ slower"));
}

void TestKatlas::comparePairsByHand()
{
    const ScratchDir dir;
    writeRun(dir, "before", 10'000);
    const std::filesystem::path table = "per-stage/decode/nsys/summary_cuda_gpu_kern_sum.csv";
    std::string text = bytesOf(dir.path() / "before" / table);
    text.replace(text.find("kernel_x\n"), 8, "other");
    dir.write("after" / table, text);
    const QStringList command = {"compare", in(dir, "before"), in(dir, "after"), "--stage", "decode", "--top", "100"};
    QVERIFY(katlas(command).output.contains("+ added"));
    dir.write("pairs.yaml",
              "pairs:\n  - {baseline: kernel_x, candidate: other, decision: by-hand}\n  - {baseline: x}\n");
    const Outcome paired = katlas(command + QStringList{"--pairs", in(dir, "pairs.yaml")});
    QVERIFY2(paired.exitCode == 0, paired.errors);
    QVERIFY2(paired.output.contains("1 paired by hand"), paired.output);
    QVERIFY(!paired.output.contains("+ added"));
    QVERIFY2(paired.errors.contains("pairs.yaml:3:"), paired.errors);
    dir.write("pairs.yaml", "pairs: [");
    QCOMPARE(katlas(command + QStringList{"--pairs", in(dir, "pairs.yaml")}).exitCode, 2);
}

void TestKatlas::rulesAreSound()
{
    for (const char *what : {"check", "test"}) {
        const Outcome outcome = katlas({"rules", what});
        QVERIFY2(outcome.exitCode == 0, outcome.output + outcome.errors);
    }
    QVERIFY(katlas({"rules", "test", "standard"}).output.contains("all as expected"));
    QVERIFY(katlas({"rules", "list"}).output.contains("cutlass"));
}

void TestKatlas::rulePacksAreCompared()
{
    const QString run = QString::fromStdString(sampleRun().string());
    const Outcome same = katlas({"rules", "diff", "standard", "standard", "--run", run});
    QCOMPARE(same.exitCode, 0);
    QVERIFY2(same.output.isEmpty() && same.errors.contains("0 of 59 kernels"), same.output + same.errors);
    const Outcome differ = katlas({"rules", "diff", "seed", "standard", "--run", run});
    QCOMPARE(differ.exitCode, 0);
    QVERIFY2(differ.output.contains("  friendly_name\n    - "), differ.output.left(400));
    const Outcome json = katlas({"rules", "diff", "seed", "standard", "--run", run, "--format", "json"});
    QVERIFY2(json.output.startsWith("{\"raw_name\":"), json.output.left(400));
    QCOMPARE(katlas({"rules", "diff", "seed", "none", "--run", run}).exitCode, 2);
}

void TestKatlas::aRulePackCannotFillTheMemory_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("name");
    const QByteArray ten = "'" + QByteArray("{x}").repeated(10) + "'";
    QByteArray let = "x0: '{a}'";
    for (int i = 1; i <= 9; ++i) {
        let += ", x" + QByteArray::number(i) + ": " +
               QByteArray(ten).replace("{x}", "{x" + QByteArray::number(i - 1) + "}");
    }
    QTest::newRow("known beforehand") << "match: '(?P<a>gemm)', let: {" + let + "}, friendly: '{x9}'" << "gemm(int)";
    // A thousand times what stands in brackets: too much only of a long name.
    QTest::newRow("known by a name") << "match: '<(?P<a>[^>]*)>', friendly: '" + QByteArray("{a}").repeated(1'000) + "'"
                                     << "gemm<" + QString("int, ").repeated(40) + ">(int)";
}

void TestKatlas::aRulePackCannotFillTheMemory()
{
    QFETCH(QByteArray, rule);
    QFETCH(QString, name);
    const ScratchDir dir;
    dir.write("r.yaml",
              "pack: r\nversion: 1\nrules:\n  - {id: mine.bomb, any: [gemm], library: CUDA, description: d, " +
                  rule.toStdString() + "}\n");
    const Outcome outcome = katlas({"infer", "--rules", in(dir, "r.yaml"), "--format", "json", "--name", name});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.errors.contains("\"mine.bomb\"") && outcome.errors.contains("rule-over-budget"), outcome.errors);
    dir.write("t.csv", "Total Time (ns),Instances,Name\n9800000,4,\"" + name.toStdString() + "\"\n");
    const Outcome compared = katlas({"compare", in(dir, "t.csv"), in(dir, "t.csv"), "--rules", in(dir, "r.yaml")});
    QVERIFY2(compared.exitCode == 0 && compared.errors.contains("rule-over-budget"), compared.errors);
    QVERIFY(outcome.output.size() < 70'000);
}

void TestKatlas::completionKnowsEveryCommand_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArrayList>("offered");
    QTest::newRow("commands") << "katlas t" << QByteArrayList{"tables"};
    QTest::newRow("options") << "katlas tables --st" << QByteArrayList{"--stage", "--stages"};
    QTest::newRow("values") << "katlas tables --format m" << QByteArrayList{"markdown"};
    QTest::newRow("gate") << "katlas compare --fail-on slower:" << QByteArrayList{"slower:10"};
    QTest::newRow("nested commands") << "katlas rules ch" << QByteArrayList{"check"};
}

void TestKatlas::completionKnowsEveryCommand()
{
    QFETCH(QString, typed);
    QFETCH(QByteArrayList, offered);
    for (const char *shell : {"zsh", "fish"}) {
        QVERIFY(katlas({"completion", shell}).output.contains("markdown"));
    }
    const QByteArray script = katlas({"completion", "bash"}).output;
    QProcess bash;
    bash.start("bash", {"--norc", "-c",
                        QString::fromUtf8(script) + "\nCOMP_WORDS=(" + typed +
                            "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _katlas; "
                            "printf '%s\\n' \"${COMPREPLY[@]}\""});
    QVERIFY(bash.waitForFinished());
    QCOMPARE(bash.readAllStandardOutput().trimmed().split('\n'), offered);
}

void TestKatlas::aClosedPipeIsNoCrash()
{
    QProcess shell;
    shell.start(
        "bash",
        {"-c",
         QString("set -o pipefail; '%1' tables '%2' --format json | head -c 10 > /dev/null; exit ${PIPESTATUS[0]}")
             .arg(ATLAS_KATLAS, sample())});
    QVERIFY(shell.waitForFinished());
    QVERIFY(shell.exitStatus() == QProcess::NormalExit);
    QVERIFY2(shell.exitCode() == 0 || shell.exitCode() == 2, QByteArray::number(shell.exitCode()));
}

QTEST_GUILESS_MAIN(TestKatlas)
#include "tst_katlas.moc"
