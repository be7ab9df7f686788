#include "core/authoring/packedit.h"
#include "core/inference/packblob.h"
#include "core/inference/packreader.h"
#include "tests/support/testpaths.h"

#include <QTest>

using namespace atlas;

class TestPackEdit : public QObject
{
    Q_OBJECT

private slots:
    void putsTheRuleFirst_data();
    void putsTheRuleFirst();
    void refuses_data();
    void refuses();
    void findsMistakesInPlace();
    void keepsEveryPart();
    void addsAnExampleOnce();
    void savesAndKeepsOthersChanges();
};

namespace
{
const std::string kRule = "- id: new\n  all: [x]\n  library: CUDA\n  friendly: F\n  description: D\n";
}

void TestPackEdit::putsTheRuleFirst_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray one = "  - id: new\n    all: [x]\n    library: CUDA\n    friendly: F\n    description: D\n";
    const QByteArray flat = "- id: new\n  all: [x]\n  library: CUDA\n  friendly: F\n  description: D\n";
    const QByteArray old = "  - {id: old, all: [y], library: CUDA, friendly: F, description: D}\n";
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &after) {
        QTest::newRow(name) << before << after;
    };
    row("before others", "pack: p # mine\nrules: # all\n" + old + "# end\n",
        "pack: p # mine\nrules: # all\n" + one + old + "# end\n");
    row("before a comment", "pack: p\nrules:\n  # of old\n" + old, "pack: p\nrules:\n" + one + "  # of old\n" + old);
    row("other indentation", "pack: p\nrules:\n    " + old.trimmed() + "\n",
        "pack: p\nrules:\n" + QByteArray(one).replace("  - id", "    - id").replace("\n    ", "\n      ") + "    " +
            old.trimmed() + "\n");
    row("no indentation", "pack: p\nrules:\n" + old.trimmed() + "\n",
        "pack: p\nrules:\n" + flat + old.trimmed() + "\n");
    row("empty list", "pack: p\nrules: [] # none yet\nwords: {}\n",
        "pack: p\nrules: # none yet\n" + one + "words: {}\n");
    row("nothing", "pack: p\nrules:\n", "pack: p\nrules:\n" + one);
    row("no rules", "pack: p", "pack: p\nrules:\n" + one);
    row("no final break", "pack: p\nrules:", "pack: p\nrules:\n" + one);
    row("CRLF", QByteArray("pack: p\nrules:\n" + old).replace("\n", "\r\n"),
        QByteArray("pack: p\nrules:\n" + one + old).replace("\n", "\r\n"));
    row("byte order mark", "\xEF\xBB\xBFpack: p\nrules:\n" + old, "\xEF\xBB\xBFpack: p\nrules:\n" + one + old);
}

void TestPackEdit::putsTheRuleFirst()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    const EditedPack pack{"p.yaml", before.toStdString()};
    const auto made = insertRule(pack, kRule);
    QVERIFY2(made, made ? "" : made.error().message.c_str());
    QCOMPARE(QByteArray::fromStdString(made->text), after);
    QCOMPARE(made->ruleId, std::string("new"));
    QVERIFY(made->newLibrary.empty());
    const auto lines = QByteArray::fromStdString(made->text).split('\n');
    QCOMPARE(lines[static_cast<qsizetype>(made->firstLine) - 1].trimmed(), QByteArray("- id: new"));
    QCOMPARE(lines[static_cast<qsizetype>(made->firstLine + made->lineCount) - 2].trimmed(),
             QByteArray("description: D"));
}

