#include "core/report/comparisonview.h"
#include "tests/core/comparison/madeupruns.h"

#include <QTest>

#include <algorithm>

using namespace atlas;
using namespace atlas::test;

namespace
{
/// Two GEMMs of which one got slower, a new copy and an old one that vanished.
RunComparison madeUpComparison()
{
    const auto baseline = madeUpRun(
        "a",
        {{"decode",
          {{"gemm_one", 100, 1'000'000, 100.0}, {"gemm_two", 100, 400'000, 40.0}, {"Copy_old", 10, 30'000, 10.0}}}});
    const auto candidate = madeUpRun(
        "b",
        {{"decode",
          {{"gemm_one", 100, 1'500'000, 100.0}, {"gemm_two", 100, 401'000, 40.0}, {"Sort_new", 10, 90'000, 10.0}}}});
    ComparisonOptions options;
    options.stages = {"decode"};
    options.words.friendlyName = [](std::string_view name) { return "the " + std::string(name); };
    options.words.library = [](std::string_view name) -> std::string_view {
        return name.starts_with("gemm") ? "cuBLAS" : "PyTorch ATen";
    };
    options.words.op = [](std::string_view name) -> std::string_view { return name.starts_with("gemm") ? "gemm" : ""; };
    auto comparison = compareRuns({baseline}, {candidate}, options);
    if (!comparison) {
        qFatal("%s", comparison.error().message.c_str());
    }
    return std::move(*comparison);
}

QByteArray namesOf(const StageComparison &stage, const std::vector<std::uint32_t> &order)
{
    QByteArrayList names;
    for (const std::uint32_t row : order) {
        const std::string_view name = stage.rows[row].rawName();
        names += QByteArray(name.data(), static_cast<qsizetype>(name.size()));
    }
    return names.join(' ');
}
} // namespace

class TestComparisonView : public QObject
{
    Q_OBJECT

private:
    RunComparison m_comparison = madeUpComparison();
    const StageComparison &m_stage = m_comparison.stages.front();
    ComparisonTexts m_texts = ComparisonTexts::of(m_comparison).front();

    QByteArray shown(const ComparisonFilter &filter, ComparisonSort sort = ComparisonSort::Delta, bool falling = true)
    {
        const auto order = comparisonOrder(m_stage, m_texts, filter, sort, falling);
        return order ? namesOf(m_stage, *order) : QByteArray("error");
    }

private Q_SLOTS:
    void textsAreThoseOfTheRows()
    {
        QCOMPARE(m_texts.names.front(), std::string("the gemm_one"));
        QCOMPARE(m_texts.libraries.front(), std::string_view("cuBLAS"));
    }
    void filters()
    {
        QCOMPARE(shown({}), QByteArray("gemm_one Sort_new Copy_old gemm_two"));
        QCOMPARE(shown({.text = "sort"}), QByteArray("Sort_new"));
        QCOMPARE(shown({.text = "/^the .*_(one|old)$/"}), QByteArray("gemm_one Copy_old"));
        QCOMPARE(shown({.text = "/(/"}), QByteArray("error"));
        QCOMPARE(shown({.verdicts = {Verdict::Slower, Verdict::Removed}}), QByteArray("gemm_one Copy_old"));
        QCOMPARE(shown({.libraries = {"cuBLAS"}}), QByteArray("gemm_one gemm_two"));
        QCOMPARE(shown({.minimumShare = 0.1}), QByteArray("gemm_one"));
        QCOMPARE(shown({.badges = {Badge::Mixed}}), QByteArray());
    }
    void sorts_data()
    {
        QTest::addColumn<int>("sort");
        QTest::addColumn<bool>("falling");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, ComparisonSort sort, bool falling, const char *expected) {
            QTest::newRow(name) << static_cast<int>(sort) << falling << QByteArray(expected);
        };
        row("smallest difference", ComparisonSort::Delta, false, "gemm_two Copy_old Sort_new gemm_one");
        row("baseline, missing last", ComparisonSort::Baseline, true, "gemm_one gemm_two Copy_old Sort_new");
        row("candidate rising, missing last", ComparisonSort::Candidate, false, "Sort_new gemm_two gemm_one Copy_old");
        row("change", ComparisonSort::Change, true, "gemm_one gemm_two Sort_new Copy_old");
        row("name ignoring case", ComparisonSort::Name, false, "Copy_old gemm_one gemm_two Sort_new");
        row("library, then difference", ComparisonSort::Library, false, "gemm_one gemm_two Sort_new Copy_old");
        row("verdict", ComparisonSort::Verdict, true, "gemm_one gemm_two Sort_new Copy_old");
        row("mark", ComparisonSort::Mark, true, "gemm_one gemm_two Sort_new Copy_old");
    }
    void sorts()
    {
        QFETCH(int, sort);
        QFETCH(bool, falling);
        QTEST(shown({}, static_cast<ComparisonSort>(sort), falling), "expected");
    }
    void groupsAddUp()
    {
        const auto order = *comparisonOrder(m_stage, m_texts, {});
        for (const auto grouping : {ComparisonGrouping::Library, ComparisonGrouping::Op}) {
            const auto groups = groupComparison(m_stage, m_texts, order, grouping);
            QCOMPARE(groups.size(), std::size_t{2});
            QCOMPARE(namesOf(m_stage, groups[0].rows), QByteArray("gemm_one gemm_two"));
            Decomposition sum;
            for (const ComparisonGroup &group : groups) {
                addTo(sum, group.parts);
                QCOMPARE(group.parts.deltaNs, group.candidateNs - group.baselineNs);
            }
            QCOMPARE(sum, m_stage.parts);
        }
        const auto byOp = groupComparison(m_stage, m_texts, order, ComparisonGrouping::Op);
        QCOMPARE(byOp[1].name, std::string("unknown"));
        QCOMPARE(byOp[0].verdictText(), std::string("▲ 1 slower"));
        QVERIFY(groupComparison(m_stage, m_texts, order, ComparisonGrouping::None).empty());
    }
};

QTEST_APPLESS_MAIN(TestComparisonView)
#include "tst_comparisonview.moc"
