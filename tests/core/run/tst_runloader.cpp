#include "core/run/runloader.h"

#include "core/base/diagnostic.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <unistd.h>

using namespace atlas;
using atlas::test::ScratchDir;

namespace
{
constexpr std::string_view kHeader =
    "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";

std::shared_ptr<const Run> load(const std::filesystem::path &path, const RunLoadOptions &options = {})
{
    Result<std::shared_ptr<const Run>> run = loadRun(path, options);
    if (!run) {
        QTest::qFail(run.error().message.c_str(), __FILE__, __LINE__);
        return nullptr;
    }
    return *run;
}

/// A table with these rows "n,ns,name": n launches of ns each.
std::string table(std::initializer_list<std::tuple<int, int, const char *>> rows)
{
    std::string text(kHeader);
    for (const auto &[instances, each, name] : rows) {
        const std::string time = std::to_string(each);
        text += "1.0," + std::to_string(static_cast<long long>(instances) * each) + "," + std::to_string(instances) +
                "," + time + ".0," + time + ".0," + time + "," + time + ",0.0," + name + "\n";
    }
    return text;
}

bool has(const Run &run, std::string_view code)
{
    return std::ranges::find(run.diagnostics(), code, &Diagnostic::code) != run.diagnostics().end();
}

QByteArray stageNames(const Run &run)
{
    QByteArrayList names;
    for (const Stage &stage : run.stages()) {
        names.append(QByteArray::fromStdString(stage.name));
    }
    return names.join(' ');
}

QByteArray outerOf(const Run &run, std::string_view name)
{
    const std::optional<StageId> id = run.findStage(name);
    if (!id || !run.stage(*id).scope.nestedIn) {
        return {};
    }
    return QByteArray::fromStdString(run.stage(*run.stage(*id).scope.nestedIn).name);
}
} // namespace

class TestRunLoader : public QObject
{
    Q_OBJECT

private slots:
    void loadsTheSampleRun();
    void findsScopesOfTheSampleRun();
    void loadsTheRealRun();
    void loadsTheNewestRunOfARepository();
    void labelsRuns_data();
    void labelsRuns();
    void findsFilesByHeader();
    void prefersTheBestTableOfAFolder();
    void ordersOtherStagesByName();
    void sumsCombinedWhenItIsMissing();
    void leavesIterationsOutWhenUnclear();
    void seesStagesOfSeveralPasses();
    void nestsOnlyWhereNumbersAllow();
    void nestsAsAProjectSays();
    void refusesNestingInACircle();
    void keepsRangesOfOneFileApart();
    void aStageFolderBeatsARange();
    void listsWhatWasFoundWhereNothingIs();
    void saysWhyAFileIsNoTable();
    void loadsTheRestWhenAFileIsUnreadable();
    void readsIdentityOfAConfig();
    void reportsProgressUpToTheEnd();
    void stopsOnRequest();
};

void TestRunLoader::loadsTheSampleRun()
{
    const auto run = load(test::sampleRun());
    QVERIFY(run);
    QCOMPARE(stageNames(*run), QByteArray("combined prefill decode sam clip projector"));
    QVERIFY2(run->diagnostics().empty(), run->diagnostics().empty() ? "" : format(run->diagnostics().front()).c_str());
    const Stage &combined = run->combined();
    QCOMPARE(combined.rows.size(), std::size_t{59});
    QCOMPARE(combined.totalNs, std::int64_t{1226050209});
    QVERIFY(
        std::ranges::is_sorted(combined.rows, std::greater(), [](const KernelRow &row) { return row.timing.totalNs; }));
    for (std::size_t i = 0; i < combined.rows.size(); ++i) {
        QCOMPARE(combined.rowOf(combined.rows[i].kernel), std::optional<std::size_t>(i));
    }
    QCOMPARE(QByteArray::fromStdString(run->identity().gpu), QByteArray("NVIDIA GeForce RTX 4090"));
    QCOMPARE(QByteArray::fromStdString(run->identity().label), QByteArray("20260115-093000"));
    QCOMPARE(QByteArray::fromStdString(run->identity().captureRange), QByteArray("whole process"));
    QVERIFY(run->identity().command.starts_with("nsys profile --trace=cuda,nvtx -o tmp/"));
}

