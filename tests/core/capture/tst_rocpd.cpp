// rocprofv3's database in both of its schemas: times within the rows, and times and places behind ids.

#include "core/capture/openrun.h"
#include "core/run/distribution.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <sqlite3.h>

#include <string>

using namespace atlas;
using atlas::test::ScratchDir;

namespace
{
/// What both schemas have in common; `@` stands for the id that the profiler puts behind every table's name.
constexpr std::string_view kCommon = R"(
CREATE TABLE "rocpd_string@" (id INTEGER PRIMARY KEY, guid TEXT DEFAULT 'g', string TEXT);
INSERT INTO "rocpd_string@" (id, string) VALUES (1,''),(2,'KERNEL_DISPATCH'),(3,'HIP_RUNTIME_API_EXT'),
 (4,'MARKER_CORE_RANGE_API'),(5,'hipLaunchKernel'),(6,'roctxRangePushA');
CREATE TABLE "rocpd_info_node@" (id INTEGER PRIMARY KEY, hostname TEXT);
INSERT INTO "rocpd_info_node@" VALUES (1,'planted-host');
CREATE TABLE "rocpd_info_process@" (id INTEGER PRIMARY KEY, pid INTEGER, command TEXT, environment TEXT);
INSERT INTO "rocpd_info_process@" VALUES (77,77,'planted','{"TOKEN":"planted"}'),(78,78,'planted','{}');
CREATE TABLE "rocpd_info_agent@" (id INTEGER PRIMARY KEY, type TEXT, type_index INTEGER, product_name TEXT);
INSERT INTO "rocpd_info_agent@" VALUES (0,'CPU',0,'host CPU'),(4,'GPU',0,'Instinct'),(5,'GPU',1,'Instinct');
CREATE TABLE "rocpd_info_kernel_symbol@" (id INTEGER PRIMARY KEY, kernel_name TEXT, display_name TEXT);
INSERT INTO "rocpd_info_kernel_symbol@" VALUES (10,'_Z4gemmv.kd','gemm()'),(11,'norm.kd',''),(12,'lone.kd',NULL);
CREATE TABLE "rocpd_event@" (id INTEGER PRIMARY KEY, category_id INTEGER, stack_id INTEGER, correlation_id INTEGER,
 extdata TEXT DEFAULT '{}');
INSERT INTO "rocpd_event@" VALUES (1,2,100,0,'{}'),(2,2,101,0,'{}'),(3,2,102,0,'{}'),(4,3,100,0,'{}'),(5,3,101,0,'{}'),
 (6,4,50,0,'{"message":"prefill"}'),(7,4,51,0,'{"message":"decode"}'),(8,3,102,0,'{}');
)";

constexpr std::string_view kInline = R"(
CREATE TABLE "rocpd_kernel_dispatch@" (id INTEGER PRIMARY KEY, nid INTEGER, pid INTEGER, tid INTEGER, agent_id INTEGER,
 kernel_id INTEGER, queue_id INTEGER, stream_id INTEGER, start BIGINT, end BIGINT, workgroup_size_x INTEGER,
 workgroup_size_y INTEGER, workgroup_size_z INTEGER, grid_size_x INTEGER, grid_size_y INTEGER, grid_size_z INTEGER,
 region_name_id INTEGER, event_id INTEGER);
INSERT INTO "rocpd_kernel_dispatch@" VALUES
 (1,1,77,9,4,10,1,0,1000,1100,64,1,1,640,1,1,NULL,1),
 (2,1,77,9,5,11,1,0,1200,1350,256,1,1,1000,2,1,NULL,2),
 (3,1,77,9,4,12,1,0,1400,1410,64,1,1,64,1,1,1,3),
 (4,1,77,9,4,99,1,0,1500,1490,64,1,1,64,1,1,1,NULL);
CREATE TABLE "rocpd_region@" (id INTEGER PRIMARY KEY, nid INTEGER, pid INTEGER, tid INTEGER, start BIGINT, end BIGINT,
 name_id INTEGER, event_id INTEGER);
INSERT INTO "rocpd_region@" VALUES (1,1,77,9,10,12,5,4),(2,1,77,9,30,32,5,5),(3,1,77,9,5,20,6,6),(4,1,77,9,25,40,6,7),
 (5,1,77,9,60,62,5,8);
