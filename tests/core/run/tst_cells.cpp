#include "core/base/cutname.h"
#include "core/run/numbertext.h"
#include "core/run/plainname.h"
#include "core/run/reportreader.h"
#include "core/run/runloader.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <cmath>

using namespace atlas;
using namespace atlas::test;

/// Tables as people have them: cells that are cut, absent, broken or carry units, names that are cut or wrapped in
/// marks of a document. A row lives as long as its name, total and calls can be read.
class TestCells : public QObject
{
    Q_OBJECT

private slots:
    void keepsRowsWithOddCells_data();
    void keepsRowsWithOddCells();
    void readsUnitsInCells_data();
    void readsUnitsInCells();
    void tellsLostDigitsOfCells();
    void tellsOnceOfUnknownCells();
    void refusesAFileWithoutReadableRows_data();
    void refusesAFileWithoutReadableRows();
    void losesOneRowOfAbsurdJson_data();
    void losesOneRowOfAbsurdJson();
    void keepsTheSumFromAbsurdRows_data();
    void keepsTheSumFromAbsurdRows();
    void tellsCutNames_data();
    void tellsCutNames();
    void keepsCutMarksThroughMerging();
    void knowsOpenBrackets_data();
    void knowsOpenBrackets();
    void undoesMarksAroundNames_data();
    void undoesMarksAroundNames();
    void readsMarkedNamesOfTables();
    void sharesAreOfTheWhole_data();
    void sharesAreOfTheWhole();
};

namespace
{
constexpr const char *kHeader =
    "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";

ReportContent read(std::string_view text)
{
    return readReport(bytesOf(text), "t");
}

QByteArray shown(double ns)
{
    return std::isnan(ns) ? QByteArray("?") : QByteArray::number(ns, 'f', 1);
}

/// "name calls total median minimum maximum deviation; ..." in the order of the file.
QByteArray rowsOf(const ReportContent &content)
{
    QByteArrayList rows;
    if (content.table) {
        for (const RangeTable &range : content.table->ranges) {
            for (const KernelRow &row : range.rows) {
                const KernelTiming &timing = row.timing;
                const std::string_view name = content.table->names[row.kernel];
                rows.append(QByteArrayList{
                    QByteArray(name.data(), qsizetype(name.size())), QByteArray::number(qlonglong(timing.instances)),
                    QByteArray::number(qlonglong(timing.totalNs)), shown(timing.medianNs), shown(timing.minimumNs()),
                    shown(timing.maximumNs()), shown(timing.standardDeviationNs)}
                                .join(' '));
            }
        }
    }
    return rows.join("; ");
}

QByteArray codesOf(const ReportContent &content)
{
    QByteArrayList list;
    for (const Diagnostic &diagnostic : content.diagnostics) {
        list.append(QByteArray::fromStdString(diagnostic.code));
    }
    return list.join(' ');
}
} // namespace

