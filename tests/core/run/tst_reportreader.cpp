#include "core/run/reportreader.h"

#include "core/base/text.h"
#include "tests/support/reportwriter.h"
#include "tests/support/testpaths.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

using namespace atlas;
using namespace atlas::test;

Q_DECLARE_METATYPE(ReportStyle)

namespace
{
constexpr const char *kHeader =
    "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";

ReportContent read(std::string_view text)
{
    return readReport(bytesOf(text), "t.csv");
}

QByteArray codes(const std::vector<Diagnostic> &diagnostics)
{
    QByteArrayList list;
    for (const Diagnostic &diagnostic : diagnostics) {
        list.append(QByteArray::fromStdString(diagnostic.code) + ":" +
                    QByteArray::number(qulonglong(diagnostic.location.line)));
    }
    return list.join(' ');
}

std::map<std::string, KernelTiming> timingsOf(const KernelTable &table, const RangeTable &range)
{
    std::map<std::string, KernelTiming> timings;
    for (const KernelRow &row : range.rows) {
        timings.emplace(table.names[row.kernel], row.timing);
    }
    return timings;
}

/// All ranges of a table together.
std::map<std::string, KernelTiming> timingsOf(const KernelTable &table)
{
    std::map<std::string, KernelTiming> timings;
    for (const RangeTable &range : table.ranges) {
        for (const auto &[name, timing] : timingsOf(table, range)) {
            const auto [found, isNew] = timings.emplace(name, timing);
            found->second = isNew ? timing : pooled(found->second, timing).value();
        }
    }
    return timings;
}

/// How far a report's numbers may be from the truth because of the digits it prints.
struct Tolerance
{
    double wholeNs = 0.0;  ///< totals, minima, maxima
    double realNs = 0.06;  ///< medians and deviations have one decimal
    bool hasMedian = true; ///< else it may be missing, but must not be wrong
    bool hasDeviation = true;
    bool hasExtremes = true;
};

QByteArray difference(const std::map<std::string, Summary> &truth, const std::map<std::string, KernelTiming> &timings,
                      const Tolerance &allowed)
{
    if (truth.size() != timings.size()) {
        return QByteArray("kernels: ") + QByteArray::number(qulonglong(timings.size())) + " of " +
               QByteArray::number(qulonglong(truth.size()));
    }
    const auto far = [](double a, double b, double tolerance) { return !(std::abs(a - b) <= tolerance); };
    for (const auto &[name, summary] : truth) {
        const auto found = timings.find(name);
        if (found == timings.end()) {
            return QByteArray("no kernel ") + QByteArray::fromStdString(name);
        }
        const KernelTiming &timing = found->second;
        const bool medianIsOdd = far(timing.medianNs, summary.medianNs, allowed.realNs) &&
                                 (allowed.hasMedian || !std::isnan(timing.medianNs));
        const bool deviationIsOdd =
            allowed.hasDeviation && far(timing.standardDeviationNs, summary.deviationNs, allowed.realNs);
        const bool extremesAreOdd =
            allowed.hasExtremes && (far(double(timing.minNs), double(summary.minNs), allowed.wholeNs) ||
                                    far(double(timing.maxNs), double(summary.maxNs), allowed.wholeNs));
        if (timing.instances != summary.instances ||
            far(double(timing.totalNs), double(summary.totalNs), allowed.wholeNs) || extremesAreOdd || medianIsOdd ||
            deviationIsOdd) {
            return QByteArray::fromStdString(name) + QByteArray(": total ") +
                   QByteArray::number(qlonglong(timing.totalNs)) + " for " +
                   QByteArray::number(qlonglong(summary.totalNs)) + ", median " + QByteArray::number(timing.medianNs) +
                   " for " + QByteArray::number(summary.medianNs) + ", deviation " +
                   QByteArray::number(timing.standardDeviationNs) + " for " + QByteArray::number(summary.deviationNs);
        }
    }
    return {};
}

Tolerance toleranceFor(const ReportStyle &style)
{
    Tolerance allowed;
    const double step = style.unit == "ns" ? 0.0 : style.unit == "us" ? 1.0 : style.unit == "ms" ? 100.0 : 100'000.0;
    allowed.wholeNs = style.unit == "us" ? 0.0 : step / 2.0;
    allowed.realNs = std::max(allowed.realNs, step / 2.0 + 0.01);
    allowed.hasMedian = style.headings == ReportHeadings::Current && style.rows != ReportRows::Grids &&
                        style.rows != ReportRows::PrefixedNames;
    allowed.hasDeviation = style.headings != ReportHeadings::Version2020;
    allowed.realNs = style.rows == ReportRows::Grids || style.rows == ReportRows::PrefixedNames
                         ? 1.0
                         : allowed.realNs; // pools rounded numbers
    return allowed;
}
} // namespace

