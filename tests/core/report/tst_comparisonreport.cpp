#include "core/inference/ruleset.h"
#include "core/report/comparisoncharts.h"
#include "core/report/comparisonreport.h"
#include "core/report/comparisontext.h"
#include "core/run/runloader.h"
#include "tests/core/comparison/madeupruns.h"
#include "tests/support/golden.h"
#include "tests/support/testpaths.h"

#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

using namespace atlas;
using namespace atlas::test;

class TestComparisonReport : public QObject
{
    Q_OBJECT

private slots:
    void printsAComparison_data();
    void printsAComparison();
    void printsSeveralCandidates_data();
    void printsSeveralCandidates();
    void formatsChanges_data();
    void formatsChanges();
    void realRunsHaveNoVerdicts();
    void waterfallSumsExactly();
    void waterfallLeavesNothingOut();
    void chartsHoldTheirFigures();
    void sparklines();
    void svgIsXml();
    void dataCannotBreakHtml();
    void htmlNeedsNoNetwork();
    void markdownFitsAComment();
};

namespace
{
std::vector<MadeUpKernel> steady(double factor)
{
    std::vector<MadeUpKernel> kernels;
    for (int i = 0; i < 10; ++i) {
        const double mean = (20'000.0 + 2000.0 * i) * factor;
        kernels.push_back(
            {"steady_" + std::string(1, static_cast<char>('a' + i)), 200, std::llround(mean * 200.0), 0.02 * mean});
    }
    return kernels;
}

/// A run with something for every verdict but "not observed".
std::shared_ptr<const Run> before()
{
    std::vector<MadeUpKernel> decode = steady(1.0);
    decode.push_back({"gemm_64x64<evil & \"name\">", 100, 9'000'000, 2000});
    decode.push_back({"mixed", 100, 4'000'000, 30'000});
    decode.push_back({"once", 1, 70'000, 0});
    decode.push_back({"rare", 3, 90'000, 500});
    decode.push_back({"gone", 10, 500'000, 90});
    return madeUpRun("before", {{"prefill", {{"prefill_only", 20, 800'000, 100}}}, {"decode", decode}});
}

std::shared_ptr<const Run> after(double factor = 1.0)
{
    std::vector<MadeUpKernel> decode = steady(1.003);
    decode[1].totalNs = std::llround(static_cast<double>(decode[1].totalNs) * 1.25 * factor);
    decode[2].totalNs = decode[2].totalNs * 3 / 4;
    decode[3].calls = 300;
    decode.push_back({"gemm_128x64<evil & \"name\">", 100, 7'000'000, 1500});
    decode.push_back({"mixed", 100, 4'400'000, 30'000});
    decode.push_back({"once", 1, 75'000, 0});
    decode.push_back({"rare", 3, 99'000, 500});
    decode.push_back({"new\n\x1b[31m", 20, 640'000, 90});
    return madeUpRun("after", {{"prefill", {{"prefill_only", 20, 802'000, 100}}}, {"decode", decode}});
}

RunComparison compared(const std::shared_ptr<const Run> &baseline, const std::shared_ptr<const Run> &candidate)
{
    ComparisonOptions options;
    options.words.library = [](std::string_view) { return std::string_view("CUDA"); };
    options.words.op = [](std::string_view) { return std::string_view("other"); };
    return compareRuns({baseline}, {candidate}, options).value();
}

void addFormats()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("suffix");
    QTest::newRow("text") << static_cast<int>(ComparisonFormat::Text) << "txt";
    QTest::newRow("json") << static_cast<int>(ComparisonFormat::Json) << "json";
    QTest::newRow("markdown") << static_cast<int>(ComparisonFormat::Markdown) << "md";
    QTest::newRow("html") << static_cast<int>(ComparisonFormat::Html) << "html";
}
} // namespace

void TestComparisonReport::printsAComparison_data()
{
    addFormats();
}

void TestComparisonReport::printsAComparison()
{
    QFETCH(int, format);
    QFETCH(QString, suffix);
    const RunComparison comparison = compared(before(), after());
    COMPARE_GOLDEN("report/comparison." + suffix.toStdString(),
                   printComparison({&comparison, 1}, {static_cast<ComparisonFormat>(format), {}, 0.05}));
}

void TestComparisonReport::printsSeveralCandidates_data()
{
    addFormats();
}

void TestComparisonReport::printsSeveralCandidates()
{
    QFETCH(int, format);
    QFETCH(QString, suffix);
    const std::vector<RunComparison> comparisons = {compared(before(), after()), compared(before(), after(1.1))};
    COMPARE_GOLDEN("report/comparisons." + suffix.toStdString(),
                   printComparison(comparisons, {static_cast<ComparisonFormat>(format), 4, {}}));
}

void TestComparisonReport::formatsChanges_data()
{
    QTest::addColumn<double>("ratio");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("slower") << 1.234 << QByteArray("+23.4\u00A0%");
    QTest::newRow("faster") << 0.828 << QByteArray("−17.2\u00A0%");
    QTest::newRow("whole") << 1.05 << QByteArray("+5.0\u00A0%");
    QTest::newRow("none") << 1.0 << QByteArray("0.0\u00A0%");
    QTest::newRow("almost none") << 0.9999 << QByteArray("0.0\u00A0%");
    QTest::newRow("many times") << 20.0 << QByteArray("× 20");
    QTest::newRow("a part") << 0.05 << QByteArray("÷ 20");
    QTest::newRow("unknown") << std::nan("") << QByteArray("–");
}

void TestComparisonReport::formatsChanges()
{
    QFETCH(double, ratio);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(formatChange(std::log(ratio))), text);
}

void TestComparisonReport::realRunsHaveNoVerdicts()
{
    if (!sharedDir()) {
        QSKIP("the reference runs are not beside the clone");
    }
    const RunComparison comparison = compared(loadRun(*sharedDir() / "runs/dsocr-example").value(),
                                              loadRun(*sharedDir() / "runs/dsocr-20251107").value());
    const std::string text = printComparison({&comparison, 1});
    for (const char *expected : {"112 same name", "no multiplier", "20.0 (", "6.5 (", "6.4 (", "0 of 112 rows tested",
                                 "(calls +", "refused: iterations not known"}) {
        QVERIFY2(text.contains(expected), (expected + ("\n" + text)).c_str());
    }
    for (const char *unexpected : {"▲", "▼", "equivalent", "inconclusive"}) {
        QVERIFY2(!text.contains(unexpected), unexpected);
    }
}

void TestComparisonReport::waterfallSumsExactly()
{
    const RunComparison comparison = compared(before(), after());
    for (const StageComparison &stage : comparison.stages) {
        for (const std::size_t most : {std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{100}}) {
            const std::vector<WaterfallStep> steps = waterfallSteps(comparison, stage, most);
            QCOMPARE(steps.front().toNs, stage.baselineNs);
            for (std::size_t i = 1; i + 1 < steps.size(); ++i) {
                QCOMPARE(steps[i].fromNs, steps[i - 1].toNs);
                QVERIFY(steps[i].fromNs != steps[i].toNs);
            }
            QCOMPARE(steps[steps.size() - 2].toNs, stage.candidateNs);
            QCOMPARE(steps.back().toNs, stage.candidateNs);
        }
    }
}

void TestComparisonReport::waterfallLeavesNothingOut()
{
    const RunComparison comparison = compared(before(), after());
    const StageComparison &stage = *comparison.findStage("decode");
    QByteArrayList labels;
    for (const WaterfallStep &step : waterfallSteps(comparison, stage, 2)) {
        labels << QByteArray::fromStdString(step.label);
    }
    QCOMPARE(labels, (QByteArrayList{"baseline", "steady_d", "gemm_128x64<evil & \"name\">", "calls", "added",
                                     "removed", "others' speed", "candidate"}));
    const Chart chart = waterfall(waterfallSteps(comparison, stage, 2));
    QCOMPARE(chart.rectangles.size(), std::size_t{8});
    for (const ChartRectangle &rectangle : chart.rectangles) {
        QVERIFY(rectangle.x >= 0.0 && rectangle.x + rectangle.width <= chart.width);
        QVERIFY(rectangle.y >= 0.0 && rectangle.y + rectangle.height <= chart.height);
    }
}

void TestComparisonReport::chartsHoldTheirFigures()
{
    const RunComparison comparison = compared(before(), after());
    const StageComparison &stage = *comparison.findStage("decode");
    const Chart bars = divergingBars(comparison, stage, 5);
    QCOMPARE(bars.rectangles.size(), std::size_t{5});
    const double axis = bars.lines.back().x1;
    for (std::size_t i = 0; i < bars.rectangles.size(); ++i) {
        const bool isRight = bars.rectangles[i].x >= axis;
        QCOMPARE(isRight, stage.rows[i].parts.deltaNs > 0);
        QVERIFY(bars.rectangles[i].width <= bars.rectangles[0].width);
    }
    const ComparisonRow &row = stage.rows.front();
    const std::optional<Chart> spread = distribution(row);
    QVERIFY(spread.has_value());
    QCOMPARE(spread->lines.size(), std::size_t{4}); // a range and a median each
    QVERIFY(spread->lines[0].x1 < spread->lines[0].x2);
    const auto alone = std::ranges::find_if(stage.rows, [](const ComparisonRow &each) { return !each.isPair(); });
    QVERIFY(!distribution(*alone).has_value());
    QCOMPARE(divergingBar(row, std::abs(row.parts.deltaNs), 100.0).rectangles.front().width, 50.0);
}

void TestComparisonReport::sparklines()
{
    const std::vector<double> values = {100.0, 50.0, std::nan(""), 0.0};
    QCOMPARE(QByteArray::fromStdString(sparklineText(values)), QByteArray("█▅·▁"));
    const Chart chart = sparkline(values, 40.0, 10.0);
    QCOMPARE(chart.rectangles.size(), std::size_t{3});
    QCOMPARE(chart.rectangles[0].height, 10.0);
    QCOMPARE(chart.rectangles[1].height, 5.0);
    QVERIFY(sparklineText({}).empty());
}

void TestComparisonReport::svgIsXml()
{
    const RunComparison comparison = compared(before(), after());
    const StageComparison &stage = *comparison.findStage("decode");
    for (const Chart &chart : {divergingBars(comparison, stage), waterfall(waterfallSteps(comparison, stage)),
                               *distribution(stage.rows.front())}) {
        QXmlStreamReader reader(QByteArray::fromStdString(printSvg(chart, true)));
        while (!reader.atEnd()) {
            reader.readNext();
        }
        QVERIFY2(!reader.hasError(), reader.errorString().toUtf8());
    }
    QCOMPARE(QByteArray::fromStdString(escapedHtml("<a b=\"c\" d='e'>&\x1b")),
             QByteArray("&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;\\x1B"));
}

void TestComparisonReport::dataCannotBreakHtml()
{
    const std::string evil = "</script><img src=x onerror=alert(1)>\"'&\x01";
    const auto run = [&](double factor) {
        std::vector<MadeUpKernel> kernels = steady(factor);
        kernels.push_back({evil, 100, static_cast<std::int64_t>(5'000'000 * factor), 100});
        return madeUpRun(evil, {{evil, kernels}}, evil);
    };
    ComparisonOptions options;
    options.words.friendlyName = [](std::string_view name) { return "F " + std::string(name); };
    options.words.library = options.words.op = [](std::string_view name) { return name; };
    const RunComparison comparison = compareRuns({run(1.0)}, {run(1.2)}, options).value();
    const std::vector<RunComparison> twice = {comparison, comparison};
    for (const std::string &html : {printComparison({&comparison, 1}, {ComparisonFormat::Html, {}, 0.05}),
                                    printComparison(twice, {ComparisonFormat::Html, {}, 0.05})}) {
        QVERIFY(html.contains("&lt;img src=x onerror"));
        QVERIFY(!html.contains("<img"));
        QVERIFY(!html.contains('\x01'));
        QCOMPARE(QByteArray::fromStdString(html).count("</script>"), 1);
        QCOMPARE(QByteArray::fromStdString(html).count("<script>"), 1);
    }
    const std::string text = printComparison({&comparison, 1});
    QVERIFY(!text.contains('\x01'));
    const QByteArray markdown =
        QByteArray::fromStdString(printComparison({&comparison, 1}, {ComparisonFormat::Markdown, {}, 0.05}));
    QVERIFY(markdown.contains("\\<img"));
    QCOMPARE(markdown.count("<img"), markdown.count("\\<img")); // escaped wherever Markdown is read
    QVERIFY(markdown.contains("<summary>&lt;/script&gt;"));     // and where HTML is
}

void TestComparisonReport::htmlNeedsNoNetwork()
{
    const RunComparison comparison = compared(before(), after());
    const std::string html = printComparison({&comparison, 1}, {ComparisonFormat::Html, {}, {}});
    for (const char *unwanted : {"http:", "https:", "src=", "@import", "url(", "<link rel=\"stylesheet\""}) {
        QVERIFY2(!html.contains(unwanted), unwanted);
    }
    for (const char *wanted : {"prefers-color-scheme:dark", "Content-Security-Policy", "default-src 'none'", "<svg"}) {
        QVERIFY2(html.contains(wanted), wanted);
    }
}

void TestComparisonReport::markdownFitsAComment()
{
    std::vector<MadeUpStage> stages;
    for (int i = 0; i < 60; ++i) {
        std::vector<MadeUpKernel> kernels = steady(1.0);
        for (MadeUpKernel &kernel : kernels) {
            kernel.name += std::string(200, 'x');
        }
        stages.push_back({"range_" + std::to_string(i), kernels});
    }
    const auto run = madeUpRun("many", stages);
    const RunComparison comparison = compared(run, run);
    const std::string markdown = printComparison({&comparison, 1}, {ComparisonFormat::Markdown, {}, {}});
    QVERIFY(markdown.size() < 65'536);
    QVERIFY(markdown.contains("Further stages are left out"));
}

QTEST_APPLESS_MAIN(TestComparisonReport)
#include "tst_comparisonreport.moc"
