#include "core/run/reportreader.h"
#include "core/run/runloader.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace atlas;
using namespace atlas::test;

namespace
{
const std::string kCsvHeading =
    "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";
const std::string kCsv = kCsvHeading + "60.0,6000000,100,60000.0,60000.0,59000,61000,400.0,\"conv_a(float *, int)\"\n"
                                       "40.0,4000000,200,20000.0,20000.0,19000,21000,300.0,\"relu_b(float *, int)\"\n";
const std::string kPrinted =
    " ** CUDA GPU Kernel Summary (cuda_gpu_kern_sum):\n\n"
    " Time (%)  Total Time (ns)  Instances  Avg (ns)  Med (ns)  Min (ns)  Max (ns)  StdDev (ns)          Name        \n"
    " --------  ---------------  ---------  --------  --------  --------  --------  -----------  --------------------\n"
    "     60.0        6,000,000        100  60,000.0  60,000.0    59,000    61,000        400.0  conv_a(float *, int)\n"
    "     40.0        4,000,000        200  20,000.0  20,000.0    19,000    21,000        300.0  relu_b(float *, "
    "int)\n";
const std::string kJson =
    "[\n  {\"Time (%)\": 60.0, \"Total Time (ns)\": 6000000, \"Instances\": 100, \"Name\": \"conv_a(float *, int)\"},\n"
    "  {\"Time (%)\": 40.0, \"Total Time (ns)\": 4000000, \"Instances\": 200, \"Name\": \"relu_b(float *, int)\"}\n]\n";

std::string behind(const std::string &prefix, const std::string &text)
{
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        result += prefix + text.substr(at, end - at + 1);
        at = end + 1;
    }
    return result;
}

/// Lines stamped with times that go on.
std::string stamped(const std::string &text)
{
    std::string result;
    int line = 0;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const std::size_t end = text.find('\n', at);
        result += "2025-11-07T12:00:0" + std::to_string(line % 10) + "." + std::to_string(line * 137) + "Z " +
                  text.substr(at, end - at + 1);
        at = end + 1;
    }
    return result;
}

/// The lines of two texts in turn, as processes that print at once mix them.
std::string mixed(const std::string &a, const std::string &b)
{
    std::string result;
    std::size_t atA = 0;
    std::size_t atB = 0;
    while (atA < a.size() || atB < b.size()) {
        for (const auto &[text, at] : {std::pair(&a, &atA), std::pair(&b, &atB)}) {
            const std::size_t end = std::min(text->find('\n', *at), text->size() - 1);
            result += *at < text->size() ? text->substr(*at, end - *at + 1) : "";
            *at = *at < text->size() ? end + 1 : *at;
        }
    }
    return result;
}

ReportContent read(const std::string &text, const std::string &file = "t.txt", std::size_t wanted = 0)
{
    return readReport(bytesOf(std::string_view(text)), file, {}, wanted);
}

std::int64_t totalOf(const KernelTable &table)
{
    std::int64_t total = 0;
    for (const RangeTable &range : table.ranges) {
        total += range.totalNs;
    }
    return total;
}

bool has(const std::vector<Diagnostic> &diagnostics, std::string_view code)
{
    return std::ranges::contains(diagnostics, code, &Diagnostic::code);
}

QByteArray messages(const std::vector<Diagnostic> &diagnostics)
{
    QByteArray text;
    for (const Diagnostic &diagnostic : diagnostics) {
        text += QByteArray::fromStdString(format(diagnostic)) + "\n";
    }
    return text;
}
} // namespace

class TestTableFinding : public QObject
{
    Q_OBJECT

private slots:
    void findsTheTable_data();
    void findsTheTable();
    void listsSeveralTables();
    void choosesATableOfAFile_data();
    void choosesATableOfAFile();
    void tellsProcessesApart();
    void mentionsASkippedCapture();
    void namesOtherReports_data();
    void namesOtherReports();
    void showsAnOddHeading();
    void tellsOfKernelsInGraphs_data();
    void tellsOfKernelsInGraphs();
    void takesRangesOffNames_data();
    void takesRangesOffNames();
    void saysThatOriginsAreSummed();
    void survivesAnEmptyRun();
    void looksAtEveryFile();
    void namesStagesBeyondTheLimit();
};

