#include "core/inference/ruleset.h"
#include "core/table/stagematrix.h"
#include "tests/support/testruns.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

/// combined = 2 × (prefill + decode), sam inside prefill.
class TestStageMatrix : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void hasEveryKernelByTotal();
    void dividesByIterations();
    void addsUp();
    void tellsWhatDoesNotAddUp();
    void tellsKernelsOfOneStage();
    void tellsAveragesApart();
    void sorts_data();
    void sorts();
    void withoutCombinedThereIsNothingToReconcile();

private:
    [[nodiscard]] const MatrixRow &row(const char *name) const
    {
        const KernelId kernel = m_run->findKernel(name).value();
        return *std::ranges::find(m_matrix->rows(), kernel, &MatrixRow::kernel);
    }
    [[nodiscard]] StageId stage(const char *name) const { return m_run->findStage(name).value(); }
    [[nodiscard]] QStringList names(const std::vector<std::uint32_t> &order) const
    {
        QStringList names;
        for (const std::uint32_t i : order) {
            names += QString::fromStdString(std::string(m_run->name(m_matrix->rows()[i].kernel)));
        }
        return names;
    }

    std::shared_ptr<const Run> m_run;
    std::unique_ptr<StageMatrix> m_matrix;
    RowTexts m_texts;
};

void TestStageMatrix::init()
{
    m_run = makeRun({{"combined", {{"both(int)", 64'000, 40}, {"vision(int)", 40'000, 20}, {"odd(int)", 3'000, 3}}},
                     {"prefill", {{"both(int)", 20'000, 10}, {"vision(int)", 20'000, 10}}},
                     {"decode", {{"both(int)", 10'000, 10}, {"late(int)", 10, 1}}},
                     {"sam", {{"vision(int)", 15'000, 5}}}});
    m_matrix = std::make_unique<StageMatrix>(m_run);
    ReviewDocument document(std::make_shared<const Catalog>(Catalog::empty("k.yaml")));
    document.attachRun(m_run, InferenceTable::build(m_run, loadRuleSet({"standard", false, {}}).value().rules));
    m_texts = RowTexts::of(document);
    QCOMPARE(m_run->combined().scope.iterations, 2.0);
    QVERIFY(m_run->stage(stage("sam")).scope.nestedIn.has_value());
}

void TestStageMatrix::hasEveryKernelByTotal()
{
    QCOMPARE(names(m_matrix->order(m_texts, MatrixFilter::All, MatrixKey::Stage, StageId{0}, true)),
             (QStringList{"both(int)", "vision(int)", "odd(int)", "late(int)"}));
}

void TestStageMatrix::dividesByIterations()
{
    QCOMPARE(m_matrix->perIterationNs(row("both(int)"), StageId{0}), 32'000.0);
    QCOMPARE(m_matrix->perIterationNs(row("both(int)"), stage("decode")), 10'000.0);
    QVERIFY(std::isnan(m_matrix->perIterationNs(row("both(int)"), stage("sam"))));
}

void TestStageMatrix::addsUp()
{
    QVERIFY(m_matrix->isReconciled());
    QCOMPARE(row("both(int)").expectedNs, 60'000.0);
    QCOMPARE(row("both(int)").differenceNs, 4'000.0);
    QCOMPARE(row("vision(int)").differenceNs, 0.0); // sam is in prefill already
    QVERIFY(row("both(int)").doCallsAgree);
    QCOMPARE(m_matrix->expectedNs(), 100'020.0);
}

void TestStageMatrix::tellsWhatDoesNotAddUp()
{
    QVERIFY(!row("odd(int)").doCallsAgree);
    QCOMPARE(row("odd(int)").differenceNs, 3'000.0);
    QVERIFY(!row("late(int)").doCallsAgree);
    QCOMPARE(m_matrix->count(MatrixFilter::DoesNotAddUp), std::size_t{2});
}

void TestStageMatrix::tellsKernelsOfOneStage()
{
    QCOMPARE(row("vision(int)").onlyIn, std::optional(stage("prefill")));
    QCOMPARE(row("late(int)").onlyIn, std::optional(stage("decode")));
    QCOMPARE(row("both(int)").onlyIn, std::nullopt);
    QCOMPARE(row("odd(int)").onlyIn, std::nullopt); // in combined only
    QCOMPARE(m_matrix->count(MatrixFilter::OnlyInOneStage), std::size_t{2});
}

void TestStageMatrix::tellsAveragesApart()
{
    QCOMPARE(row("both(int)").averageSpread, 2.0);
    QCOMPARE(row("vision(int)").averageSpread, 1.5); // sam against all of prefill
    QCOMPARE(row("late(int)").averageSpread, 1.0);
    QCOMPARE(m_matrix->count(MatrixFilter::AveragesDiffer), std::size_t{2});
}

void TestStageMatrix::sorts_data()
{
    QTest::addColumn<int>("filter");
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *tag, MatrixFilter filter, MatrixKey key, bool descending,
                        const char *stage) -> QTestData & {
        return QTest::newRow(tag) << static_cast<int>(filter) << static_cast<int>(key) << descending
                                  << QString::fromLatin1(stage);
    };
    row("absent last, down", MatrixFilter::All, MatrixKey::Stage, true, "decode")
        << QStringList{"both(int)", "late(int)", "vision(int)", "odd(int)"};
    row("absent last, up", MatrixFilter::All, MatrixKey::Stage, false, "decode")
        << QStringList{"late(int)", "both(int)", "vision(int)", "odd(int)"};
    row("difference by size", MatrixFilter::All, MatrixKey::Difference, true, "decode")
        << QStringList{"both(int)", "odd(int)", "late(int)", "vision(int)"};
    row("spread", MatrixFilter::AveragesDiffer, MatrixKey::Spread, false, "decode")
        << QStringList{"vision(int)", "both(int)"};
    row("one stage by expected", MatrixFilter::OnlyInOneStage, MatrixKey::Expected, false, "decode")
        << QStringList{"late(int)", "vision(int)"};
    row("library, ties by total", MatrixFilter::DoesNotAddUp, MatrixKey::Library, true, "decode")
        << QStringList{"odd(int)", "late(int)"};
}

void TestStageMatrix::sorts()
{
    QFETCH(int, filter);
    QFETCH(int, key);
    QFETCH(bool, descending);
    QFETCH(QString, stage);
    QTEST(names(m_matrix->order(m_texts, static_cast<MatrixFilter>(filter), static_cast<MatrixKey>(key),
                                m_run->findStage(stage.toStdString()).value(), descending)),
          "expected");
}

void TestStageMatrix::withoutCombinedThereIsNothingToReconcile()
{
    const StageMatrix matrix(makeRun({{"prefill", {{"a", 10}}}, {"decode", {{"a", 10}}}}));
    QVERIFY(!matrix.isReconciled());
    QVERIFY(std::isnan(matrix.expectedNs()));
    QVERIFY(std::isnan(matrix.rows().front().differenceNs));
    QCOMPARE(matrix.count(MatrixFilter::DoesNotAddUp), std::size_t{0});
}

QTEST_APPLESS_MAIN(TestStageMatrix)
#include "tst_stagematrix.moc"
