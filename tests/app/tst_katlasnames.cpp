#include "tests/support/testpaths.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
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

Outcome katlas(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_CONFIG_HOME", "/nonexistent"); // the tester's own packs have no say here
    process.setProcessEnvironment(environment);
    process.start(ATLAS_KATLAS, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit) {
        return {-1, {}, "did not end normally"};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString pathOf(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

QJsonObject objectOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

/// "right/wrong/silent" of a field.
QString triple(const QJsonObject &fields, const char *field)
{
    const QJsonObject score = fields[QLatin1String(field)].toObject();
    return QString("%1/%2/%3").arg(score["right"].toInt()).arg(score["wrong"].toInt()).arg(score["silent"].toInt());
}
} // namespace

/// What katlas makes of many names: how labels are scored, what one name says with the help of the others.
class TestKatlasNames : public QObject
{
    Q_OBJECT

private slots:
    void labelsAreScored();
    void labelsThatAreNoneAreNamed_data();
    void labelsThatAreNoneAreNamed();
    void unseenLabelsAreLabels_data();
    void unseenLabelsAreLabels();
    void bareNamesBelongToTheRunsLibrary();
    void aRunsLibraryNeverOverridesTheName();
    void clashingNamesAreToldApart();
    void digitsDoNotDependOnTheOthers();
    void theSeedPackReadsNamesAlone();
    void exportKnowsRenumberedKernels();
    void compareKnowsRenumberedKernels();
    void exportTellsTwinsApartByOrder_data();
    void exportTellsTwinsApartByOrder();
    void exportedNamesAreDistinct();
};

namespace
{
/// A pack that knows one kernel of TVM's for certain, and whatever is in namespace `other`.
QString packOf(const ScratchDir &dir)
{
    return pathOf(dir.write("tvm.yaml", R"yaml(pack: tvm
version: 1
libraries: [TVM/MLC, Other]
rules:
  - id: tvm.matmul
    starts: [fused_]
    all: [NT_matmul]
    confidence: certain
    library: TVM/MLC
    friendly: TVM GEMM
    op: gemm
    generic: "(M, K), (K, N) -> (M, N)"
    description: Matrix multiplication.
    reason: TVM names fused functions so.
  - id: other
    starts: [other_]
    library: Other
    friendly: "Other kernel"
    generic: "(…) -> (…)"
    description: Another library's kernel.
fallback:
  library: CUDA
  friendly: CUDA kernel
  generic: "(…) -> (…)"
  description: CUDA device kernel.
)yaml"));
}

const QByteArray kTvmRun = "fused_dequantize1_NT_matmul5_kernel\nfused_dequantize2_NT_matmul6_kernel\n"
                           "fused_NT_matmul7_kernel_1\nfused_rope_kernel\nother_rope_kernel\n"
                           "void someone::rope_kernel<float>(float*)\nvoid rope_kernel<float>(float*)\nbare_thing\n";

QList<QJsonObject> linesOf(const QByteArray &output)
{
    QList<QJsonObject> lines;
    for (const QByteArray &line : output.split('\n')) {
        if (!line.isEmpty()) {
            lines.append(objectOf(line));
        }
    }
    return lines;
}

QStringList friendlyNames(const QByteArray &output)
{
    QStringList names;
    for (const QJsonObject &line : linesOf(output)) {
        names.append(line["friendly_name"].toString());
    }
    return names;
}
} // namespace

/// Right, wrong and silent are counted as tools/score_labels.py does: null and the op "other" count nothing, CUDA is
/// silence, what also_ok holds is right.
void TestKatlasNames::labelsAreScored()
{
    const ScratchDir dir;
    const auto file = dir.write(
        "labels.jsonl",
        R"j({"raw_name": "ampere_sgemm_32x128_tn", "source_lib": "cuBLAS", "op": "gemm", "dtype": "fp32", "tile": null})j"
        "\n\n"
        R"j({"raw_name": "ncclDevKernel_AllReduce_Sum_bf16_RING_LL(ncclDevKernelArgsStorage<4096ul>)", "source_lib": "RCCL", "op": "gemm", "dtype": null, "also_ok": {"source_lib": ["NCCL"]}})j"
        "\r\n"
        R"j({"raw_name": "cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_256x128_32x3_tn_align8", "source_lib": "CUTLASS", "op": "other", "tile": [256, 128, 64], "stages": 3, "also_ok": {"tile": [[256, 128, 32]]}})j"
        "\n"
        R"j({"raw_name": "()", "source_lib": "cuDNN", "op": "conv", "head_dim": 64})j");
    const Outcome json = katlas({"rules", "score", pathOf(file), "--rules", "standard", "--json", "--misses", "9"});
    QVERIFY2(json.exitCode == 0, json.errors);
    const QJsonObject score = objectOf(json.output);
    QCOMPARE(score["names"].toInt(), 4);
    const QJsonObject fields = score["fields"].toObject();
    QCOMPARE(triple(fields, "source_lib"), QString("3/0/1"));
    QCOMPARE(triple(fields, "op"), QString("1/1/1"));
    QCOMPARE(triple(fields, "dtype"), QString("1/0/0"));
    QCOMPARE(triple(fields, "tile"), QString("1/0/0"));
    QCOMPARE(triple(fields, "stages"), QString("1/0/0"));
    QCOMPARE(triple(fields, "head_dim"), QString("0/0/1"));
    QCOMPARE(score["libraries"].toArray().size(), 4);
    QCOMPARE(score["misses"].toArray().size(), 4);
    QCOMPARE(score["misses"].toArray()[0].toObject()["read"].toString(), QString("communication"));
    const Outcome text = katlas({"rules", "score", pathOf(file), "--rules", "standard"});
    QVERIFY2(text.output.contains("75.0 %") && text.output.contains("cuDNN"), text.output);
}

void TestKatlasNames::labelsThatAreNoneAreNamed_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("complaint");
    QTest::newRow("no JSON") << QByteArray("void f()") << QByteArray("labels.jsonl:2: ");
    QTest::newRow("no name") << QByteArray(R"j({"source_lib": "NCCL"})j") << QByteArray("raw_name");
    QTest::newRow("tile of two") << QByteArray(R"j({"raw_name": "f", "tile": [1, 2]})j") << QByteArray("tile must be");
    QTest::newRow("number as text") << QByteArray(R"j({"raw_name": "f", "stages": "3"})j")
                                    << QByteArray("stages must be");
    QTest::newRow("list of libraries") << QByteArray(R"j({"raw_name": "f", "source_lib": ["a"]})j")
                                       << QByteArray("source_lib must be");
    QTest::newRow("alternative of another type")
        << QByteArray(R"j({"raw_name": "f", "op": "gemm", "also_ok": {"op": [1]}})j") << QByteArray("op must be");
}

void TestKatlasNames::labelsThatAreNoneAreNamed()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, complaint);
    const ScratchDir dir;
    const auto file = dir.write("labels.jsonl", "{\"raw_name\": \"f\"}\n" + line.toStdString() + "\n");
    const Outcome outcome = katlas({"rules", "score", pathOf(file)});
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.output.isEmpty() && outcome.errors.contains(complaint), outcome.errors);
    QVERIFY2(outcome.errors.contains("labels.jsonl:2"), outcome.errors);
}