void TestRunLoader::findsScopesOfTheSampleRun()
{
    const auto run = load(test::sampleRun());
    QVERIFY(run);
    QCOMPARE(run->combined().scope.iterations, 8.0);
    QVERIFY(run->combined().scope.explained > 0.98 && run->combined().scope.explained < 1.0);
    for (const char *inner : {"sam", "clip", "projector"}) {
        QCOMPARE(outerOf(*run, inner), QByteArray("prefill"));
        QVERIFY(!run->shareAmongTopLevel(*run->findStage(inner)));
    }
    QCOMPARE(outerOf(*run, "decode"), QByteArray());
    QCOMPARE(QByteArray::fromStdString(run->stage(*run->findStage("decode")).scope.capture),
             QByteArray("nvtx: decode"));
    const double sum = run->shareAmongTopLevel(*run->findStage("prefill")).value() +
                       run->shareAmongTopLevel(*run->findStage("decode")).value();
    QCOMPARE(sum, 1.0);
    QVERIFY(!run->shareAmongTopLevel(makeId<StageId>(0)));
}

void TestRunLoader::loadsTheRealRun()
{
    const auto shared = test::sharedDir();
    if (!shared) {
        QSKIP("no reference material beside the clone");
    }
    const auto run = load(*shared / "runs" / "dsocr-20251107");
    QVERIFY(run);
    QCOMPARE(QByteArray::fromStdString(run->identity().label), QByteArray("20251107-115812"));
    QCOMPARE(run->combined().scope.iterations, 20.0);
    QCOMPARE(std::round(run->combined().scope.explained * 1000), 990.0);
    const StageId prefill = run->findStage("prefill").value();
    const StageId decode = run->findStage("decode").value();
    QCOMPARE(std::round(static_cast<double>(run->stage(prefill).totalNs) / 1e5), 657.0);
    QCOMPARE(std::round(static_cast<double>(run->stage(decode).totalNs) / 1e5), 1791.0);
    QCOMPARE(std::round(run->shareAmongTopLevel(prefill).value() * 1000), 268.0);
    QCOMPARE(std::round(run->shareAmongTopLevel(decode).value() * 1000), 732.0);
    QCOMPARE(outerOf(*run, "sam"), QByteArray("prefill"));
    QVERIFY(run->diagnostics().empty());
}

void TestRunLoader::loadsTheNewestRunOfARepository()
{
    const ScratchDir folder;
    const std::string usual = "all-stage/nsys/summary_cuda_gpu_kern_sum.csv";
    folder.write("README.md", "a project\n");
    folder.write("tmp/nsys-profile/20250101-000000/" + usual, table({{1, 10, "old"}}));
    folder.write("tmp/nsys-profile/20250301-000000/" + usual, table({{1, 10, "newest"}}));
    folder.write("tmp/profile-output/20250201-000000/nsys/per-stage/decode/nsys/any.csv", table({{1, 10, "middle"}}));
    folder.write("reports/20240601-000000/nsys/kern_sum.csv", table({{1, 10, "oldest"}}));
    folder.write("tmp/nsys-profile/notes/readme.txt", "no run");
    QByteArrayList labels;
    for (const FoundRun &found : discoverRuns(folder.path())) {
        labels.append(QByteArray::fromStdString(found.label));
    }
    QCOMPARE(labels.join(' '), QByteArray("20250301-000000 20250201-000000 20250101-000000 20240601-000000"));
    const auto run = load(folder.path());
    QVERIFY(run && run->findKernel("newest"));
    const auto middle = load(folder.path() / "tmp/profile-output/20250201-000000");
    QVERIFY(middle && middle->findKernel("middle"));
    const auto oldest = load(folder.path() / "reports/20240601-000000/nsys");
    QVERIFY(oldest && oldest->findKernel("oldest"));
    QCOMPARE(QByteArray::fromStdString(oldest->identity().label), QByteArray("20240601-000000"));
    QVERIFY(discoverRuns(folder.path() / "tmp/nsys-profile/notes").empty());
}

void TestRunLoader::labelsRuns_data()
{
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<QByteArray>("output");
    QTest::addColumn<QByteArray>("label");
    QTest::newRow("renamed") << QByteArray("mine") << QByteArray("/a/20251107-115812/all-stage/nsys/run")
                             << QByteArray("20251107-115812");
    QTest::newRow("timestamp") << QByteArray("20250101-000000") << QByteArray("/a/20251107-115812/all-stage/run")
                               << QByteArray("20250101-000000");
    QTest::newRow("first name is no timestamp")
        << QByteArray("mine") << QByteArray("/a/theirs/all-stage/run") << QByteArray("mine");
    QTest::newRow("another layout") << QByteArray("mine") << QByteArray("/tmp/20251107-115812") << QByteArray("mine");
    QTest::newRow("output as a word") << QByteArray("mine") << QByteArray("\"/a b/20251107-115812/per-stage/x\"")
                                      << QByteArray("20251107-115812");
}

