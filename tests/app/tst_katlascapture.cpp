// Captures as the users of katlas meet them: they open like a run, and what is secret in them stays in them.

#include "tests/support/testpaths.h"

#include <QProcess>
#include <QTest>

#include <sqlite3.h>

using namespace atlas::test;

namespace
{
struct Outcome
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

Outcome katlas(const QStringList &arguments)
{
    QProcess process;
    process.start(ATLAS_KATLAS, arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit) {
        return {-1, {}, "did not end normally"};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// An export of Nsight Systems with secrets where it has them.
constexpr const char *kExport = R"(
CREATE TABLE StringIds (id INTEGER PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO StringIds VALUES (1,'gemm'),(2,'norm');
CREATE TABLE META_DATA_CAPTURE (name TEXT, value TEXT);
INSERT INTO META_DATA_CAPTURE VALUES ('PROCESS_0:ENVIRONMENT_VARIABLE','TOKEN=planted'),('PROCESS_0:COMMAND','planted'),
 ('PROCESS_0:USER_NAME','planted');
CREATE TABLE META_DATA_EXPORT (name TEXT, value TEXT);
INSERT INTO META_DATA_EXPORT VALUES ('EXPORT_HOST','planted'),('EXPORT_USER','planted');
CREATE TABLE TARGET_INFO_SYSTEM_ENV (name TEXT, value TEXT);
INSERT INTO TARGET_INFO_SYSTEM_ENV VALUES ('DeviceEnvironment','TOKEN=planted'),('Hostname','planted');
CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER, end INTEGER, deviceId INTEGER, streamId INTEGER,
 correlationId INTEGER, globalPid INTEGER, demangledName INTEGER);
INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES (1000,1100,0,7,1,16777216,1),(1200,1500,0,7,2,16777216,2);
CREATE TABLE CUPTI_ACTIVITY_KIND_RUNTIME (start INTEGER, end INTEGER, globalTid INTEGER, correlationId INTEGER);
INSERT INTO CUPTI_ACTIVITY_KIND_RUNTIME VALUES (10,12,16777217,1),(25,27,16777217,2);
CREATE TABLE NVTX_EVENTS (start INTEGER, end INTEGER, eventType INTEGER, text TEXT, globalTid INTEGER);
INSERT INTO NVTX_EVENTS VALUES (5,15,59,'prefill',16777217),(20,30,59,'decode',16777217);
)";

constexpr std::string_view kTrace =
    R"({"schemaVersion": 1, "username": "planted", "hostname": "planted", "traceEvents": [
{"ph": "X", "cat": "kernel", "name": "gemm", "pid": 0, "tid": 7, "ts": 1.5, "dur": 2.080, "args": {"env": "planted"}}]})";

constexpr std::string_view kStats =
    R"("Name","Calls","TotalDurationNs","AverageNs","Percentage","MinNs","MaxNs","StdDev"
"wrapped.kd",3,18444334160200519208,6148111386733506402,100.00,0,18444334160200519208,1.0
"gemm",2,300,150,3.003e-06,100,200,70.7
)";

QString database(const ScratchDir &dir)
{
    const std::filesystem::path path = dir.path() / "run.sqlite";
    sqlite3 *handle = nullptr;
    sqlite3_open(path.c_str(), &handle);
    sqlite3_exec(handle, kExport, nullptr, nullptr, nullptr);
    sqlite3_close(handle);
    return QString::fromStdString(path.string());
}
} // namespace

class TestKatlasCapture : public QObject
{
    Q_OBJECT

private slots:
    void opensLikeARun();
    void secretsStayInTheFile();
    void aWrappedClockIsNamed();
    void aCaptureWithoutKernelsIsRefused();
    void aDigestOpensLikeTheCapture();
    void comparisonsBeginWithTheStep();
};

void TestKatlasCapture::opensLikeARun()
{
    const ScratchDir dir;
    const QString path = database(dir);
    const Outcome tables = katlas({"tables", path, "--stages", "auto", "--format", "csv"});
    QCOMPARE(tables.exitCode, 0);
    QVERIFY2(tables.output.contains("\ncombined,0.75,300,1,"), tables.output.constData());
    QVERIFY(tables.output.contains("\nprefill,1,100,1,"));
    QVERIFY(tables.output.contains("\ndecode,1,300,1,"));
    const QString catalog = QString::fromStdString((dir.path() / "kernels.yaml").string());
    QCOMPARE(katlas({"export", path, "-o", catalog}).exitCode, 0);
    QCOMPARE(katlas({"compare", path, path}).exitCode, 0);
}

