#include "core/review/selection.h"
#include "tests/support/testruns.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestSelection : public QObject
{
    Q_OBJECT

private slots:
    void selects_data();
    void selects();
    void summedCombinedCountsOnce();
    void tiesKeepTheOrderOfTheTables();
};

namespace
{
std::shared_ptr<const Run> sample()
{
    return makeRun({{"combined", {{"a", 1000, 10}, {"b", 900, 10}, {"c", 100, 10}, {"d", 5, 1}}},
                    {"prefill", {{"b", 90}, {"a", 10}, {"only-prefill", 1}}},
                    {"decode", {{"a", 90}, {"c", 10}}}});
}

QList<QByteArray> namesOf(const Run &run, const std::vector<KernelId> &kernels)
{
    QList<QByteArray> names;
    for (const KernelId kernel : kernels) {
        names.append(QByteArray::fromStdString(std::string(run.name(kernel))));
    }
    return names;
}
} // namespace

void TestSelection::selects_data()
{
    using Kind = SelectionOptions::Kind;
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("top");
    QTest::addColumn<double>("coverage");
    QTest::addColumn<bool>("seedOrder");
    QTest::addColumn<QList<QByteArray>>("names");
    const auto row = [](const char *tag, Kind kind, int top, double coverage, bool seed) -> QTestData & {
        return QTest::newRow(tag) << static_cast<int>(kind) << top << coverage << seed;
    };
    row("top 1", Kind::TopPerTable, 1, 0, false) << QList<QByteArray>{"a", "b"};
    row("top 2", Kind::TopPerTable, 2, 0, false) << QList<QByteArray>{"a", "b", "c"};
    row("top 20", Kind::TopPerTable, 20, 0, false) << QList<QByteArray>{"a", "b", "c", "d", "only-prefill"};
    row("coverage 89", Kind::Coverage, 20, 89, false) << QList<QByteArray>{"a", "b"};
    row("coverage 95", Kind::Coverage, 20, 95, false) << QList<QByteArray>{"a", "b", "c"};
    row("coverage 0", Kind::Coverage, 20, 0, false) << QList<QByteArray>{};
    row("all", Kind::All, 20, 0, false) << QList<QByteArray>{"a", "b", "c", "d", "only-prefill"};
    row("seed counts combined too", Kind::TopPerTable, 1, 0, true) << QList<QByteArray>{"a", "b"};
}

void TestSelection::selects()
{
    QFETCH(int, kind);
    QFETCH(int, top);
    QFETCH(double, coverage);
    QFETCH(bool, seedOrder);
    const auto run = sample();
    const SelectionOptions options{static_cast<SelectionOptions::Kind>(kind), static_cast<std::size_t>(top), coverage};
    QTEST(namesOf(*run, selectKernels(*run, options, seedOrder ? EntryOrder::Seed : EntryOrder::Combined)), "names");
}

void TestSelection::summedCombinedCountsOnce()
{
    const auto run = makeRun({{"prefill", {{"x", 60}, {"y", 50}}}, {"decode", {{"y", 20}}}});
    QVERIFY(run->combined().isSummed);
    const SelectionOptions options{SelectionOptions::Kind::TopPerTable, 20, 0.0};
    QCOMPARE(namesOf(*run, selectKernels(*run, options, EntryOrder::Seed)), (QList<QByteArray>{"y", "x"}));
    QCOMPARE(namesOf(*run, selectKernels(*run, options, EntryOrder::Combined)), (QList<QByteArray>{"y", "x"}));
}

void TestSelection::tiesKeepTheOrderOfTheTables()
{
    const auto run = makeRun({{"prefill", {{"first", 10}, {"second", 10}}}, {"decode", {{"third", 10}}}});
    const SelectionOptions options{SelectionOptions::Kind::All, 20, 0.0};
    QCOMPARE(namesOf(*run, selectKernels(*run, options, EntryOrder::Seed)),
             (QList<QByteArray>{"first", "second", "third"}));
}

QTEST_APPLESS_MAIN(TestSelection)
#include "tst_selection.moc"