void TestRunLoader::labelsRuns()
{
    QFETCH(QByteArray, folder);
    QFETCH(QByteArray, output);
    const ScratchDir scratch;
    const std::filesystem::path stage = std::filesystem::path(folder.toStdString()) / "all-stage" / "nsys";
    scratch.write(stage / "cmd.txt", "nsys profile -o " + output.toStdString() + " python x.py\n");
    scratch.write(stage / "t.csv", table({{1, 10, "k"}}));
    const auto run = load(scratch.path() / folder.toStdString());
    QVERIFY(run);
    QTEST(QByteArray::fromStdString(run->identity().label), "label");
}

void TestRunLoader::findsFilesByHeader()
{
    const ScratchDir folder;
    folder.write("r/per-stage/decode/nsys/x.stats.csv_cuda_gpu_kern_sum.csv", table({{1, 10, "a"}}));
    folder.write("r/per-stage/prefill/no-extension", table({{1, 10, "b"}}));
    folder.write("r/all-stage/nsys/A0_p128_b1.csv", "arm,prompt_len,batch\n1,2,3\n");
    folder.write("r/all-stage/nsys/zz.txt", table({{1, 10, "c"}}));
    const auto run = load(folder.path() / "r");
    QVERIFY(run);
    QCOMPARE(stageNames(*run), QByteArray("combined prefill decode"));
    QVERIFY(run->combined().rowOf(run->findKernel("c").value()).has_value());
    QVERIFY(has(*run, "stage-missing"));
}

void TestRunLoader::prefersTheBestTableOfAFolder()
{
    const ScratchDir folder;
    folder.write("all-stage/nsys/a_ms.csv", "Time (%),Total Time (ms),Instances,Name\n1.0,0.1,1,rounded\n");
    folder.write("all-stage/nsys/b_base.csv", table({{1, 10, "base"}}));
    folder.write("all-stage/nsys/run_cuda_api_sum.csv",
                 "Time (%),Total Time (ns),Num Calls,Avg (ns),Name\n1.0,1,1,1.0,cudaLaunch\n");
    folder.write("all-stage/nsys/z.csv", table({{1, 10, "exact"}}));
    const auto run = load(folder.path());
    QVERIFY(run);
    QVERIFY(run->findKernel("exact"));
    QCOMPARE(run->kernelCount(), std::size_t{1});
    QVERIFY(has(*run, "file-ignored"));
    QVERIFY(!has(*run, "report-other"));
}

void TestRunLoader::ordersOtherStagesByName()
{
    const ScratchDir folder;
    for (const char *stage : {"zeta", "clip", "alpha", "decode", "prefill"}) {
        folder.write(std::filesystem::path("per-stage") / stage / "nsys" / "t.csv", table({{1, 10, stage}}));
    }
    const auto run = load(folder.path());
    QVERIFY(run);
    QCOMPARE(stageNames(*run), QByteArray("combined prefill decode clip alpha zeta"));
}

void TestRunLoader::sumsCombinedWhenItIsMissing()
{
    const ScratchDir folder;
    folder.write("per-stage/prefill/nsys/t.csv", table({{2, 100, "shared"}, {4, 10, "inner"}}));
    folder.write("per-stage/decode/nsys/t.csv", table({{6, 200, "shared"}}));
    folder.write("per-stage/sam/nsys/t.csv", table({{4, 10, "inner"}}));
    const auto run = load(folder.path());
    QVERIFY(run);
    const Stage &combined = run->combined();
    QVERIFY(combined.isSummed && combined.isCombined);
    QVERIFY(has(*run, "combined-missing"));
    QCOMPARE(combined.totalNs, std::int64_t{2 * 100 + 6 * 200 + 4 * 10}); // sam lies in prefill and counts once
    const KernelTiming &shared = combined.rows[combined.rowOf(run->findKernel("shared").value()).value()].timing;
    QCOMPARE(shared.instances, std::int64_t{8});
    QCOMPARE(shared.minNs, std::int64_t{100});
    QCOMPARE(shared.maxNs, std::int64_t{200});
    QVERIFY(std::isnan(shared.medianNs));
    // Launches 100 100 200 200 200 200 200 200: mean 175, squares 2 * 75² + 6 * 25² = 15000, over n - 1 = 7.
    QVERIFY(std::abs(shared.standardDeviationNs - std::sqrt(15000.0 / 7.0)) < 1e-9);
    QCOMPARE(outerOf(*run, "sam"), QByteArray("prefill"));
}

