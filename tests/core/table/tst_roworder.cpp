#include "core/inference/ruleset.h"
#include "core/table/roworder.h"
#include "tests/support/testruns.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestRowOrder : public QObject
{
    Q_OBJECT

private slots:
    void sorts_data();
    void sorts();
    void unknownValuesComeLastEitherWay();
    void filters_data();
    void filters();
    void saysWhereAnExpressionIsBroken();
    void sortsBySeveralKeys();
    void filtersByColumns_data();
    void filtersByColumns();
    void filtersByOriginAsEdited();
    void namesSideBySideAreNotOneText();
    void ranksPlaceTextsAddedLater();
    void takesAnEditIn();
    void agreesWithItselfOnManyThreads();
};

namespace
{
constexpr const char *kAdd =
    "void at::native::vectorized_elementwise_kernel<(int)4, at::native::CUDAFunctor_add<float>, "
    "std::array<char *, (unsigned long)3>>(int, T2, T3)";
constexpr const char *kCutlass =
    "void cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_256x128_32x3_tn_align8>(T1::Params)";
constexpr const char *kOwn = "zz_own_Kernel(int)";

struct Desk
{
    std::shared_ptr<const Run> run;
    ReviewDocument document;
    RowTexts texts;

    explicit Desk(std::shared_ptr<const Run> attached)
        : run(std::move(attached)), document(std::make_shared<const Catalog>(Catalog::empty("k.yaml")))
    {
        document.attachRun(run, InferenceTable::build(run, loadRuleSet({"standard", false, {}}).value().rules));
        texts = RowTexts::of(document);
    }
};

Desk smallDesk()
{
    return Desk(makeRun({{"combined", {{kAdd, 1000, 10}, {kCutlass, 900, 1}, {kOwn, 10, 2}}}}));
}

QList<int> rowsOf(const Result<RowOrder> &order)
{
    QList<int> rows;
    for (const std::uint32_t row : order.value()) {
        rows.append(static_cast<int>(row));
    }
    return rows;
}
} // namespace

void TestRowOrder::sorts_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QList<int>>("rows");
    const auto row = [](const char *tag, SortKey key, bool descending) -> QTestData & {
        return QTest::newRow(tag) << static_cast<int>(key) << descending;
    };
    row("total down", SortKey::Total, true) << QList<int>{0, 1, 2};
    row("total up", SortKey::Total, false) << QList<int>{2, 1, 0};
    row("instances down", SortKey::Instances, true) << QList<int>{0, 2, 1};
    row("average up", SortKey::Average, false) << QList<int>{2, 0, 1};
    row("median down", SortKey::Median, true) << QList<int>{1, 0, 2};
    row("deviation keeps ties by total", SortKey::StandardDeviation, false) << QList<int>{0, 1, 2};
    row("deviation down keeps ties by total", SortKey::StandardDeviation, true) << QList<int>{0, 1, 2};
    row("library up", SortKey::Library, false) << QList<int>{2, 1, 0}; // CUDA, CUTLASS, PyTorch ATen
    row("raw name up", SortKey::RawName, false) << QList<int>{0, 1, 2};
    row("raw name down", SortKey::RawName, true) << QList<int>{2, 1, 0};
    row("friendly name up", SortKey::FriendlyName, false)
        << QList<int>{0, 1, 2}; // ATen, CUTLASS, the words of the third
}

void TestRowOrder::sorts()
{
    QFETCH(int, key);
    QFETCH(bool, descending);
    const Desk desk = smallDesk();
    QTEST(rowsOf(computeRowOrder(*desk.run, desk.texts, {StageId{0}, static_cast<SortKey>(key), descending, {}})),
          "rows");
}

void TestRowOrder::unknownValuesComeLastEitherWay()
{
    // Combined is summed here, so a kernel of both stages has no median.
    const Desk desk(makeRun({{"prefill", {{"both", 60, 2}, {"p", 50}}}, {"decode", {{"both", 20, 3}, {"d", 10}}}}));
    QVERIFY(std::isnan(desk.run->combined().rows.front().timing.medianNs));
    for (const bool descending : {true, false}) {
        const QList<int> rows =
            rowsOf(computeRowOrder(*desk.run, desk.texts, {StageId{0}, SortKey::Median, descending, {}}));
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows.last(), 0);
    }
}

