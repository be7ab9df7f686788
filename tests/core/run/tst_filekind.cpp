#include "core/run/filekind.h"

#include "tests/support/testpaths.h"

#include <QTest>

#include <string>

using namespace atlas;
using namespace atlas::test;
using enum FileKind;

Q_DECLARE_METATYPE(FileKind)

namespace
{
QByteArray binary(const char *text, qsizetype size)
{
    return QByteArray(text, size) + QByteArray(64, '\0');
}

QByteArray database(const char *schema)
{
    return QByteArray("SQLite format 3\0", 16) + QByteArray(84, '\0') + schema + QByteArray(64, '\0');
}
} // namespace

class TestFileKind : public QObject
{
    Q_OBJECT

private slots:
    void tellsKinds_data();
    void tellsKinds();
    void everyKindHasWords();
    void namesTheRealPath_data();
    void namesTheRealPath();
};

void TestFileKind::tellsKinds_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::addColumn<FileKind>("kind");
    const auto add = [](const char *row, const QByteArray &bytes, const char *name, FileKind kind) {
        QTest::newRow(row) << bytes << QString(name) << kind;
    };
    add("nothing", "", "a.csv", Empty);
    add("prose", "Dear diary\n", "a.txt", Text);
    add("a kernel summary", "Time (%),Total Time (ns),Instances,Name\n1,1,1,a\n", "a.csv", Text);
    // Nsight
    add("nsys database", database("CREATE TABLE CUPTI_ACTIVITY_KIND_KERNEL (start, end)"), "a.db", NsysSqlite);
    add("nsys database without kernels", database("CREATE TABLE StringIds (id, value)"), "a.sqlite", NsysSqlite);
    add("nsys report", binary("\x01\x02\x03", 3), "run.nsys-rep", NsysReport);
    add("old nsys report", binary("\x01\x02\x03", 3), "run.qdrep", NsysReport);
    add("nsys report, no zero byte", "\x01\x02\x03\xFF", "run.nsys-rep", NsysReport);
    add("nsys stream", binary("\x01\x02", 2), "run.qdstrm", NsysStream);
    add("nsys events", "{\"Type\":48,\"CudaEvent\":{\"startNs\":\"1\"}}\n{\"Type\":48,\"CudaEvent\":{}}\n", "a.json",
        NsysJson);
    add("ncu report", binary("NVR\0\x08\x01", 6), "whatever", NcuReport);
    add("ncu report by name", binary("\x08\x01", 2), "a.ncu-rep", NcuReport);
    add("ncu text", "==PROF== Connected to process 1\n", "a.txt", NcuText);
    add("ncu details", "  f(int), Context 1, Stream 7\n    Section: Launch Statistics\n", "a.txt", NcuText);
    add("ncu CSV",
        "\"ID\",\"Process ID\",\"Process Name\",\"Host Name\",\"Kernel Name\",\"Metric Name\",\"Metric Value\"\n",
        "ncu.csv", NcuCsv);
    add("ncu raw CSV",
        "==WARN== x\n\"ID\",\"Process ID\",\"Process Name\",\"Host Name\",\"Kernel "
        "Name\",\"Context\",\"launch__grid_size\"\n",
        "ncu.csv", NcuCsv);
    add("ncu renames", "-\n - Original: void f(int)\n - Renamed: f\n", "ncu-kernel-renames.yaml", NcuRenames);
    add("kernels to profile", "kernels:\n  - name: gemm\n    regex: ^gemm$\n", "top-kernels.yaml", TopKernels);
    add("nvprof", "==10== NVPROF is profiling process 10\n==10== Profiling result:\n", "a.txt", Nvprof);
    add("nvprof table", "            Type  Time(%)      Time     Calls       Avg       Min       Max  Name\n", "a.txt",
        Nvprof);
    add("nvprof CSV", "\"Type\",\"Time(%)\",\"Time\",\"Calls\",\"Avg\",\"Min\",\"Max\",\"Name\"\n,%,s,,us,us,us,\n",
        "a.csv", NvprofCsv);
    add("nvprof database", database("CREATE TABLE CUPTI_ACTIVITY_KIND_CONCURRENT_KERNEL (x)"), "a.nvvp",
        NvprofDatabase);
    // PyTorch and others
    add("torch trace", "{\"schemaVersion\": 1, \"deviceProperties\": [], \"traceEvents\": []}", "a.json", TorchTrace);
    add("torch trace, an array",
        "[{\"ph\": \"X\", \"cat\": \"cpu_op\", \"name\": \"aten::add\", \"pid\": 1, \"ts\": 1}]", "a.json", TorchTrace);
    add("torch trace, no schema",
        "{\"traceEvents\":[{\"ph\":\"X\",\"cat\":\"kernel\",\"name\":\"f\",\"ts\":1,\"dur\":2}]}", "x.json",
        TorchTrace);
    add("averages", "---  ---\n  Name   Self CPU %   Self CUDA   # of Calls  \n---  ---\n", "a.txt", TorchAverages);
    add("averages, newer", "  Name    Self CPU %      Self CPU   CPU total %   Self XPU  # of Calls\n", "a.log",
        TorchAverages);
    add("chrome trace", "{\"traceEvents\":[{\"ph\":\"X\",\"name\":\"a\",\"pid\":1,\"ts\":1}]}", "a.json", ChromeTrace);
    add("perfetto", binary("\x0A\x10\x40", 3), "a.pftrace", Perfetto);
    add("perfetto by content", binary("\x0A\x20 perfetto.traced", 18), "a.bin", Perfetto);
    add("xplane", binary("\x0A\x21\x12\x0E/host:metadata\"", 19), "a.pb", Xplane);
    add("xplane by name", binary("\x0A\x21\x12\x0E", 4), "host.xplane.pb", Xplane);
    add("proton", "[{\"children\": [], \"frame\": {\"name\": \"ROOT\"}, \"metrics\": {}}]", "a.hatchet", Proton);
    add("julia", "Device-side activity: GPU was busy for 2.07 ms (88.76% of the trace)\n", "a.txt", JuliaProfile);
    // AMD
    add("rocprof stats", "\"Name\",\"Calls\",\"TotalDurationNs\",\"AverageNs\",\"Percentage\"\n", "a.csv",
        RocprofStats);
    add("rocprofv3 stats", "Name,Calls,TotalDurationNs,AverageNs,Percentage,MinNs,MaxNs,StdDev\n", "a.csv",
        RocprofStats);
    add("rocprof v1", "\"Index\",\"KernelName\",\"gpu-id\",\"queue-id\",\"DurationNs\"\n", "results.csv",
        RocprofDispatches);
    add("rocprofv2", "Dispatch_ID,GPU_ID,Queue_ID,PID,Kernel_Name,Start_Timestamp,End_Timestamp\n", "results.csv",
        RocprofDispatches);
    add("rocprofv3", "\"Kind\",\"Agent_Id\",\"Kernel_Name\",\"Start_Timestamp\",\"End_Timestamp\"\n",
        "a_kernel_trace.csv", RocprofDispatches);
    add("rocprofv3 API", "\"Domain\",\"Function\",\"Process_Id\",\"Start_Timestamp\",\"End_Timestamp\"\n", "hip.csv",
        RocprofTrace);
    add("rocprofv3 JSON", "{\"rocprofiler-sdk-tool\":[{\"metadata\":{}}]}", "a_results.json", RocprofJson);
    add("rocpd", database("CREATE TABLE rocpd_kernel_dispatch (id)"), "a.db", Rocpd);
    add("roctracer",
        "{ \"traceEvents\":[{}\n,{\"ph\":\"X\",\"name\":\"f\",\"args\":{\"BeginNs\":\"1\",\"EndNs\":\"2\"}}]}",
        "results.json", RoctracerJson);
    // ours
    add("catalog", "# kernels\n- raw_name: \"f\"\n  friendly_name: g\n", "kernels.yaml", Catalog);
    add("catalog as JSON", "[{\"raw_name\": \"f\"}]", "kernels.json", Catalog);
    add("project", "catalog: kernels.yaml\n", "kernel-atlas.yaml", ProjectFile);
    // anything
    add("database", database("CREATE TABLE users (id)"), "a.db", Sqlite);
    add("zip", binary("PK\x03\x04", 4), "a.zip", Archive);
    add("spreadsheet", binary("PK\x03\x04 xl/workbook.xml", 20), "a.xlsx", Document);
    add("tar", QByteArray(257, '\0') + "ustar" + QByteArray(64, '\0'), "a.tar", Archive);
    add("xz",
        binary("\xFD"
               "7zXZ\0",
               6),
        "a.xz", Archive);
    add("picture", binary("\x89PNG\r\n\x1A\n", 8), "a.png", Picture);
    add("drawing", "<?xml version=\"1.0\"?>\n<svg xmlns=\"x\"/>", "a.svg", Picture);
    add("pdf", "%PDF-1.7\n", "a.pdf", Document);
    add("notebook", "{\n \"cells\": [{\"cell_type\": \"code\"}]}", "a.ipynb", Notebook);
    add("web page", "\n<!DOCTYPE HTML>\n<html>", "a.html", WebPage);
    add("program",
        binary("\x7F"
               "ELF",
               4),
        "a.out", Program);
    add("unknown", binary("\x01\x02\x03", 3), "a.dat", Binary);
    add("other tool", "kernel_name,device_id,call_count,total_time_ns\nf,0,4,98\n", "a.csv", OtherKernelTable);
}