class TestReportReader : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryVariant_data();
    void readsEveryVariant();
    void readsRanges();
    void sumsNamesThatWereCut();
    void readsSharedFormats_data();
    void readsSharedFormats();
    void skipsPreambles_data();
    void skipsPreambles();
    void readsOneTableOfSeveralReports();
    void saysWhatAFileIs_data();
    void saysWhatAFileIs();
    void keepsGoodRows_data();
    void keepsGoodRows();
    void limitsFindings();
    void readsBlocksOfAnySize_data();
    void readsBlocksOfAnySize();
    void keepsRowsBeforeAReadError();
    void recordsLostDigitsOnce();
    void repairsUtf8Once();
};

void TestReportReader::readsEveryVariant_data()
{
    QTest::addColumn<ReportStyle>("style");
    using enum ReportRows;
    using enum ReportLayout;
    for (const auto &[rowsName, rows] :
         {std::pair("kernels", Kernels), std::pair("grids", Grids), std::pair("prefixed", PrefixedNames),
          std::pair("device activity", DeviceActivity)}) {
        for (const auto &[layoutName, layout] : {std::pair("csv", Csv), std::pair("tsv", Tsv), std::pair("json", Json),
                                                 std::pair("columns", Columns), std::pair("drawn", Drawn)}) {
            ReportStyle style;
            style.rows = rows;
            style.layout = layout;
            QTest::addRow("%s as %s", rowsName, layoutName) << style;
        }
    }
    for (const char *unit : {"us", "ms", "sec"}) {
        for (const auto &[layoutName, layout] :
             {std::pair("csv", Csv), std::pair("json", Json), std::pair("columns", Columns)}) {
            ReportStyle style;
            style.unit = unit;
            style.layout = layout;
            QTest::addRow("%s as %s", unit, layoutName) << style;
        }
    }
    const auto add = [](const char *name, ReportLayout layout, auto change) {
        ReportStyle style;
        style.layout = layout;
        change(style);
        QTest::newRow(name) << style;
    };
    add("2021 csv", Csv, [](ReportStyle &style) { style.headings = ReportHeadings::Version2021; });
    add("2021 columns", Columns, [](ReportStyle &style) { style.headings = ReportHeadings::Version2021; });
    add("2020 columns", Columns, [](ReportStyle &style) {
        style.headings = ReportHeadings::Version2020;
        style.title = "CUDA Kernel Statistics (nanoseconds)";
    });
    add("titled columns", Columns,
        [](ReportStyle &style) { style.title = " ** CUDA GPU Kernel Summary (cuda_gpu_kern_sum):"; });
    add("CRLF csv", Csv, [](ReportStyle &style) { style.lineEnd = "\r\n"; });
    add("CR csv", Csv, [](ReportStyle &style) { style.lineEnd = "\r"; });
    add("CRLF columns", Columns, [](ReportStyle &style) { style.lineEnd = "\r\n"; });
    add("trace", Csv, [](ReportStyle &style) { style.rows = Launches; });
    add("trace tsv", Tsv, [](ReportStyle &style) { style.rows = Launches; });
    add("trace us", Csv, [](ReportStyle &style) {
        style.rows = Launches;
        style.unit = "us";
    });
    const std::array<std::tuple<const char *, char, const char *>, 5> kLocales = {{{"English", '.', ","},
                                                                                   {"German", ',', "."},
                                                                                   {"Swiss", '.', "\xE2\x80\x99"},
                                                                                   {"French", ',', "\xE2\x80\xAF"},
                                                                                   {"apostrophe", '.', "'"}}};
    for (const auto &[name, decimalSign, thousands] : kLocales) {
        for (const auto &[layoutName, layout] :
             {std::pair("columns", Columns), std::pair("drawn", Drawn), std::pair("csv", Csv)}) {
            ReportStyle style;
            style.layout = layout;
            style.decimalSign = decimalSign;
            style.thousands = thousands;
            QTest::addRow("%s %s", name, layoutName) << style;
        }
    }
}