void TestKatlasNames::unseenLabelsAreLabels_data()
{
    QTest::addColumn<QString>("labels");
    QTest::newRow("first") << "labels-unseen.jsonl";
    QTest::newRow("second") << "labels-unseen-2.jsonl";
}

/// The labels that no rule was written from can be scored, and name each name once.
void TestKatlasNames::unseenLabelsAreLabels()
{
    QFETCH(QString, labels);
    const auto file = sourceDir() / "tests/data" / labels.toStdString();
    const Outcome outcome = katlas({"rules", "score", pathOf(file), "--json"});
    QVERIFY2(outcome.exitCode == 0, outcome.errors);
    QVERIFY(objectOf(outcome.output)["names"].toInt() >= 150);
    QStringList names;
    for (const QByteArray &line : QByteArray::fromStdString(bytesOf(file)).split('\n')) {
        names += line.isEmpty() ? QStringList() : QStringList(objectOf(line)["raw_name"].toString());
    }
    QVERIFY(!names.contains(QString()));
    QCOMPARE(names.removeDuplicates(), 0);
}

/// "fused_rope_kernel" is TVM's where the run holds nothing of that spelling but TVM's kernels; alone it is nobody's.
void TestKatlasNames::bareNamesBelongToTheRunsLibrary()
{
    const ScratchDir dir;
    const QStringList arguments = {"infer", "--rules", packOf(dir), "--format", "json"};
    const QJsonObject alone = linesOf(katlas(arguments, kTvmRun).output)[3];
    QCOMPARE(alone["source_lib"].toString(), QString("CUDA"));
    const Outcome outcome = katlas(arguments + QStringList{"--as-run"}, kTvmRun);
    QVERIFY2(outcome.exitCode == 0, outcome.errors);
    const QJsonObject inRun = linesOf(outcome.output)[3];
    QCOMPARE(inRun["raw_name"].toString(), QString("fused_rope_kernel"));
    QCOMPARE(inRun["source_lib"].toString(), QString("TVM/MLC"));
    QCOMPARE(inRun["confidence"].toString(), QString("likely"));
    QVERIFY2(inRun["reason"].toString().contains("3 other kernels of this run are TVM/MLC's"), outcome.output);
    QVERIFY(!inRun["evidence"].toObject().contains("source_lib"));
    QVERIFY2(inRun["friendly_name"].toString().contains("TVM/MLC"), outcome.output);
    const Outcome explained = katlas({"infer", "--rules", packOf(dir), "--as-run", "--explain"}, kTvmRun);
    QVERIFY2(explained.output.contains("because") && explained.output.contains("are TVM/MLC's"), explained.output);
}