void TestKatlasCapture::secretsStayInTheFile()
{
    const ScratchDir dir;
    const QString trace = QString::fromStdString(dir.write("trace.json", kTrace).string());
    for (const QString &path : {database(dir), trace}) {
        const QString catalog = QString::fromStdString((dir.path() / "out.yaml").string());
        for (const QStringList &arguments :
             {QStringList{"tables", path, "--stages", "auto"}, QStringList{"tables", path, "--format", "json"},
              QStringList{"export", path, "-o", catalog}, QStringList{"compare", path, path, "--format", "json"}}) {
            const Outcome outcome = katlas(arguments);
            QCOMPARE(outcome.exitCode, 0);
            QVERIFY(!outcome.output.contains("planted") && !outcome.errors.contains("planted"));
        }
        QVERIFY(!bytesOf(dir.path() / "out.yaml").contains("planted"));
    }
}

void TestKatlasCapture::aWrappedClockIsNamed()
{
    const ScratchDir dir;
    const Outcome outcome =
        katlas({"tables", QString::fromStdString(dir.write("x_kernel_stats.csv", kStats).string())});
    QCOMPARE(outcome.exitCode, 0);
    QVERIFY2(outcome.output.contains("18444334160200519208 ns"), outcome.output.constData());
    QVERIFY(outcome.output.contains("'wrapped'"));
    QVERIFY(outcome.output.contains("100.0"));
}

void TestKatlasCapture::aCaptureWithoutKernelsIsRefused()
{
    const ScratchDir dir;
    constexpr std::string_view kEmpty = R"({"schemaVersion": 1, "traceEvents": [{"ph": "X", "cat": "cpu_op"}]})";
    const Outcome outcome = katlas({"tables", QString::fromStdString(dir.write("t.json", kEmpty).string())});
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY(outcome.errors.contains("holds no kernels"));
}

void TestKatlasCapture::aDigestOpensLikeTheCapture()
{
    const ScratchDir dir;
    const QString path = database(dir);
    const QString digest = QString::fromStdString((dir.path() / "run.atlas").string());
    const Outcome made = katlas({"digest", path, "-o", digest});
    QVERIFY2(made.exitCode == 0, made.errors.constData());
    QVERIFY(bytesOf(dir.path() / "run.atlas").size() < 2'000'000);
    QVERIFY(!bytesOf(dir.path() / "run.atlas").contains("planted"));
    const Outcome whole = katlas({"tables", path, "--stages", "auto", "--format", "csv"});
    const Outcome kept = katlas({"tables", digest, "--format", "csv"});
    QCOMPARE(kept.output, whole.output);
    const Outcome json = katlas({"tables", digest, "--format", "json"});
    QVERIFY(json.output.contains("\"histogram\"") && json.output.contains("\"headline\": \"decode step"));
    QVERIFY(!json.output.contains("planted"));
    const QString catalog = QString::fromStdString((dir.path() / "kernels.yaml").string());
    QCOMPARE(katlas({"export", digest, "-o", catalog}).exitCode, 0);
    QCOMPARE(katlas({"digest", path}).exitCode, 2);
    dir.write("bad.atlas", R"({"kernel_atlas_digest": 1, "identity": {}})");
    const Outcome bad = katlas({"tables", QString::fromStdString((dir.path() / "bad.atlas").string())});
    QCOMPARE(bad.exitCode, 2);
    QVERIFY2(bad.errors.contains("the digest is damaged"), bad.errors.constData());
}

void TestKatlasCapture::comparisonsBeginWithTheStep()
{
    const ScratchDir dir;
    const QString path = database(dir);
    for (const char *format : {"text", "markdown", "html"}) {
        const Outcome outcome =
            katlas({"compare", path, path, "--stages", "auto", "--format", QString::fromUtf8(format)});
        QCOMPARE(outcome.exitCode, 0);
        const qsizetype step = outcome.output.indexOf("decode step 300");
        QVERIFY2(step >= 0 && outcome.output.indexOf("wall", step) > step, outcome.output.constData());
        QVERIFY(step < outcome.output.indexOf("combined", step));
    }
    const Outcome json = katlas({"compare", path, path, "--stages", "auto", "--format", "json"});
    QVERIFY(json.output.contains("\"baseline_wall_ns\": 300"));
}

QTEST_APPLESS_MAIN(TestKatlasCapture)
#include "tst_katlascapture.moc"