void TestReportReader::readsEveryVariant()
{
    QFETCH(ReportStyle, style);
    const std::vector<Launch> launches = sampleLaunches();
    const ReportContent content = read(writeReport(launches, style));
    QVERIFY2(content.table, codes(content.diagnostics).constData());
    const QByteArray found = difference(summariesOf(launches), timingsOf(*content.table), toleranceFor(style));
    QVERIFY2(found.isEmpty(), found.constData());
    QCOMPARE(codes(content.diagnostics),
             style.unit == "ms" || style.unit == "sec" ? QByteArray("unit-lost-digits:0") : QByteArray());
}

void TestReportReader::readsRanges()
{
    const std::vector<Launch> launches = sampleLaunches();
    for (const ReportLayout layout :
         {ReportLayout::Csv, ReportLayout::Json, ReportLayout::Columns, ReportLayout::Drawn}) {
        ReportStyle style;
        style.rows = ReportRows::Ranges;
        style.layout = layout;
        const ReportContent content = read(writeReport(launches, style));
        QVERIFY(content.table && content.table->rangesOverlap());
        QCOMPARE(content.table->ranges.size(), std::size_t{3});
        for (const RangeTable &range : content.table->ranges) {
            const QByteArray found =
                difference(summariesOf(launches, range.range), timingsOf(*content.table, range), {});
            QVERIFY2(found.isEmpty(), found.constData());
        }
    }
}

void TestReportReader::sumsNamesThatWereCut()
{
    const std::vector<Launch> launches = sampleLaunches();
    for (const char *mark : {"", "\xE2\x80\xA6", "?"}) {
        ReportStyle style;
        style.layout = ReportLayout::Columns;
        style.nameWidth = 60;
        style.cutMark = mark;
        const ReportContent content = read(writeReport(launches, style));
        QVERIFY(content.table && content.table->namesCut);
        QVERIFY(codes(content.diagnostics).startsWith("names-cut"));
        std::map<std::string, std::int64_t> totals;
        for (const Launch &launch : launches) {
            const bool isCut = launch.kernel.size() > style.nameWidth;
            const std::string name = isCut ? launch.kernel.substr(0, *mark == '\0' ? 60 : 59) + mark : launch.kernel;
            totals[std::string(trimmed(name))] += launch.durationNs;
        }
        for (const auto &[name, timing] : timingsOf(*content.table)) {
            QCOMPARE(timing.totalNs, totals[name]);
        }
        QCOMPARE(content.table->names.size(), totals.size());
    }
}

