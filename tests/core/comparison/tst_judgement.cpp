#include "core/comparison/judgement.h"
#include "core/comparison/rowdetails.h"
#include "tests/core/comparison/madeupruns.h"

#include <QTest>

#include <cmath>

using namespace atlas;
using namespace atlas::test;

class TestJudgement : public QObject
{
    Q_OBJECT

private slots:
    void verdicts_data();
    void verdicts();
    void refusals_data();
    void refusals();
    void thresholdDecides();
    void manyTestsNeedMoreThanOne();
    void noiseBetweenRunsHoldsBack();
    void badges();
    void whatWouldDecide();
    void wordsForAll();
};

namespace
{
struct Figures
{
    std::int64_t calls;
    double mean;
    double deviation;
};

ComparedKernel side(const Figures &figures, const char *name)
{
    const auto total = static_cast<std::int64_t>(std::llround(static_cast<double>(figures.calls) * figures.mean));
    ComparedKernel kernel;
    kernel.rawName = name;
    kernel.timing = timingOf({name, figures.calls, total, figures.deviation});
    kernel.sample = {static_cast<double>(figures.calls), kernel.timing.averageNs(),
                     std::max(figures.deviation, 32.0 / std::sqrt(12.0))};
    return kernel;
}

/// The row judged alone, with a timer of 32 ns; noise between runs as given.
ComparisonRow judged(const Figures &baseline, const Figures &candidate,
                     const JudgementContext &context = {0.05, 32.0, false, {}},
                     const BetweenRuns &between = {0.0, 0.0, 100, false}, bool countsFit = true)
{
    std::vector<ComparisonRow> rows(1);
    rows[0].baseline = side(baseline, "a");
    rows[0].candidate = side(candidate, "b");
    examine(rows[0], countsFit, context);
    judge(rows, between, context);
    return rows[0];
}

QByteArray words(const ComparisonRow &row)
{
    std::string text(toString(row.verdict));
    text += row.refusal == Refusal::None ? "" : ": " + std::string(toString(row.refusal));
    for (const Badge badge : kBadges) {
        text += row.badges.has(badge) ? " [" + std::string(toString(badge)) + "]" : "";
    }
    return QByteArray::fromStdString(text);
}
} // namespace

Q_DECLARE_METATYPE(Figures)

