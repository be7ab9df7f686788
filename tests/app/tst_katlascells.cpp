#include "tests/support/testpaths.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace atlas::test;

/// Odd cells and names from the file to every output of katlas: what is unknown is never 0 ns, what was cut is told,
/// nothing in a name drives a terminal, a page or a spreadsheet, and a gate that could not compare says so.
class TestKatlasCells : public QObject
{
    Q_OBJECT

private slots:
    void unknownIsNeverZero();
    void eachRunHasItsTable_data();
    void eachRunHasItsTable();
    void aPartSaysSo();
    void nothingInNamesDrivesAnOutput_data();
    void nothingInNamesDrivesAnOutput();
    void spreadsheetsRunNothing();
    void cutNamesAreNotExported();
    void checkTellsCutNames();
    void oddNumbersAreRefusedInWords_data();
    void oddNumbersAreRefusedInWords();
    void gateKnowsWhenItCouldNotCompare_data();
    void gateKnowsWhenItCouldNotCompare();
    void renamesPairAndAreKept();
};

namespace
{
constexpr const char *kHeader =
    "Time (%),Total Time (ns),Instances,Avg (ns),Med (ns),Min (ns),Max (ns),StdDev (ns),Name\n";

struct Outcome
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

Outcome katlas(const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_CONFIG_HOME", "/nonexistent");
    process.setProcessEnvironment(environment);
    process.start(ATLAS_KATLAS, arguments);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit) {
        return {-1, {}, "did not end normally"};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString write(const ScratchDir &dir, const char *name, const QByteArray &text)
{
    return QString::fromStdString(dir.write(name, text.toStdString()).string());
}

QString in(const ScratchDir &dir, const char *name)
{
    return QString::fromStdString((dir.path() / name).string());
}

/// A row of a table that could be true.
QByteArray row(const QByteArray &name, int calls, int meanNs)
{
    const auto number = [](qint64 value) { return QByteArray::number(value); };
    return "0.0," + number(qint64{calls} * meanNs) + ',' + number(calls) + ',' + number(meanNs) + ".0," +
           number(meanNs) + ".0," + number(meanNs - 1000) + ',' + number(meanNs + 1000) + ",400.0," + name + '\n';
}

QByteArray printedTable(const QByteArrayList &names)
{
    QByteArray text =
        "Time (%)  Total Time (ns)  Instances  Avg (ns)  Med (ns)  Min (ns)  Max (ns)  StdDev (ns)  Name\n"
        "--------  ---------------  ---------  --------  --------  --------  --------  -----------  ----\n";
    for (const QByteArray &name : names) {
        text +=
            "     0.0          6000000        100   60000.0   60000.0     59000     61000        400.0  " + name + '\n';
    }
    return text;
}
} // namespace

void TestKatlasCells::unknownIsNeverZero()
{
    const ScratchDir dir;
    const QString file =
        write(dir, "t.csv",
              "Total Time (ns),Instances,Min (ns),Max (ns),Med (ns),Name\n9800000,4,24…,,n/a,conv_a\n7,1,7,7,7,b\n");
    const QByteArray text = katlas({"tables", file, "--rules", "seed"}).output;
    QVERIFY2(text.contains("–") && !text.contains(" 0\u00A0ns"), text);
    const QByteArray csv = katlas({"tables", file, "--format", "csv"}).output;
    QVERIFY2(csv.contains(",9800000,4,2450000,,,,,"), csv);
    const QJsonObject json =
        QJsonDocument::fromJson(katlas({"tables", file, "--format", "json"}).output)["tables"][0]["rows"][0].toObject();
    for (const char *key : {"median_ns", "min_ns", "max_ns", "stddev_ns"}) {
        QVERIFY2(json.contains(key) && json[key].isNull(), key);
    }
    const QByteArray sorted = katlas({"tables", file, "--sort", "min", "--format", "csv"}).output;
    QVERIFY2(sorted.indexOf("conv_a") > sorted.indexOf("\ncombined,") &&
                 sorted.indexOf(",b\n") < sorted.indexOf("conv_a"),
             sorted);
    const QJsonDocument compared = QJsonDocument::fromJson(katlas({"compare", file, file, "--format", "json"}).output);
    const QJsonArray rows = compared["comparisons"][0]["stages"][0]["rows"].toArray();
    for (const QJsonValue &each : rows) {
        const QJsonObject side = each["baseline"].toObject();
        QCOMPARE(side["min_ns"].isNull(), side["raw_name"].toString() == "conv_a");
    }
}

void TestKatlasCells::eachRunHasItsTable_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("expected"); ///< totals of both sides, or what the error says
    const auto add = [](const char *arguments, int exitCode, const char *expected) {
        QTest::newRow(arguments) << QString(arguments).split(' ') << exitCode << QByteArray(expected);
    };
    add("FILE --table 1 --table 3", 0, "6000000 8000000");
    add("FILE FILE --table 2", 0, "7000000 7000000");
    add("--baseline FILE --candidate FILE --table 2 --table 1", 0, "7000000 6000000");
    add("--baseline FILE --candidate FOLDER --table 2 --table 2", 0, "7000000 9000000");
    add("FOLDER --table first --table second.csv", 0, "5000000 9000000");
    // Of a table with rows of several GPUs, those of one.
    add("GPUS --table H100-0 --table H100-1", 0, "1000000 3000000");
    add("GPUS#H100-1 FILE#1", 0, "3000000 6000000");
    add("GPUS --table H100-0 --table H100-7", 2, "kernel table \"H100-7\"");
    add("--baseline FILE FILE --candidate FILE --table 1 --table 2", 2, "for 3 runs");
    add("FILE FILE --table 1 --table 2 --table 3", 2, "for 2 runs");
    add("--baseline FILE --candidate FILE --table 1 --table 9", 2, "kernel table \"9\"");
}