void TestReportReader::readsSharedFormats_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<double>("wholeNs");
    QTest::addColumn<double>("realNs");
    QTest::addColumn<bool>("hasMedian");
    QTest::addColumn<std::size_t>("cutAt");
    const auto add = [](const char *file, double wholeNs = 0.0, double realNs = 0.01, bool hasMedian = true,
                        std::size_t cutAt = 0) {
        QTest::newRow(file) << QByteArray(file) << wholeNs << realNs << hasMedian << cutAt;
    };
    add("nsys-2023.4/cuda_gpu_kern_sum.csv");
    add("nsys-2023.4/cuda_gpu_kern_sum.tsv");
    add("nsys-2023.4/cuda_gpu_kern_sum.json");
    add("nsys-2023.4/stdout_csv.txt");
    add("nsys-2023.4/usec_cuda_gpu_kern_sum.csv", 0.0, 0.51);
    add("nsys-2023.4/msec_cuda_gpu_kern_sum.csv", 50.0, 50.1);
    add("nsys-2023.4/sec_cuda_gpu_kern_sum.csv", 50'000.0, 50'000.1);
    add("nsys-2023.4/cuda_gpu_trace.csv", 0.0, 0.06);
    add("nsys-2023.4/cuda_gpu_kern_gb_sum.csv", 0.0, 1.0, false);
    add("nsys-2023.4/cuda_gpu_kern_sum_nvtx-name.csv", 0.0, 1.0, false);
    add("nsys-2023.4/stdout_column.txt", 0.0, 0.01, true, 100);
    add("nsys-2023.4/stdout_table.txt", 0.0, 0.01, true, 100);
    add("nsys-2023.4/stdout_all.txt", 0.0, 0.01, true, 100);
    add("nsys-2022.4/gpukernsum.csv", 0.0, 1.0, false);
    add("nsys-2022.4/msec_gpukernsum.csv", 500.0, 100.0, false);
    add("nsys-2022.4/gputrace.csv", 0.0, 0.06);
    add("nsys-2022.4/stdout_column.txt", 0.0, 1.0, false, 100);
}

void TestReportReader::readsSharedFormats()
{
    const auto shared = sharedDir();
    if (!shared) {
        QSKIP("no reference material beside the clone");
    }
    QFETCH(QByteArray, file);
    QFETCH(double, wholeNs);
    QFETCH(double, realNs);
    QFETCH(bool, hasMedian);
    QFETCH(std::size_t, cutAt);
    const std::string truthText = bytesOf(*shared / "formats" / "nsys-2023.4" / "cuda_gpu_kern_sum.csv");
    const ReportContent truthContent = read(truthText);
    QVERIFY(truthContent.table);
    std::map<std::string, Summary> truth;
    for (const auto &[name, timing] : timingsOf(*truthContent.table)) {
        const bool isCut = cutAt > 0 && name.size() > cutAt;
        truth[isCut ? name.substr(0, cutAt - 1) + "\xE2\x80\xA6" : name] = {
            timing.totalNs, timing.instances, timing.minNs, timing.maxNs, timing.medianNs, timing.standardDeviationNs};
    }
    QCOMPARE(truth.size(), std::size_t{46});
    const std::string text = bytesOf(*shared / "formats" / file.toStdString());
    const ReportContent content = read(text);
    QVERIFY2(content.table, codes(content.diagnostics).constData());
    QCOMPARE(content.table->namesCut, cutAt > 0);
    const QByteArray found = difference(truth, timingsOf(*content.table), {wholeNs, realNs, hasMedian, true, true});
    QVERIFY2(found.isEmpty(), found.constData());
}

