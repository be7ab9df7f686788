#include "core/catalog/catalogchecker.h"
#include "tests/core/catalog/catalogtext.h"

#include <algorithm>

using namespace atlas;
using namespace atlas::test;

/// Edits of texts as people and other programs write them: what was not asked for stays.
class TestCatalogCare : public QObject
{
    Q_OBJECT

private slots:
    void replacesBlocksOfTextWhole_data();
    void replacesBlocksOfTextWhole();
    void keepsAMissingLastBreak_data();
    void keepsAMissingLastBreak();
    void namesCommentsThatGo_data();
    void namesCommentsThatGo();
    void readsPairsOfSurrogates_data();
    void readsPairsOfSurrogates();
    void removesAndAddsAtOnce_data();
    void removesAndAddsAtOnce();
    void tornTuplesCostTheirLength_data();
    void tornTuplesCostTheirLength();
    void otherLibrariesAreOneLine();
};

namespace
{
const std::string kStart = "- raw_name: f()\n  source_lib: CUDA\n";
const Shape kOne = {{"(M,)", "->", "(M,)"}};
const Shape kTwo = {{"(M,)", "->", "(M,)"}, {"(K,)", "->", "(K,)"}};
} // namespace

void TestCatalogCare::replacesBlocksOfTextWhole_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *end : {"hello\t", "hello ", "hello\t \t", "hello\n    more  ", "hello\n\n", "hello\n      \n"}) {
        for (const char *header : {"|", ">", "|-", ">-", "|+", ">+", "|2", "| # why"}) {
            QTest::addRow("%s %s", header, QByteArray(end).toPercentEncoding().constData())
                << QByteArray(header) + "\n    " + end + "\n";
        }
    }
}

void TestCatalogCare::replacesBlocksOfTextWhole()
{
    QFETCH(QByteArray, value);
    for (const char *rest : {"", "  owner: x\n", "- raw_name: g()\n"}) {
        const Catalog catalog = catalogFrom(kStart + "  description: " + value.toStdString() + rest);
        const Result<Catalog> after = changeCatalog(catalog, change(Field::Description, "new"));
        QVERIFY2(after, after ? "" : after.error().message.c_str());
        QVERIFY(after->text().contains("  description: \"new\""));
        QVERIFY2(!after->text().contains("hello") && after->text().ends_with(rest), after->text().c_str());
    }
}

void TestCatalogCare::keepsAMissingLastBreak_data()
{
    QTest::addColumn<QByteArray>("end");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<int>("lines");
    const QByteArray shapes = "  data_shape:\n    generic: null\n    fixed: null\n    tiled:";
    const QByteArray one = "\n    - [\"(M,)\", \"->\", \"(M,)\"]";
    const QByteArray two = one + "\n    - [\"(K,)\", \"->\", \"(K,)\"]";
    QTest::newRow("lines go") << shapes + one << shapes + " null" << 0;
    QTest::newRow("two lines go") << shapes + two << shapes + " null" << 0;
    QTest::newRow("one of two goes") << shapes + two << shapes + one << 1;
    QTest::newRow("one comes") << shapes + one << shapes + two << 2;
    QTest::newRow("from null") << shapes + " null" << shapes + QByteArray(one).replace("    -", "      -") << 1;
}

void TestCatalogCare::keepsAMissingLastBreak()
{
    QFETCH(QByteArray, end);
    QFETCH(QByteArray, expected);
    QFETCH(int, lines);
    const FieldValue value = lines == 0 ? FieldValue() : FieldValue(lines == 1 ? kOne : kTwo);
    for (const bool isCrlf : {false, true}) {
        const auto breaks = [&](const QByteArray &text) {
            return isCrlf ? QByteArray(text).replace("\n", "\r\n") : text;
        };
        const QByteArray start = breaks(QByteArray::fromStdString(kStart));
        const Catalog catalog = catalogFrom((start + breaks(end)).toStdString());
        QCOMPARE(changed(catalog, change(Field::Tiled, value)), start + breaks(expected));
    }
}

void TestCatalogCare::namesCommentsThatGo_data()
{
    QTest::addColumn<QByteArray>("tiled");
    QTest::addColumn<int>("gone");
    QTest::newRow("beside lines that stay") << QByteArray("\n      - [\"(K,)\", \"->\", \"(M,)\"] # a\n") << 0;
    QTest::newRow("beside lines that go")
        << QByteArray("\n      - [\"(K,)\", \"->\", \"(M,)\"] # a\n      - [\"(N,)\", \"->\", \"(M,)\"] # b\n") << 1;
    QTest::newRow("in brackets")
        << QByteArray(" [ # a\n        [\"(K,)\", \"->\", \"(M,)\"], # b\n        [\"(N,)\", \"->\", \"(M,)\"]]\n")
        << 2;
    QTest::newRow("in quotes") << QByteArray(" [[\"(K # a,)\", \"->\", \"(M,)\"], [\"(N,)\", \"->\", \"(M,)\"]]\n")
                               << 0;
}

void TestCatalogCare::namesCommentsThatGo()
{
    QFETCH(QByteArray, tiled);
    QFETCH(int, gone);
    const Catalog catalog = catalogFrom(kStart + "  data_shape:\n    tiled:" + tiled.toStdString());
    const Result<CatalogPatch> patch = patchCatalog(catalog, change(Field::Tiled, kOne));
    QVERIFY(patch.has_value());
    QCOMPARE(std::ranges::count(patch->diagnostics, "comment-removed", &Diagnostic::code), gone);
    QVERIFY(changeCatalog(catalog, change(Field::Tiled, kOne)).has_value());
}