void TestJudgement::verdicts_data()
{
    QTest::addColumn<Figures>("baseline");
    QTest::addColumn<Figures>("candidate");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *tag, const Figures &a, const Figures &b, const char *expected) {
        QTest::newRow(tag) << a << b << QByteArray(expected);
    };
    row("slower", {1000, 10'000, 200}, {1000, 11'000, 200}, "slower");
    row("faster", {1000, 11'000, 200}, {1000, 10'000, 200}, "faster");
    row("same", {1000, 10'000, 200}, {1000, 10'010, 200}, "equivalent [below timer resolution]");
    row("certain but small", {12, 281'295.7, 953.6}, {12, 290'000, 1200}, "equivalent");
    row("too wide to tell", {10, 10'000, 900}, {10, 10'600, 900}, "inconclusive");
    row("beyond but not clearly", {1000, 10'000, 3000}, {1000, 10'600, 3000}, "inconclusive");
    row("few samples", {4, 10'000, 10}, {4, 12'000, 10}, "inconclusive [few samples]");
    row("few samples on one side", {4, 10'000, 10}, {1000, 10'100, 10}, "inconclusive [few samples]");
    row("few samples, plain difference", {4, 10'000, 10}, {4, 16'000, 10}, "slower [few samples]");
    row("few samples, no difference", {4, 10'000, 10}, {4, 10'010, 10},
        "equivalent [few samples] [below timer resolution]");
    row("timer step of a short kernel is not small", {1000, 100, 1}, {1000, 130, 1}, "slower");
    row("mixed shapes", {1000, 10'000, 6000}, {1000, 20'000, 12'000}, "slower [mean over several shapes]");
    row("uncertain mean", {20, 10'000, 4900}, {20, 10'500, 4900}, "inconclusive [uncertain mean]");
    row("unbounded", {2, 10'000, 4000}, {2, 30'000, 12'000},
        "refused: interval unbounded [few samples] [uncertain mean]");
    row("unbounded but the same", {2, 10'000, 4000}, {2, 10'000, 4000},
        "equivalent [few samples] [below timer resolution] [uncertain mean]");
}

void TestJudgement::verdicts()
{
    QFETCH(Figures, baseline);
    QFETCH(Figures, candidate);
    QFETCH(QByteArray, expected);
    const ComparisonRow row = judged(baseline, candidate);
    QCOMPARE(words(row), expected);
    // Whatever is said must be said the other way round when the sides are swapped.
    QByteArray mirrored = expected;
    mirrored.replace("slower", "x").replace("faster", "slower").replace("x", "faster");
    const ComparisonRow back = judged(candidate, baseline);
    QCOMPARE(words(back), mirrored);
    QVERIFY(back.logRatio == -row.logRatio);
}

void TestJudgement::refusals_data()
{
    QTest::addColumn<Figures>("baseline");
    QTest::addColumn<Figures>("candidate");
    QTest::addColumn<bool>("countsFit");
    QTest::addColumn<int>("context");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *tag, const Figures &a, const Figures &b, bool fits, Refusal context,
                        const char *expected) {
        QTest::newRow(tag) << a << b << fits << static_cast<int>(context) << QByteArray(expected);
    };
    const Figures fine{1000, 10'000, 200};
    row("single", {1, 10'000, 0}, {1, 11'000, 0}, true, Refusal::None, "refused: single sample");
    row("single on one side", {1, 10'000, 0}, fine, true, Refusal::None, "refused: single sample");
    row("calls", fine, fine, false, Refusal::None, "refused: calls changed");
    row("deviation impossible", {1000, 10'000, -1}, fine, true, Refusal::None, "refused: inconsistent row");
    row("deviation unknown", {1000, 10'000, NAN}, fine, true, Refusal::None, "refused: incomplete row");
    row("runs", fine, fine, true, Refusal::NotComparable, "refused: not comparable");
    row("iterations", fine, fine, true, Refusal::NoMultiplier, "refused: iterations not known");
}

void TestJudgement::refusals()
{
    QFETCH(Figures, baseline);
    QFETCH(Figures, candidate);
    QFETCH(bool, countsFit);
    QFETCH(int, context);
    QFETCH(QByteArray, expected);
    const ComparisonRow row = judged(baseline, candidate, {0.05, 32.0, false, static_cast<Refusal>(context)},
                                     {0.0, 0.0, 100, false}, countsFit);
    QVERIFY2(words(row).startsWith(expected), words(row));
    QVERIFY(!row.isTested);
    QVERIFY(std::isnan(row.p));
    QVERIFY(!std::isnan(row.logRatio)); // the ratio is still shown
}

void TestJudgement::thresholdDecides()
{
    const Figures a{1000, 10'000, 200};
    const Figures b{1000, 10'800, 200};
    QCOMPARE(words(judged(a, b, {0.05, 32.0, false, {}})), QByteArray("slower"));
    QCOMPARE(words(judged(a, b, {0.08, 32.0, false, {}})), QByteArray("inconclusive"));
    QCOMPARE(words(judged(a, b, {0.20, 32.0, false, {}})), QByteArray("equivalent"));
}

void TestJudgement::manyTestsNeedMoreThanOne()
{
    const JudgementContext context{0.02, 32.0, false, {}};
    std::vector<ComparisonRow> rows(200);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].baseline = side({20, 10'000, 500}, "a");
        rows[i].candidate = side({20, i == 0 ? 10'650.0 : 10'000.0, 500}, "b");
        examine(rows[i], true, context);
    }
    judge(rows, {0.0, 0.0, 100, false}, context);
    QVERIFY(rows[0].p < 0.001);
    QVERIFY(rows[0].logInterval.low > std::log1p(0.02));
    QVERIFY(rows[0].adjustedP > 0.01);
    QCOMPARE(rows[0].holmP, rows[0].p * 200);
    QCOMPARE(rows[1].adjustedP, 1.0);
    QCOMPARE(word(verdictAt(rows[0], 0.02, 0.05)), word(Verdict::Slower));
    QCOMPARE(word(verdictAt(rows[0], 0.02, 0.051)), word(Verdict::Inconclusive));
}

void TestJudgement::noiseBetweenRunsHoldsBack()
{
    const Figures a{100'000, 10'000, 200};
    const Figures b{100'000, 10'700, 200};
    QCOMPARE(words(judged(a, b)), QByteArray("slower"));
    QCOMPARE(words(judged(a, b, {0.05, 32.0, false, {}}, {0.0, 0.03, 100, false})), QByteArray("inconclusive"));
    // The drift of the whole run is never taken off: a uniform slowdown is a slowdown.
    QCOMPARE(words(judged(a, b, {0.05, 32.0, false, {}}, {std::log(1.07), 0.001, 100, false})), QByteArray("slower"));
}

void TestJudgement::badges()
{
    ComparisonRow row;
    row.baseline = side({1000, 10'000, 600}, "a");
    row.candidate = side({1000, 11'000, 600}, "b");
    row.candidate.timing.medianNs = 9'700;
    examine(row, true, {0.05, 32.0, false, {}});
    QCOMPARE(words(row), QByteArray("refused [mean and median disagree]")); // not judged yet
    row.candidate.timing.medianNs = std::nan("");
    row.badges = {};
    examine(row, true, {0.05, 32.0, false, {}});
    QVERIFY(row.badges == Badges());
    QVERIFY(std::isnan(row.logMedianRatio));
}

void TestJudgement::whatWouldDecide()
{
    StageComparison stage;
    stage.between = {std::log(1.01), 0.005, 20, false};
    const ComparisonRow row = judged({100, 10'000, 1500}, {100, 10'300, 1500}, {0.05, 32.0, false, {}}, stage.between);
    QCOMPARE(word(row.verdict), word(Verdict::Inconclusive));
    const auto details = detailsOf(stage, row);
    QVERIFY(details.has_value());
    QVERIFY(std::abs(*details->besideDrift - 1.03 / 1.01) < 1e-9);
    // At that δ it is equivalent, a little below it is not.
    QCOMPARE(word(verdictAt(row, *details->decidingThreshold * 1.001, row.adjustedP)), word(Verdict::Equivalent));
    QCOMPARE(word(verdictAt(row, *details->decidingThreshold * 0.999, row.adjustedP)), word(Verdict::Inconclusive));
    // With so many times the calls it is decided, whichever way; with half of them not.
    QVERIFY(details->decidingCalls.has_value());
    const auto withCalls = [&](double factor) {
        const auto calls = static_cast<std::int64_t>(100 * factor);
        return judged({calls, 10'000, 1500}, {calls, 10'300, 1500}, {0.05, 32.0, false, {}}, stage.between).verdict;
    };
    QCOMPARE(word(withCalls(*details->decidingCalls * 1.1)), word(Verdict::Equivalent));
    QCOMPARE(word(withCalls(*details->decidingCalls * 0.5)), word(Verdict::Inconclusive));
    // Noise between runs that no number of calls overcomes.
    stage.between.deviation = 0.05;
    const ComparisonRow noisy =
        judged({100, 10'000, 1500}, {100, 10'300, 1500}, {0.05, 32.0, false, {}}, stage.between);
    QVERIFY(!detailsOf(stage, noisy)->decidingCalls.has_value());
    QVERIFY(!detailsOf(stage, ComparisonRow()).has_value());
    const ComparisonRow few = judged({4, 10'000, 10}, {3, 12'000, 10});
    QVERIFY(!detailsOf({}, few)->decidingThreshold.has_value());
    QVERIFY(*detailsOf({}, few)->decidingCalls >= 5.0 / 3.0);
}

void TestJudgement::wordsForAll()
{
    for (std::size_t i = 0; i < kVerdictCount; ++i) {
        QVERIFY(!toString(static_cast<Verdict>(i)).empty());
    }
    QVERIFY(toString(Refusal::None).empty());
    QCOMPARE(word(Refusal::Unbounded), QByteArray("interval unbounded"));
    QCOMPARE(word(Refusal::CutName), QByteArray("name cut"));
    QVERIFY(symbol(PairMark::Removed) == "−");
    QCOMPARE(word(PairMark::Removed), QByteArray("removed"));
}

QTEST_APPLESS_MAIN(TestJudgement)
#include "tst_judgement.moc"