/// Names that say a library, names with a namespace, names of another spelling or ending keep what they have; so does
/// every name of a run in which nobody has nearly all.
void TestKatlasNames::aRunsLibraryNeverOverridesTheName()
{
    const ScratchDir dir;
    const QStringList arguments = {"infer", "--rules", packOf(dir), "--format", "json", "--as-run"};
    const QList<QJsonObject> lines = linesOf(katlas(arguments, kTvmRun).output);
    QCOMPARE(lines.size(), 8);
    QCOMPARE(lines[4]["source_lib"].toString(), QString("Other"));
    QCOMPARE(lines[5]["source_lib"].toString(), QString("CUDA"));
    QCOMPARE(lines[6]["source_lib"].toString(), QString("CUDA"));
    QCOMPARE(lines[7]["source_lib"].toString(), QString("CUDA"));
    const QByteArray mixed = kTvmRun + "other_a_kernel\nother_b_kernel\nother_c_kernel\n";
    QCOMPARE(linesOf(katlas(arguments, mixed).output)[3]["source_lib"].toString(), QString("CUDA"));
    const QByteArray few = "fused_NT_matmul_kernel\nfused_NT_matmul1_kernel\nfused_rope_kernel\n";
    QCOMPARE(linesOf(katlas(arguments, few).output)[2]["source_lib"].toString(), QString("CUDA"));
}

