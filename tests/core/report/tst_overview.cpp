#include "core/base/format.h"
#include "core/inference/ruleset.h"
#include "core/report/overviewcharts.h"
#include "tests/support/golden.h"
#include "tests/support/testruns.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestOverview : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void isPerIteration();
    void smallSeriesAreOneRest();
    void innerStagesDoNotCountTwice();
    void partsSumUpToTheStage();
    void aSummedCombinedIsLeftOut();
    void covers();
    void coverageStopsWhenEnough();
    void everyMarkHasATarget();
    void titlesSayWhatABarIs();
    void largeCountsAreSeparated();
    void barsFillTheWidth();
    void busy();
    void drawsSvg();

private:
    std::shared_ptr<const Run> m_run;
    RowTexts m_texts;

    [[nodiscard]] std::vector<KernelId> kernels(std::initializer_list<const char *> names) const
    {
        std::vector<KernelId> found;
        for (const char *name : names) {
            found.push_back(m_run->findKernel(name).value());
        }
        return found;
    }
    [[nodiscard]] Coverage halfCovered() const { return coverageOf(*m_run, kernels({"ampere_sgemm_128x64_tn"})); }
};

namespace
{
RowTexts textsOf(const std::shared_ptr<const Run> &run)
{
    ReviewDocument document(std::make_shared<const Catalog>(Catalog::empty("k.yaml")));
    document.attachRun(run, InferenceTable::build(run, loadRuleSet({"standard", false, {}}).value().rules));
    return RowTexts::of(document);
}
} // namespace