void TestTableFinding::findsTheTable_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto add = [](const char *name, const std::string &text) {
        QTest::newRow(name) << QByteArray::fromStdString(text);
    };
    const std::string config = "{\n  \"lr\": 0.1,\n  \"layers\": [\n    1,\n    2\n  ]\n}\n";
    std::string training;
    for (int i = 0; i < 30'000; ++i) {
        training += "step " + std::to_string(i) + ", loss 0.5, lr 0.001\n";
    }
    for (const auto &[form, table] :
         {std::pair("csv", kCsv), std::pair("printed", kPrinted), std::pair("json", kJson)}) {
        const auto row = [&](const char *what) { return std::string(what) + " " + form; };
        add(row("config above").c_str(), config + "\n" + table);
        add(row("an open bracket above").c_str(), "int f()\n{\n  return a[0];\n" + table);
        add(row("arguments above").c_str(), "[\n'--batch', '8'\n]\n" + table);
        add(row("JSON lines above").c_str(), "{\"step\": 1}\n{\"step\": 2}\n[]\n" + table);
        add(row("a long log above").c_str(), training + table);
        add(row("words behind").c_str(),
            table + "Generated:\n    /tmp/report1.nsys-rep\nslurmstepd: error: *** JOB 12 ***\n");
        add(row("fenced").c_str(), "# Results\n```\n" + table + "```\n\nMore text, with commas, here.\n");
        add(row("fenced with a language").c_str(), "~~~text\n" + table + "~~~\n");
    }
    for (const auto &[form, table] : {std::pair("csv", kCsv), std::pair("printed", kPrinted)}) {
        for (const char *prefix :
             {"# ", "#", "// ", "> ", "> > ", " * ", "0: ", "[rank0] ", "[rank0]: ", "app-1  | ", "worker | ",
              "[1,0]<stdout>:", "INFO:root:", "(worker pid=4711) ", "-- ", "% ", "    "}) {
            QTest::addRow("'%s' %s", prefix, form) << QByteArray::fromStdString("some log\n" + behind(prefix, table));
        }
        QTest::addRow("times %s", form) << QByteArray::fromStdString(stamped(table));
        QTest::addRow("prefix and words behind %s", form)
            << QByteArray::fromStdString(behind("// ", table + "\nend of profile\n") + "int main() {}\n");
    }
    add("a log line between rows, printed", kPrinted.substr(0, kPrinted.find("     40.0")) + "W1107 cache full\n" +
                                                kPrinted.substr(kPrinted.find("     40.0")));
    add("a log line between rows, csv",
        kCsv.substr(0, kCsv.find("40.0,")) + "W1107 cache full\n" + kCsv.substr(kCsv.find("40.0,")));
    std::string spaced;
    for (const char c : kPrinted) {
        spaced += c == '\n' ? "\n\n" : std::string(1, c);
    }
    add("a blank line behind every row", spaced);
    add("blanks collapsed, no rule",
        "Time (%) Total Time (ns) Instances Avg (ns) Med (ns) Min (ns) Max (ns) StdDev (ns) Name\n"
        "60.0 6000000 100 60000.0 60000.0 59000 61000 400.0 conv_a(float *, int)\n"
        "40.0 4000000 200 20000.0 20000.0 19000 21000 300.0 relu_b(float *, int)\n");
    add("a rule of one piece",
        "Time (%)  Total Time (ns)  Instances  Avg (ns)  Name\n-------------------\n"
        "60.0 6000000 100 60000.0 conv_a(float *, int)\n40.0 4000000 200 20000.0 relu_b(float *, int)\n");
}

