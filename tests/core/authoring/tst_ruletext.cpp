#include "core/authoring/ruledraft.h"
#include "core/authoring/ruletext.h"
#include "core/inference/packreader.h"
#include "core/inference/rulelinter.h"
#include "core/inference/rulesetbuilder.h"
#include "core/inference/shippedpacks.h"

#include <QTest>

using namespace atlas;

class TestRuleText : public QObject
{
    Q_OBJECT

private slots:
    void changesOneKey_data();
    void changesOneKey();
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void tellsWhatAFormCannotShow();
    void refusesOtherThanOneRule();
    void draftsARuleThatWorks_data();
    void draftsARuleThatWorks();
};

void TestRuleText::changesOneKey_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QStringList>("items");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const QByteArray &before, const QByteArray &key, const QStringList &items,
                        const QByteArray &after) { QTest::newRow(name) << before << key << items << after; };
    row("replaces", "- id: a\n  op: gemm\n", "op", {"conv"}, "- id: a\n  op: conv\n");
    row("keeps a comment", "- id: a # one\n  op: gemm  # why\n", "op", {"conv"}, "- id: a # one\n  op: conv  # why\n");
    row("a # in quotes is none", "- id: a\n  description: \"a # b\" # c\n", "description", {"d"},
        "- id: a\n  description: d # c\n");
    row("keeps what a form does not know", "- id: a\n  where: {equal: [M, N]}\n  op: gemm\n", "op", {"conv"},
        "- id: a\n  where: {equal: [M, N]}\n  op: conv\n");
    row("replaces several lines", "- id: a\n  description: >\n    long\n\n    text\n\n  op: gemm\n", "description",
        {"d"}, "- id: a\n  description: d\n\n  op: gemm\n");
    row("replaces a list at the key's column", "- id: a\n  all:\n  - x\n  - y\n  op: gemm\n", "all", {"z"},
        "- id: a\n  all: [z]\n  op: gemm\n");
    row("puts a new key in order", "- id: a\n  all: [x]\n  description: d\n", "op", {"gemm"},
        "- id: a\n  all: [x]\n  op: gemm\n  description: d\n");
    row("takes a key out", "- id: a\n  all: [x]\n  match: 'y'\n  op: gemm\n", "match", {},
        "- id: a\n  all: [x]\n  op: gemm\n");
    row("an id stays", "- id: a\n  op: gemm\n", "id", {}, "- id: ''\n  op: gemm\n");
    row("quotes an expression", "- id: a\n", "match", {"it's \\d+"}, "- id: a\n  match: 'it''s \\d+'\n");
    row("quotes what YAML would read otherwise", "- id: a\n", "friendly", {"yes"}, "- id: a\n  friendly: \"yes\"\n");
    row("a key in a text is no key", "- id: a\n  description: |\n    op: gemm\n", "op", {"conv"},
        "- id: a\n  op: conv\n  description: |\n    op: gemm\n");
}

void TestRuleText::changesOneKey()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, key);
    QFETCH(QStringList, items);
    QFETCH(QByteArray, after);
    std::vector<std::string> list;
    for (const QString &item : items) {
        list.push_back(item.toStdString());
    }
    QCOMPARE(QByteArray::fromStdString(withRuleValue(before.toStdString(), key.toStdString(), list)), after);
}

void TestRuleText::readsWhatItWrites_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"plain", "two words", "a: b",   "# no comment", "'quoted'", "\"double\"", "back\\slash", "- dash",   "null",
          "~",     "true",      "12:30",  "{M}x{N}",      "[a, b]",   "at::native", "x\ty",        " blanks ", "ü",
          "a #b",  "&anchor",   "*alias", "!tag",         "%",        "@",          "`",           "?",        "|",
          ">"}) {
        QTest::newRow(text) << QString::fromUtf8(text);
    }
}

void TestRuleText::readsWhatItWrites()
{
    QFETCH(QString, text);
    const std::string value = text.toStdString();
    for (const std::string_view key : kRuleFormKeys) {
        const std::string made = withRuleValue("- id: a\n  all: [b]\n", key, std::span(&value, 1));
        const auto form = readRuleForm(made);
        QVERIFY2(form, made.c_str());
        const RuleFormValue expected{{value}, true};
        QVERIFY2((*form)[ruleFormIndex(key)] == expected, made.c_str());
    }
}