void TestRowOrder::filters_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("library");
    QTest::addColumn<double>("share");
    QTest::addColumn<QList<int>>("rows");
    QTest::newRow("nothing") << QByteArray() << QByteArray() << 0.0 << QList<int>{0, 1, 2};
    QTest::newRow("raw name") << QByteArray("s16816") << QByteArray() << 0.0 << QList<int>{1};
    QTest::newRow("friendly name") << QByteArray("GEMM (Tensor Core") << QByteArray() << 0.0 << QList<int>{1};
    QTest::newRow("lower case ignores case") << QByteArray("kernel(") << QByteArray() << 0.0 << QList<int>{2};
    QTest::newRow("upper case counts") << QByteArray("KERNEL") << QByteArray() << 0.0 << QList<int>{};
    QTest::newRow("expression") << QByteArray("/own_kernel|_80_/") << QByteArray() << 0.0 << QList<int>{1, 2};
    QTest::newRow("escape is no upper case") << QByteArray("/zz_\\w+_kernel/") << QByteArray() << 0.0 << QList<int>{2};
    QTest::newRow("unfinished expression") << QByteArray("/zz") << QByteArray() << 0.0 << QList<int>{2};
    QTest::newRow("a lone slash is text") << QByteArray("/") << QByteArray() << 0.0 << QList<int>{};
    QTest::newRow("library") << QByteArray() << QByteArray("CUTLASS") << 0.0 << QList<int>{1};
    QTest::newRow("share") << QByteArray() << QByteArray() << 0.01 << QList<int>{0, 1};
    QTest::newRow("all at once") << QByteArray("void") << QByteArray("PyTorch ATen") << 0.1 << QList<int>{0};
}

void TestRowOrder::filters()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, library);
    QFETCH(double, share);
    const Desk desk = smallDesk();
    RowFilter filter{text.toStdString(), {}, share};
    if (!library.isEmpty()) {
        filter.libraries.push_back(library.toStdString());
    }
    QTEST(rowsOf(computeRowOrder(*desk.run, desk.texts, {StageId{0}, SortKey::Total, true, filter})), "rows");
}

void TestRowOrder::saysWhereAnExpressionIsBroken()
{
    const Desk desk = smallDesk();
    const Result<RowOrder> order =
        computeRowOrder(*desk.run, desk.texts, {StageId{0}, SortKey::Total, true, {"/ab(c/", {}, 0.0}});
    QVERIFY(!order.has_value());
    QVERIFY2(order.error().message.contains("regular expression"), order.error().message.c_str());
    QVERIFY(order.error().location.column >= 2 && order.error().location.column <= 6);
}

void TestRowOrder::sortsBySeveralKeys()
{
    const Desk desk(makeRun({{"combined", {{"k_a", 50, 1}, {"k_b", 40, 2}, {"k_c", 30, 1}, {"k_d", 20, 2}}}}));
    const auto order = [&](bool callsDown, std::vector<SortStep> then) {
        RowOrderRequest request{StageId{0}, SortKey::Instances, callsDown, {}, std::move(then)};
        return rowsOf(computeRowOrder(*desk.run, desk.texts, request));
    };
    QCOMPARE(order(true, {{SortKey::Total, false}}), (QList<int>{3, 1, 2, 0}));
    QCOMPARE(order(false, {{SortKey::RawName, false}}), (QList<int>{0, 2, 1, 3}));
    QCOMPARE(order(false, {{SortKey::Library, true}, {SortKey::RawName, true}}), (QList<int>{2, 0, 3, 1}));
}

void TestRowOrder::filtersByColumns_data()
{
    QTest::addColumn<QByteArray>("column");
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<QList<int>>("rows");
    QTest::newRow("op") << QByteArray("op") << QByteArray("gemm") << QList<int>{1};
    QTest::newRow("rule") << QByteArray("rule") << QByteArray("cutlass2.gemm") << QList<int>{1};
    QTest::newRow("origin rule") << QByteArray("origin") << QByteArray("rule") << QList<int>{0, 1, 2};
    QTest::newRow("origin override") << QByteArray("origin") << QByteArray("override") << QList<int>{};
    QTest::newRow("state") << QByteArray("state") << QByteArray("accepted") << QList<int>{};
    QTest::newRow("instances") << QByteArray("instances") << QByteArray("2") << QList<int>{0, 2};
    QTest::newRow("stage") << QByteArray("stage") << QByteArray("decode") << QList<int>{0, 2};
}