void TestTableFinding::findsTheTable()
{
    QFETCH(QByteArray, text);
    const ReportContent content = read(text.toStdString());
    QVERIFY2(content.table, messages(content.diagnostics).constData());
    QCOMPARE(content.table->names.size(), std::size_t{2});
    QCOMPARE(totalOf(*content.table), std::int64_t{10'000'000});
    QVERIFY2(!content.table->isPartial, messages(content.diagnostics).constData());
    QCOMPARE(messages(content.diagnostics), QByteArray());
}

void TestTableFinding::listsSeveralTables()
{
    const std::string text =
        "# naive\n\n" + kPrinted + "\n# fused\n\n" + kPrinted.substr(0, kPrinted.find("     40.0")) + "\n" + kCsv;
    const ReportContent first = read(text);
    QCOMPARE(first.tables.size(), std::size_t{3});
    QCOMPARE(QByteArray::fromStdString(first.tables[0].name), QByteArray("naive"));
    QCOMPARE(QByteArray::fromStdString(first.tables[1].name), QByteArray("fused"));
    QCOMPARE(first.tables[1].rows, std::size_t{1});
    QVERIFY(has(first.diagnostics, "table-second"));
    QVERIFY(messages(first.diagnostics).contains("\"fused\""));
    const ReportContent second = read(text, "t.txt", 1);
    QVERIFY(second.table);
    QCOMPARE(totalOf(*second.table), std::int64_t{6'000'000});
    QVERIFY(!read(text, "t.txt", 3).table);
}

void TestTableFinding::choosesATableOfAFile_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<qlonglong>("total");
    QTest::newRow("first") << "1" << 10'000'000LL;
    QTest::newRow("second") << "2" << 6'000'000LL;
    QTest::newRow("by name") << "fused" << 6'000'000LL;
    QTest::newRow("by a part of the name") << "FUS" << 6'000'000LL;
    QTest::newRow("none") << "third" << -1LL;
    QTest::newRow("beyond") << "3" << -1LL;
}

void TestTableFinding::choosesATableOfAFile()
{
    QFETCH(QString, choice);
    QFETCH(qlonglong, total);
    const ScratchDir folder;
    const auto path =
        folder.write("log.md", "# naive\n" + kPrinted + "\n# fused\n" + kPrinted.substr(0, kPrinted.find("     40.0")));
    RunLoadOptions options;
    options.table = choice.toStdString();
    const auto byOption = loadRun(path, options);
    const auto byPath = loadRun(path.string() + "#" + choice.toStdString());
    for (const auto &run : {byOption, byPath}) {
        QCOMPARE(run.has_value(), total > 0);
        if (run) {
            QCOMPARE(qlonglong((*run)->combined().totalNs), total);
        } else {
            QVERIFY2(run.error().message.contains("fused"), run.error().message.c_str());
        }
    }
}

void TestTableFinding::tellsProcessesApart()
{
    const std::string other =
        kCsvHeading + "100.0,8000000,100,80000.0,80000.0,79000,81000,400.0,\"conv_a(float *, int)\"\n";
    const std::string text = mixed(behind("0: ", kCsv), behind("1: ", other));
    const ReportContent content = read(text);
    QVERIFY2(content.table, messages(content.diagnostics).constData());
    QCOMPARE(totalOf(*content.table), std::int64_t{10'000'000});
    QCOMPARE(content.tables.size(), std::size_t{2});
    QCOMPARE(QByteArray::fromStdString(content.tables[1].name), QByteArray("1"));
    QCOMPARE(totalOf(*read(text, "t", 1).table), std::int64_t{8'000'000});
}

void TestTableFinding::mentionsASkippedCapture()
{
    const ReportContent content = read("# naive\n[6/8] Executing 'cuda_gpu_kern_sum' stats report\n"
                                       "SKIPPED: /tmp/report1.sqlite does not contain CUDA kernel data.\n\n# fused\n" +
                                       kPrinted);
    QVERIFY(content.table);
    QVERIFY(has(content.diagnostics, "table-skipped"));
}