void TestKatlasNames::clashingNamesAreToldApart()
{
    const ScratchDir dir;
    const QByteArray names = "void other_k<2, 1>(int)\nvoid other_k<4, 1>(int)\nvoid other_k<4, 1, Split>(int)\n"
                             "fused_NT_matmul_kernel\nvoid other_k<2, 1>(int)\n";
    const QStringList arguments = {"infer", "--rules", packOf(dir), "--format", "json"};
    const Outcome outcome = katlas(arguments + QStringList{"--as-run"}, names);
    QVERIFY2(outcome.exitCode == 0, outcome.errors);
    const QStringList friendly = {"Other kernel [2]", "Other kernel [4]", "Other kernel [4 Split]", "TVM GEMM",
                                  "Other kernel [2]"};
    QCOMPARE(friendlyNames(outcome.output), friendly);
    QCOMPARE(friendlyNames(katlas(arguments, names).output)[0], QString("Other kernel"));
    const Outcome none = katlas({"infer", "--rules", packOf(dir), "--clashes"}, names);
    QVERIFY2(none.exitCode == 0 && none.output.isEmpty(), none.output);
    QVERIFY2(none.errors.contains("0 of 4 names"), none.errors);
    const QByteArray functions = "void other_rope<1>(float*)\nvoid other_rope<2>(float*)\nvoid other_norm<1>(float*)\n";
    QCOMPARE(friendlyNames(katlas(arguments + QStringList{"--as-run"}, functions).output),
             (QStringList{"Other kernel [rope 1]", "Other kernel [rope 2]", "Other kernel [norm 1]"}));
    // One kernel as two profilers spell it: nothing tells them apart, and the list says so.
    const QByteArray spellings = "void other_f<(int)4>(float *)\nvoid other_f<4>(float*)\nvoid other_g<4>(float*)\n";
    const Outcome same = katlas({"infer", "--rules", packOf(dir), "--clashes", "--format", "json"}, spellings);
    QCOMPARE(linesOf(same.output).size(), 1);
    QCOMPARE(linesOf(same.output)[0]["raw_names"].toArray().size(), 2);
    QVERIFY(linesOf(same.output)[0]["one_kernel"].toBool());
    const QByteArray three = "void other_f<16, long long>(T2 *)\nvoid other_f<16, long>(T2 *)\n"
                             "void other_f<16, long>(long*)\n";
    const QStringList named = friendlyNames(katlas(arguments + QStringList{"--as-run"}, three).output);
    QVERIFY2(named[0] != named[1] && named[1] == named[2], qPrintable(named.join('|')));
    const Outcome text = katlas({"infer", "--rules", packOf(dir), "--clashes"}, spellings);
    QVERIFY2(text.output.contains("2 spellings of one kernel"), text.output);
}

/// What the digits are is the kernel's own matter, whether they are shown the run's.
void TestKatlasNames::digitsDoNotDependOnTheOthers()
{
    const ScratchDir dir;
    // Alike but for the order of their words, which is too long to read.
    const auto name = [](const char *first, const char *second) {
        QByteArray text = "void other_";
        return text + "k<" + QByteArray(60, 'a') + first + ", " + QByteArray(60, 'b') + second + ">()\n";
    };
    const QStringList arguments = {"infer", "--rules", packOf(dir), "--format", "json", "--as-run"};
    const QStringList two = friendlyNames(katlas(arguments, name("1", "2") + name("3", "4")).output);
    QVERIFY2(two[0].startsWith("Other kernel [#") && two[1].startsWith("Other kernel [#"), qPrintable(two.join('|')));
    QVERIFY(two[0] != two[1]);
    const QStringList three = friendlyNames(katlas(arguments, name("5", "6") + name("3", "4") + name("1", "2")).output);
    QCOMPARE(three[2], two[0]);
    QCOMPARE(three[1], two[1]);
    QCOMPARE(friendlyNames(katlas(arguments, name("1", "2")).output)[0], QString("Other kernel"));
}

