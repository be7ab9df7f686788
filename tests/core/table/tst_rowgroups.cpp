#include "core/inference/ruleset.h"
#include "core/table/rowgroups.h"
#include "tests/support/testruns.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestRowGroups : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void withoutGroupsALineIsARow();
    void groupsByTotal();
    void poolsWhatPools();
    void closedGroupsHaveOnlyAHead();
    void closedStaysClosedBySameName();
    void filteredRowsHaveNoLine();
    void linesStandForRowsOnce();
    void findsLinesOfRows();
    void sums();

private:
    [[nodiscard]] GroupedRows grouped(const RowOrder &order = {0, 1, 2, 3, 4}) const
    {
        return GroupedRows::of(m_run->combined(), m_texts, order, GroupBy::Library);
    }

    std::shared_ptr<const Run> m_run;
    RowTexts m_texts;
};

namespace
{
/// One word a line: the row, or the group's name in brackets.
QString linesOf(const GroupedRows &rows)
{
    QStringList lines;
    for (std::size_t i = 0; i < rows.lineCount(); ++i) {
        const GroupedRows::Line line = rows.at(i);
        lines += line.row
                     ? QString::number(*line.row)
                     : QLatin1Char('[') + QString::fromStdString(rows.groups()[line.group].name) + QLatin1Char(']');
    }
    return lines.join(QLatin1Char(' '));
}
} // namespace

void TestRowGroups::init()
{
    m_run = makeRun({{"combined",
                      {{"ampere_sgemm_128x64_tn", 50, 1},
                       {"own_a(int)", 40, 4},
                       {"own_b(int)", 30, 1},
                       {"ampere_sgemm_64x64_tn", 25, 5},
                       {"own_c(int)", 20, 2}}}});
    ReviewDocument document(std::make_shared<const Catalog>(Catalog::empty("k.yaml")));
    document.attachRun(m_run, InferenceTable::build(m_run, loadRuleSet({"standard", false, {}}).value().rules));
    m_texts = RowTexts::of(document);
}

void TestRowGroups::withoutGroupsALineIsARow()
{
    const GroupedRows rows = GroupedRows::of(m_run->combined(), m_texts, {4, 0}, GroupBy::None);
    QVERIFY(!rows.isGrouped());
    QCOMPARE(linesOf(rows), QStringLiteral("4 0"));
    QCOMPARE(rows.lineOf(0), std::optional<std::size_t>(1));
    QCOMPARE(rows.lineOf(3), std::nullopt);
    QCOMPARE(GroupedRows().lineCount(), std::size_t{0});
}

void TestRowGroups::groupsByTotal()
{
    QCOMPARE(linesOf(grouped()), QStringLiteral("[CUDA] 1 2 4 [cuBLAS] 0 3"));
    QCOMPARE(linesOf(grouped({4, 3, 2, 1, 0})), QStringLiteral("[CUDA] 4 2 1 [cuBLAS] 3 0"));
    QCOMPARE(linesOf(grouped({})), QString());
    for (std::size_t line = 0; line < grouped().lineCount(); ++line) {
        const GroupedRows rows = grouped();
        const auto row = rows.at(line).row;
        QCOMPARE(row ? rows.lineOf(*row) : rows.headLine(rows.at(line).group), std::optional<std::size_t>(line));
    }
}

void TestRowGroups::poolsWhatPools()
{
    const GroupedRows rows = grouped();
    const RowGroup &group = rows.groups().front();
    QCOMPARE(group.count(), std::size_t{3});
    QCOMPARE(group.timing.totalNs, 90);
    QCOMPARE(group.timing.instances, 7);
    QVERIFY(std::isnan(group.timing.medianNs));
    QVERIFY(std::isnan(group.timing.standardDeviationNs));
}

void TestRowGroups::closedGroupsHaveOnlyAHead()
{
    GroupedRows rows = grouped();
    rows.setOpen(0, false);
    QCOMPARE(linesOf(rows), QStringLiteral("[CUDA] [cuBLAS] 0 3"));
    QCOMPARE(rows.lineOf(1), std::nullopt);
    QCOMPARE(rows.groupOf(1), std::optional<std::size_t>(0));
    QCOMPARE(rows.lineOf(3), std::optional<std::size_t>(3));
    rows.setAllOpen(false);
    QCOMPARE(linesOf(rows), QStringLiteral("[CUDA] [cuBLAS]"));
    rows.setOpen(1, true);
    QCOMPARE(linesOf(rows), QStringLiteral("[CUDA] [cuBLAS] 0 3"));
}

void TestRowGroups::closedStaysClosedBySameName()
{
    GroupedRows before = grouped();
    before.setOpen(0, false);
    GroupedRows after = grouped({0, 2});
    after.takeOpenFrom(before);
    QCOMPARE(linesOf(after), QStringLiteral("[cuBLAS] 0 [CUDA]"));
}

void TestRowGroups::filteredRowsHaveNoLine()
{
    const GroupedRows rows = grouped({0, 1});
    QCOMPARE(rows.lineOf(2), std::nullopt);
    QCOMPARE(rows.groupOf(2), std::nullopt);
}

void TestRowGroups::linesStandForRowsOnce()
{
    GroupedRows rows = grouped();
    const std::vector<LineRange> headAndSome = {{5, 5}, {0, 1}};
    QCOMPARE(rowsOfLines(rows, headAndSome), (RowOrder{1, 2, 4, 0}));
    rows.setOpen(0, false);
    const std::vector<LineRange> all = {{0, rows.lineCount() - 1}};
    QCOMPARE(rowsOfLines(rows, all), (RowOrder{1, 2, 4, 0, 3}));
    const std::vector<LineRange> apart = {{2, 2}, {0, 0}};
    QCOMPARE(rowsOfLines(GroupedRows({3, 2, 1}), apart), (RowOrder{3, 1}));
}

void TestRowGroups::findsLinesOfRows()
{
    GroupedRows rows = grouped(); // [CUDA] 1 2 4 [cuBLAS] 0 3
    const RowOrder wanted = {4, 2, 3, 99};
    QCOMPARE(rows.linesOf(wanted), (std::vector<LineRange>{{2, 3}, {6, 6}}));
    rows.setOpen(0, false);
    QCOMPARE(rows.linesOf(wanted), (std::vector<LineRange>{{3, 3}}));
    QVERIFY(rows.linesOf({}).empty());
}

void TestRowGroups::sums()
{
    const RowOrder rows = {0, 4};
    const RowSum sum = sumOf(m_run->combined(), rows);
    QCOMPARE(sum.kernels, std::size_t{2});
    QCOMPARE(sum.totalNs, 70);
    QCOMPARE(sum.instances, 3);
    QCOMPARE(sum.share, 70.0 / 165.0);
    QCOMPARE(sumOf(m_run->combined(), {}).kernels, std::size_t{0});
}

QTEST_APPLESS_MAIN(TestRowGroups)
#include "tst_rowgroups.moc"