void TestTableFinding::namesOtherReports_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("API") << QByteArray(
                                " ** CUDA API Summary (cuda_api_sum):\n\n Time (%)  Total Time (ns)  Num Calls  Name\n"
                                " --------  ---------------  ---------  ----\n    1.0   10   1  cudaMalloc\n")
                         << QByteArray("CUDA API Summary (cuda_api_sum)");
    QTest::newRow("NVTX")
        << QByteArray("Processing [a.sqlite] with [nvtx_sum.py]... \n\n ** NVTX Range Summary (nvtx_sum):\n\n"
                      " Time (%)  Total Time (ns)  Instances  Style   Range\n"
                      " --------  ---------------  ---------  -------  -----\n 1.0  10  1  PushPop  :step\n")
        << QByteArray("NVTX Range Summary (nvtx_sum)");
    QTest::newRow("pushpop trace")
        << QByteArray("Start (ns),End (ns),Duration (ns),DurChild (ns),Name,PID,TID,RangeStack\n1,2,1,0,:a,1,1,:1\n")
        << QByteArray("NVTX trace");
}

void TestTableFinding::namesOtherReports()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, name);
    const ReportContent content = read(text.toStdString());
    QVERIFY(!content.table);
    QCOMPARE(QByteArray::fromStdString(content.diagnostics.front().code), QByteArray("report-other"));
    QVERIFY2(messages(content.diagnostics).contains(name), messages(content.diagnostics).constData());
}

void TestTableFinding::showsAnOddHeading()
{
    const ReportContent content = read("Time (%)  Total Time (ns)  Instances  Avg (ns)\n----  -----\n60.0  6000\n");
    QVERIFY(!content.table);
    QCOMPARE(QByteArray::fromStdString(content.diagnostics.front().code), QByteArray("heading-odd"));
    QVERIFY(messages(content.diagnostics).contains("Total Time (ns)") &&
            messages(content.diagnostics).contains("2 columns"));
}

void TestTableFinding::tellsOfKernelsInGraphs_data()
{
    QTest::addColumn<QByteArray>("api");
    QTest::addColumn<bool>("told");
    const QByteArray csv = "Time (%),Total Time (ns),Num Calls,Name\n";
    QTest::newRow("eager") << csv + "100.0,10,300,cudaLaunchKernel\n" << false;
    QTest::newRow("graphs hide kernels") << csv + "90.0,10,10,cudaGraphLaunch_v10000\n10.0,1,300,cudaLaunchKernel\n"
                                         << true;
    QTest::newRow("nodes were traced") << csv + "90.0,10,10,cudaGraphLaunch\n10.0,1,20,cuLaunchKernelEx\n" << false;
    QTest::newRow("printed")
        << QByteArray(" ** CUDA API Summary (cuda_api_sum):\n\n Time (%)  Total Time (ns)  Num Calls  Name\n"
                      " --------  ---------------  ---------  ----\n 90.0  10  400  cudaGraphLaunch_v10000\n\n")
        << true;
}

void TestTableFinding::tellsOfKernelsInGraphs()
{
    QFETCH(QByteArray, api);
    QFETCH(bool, told);
    const ReportContent content = read(api.toStdString() + "\n" + kPrinted);
    QVERIFY2(content.table, messages(content.diagnostics).constData());
    QCOMPARE(has(content.diagnostics, "graphs-hide-kernels"), told);
    QCOMPARE(content.table->isPartial, told);
}

void TestTableFinding::takesRangesOffNames_data()
{
    QTest::addColumn<QByteArray>("above");
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<QByteArray>("expected");
    const auto add = [](const char *row, const char *above, const char *names, const char *expected) {
        QTest::newRow(row) << QByteArray(above) << QByteArray(names) << QByteArray(expected);
    };
    add("one outside", "", "forward/conv(float *, int)|backward/grad(float *, int)|fill(float *, int)",
        "forward:conv(float *, int) backward:grad(float *, int) :fill(float *, int)");
    add("said by the profiler", "Processing [a.sqlite] with [/r/cuda_gpu_kern_sum.py](nvtx-name:base)... \n",
        "forward/triton_poi|aten::add, seq = 0/gemm|fill", "forward:triton_poi aten::add, seq = 0:gemm :fill");
    add("slashes in ranges and arguments", "", "step 1/2/void f<a/b>(int)|warm (x)/g(int)",
        "step 1/2:void f<a/b>(int) warm (x):g(int)");
    add("not said", "", "fused/loop|gemm", ":fused/loop :gemm");
    add("an operator", "", "A operator/(A, A)|f(int)", ":A operator/(A, A) :f(int)");
}