void TestKatlasCells::eachRunHasItsTable()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, expected);
    const ScratchDir dir;
    const auto table = [](int meanNs) { return kHeader + row("conv", 100, meanNs); };
    const QString file =
        write(dir, "log.txt", "naive\n" + table(60000) + "\nfused\n" + table(70000) + "\nlast\n" + table(80000));
    write(dir, "models/first.csv", table(50000));
    write(dir, "models/second.csv", table(90000));
    const QString gpus = write(dir, "gpus.csv",
                               "Device,Total Time (ns),Instances,Avg (ns),Name\nH100-0,1000000,100,10000.0,conv\n"
                               "H100-1,3000000,100,30000.0,conv\n");
    arguments.replaceInStrings("GPUS", gpus)
        .replaceInStrings("FILE", file)
        .replaceInStrings("FOLDER", in(dir, "models"));
    const Outcome outcome = katlas(QStringList{"compare", "--format", "json"} + arguments);
    QCOMPARE(outcome.exitCode, exitCode);
    if (exitCode != 0) {
        QVERIFY2(outcome.errors.contains(expected), outcome.errors);
        return;
    }
    const QJsonValue pair = QJsonDocument::fromJson(outcome.output)["comparisons"][0]["stages"][0]["rows"][0];
    const auto total = [&](const char *side) { return QByteArray::number(pair[side]["total_ns"].toInteger()); };
    QVERIFY2(total("baseline") + ' ' + total("candidate") == expected, outcome.output.left(3000));
}

void TestKatlasCells::aPartSaysSo()
{
    const ScratchDir dir;
    const QString file = write(dir, "head.csv", kHeader + QByteArray("30.0,3000,1,,,,,,a\n8.0,800,1,,,,,,b\n"));
    for (const char *format : {"text", "markdown"}) {
        const Outcome outcome = katlas({"tables", file, "--format", format});
        QVERIFY2(outcome.output.contains("part: 38\u00A0% of the time"), outcome.output);
        QVERIFY2(outcome.output.contains("30.0\u00A0%") && outcome.output.contains("8.0\u00A0%"), outcome.output);
    }
    const QJsonDocument json = QJsonDocument::fromJson(katlas({"tables", file, "--format", "json"}).output);
    QVERIFY(json["tables"][0]["partial"].toBool());
    QCOMPARE(qRound(json["tables"][0]["listed_share"].toDouble() * 100), 38);
    const Outcome exported = katlas({"export", file, "-o", QString::fromStdString((dir.path() / "k.yaml").string())});
    QVERIFY2(exported.errors.contains("38\u00A0%"), exported.errors);
}

