#include "core/capture/launchsummary.h"
#include "core/capture/openrun.h"
#include "core/capture/stagechoice.h"
#include "core/capture/stagefile.h"
#include "core/run/distribution.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <sqlite3.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace atlas;
using atlas::test::ScratchDir;

namespace
{
/// A database as Nsight Systems exports it: two kernels, ranges prefill with sam in it, then decode, on one thread.
/// The third kernel's call is missing.
constexpr const char *kExport = R"(
CREATE TABLE StringIds (id INTEGER PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO StringIds VALUES (1,'gemm'),(2,'norm'),(3,'decode');
CREATE TABLE META_DATA_CAPTURE (name TEXT, value TEXT);
INSERT INTO META_DATA_CAPTURE VALUES ('PROCESS_0:ENVIRONMENT_VARIABLE','TOKEN=planted-token');
CREATE TABLE TARGET_INFO_SYSTEM_ENV (name TEXT, value TEXT);
INSERT INTO TARGET_INFO_SYSTEM_ENV VALUES ('DeviceEnvironment','TOKEN=planted-token'),('Hostname','planted-host');
CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER, end INTEGER, deviceId INTEGER, streamId INTEGER,
 correlationId INTEGER, globalPid INTEGER, demangledName INTEGER, gridX INTEGER, gridY INTEGER, gridZ INTEGER,
 blockX INTEGER, blockY INTEGER, blockZ INTEGER);
INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES
 (1000,1100,0,7,1,16777216,1,1,1,1,128,1,1),
 (1200,1500,0,7,2,16777216,1,2,1,1,128,1,1),
 (1600,1650,0,7,3,16777216,2,1,1,1,128,1,1),
 (1700,1710,0,7,9,16777216,2,1,1,1,128,1,1),
 (1800,1790,0,7,4,16777216,2,1,1,1,128,1,1);
CREATE TABLE CUPTI_ACTIVITY_KIND_RUNTIME (start INTEGER, end INTEGER, globalTid INTEGER, correlationId INTEGER);
INSERT INTO CUPTI_ACTIVITY_KIND_RUNTIME VALUES (10,12,16777217,1),(25,27,16777217,2),(40,42,16777217,3);
CREATE TABLE NVTX_EVENTS (start INTEGER, end INTEGER, eventType INTEGER, text TEXT, textId INTEGER, globalTid INTEGER,
 domainId INTEGER);
INSERT INTO NVTX_EVENTS VALUES (5,30,59,'prefill',NULL,16777217,0),(20,30,59,'sam',NULL,16777217,0),
 (30,50,59,NULL,3,16777217,0),(0,1000,59,'elsewhere',NULL,16777218,0);
)";

std::filesystem::path makeDatabase(const ScratchDir &dir, const char *sql, const char *name = "run.sqlite")
{
    const std::filesystem::path path = dir.path() / name;
    sqlite3 *database = nullptr;
    char *error = nullptr;
    if (sqlite3_open(path.c_str(), &database) != SQLITE_OK ||
        sqlite3_exec(database, sql, nullptr, nullptr, &error) != SQLITE_OK) {
        QTest::qFail(error != nullptr ? error : "cannot make the database", __FILE__, __LINE__);
    }
    sqlite3_free(error);
    sqlite3_close(database);
    return path;
}

const Stage *stageOf(const Run &run, std::string_view name)
{
    const std::optional<StageId> id = run.findStage(name);
    return id ? &run.stage(*id) : nullptr;
}

bool has(const Run &run, std::string_view code)
{
    return std::ranges::find(run.diagnostics(), code, &Diagnostic::code) != run.diagnostics().end();
}
} // namespace

class TestCapture : public QObject
{
    Q_OBJECT

private slots:
    void summarisesExactly_data();
    void summarisesExactly();
    void binsAreNarrow();
    void readsTheExportOfNsys();
    void stagesAreThoseOfTheRanges();
    void stagesAreAPersonsChoice();
    void stageFilesSayWhatIsWrong_data();
    void stageFilesSayWhatIsWrong();
    void graphsHideKernels();
    void saysWhatAnExportLacks_data();
    void saysWhatAnExportLacks();
    void aCutDatabaseIsRefused();
    void aFolderOfCapturesIsOneRun();
    void aReportIsExportedByNsys();
    void namesStagesByGrammar_data();
    void namesStagesByGrammar();
    void foldsIds_data();
    void foldsIds();
};