void TestPackEdit::refuses_data()
{
    QTest::addColumn<QByteArray>("pack");
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<int>("line");
    const QByteArray rule = QByteArray::fromStdString(kRule);
    const auto row = [](const char *name, const QByteArray &pack, const QByteArray &text, const QByteArray &message,
                        int line) { QTest::newRow(name) << pack << text << message << line; };
    row("flow list", "pack: p\nrules: [{id: a}]\n", rule, "no list over several lines", 2);
    row("flow pack", "{pack: p, rules: []}\n", rule, "no mapping over several lines", 0);
    row("no YAML", "pack: a: b\n", rule, "no YAML", 1);
    row("open quote in the pack", "pack: 'p\n", rule, "cannot be put", 0);
    row("open quote", "pack: p\n", "- id: a\n  description: 'x\n", "not closed", 2);
    row("two rules", "pack: p\n", rule + rule, "one rule", 1);
    row("no rule", "pack: p\n", "", "begins with", 1);
    row("indented", "pack: p\n", "  - id: a\n", "begins with", 1);
    row("unknown key", "pack: p\n", rule + "  colour: red\n", "unknown field \"colour\"", 6);
    row("broken YAML", "pack: p\n", "- id: a\n  all: [x\n", "", 2);
    row("ends the list", "pack: p\n", rule + "words: {}\n", "", 6);
}

void TestPackEdit::refuses()
{
    QFETCH(QByteArray, pack);
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, message);
    QFETCH(int, line);
    const EditedPack edited{"p.yaml", pack.toStdString()};
    const auto made = insertRule(edited, rule.toStdString());
    QVERIFY(!made);
    QVERIFY2(QByteArray::fromStdString(made.error().message).contains(message), made.error().message.c_str());
    QCOMPARE(static_cast<int>(made.error().location.line), line);
}

void TestPackEdit::findsMistakesInPlace()
{
    const EditedPack pack{"p.yaml",
                          "pack: p\nrules:\n    - {id: old, all: [y], library: CUDA, friendly: F, description: D}\n"};
    const auto made = insertRule(
        pack, "- id: new\n  all: [x]\n  match: '('\n  library: Mine\n  friendly: \"{M\"\n  description: D\n");
    QVERIFY(made);
    QCOMPARE(made->newLibrary, std::string("Mine"));
    QVERIFY(made->text.starts_with("pack: p\nrules:\n"));
    QVERIFY(made->text.ends_with("libraries:\n  - Mine\n"));
    bool hasOthers = true;
    const std::vector<Diagnostic> findings = checkInsertedRule(*made, pack.file, &hasOthers);
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings[0].code, std::string("rule-bad-pattern"));
    QCOMPARE(findings[0].location.line, std::size_t{3});
    QCOMPARE(findings[0].location.column, std::size_t{10});
    QCOMPARE(findings[0].sourceLine, std::string("  match: '('"));
    QCOMPARE(findings[1].code, std::string("rule-bad-template"));
    QCOMPARE(findings[1].location.line, std::size_t{5});
    QVERIFY(!hasOthers);
    const EditedPack list{"p.yaml", "pack: p\nlibraries: [Other]\nrules: []\n"};
    QVERIFY(insertRule(list, "- id: new\n  all: [x]\n  library: Mine\n")
                ->text.starts_with("pack: p\nlibraries: [Mine, Other]\nrules:\n"));
    const EditedPack twice{"p.yaml",
                           "pack: p\nrules:\n  - {id: new, all: [y], library: CUDA, friendly: F, description: D}\n"};
    (void)checkInsertedRule(insertRule(twice, kRule).value(), twice.file, &hasOthers);
    QVERIFY(hasOthers); // the other rule of that id
}