void TestReportReader::skipsPreambles_data()
{
    QTest::addColumn<QByteArray>("preamble");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF");
    QTest::newRow("processing") << QByteArray(
        "Processing [x.sqlite] with [/opt/nsys/reports/cuda_gpu_kern_sum.py]... \n");
    QTest::newRow("generating") << QByteArray(
        "Generating SQLite file x.sqlite from x.nsys-rep\nProcessing [x.sqlite] with [a.py]... \n");
    QTest::newRow("notice") << QByteArray(
        "\nNOTICE: Existing SQLite export found: x.sqlite\n        It is assumed file was previously exported from: x\n"
        "        Consider using --force-export=true if needed.\n\n");
    QTest::newRow("old name") << QByteArray("Running [/opt/reports/gpukernsum.py report1.sqlite]... \n\n");
    QTest::newRow("stats") << QByteArray("[6/8] Executing 'cuda_gpu_kern_sum' stats report\n\n");
    QTest::newRow("progress bar") << QByteArray("[1/8] [====50%    ] x.nsys-rep\r[1/8] [====100%====] x.nsys-rep\n");
    QTest::newRow("a quote") << QByteArray("Processing [\"x] with it's\n");
}

void TestReportReader::skipsPreambles()
{
    QFETCH(QByteArray, preamble);
    const std::vector<Launch> launches = sampleLaunches();
    for (const ReportLayout layout :
         {ReportLayout::Csv, ReportLayout::Json, ReportLayout::Columns, ReportLayout::Drawn}) {
        ReportStyle style;
        style.layout = layout;
        const ReportContent content = read(preamble.toStdString() + writeReport(launches, style));
        QVERIFY2(content.table, codes(content.diagnostics).constData());
        const QByteArray found = difference(summariesOf(launches), timingsOf(*content.table), {});
        QVERIFY2(found.isEmpty(), found.constData());
        QCOMPARE(codes(content.diagnostics), QByteArray());
    }
}

void TestReportReader::readsOneTableOfSeveralReports()
{
    const std::vector<Launch> launches = sampleLaunches();
    ReportStyle style;
    style.layout = ReportLayout::Columns;
    style.title = " ** CUDA API Summary (cuda_api_sum):";
    ReportStyle kernels = style;
    kernels.title = " ** CUDA GPU Kernel Summary (cuda_gpu_kern_sum):";
    std::vector<Launch> api = launches;
    for (Launch &launch : api) {
        launch.kernel = "cudaLaunchKernel"; // the same columns as a kernel table: only the title tells
    }
    const std::string text = "Processing [x] with [y]... \n\n" + writeReport(api, style) +
                             "Processing [x] with [osrt.py]... \n" +
                             "SKIPPED: x does not contain OS Runtime trace data.\n\n" + writeReport(launches, kernels) +
                             writeReport(api, style) + writeReport(launches, kernels);
    const ReportContent content = read(text);
    QVERIFY(content.table);
    const QByteArray found = difference(summariesOf(launches), timingsOf(*content.table), {});
    QVERIFY2(found.isEmpty(), found.constData());
    QVERIFY(codes(content.diagnostics).startsWith("table-second:"));
}

