#include "core/inference/packblob.h"
#include "core/inference/packreader.h"

#include <QTest>

using namespace atlas;

class TestPackReader : public QObject
{
    Q_OBJECT

private slots:
    void readsAPack();
    void goesThroughBytes();
    void refusesDamagedBytes();
    void reports_data();
    void reports();
    void survives_data();
    void survives();
    void readsExamples();
};

namespace
{
constexpr std::string_view kPack = R"yaml(pack: mine
version: 1
libraries: [Mine]
words:
  TYPE: {bf16: BF16, "*": other}
extractors:
  tile:
    function: '_(?P<M>\d+)x(?P<N>\d+)'
kinds:
  gemm:
    op: gemm
    generic: "(M, K), (K, N) -> (M, N)"
rules:
  - id: mine.gemm
    starts: [mine_]
    any: [gemm, {nocase: MatMul}]
    none: [test]
    read: tile
    kind: gemm
    confidence: certain
    library: Mine
    friendly: "Mine GEMM ({M}x{N})"
    tiled: null
    description: Mine.
)yaml";

const Diagnostic *first(const std::vector<Diagnostic> &diagnostics)
{
    return diagnostics.empty() ? nullptr : &diagnostics.front();
}
} // namespace

void TestPackReader::readsAPack()
{
    const PackReading<RulePack> reading = readPack(kPack, "mine.yaml");
    QVERIFY(reading.diagnostics.empty());
    const RulePack &pack = reading.value;
    QCOMPARE(pack.name, std::string("mine"));
    QCOMPARE(pack.rules.size(), std::size_t{1});
    const Rule &rule = pack.rules.front();
    QCOMPARE(rule.id, std::string("mine.gemm"));
    QCOMPARE(rule.place.line, std::uint32_t{14});
    QCOMPARE(rule.groups.size(), std::size_t{3});
    QVERIFY(rule.groups[1].literals[1].ignoreCase);
    QVERIFY(rule.groups[2].negated);
    QVERIFY(rule.confidence == Confidence::Certain);
    QCOMPARE(*slotText(pack, rule, RuleSlot::Op)->text, std::string("gemm"));
    QVERIFY(slotText(pack, rule, RuleSlot::Tiled)->text->empty());
    QVERIFY(slotText(pack, rule, RuleSlot::Fixed) == nullptr);
}

void TestPackReader::goesThroughBytes()
{
    const RulePack pack = readPack(kPack, "mine.yaml").value;
    const std::string bytes = packToBytes(pack);
    const auto back = packFromBytes(bytes);
    QVERIFY(back.has_value());
    QCOMPARE(packToBytes(*back), bytes);
    QCOMPARE(back->words.front().words, pack.words.front().words);
}

void TestPackReader::refusesDamagedBytes()
{
    const std::string bytes = packToBytes(readPack(kPack, "mine.yaml").value);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        QVERIFY(!packFromBytes(std::string_view(bytes).substr(0, length)).has_value());
    }
    QVERIFY(!packFromBytes(bytes + "x").has_value());
}

void TestPackReader::reports_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::newRow("no YAML") << QByteArray("pack: [a") << QByteArray("pack-no-yaml") << 1 << 1;
    QTest::newRow("no mapping") << QByteArray("- a") << QByteArray("pack-no-mapping") << 1 << 1;
    QTest::newRow("no name") << QByteArray("rules: []") << QByteArray("pack-no-name") << 1 << 1;
    QTest::newRow("version") << QByteArray("pack: a\nversion: 2") << QByteArray("pack-version") << 2 << 10;
    QTest::newRow("unknown key") << QByteArray("pack: a\nrule: []") << QByteArray("pack-unknown-field") << 2 << 1;
    QTest::newRow("unknown field") << QByteArray("pack: a\nrules:\n  - id: x\n    freindly: y")
                                   << QByteArray("pack-unknown-field") << 4 << 5;
    QTest::newRow("field twice") << QByteArray("pack: a\nrules:\n  - id: x\n    id: y")
                                 << QByteArray("pack-duplicate-field") << 4 << 5;
    QTest::newRow("no id") << QByteArray("pack: a\nrules:\n  - any: [x]") << QByteArray("rule-no-id") << 3 << 5;
    QTest::newRow("confidence") << QByteArray("pack: a\nrules:\n  - id: x\n    confidence: sure")
                                << QByteArray("pack-bad-value") << 4 << 17;
    QTest::newRow("literal") << QByteArray("pack: a\nrules:\n  - id: x\n    any: [[a]]") << QByteArray("pack-no-text")
                             << 4 << 11;
    QTest::newRow("comparison") << QByteArray("pack: a\nrules:\n  - id: x\n    where: {equal: [a]}")
                                << QByteArray("pack-bad-value") << 4 << 20;
    QTest::newRow("part of the name") << QByteArray("pack: a\nextractors:\n  e: {functions: x}")
                                      << QByteArray("pack-unknown-field") << 3 << 7;
    QTest::newRow("list") << QByteArray("pack: a\nrules: 3") << QByteArray("pack-no-list") << 2 << 8;
}

void TestPackReader::reports()
{
    QFETCH(QByteArray, text);
    const PackReading<RulePack> reading = readPack(text.toStdString(), "bad.yaml");
    const Diagnostic *found = first(reading.diagnostics);
    QVERIFY(found != nullptr);
    QTEST(QByteArray::fromStdString(found->code), "code");
    QTEST(static_cast<int>(found->location.line), "line");
    QTEST(static_cast<int>(found->location.column), "column");
    QCOMPARE(found->location.file, std::string("bad.yaml"));
    QVERIFY(!found->sourceLine.empty());
    QVERIFY(reading.value.rules.empty());
}

void TestPackReader::survives_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("cycle") << QByteArray("pack: a\nrules: &r\n  - *r");
    QTest::newRow("binary") << QByteArray("\x00\xff\xfe{", 4);
    QTest::newRow("large") << QByteArray(static_cast<qsizetype>(kMaxPackBytes) + 1, ' ');
    QTest::newRow("map as key") << QByteArray("pack: a\nrules:\n  - ? {a: b}\n    : c");
}

void TestPackReader::survives()
{
    QFETCH(QByteArray, text);
    QVERIFY(!readPack(text.toStdString(), "odd.yaml").diagnostics.empty());
}

void TestPackReader::readsExamples()
{
    const auto reading = readExamples(
        "pack: a\nexamples:\n  - name: k<1>\n    rule: r\n    tiled: null\n    shape: x\n", "a.examples.yaml");
    QCOMPARE(reading.diagnostics.size(), std::size_t{1});
    QCOMPARE(reading.diagnostics.front().location.line, std::size_t{6});
    QCOMPARE(reading.value.size(), std::size_t{1});
    QCOMPARE(reading.value.front().rawName, std::string("k<1>"));
    QVERIFY((reading.value.front().expected.back() == std::pair<std::string, std::string>("tiled", "null")));
}

QTEST_APPLESS_MAIN(TestPackReader)
#include "tst_packreader.moc"