void TestOverview::init()
{
    m_run = makeRun({{"combined", {{"ampere_sgemm_128x64_tn", 800'000, 40}, {"own(int)", 200'000, 20}}},
                     {"prefill", {{"ampere_sgemm_128x64_tn", 300'000, 10}, {"own(int)", 100'000, 10}}},
                     {"decode", {{"ampere_sgemm_128x64_tn", 100'000, 10}}},
                     {"sam", {{"own(int)", 90'000, 9}}}});
    m_texts = textsOf(m_run);
    QCOMPARE(m_run->combined().scope.iterations, 2.0);
}

void TestOverview::isPerIteration()
{
    const Overview overview = overviewOf(*m_run, m_texts, GroupBy::Library);
    QCOMPARE(overview.stages.size(), std::size_t{4});
    QCOMPARE(overview.stages[0].ns, 500'000.0);
    QCOMPARE(overview.stages[0].launches, 30.0);
    QCOMPARE(overview.stages[1].ns, 400'000.0);
    QCOMPARE(overview.stages[3].label, std::string("sam (in prefill)"));
    QCOMPARE(overview.series.front().label, std::string("cuBLAS"));
    QCOMPARE(overview.stages[0].parts[0].ns, 400'000.0);
    QCOMPARE(overview.stages[0].parts[0].launches, 20.0);
    QCOMPARE(overview.stages[3].parts.front().series, std::size_t{1});
}

void TestOverview::smallSeriesAreOneRest()
{
    const auto run = makeRun({{"combined",
                               {{"ampere_sgemm_128x64_tn", 80, 1},
                                {"own(int)", 10, 1},
                                {"triton_poi_fused_add_0", 5, 1},
                                {"void flash_fwd_kernel<int>(int)", 1, 1}}}});
    const Overview overview = overviewOf(*run, textsOf(run), GroupBy::Library, 1);
    QCOMPARE(overview.series.size(), std::size_t{2});
    QVERIFY(overview.series[1].isRest);
    QCOMPARE(overview.series[1].label, std::to_string(overview.series[1].texts.size()) + " others");
    QCOMPARE(overview.stages[0].parts[1].ns, 16.0);
    QCOMPARE(overview.stages[0].parts[1].kernels, std::size_t{3});
    const Overview both = overviewOf(*m_run, m_texts, GroupBy::Library, 1);
    QVERIFY(!both.series.back().isRest); // a rest of one has a name
}

void TestOverview::innerStagesDoNotCountTwice()
{
    const auto run = makeRun({{"combined", {{"ampere_sgemm_128x64_tn", 100, 10}, {"own(int)", 90, 10}}},
                              {"prefill", {{"ampere_sgemm_128x64_tn", 100, 10}, {"own(int)", 90, 10}}},
                              {"sam", {{"own(int)", 90, 10}}}});
    QCOMPARE(overviewOf(*run, textsOf(run), GroupBy::Library).series.front().label, std::string("cuBLAS"));
}

void TestOverview::partsSumUpToTheStage()
{
    for (const GroupBy by : {GroupBy::Library, GroupBy::Op, GroupBy::Rule}) {
        for (const OverviewStage &stage : overviewOf(*m_run, m_texts, by, 1).stages) {
            double ns = 0.0;
            for (const OverviewPart &part : stage.parts) {
                ns += part.ns;
            }
            QCOMPARE(ns, stage.ns);
        }
    }
}

void TestOverview::aSummedCombinedIsLeftOut()
{
    const auto run = makeRun({{"prefill", {{"a", 10}}}, {"decode", {{"a", 10}}}});
    const Overview overview = overviewOf(*run, textsOf(run), GroupBy::Library);
    QCOMPARE(overview.stages.size(), std::size_t{2});
    QCOMPARE(overview.stages[0].label, std::string("prefill"));
}

void TestOverview::covers()
{
    const Coverage coverage = halfCovered();
    QCOMPARE(coverage.kernels, std::size_t{2});
    QCOMPARE(coverage.selected, std::size_t{1});
    QCOMPARE(coverage.selectedShare, 0.8);
    QCOMPARE(coverage.steps.size(), std::size_t{2});
    QVERIFY(coverage.steps[0].isSelected);
    QVERIFY(!coverage.steps[1].isSelected);
    QCOMPARE(coverage.steps[1].cumulative, 1.0);
}

void TestOverview::coverageStopsWhenEnough()
{
    QCOMPARE(coverageOf(*m_run, {}, 0.5).steps.size(), std::size_t{1});
    QCOMPARE(coverageOf(*m_run, {}, 1.0, 1).steps.size(), std::size_t{1});
    QCOMPARE(coverageOf(*m_run, kernels({"own(int)"}), 0.5).selected, std::size_t{1}); // counted beyond
}

void TestOverview::titlesSayWhatABarIs()
{
    Overview overview = overviewOf(*m_run, m_texts, GroupBy::Library);
    QCOMPARE(launchBars(overview, 600.0).chart.title, std::string("Launches of an iteration by stage"));
    QCOMPARE(stageBars(overview, 600.0).chart.title, std::string("Time of an iteration by stage and library"));
    overview.stages.back().areIterationsKnown = false;
    QCOMPARE(launchBars(overview, 600.0).chart.title, std::string("Launches by stage"));
    QCOMPARE(stageBars(overview, 600.0).chart.title, std::string("Time by stage and library"));
}

void TestOverview::largeCountsAreSeparated()
{
    Coverage coverage;
    coverage.kernels = 20'000;
    coverage.steps.resize(1600);
    const LinkedChart linked = coverageChart(coverage, [](KernelId) { return "f()"; }, 600.0, 200.0);
    QCOMPARE(linked.chart.texts.back().text, formatCount(1600) + " of " + formatCount(20'000) + " kernels shown");
}

void TestOverview::everyMarkHasATarget()
{
    const Overview overview = overviewOf(*m_run, m_texts, GroupBy::Op);
    const std::vector<StageBusy> busy = {{StageId{1}, "prefill", 10.0, 20.0}, {StageId{2}, "decode", 10.0, 0.0}};
    const auto nameOf = [this](KernelId kernel) { return std::string(m_run->name(kernel)); };
    for (const LinkedChart &linked : {stageBars(overview, 500.0), launchBars(overview, 500.0), busyBars(busy, 500.0),
                                      coverageChart(halfCovered(), nameOf, 500.0)}) {
        QCOMPARE(linked.targets.size(), linked.chart.rectangles.size());
        QVERIFY(!linked.chart.title.empty());
        for (const ChartRectangle &rectangle : linked.chart.rectangles) {
            QVERIFY(rectangle.x >= 0.0 && rectangle.x + rectangle.width <= 500.0 + 1e-9);
            QVERIFY(rectangle.y >= 0.0 && rectangle.y + rectangle.height <= linked.chart.height + 1e-9);
        }
    }
}

void TestOverview::barsFillTheWidth()
{
    const Overview overview = overviewOf(*m_run, m_texts, GroupBy::Library);
    const auto right = [&](double width) {
        double most = 0.0;
        const LinkedChart linked = stageBars(overview, width);
        for (std::size_t i = 0; i < linked.chart.rectangles.size(); ++i) {
            const ChartRectangle &rectangle = linked.chart.rectangles[i];
            most = rectangle.tooltip.empty() ? most : std::max(most, rectangle.x + rectangle.width);
        }
        return most;
    };
    QCOMPARE(right(800.0) - right(500.0), 300.0);
}

void TestOverview::busy()
{
    QCOMPARE((StageBusy{{}, "a", 30.0, 40.0}.busy()), std::optional(0.75));
    QCOMPARE((StageBusy{{}, "a", 30.0, 0.0}.busy()), std::nullopt);
    const std::vector<StageBusy> over = {{{}, "a", 60.0, 40.0}};
    QVERIFY(busyBars(over, 400.0).chart.rectangles.front().tooltip.contains("overlapped"));
}

void TestOverview::drawsSvg()
{
    COMPARE_GOLDEN("report/overview.svg",
                   printSvg(stageBars(overviewOf(*m_run, m_texts, GroupBy::Library), 600.0).chart, true));
}

QTEST_APPLESS_MAIN(TestOverview)
#include "tst_overview.moc"