void TestFileKind::tellsKinds()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    QFETCH(FileKind, kind);
    const ScratchDir folder;
    const auto path = folder.write(name.toStdString(), bytes.toStdString());
    QCOMPARE(int(recognise(std::string_view(bytes.constData(), std::size_t(bytes.size())), path)), int(kind));
    const auto recognised = recogniseFile(path);
    QVERIFY(recognised.has_value());
    QCOMPARE(int(recognised->kind), int(kind));
    QVERIFY(!recognised->isPacked);
}

void TestFileKind::everyKindHasWords()
{
    for (std::size_t i = 0; i < kFileKinds; ++i) {
        const FileKindWords &words = wordsOf(static_cast<FileKind>(i));
        QVERIFY2(!words.what.empty() && !words.next.empty(), std::to_string(i).c_str());
        const std::string text = explainKind(static_cast<FileKind>(i), "/tmp/a b/x");
        QVERIFY2(!text.contains("{}"), text.c_str());
        // What is read is not sent away to another program.
        const bool isCapture = words.isRead && static_cast<FileKind>(i) != Text;
        QVERIFY2(!isCapture || text.ends_with("katlas tables '/tmp/a b/x'"), text.c_str());
        QVERIFY2(!words.isRead || !text.contains("not supported"), text.c_str());
    }
}

void TestFileKind::namesTheRealPath_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("word");
    QTest::newRow("plain") << QByteArray("runs/a-1.nsys-rep") << QByteArray("runs/a-1.nsys-rep");
    QTest::newRow("blanks") << QByteArray("my run/a.nsys-rep") << QByteArray("'my run/a.nsys-rep'");
    QTest::newRow("quote") << QByteArray("it's.nsys-rep") << QByteArray("'it'\\''s.nsys-rep'");
    QTest::newRow("control") << QByteArray("a\nb.nsys-rep") << QByteArray("'a\\x0Ab.nsys-rep'");
}

void TestFileKind::namesTheRealPath()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, word);
    QCOMPARE(QByteArray::fromStdString(shellWord(path.toStdString())), word);
    QVERIFY(explainKind(NsysReport, path.toStdString()).ends_with(" " + word.toStdString()));
}

QTEST_APPLESS_MAIN(TestFileKind)
#include "tst_filekind.moc"