void TestKatlasCells::nothingInNamesDrivesAnOutput_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char *format : {"text", "csv", "markdown"}) {
        QTest::addRow("tables %s", format) << QStringList{"tables", "FILE", "--format", format};
        QTest::addRow("groups %s", format) << QStringList{"tables", "FILE", "--format", format, "--group", "op"};
    }
    for (const char *format : {"text", "markdown", "html"}) {
        QTest::addRow("compare %s", format) << QStringList{"compare", "FILE", "FILE", "--format", format};
        QTest::addRow("series %s", format) << QStringList{"compare", "FILE", "FILE", "FILE", "--format", format};
    }
    for (const char *format : {"markdown", "csv", "html", "ncu"}) {
        QTest::addRow("export %s", format) << QStringList{"export", "FILE", "--all", "--to", format};
    }
}

void TestKatlasCells::nothingInNamesDrivesAnOutput()
{
    QFETCH(QStringList, arguments);
    const ScratchDir dir;
    const QByteArray cells = ",PushPop,1,1,1,10,1000,100.0,100.0,90,110,5.0,f\x1B[2J<script>alert(1)</script>\n";
    const QString file = write(dir, "n\x1B[31m|.csv",
                               "NVTX Range,Style,PID,TID,NVTX Inst,Kern Inst,Total Time (ns),Avg (ns),Med (ns),Min "
                               "(ns),Max (ns),StdDev (ns),Kernel Name\n"
                               "evil\x1B[31m\x07" +
                                   cells + "\"two\nlines\"" + cells + "<img src=x onerror=alert(1)>" + cells +
                                   "| pipe | # *x*" + cells + "rtl\xE2\x80\xAE" + cells);
    arguments.replaceInStrings("FILE", file);
    const Outcome outcome = katlas(arguments);
    QCOMPARE(outcome.exitCode, 0);
    for (const QByteArray &text : {outcome.output, outcome.errors}) {
        QVERIFY2(!text.contains('\x1B') && !text.contains('\x07') && !text.contains("\xE2\x80\xAE"), text.toHex(' '));
        QVERIFY2(!text.contains("two\nlines"), text);
    }
    if (arguments.contains("html") || arguments.contains("markdown")) {
        const QRegularExpression tag("(?<!\\\\)<(img|script>alert)"); // a backslash makes it text in Markdown
        QVERIFY2(!tag.match(QString::fromUtf8(outcome.output)).hasMatch(), outcome.output);
    }
    if (arguments.contains("markdown")) {
        const QRegularExpression cell("^\\|.*(?<!\\\\)\\| pipe", QRegularExpression::MultilineOption); // in a table
        QVERIFY2(!cell.match(QString::fromUtf8(outcome.output)).hasMatch(), outcome.output);
    }
}

void TestKatlasCells::spreadsheetsRunNothing()
{
    const ScratchDir dir;
    const QByteArray run = "=HYPERLINK(\"\"http://x\"\";1)";
    const QString file = write(dir, "t.csv",
                               kHeader + row('"' + run + '"', 10, 60000) + row("+f", 10, 50000) + row("-g", 10, 40000) +
                                   row("@h", 10, 30000) + row("plain=1", 10, 20000));
    for (const QStringList &arguments :
         {QStringList{"tables", file, "--format", "csv"}, QStringList{"export", file, "--all", "--to", "csv"}}) {
        const QByteArray safe = katlas(arguments).output;
        for (const QByteArray &name : {run, QByteArray("+f"), QByteArray("-g"), QByteArray("@h")}) {
            QVERIFY2(safe.contains("'" + name), safe);
            QVERIFY2(!safe.contains(',' + name) && !safe.contains("\"" + name), safe);
        }
        QVERIFY2(!safe.contains("'plain") && !safe.contains("'6") && !safe.contains("'-4"), safe);
        const QByteArray raw = katlas(arguments + QStringList{"--raw"}).output;
        QVERIFY2(raw.contains(",+f") && raw.contains("\"" + run) && !raw.contains('\''), raw);
    }
}