void TestCells::keepsRowsWithOddCells_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("rows");
    const auto add = [](const char *tag, const QByteArray &text, const char *rows) {
        QTest::newRow(tag) << text << QByteArray(rows);
    };
    const QByteArray columns =
        " ** CUDA GPU Kernel Summary (cuda_gpu_kern_sum):\n\n"
        " Time (%)  Total Time (ns)  Instances  Avg (ns)  Med (ns)  Min (ns)  Max (ns)  StdDev (ns)    Name \n"
        " --------  ---------------  ---------  --------  --------  --------  --------  -----------  ------\n";
    add("average and median cut",
        columns +
            "     80.0        214748360         80  2684354…  2684100…   2600000   2790000       1500.0  gemm_x\n"
            "     20.0         53687090       1000   53687.1   53000.0     50000     61000        900.0  add_y \n",
        "gemm_x 80 214748360 ? 2600000.0 2790000.0 1500.0; add_y 1000 53687090 53000.0 50000.0 61000.0 900.0");
    add("maximum cut with dots",
        columns +
            "    100.0        214748360         80  2684354.5  2684100.0   2600000   27900...       1500.0  gemm_x\n",
        "gemm_x 80 214748360 2684100.0 2600000.0 ? 1500.0");
    add("a blank cell under its heading",
        columns +
            "     80.0        214748360         80  2684354.5             2600000   2790000       1500.0  gemm_x\n",
        "gemm_x 80 214748360 ? 2600000.0 2790000.0 1500.0");
    add("two blank cells and a name of two words",
        columns + "     80.0        214748360         80  2684354.5                       2790000       1500.0  "
                  "void gemm_x(int)\n",
        "void gemm_x(int) 80 214748360 ? ? 2790000.0 1500.0");
    add("by range, cut",
        " ** NVTX Range Kernel Summary (nvtx_kern_sum):\n\n"
        " NVTX Range   Style   PID  TID  NVTX Inst  Kern Inst  Total Time (ns)  Avg (ns)  Med (ns)  Min (ns)  Max (ns) "
        " StdDev (ns)  Kernel Name\n"
        " ----------  -------  ---  ---  ---------  ---------  ---------------  --------  --------  --------  -------- "
        " -----------  -----------\n"
        "      :tail  PushPop  100  100          5          5         12345678  2469135…  2469000…   2400000  25000…   "
        "      270.0  gemm_x     \n",
        "gemm_x 5 12345678 ? 2400000.0 ? 270.0");
    add("no minimum and maximum", "Time (%),Total Time (ns),Instances,Avg (ns),Name\n100.0,5000,2,2500.0,f\n",
        "f 2 5000 ? ? ? ?");
    add("no maximum", "Name,Total Time (ns),Instances,Min (ns)\nf,5000,2,2000\n", "f 2 5000 ? 2000.0 ? ?");
    add("device summary of few columns",
        "** CUDA GPU Summary (Kernels/MemOps) (cuda_gpu_sum):\n\n"
        "Time (%)  Total Time (ns)  Instances  Category    Operation\n"
        "--------  ---------------  --------- ----------- ----------------\n"
        "    97.0        9,700,000      4     CUDA_KERNEL add_y(int *, int)\n"
        "     3.0          300,000     48     MEMORY_OPER [memcpy H2D]\n",
        "add_y(int *, int) 4 9700000 ? ? ? ?");
    add("words for nothing",
        QByteArray(kHeader) + "100.0,5000,2,n/a,nan,-,N/A,--,f\n0.0,5,1,,,,,,g\n0.0,5,1,null,None,–,—,NaN,h\n",
        "f 2 5000 ? ? ? ?; g 1 5 ? ? ? ?; h 1 5 ? ? ? ?");
    add("broken cells", QByteArray(kHeader) + "x,5000,2,y,z,-4,1e99,#REF!,f\n", "f 2 5000 ? ? ? ?");
    add("a real 0 ns stays", QByteArray(kHeader) + "100.0,0,2,0.0,0.0,0,0,0.0,f\n", "f 2 0 0.0 0.0 0.0 0.0");
    add("a row that ends early", "Name,Total Time (ns),Instances,Avg (ns),Min (ns)\nf,5000,2,2500.0,2000\ng,6000,3\n",
        "f 2 5000 ? 2000.0 ? ?; g 3 6000 ? ? ? ?");
    add("json",
        "[{\"Total Time (ns)\": 5000, \"Instances\": 2, \"Med (ns)\": null, \"Min (ns)\": \"12…\", "
        "\"Max (ns)\": 1e999, \"Name\": \"f\"}, {\"Total Time (ns)\": 6, \"Instances\": 1, \"Name\": \"g\"}]",
        "f 2 5000 ? ? ? ?; g 1 6 ? ? ? ?");
    add("drawn",
        "| Time (%) | Total Time (ns) | Instances | Min (ns) | Max (ns) | Name |\n"
        "|---:|---:|---:|---:|---:|---|\n| 100.0 | 5000 | 2 |  | 27… | f |\n",
        "f 2 5000 ? ? ? ?");
}

void TestCells::keepsRowsWithOddCells()
{
    QFETCH(QByteArray, text);
    const ReportContent content = read(text.toStdString());
    QVERIFY2(content.table, codesOf(content).constData());
    QTEST(rowsOf(content), "rows");
    QVERIFY2(!codesOf(content).contains("row-"), codesOf(content).constData());
}