void TestKatlasNames::theSeedPackReadsNamesAlone()
{
    const QByteArray names = "nvjet_tst_64x8_64x16_2x1_v_bz_TNT\nnvjet_tst_64x8_64x16_4x1_v_bz_TNT\n";
    const QStringList arguments = {"infer", "--rules", "seed", "--format", "text"};
    QCOMPARE(katlas(arguments + QStringList{"--as-run"}, names).output, katlas(arguments, names).output);
    QVERIFY(katlas({"infer", "--rules", "seed", "--clashes"}, names).errors.contains("2 of 2 names"));
}

namespace
{
/// A table of kernels, the first one the longest.
QString runOf(const ScratchDir &dir, const char *file, const QByteArrayList &names)
{
    std::string table = "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";
    for (qsizetype i = 0; i < names.size(); ++i) {
        const std::string time = std::to_string(1000 * (names.size() - i));
        table += "1.0," + time + ",1," + time + "," + time + "," + time + "," + time + ",0,\"" +
                 names[i].toStdString() + "\"\n";
    }
    return pathOf(dir.write(file, table));
}

qsizetype entriesIn(const QString &catalog)
{
    return QByteArray::fromStdString(bytesOf(catalog.toStdString())).count("- raw_name:");
}
} // namespace

/// Another profiler's spelling and another build's number are the same kernel: its decision counts, and export says so
/// instead of adding it again.
void TestKatlasNames::exportKnowsRenumberedKernels()
{
    const ScratchDir dir;
    const QString catalog = pathOf(dir.path() / "kernels.yaml");
    const QString before =
        runOf(dir, "before.csv", {"triton_red_fused_mul_3", "void f<(int)4, (bool)1>(T1 *)", "void g<(int)1>(int)"});
    QCOMPARE(katlas({"export", before, "-o", catalog, "--all"}).exitCode, 0);
    QCOMPARE(katlas({"set", catalog, "--where", "triton", "description=Looked at."}).exitCode, 0);
    const QString after =
        runOf(dir, "after.csv", {"triton_red_fused_mul_17", "void f<4, true>(float*)", "void g<2>(int)"});
    const Outcome outcome = katlas({"export", after, "-o", catalog, "--all"});
    QVERIFY2(outcome.exitCode == 0, outcome.errors);
    QVERIFY2(outcome.errors.contains("1 added") && outcome.errors.contains("2 kept under the name"), outcome.errors);
    QVERIFY2(outcome.errors.contains("triton_red_fused_mul_3 is triton_red_fused_mul_17"), outcome.errors);
    QCOMPARE(entriesIn(catalog), 4);
    QVERIFY(bytesOf(catalog.toStdString()).contains("triton_red_fused_mul_3") &&
            bytesOf(catalog.toStdString()).contains("Looked at."));
    const Outcome tables = katlas({"tables", after, "--catalog", catalog, "--format", "json"});
    QVERIFY2(tables.exitCode == 0 && tables.output.contains("triton_red_fused_mul_17"), tables.output);
    const Outcome pruned = katlas({"export", after, "-o", catalog, "--all", "--prune", "--diff"});
    QVERIFY2(!pruned.errors.contains("remove: triton"), pruned.errors);
}

/// A comparison calls kernels as the catalog does, however each of its runs spells and numbers them.
void TestKatlasNames::compareKnowsRenumberedKernels()
{
    const ScratchDir dir;
    const QString catalog = pathOf(dir.path() / "kernels.yaml");
    const QString reviewed = runOf(dir, "reviewed.csv", {"triton_red_fused_mul_3", "void f<(int)4>(T1 *)"});
    QCOMPARE(katlas({"export", reviewed, "-o", catalog, "--all"}).exitCode, 0);
    QCOMPARE(katlas({"set", catalog, "--where", "triton", "friendly_name=Seen one"}).exitCode, 0);
    QCOMPARE(katlas({"set", catalog, "--where", "^void f", "friendly_name=Seen two"}).exitCode, 0);
    const QString before = runOf(dir, "before.csv", {"triton_red_fused_mul_17", "void f<4>(float*)"});
    const QString after = runOf(dir, "after.csv", {"triton_red_fused_mul_18", "void f<4>(float *)"});
    const Outcome outcome = katlas({"compare", before, after, "--catalog", catalog, "--format", "json"});
    QVERIFY2(outcome.exitCode == 0, outcome.errors);
    QVERIFY2(outcome.output.contains("Seen one") && outcome.output.contains("Seen two"), outcome.output);
}

