#include "core/inference/packreader.h"
#include "core/inference/readingdifference.h"
#include "core/inference/rulesetbuilder.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace atlas;

class TestRuleSet : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { qunsetenv("XDG_CONFIG_HOME"); }
    void firstMatchWins_data();
    void firstMatchWins();
    void namesLaterRulesThatHoldToo();
    void tellsReadingsApart();
    void readsFieldsFactsAndEvidence();
    void retriesComparisonsAtLaterPlaces_data();
    void retriesComparisonsAtLaterPlaces();
    void aGuessFillsNoShapes();
    void bindingsTakeTheFirstKnown();
    void layersUserPacks();
    void leavesBrokenRulesOut();
    void namesAMissingPack();
    void aRuleThatTakesTooMuchIsNamed_data();
    void aRuleThatTakesTooMuchIsNamed();
    void ordinaryNamesStayInTheBudget();
};

namespace
{
std::shared_ptr<const RuleSet> rulesOf(std::string_view text)
{
    RuleSetBuilder builder;
    PackReading<RulePack> reading = readPack(text, "test.yaml");
    for (const Diagnostic &diagnostic : reading.diagnostics) {
        qWarning("%s", format(diagnostic).c_str());
    }
    builder.add(std::move(reading.value));
    return builder.build();
}

constexpr std::string_view kOrder = R"yaml(pack: t
libraries: [Mine]
rules:
  - {id: start, starts: [gemm_], library: Mine, friendly: A, description: D}
  - {id: function, function: [gemm], library: Mine, friendly: B, description: D}
  - {id: arguments, arguments: [gemm], library: Mine, friendly: C, description: D}
  - {id: both, all: [conv, relu], none: [bwd], library: Mine, friendly: E, description: D}
  - {id: nocase, any: [{nocase: SoftMax}], library: Mine, friendly: F, description: D}
  - {id: condition, any: [norm], match: {function: 'norm\d+$'}, library: Mine, friendly: G, description: D}
  - {id: anywhere, any: [norm], library: Mine, friendly: H, description: D}
)yaml";
} // namespace

void TestRuleSet::firstMatchWins_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("rule");
    QTest::newRow("start") << QByteArray("void a::gemm_x<int>(T1)") << QByteArray("start");
    QTest::newRow("function") << QByteArray("void a::my_gemm_x<int>(T1)") << QByteArray("function");
    QTest::newRow("arguments") << QByteArray("void k<my_gemm>(T1)") << QByteArray("arguments");
    QTest::newRow("parameters are neither") << QByteArray("void k<int>(gemm)") << QByteArray("unknown");
    QTest::newRow("both") << QByteArray("conv_relu") << QByteArray("both");
    QTest::newRow("one of both") << QByteArray("conv") << QByteArray("unknown");
    QTest::newRow("excluded") << QByteArray("conv_relu_bwd") << QByteArray("unknown");
    QTest::newRow("case ignored") << QByteArray("cunn_sOFTmax") << QByteArray("nocase");
    QTest::newRow("case kept") << QByteArray("NORM") << QByteArray("unknown");
    QTest::newRow("condition") << QByteArray("norm4") << QByteArray("condition");
    QTest::newRow("condition fails") << QByteArray("norm4x") << QByteArray("anywhere");
    QTest::newRow("empty") << QByteArray() << QByteArray("unknown");
}

void TestRuleSet::firstMatchWins()
{
    QFETCH(QByteArray, name);
    QTEST(QByteArray::fromStdString(rulesOf(kOrder)->read(name.toStdString()).ruleId), "rule");
}

void TestRuleSet::namesLaterRulesThatHoldToo()
{
    const auto rules = rulesOf(kOrder);
    const auto matching = [&](std::string_view name) {
        QByteArrayList ids;
        for (const std::uint16_t rule : rules->matching(name)) {
            ids += QByteArray::fromStdString(std::string(rules->ruleId(rule)));
        }
        return ids;
    };
    QCOMPARE(matching("void a::gemm_x<gemm>(T1)"), (QByteArrayList{"start", "function", "arguments"}));
    QCOMPARE(matching("norm4"), (QByteArrayList{"condition", "anywhere"}));
    QCOMPARE(matching("norm4x"), QByteArrayList{"anywhere"}); // the condition fails
    QCOMPARE(matching("nothing"), QByteArrayList{"unknown"});
    QCOMPARE(rules->ruleLocation(0).line, std::size_t{4});
}

void TestRuleSet::tellsReadingsApart()
{
    const auto rules = rulesOf(kOrder);
    const Reading gemm = rules->read("gemm_x");
    QVERIFY(readingDifferences(gemm, gemm).empty());
    const auto differences = readingDifferences(gemm, rules->read("a_gemm"));
    QCOMPARE(differences.size(), std::size_t{1});
    QCOMPARE(differences.front().field, Field::FriendlyName);
    QCOMPARE(toDisplayText(differences.front().before), std::string("A"));
    QCOMPARE(toDisplayText(differences.front().after), std::string("B"));
}