void TestCells::readsUnitsInCells_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("rows");
    const auto add = [](const char *tag, const QByteArray &text, const char *rows) {
        QTest::newRow(tag) << text << QByteArray(rows);
    };
    const QByteArray headings = "Time (%),Total Time,Instances,Avg,Med,Min,Max,StdDev,Name\n";
    add("csv", headings + "90.0%,1.234567ms,2,617.28us,600us,0.5 ms,734567 ns,12.5us,f\n",
        "f 2 1234567 600000.0 500000.0 734567.0 12500.0");
    add("csv with a micro sign", headings + "90.0 %,1.234567 ms,2,617.28 µs,600 µs,500 μs,734567 ns,12.5µs,f\n",
        "f 2 1234567 600000.0 500000.0 734567.0 12500.0");
    add("decimal comma", "Time (%);Total Time;Instances;Avg;Name\n\"90,0%\";\"1.234,5 us\";2;\"617,25 us\";f\n",
        "f 2 1234500 ? ? ? ?");
    add("text",
        "Time (%)  Total Time   Instances  Avg        Min     Max     Name\n"
        "--------  -----------  ---------  ---------  ------  ------  ----------------\n"
        "    90.0  1.234567 ms          2  617.28 us  500 us  734 us  void f<int>(int)\n"
        "    10.0     1.5 us            3     0.5 us  400 ns  600 ns  ns_kernel(float)\n",
        "void f<int>(int) 2 1234567 ? 500000.0 734000.0 ?; ns_kernel(float) 3 1500 ? 400.0 600.0 ?");
    add("the cell knows better than the heading",
        "Total Time (ns),Instances,Max (ns),Name\n2 ms,2,1.5ms,f\n3000,1,3000,g\n",
        "f 2 2000000 ? ? 1500000.0 ?; g 1 3000 ? ? 3000.0 ?");
}

void TestCells::readsUnitsInCells()
{
    QFETCH(QByteArray, text);
    QTEST(rowsOf(read(text.toStdString())), "rows");
}

void TestCells::tellsLostDigitsOfCells()
{
    QVERIFY(read("Total Time,Instances,Name\n134.9 ms,2,f\n").table->lostDigits);
    QVERIFY(!read("Total Time,Instances,Name\n134.912345 ms,2,f\n9 ns,2,g\n").table->lostDigits);
}

void TestCells::tellsOnceOfUnknownCells()
{
    std::string text = kHeader;
    for (int i = 0; i < 100; ++i) {
        text += "0.0,5000,2,2500.0,25…,2000,3…,5.0,f" + std::to_string(i) + '\n';
    }
    const ReportContent content = read(text);
    QCOMPARE(codesOf(content), QByteArray("cells-unknown"));
    const Diagnostic &told = content.diagnostics.front();
    QVERIFY2(told.message.contains("200 cells") && told.message.contains("median '25…'") == false,
             told.message.c_str());
    QVERIFY2(told.message.contains("maximum '3…'"), told.message.c_str());
    QCOMPARE(told.location.line, std::size_t{2});
}

void TestCells::refusesAFileWithoutReadableRows_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto add = [](const char *tag, const QByteArray &text) { QTest::newRow(tag) << text; };
    add("totals cut", QByteArray(kHeader) + "60.0,1798…,75,1.0,1.0,1,1,0.0,f\n40.0,1200…,75,1.0,1.0,1,1,0.0,g\n");
    add("no calls", QByteArray(kHeader) + "60.0,1798,many,1.0,1.0,1,1,0.0,f\n");
    add("printed", "Time (%)  Total Time (ns)  Instances  Name\n--------  ---------------  ---------  ----\n"
                   "    60.0            1798…         75  f\n");
    add("json", "[{\"Total Time (ns)\": \"x\", \"Instances\": 2, \"Name\": \"f\"}]");
    add("only broken quotes", QByteArray(kHeader) + "60.0,1798,75,1.0,1.0,1,1,0.0,\"f\"x\n");
}

void TestCells::refusesAFileWithoutReadableRows()
{
    QFETCH(QByteArray, text);
    const ReportContent content = read(text.toStdString());
    QVERIFY(!content.table);
    QVERIFY2(codesOf(content).endsWith("rows-all-bad"), codesOf(content).constData());
    QVERIFY(content.diagnostics.back().severity == Severity::Error);
    const ScratchDir dir;
    QVERIFY(!loadRun(dir.write("t.csv", text.toStdString())));
}