void TestCapture::summarisesExactly_data()
{
    QTest::addColumn<QList<qint64>>("durations");
    QTest::addColumn<double>("median");
    QTest::addColumn<double>("deviation");
    QTest::addColumn<double>("p95");
    QTest::newRow("one") << QList<qint64>{7} << 7.0 << 0.0 << 7.0;
    QTest::newRow("even") << QList<qint64>{4, 1, 3, 2} << 2.5 << std::sqrt(5.0 / 3.0) << 4.0;
    QTest::newRow("odd") << QList<qint64>{9, 1, 5} << 5.0 << 4.0 << 9.0;
    QList<qint64> hundred;
    for (qint64 i = 100; i > 0; --i) {
        hundred.append(i);
    }
    QTest::newRow("hundred") << hundred << 50.5 << std::sqrt(83325.0 / 99.0) << 95.0;
}

void TestCapture::summarisesExactly()
{
    QFETCH(const QList<qint64>, durations);
    QFETCH(const double, median);
    QFETCH(const double, deviation);
    QFETCH(const double, p95);
    std::vector<std::int64_t> values(durations.begin(), durations.end());
    const LaunchSummary summary = summarise(values);
    QCOMPARE(summary.timing.instances, durations.size());
    QCOMPARE(summary.timing.medianNs, median);
    QCOMPARE(summary.timing.standardDeviationNs, deviation);
    QCOMPARE(summary.p95Ns, p95);
}

void TestCapture::binsAreNarrow()
{
    std::uint16_t last = 0;
    for (std::int64_t ns = 0; ns < 5'000'000'000'000; ns += ns / 97 + 1) {
        const std::uint16_t bin = Histogram::binOf(ns);
        const auto [first, end] = Histogram::boundsOf(bin);
        QVERIFY(first <= ns && ns <= end && bin >= last);
        QVERIFY(static_cast<double>(end - first) <= static_cast<double>(first) / 64.0);
        last = bin;
    }
}

void TestCapture::readsTheExportOfNsys()
{
    const ScratchDir dir;
    const Result<OpenedRun> opened = openRun(makeDatabase(dir, kExport));
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
    const Run &run = *opened->run;
    QCOMPARE(run.stages().size(), std::size_t{1});
    QCOMPARE(run.combined().totalNs, 460);
    QCOMPARE(run.combined().instances, 4);
    QVERIFY(has(run, "launch-negative"));
    const Stage &table = run.combined();
    QCOMPARE(run.name(table.rows[0].kernel), std::string_view("gemm"));
    QCOMPARE(table.distributions->of(table.rows[0].kernel)->variants.size(), std::size_t{2});
    QCOMPARE(run.capture()->time.wallNs, 710);
    QCOMPARE(run.capture()->time.busyNs, 460);
}

void TestCapture::stagesAreThoseOfTheRanges()
{
    const ScratchDir dir;
    CaptureOptions options;
    options.stages = "auto";
    const Result<OpenedRun> opened = openRun(makeDatabase(dir, kExport), {}, options);
    QVERIFY(opened.has_value());
    const Run &run = *opened->run;
    // decode begins where prefill ends: it lies beside it.
    QCOMPARE(stageOf(run, "prefill")->totalNs, 400);
    QCOMPARE(stageOf(run, "sam")->totalNs, 300);
    QCOMPARE(stageOf(run, "decode")->totalNs, 50);
    QCOMPARE(stageOf(run, "unattributed")->totalNs, 10);
    QVERIFY(stageOf(run, "sam")->scope.nestedIn == run.findStage("prefill"));
    QVERIFY(!stageOf(run, "decode")->scope.nestedIn);
}