CREATE TABLE "rocpd_memory_copy@" (id INTEGER PRIMARY KEY, nid INTEGER, pid INTEGER, tid INTEGER, start BIGINT,
 end BIGINT, name_id INTEGER, dst_agent_id INTEGER, src_agent_id INTEGER, event_id INTEGER);
INSERT INTO "rocpd_memory_copy@" VALUES (1,1,77,9,1110,1130,1,0,4,NULL);
)";

constexpr std::string_view kIndirect = R"(
CREATE TABLE "rocpd_track@" (id INTEGER PRIMARY KEY, nid INTEGER, pid INTEGER, tid INTEGER, agent_id INTEGER,
 queue_id INTEGER, stream_id INTEGER);
INSERT INTO "rocpd_track@" VALUES (1,1,77,9,4,1,0),(2,1,77,9,5,1,0),(3,1,77,9,NULL,NULL,NULL);
CREATE TABLE "rocpd_timestamp@" (id INTEGER PRIMARY KEY, value BIGINT);
INSERT INTO "rocpd_timestamp@" VALUES (1,1000),(2,1100),(3,1200),(4,1350),(5,1400),(6,1410),(7,1500),(8,1490),(9,10),
 (10,12),(11,30),(12,32),(13,5),(14,20),(15,25),(16,40),(17,60),(18,62),(19,1110),(20,1130);
CREATE TABLE "rocpd_kernel_dispatch@" (id INTEGER PRIMARY KEY, track_id INTEGER, kernel_id INTEGER, start_id INTEGER,
 end_id INTEGER, workgroup_size_x INTEGER, workgroup_size_y INTEGER, workgroup_size_z INTEGER, grid_size_x INTEGER,
 grid_size_y INTEGER, grid_size_z INTEGER, region_name_id INTEGER, event_id INTEGER);
INSERT INTO "rocpd_kernel_dispatch@" VALUES (1,1,10,1,2,64,1,1,640,1,1,NULL,1),(2,2,11,3,4,256,1,1,1000,2,1,NULL,2),
 (3,1,12,5,6,64,1,1,64,1,1,1,3),(4,1,99,7,8,64,1,1,64,1,1,1,NULL);
CREATE TABLE "rocpd_region@" (id INTEGER PRIMARY KEY, track_id INTEGER, name_id INTEGER, start_id INTEGER,
 end_id INTEGER, event_id INTEGER);
INSERT INTO "rocpd_region@" VALUES (1,3,5,9,10,4),(2,3,5,11,12,5),(3,3,6,13,14,6),(4,3,6,15,16,7),(5,3,5,17,18,8);
CREATE TABLE "rocpd_memory_copy@" (id INTEGER PRIMARY KEY, track_id INTEGER, start_id INTEGER, end_id INTEGER,
 name_id INTEGER, dst_agent_id INTEGER, src_agent_id INTEGER, event_id INTEGER);
INSERT INTO "rocpd_memory_copy@" VALUES (1,3,19,20,1,0,4,NULL);
)";

std::string withId(std::string_view sql, std::string_view id)
{
    std::string text;
    for (const char c : sql) {
        c == '@' ? static_cast<void>(text.append(id)) : text.push_back(c);
    }
    return text;
}

std::filesystem::path makeDatabase(const ScratchDir &dir, const std::string &sql)
{
    const std::filesystem::path path = dir.path() / "results.db";
    sqlite3 *database = nullptr;
    char *error = nullptr;
    if (sqlite3_open(path.c_str(), &database) != SQLITE_OK ||
        sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &error) != SQLITE_OK) {
        QTest::qFail(error != nullptr ? error : "cannot make the database", __FILE__, __LINE__);
    }
    sqlite3_free(error);
    sqlite3_close(database);
    return path;
}

std::int64_t totalOf(const Run &run, std::string_view stage, std::string_view kernel)
{
    const std::optional<StageId> id = run.findStage(stage);
    const std::optional<KernelId> name = run.findKernel(kernel);
    const std::optional<std::size_t> row = id && name ? run.stage(*id).rowOf(*name) : std::nullopt;
    return row ? run.stage(*id).rows[*row].timing.totalNs : -1;
}
} // namespace