void TestReportReader::saysWhatAFileIs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("advice");
    const auto add = [](const char *name, const QByteArray &text, const char *code, const char *advice) {
        QTest::newRow(name) << text << QByteArray(code) << QByteArray(advice);
    };
    add("empty", "", "file-empty", "run nsys stats again");
    add("sqlite", QByteArray("SQLite format 3\0StringIds", 25), "file-binary", "katlas tables");
    add("gzip cut off", QByteArray("\x1F\x8B\x08\0", 4), "file-unreadable", "damaged or cut off");
    add("zip", QByteArray("PK\x03\x04\0\0", 6), "file-binary", "unpack it");
    add("utf-16 without a table", QByteArray("\xFF\xFET\0i\0", 6), "table-unknown", "Ti");
    add("capture", QByteArray("QDSS\0\0\0\1", 8), "file-binary", "nsys stats");
    add("skipped", "NOTICE: Existing\n\nSKIPPED: x does not contain CUDA kernel data.\n", "report-skipped",
        "--trace=cuda");
    add("failed", "ERROR: Specified input file (x) does not exist.\nusage: nsys stats\n", "report-failed",
        "Specified input file");
    add("no such report", "Processing [x] with [gpukernsum]... \nERROR: Report 'gpukernsum' could not be found.\n",
        "report-failed", "cuda_gpu_kern_sum");
    add("log", "Generating SQLite file x from y\nProcessing [x] with [y]... \n", "report-log",
        "_cuda_gpu_kern_sum.csv");
    add("api",
        "Time (%),Total Time (ns),Num Calls,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev "
        "(ns),Name\n1,1,1,1,1,1,1,1,cudaMalloc\n",
        "report-other", "cuda_api_sum");
    add("memory",
        "Time (%),Total Time (ns),Count,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev "
        "(ns),Operation\n1,1,1,1,1,1,1,1,[CUDA memset]\n",
        "report-other", "memory");
    add("ranges",
        "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Range\n1,1,1,1,1,1,1,1,x\n",
        "report-other", "NVTX");
    add("execution", "PID,TID,DevId,Count,QCount,TAvg (ns),API Name,Kernel Name\n1,1,0,1,1,1,a,b\n", "report-other",
        "cuda_kern_exec_sum");
    add("derived table", "arm,prompt_len,batch\n1,2,3\n", "table-unknown", "arm,prompt_len");
    add("torch trace",
        "{\"schemaVersion\": 1, \"traceEvents\": [{\"ph\": \"X\", \"cat\": \"kernel\", \"name\": \"k\", \"ts\": 1}]}",
        "file-other", "PyTorch profiler trace");
    add("broken json", "[{\"Time (%)\": 1", "json-syntax", "cut off");
    add("prose", "Dear diary\n", "table-unknown", "Dear diary");
}

void TestReportReader::saysWhatAFileIs()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, advice);
    const ReportContent content = read(std::string_view(text.constData(), static_cast<std::size_t>(text.size())));
    QVERIFY(!content.table);
    QVERIFY(!content.diagnostics.empty());
    QCOMPARE(QByteArray::fromStdString(content.diagnostics.front().code), code);
    QVERIFY(content.diagnostics.front().severity == Severity::Error);
    QVERIFY2(content.diagnostics.front().message.contains(advice.toStdString()),
             content.diagnostics.front().message.c_str());
}