void TestKatlasCells::cutNamesAreNotExported()
{
    const ScratchDir dir;
    const QString file = write(dir, "t.txt",
                               printedTable({"whole_a(int)", "void cut<at::native::Functor, std::arr…",
                                             "void dots<at::native::...", "whole_b(int)"}));
    const QString catalog = QString::fromStdString((dir.path() / "k.yaml").string());
    const Outcome without = katlas({"export", file, "-o", catalog});
    QCOMPARE(without.exitCode, 0);
    QVERIFY2(without.errors.contains("2 kernels are left out") && without.errors.contains("--cut-names"),
             without.errors);
    const QByteArray text = QByteArray::fromStdString(bytesOf(catalog.toStdString()));
    QVERIFY2(text.contains("whole_a(int)") && text.contains("whole_b(int)") && !text.contains("cut<") &&
                 !text.contains("dots<"),
             text);
    QVERIFY(!katlas({"export", file, "--to", "ncu"}).output.contains("dots<"));
    QVERIFY(katlas({"export", file, "--to", "ncu", "--cut-names"}).output.contains("dots<"));
    const Outcome with = katlas({"export", file, "-o", catalog, "--cut-names"});
    QVERIFY2(!with.errors.contains("left out"), with.errors);
    QVERIFY(QByteArray::fromStdString(bytesOf(catalog.toStdString())).contains("std::arr…"));
}

void TestKatlasCells::checkTellsCutNames()
{
    const ScratchDir dir;
    const QByteArray rest =
        "\n  friendly_name: f\n  source_lib: CUDA\n  description: d\n  data_shape:\n    generic:\n      - "
        "[\"N\", \"->\", \"N\"]\n    fixed: null\n    tiled: null\n";
    const QByteArray width80 = QByteArray("void at::native::kernel<").leftJustified(80, 'x');
    QByteArray text;
    for (const QByteArray &name : {QByteArray("void f<std::arr…"), QByteArray("void g<std::arr..."), width80,
                                   QByteArray("whole(int)"), QByteArray(80, 'k'), QByteArray("f<T...>(T...)")}) {
        text += "- raw_name: \"" + name + "\"" + rest;
    }
    const Outcome outcome = katlas({"check", write(dir, "kernels.yaml", text)});
    QCOMPARE(outcome.output.count("name-cut") + outcome.errors.count("name-cut"), 3);
}

void TestKatlasCells::oddNumbersAreRefusedInWords_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("hint");
    const auto add = [](const QStringList &arguments, const char *hint) {
        QTest::newRow(arguments.join(' ').toUtf8().constData()) << arguments << QByteArray(hint);
    };
    for (const char *number : {"nan", "inf", "-inf", "1e999", "1", "1001", "", "5x"}) {
        add({"compare", "RUN", "RUN", "--threshold", number}, "no number from 2 to 1000");
        add({"export", "RUN", "--coverage", QString(number) == "1" || QString(number) == "1001" ? "101" : number},
            "no number from 0 to 100");
    }
    for (const char *number : {"nan", "0", "-1", "1e3", "99999999999999999999", "1000000001", "2.5", ""}) {
        add({"tables", "RUN", "--top", number}, "no whole number from 1 to 1000000000");
        add({"export", "RUN", "--top", number}, "no whole number from 1 to 1000000000");
        add({"compare", "RUN", "RUN", "--top", number}, "no whole number from 1 to 1000000000");
    }
    for (const char *gate : {"slower:nan", "slower:inf", "slower:-5", "slower:1e99", "slower:"}) {
        add({"compare", "RUN", "RUN", "--fail-on", gate}, "from 2 to 1000");
    }
}

void TestKatlasCells::oddNumbersAreRefusedInWords()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, hint);
    arguments.replaceInStrings("RUN", QString::fromStdString(sampleRun().string()));
    const Outcome outcome = katlas(arguments);
    QCOMPARE(outcome.exitCode, 2);
    QVERIFY2(outcome.errors.contains(hint), outcome.errors);
    QVERIFY(outcome.output.isEmpty());
}

