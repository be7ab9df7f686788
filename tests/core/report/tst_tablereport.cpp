#include "core/inference/ruleset.h"
#include "core/report/columnlayout.h"
#include "core/report/scopetext.h"
#include "core/report/tablereport.h"
#include "core/run/runloader.h"
#include "tests/support/golden.h"
#include "tests/support/testpaths.h"
#include "tests/support/testruns.h"

#include <QTest>

using namespace atlas;
using namespace atlas::test;

class TestTableReport : public QObject
{
    Q_OBJECT

private slots:
    void printsTheSampleRun_data();
    void printsTheSampleRun();
    void scopesInWords();
    void realRunHasTheNumbersOfTheDesign();
    void dataCannotBreakALayout();
};

namespace
{
ReviewDocument documentOf(const std::shared_ptr<const Run> &run)
{
    ReviewDocument document(std::make_shared<const Catalog>(Catalog::empty("k.yaml")));
    document.attachRun(run, InferenceTable::build(run, loadRuleSet({"seed", false, {}}).value().rules));
    return document;
}
} // namespace

void TestTableReport::printsTheSampleRun_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("group");
    QTest::addColumn<QString>("golden");
    const auto row = [](const char *tag, TableFormat format, TableReportOptions::Group group) {
        QTest::newRow(tag) << static_cast<int>(format) << static_cast<int>(group)
                           << QString("report/tables-%1").arg(tag);
    };
    row("text.txt", TableFormat::Text, TableReportOptions::Group::None);
    row("csv.csv", TableFormat::Csv, TableReportOptions::Group::None);
    row("json.json", TableFormat::Json, TableReportOptions::Group::None);
    row("markdown.md", TableFormat::Markdown, TableReportOptions::Group::None);
    row("by-library.txt", TableFormat::Text, TableReportOptions::Group::Library);
    row("by-library.csv", TableFormat::Csv, TableReportOptions::Group::Library);
    row("by-library.json", TableFormat::Json, TableReportOptions::Group::Library);
}

void TestTableReport::printsTheSampleRun()
{
    QFETCH(int, format);
    QFETCH(int, group);
    QFETCH(QString, golden);
    const auto run = loadRun(sampleRun());
    QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
    TableReportOptions options;
    options.format = static_cast<TableFormat>(format);
    options.group = static_cast<TableReportOptions::Group>(group);
    options.top = 3;
    COMPARE_GOLDEN(golden.toStdString(), printTables(documentOf(*run), options));
}

void TestTableReport::scopesInWords()
{
    const auto run = makeRun({{"combined", {{"a", 1000, 20}, {"b", 500, 40}, {"s", 100, 20}}},
                              {"prefill", {{"a", 50, 1}, {"s", 5, 1}}},
                              {"decode", {{"b", 25, 2}}},
                              {"sam", {{"s", 5, 1}}}});
    QCOMPARE(QByteArray::fromStdString(combinedEquation(*run)),
             QByteArray("combined = 20 × (prefill + decode), 100.0\u00A0% explained"));
    QCOMPARE(QByteArray::fromStdString(scopeText(*run, run->stage(run->findStage("sam").value()))),
             QByteArray("in prefill"));
    QCOMPARE(QByteArray::fromStdString(scopeText(*run, run->stage(run->findStage("decode").value()))),
             QByteArray("1 iteration"));
    const auto summed = makeRun({{"prefill", {{"a", 50, 1}}}, {"decode", {{"b", 25, 2}}}});
    QVERIFY(combinedEquation(*summed).empty());
    QCOMPARE(QByteArray::fromStdString(scopeText(*summed, summed->combined())), QByteArray("sum of prefill + decode"));
}

void TestTableReport::realRunHasTheNumbersOfTheDesign()
{
    const auto shared = sharedDir();
    if (!shared) {
        QSKIP("the reference run is not beside the clone");
    }
    const auto run = loadRun(*shared / "runs/dsocr-20251107");
    QVERIFY2(run.has_value(), run ? "" : run.error().message.c_str());
    QCOMPARE((*run)->kernelCount(), std::size_t{113});
    QCOMPARE(QByteArray::fromStdString(combinedEquation(**run)),
             QByteArray("combined = 20 × (prefill + decode), 99.0\u00A0% explained"));
    const std::string text = printTables(documentOf(*run), {});
    for (const char *expected :
         {"combined · 4.946\u00A0s", "prefill · 65.7\u00A0ms", "decode · 179.1\u00A0ms",
          "26.8\u00A0% of the top-level stages", "73.2\u00A0% of the top-level stages", "· in prefill ·"}) {
        QVERIFY2(text.contains(expected), expected);
    }
}

void TestTableReport::dataCannotBreakALayout()
{
    const std::vector<LayoutColumn> columns = {{"N", true}, {"Name", false}};
    QCOMPARE(QByteArray::fromStdString(layOutColumns(columns, {{"1", "a\nb"}, {"12", "é…"}}, "> ")),
             QByteArray("> ") + " N  Name\n>  1  a\\x0Ab\n> 12  é…\n");
    QCOMPARE(QByteArray::fromStdString(layOutMarkdown(columns, {{"1", "f<u>(a|b)\n*x*"}})),
             QByteArray("| N | Name |\n|---:|---|\n| 1 | f\\<u\\>(a\\|b)\\\\x0A\\*x\\* |\n"));
}

QTEST_APPLESS_MAIN(TestTableReport)
#include "tst_tablereport.moc"