void TestKatlasNames::exportTellsTwinsApartByOrder_data()
{
    QTest::addColumn<QByteArrayList>("before");
    QTest::addColumn<QByteArrayList>("after");
    QTest::addColumn<qsizetype>("entries");
    const QByteArrayList two = {"triton_red_fused_mul_3", "triton_red_fused_mul_20"};
    QTest::newRow("all renumbered") << two << QByteArrayList{"triton_red_fused_mul_100", "triton_red_fused_mul_9"}
                                    << qsizetype{2};
    QTest::newRow("one more") << two
                              << QByteArrayList{"triton_red_fused_mul_4", "triton_red_fused_mul_5",
                                                "triton_red_fused_mul_6"}
                              << qsizetype{5};
    QTest::newRow("one kept its number") << two << QByteArrayList{"triton_red_fused_mul_3", "triton_red_fused_mul_7"}
                                         << qsizetype{3};
    QTest::newRow("arguments differ") << QByteArrayList{"void f<1>(int)"} << QByteArrayList{"void f<2>(int)"}
                                      << qsizetype{2};
    QTest::newRow("cut off, which export leaves out")
        << QByteArrayList{"void f<a, b…"} << QByteArrayList{"void f<a, c…"} << qsizetype{0};
}

void TestKatlasNames::exportTellsTwinsApartByOrder()
{
    QFETCH(QByteArrayList, before);
    QFETCH(QByteArrayList, after);
    QFETCH(qsizetype, entries);
    const ScratchDir dir;
    const QString catalog = pathOf(dir.path() / "kernels.yaml");
    QCOMPARE(katlas({"export", runOf(dir, "before.csv", before), "-o", catalog, "--all"}).exitCode, 0);
    const Outcome outcome = katlas({"export", runOf(dir, "after.csv", after), "-o", catalog, "--all"});
    QVERIFY2(outcome.exitCode == 0, outcome.errors);
    QCOMPARE(entriesIn(catalog), entries);
    if (entries == before.size()) {
        QVERIFY2(outcome.errors.contains("triton_red_fused_mul_3 is triton_red_fused_mul_9 "), outcome.errors);
        QVERIFY2(outcome.errors.contains("triton_red_fused_mul_20 is triton_red_fused_mul_100 "), outcome.errors);
    }
}

/// Tables, catalog and other formats call a kernel the same, and no two kernels alike; the seed's names stay.
void TestKatlasNames::exportedNamesAreDistinct()
{
    const ScratchDir dir;
    const QString run = runOf(dir, "run.csv", {"void other_k<2, 1>(int)", "void other_k<4, 1>(int)"});
    for (const QString &pack : {packOf(dir), QString("seed")}) {
        const QString catalog = pathOf(dir.path() / "names.yaml");
        QFile::remove(catalog);
        QCOMPARE(katlas({"export", run, "-o", catalog, "--rules", pack}).exitCode, 0);
        const QByteArray text = QByteArray::fromStdString(bytesOf(catalog.toStdString()));
        const QByteArray tables = katlas({"tables", run, "--rules", pack, "--format", "json"}).output;
        const QByteArray compared = katlas({"compare", run, run, "--rules", pack, "--format", "json"}).output;
        for (const QByteArray &output : {text, tables, compared}) {
            QCOMPARE(output.contains("Other kernel [2]") && output.contains("Other kernel [4]"), pack != "seed");
        }
    }
}

QTEST_GUILESS_MAIN(TestKatlasNames)
#include "tst_katlasnames.moc"
