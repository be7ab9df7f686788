#include "core/inference/packreader.h"
#include "core/inference/rulelinter.h"

#include <QTest>

using namespace atlas;

class TestRuleLinter : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void isContentWith_data();
    void isContentWith();
    void showsACaret();
    void triesExpressionsOnlyAsFarAsTheirBudgetGoes();
};

namespace
{
/// A pack whose rules are `rules`, from line 10 on.
QByteArray packWith(const QByteArray &rules)
{
    return "pack: p\nlibraries: [Mine]\nwords:\n  W: {a: b}\nextractors:\n  e: {name: '(?P<M>x)'}\nkinds:\n  k: {op: "
           "gemm}\nrules:\n" +
           rules;
}

QByteArray rule(const QByteArray &id, const QByteArray &rest)
{
    return "  - id: " + id + "\n" + rest + "    friendly: F\n    library: Mine\n    description: D\n";
}

std::vector<Diagnostic> lint(const QByteArray &text)
{
    const PackReading<RulePack> reading = readPack(text.toStdString(), "p.yaml");
    return reading.diagnostics.empty() ? lintPack(reading.value, text.toStdString()).diagnostics : reading.diagnostics;
}
} // namespace

void TestRuleLinter::finds_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    const auto row = [](const char *name, const QByteArray &rules, const QByteArray &code, int line, int column) {
        QTest::newRow(name) << rules << code << line << column;
    };
    row("broken pattern", rule("a", "    any: [x]\n    match: '('\n"), "rule-bad-pattern", 12, 12);
    row("backreference", rule("a", "    any: [x]\n    match: '(a)\\1'\n"), "rule-bad-pattern", 12, 12);
    row("no literal", rule("a", "    none: [x]\n"), "rule-no-literal", 10, 9);
    row("empty literal", rule("a", "    any: ['']\n"), "rule-no-literal", 11, 11);
    row("duplicate id", rule("a", "    any: [x]\n") + rule("a", "    any: [y]\n"), "rule-duplicate-id", 15, 9);
    row("same literals", rule("a", "    any: [x]\n") + rule("b", "    any: [x]\n"), "rule-unreachable", 15, 9);
    row("longer literal", rule("a", "    any: [gemm]\n") + rule("b", "    all: [sgemm, y]\n"), "rule-unreachable", 15,
        9);
    row("literal of a part", rule("a", "    any: [gemm]\n") + rule("b", "    function: [gemm]\n"), "rule-unreachable",
        15, 9);
    row("each of any", rule("a", "    any: [x, y]\n") + rule("b", "    any: [xa, ya]\n"), "rule-unreachable", 15, 9);
    row("same expression", rule("a", "    any: [x]\n    match: 'y+'\n") + rule("b", "    any: [x]\n    match: 'y+'\n"),
        "rule-unreachable", 16, 9);
    row("unknown library", "  - {id: a, any: [x], friendly: F, library: Mien, description: D}\n",
        "rule-unknown-library", 10, 45);
    row("unknown extractor", rule("a", "    any: [x]\n    read: [f]\n"), "rule-unknown-extractor", 12, 12);
    row("unknown kind", rule("a", "    any: [x]\n    kind: l\n"), "rule-unknown-kind", 12, 11);
    row("unknown op", rule("a", "    any: [x]\n    op: gem\n"), "rule-unknown-op", 12, 9);
    row("unknown dtype", rule("a", "    any: [x]\n    dtype: bf17\n"), "rule-unknown-dtype", 12, 12);
    row("unknown variable", rule("a", "    any: [x]\n    reason: '{Q}'\n"), "rule-unknown-variable", 12, 13);
    row("unknown words", rule("a", "    any: [x]\n    read: e\n    reason: '{M|V}'\n"), "rule-unknown-words", 13, 13);
    row("broken template", rule("a", "    any: [x]\n    reason: '{M'\n"), "rule-bad-template", 12, 13);
    row("broken shape", rule("a", "    any: [x]\n    generic: (M\n"), "rule-bad-shape", 12, 14);
    row("guessed shape", rule("a", "    any: [x]\n    confidence: guess\n    tiled: (M) -> (M)\n"), "rule-guess-shape",
        13, 12);
    row("text without end",
        rule("a", "    any: [x]\n    match: '(?P<M>x)'\n    let:\n      a: '" + QByteArray("{M}").repeated(300) +
                      "'\n      b: '" + QByteArray("{a}").repeated(300) + "'\n"),
        "rule-over-budget", 10, 9);
    row("texts without end",
        rule("a", "    any: [x]\n    read: e\n    reason: '" + QByteArray("{M}").repeated(70'000) + "'\n"),
        "rule-over-budget", 10, 9);
    row("no description", "  - {id: a, any: [x], friendly: F, library: Mine}\n", "rule-incomplete", 10, 10);
}

void TestRuleLinter::finds()
{
    QFETCH(QByteArray, rules);
    const std::vector<Diagnostic> findings = lint(packWith(rules));
    QCOMPARE(findings.size(), std::size_t{1});
    QTEST(QByteArray::fromStdString(findings.front().code), "code");
    QTEST(static_cast<int>(findings.front().location.line), "line");
    QTEST(static_cast<int>(findings.front().location.column), "column");
}

void TestRuleLinter::isContentWith_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::newRow("one rule") << rule("a", "    any: [x]\n    read: e\n    kind: k\n    reason: 'M is {M|W}'\n");
    QTest::newRow("specific first") << rule("a", "    any: [sgemm]\n") + rule("b", "    any: [gemm]\n");
    QTest::newRow("part first") << rule("a", "    function: [gemm]\n") + rule("b", "    any: [gemm]\n");
    QTest::newRow("excluded") << rule("a", "    any: [gemm]\n    none: [relu]\n") + rule("b", "    any: [gemm]\n");
    QTest::newRow("condition") << rule("a", "    any: [gemm]\n    match: '8$'\n") + rule("b", "    any: [gemm]\n");
    QTest::newRow("one of any") << rule("a", "    any: [x]\n") + rule("b", "    any: [x, y]\n");
    QTest::newRow("case") << rule("a", "    any: [gemm]\n") + rule("b", "    any: [{nocase: gemm}]\n");
}