void TestRuleSet::readsFieldsFactsAndEvidence()
{
    const auto rules = rulesOf(R"yaml(pack: t
libraries: [Mine]
words:
  dtype: {__nv_bfloat16: bf16}
extractors:
  tile: {arguments: ', (?P<M>\d+), (?P<N>\d+), (?P<K>\d+), (?P<stages>\d+)'}
  type: {arguments: '^(?P<T>\w+)', let: {dtype: "{T|dtype}"}}
rules:
  - id: gemm
    starts: [mine_gemm]
    read: [tile, type]
    confidence: certain
    library: Mine
    friendly: "Mine GEMM ({dtype}, {M}x{N}x{K})"
    op: gemm
    generic: "(M, K), (K, N) -> (M, N)"
    tiled: "({M}, {K}), ({K}, {N}) -> ({M}, {N})"
    description: D
    reason: "{stages} stages"
)yaml");
    const Reading reading = rules->read("void mine_gemm<__nv_bfloat16, (int)128, (int)64, (int)32, (int)3>(T1)");
    QCOMPARE(reading.info.text(Field::FriendlyName), std::string("Mine GEMM (bf16, 128x64x32)"));
    QCOMPARE(toDisplayText(reading.info[Field::Tiled]), std::string("(128, 32), (32, 64) -> (128, 64)"));
    QVERIFY(isNull(reading.info[Field::Fixed]));
    QCOMPARE(reading.facts.op, std::string("gemm"));
    QCOMPARE(reading.facts.dtype, std::string("bf16"));
    QVERIFY((reading.facts.tile == std::array{128, 64, 32}));
    QVERIFY(reading.facts.stages == 3);
    QVERIFY(!reading.facts.headDim.has_value());
    QCOMPARE(reading.reason, std::string("3 stages"));
    QCOMPARE(reading.ruleLocation.line, std::size_t{9});
    QVERIFY((reading.spans(Field::SourceLib) == std::vector<ByteSpan>{{5, 14}}));
    QVERIFY((reading.spans(Field::Tiled) == std::vector<ByteSpan>{{35, 38}, {45, 47}, {54, 56}}));
    QVERIFY(reading.spans(Field::Fixed).empty());
}

void TestRuleSet::retriesComparisonsAtLaterPlaces_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("friendly");
    QTest::newRow("first place") << QByteArray("k_8x8") << QByteArray("square 8");
    QTest::newRow("second place") << QByteArray("k_8x16_32x32") << QByteArray("square 32");
    QTest::newRow("overlapping digits") << QByteArray("k_18x8") << QByteArray("square 8");
    QTest::newRow("never") << QByteArray("k_8x16_16x8") << QByteArray("other");
}

void TestRuleSet::retriesComparisonsAtLaterPlaces()
{
    QFETCH(QByteArray, name);
    const auto rules = rulesOf(R"yaml(pack: t
rules:
  - {id: a, any: [k_], match: '(?P<a>\d+)x(?P<b>\d+)', where: {equal: [a, b]}, library: CUDA, friendly: "square {a}", description: D}
  - {id: b, any: [k_], library: CUDA, friendly: other, description: D}
)yaml");
    QTEST(QByteArray::fromStdString(rules->read(name.toStdString()).info.text(Field::FriendlyName)), "friendly");
}

void TestRuleSet::aGuessFillsNoShapes()
{
    const auto rules = rulesOf(R"yaml(pack: t
kinds:
  k: {generic: "(N,) -> (N,)", tiled: "(4,) -> (4,)", fixed: "(4,) -> (4,)"}
rules:
  - {id: a, any: [x], kind: k, confidence: guess, library: CUDA, friendly: A, description: D}
  - {id: b, any: [y], kind: k, library: CUDA, friendly: A, description: D}
)yaml");
    QVERIFY(isNull(rules->read("x").info[Field::Tiled]) && isNull(rules->read("x").info[Field::Fixed]));
    QVERIFY(!isNull(rules->read("x").info[Field::Generic]));
    QVERIFY(!isNull(rules->read("y").info[Field::Tiled]) && !isNull(rules->read("y").info[Field::Fixed]));
}

void TestRuleSet::bindingsTakeTheFirstKnown()
{
    const auto rules = rulesOf(R"yaml(pack: t
words:
  w: {a: one}
extractors:
  e: {name: 'x(?P<v>\w)'}
rules:
  - {id: a, any: [x], read: e, let: {word: ["{v|w}", "{v}?"]}, library: CUDA, friendly: "{word}", description: D}
)yaml");
    QCOMPARE(rules->read("xa").info.text(Field::FriendlyName), std::string("one"));
    QCOMPARE(rules->read("xb").info.text(Field::FriendlyName), std::string("b?"));
    QCOMPARE(rules->read("x").info.text(Field::FriendlyName), std::string("CUDA kernel"));
}