class TestRocpd : public QObject
{
    Q_OBJECT

private slots:
    void readsBothSchemas_data();
    void readsBothSchemas();
    void processesAreToldApart();
    void markersWithoutCallsAreSaid();
    void anEmptyOneIsRefused();
};

void TestRocpd::readsBothSchemas_data()
{
    QTest::addColumn<QString>("tables");
    QTest::addColumn<QString>("id");
    QTest::newRow("times in rows") << QString::fromUtf8(kInline) << QStringLiteral("_019a_77");
    QTest::newRow("times behind ids") << QString::fromUtf8(kIndirect) << QStringLiteral("_019a_77");
    QTest::newRow("no id") << QString::fromUtf8(kInline) << QString();
}

void TestRocpd::readsBothSchemas()
{
    QFETCH(const QString, tables);
    QFETCH(const QString, id);
    const ScratchDir dir;
    const auto path = makeDatabase(dir, withId(std::string(kCommon) + tables.toStdString(), id.toStdString()));
    CaptureOptions options;
    options.stages = "auto";
    const Result<OpenedRun> opened = openRun(path, {}, options);
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    const Run &run = *opened->run;
    QCOMPARE(totalOf(run, "combined", "gemm()"), 100);
    QCOMPARE(totalOf(run, "combined", "norm"), 150);
    QCOMPARE(totalOf(run, "combined", "lone"), 10);
    QCOMPARE(totalOf(run, "prefill", "gemm()"), 100);
    QCOMPARE(totalOf(run, "decode", "norm"), 150);
    QCOMPARE(totalOf(run, "unattributed", "lone"), 10);
    QCOMPARE(run.capture()->verdicts.front().code, "clock-wrapped"); // of the dispatch that ends before it starts
    QVERIFY(run.findKernel("kernel #99"));
    QCOMPARE(run.identity().gpu, "Instinct");
    QCOMPARE(opened->capture->devices, (std::vector<std::string>{"GPU 0", "GPU 1"}));
    QCOMPARE(opened->capture->intervals.size(), 1U);
    const LaunchVariant &variant = opened->capture->variants[1];
    QCOMPARE(variant.grid, (LaunchShape{4, 2, 1})); // 1000 work-items are 4 blocks of 256
    QCOMPARE(variant.block, (LaunchShape{256, 1, 1}));
}

void TestRocpd::processesAreToldApart()
{
    const ScratchDir dir;
    const std::string sql = withId(std::string(kCommon) + std::string(kInline), "_a") +
                            withId(std::string(kCommon) + std::string(kInline), "_b") +
                            R"(UPDATE rocpd_kernel_dispatch_b SET pid = 78; DELETE FROM rocpd_memory_copy_b;)";
    CaptureOptions options;
    options.stages = "device";
    const Result<OpenedRun> opened = openRun(makeDatabase(dir, sql), {}, options);
    QVERIFY(opened);
    QCOMPARE(opened->capture->devices, (std::vector<std::string>{"process 77 · GPU 0", "process 77 · GPU 1",
                                                                 "process 78 · GPU 0", "process 78 · GPU 1"}));
    QCOMPARE(totalOf(*opened->run, "combined", "gemm()"), 200);
    QCOMPARE(totalOf(*opened->run, "process 78 · GPU 0", "gemm()"), 100);
}

void TestRocpd::markersWithoutCallsAreSaid()
{
    const ScratchDir dir;
    const std::string sql =
        withId(std::string(kCommon) + std::string(kInline), "_a") + "DELETE FROM rocpd_region_a WHERE name_id = 5;";
    const Result<OpenedRun> opened = openRun(makeDatabase(dir, sql));
    QVERIFY(opened);
    const auto &diagnostics = opened->run->diagnostics();
    QVERIFY(std::ranges::contains(diagnostics, "calls-missing", &Diagnostic::code));
    QCOMPARE(opened->capture->withoutCall, 0);
}

void TestRocpd::anEmptyOneIsRefused()
{
    const ScratchDir dir;
    const Result<OpenedRun> opened = openRun(makeDatabase(dir, withId(kCommon, "_a")));
    QVERIFY(!opened && opened.error().message.contains("no kernel dispatches"));
}

QTEST_APPLESS_MAIN(TestRocpd)
#include "tst_rocpd.moc"