void TestRuleLinter::isContentWith()
{
    QFETCH(QByteArray, rules);
    const std::vector<Diagnostic> findings = lint(packWith(rules));
    QVERIFY2(findings.empty(), findings.empty() ? "" : format(findings.front()).c_str());
}

void TestRuleLinter::showsACaret()
{
    const std::vector<Diagnostic> findings =
        lint(packWith("  - {id: a, any: [x], friendly: F, library: Mien, description: D}\n"));
    QCOMPARE(QByteArray::fromStdString(format(findings.front())),
             QByteArray(
                 "p.yaml:10:45: error: no library is called \"Mien\" (did you mean \"Mine\"?); add it to \"libraries\" "
                 "[rule-unknown-library]\n"
                 "      - {id: a, any: [x], friendly: F, library: Mien, description: D}\n"
                 "                                                ^~~~"));
}

void TestRuleLinter::triesExpressionsOnlyAsFarAsTheirBudgetGoes()
{
    QByteArray rules;
    for (int i = 0; i < 1'000; ++i) {
        const QByteArray number = QByteArray::number(i);
        rules += rule("r" + number, "    any: [x" + number + "x]\n    match: '(?:[a-z]{1,900}" + number + ")'\n");
    }
    std::size_t overBudget = 0;
    for (const Diagnostic &finding : lint(packWith(rules))) {
        overBudget += finding.code == "rule-over-budget" ? 1U : 0U;
    }
    QVERIFY2(overBudget > 0 && overBudget < 1'000, QByteArray::number(static_cast<qulonglong>(overBudget)));
}

QTEST_APPLESS_MAIN(TestRuleLinter)
#include "tst_rulelinter.moc"