void TestCapture::stagesAreAPersonsChoice()
{
    const ScratchDir dir;
    const std::filesystem::path path = makeDatabase(dir, kExport);
    dir.write("kernel-atlas.run.yaml", "stages:\n  - {match: \"sa?\", name: eyes}\n  - {match: \"*c*\", name: text}\n");
    const Result<OpenedRun> opened = openRun(path);
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
    QCOMPARE(stageOf(*opened->run, "eyes")->totalNs, 300);
    QCOMPARE(stageOf(*opened->run, "text")->totalNs, 50);
    QCOMPARE(stageOf(*opened->run, "unattributed")->totalNs, 110);
    const Result<StageChoice> again =
        parseStageChoice(writeStageChoice({{{"a*", "b", "c", true, {{2, 5}}}}, {"w"}}), "");
    QVERIFY(again.has_value());
    QCOMPARE(again->rules[0].in, std::string("c"));
    QCOMPARE(again->rules[0].steps->second, 5);
    QCOMPARE(again->leftOut, std::vector<std::string>{"w"});
}

void TestCapture::stageFilesSayWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no list") << QByteArray("version: 1\n") << QByteArray("no list of stages");
    QTest::newRow("no match") << QByteArray("stages:\n - {name: a}\n") << QByteArray("needs match");
    QTest::newRow("steps") << QByteArray("stages:\n - {match: a, steps: 5-2}\n") << QByteArray("3-10");
    QTest::newRow("membership") << QByteArray("stages:\n - {match: a, membership: x}\n") << QByteArray("innermost");
    QTest::newRow("text") << QByteArray("stages: [") << QByteArray("not YAML");
}

void TestCapture::stageFilesSayWhatIsWrong()
{
    QFETCH(const QByteArray, yaml);
    QFETCH(const QByteArray, message);
    const Result<StageChoice> choice = parseStageChoice(yaml.toStdString(), "stages.yaml");
    QVERIFY(!choice);
    QVERIFY2(choice.error().message.contains(message.constData()), choice.error().message.c_str());
    QVERIFY(choice.error().location.line > 0);
}

void TestCapture::graphsHideKernels()
{
    const ScratchDir dir;
    const std::string sql = std::string(kExport) +
                            "CREATE TABLE CUPTI_ACTIVITY_KIND_GRAPH_TRACE (start INTEGER, end INTEGER);"
                            "INSERT INTO CUPTI_ACTIVITY_KIND_GRAPH_TRACE VALUES (2000,3000);";
    const Result<OpenedRun> opened = openRun(makeDatabase(dir, sql.c_str()));
    QVERIFY(opened.has_value());
    const std::vector<CaptureVerdict> &verdicts = opened->run->capture()->verdicts;
    const auto found = std::ranges::find(verdicts, "graphs-hide-kernels", &CaptureVerdict::code);
    QVERIFY(found != verdicts.end());
    QVERIFY(found->reason.contains("kernel table incomplete"));
    QVERIFY(found->cure.contains("--cuda-graph-trace=node"));
}

void TestCapture::saysWhatAnExportLacks_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("no kernels") << QByteArray("CREATE TABLE META_DATA_EXPORT (name TEXT, value TEXT);"
                                              "CREATE TABLE StringIds (id INTEGER, value TEXT);")
                                << QByteArray("holds no kernels");
    QTest::newRow("a view") << QByteArray("CREATE TABLE META_DATA_EXPORT (name TEXT);"
                                          "CREATE VIEW CUPTI_ACTIVITY_KIND_KERNEL AS SELECT 1 AS start;")
                            << QByteArray("");
    QTest::newRow("columns") << QByteArray("CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER);")
                             << QByteArray("lacks start, end, deviceId or demangledName");
}

void TestCapture::saysWhatAnExportLacks()
{
    QFETCH(const QByteArray, sql);
    QFETCH(const QByteArray, message);
    const ScratchDir dir;
    const Result<OpenedRun> opened = openRun(makeDatabase(dir, sql.constData()));
    QVERIFY(!opened);
    QVERIFY2(opened.error().message.contains(message.constData()), opened.error().message.c_str());
}

void TestCapture::aCutDatabaseIsRefused()
{
    const ScratchDir dir;
    const std::string bytes = atlas::test::bytesOf(makeDatabase(dir, kExport));
    for (std::size_t size = 512; size < bytes.size(); size += 512) {
        const Result<OpenedRun> opened = openRun(dir.write("cut.sqlite", bytes.substr(0, size)));
        QVERIFY(!opened);
        QVERIFY2(!opened.error().message.contains("holds no kernels"), opened.error().message.c_str());
    }
}

