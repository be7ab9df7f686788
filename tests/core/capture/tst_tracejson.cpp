#include "core/capture/jsoncutter.h"
#include "core/capture/openrun.h"
#include "core/capture/traceevent.h"
#include "core/run/distribution.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <string>
#include <vector>

using namespace atlas;
using atlas::test::ScratchDir;

namespace
{
/// Gives a text in pieces of `step` bytes.
ByteSource inPieces(std::string_view text, std::size_t step)
{
    return [text, step](char *buffer, std::size_t size) mutable -> Result<std::size_t> {
        const std::size_t count = std::min({size, step, text.size()});
        std::copy_n(text.data(), count, buffer);
        text.remove_prefix(count);
        return count;
    };
}

struct Cut
{
    std::vector<std::string> values;
    bool isWhole = false;
};

Cut cut(std::string_view text, std::size_t step)
{
    Cut result;
    JsonCutter cutter(inPieces(text, step));
    result.isWhole = cutter
                         .run(
                             [](const JsonCutter::Path &path) {
                                 if (path.empty() || path[0] == "events") {
                                     return path.size() < 2 ? JsonWish::Descend : JsonWish::Deliver;
                                 }
                                 return JsonWish::Skip;
                             },
                             [&](const JsonCutter::Path &, std::string_view value) {
                                 result.values.emplace_back(value);
                                 return true;
                             })
                         .has_value();
    return result;
}

constexpr std::string_view kTrace = R"({"schemaVersion": 1, "baseTimeNanoseconds": 5, "traceEvents": [
 {"ph": "X", "cat": "cpu_op", "name": "aten::mm", "pid": 7, "tid": 8, "ts": 10.000, "dur": 20.000, "args": {"External id": 3, "Input Dims": [[32, 64], [64, 8]], "Input type": ["float", "float"]}},
 {"ph": "X", "cat": "user_annotation", "name": "step[DECODE bs=32]", "pid": 7, "tid": 8, "ts": 5, "dur": 100},
 {"ph": "X", "cat": "cuda_runtime", "name": "cudaLaunchKernel", "pid": 7, "tid": 8, "ts": 12.5, "dur": 2, "args": {"External id": 3, "correlation": 41}},
 {"ph": "X", "cat": "cuda_runtime", "name": "cudaLaunchKernel", "pid": 7, "tid": 8, "ts": 13.5, "dur": 2, "args": {"correlation": 42}},
 {"ph": "X", "cat": "kernel", "name": "gemm<a, b>", "pid": 0, "tid": 7, "ts": 1712195495519689.047, "dur": 2.080, "args": {"External id": 3, "device": 0, "stream": 7, "correlation": 41, "grid": [2, 1, 1], "block": [128, 1, 1]}},
 {"ph": "X", "cat": "kernel", "name": "gemm<a, b>", "pid": 0, "tid": 7, "ts": 1712195495519692.047, "dur": 4.081, "args": {"device": 0, "stream": 7, "correlation": 42, "grid": [4, 1, 1], "block": [128, 1, 1], "x": Infinity}},
 {"ph": "X", "cat": "gpu_memcpy", "name": "Memcpy", "pid": 0, "tid": 7, "ts": 1712195495519698.000, "dur": 1, "args": {"correlation": 43}},
 {"ph": "X", "cat": null, "name": "odd"}
]})";
} // namespace

class TestTraceJson : public QObject
{
    Q_OBJECT

private slots:
    void cutsWhateverTheBlocks();
    void saysWhereJsonEnds_data();
    void saysWhereJsonEnds();
    void microsecondsAreExact_data();
    void microsecondsAreExact();
    void mendsWhatTracesHave();
    void readsATrace();
    void putsLaunchesIntoSteps();
    void aCutTraceIsAnHonestPrefix();
    void anArrayIsATraceToo();
};

void TestTraceJson::cutsWhateverTheBlocks()
{
    constexpr std::string_view kText =
        R"({"skipped": {"events": [1, "]"]}, "events": [{"a": "}\"]\\"}, [1, [2]], "x\\", -1.5e3, null ], "more": "\\\""})";
    const std::vector<std::string> expected = {R"({"a": "}\"]\\"})", "[1, [2]]", R"("x\\")", "-1.5e3", "null"};
    for (std::size_t step = 1; step <= kText.size(); ++step) {
        const Cut result = cut(kText, step);
        QVERIFY2(result.isWhole, std::to_string(step).c_str());
        QCOMPARE(result.values, expected);
    }
}

void TestTraceJson::saysWhereJsonEnds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::size_t>("values");
    QTest::newRow("nothing") << QByteArray("") << std::size_t{0};
    QTest::newRow("in an event") << QByteArray(R"({"events": [{"a": 1}, {"b)") << std::size_t{1};
    QTest::newRow("behind one") << QByteArray(R"({"events": [{"a": 1}, {"b": 2})") << std::size_t{2};
    QTest::newRow("no comma") << QByteArray(R"({"events": [{"a": 1} {"b": 2}]})") << std::size_t{1};
    QTest::newRow("no key") << QByteArray(R"({"events": [], 5: 6})") << std::size_t{0};
}