void TestRunLoader::leavesIterationsOutWhenUnclear()
{
    const ScratchDir folder;
    folder.write("all-stage/nsys/t.csv", table({{40, 100, "a"}, {40, 100, "b"}, {40, 100, "c"}}));
    folder.write("per-stage/decode/nsys/t.csv", table({{2, 100, "a"}}));
    const auto run = load(folder.path());
    QVERIFY(run);
    QCOMPARE(run->combined().scope.iterations, 0.0);
    QCOMPARE(run->combined().scope.explained, 0.0);
}

void TestRunLoader::seesStagesOfSeveralPasses()
{
    const ScratchDir folder;
    folder.write("all-stage/nsys/t.csv", table({{40, 100, "p"}, {80, 100, "d"}}));
    folder.write("per-stage/prefill/nsys/t.csv", table({{2, 100, "p"}}));
    folder.write("per-stage/decode/nsys/t.csv", table({{20, 100, "d"}})); // five passes
    const auto run = load(folder.path());
    QVERIFY(run);
    QCOMPARE(run->combined().scope.iterations, 20.0);
    QCOMPARE(run->combined().scope.explained, 1.0);
    QCOMPARE(run->stage(*run->findStage("prefill")).scope.iterations, 1.0);
    QCOMPARE(run->stage(*run->findStage("decode")).scope.iterations, 5.0);
    QVERIFY(!run->shareAmongTopLevel(*run->findStage("decode"))); // five passes against one
}

void TestRunLoader::nestsOnlyWhereNumbersAllow()
{
    const ScratchDir folder;
    folder.write("per-stage/prefill/nsys/t.csv", table({{3, 100, "a"}, {3, 100, "b"}}));
    folder.write("per-stage/sam/nsys/t.csv", table({{3, 100, "a"}}));
    folder.write("per-stage/clip/nsys/t.csv", table({{4, 100, "a"}}));
    folder.write("per-stage/projector/nsys/t.csv", table({{1, 100, "other"}}));
    const auto run = load(folder.path());
    QVERIFY(run);
    QCOMPARE(outerOf(*run, "sam"), QByteArray("prefill"));
    QCOMPARE(outerOf(*run, "clip"), QByteArray());
    QCOMPARE(outerOf(*run, "projector"), QByteArray());
}

void TestRunLoader::nestsAsAProjectSays()
{
    const auto run = load(test::sampleRun(), {{{"sam", ""}, {"clip", "decode"}}});
    QVERIFY(run);
    QCOMPARE(outerOf(*run, "sam"), QByteArray());
    QCOMPARE(outerOf(*run, "clip"), QByteArray("decode"));
    QCOMPARE(outerOf(*run, "projector"), QByteArray("prefill"));
}

void TestRunLoader::refusesNestingInACircle()
{
    const auto run = load(test::sampleRun(), {{{"prefill", "sam"}, {"decode", "nowhere"}}});
    QVERIFY(run);
    QCOMPARE(outerOf(*run, "prefill"), QByteArray());
    QCOMPARE(std::ranges::count(run->diagnostics(), "nesting-unknown", &Diagnostic::code), std::ptrdiff_t{2});
}

void TestRunLoader::keepsRangesOfOneFileApart()
{
    const ScratchDir folder;
    folder.write("t.csv", table({{2, 100, "prefill/void f<a/b>(int)"}, {3, 100, "decode/g"}, {1, 100, "sam/g"}}));
    const auto run = load(folder.path() / "t.csv");
    QVERIFY(run);
    QCOMPARE(stageNames(*run), QByteArray("combined prefill decode sam"));
    QVERIFY(run->findKernel("void f<a/b>(int)"));
    QVERIFY(run->combined().isSummed);
    QCOMPARE(run->combined().instances, std::int64_t{6});
    QCOMPARE(outerOf(*run, "sam"), QByteArray()); // innermost ranges are disjoint
    QVERIFY(has(*run, "table-ranges"));
}

void TestRunLoader::aStageFolderBeatsARange()
{
    const ScratchDir folder;
    folder.write("all-stage/nsys/t.csv", table({{2, 100, "prefill/f"}, {3, 100, "decode/g"}}));
    folder.write("per-stage/decode/nsys/t.csv", table({{9, 100, "g"}}));
    const auto run = load(folder.path());
    QVERIFY(run);
    QCOMPARE(stageNames(*run), QByteArray("combined prefill decode"));
    QCOMPARE(run->stage(*run->findStage("decode")).instances, std::int64_t{9});
    QVERIFY(has(*run, "stage-twice"));
}