void TestTableFinding::takesRangesOffNames()
{
    QFETCH(QByteArray, above);
    QFETCH(QByteArray, names);
    std::string text = above.toStdString() + kCsvHeading;
    for (const QByteArray &name : names.split('|')) {
        text += "10.0,10,1,10.0,10.0,10,10,0.0,\"" + name.toStdString() + "\"\n";
    }
    const ReportContent content = read(text);
    QVERIFY(content.table);
    QByteArrayList found;
    for (const RangeTable &range : content.table->ranges) {
        for (const KernelRow &row : range.rows) {
            found.append(QByteArray::fromStdString(range.range) + ":" +
                         QByteArray::fromStdString(std::string(content.table->names[row.kernel])));
        }
    }
    QTEST(found.join(' '), "expected");
}

void TestTableFinding::saysThatOriginsAreSummed()
{
    const ReportContent gpus =
        read("Start (ns),Duration (ns),CorrId,GrdX,GrdY,GrdZ,Device,Name\n0,1000,0,64,1,1,GPU (0),f\n"
             "1,1100,0,64,1,1,GPU (1),f\n2,1200,0,64,1,1,GPU (2),f\n");
    QVERIFY(messages(gpus.diagnostics).contains("3 GPUs"));
    const ReportContent processes =
        read("NVTX Range,Style,PID,TID,Kern Inst,Total Time (ns),Kernel Name\n:a,P,1,1,1,10,f\n:a,P,2,2,1,10,f\n");
    QVERIFY(messages(processes.diagnostics).contains("2 processes"));
    const ReportContent devices = read("Device,Total Time (ns),Instances,Name\nGPU (0),10,1,f\nGPU (1),20,2,f\n");
    QVERIFY(messages(devices.diagnostics).contains("2 GPUs"));
    QCOMPARE(devices.origins, (std::vector<std::string>{"GPU (0)", "GPU (1)"}));
    const ReportContent one = read("NVTX Range,Style,PID,TID,Kern Inst,Total Time (ns),Kernel Name\n:a,P,1,1,1,10,f\n");
    QVERIFY(!has(one.diagnostics, "origins-summed"));
}

void TestTableFinding::survivesAnEmptyRun()
{
    for (const char *below : {"per-stage", "nsys/per-stage"}) {
        const ScratchDir folder;
        std::filesystem::create_directories(folder.path() / below);
        const auto run = loadRun(folder.path());
        QVERIFY(!run.has_value());
        QVERIFY2(run.error().message.contains("no kernel table"), run.error().message.c_str());
    }
}

void TestTableFinding::looksAtEveryFile()
{
    const ScratchDir folder;
    for (int i = 0; i < 400; ++i) {
        folder.write("a" + std::to_string(i) + ".txt", "nothing here\n");
    }
    folder.write("z.csv", kCsv);
    const auto run = loadRun(folder.path());
    QVERIFY(run.has_value());
    QCOMPARE((*run)->combined().totalNs, std::int64_t{10'000'000});
}

void TestTableFinding::namesStagesBeyondTheLimit()
{
    const ScratchDir folder;
    for (int i = 0; i < 1010; ++i) {
        folder.write("per-stage/s" + std::to_string(1000 + i) + "/k.csv", kCsv);
    }
    const auto run = loadRun(folder.path());
    QVERIFY(run.has_value());
    QVERIFY(has((*run)->diagnostics(), "stages-left-out"));
    QVERIFY2(messages((*run)->diagnostics()).contains("s2009"), messages((*run)->diagnostics()).right(400).constData());
}

QTEST_APPLESS_MAIN(TestTableFinding)
#include "tst_tablefinding.moc"