void TestCatalogCare::readsPairsOfSurrogates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("description");
    const QString face = QString::fromUcs4(U"\U0001F600");
    const auto row = [](const char *name, const QByteArray &text, const QString &description) {
        QTest::newRow(name) << text << description;
    };
    row("JSON", R"j([{"raw_name": "f()", "description": "emoji \ud83d\ude00"}])j", "emoji " + face);
    row("capitals", R"j([{"raw_name": "f()", "description": "\uD83D\uDE00 and \uD83D\uDE00"}])j",
        face + " and " + face);
    row("in another value", R"j([{"raw_name": "\ud83d\ude00", "x": "\ud83d\ude00", "description": "d"}])j", "d");
    row("a backslash before", R"j([{"raw_name": "f()", "description": "\\ud83d \ud83d\ude00"}])j", "\\ud83d " + face);
    row("not in double quotes", "- raw_name: f()\n  description: 'x \\ud83d\\ude00'\n  x: \"\\ud83d\\ude00\"\n",
        "x \\ud83d\\ude00");
}

void TestCatalogCare::readsPairsOfSurrogates()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, description);
    const Catalog catalog = catalogFrom(text.toStdString());
    QCOMPARE(catalog.entries().size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(catalog.entries().front().info.text(Field::Description)), description);
    const SourceSpan value = catalog.entries().front().source(Field::Description).value;
    QByteArray expected = text;
    expected.replace(static_cast<qsizetype>(value.begin), static_cast<qsizetype>(value.size()), "\"new\"");
    QCOMPARE(changed(catalog, change(Field::Description, "new")), expected);
    QVERIFY(!Catalog::read(R"j([{"raw_name": "f()", "description": "half \ud83d"}])j", "k").has_value());
}

void TestCatalogCare::removesAndAddsAtOnce_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("head") << QByteArray("# head\n\n- raw_name: a\n- raw_name: b\n");
    QTest::newRow("blank line first") << QByteArray("\n- raw_name: a\n- raw_name: b\n");
    QTest::newRow("nothing above") << QByteArray("- raw_name: a\n- raw_name: b\n");
    QTest::newRow("blanks between") << QByteArray("# head\n\n- raw_name: a\n\n# of b\n- raw_name: b\n");
    QTest::newRow("no last break") << QByteArray("\n- raw_name: a\n- raw_name: b\n  description: >-\n      x\n      y");
}

void TestCatalogCare::removesAndAddsAtOnce()
{
    QFETCH(QByteArray, text);
    for (const bool isCrlf : {false, true}) {
        const QByteArray bytes = isCrlf ? QByteArray(text).replace("\n", "\r\n") : text;
        for (const std::vector<std::size_t> &removed : {std::vector<std::size_t>{0}, {1}, {0, 1}}) {
            for (const std::vector<std::string> &order :
                 {std::vector<std::string>{}, {"new", "a", "b"}, {"a", "new", "b"}, {"a", "b", "new"}}) {
                const Catalog catalog = catalogFrom(bytes.toStdString());
                CatalogChanges changes;
                changes.removed = removed;
                changes.added = {{"new", {}}};
                changes.order = order;
                const Result<Catalog> after = changeCatalog(catalog, changes);
                QVERIFY2(after, after ? "" : after.error().message.c_str());
                QCOMPARE(after->entries().size(), 3 - removed.size());
                QCOMPARE(after->text().starts_with("# head"), bytes.startsWith("# head"));
                QCOMPARE(after->text().ends_with('\n'), bytes.endsWith('\n'));
            }
        }
    }
}

void TestCatalogCare::tornTuplesCostTheirLength_data()
{
    QTest::addColumn<QByteArray>("line");
    constexpr int kCount = 200'000;
    QTest::newRow("opened") << QByteArray("(, ").repeated(kCount) + "x";
    QTest::newRow("closed") << QByteArray("), ").repeated(kCount) + "x";
    QTest::newRow("opened and closed") << QByteArray("(, ").repeated(kCount / 2) +
                                              QByteArray("), ").repeated(kCount / 2) + "x";
    QTest::newRow("in one text") << "x" + QByteArray("(").repeated(kCount);
    QTest::newRow("pairs") << QByteArray("(a, b), ").repeated(kCount / 2) + "x";
}

void TestCatalogCare::tornTuplesCostTheirLength()
{
    QFETCH(QByteArray, line);
    const Catalog catalog = catalogFrom(kStart + "  data_shape:\n    tiled:\n      - [" + line.toStdString() + "]\n");
    const std::vector<Diagnostic> findings = checkCatalog(catalog);
    QVERIFY2(findings.size() < 10, QByteArray::number(static_cast<qulonglong>(findings.size())));
    // Quadratic in time, or with its line kept for each of many findings, this ends only with the test's time.
}

void TestCatalogCare::otherLibrariesAreOneLine()
{
    std::string text;
    for (const char *library : {"NCCL", "CUDA", "vLLM", "NCCL", "cuBLASS", "cuDNN"}) {
        text += "- raw_name: \"k" + std::to_string(text.size()) + "\"\n  source_lib: " + library + "\n";
    }
    std::vector<std::string> said;
    for (const Diagnostic &finding : checkCatalog(catalogFrom(text))) {
        if (finding.code == "unknown-library") {
            said.push_back(finding.message);
        }
    }
    QCOMPARE(said.size(), std::size_t{2});
    QVERIFY2(said[0].contains("3 entries name NCCL (2), vLLM (1)"), said[0].c_str());
    QVERIFY2(said[1].contains("cuBLASS") && said[1].contains("did you mean"), said[1].c_str());
}

QTEST_APPLESS_MAIN(TestCatalogCare)
#include "tst_catalogcare.moc"