void TestRunLoader::listsWhatWasFoundWhereNothingIs()
{
    const ScratchDir folder;
    folder.write("holiday.jpg", "x");
    const auto nothing = loadRun(folder.path());
    QVERIFY(!nothing.has_value());
    QVERIFY(nothing.error().message.contains("per-stage/<stage>/nsys"));
    QVERIFY(nothing.error().message.contains("holiday.jpg"));
    QVERIFY(loadRun(folder.path() / "nowhere").error().message.contains("no such file or folder"));
    folder.write("all-stage/nsys/kern_sum.csv", "");
    const auto empty = loadRun(folder.path());
    QVERIFY(!empty.has_value());
    QVERIFY(empty.error().message.contains("file-empty") && empty.error().message.contains("kern_sum.csv"));
}

void TestRunLoader::saysWhyAFileIsNoTable()
{
    const ScratchDir folder;
    folder.write("all-stage/nsys/t.csv", table({{2, 100, "f"}}));
    folder.write("per-stage/decode/nsys/kern_sum.csv",
                 "\nNOTICE: Existing SQLite export found\n\nSKIPPED: x does not contain CUDA kernel data.\n");
    const auto run = load(folder.path());
    QVERIFY(run);
    QCOMPARE(stageNames(*run), QByteArray("combined"));
    QVERIFY(has(*run, "report-skipped"));
    QVERIFY(has(*run, "stage-unreadable"));
}

void TestRunLoader::loadsTheRestWhenAFileIsUnreadable()
{
    const ScratchDir folder;
    folder.write("all-stage/nsys/t.csv", table({{2, 100, "f"}}));
    const std::filesystem::path closed = folder.write("per-stage/decode/nsys/t.csv", table({{2, 100, "f"}}));
    std::filesystem::create_directories(folder.path() / "per-stage" / "sam" / "nsys" /
                                        "t.csv"); // a folder where a file should be
    std::filesystem::permissions(closed, std::filesystem::perms::none);
    if (std::ifstream(closed).is_open()) {
        QSKIP("this user opens files without permission");
    }
    const auto run = load(folder.path());
    QVERIFY(run);
    QCOMPARE(stageNames(*run), QByteArray("combined"));
    QVERIFY(has(*run, "file-unreadable"));
}

void TestRunLoader::readsIdentityOfAConfig()
{
    const ScratchDir folder;
    folder.write("all-stage/nsys/t.csv", table({{2, 100, "f"}}));
    folder.write("all-stage/env.json", "{\"gpu\": \"GPU X\", \"cuda\": 12.8, \"torch\": null}");
    folder.write("config.yaml", "gpu: not this\nenv:\n  torch: '2.6'\npipeline:\n  - nsys: {capture_range: nvtx}\n");
    const auto run = load(folder.path());
    QVERIFY(run);
    QCOMPARE(QByteArray::fromStdString(run->identity().gpu), QByteArray("GPU X"));
    QCOMPARE(QByteArray::fromStdString(run->identity().cuda), QByteArray("12.8"));
    QCOMPARE(QByteArray::fromStdString(run->identity().torch), QByteArray("2.6"));
    QCOMPARE(QByteArray::fromStdString(run->identity().captureRange), QByteArray("nvtx"));
    folder.write("all-stage/env.json", "[1, 2");
    folder.write("config.yaml", "a: [1\nb: {");
    const auto broken = load(folder.path());
    QVERIFY(broken);
    QCOMPARE(std::ranges::count(broken->diagnostics(), "identity-unreadable", &Diagnostic::code), std::ptrdiff_t{2});
}

void TestRunLoader::reportsProgressUpToTheEnd()
{
    double last = -1.0;
    bool rising = true;
    const auto run = loadRun(test::sampleRun(), {}, {}, [&](double fraction, std::string_view) {
        rising = rising && fraction >= last;
        last = fraction;
    });
    QVERIFY(run.has_value());
    QVERIFY(rising);
    QCOMPARE(last, 1.0);
}

void TestRunLoader::stopsOnRequest()
{
    std::stop_source stop;
    stop.request_stop();
    const auto run = loadRun(test::sampleRun(), {}, stop.get_token());
    QVERIFY(!run.has_value());
    QCOMPARE(QByteArray::fromStdString(run.error().message), QByteArray("cancelled"));
}

QTEST_APPLESS_MAIN(TestRunLoader)
#include "tst_runloader.moc"