void TestRuleText::tellsWhatAFormCannotShow()
{
    const auto form = readRuleForm("- id: a\n  all: [x, {nocase: y}]\n  match: {function: z}\n  fixed: null\n");
    QVERIFY(form);
    QVERIFY(!(*form)[ruleFormIndex("all")].isSimple);
    QVERIFY(!(*form)[ruleFormIndex("match")].isSimple);
    QVERIFY((*form)[ruleFormIndex("fixed")] == RuleFormValue());
    QCOMPARE((*form)[ruleFormIndex("id")].items.front(), std::string("a"));
}

void TestRuleText::refusesOtherThanOneRule()
{
    QVERIFY(!readRuleForm(""));
    QVERIFY(!readRuleForm("id: a\n"));
    QVERIFY(!readRuleForm("- id: a\n- id: b\n"));
    QVERIFY(!readRuleForm("- id: [a\n"));
}

void TestRuleText::draftsARuleThatWorks_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("friendly");
    QTest::newRow("cutlass") << QByteArray(
                                    "void cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_256x128_32x3_"
                                    "tn_align8>(T1::Params)")
                             << QByteArray("friendly: \"CUTLASS GEMM (Tensor Core, BF16, ReLU-capable, {M}x{N}x{K}");
    QTest::newRow("aten") << QByteArray(
                                 "void at::native::vectorized_elementwise_kernel<4, "
                                 "at::native::CUDAFunctor_add<c10::BFloat16>, std::array<char *, 3>>(int, T2, T3)")
                          << QByteArray("friendly:");
    QTest::newRow("plain") << QByteArray("my_kernel(float*, int)") << QByteArray("friendly: \"my (FP32)\"");
    QTest::newRow("empty") << QByteArray("") << QByteArray("friendly: CUDA kernel");
    QTest::newRow("odd") << QByteArray("<<{[(#: '\"\\") << QByteArray("friendly:");
    QTest::newRow("mangled") << QByteArray("_ZN5aiter24add_rmsnorm_quant_kernelIDF16bDF16bLi256EEEvPT0_")
                             << QByteArray("friendly:");
}

void TestRuleText::draftsARuleThatWorks()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, friendly);
    const auto standard = loadRuleSet({.pack = "standard"}).value().rules;
    const Reading before = standard->read(name.toStdString());
    const std::vector<std::string> none;
    const std::string text = draftRule(name.toStdString(), before, none);
    QVERIFY(readRuleForm(text));
    if (friendly.contains("CUTLASS")) {
        QVERIFY2(QByteArray::fromStdString(text).contains("({M}, {K}), ({K}, {N}) -> ({M}, {N})"), text.c_str());
        QVERIFY2(QByteArray::fromStdString(text).contains("{M}x{N}x{K}"), text.c_str());
    } else {
        QVERIFY2(QByteArray::fromStdString(text).contains(friendly), text.c_str());
    }
    if (name.isEmpty()) {
        return; // there is no literal to hang a rule on
    }
    const std::string pack = "pack: mine\nrules:\n" + text;
    PackReading<RulePack> reading = readPack(pack, "mine.yaml");
    QVERIFY(reading.diagnostics.empty());
    const LintResult lint = lintPack(reading.value, pack, standardLibraries());
    QVERIFY2(lint.diagnostics.empty(), lint.diagnostics.empty() ? "" : format(lint.diagnostics.front()).c_str());
    const std::string id = reading.value.rules.front().id;
    RuleSetBuilder builder;
    builder.add(std::move(reading.value));
    const Reading after = builder.build()->read(name.toStdString());
    QCOMPARE(after.ruleId, id);
    QCOMPARE(toDisplayText(after.info[Field::FriendlyName]), toDisplayText(before.info[Field::FriendlyName]));
    QCOMPARE(toDisplayText(after.info[Field::Tiled]), toDisplayText(before.info[Field::Tiled]));
    const std::vector<std::string> taken{id};
    QVERIFY(draftRule(name.toStdString(), before, taken).starts_with("- id: " + id + "-2\n"));
}

QTEST_APPLESS_MAIN(TestRuleText)
#include "tst_ruletext.moc"
