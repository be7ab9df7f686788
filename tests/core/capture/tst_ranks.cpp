// Several ranks as one run, graphs whose kernels get their operations from traces of capturing, captures beside tables.

#include "core/capture/openrun.h"
#include "core/run/capturesummary.h"
#include "core/run/distribution.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <sqlite3.h>

#include <algorithm>
#include <string>

using namespace atlas;
using atlas::test::ScratchDir;

namespace
{
std::string event(std::string_view category, std::string_view name, int ts, int duration, const std::string &args,
                  std::string_view process = "0", std::string_view thread = "7")
{
    return R"({"ph": "X", "cat": ")" + std::string(category) + R"(", "name": ")" + std::string(name) + R"(", "pid": )" +
           std::string(process) + R"(, "tid": )" + std::string(thread) + R"(, "ts": )" + std::to_string(ts) +
           R"(, "dur": )" + std::to_string(duration) + R"(, "args": {)" + args + "}}";
}

std::string kernel(std::string_view name, int ts, int duration, int correlation)
{
    return event("kernel", name, ts, duration, R"("correlation": )" + std::to_string(correlation));
}

std::string trace(std::initializer_list<std::string> events, const std::string &head = {})
{
    std::string text = "{" + head + R"("schemaVersion": 1, "traceEvents": [)";
    for (const std::string &each : events) {
        text += (text.ends_with('[') ? "" : ",\n") + each;
    }
    return text + "]}";
}

/// One rank's trace: its steps of `gemm` and an all-reduce that waits for the others.
std::string rankTrace(int rank, int gemm, int reduce, int size)
{
    const std::string head = R"("distributedInfo": {"backend": "nccl", "rank": )" + std::to_string(rank) +
                             R"(, "world_size": )" + std::to_string(size) + "},";
    return trace({event("user_annotation", "decode", 0, 40, "", "1", "1"),
                  event("cuda_runtime", "cudaLaunchKernel", 10, 2, R"("correlation": 1)", "1", "1"),
                  event("cuda_runtime", "cudaLaunchKernel", 20, 2, R"("correlation": 2)", "1", "1"),
                  kernel("gemm", 100, gemm, 1), kernel("ncclDevKernel_AllReduce", 100 + gemm, reduce, 2)},
                 head);
}

const RankUse *useOf(const Run &run, std::string_view stage, std::string_view name)
{
    const std::optional<StageId> id = run.findStage(stage);
    const std::optional<KernelId> found = run.findKernel(name);
    const Distributions *distributions = id ? run.stage(*id).distributions.get() : nullptr;
    return found && distributions != nullptr && !distributions->ranks().empty()
               ? &distributions->ranks()[found->index()]
               : nullptr;
}

bool hasVerdict(const Run &run, std::string_view code)
{
    return std::ranges::contains(run.capture()->verdicts, code, &CaptureVerdict::code);
}

bool has(const std::vector<Diagnostic> &diagnostics, std::string_view code)
{
    return std::ranges::contains(diagnostics, code, &Diagnostic::code);
}

void execute(const std::filesystem::path &path, const char *sql)
{
    sqlite3 *database = nullptr;
    QCOMPARE(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
}
} // namespace

class TestRanks : public QObject
{
    Q_OBJECT

private slots:
    void filesOfRanksAreOneRun();
    void oneRankCanBeChosen();
    void missingRanksAreNamed();
    void graphsTakeTheirOperationsFromTracesOfCapturing();
    void graphsOfAnotherBatchGiveNoShapes();
    void otherGraphsStayUnknown();
    void filesAreStagesWhereAPersonSaysSo();
    void aCaptureBesideATableIsCompared();
};

void TestRanks::filesOfRanksAreOneRun()
{
    const ScratchDir dir;
    dir.write("run/a_rank0.json", rankTrace(0, 10, 30, 3));
    dir.write("run/b_rank1.json", rankTrace(1, 30, 10, 3));
    dir.write("run/c_rank2.json", rankTrace(2, 20, 20, 3));
    CaptureOptions options;
    options.stages = "auto";
    const Result<OpenedRun> opened = openRun(dir.path() / "run", {}, options);
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    const Run &run = *opened->run;
    QCOMPARE(run.capture()->ranks, (std::vector<std::string>{"rank 0 · GPU 0", "rank 1 · GPU 0", "rank 2 · GPU 0"}));
    QCOMPARE(run.combined().totalNs, 120'000);
    for (const std::string_view stage : {"combined", "decode"}) {
        const RankUse *gemm = useOf(run, stage, "gemm");
        QVERIFY(gemm != nullptr);
        QCOMPARE(gemm->medianNs, 20'000.0);
        QCOMPARE(gemm->slowest, 1U);
        QCOMPARE(gemm->spread(), 1.0);
        QCOMPARE(useOf(run, stage, "ncclDevKernel_AllReduce")->leastNs, 10'000); // the others waited
    }
    QVERIFY(!hasVerdict(run, "ranks-missing"));
    const StepSummary &step = run.capture()->steps.front();
    QCOMPARE(step.steps, 1U);
    QCOMPARE(step.median.wallNs, 40'000);
    QCOMPARE(step.rankSpread, 0.0);
}

void TestRanks::oneRankCanBeChosen()
{
    const ScratchDir dir;
    dir.write("run/a_rank0.json", rankTrace(0, 10, 30, 2));
    dir.write("run/b_rank1.json", rankTrace(1, 30, 10, 2));
    for (const char *word : {"1", "rank 1", "rank 1 · GPU 0"}) {
        CaptureOptions options;
        options.rank = word;
        const Result<OpenedRun> opened = openRun(dir.path() / "run", {}, options);
        QVERIFY2(opened, word);
        QCOMPARE(opened->run->combined().rows.front().timing.totalNs, 30'000);
        QCOMPARE(opened->run->combined().totalNs, 40'000);
        QVERIFY(useOf(*opened->run, "combined", "gemm") == nullptr);
    }
    CaptureOptions options;
    options.rank = "7";
    const Result<OpenedRun> absent = openRun(dir.path() / "run", {}, options);
    QVERIFY(!absent && absent.error().message.contains("it has rank 0 · GPU 0, rank 1 · GPU 0"));
}

void TestRanks::missingRanksAreNamed()
{
    const ScratchDir dir;
    dir.write("run/a_rank0.json", rankTrace(0, 10, 30, 4));
    dir.write("run/b_rank2.json", rankTrace(2, 30, 10, 4));
    const Result<OpenedRun> opened = openRun(dir.path() / "run");
    QVERIFY(opened && hasVerdict(*opened->run, "ranks-missing"));
    const Result<OpenedRun> alone = openRun(dir.path() / "run" / "a_rank0.json");
    QVERIFY(alone && hasVerdict(*alone->run, "ranks-missing"));
}

namespace
{
/// A trace whose step of 32 replays a graph of two kernels.
std::string replay(std::string_view second = "norm")
{
    return trace({event("user_annotation", "step[DECODE bs=32]", 0, 50, "", "1", "1"),
                  event("cpu_op", "around", 5, 30, R"("External id": 9, "Input Dims": [[1]])", "1", "1"),
                  event("cuda_runtime", "cudaGraphLaunch", 10, 2, R"("correlation": 1, "External id": 9)", "1", "1"),
                  kernel("gemm", 100, 10, 1), kernel(second, 110, 5, 1)});
}

/// A trace of capturing the same two kernels, launched by two operations.
std::string captured(const std::string &rows)
{
    return trace(
        {event("cpu_op", "aten::mm", 0, 10, R"("External id": 1, "Input Dims": [[)" + rows + ", 64]]", "1", "1"),
         event("cpu_op", "aten::norm", 20, 10, R"("External id": 2, "Input Dims": [[)" + rows + "]]", "1", "1"),
         event("cuda_runtime", "hipLaunchKernel", -5, 1, R"("kernel": "fill", "correlation": 1)", "1", "1"),
         event("cuda_runtime", "hipStreamBeginCapture", -1, 1, R"("correlation": 2)", "1", "1"),
         event("cuda_runtime", "hipLaunchKernel", 5, 1, R"("kernel": "gemm", "External id": 1, "correlation": 3)", "1",
               "1"),
         event("cuda_runtime", "hipLaunchKernel", 25, 1, R"("kernel": "norm", "External id": 2, "correlation": 4)", "1",
               "1"),
         event("cuda_runtime", "hipStreamEndCapture", 40, 1, R"("correlation": 5)", "1", "1")});
}

const LaunchDistribution *distributionOf(const Run &run, std::string_view name)
{
    const std::optional<KernelId> found = run.findKernel(name);
    return found ? run.combined().distributions->of(*found) : nullptr;
}
} // namespace

void TestRanks::graphsTakeTheirOperationsFromTracesOfCapturing()
{
    const ScratchDir dir;
    const auto path = dir.write("run/trace.json", replay());
    const Result<OpenedRun> before = openRun(path);
    QVERIFY(before);
    QCOMPARE(before->run->capture()->knownOperations, 0.0); // what lies around the graph's launch says nothing
    dir.write("run/capture_traces/execution_details.json",
              R"([{"file": "a.json", "batch_size": 32, "mode": "FULL"}, {"file": "b.json", "batch_size": 64}])");
    dir.write("run/capture_traces/a.json", captured("32"));
    dir.write("run/capture_traces/b.json", captured("64"));
    const Result<OpenedRun> opened = openRun(path);
    QVERIFY(opened);
    QCOMPARE(opened->run->capture()->knownOperations, 1.0);
    const LaunchDistribution *gemm = distributionOf(*opened->run, "gemm");
    QVERIFY(gemm != nullptr && gemm->operations.size() == 1);
    QCOMPARE(gemm->operations.front().name, "aten::mm");
    QCOMPARE(gemm->operations.front().inputDims, "[[32, 64]]");
    QCOMPARE(distributionOf(*opened->run, "norm")->operations.front().name, "aten::norm");
}

void TestRanks::graphsOfAnotherBatchGiveNoShapes()
{
    const ScratchDir dir;
    std::string text = replay();
    text.replace(text.find("step[DECODE bs=32]"), 18, "something else....");
    const auto path = dir.write("run/trace.json", text);
    dir.write("run/capture_traces/execution_details.json",
              R"([{"file": "a.json", "batch_size": 32}, {"file": "b.json", "batch_size": 64}])");
    dir.write("run/capture_traces/a.json", captured("32"));
    dir.write("run/capture_traces/b.json", captured("64"));
    const Result<OpenedRun> opened = openRun(path);
    QVERIFY(opened);
    const OperationUse &use = distributionOf(*opened->run, "gemm")->operations.front();
    QCOMPARE(use.name, "aten::mm"); // both agree on this
    QCOMPARE(use.inputDims, "");    // and not on the shapes
}

void TestRanks::otherGraphsStayUnknown()
{
    const ScratchDir dir;
    const auto path = dir.write("run/trace.json", replay("another"));
    dir.write("run/capture_traces/execution_details.json", R"([{"file": "../../a.json", "batch_size": 32}])");
    dir.write("run/capture_traces/a.json", captured("32"));
    const Result<OpenedRun> opened = openRun(path);
    QVERIFY(opened);
    QCOMPARE(opened->run->capture()->knownOperations, 0.0);
    dir.write("run/capture_traces/execution_details.json", "{}");
    const Result<OpenedRun> odd = openRun(path);
    QVERIFY(odd && has(odd->run->diagnostics(), "capture-trace-unreadable"));
}

void TestRanks::filesAreStagesWhereAPersonSaysSo()
{
    const ScratchDir dir;
    dir.write("run/one.json", trace({kernel("gemm", 0, 10, 1)}));
    dir.write("run/two.json", trace({kernel("gemm", 0, 7, 1)}));
    dir.write("run/table.csv",
              "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n"
              "100.0,500,5,100.0,100.0,100,100,0.0,gemm\n");
    dir.write("run/kernel-atlas.run.yaml", "version: 1\nfiles:\n  - {path: one.json, stage: prefill}\n"
                                           "  - {path: two.json, stage: decode}\n  - {path: table.csv, stage: sam}\n");
    const Result<OpenedRun> opened = openRun(dir.path() / "run");
    QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
    const Run &run = *opened->run;
    QCOMPARE(run.combined().totalNs, 17'000);
    QCOMPARE(run.stage(*run.findStage("prefill")).totalNs, 10'000);
    QCOMPARE(run.stage(*run.findStage("decode")).totalNs, 7'000);
    QCOMPARE(run.stage(*run.findStage("sam")).totalNs, 500);
}

void TestRanks::aCaptureBesideATableIsCompared()
{
    const ScratchDir dir;
    const auto table =
        dir.write("run/all-stage/nsys/summary_cuda_gpu_kern_sum.csv",
                  "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n"
                  "100.0,300,2,150.0,150.0,100,200,70.7,gemm\n");
    const auto database = table.parent_path() / "run.sqlite";
    execute(database, R"(
CREATE TABLE StringIds (id INTEGER PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO StringIds VALUES (1,'gemm');
CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start INTEGER, end INTEGER, deviceId INTEGER, demangledName INTEGER);
INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES (1000,1100,0,1),(1200,1400,0,1);)");
    const Result<OpenedRun> same = openRun(dir.path() / "run");
    QVERIFY(same && same->capture == nullptr);
    QCOMPARE(same->run->combined().totalNs, 300);
    QVERIFY(has(same->notes, "capture-beside"));
    execute(database, "INSERT INTO CUPTI_ACTIVITY_KIND_KERNEL VALUES (1500,1510,0,1);");
    const Result<OpenedRun> other = openRun(dir.path() / "run");
    QVERIFY(other && has(other->notes, "capture-differs"));
    QCOMPARE(other->run->combined().totalNs, 300); // the published numbers
    QVERIFY(other->notes.front().message.contains("2 launches, 300 ns in the table and 3 launches, 310 ns"));
}

QTEST_APPLESS_MAIN(TestRanks)
#include "tst_ranks.moc"