void TestCells::losesOneRowOfAbsurdJson_data()
{
    QTest::addColumn<QByteArray>("number");
    QTest::addColumn<QByteArray>("rows");
    const QByteArray both = "f 2 5000 ? ? ? ?; h 1 7 ? ? ? ?";
    for (const char *number :
         {"1e999", "-1e999", "NaN", "Infinity", "-Infinity", "1e-999999", "99999999999999999999999",
          "18446744073709551616", "-5", "true", "\"1 … 2\"", "[1, 2]", "{\"a\": 1e999}"}) {
        QTest::newRow(number) << QByteArray(number) << both;
    }
    QTest::newRow("a number that is one")
        << QByteArray("6.0") << QByteArray("f 2 5000 ? ? ? ?; g 1 6 ? ? ? ?; h 1 7 ? ? ? ?");
    QTest::newRow("an exponent") << QByteArray("6E+00") << QByteArray("f 2 5000 ? ? ? ?; g 1 6 ? ? ? ?; h 1 7 ? ? ? ?");
}

void TestCells::losesOneRowOfAbsurdJson()
{
    QFETCH(QByteArray, number);
    const std::string text =
        "[{\"Total Time (ns)\": 5000, \"Instances\": 2, \"Name\": \"f\"},\n{\"Total Time (ns)\": " +
        number.toStdString() + ", \"Instances\": 1, \"Name\": \"g\"},\n" +
        "{\"Total Time (ns)\": 7, \"Instances\": 1, \"Name\": \"h\"}]\n";
    QTEST(rowsOf(read(text)), "rows");
}

void TestCells::keepsTheSumFromAbsurdRows_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = "60.0,600,1,600.0,600.0,600,600,0.0,f\n40.0,400,1,400.0,400.0,400,400,0.0,g\n";
    const auto add = [&](const char *tag, const char *row) {
        QTest::newRow(tag) << kHeader + QByteArray(row) + '\n' + good;
    };
    add("total", "100.0,9223372036854775807,1,1.0,1.0,1,1,0.0,a");
    add("half of it", "100.0,4611686018427387904,1,1.0,1.0,1,1,0.0,a");
    add("calls", "100.0,5,9223372036854775807,1.0,1.0,1,1,0.0,a");
    QTest::newRow("trace") << QByteArray("Start (ns),Duration (ns),CorrId,GrdX,GrdY,GrdZ,Name\n"
                                         "1,9223372036854775807,1,1,1,1,a\n1,600,1,1,1,1,f\n1,400,1,1,1,1,g\n");
    QTest::newRow("json") << QByteArray(
        "[{\"Total Time (ns)\": 9223372036854775807, \"Instances\": 2, \"Name\": \"a\"},"
        "{\"Total Time (ns)\": 600, \"Instances\": 1, \"Name\": \"f\"},"
        "{\"Total Time (ns)\": 400, \"Instances\": 1, \"Name\": \"g\"}]");
}

void TestCells::keepsTheSumFromAbsurdRows()
{
    QFETCH(QByteArray, text);
    const ReportContent content = read(text.toStdString());
    QVERIFY(content.table);
    QCOMPARE(content.table->ranges.front().totalNs, std::int64_t{1000});
    QCOMPARE(content.table->names.size(), std::size_t{2});
    QVERIFY2(codesOf(content).startsWith("row-too-large"), codesOf(content).constData());
}