void TestTraceJson::saysWhereJsonEnds()
{
    QFETCH(const QByteArray, text);
    QFETCH(const std::size_t, values);
    const Cut result = cut(text.toStdString(), 3);
    QVERIFY(!result.isWhole);
    QCOMPARE(result.values.size(), values);
}

void TestTraceJson::microsecondsAreExact_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("ns");
    QTest::newRow("absolute time") << QByteArray("1712195495519689.047") << qint64{1712195495519689047};
    QTest::newRow("whole") << QByteArray("12") << qint64{12000};
    QTest::newRow("two decimals") << QByteArray("2.08") << qint64{2080};
    QTest::newRow("rounded up") << QByteArray("0.0005") << qint64{1};
    QTest::newRow("rounded down") << QByteArray("0.0004") << qint64{0};
    QTest::newRow("negative") << QByteArray("-1.5") << qint64{-1500};
    QTest::newRow("exponent") << QByteArray("1.2e3") << qint64{1200000};
    QTest::newRow("too large") << QByteArray("99999999999999999999") << qint64{-1};
    QTest::newRow("no number") << QByteArray("1.2.3") << qint64{-1};
    QTest::newRow("empty") << QByteArray("") << qint64{-1};
}

void TestTraceJson::microsecondsAreExact()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, ns);
    QCOMPARE(parseMicroseconds(text.toStdString()).value_or(-1), ns);
}

void TestTraceJson::mendsWhatTracesHave()
{
    QCOMPARE(mendedJson("{\"a\tb\": Infinity, \"NaN\": NaN, \"c\": -Infinity, \"d\": \"\\\"NaN\"}"),
             std::string("{\"a b\": null, \"NaN\": null, \"c\": null, \"d\": \"\\\"NaN\"}"));
}

void TestTraceJson::readsATrace()
{
    const ScratchDir dir;
    const Result<OpenedRun> opened = openRun(dir.write("anything.txt", kTrace));
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
    const Stage &table = opened->run->combined();
    QCOMPARE(table.rows.size(), std::size_t{1});
    QCOMPARE(opened->run->name(table.rows[0].kernel), std::string_view("gemm<a, b>"));
    const KernelTiming &timing = table.rows[0].timing;
    QCOMPARE(timing.totalNs, 6161);
    QCOMPARE(timing.minNs, 2080);
    QCOMPARE(timing.maxNs, 4081);
    QCOMPARE(timing.medianNs, 3080.5);
    const LaunchDistribution *distribution = table.distributions->of(table.rows[0].kernel);
    QVERIFY(distribution != nullptr);
    QCOMPARE(distribution->variants.size(), std::size_t{2});
    QCOMPARE(distribution->variants[0].grid, (LaunchShape{4, 1, 1}));
    // The second launch names no operation: the one around its call is its own.
    QCOMPARE(distribution->operations.size(), std::size_t{1});
    QCOMPARE(distribution->operations[0].name, std::string("aten::mm"));
    QCOMPARE(distribution->operations[0].inputDims, std::string("[[32, 64], [64, 8]]"));
    QCOMPARE(distribution->operations[0].launches, 2);
    const TimeUse &time = opened->run->capture()->time;
    QCOMPARE(time.wallNs, time.busyNs + time.idleNs);
    QCOMPARE(time.wallNs, 9953);
    QCOMPARE(time.exposedCopyNs, 1000);
}

void TestTraceJson::putsLaunchesIntoSteps()
{
    const ScratchDir dir;
    CaptureOptions options;
    options.stages = "auto";
    const Result<OpenedRun> opened = openRun(dir.write("trace.json", kTrace), {}, options);
    QVERIFY(opened.has_value());
    QCOMPARE(opened->run->stages().size(), std::size_t{2});
    QCOMPARE(opened->run->stages()[1].name, std::string("decode bs 32"));
    QCOMPARE(opened->run->stages()[1].totalNs, 6161);
}

void TestTraceJson::aCutTraceIsAnHonestPrefix()
{
    const ScratchDir dir;
    for (std::size_t size = 0; size < kTrace.size(); size += 7) {
        const Result<OpenedRun> opened = openRun(dir.write("cut.json", kTrace.substr(0, size)));
        if (opened) {
            const std::vector<Diagnostic> &found = opened->run->diagnostics();
            QVERIFY(std::ranges::find(found, "capture-ends-early", &Diagnostic::code) != found.end());
        } else {
            QVERIFY(!opened.error().message.empty());
        }
    }
}

void TestTraceJson::anArrayIsATraceToo()
{
    const ScratchDir dir;
    const std::size_t begin = kTrace.find('[');
    const std::string array(kTrace.substr(begin, kTrace.rfind(']') + 1 - begin));
    const Result<OpenedRun> opened = openRun(dir.write("array.json", array));
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
    QCOMPARE(opened->run->combined().totalNs, 6161);
}

QTEST_APPLESS_MAIN(TestTraceJson)
#include "tst_tracejson.moc"