void TestRowOrder::filtersByColumns()
{
    QFETCH(QByteArray, column);
    QFETCH(QByteArray, wanted);
    const Desk desk(makeRun({{"combined", {{kAdd, 1000, 10}, {kCutlass, 900, 1}, {kOwn, 10, 2}}},
                             {"prefill", {{kAdd, 500, 5}, {kCutlass, 900, 1}}},
                             {"decode", {{kAdd, 500, 5}, {kOwn, 10, 2}}}}));
    RowFilter filter;
    if (column == "instances") {
        filter.minimumInstances = wanted.toInt();
    } else if (column == "stage") {
        filter.stages = {desk.run->findStage(wanted.toStdString()).value()};
    } else {
        auto &texts = column == "op"       ? filter.ops
                      : column == "rule"   ? filter.rules
                      : column == "origin" ? filter.origins
                                           : filter.states;
        texts = {wanted.toStdString()};
    }
    QTEST(rowsOf(computeRowOrder(*desk.run, desk.texts, {StageId{0}, SortKey::Total, true, filter})), "rows");
}

void TestRowOrder::filtersByOriginAsEdited()
{
    Desk desk = smallDesk();
    const KernelId own = desk.run->findKernel(kOwn).value();
    desk.document.setField(desk.document.entryOf(own), Field::Description, std::string("Ours."));
    desk.texts.update(desk.document, own);
    RowFilter filter;
    filter.origins = {"override"};
    QCOMPARE(rowsOf(computeRowOrder(*desk.run, desk.texts, {StageId{0}, SortKey::Total, true, filter})), QList<int>{2});
}

void TestRowOrder::namesSideBySideAreNotOneText()
{
    const Desk desk(makeRun({{"combined", {{"zz_first", 30}, {"zz_second", 20}, {"zz_firstzz_second", 10}}}}));
    const RowOrderRequest request{StageId{0}, SortKey::Total, true, {"firstzz", {}, 0.0}};
    QCOMPARE(rowsOf(computeRowOrder(*desk.run, desk.texts, request)), QList<int>{2});
}

void TestRowOrder::ranksPlaceTextsAddedLater()
{
    TextPool pool;
    for (const char *text : {"b", "D", "a"}) {
        pool.intern(text);
    }
    pool.sort();
    pool.intern("C");
    pool.intern("A");
    QCOMPARE(pool.ranks(), (std::vector<std::uint32_t>{2, 4, 1, 3, 0}));
}

void TestRowOrder::takesAnEditIn()
{
    Desk desk = smallDesk();
    const KernelId own = desk.run->findKernel(kOwn).value();
    desk.document.setField(desk.document.entryOf(own), Field::FriendlyName, std::string("Rotary position embedding"));
    const RowOrderRequest request{StageId{0}, SortKey::Total, true, {"rotary", {}, 0.0}};
    QCOMPARE(rowsOf(computeRowOrder(*desk.run, desk.texts, request)), QList<int>{});
    desk.texts.update(desk.document, own);
    QCOMPARE(rowsOf(computeRowOrder(*desk.run, desk.texts, request)), QList<int>{2});
}

void TestRowOrder::agreesWithItselfOnManyThreads()
{
    std::vector<TestRow> rows;
    for (int i = 0; i < 120'000; ++i) { // enough for the parallel paths
        rows.push_back({"kernel_" + std::to_string(i), 1 + (i * 7919LL) % 1000, 1 + i % 13});
    }
    const Desk desk(makeRun({{"combined", std::move(rows)}}));
    const Stage &stage = desk.run->combined();
    const Result<RowOrder> byName = computeRowOrder(*desk.run, desk.texts, {StageId{0}, SortKey::RawName, false, {}});
    QVERIFY(
        std::ranges::is_sorted(*byName, {}, [&](std::uint32_t row) { return desk.run->name(stage.rows[row].kernel); }));
    const Result<RowOrder> byCalls = computeRowOrder(*desk.run, desk.texts, {StageId{0}, SortKey::Instances, true, {}});
    QVERIFY(std::ranges::is_sorted(*byCalls, [&](std::uint32_t a, std::uint32_t b) {
        const auto key = [&](std::uint32_t row) { return std::pair(-stage.rows[row].timing.instances, row); };
        return key(a) < key(b);
    }));
    const Result<RowOrder> sevens =
        computeRowOrder(*desk.run, desk.texts, {StageId{0}, SortKey::Total, true, {"777", {}, 0.0}});
    QVERIFY(std::ranges::is_sorted(*sevens));
    QCOMPARE(sevens->size(), static_cast<std::size_t>(std::ranges::count_if(stage.rows, [&](const KernelRow &row) {
                 return desk.run->name(row.kernel).contains("777");
             })));
}

QTEST_APPLESS_MAIN(TestRowOrder)
#include "tst_roworder.moc"