/// A pack with every part there is keeps each of them when a rule is put into it, and each still means the same.
void TestPackEdit::keepsEveryPart()
{
    const std::string head =
        "pack: p\n"
        "words: {type: {b: bf16}, dtype: {float: fp32}}\n"
        "schemes:\n"
        "  tokens: {after: [mine_], split: '_', orders: [['{M:int}x{N:int}']], tokens: ['{in|type}']} # s\n"
        "guards: {M: 1..1024}\n"
        "owners: {namespace: {tcnn: tiny-cuda-nn}, prefix: {cupy_: CuPy}, none: [detail]}\n"
        "lexicon:\n"
        "  # of norms\n"
        "  - {words: [[rms, norm]], op: norm, say: RMSNorm, with: [row], without: [quant]}\n"
        "otherwise: {dtype: ['{element|dtype}'], op: '{function|lexicon}'}\n"
        "rules:\n";
    const std::string rest = "  - id: old\n"
                             "    starts: [mine_] # only these\n"
                             "    read: tokens\n"
                             "    promises: [M]\n"
                             "    bare: true\n"
                             "    where: {known: [M]}\n"
                             "    confidence: certain\n"
                             "    library: CUDA\n"
                             "    friendly: 'F {M}'\n"
                             "    description: D\n"
                             "structure: {library: '{function|owner}', friendly: '{function|said}', description: D}\n"
                             "fallback: {library: CUDA, friendly: F, description: D}\n";
    const auto made = insertRule({"p.yaml", head + rest}, kRule);
    QVERIFY2(made, made ? "" : made.error().message.c_str());
    QVERIFY(made->text.starts_with(head) && made->text.ends_with(rest));
    PackReading<RulePack> before = readPack(head + rest, "p.yaml");
    PackReading<RulePack> after = readPack(made->text, "p.yaml");
    QVERIFY(before.diagnostics.empty() && after.diagnostics.empty());
    QCOMPARE(after.value.rules.size(), std::size_t{2});
    QCOMPARE(after.value.rules[1].promises, std::vector<std::string>{"M"});
    QCOMPARE(after.value.rules[1].bare, std::optional(true));
    after.value.rules.erase(after.value.rules.begin());
    after.value.rules[0].place = before.value.rules[0].place;
    after.value.structure->place = before.value.structure->place;
    after.value.fallback->place = before.value.fallback->place;
    QVERIFY(packToBytes(before.value) == packToBytes(after.value));
}

void TestPackEdit::addsAnExampleOnce()
{
    Reading reading;
    reading.ruleId = "new";
    reading.info[Field::FriendlyName] = std::string("F");
    reading.info[Field::SourceLib] = std::string("CUDA");
    EditedPack pack{"my.yaml"};
    const auto made = insertExample(pack, "k<\"x\">(int)", reading);
    QVERIFY(made);
    QCOMPARE(*made, std::string("pack: my\nexamples:\n  - name: \"k<\\\"x\\\">(int)\"\n    rule: new\n    friendly: "
                                "F\n    library: CUDA\n"));
    QVERIFY(readExamples(*made, "my.examples.yaml").diagnostics.empty());
    pack.examples = *made;
    QCOMPARE(insertExample(pack, "k<\"x\">(int)", reading).value(), *made);
}

void TestPackEdit::savesAndKeepsOthersChanges()
{
    const test::ScratchDir scratch;
    const auto file = scratch.path() / "rules" / "my.yaml";
    const auto fresh = openPack(file);
    QVERIFY(fresh && !fresh->text && !fresh->examples);
    const auto made = insertRule(*fresh, kRule);
    QVERIFY(made);
    const auto saved = saveRule(*fresh, *made, "pack: my\nexamples: []\n");
    QVERIFY2(saved, saved ? "" : saved.error().message.c_str());
    QCOMPARE(test::bytesOf(file), made->text);
    QCOMPARE(test::bytesOf(examplesFile(file)), std::string("pack: my\nexamples: []\n"));
    QVERIFY(readPack(made->text, "my.yaml").diagnostics.empty());
    QVERIFY(!saveRule(*fresh, *made, "")); // it is there by now
    const auto opened = openPack(file);
    QVERIFY(opened && opened->text == made->text);
    const auto more = insertRule(*opened, "- id: more\n  all: [z]\n  library: CUDA\n  friendly: F\n  description: D\n");
    scratch.write("rules/my.yaml", "pack: my\n");
    QVERIFY(!saveRule(*opened, *more, ""));
    QCOMPARE(test::bytesOf(file), std::string("pack: my\n"));
}

QTEST_APPLESS_MAIN(TestPackEdit)
#include "tst_packedit.moc"