void TestCells::tellsCutNames_data()
{
    QTest::addColumn<QByteArrayList>("names");
    QTest::addColumn<int>("width");
    QTest::addColumn<QByteArrayList>("cut");
    const auto add = [](const char *tag, const QByteArrayList &names, int width, const QByteArrayList &cut) {
        QTest::newRow(tag) << names << width << cut;
    };
    const auto long80 = QByteArray("void at::native::vectorized_elementwise_kernel<(int)4, at::native::CUDAFunctor_ad");
    const auto mangled80 = QByteArray(80, 'k');
    add("mark of the profiler", {"void f<std::array…", "conv_a(int)"}, 18, {"void f<std::array…"});
    add("three dots", {"void f<std::array...", "conv_a(int)"}, 20, {"void f<std::array..."});
    add("mark in the middle", {"void f<…>(int)", "conv_a(int)"}, 14, {"void f<…>(int)"});
    add("cut at 80", {long80.left(80), "conv_a"}, 80, {long80.left(80)});
    add("cut at 80, no bracket open", {mangled80, "conv_a"}, 80, {mangled80});
    add("whole at 80", {long80.left(78) + ">>", QByteArray(79, 'k')}, 80, {});
    add("question mark", {long80.left(79) + "?", "conv_a"}, 80, {long80.left(79) + "?"});
    add("open bracket at another width", {"void kernel<float, at::native::Functor_ad", "conv_a"}, 41,
        {"void kernel<float, at::native::Functor_ad"});
    add("two longest of one length",
        {"nvjet_tst_128x256_64x4_2x1_v_bz_coopA_TNN", "nvjet_tst_256x128_64x4_1x2_h_bz_coopA_NNT"}, 41, {});
    add("three longest of one length", {"triton_poi_a_12", "triton_poi_b_34", "triton_red_c_56"}, 15, {});
    add("rule shorter than the names", {"conv_a_long", "relu_b"}, 4, {});
    add("pack of parameters", {"void f<T1, T2...>(T1, T2...)", "conv_a"}, 28, {});
    add("arrow and operator", {"void f<&op->operator<>(int, float)", "void g<operator<<, a->b>(int)      "}, 35, {});
}

void TestCells::tellsCutNames()
{
    QFETCH(QByteArrayList, names);
    QFETCH(int, width);
    QFETCH(QByteArrayList, cut);
    std::string text = "Time (%)  Total Time (ns)  Instances  Name\n--------  ---------------  ---------  " +
                       std::string(static_cast<std::size_t>(width), '-') + '\n';
    for (const QByteArray &name : names) {
        text += "     0.0             1000          2  " + name.toStdString() + '\n';
    }
    const ReportContent content = read(text);
    QVERIFY(content.table);
    QByteArrayList found;
    for (std::size_t i = 0; i < content.table->names.size(); ++i) {
        if (content.table->names.isCut(makeId<KernelId>(i))) {
            const std::string_view name = content.table->names[makeId<KernelId>(i)];
            found.append(QByteArray(name.data(), qsizetype(name.size())));
        }
    }
    QCOMPARE(found, cut);
    QCOMPARE(content.table->namesCut, !cut.isEmpty());
    QCOMPARE(codesOf(content).contains("names-cut"), !cut.isEmpty());
}

void TestCells::keepsCutMarksThroughMerging()
{
    const ScratchDir dir;
    const std::string header(kHeader);
    static_cast<void>(dir.write("run/per-stage/prefill/nsys/t_cuda_gpu_kern_sum.csv",
                                header + "100.0,600,1,600.0,600.0,600,600,0.0,whole\n"));
    static_cast<void>(dir.write("run/per-stage/decode/nsys/t_cuda_gpu_kern_sum.csv",
                                header + "50.0,600,1,600.0,600.0,600,600,0.0,whole\n"
                                         "50.0,600,1,600.0,600.0,600,600,0.0,void f<…\n"));
    const auto run = loadRun(dir.path() / "run").value();
    QVERIFY(run->isNameCut(run->findKernel("void f<…").value()));
    QVERIFY(!run->isNameCut(run->findKernel("whole").value()));
}

void TestCells::knowsOpenBrackets_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("open");
    const auto add = [](const char *name, bool open) { QTest::newRow(name) << QByteArray(name) << open; };
    add("void f<int>(int)", false);
    add("void f<int", true);
    add("f(int, ", true);
    add("bool operator<(A, B)", false);
    add("void f<&A::operator->>(int)", false);
    add("void f<&A::operator()>(int)", false);
    add("void f<decltype(a->b)>(int)", false);
    add("void f<a<b, c>(int)", true);
    add("_ZN2at6native6kernelE", false);
}

void TestCells::knowsOpenBrackets()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, open);
    QCOMPARE(hasOpenBracket(name.toStdString()), open);
}