void TestReportReader::keepsGoodRows_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<int>("kernels");
    QTest::addColumn<QByteArray>("diagnostics");
    const auto add = [](const char *name, const char *rows, int kernels, const char *diagnostics) {
        QTest::newRow(name) << QByteArray(rows) << kernels << QByteArray(diagnostics);
    };
    add("good", "0.0,10,1,10.0,10.0,10,10,0.0,a\n0.0,10,1,10.0,10.0,10,10,0.0,b\n", 2, "");
    add("no final line break", "0.0,10,1,10.0,10.0,10,10,0.0,a", 1, "");
    add("cut off in a number", "0.0,10,1,10.0,10.0,10,10,0.0,a\n0.0,10,1,10", 1, "row-short:3");
    add("cut off in a quote", "0.0,10,1,10.0,10.0,10,10,0.0,a\n0.0,10,1,10.0,10.0,10,10,0.0,\"void f<a, ", 1,
        "row-broken-quote:3");
    add("quote never closed",
        "0.0,10,1,10.0,10.0,10,10,0.0,\"f<a, b\n0.0,10,1,10.0,10.0,10,10,0.0,\"g<a, "
        "b>\"\n0.0,10,1,10.0,10.0,10,10,0.0,h\n",
        2, "row-broken-quote:2");
    add("text behind a quote", "0.0,10,1,10.0,10.0,10,10,0.0,\"f\"x\n0.0,10,1,10.0,10.0,10,10,0.0,g\n", 1,
        "row-broken-quote:2");
    add("line break in a quote", "0.0,10,1,10.0,10.0,10,10,0.0,\"f\ng\"\n0.0,x,1,10.0,10.0,10,10,0.0,h\n", 1,
        "row-bad-number:4");
    add("quotes in a name", "0.0,10,1,10.0,10.0,10,10,0.0,\"f(\"\"x\"\", \"\"y\"\")\"\n", 1, "");
    add("bad number", "0.0,ten,1,10.0,10.0,10,10,0.0,a\n0.0,10,1,10.0,10.0,10,10,0.0,b\n", 1, "row-bad-number:2");
    add("bad median", "0.0,10,1,10.0,x,10,10,0.0,a\n", 1, "cells-unknown:2");
    add("negative total", "0.0,-10,1,10.0,10.0,10,10,0.0,a\n0.0,10,1,10.0,10.0,10,10,0.0,b\n", 1, "row-negative:2");
    add("negative minimum", "0.0,10,1,10.0,10.0,-1,10,0.0,a\n", 1, "cells-unknown:2");
    add("too large", "0.0,9223372036854775808,1,10.0,10.0,10,10,0.0,a\n0.0,10,1,10.0,10.0,10,10,0.0,b\n", 1,
        "row-too-large:2");
    add("largest of 64 bits", "0.0,9223372036854775807,1,10.0,10.0,10,10,0.0,a\n0.0,1,1,1.0,1.0,1,1,0.0,b\n", 1,
        "row-too-large:2");
    add("no launches", "0.0,10,0,10.0,10.0,10,10,0.0,a\n0.0,10,1,10.0,10.0,10,10,0.0,b\n", 1, "row-no-instances:2");
    add("no name", "0.0,10,1,10.0,10.0,10,10,0.0,\n0.0,10,1,10.0,10.0,10,10,0.0,b\n", 1, "row-no-name:2");
    add("commas not quoted", "0.0,10,1,10.0,10.0,10,10,0.0,f<a, b>(c, d)\n", 1, "");
    add("blank lines", "\n0.0,10,1,10.0,10.0,10,10,0.0,a\n\n\r\n0.0,10,1,10.0,10.0,10,10,0.0,b\n\n", 2, "");
    add("twice", "0.0,10,1,10.0,10.0,10,10,0.0,a\n0.0,10,1,10.0,10.0,10,10,0.0,a\n", 1, "names-twice:0");
    add("memory operations",
        "0.0,10,1,10.0,10.0,10,10,0.0,[CUDA memcpy Host-to-Device]\n0.0,10,1,10.0,10.0,10,10,0.0,a\n", 1, "");
    add("header only", "", 0, "table-empty:0");
    add("log lines behind", "0.0,10,1,10.0,10.0,10,10,0.0,a\n\nProcessing [x] with [y]... \nSKIPPED: z\n", 1, "");
    add("another report behind",
        "0.0,10,1,10.0,10.0,10,10,0.0,a\n\nTime (%),Total Time (ns),Num Calls,Avg "
        "(ns),Name\n0.0,10,1,10.0,cudaMalloc\n",
        1, "");
    add("base names", "0.0,10,1,10.0,10.0,10,10,0.0,Kernel\n", 1, "names-base:0");
}

void TestReportReader::keepsGoodRows()
{
    QFETCH(QByteArray, rows);
    QFETCH(int, kernels);
    const ReportContent content = read(std::string(kHeader) + rows.toStdString());
    QVERIFY(content.table);
    QCOMPARE(static_cast<int>(timingsOf(*content.table).size()), kernels);
    QTEST(codes(content.diagnostics), "diagnostics");
}

void TestReportReader::limitsFindings()
{
    std::string text = kHeader;
    for (int i = 0; i < 1000; ++i) {
        text += "0.0,x,1,1,1,1,1,1,bad\n0.0,10,1,10.0,10.0,10,10,0.0,good" + std::to_string(i) + "\n";
    }
    const ReportContent content = read(text);
    QCOMPARE(content.table->names.size(), std::size_t{1000});
    QCOMPARE(content.diagnostics.size(), FileDiagnostics::kMaxRowFindings + 1);
    QCOMPARE(QByteArray::fromStdString(content.diagnostics.back().code), QByteArray("rows-more"));
    QVERIFY(content.diagnostics.back().message.starts_with("980 more"));
}