void TestCapture::aFolderOfCapturesIsOneRun()
{
    const ScratchDir dir;
    makeDatabase(dir, kExport, "rank0.sqlite");
    makeDatabase(dir, kExport, "rank1.sqlite");
    const Result<OpenedRun> opened = openRun(dir.path());
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
    QCOMPARE(opened->run->combined().instances, 8);
    QVERIFY(has(*opened->run, "captures-pooled"));
    CaptureOptions options;
    options.stages = "device";
    const Result<OpenedRun> apart = openRun(dir.path(), {}, options);
    QCOMPARE(apart->run->stages().size(), std::size_t{3});
    QCOMPARE(stageOf(*apart->run, "rank 1 · GPU 0")->totalNs, 460);
}

void TestCapture::aReportIsExportedByNsys()
{
    const ScratchDir dir;
    const std::filesystem::path database = makeDatabase(dir, kExport);
    const std::filesystem::path report = dir.write("run.nsys-rep", std::string_view("\x01\0\x02", 3));
    const QByteArray path = qgetenv("PATH");
    const QByteArray cache = qgetenv("XDG_CACHE_HOME");
    qputenv("XDG_CACHE_HOME", (dir.path() / "cache").c_str());
    qputenv("PATH", (dir.path() / "bin").c_str());
    const Result<OpenedRun> absent = openRun(report);
    // Like nsys: export --type=sqlite --force-overwrite=true --output=FILE REPORT. It works once only.
    const std::filesystem::path program =
        dir.write("bin/nsys", "#!/bin/sh\nfor a; do case $a in --output=*) o=${a#--output=};; esac; done\n"
                              "/bin/cp '" +
                                  database.string() + "' \"$o\" && /bin/rm '" + database.string() + "'\n");
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    const Result<OpenedRun> first = openRun(report);
    const Result<OpenedRun> kept = openRun(report);
    qputenv("PATH", path);
    qputenv("XDG_CACHE_HOME", cache);
    QVERIFY(!absent && absent.error().message.contains("nsys is not on the PATH"));
    QVERIFY2(first.has_value(), first ? "" : first.error().message.c_str());
    QCOMPARE(first->run->combined().totalNs, 460);
    QVERIFY2(kept.has_value(), kept ? "" : kept.error().message.c_str());
}

void TestCapture::namesStagesByGrammar_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("stage");
    QTest::newRow("sglang decode") << QByteArray("step[DECODE bs=32]") << QByteArray("decode bs 32");
    QTest::newRow("sglang prefill") << QByteArray("step[EXTEND bs=15 toks=15360]") << QByteArray("prefill");
    QTest::newRow("vllm decode") << QByteArray("execute_32_context_0(sq0sk0)_generation_32(sq32sk5)")
                                 << QByteArray("decode bs 32");
    QTest::newRow("vllm prefill") << QByteArray("execute_context_1(888_788544)_generation_0(0)")
                                  << QByteArray("prefill");
    QTest::newRow("vllm mixed") << QByteArray("execute_context_2(9)_generation_7(1)") << QByteArray("mixed");
    QTest::newRow("vllm runner") << QByteArray("gpu_model_runner: forward") << QByteArray("forward");
    QTest::newRow("known") << QByteArray("Prefill") << QByteArray("prefill");
    QTest::newRow("nested") << QByteArray("prefill::sam") << QByteArray("sam");
    QTest::newRow("operation") << QByteArray("aten::embedding") << QByteArray("");
    QTest::newRow("unknown") << QByteArray("my own thing") << QByteArray("");
}

void TestCapture::namesStagesByGrammar()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, stage);
    QCOMPARE(stageNameOf(text.toStdString()), stage.toStdString());
}

void TestCapture::foldsIds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("folded");
    QTest::newRow("operation") << QByteArray("aten::to, op_id = 317177") << QByteArray("aten::to");
    QTest::newRow("both") << QByteArray("aten::to, seq = 4, op_id = 5") << QByteArray("aten::to");
    QTest::newRow("step") << QByteArray("ProfilerStep#12") << QByteArray("ProfilerStep#*");
    QTest::newRow("plain") << QByteArray("prefill") << QByteArray("prefill");
    QTest::newRow("number") << QByteArray("42") << QByteArray("42");
}

void TestCapture::foldsIds()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, folded);
    QCOMPARE(foldedRange(text.toStdString()), folded.toStdString());
}

QTEST_APPLESS_MAIN(TestCapture)
#include "tst_capture.moc"