void TestCells::undoesMarksAroundNames_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QByteArray>("name");
    const auto add = [](const char *cell, const char *name) {
        QTest::newRow(cell) << QByteArray(cell) << QByteArray(name);
    };
    const auto same = [&](const char *cell) { add(cell, cell); };
    add("`conv_a`", "conv_a");
    add("``void f<int>(int)``", "void f<int>(int)");
    add("<code>void f&lt;int&gt;(int)</code>", "void f<int>(int)");
    add("**`conv_a`**", "conv_a");
    add("\"void f<a, b>()\"", "void f<a, b>()");
    add("'conv_a'", "conv_a");
    add("“conv_a”", "conv_a");
    add("void f&lt;a &amp;&amp; b&gt;(int&#x29;&#39;", "void f<a && b>(int)'");
    add("triton\\_poi\\_fused\\_0", "triton_poi_fused_0");
    add("void f\\<int\\>(int\\*)", "void f<int>(int*)");
    same("conv_a");
    same("void f<&lt, int>(int &, int)");
    same("'lambda'::'unnamed'");
    same("\"a\", \"b\"");
    same("void f<(lambda at C:\\src\\_x.cu)>()");
    same("f(&unknown;)");
    same("`");
    same("``");
    same("");
}

void TestCells::undoesMarksAroundNames()
{
    QFETCH(QByteArray, cell);
    const std::string text = cell.toStdString();
    QTEST(QByteArray::fromStdString(plainName(text).value_or(text)), "name");
}

void TestCells::readsMarkedNamesOfTables()
{
    const ReportContent markdown = read("| Total Time (ns) | Instances | Name |\n|---|---|---|\n"
                                        "| 5000 | 2 | `void f<int>(int)` |\n| 6000 | 3 | void g&lt;int&gt;(int) |\n");
    QCOMPARE(rowsOf(markdown), QByteArray("void f<int>(int) 2 5000 ? ? ? ?; void g<int>(int) 3 6000 ? ? ? ?"));
    const ReportContent csv = read("Total Time (ns),Instances,Name\n5000,2,\"\"\"void f<a, b>()\"\"\"\n6000,3,`g`\n");
    QCOMPARE(rowsOf(csv), QByteArray("void f<a, b>() 2 5000 ? ? ? ?; g 3 6000 ? ? ? ?"));
}

void TestCells::sharesAreOfTheWhole_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<double>("listed");
    QTest::addColumn<double>("firstShare");
    const auto add = [](const char *tag, const char *rows, double listed, double firstShare) {
        QTest::newRow(tag) << QByteArray(rows) << listed << firstShare;
    };
    add("the first two of many", "30.0,3000000,100,,,,,,a\n20.0,2000000,100,,,,,,b\n", 0.5, 0.3);
    add("one row", "38.0%,3800,1,,,,,,a\n", 0.38, 0.38);
    add("small and large rows", "30.1,3010000,1,,,,,,a\n0.1,6000,1,,,,,,b\n0.0,10,1,,,,,,c\n", 0.302, 0.301);
    add("all", "60.0,600,1,,,,,,a\n40.0,400,1,,,,,,b\n", 1.0, 0.6);
    add("a row that cannot be read", "60.0,600,1,,,,,,a\n40.0,4…,1,,,,,,b\n", 0.6, 0.6);
    add("memory operations count in the percentages", "30.0,600,1,,,,,,a\n70.0,1400,1,,,,,,[CUDA memset]\n", 1.0, 1.0);
    add("a time that was changed by hand", "60.0,900,1,,,,,,a\n40.0,400,1,,,,,,b\n", 1.0, 900.0 / 1300.0);
    add("no percentages", ",600,1,,,,,,a\n,400,1,,,,,,b\n", 1.0, 0.6);
}

void TestCells::sharesAreOfTheWhole()
{
    QFETCH(QByteArray, rows);
    QFETCH(double, listed);
    QFETCH(double, firstShare);
    const ScratchDir dir;
    const auto run = loadRun(dir.write("t.csv", kHeader + rows.toStdString())).value();
    const Stage &stage = run->combined();
    QVERIFY2(std::abs(stage.listedShare - listed) < 0.0006, std::to_string(stage.listedShare).c_str());
    QVERIFY(std::abs(stage.share(stage.rows.front().timing) - firstShare) < 0.0006);
}

QTEST_APPLESS_MAIN(TestCells)
#include "tst_cells.moc"