void TestReportReader::readsBlocksOfAnySize_data()
{
    QTest::addColumn<int>("step");
    for (const int step : {1, 2, 3, 7, 100, 1000}) {
        QTest::addRow("%d bytes", step) << step;
    }
}

void TestReportReader::readsBlocksOfAnySize()
{
    QFETCH(int, step);
    const std::vector<Launch> launches = sampleLaunches();
    for (const ReportLayout layout :
         {ReportLayout::Csv, ReportLayout::Json, ReportLayout::Columns, ReportLayout::Drawn}) {
        ReportStyle style;
        style.layout = layout;
        style.lineEnd = "\r\n";
        std::string_view rest;
        const std::string text = writeReport(launches, style);
        rest = text;
        const ByteSource trickle = [&](char *buffer, std::size_t size) -> Result<std::size_t> {
            const std::size_t count = std::min({size, rest.size(), static_cast<std::size_t>(step)});
            std::copy_n(rest.data(), count, buffer);
            rest.remove_prefix(count);
            return count;
        };
        const ReportContent content = readReport(trickle, "t");
        QVERIFY2(content.table, codes(content.diagnostics).constData());
        const QByteArray found = difference(summariesOf(launches), timingsOf(*content.table), {});
        QVERIFY2(found.isEmpty(), found.constData());
    }
}

void TestReportReader::keepsRowsBeforeAReadError()
{
    const std::string text = std::string(kHeader) + "0.0,10,1,10.0,10.0,10,10,0.0,a\n0.0,10,1,10.0";
    bool isFirst = true;
    const ByteSource broken = [&](char *buffer, std::size_t) -> Result<std::size_t> {
        if (!std::exchange(isFirst, false)) {
            return failure("Input/output error");
        }
        std::copy(text.begin(), text.end(), buffer);
        return text.size();
    };
    const ReportContent content = readReport(broken, "t");
    QVERIFY(content.table);
    QCOMPARE(content.table->names.size(), std::size_t{1});
    QCOMPARE(codes(content.diagnostics), QByteArray("row-short:3 file-unreadable:0"));
}

void TestReportReader::recordsLostDigitsOnce()
{
    const ReportContent content = read("Time (%),Total Time (ms),Instances,Name\n0.0,0.1992,3,a\n0.0,0.0000,3,b\n");
    QVERIFY(content.table && content.table->lostDigits);
    QCOMPARE(timingsOf(*content.table)["a"].totalNs, std::int64_t{199200});
    QCOMPARE(codes(content.diagnostics), QByteArray("unit-lost-digits:0"));
}

void TestReportReader::repairsUtf8Once()
{
    const std::string csv =
        std::string(kHeader) + "0.0,10,1,10.0,10.0,10,10,0.0,a\xFFz\n0.0,10,1,10.0,10.0,10,10,0.0,b\xC3\n";
    const ReportContent content = read(csv);
    QVERIFY(timingsOf(*content.table).contains("a\xEF\xBF\xBDz"));
    QVERIFY(timingsOf(*content.table).contains("b\xEF\xBF\xBD"));
    QCOMPARE(codes(content.diagnostics), QByteArray("text-not-utf8:2"));
    const ReportContent json =
        read("[{\"Time (%)\": 0.0, \"Total Time (ns)\": 10, \"Instances\": 1, \"Name\": \"a\xFFz\"}]");
    QVERIFY(json.table);
    QVERIFY(timingsOf(*json.table).contains("a\xEF\xBF\xBDz"));
    QCOMPARE(codes(json.diagnostics), QByteArray("text-not-utf8:0"));
}

QTEST_APPLESS_MAIN(TestReportReader)
#include "tst_reportreader.moc"