void TestKatlasCells::gateKnowsWhenItCouldNotCompare_data()
{
    QTest::addColumn<QByteArrayList>("tables");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("reason");
    const auto add = [](const char *tag, const QByteArrayList &tables, int exitCode, const char *reason) {
        QTest::newRow(tag) << tables << exitCode << QByteArray(reason);
    };
    const QByteArray base = kHeader + row("f(int)", 100, 60000) + row("g(int)", 100, 40000);
    const QByteArray slow = kHeader + row("f(int)", 100, 90000) + row("g(int)", 100, 40000);
    const QByteArray part = kHeader + QByteArray("10.0,6000000,100,60000.0,60000.0,59000,61000,400.0,f(int)\n");
    const QByteArray single = kHeader + row("f(int)", 1, 60000) + row("g(int)", 1, 40000);
    add("the same", {base, base}, 0, "");
    add("slower", {base, slow}, 1, "");
    add("a part", {base, part}, 3, "lists only part of the kernels");
    add("no kernel in common", {base, kHeader + row("x(int)", 100, 60000) + row("y(int)", 70, 40000)}, 3, "kernel");
    add("no deviation", {base, "Total Time (ns),Instances,Name\n6000000,100,f(int)\n4000000,100,g(int)\n"}, 3,
        "incomplete row");
    add("single launches", {single, single}, 3, "2 pairs refused");
    add("only cut names", {printedTable({"a<…", "b<…"}), printedTable({"a<…", "b<…"})}, 3, "name cut");
    add("one of two candidates", {base, base, part}, 3, "lists only part of the kernels");
    add("slower counts more", {base, part, slow}, 1, "lists only part of the kernels");
}

void TestKatlasCells::gateKnowsWhenItCouldNotCompare()
{
    QFETCH(QByteArrayList, tables);
    QFETCH(int, exitCode);
    QFETCH(QByteArray, reason);
    const ScratchDir dir;
    QStringList arguments = {"compare"};
    for (const QByteArray &table : tables) {
        arguments << write(dir, ("t" + QByteArray::number(arguments.size()) + ".csv").constData(), table);
    }
    const Outcome outcome = katlas(arguments + QStringList{"--fail-on", "slower"});
    QVERIFY2(outcome.errors.contains(reason), outcome.errors);
    QCOMPARE(outcome.exitCode, exitCode);
    QVERIFY(!outcome.output.isEmpty());
    QCOMPARE(katlas(arguments).exitCode, 0);
}

void TestKatlasCells::renamesPairAndAreKept()
{
    const ScratchDir dir;
    const QString before =
        write(dir, "a.csv", kHeader + row("sea_old_ice_flux", 100, 60000) + row("sea_old_melt", 200, 20000));
    const QString after =
        write(dir, "b.csv", kHeader + row("sea_new_ice_flux", 100, 62000) + row("sea_new_melt", 200, 19800));
    QVERIFY(katlas({"compare", before, after}).output.contains("gone"));
    const QString pairs = QString::fromStdString((dir.path() / "pairs.yaml").string());
    const Outcome renamed =
        katlas({"compare", before, after, "--rename", "s/_old_/_/", "--rename", "s/_new_/_/", "--save-pairs", pairs});
    QVERIFY2(renamed.exitCode == 0 && renamed.output.contains("2 renamed") && !renamed.output.contains("gone"),
             renamed.output);
    const Outcome first = katlas({"compare", "--rename", "s/_old_/_new_/", before, after});
    QVERIFY2(first.output.contains("2 renamed"), first.output + first.errors);
    const Outcome kept = katlas({"compare", before, after, "--pairs", pairs});
    QVERIFY2(kept.output.contains("2 renamed"), kept.output + kept.errors);
    const Outcome bad = katlas({"compare", before, after, "--rename", "s/(/x/"});
    QVERIFY2(bad.exitCode == 2 && bad.errors.contains("is no expression"), bad.errors);
}

QTEST_GUILESS_MAIN(TestKatlasCells)
#include "tst_katlascells.moc"
