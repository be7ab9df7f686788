#include "core/authoring/namemarks.h"
#include "core/authoring/ruletrial.h"
#include "core/inference/packreader.h"
#include "core/inference/rulesetbuilder.h"
#include "tests/support/testruns.h"

#include <QTest>

using namespace atlas;

class TestRuleTrial : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatWouldChange();
    void tellsWhoGoesBefore();
    void marksANameAsFarAsTheRuleFits();
};

namespace
{
std::string rule(const std::string &id, const std::string &literal, const std::string &friendly)
{
    return "  - {id: " + id + ", all: [" + literal + "], library: CUDA, friendly: " + friendly + ", description: D}\n";
}

std::shared_ptr<const RuleSet> rulesOf(const std::string &rules)
{
    RuleSetBuilder builder;
    builder.add(readPack("pack: p\nrules:\n" + rules, "p.yaml").value);
    return builder.build();
}

std::shared_ptr<const Run> run()
{
    return test::makeRun({{"combined", {{"short_gemm", 10}, {"long_gemm", 30}, {"edited_gemm", 20}, {"copy", 40}}}});
}

ReviewDocument documentOver(const std::shared_ptr<const Run> &run, const std::shared_ptr<const RuleSet> &rules)
{
    ReviewDocument document(std::make_shared<const Catalog>(Catalog::empty("kernels.yaml")));
    document.attachRun(run, InferenceTable::build(run, rules));
    return document;
}
} // namespace

void TestRuleTrial::tellsWhatWouldChange()
{
    const auto theRun = run();
    const std::string old = rule("old", "_", "Old");
    ReviewDocument document = documentOver(theRun, rulesOf(old));
    const EntryId edited = document.find("edited_gemm").value();
    QVERIFY(document.setField(edited, Field::FriendlyName, std::string("Mine")));
    QVERIFY(document.setState(document.find("short_gemm").value(), ReviewState::Accepted));
    const std::string made = rule("new", "gemm", "New");
    const RuleTrial trial = tryRule(rulesOf(made + old), *rulesOf(made), document);
    QCOMPARE(trial.kernels.size(), std::size_t{3});
    QCOMPARE(theRun->name(trial.kernels[0].kernel), std::string_view("long_gemm"));
    QCOMPARE(theRun->name(trial.kernels[1].kernel), std::string_view("edited_gemm"));
    QCOMPARE(theRun->name(trial.kernels[2].kernel), std::string_view("short_gemm"));
    for (const TrialKernel &kernel : trial.kernels) {
        QCOMPARE(kernel.speaks, std::string("new"));
        QCOMPARE(kernel.spoke, std::string("old"));
        QCOMPARE(kernel.fields.size(), std::size_t{1});
        QCOMPARE(toDisplayText(kernel.fields[0].before), std::string("Old"));
        QCOMPARE(toDisplayText(kernel.fields[0].after), std::string("New"));
    }
    QVERIFY(trial.kernels[0].fields[0].isVisible);
    QVERIFY(!trial.kernels[1].fields[0].isVisible); // set by hand
    QCOMPARE(trial.kernels[1].fields[0].shownBy, Origin::Override);
    QVERIFY(!trial.kernels[2].fields[0].isVisible); // accepted as it was
    QCOMPARE(toDisplayText(document.effective(edited, Field::FriendlyName).value), std::string("Mine"));
}

void TestRuleTrial::tellsWhoGoesBefore()
{
    const auto theRun = run();
    const std::string old = rule("old", "long", "Old");
    const ReviewDocument document = documentOver(theRun, rulesOf(old));
    const std::string made = rule("new", "long_gemm", "New");
    const RuleTrial trial = tryRule(rulesOf(old + made), *rulesOf(made), document);
    QCOMPARE(trial.kernels.size(), std::size_t{1});
    QCOMPARE(trial.kernels[0].speaks, std::string("old"));
    QVERIFY(trial.kernels[0].fields.empty());
    std::stop_source stopped;
    stopped.request_stop();
    QVERIFY(tryRule(rulesOf(made), *rulesOf(made), document, stopped.get_token()).kernels.empty());
}

void TestRuleTrial::marksANameAsFarAsTheRuleFits()
{
    const RulePack pack = readPack("pack: p\nrules:\n  - id: a\n    all: [gemm, relu]\n    none: [debug]\n"
                                   "    match: '_(?P<M>\\d+)x(?P<N>\\d+)'\n    library: CUDA\n    friendly: F\n"
                                   "    description: D\n",
                                   "p.yaml")
                              .value;
    const std::string name = "void gemm_64x32(int)";
    NameMarks marks = markName(pack, 0, name);
    QVERIFY(!marks.holds);
    QCOMPARE(marks.missing, std::vector<std::string>{"relu"});
    QCOMPARE(marks.marks.size(), std::size_t{3});
    const auto marked = [&](std::size_t i) {
        return name.substr(marks.marks[i].span.begin, marks.marks[i].span.end - marks.marks[i].span.begin);
    };
    QCOMPARE(marked(0), std::string("gemm"));
    QCOMPARE(marked(1), std::string("64"));
    QCOMPARE(marks.marks[1].name, std::string("M"));
    QCOMPARE(marked(2), std::string("32"));
    marks = markName(pack, 0, "gemm_64x32_relu");
    QVERIFY(marks.holds);
    marks = markName(pack, 0, "gemm_64x32_relu_debug");
    QVERIFY(!marks.holds);
    QCOMPARE(marks.forbidden, std::vector<std::string>{"debug"});
    QVERIFY(!markName(pack, 0, "gemm_relu").holds); // no tile
    QVERIFY(markName(pack, 5, "gemm").marks.empty());
}

QTEST_APPLESS_MAIN(TestRuleTrial)
#include "tst_ruletrial.moc"