void TestRuleSet::layersUserPacks()
{
    const test::ScratchDir folder;
    folder.write("kernel-atlas/rules/b.yaml",
                 "pack: b\nrules:\n  - {id: b, any: [ampere_], library: CUDA, friendly: B, description: D}\n");
    folder.write("kernel-atlas/rules/a.yaml",
                 "pack: a\nrules:\n  - {id: a, any: [ampere_s], library: CUDA, friendly: A, description: D}\n");
    folder.write("kernel-atlas/rules/a.examples.yaml", "pack: a\nexamples: []\n");
    qputenv("XDG_CONFIG_HOME", folder.path().c_str());
    const auto loaded = loadRuleSet();
    QVERIFY(loaded.has_value() && loaded->diagnostics.empty());
    QCOMPARE(loaded->rules->read("ampere_sgemm_32x128_tn").ruleId, std::string("a"));
    QCOMPARE(loaded->rules->read("ampere_hgemm_32x128_tn").ruleId, std::string("b"));
    QCOMPARE(loaded->rules->read("volta_sgemm_32x128_tn").info.text(Field::SourceLib), std::string("cuBLAS"));
    QCOMPARE(loaded->rules->packName(), std::string_view("a+b+standard"));
    const auto without = loadRuleSet({.userRules = false});
    QCOMPARE(without->rules->read("ampere_sgemm_32x128_tn").info.text(Field::SourceLib), std::string("cuBLAS"));
    QCOMPARE(loadRuleSet({.pack = "seed"})->rules->packName(), std::string_view("seed"));
}

void TestRuleSet::leavesBrokenRulesOut()
{
    const test::ScratchDir folder;
    const auto file =
        folder.write("p.yaml", "pack: p\nrules:\n"
                               "  - {id: bad, any: [x], match: '(', library: CUDA, friendly: A, description: D}\n"
                               "  - {id: good, any: [x], library: CUDA, friendly: B, description: D}\n");
    const auto loaded = loadRuleSet({.pack = file.string()});
    QVERIFY(loaded.has_value());
    QCOMPARE(loaded->diagnostics.size(), std::size_t{1});
    QCOMPARE(loaded->rules->read("x").ruleId, std::string("good"));
}

void TestRuleSet::namesAMissingPack()
{
    const auto loaded = loadRuleSet({.pack = "standart"});
    QVERIFY(!loaded.has_value());
    QVERIFY(loaded.error().message.contains("did you mean \"standard\"?"));
}

void TestRuleSet::aRuleThatTakesTooMuchIsNamed_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QByteArray>("friendly");
    const QByteArray ten = QByteArray("{a}").repeated(10);
    // 20,000 characters of a name ten times over, or a thousand times.
    QTest::newRow("a field too long") << "match: '(?P<a>x+)', friendly: '" + ten + "'" << QByteArray("Mine kernel");
    QTest::newRow("a variable too long") << "match: '(?P<a>x+)', let: {b: '" + ten + "'}, friendly: 'B {b}'"
                                         << QByteArray("Mine kernel");
    QTest::newRow("a part too long") << "match: '(?P<a>x+)', friendly: 'B[ " + ten + "]'" << QByteArray("B");
    // Every place is tried, and none of them holds: 20,000 searches of 20,000 characters.
    QTest::newRow("a search too long")
        << QByteArray("match: {name: '(?P<a>x)(?P<b>x*)$'}, where: {equal: [a, b]}, friendly: F")
        << QByteArray("CUDA kernel");
}

void TestRuleSet::aRuleThatTakesTooMuchIsNamed()
{
    QFETCH(QByteArray, rest);
    const auto rules = rulesOf("pack: t\nlibraries: [Mine]\nrules:\n  - {id: greedy, any: [x], library: Mine, " +
                               rest.toStdString() + ", description: D}\n");
    QCOMPARE(rules->read("xx").ruleId, std::string("greedy"));
    QVERIFY(rules->budgetFindings().empty());
    const Reading reading = rules->read(std::string(20'000, 'x'));
    QTEST(QByteArray::fromStdString(reading.info.text(Field::FriendlyName)), "friendly");
    const std::vector<Diagnostic> findings = rules->budgetFindings();
    QCOMPARE(findings.size(), std::size_t{1});
    QCOMPARE(findings.front().location.line, std::size_t{4});
    QVERIFY(findings.front().message.contains("\"greedy\""));
}

void TestRuleSet::ordinaryNamesStayInTheBudget()
{
    const auto loaded = loadRuleSet({"standard", false, {}, {}});
    QVERIFY(loaded.has_value());
    const std::string parameters = "cutlass::gemm::GemmShape<128, 256, 64>, flash_fwd_kernel<at::Half>, ";
    std::string name = "void cutlass::Kernel2<";
    for (int i = 0; i < 200; ++i) {
        name += parameters;
    }
    (void)loaded->rules->read(name + "int>(T1::Params)");
    QVERIFY(loaded->rules->budgetFindings().empty());
}

QTEST_APPLESS_MAIN(TestRuleSet)
#include "tst_ruleset.moc"
