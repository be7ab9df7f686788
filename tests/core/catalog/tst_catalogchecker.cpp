#include "core/base/text.h"
#include "core/catalog/catalogchecker.h"
#include "tests/core/catalog/catalogtext.h"
#include "tests/support/testpaths.h"

#include <algorithm>

using namespace atlas;
using namespace atlas::test;

class TestCatalogChecker : public QObject
{
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void findsNothingInWhatWeWrite();
    void everyCodeIsListed();
    void showsWhere();
    void formatsOnlyQuotes();
    void formatsTheReviewedFile();
    void formattingIsDoneOnce_data();
    void formattingIsDoneOnce();
};

namespace
{
const std::string kHead = "- raw_name: a\n  friendly_name: A\n  source_lib: CUDA\n  description: x\n  data_shape:\n";
}

void TestCatalogChecker::finds_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("found");
    const auto row = [](const char *name, const std::string &text, const QList<QByteArray> &found) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << found;
    };
    const std::string generic = "    generic: [[\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]]\n";
    row("nothing", kHead + generic, {});
    row("torn tuples, once a line", kHead + "    generic:\n      - [(M, K), \"->\", (M, N)]\n", {"7 torn-tuple"});
    for (const char *word : {"yes", "No", "on", "OFF", "y", "true", "=", "<<", "12:30", "1e5", "0x1F", "1_000",
                             "2024-01-01", ".inf", "-.NaN", "+12", "0o17", "1."}) {
        row(word,
            "- raw_name: a\n  friendly_name: " + std::string(word) +
                "\n  source_lib: CUDA\n  description: x\n  data_shape:\n" + generic,
            {"2 ambiguous-string"});
    }
    for (const char *word :
         {"yesterday", "one", "(int)4", "v1.2 of it", "12 tiles", "e5", "\"yes\"", "'12'", "x=", ".hidden"}) {
        row(word,
            "- raw_name: a\n  friendly_name: " + std::string(word) +
                "\n  source_lib: CUDA\n  description: x\n  data_shape:\n" + generic,
            {});
    }
    row("shape syntax", kHead + "    generic: [[\"(M)\", \"(K)\"]]\n    tiled: [[\"M\", \"->\", \"()\"]]\n",
        {"6 shape-syntax", "7 shape-syntax"});
    row("missing fields", "- raw_name: a\n  description: ''\n  source_lib: ~\n",
        {"1 missing-field", "1 missing-field", "2 missing-field", "3 missing-field"});
    row("unknown library",
        "- raw_name: a\n  friendly_name: A\n  source_lib: NCCL\n  description: x\n  data_shape:\n" + generic,
        {"3 unknown-library"});
    row("duplicate name", kHead + generic + kHead + generic, {"7 duplicate-name"});
    row("name that was cut",
        "- raw_name: \"void f<std::arr…\"\n  friendly_name: A\n  source_lib: CUDA\n  description: x\n  data_shape:\n" +
            generic,
        {"1 name-cut"});
    row("friendly names",
        kHead + generic + "- raw_name: b\n  friendly_name: A\n  source_lib: CUDA\n  description: x\n  data_shape:\n" +
            generic,
        {"2 friendly-name-clash"});
    row("fixed without number", kHead + generic + "    fixed: [[\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]]\n",
        {"7 shape-without-number"});
    row("tile that cannot be", kHead + generic + "    tiled: [[\"(64, 32)\", \"(16, 8)\", \"->\", \"(64, 8)\"]]\n",
        {"7 shape-contradiction"});
    row("tile that can be", kHead + generic + "    tiled: [[\"(64, 32)\", \"(32, 8)\", \"->\", \"(64, 8)\"]]\n", {});
    row("what reading found", kHead + generic + "  extra: 1\n", {"7 unknown-key"});
}

void TestCatalogChecker::finds()
{
    QFETCH(QByteArray, text);
    QTEST(codes(checkCatalog(catalogFrom(text.toStdString()))), "found");
}

void TestCatalogChecker::findsNothingInWhatWeWrite()
{
    CatalogChanges changes;
    changes.added = {kernel("x"), kernel("void y<int, (int)4>(T1)")};
    changes.added[1].info[Field::FriendlyName] = "Other";
    const Result<Catalog> written = changeCatalog(Catalog::empty("kernels.yaml"), changes);
    QVERIFY(written.has_value());
    QCOMPARE(codes(checkCatalog(*written)), QList<QByteArray>());
}

void TestCatalogChecker::everyCodeIsListed()
{
    const std::string docs = bytesOf(sourceDir() / "docs/catalog-format.md");
    std::vector<std::string> listed = {"yaml-syntax",      "conflict-marker", "several-documents",  "entry-not-map",
                                       "no-raw-name",      "duplicate-key",   "unknown-key",        "unknown-alias",
                                       "merge-key",        "not-a-text",      "data-shape-not-map", "shape-not-list",
                                       "shape-not-nested", "alias-replaced"};
    for (const CatalogCheck &check : catalogChecks()) {
        listed.emplace_back(check.code);
        QVERIFY(!check.description.empty());
    }
    for (const std::string &code : listed) {
        QVERIFY2(docs.find("`" + code + "`") != std::string::npos, code.c_str());
    }
}

void TestCatalogChecker::showsWhere()
{
    const std::vector<Diagnostic> found =
        checkCatalog(catalogFrom(kHead + "    generic:\n      - [\"(M,)\", \"->\", (M, N)]\n"));
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(QByteArray::fromStdString(format(found.front())),
             QByteArray("kernels.yaml:7:24: warning: YAML splits this tuple at its commas; `katlas format` writes "
                        "\"(M, N)\" [torn-tuple]\n"
                        "          - [\"(M,)\", \"->\", (M, N)]\n"
                        "                           ^~~~~~"));
}

void TestCatalogChecker::formatsOnlyQuotes()
{
    const Catalog catalog =
        catalogFrom("# c\n- raw_name: yes # n\n  friendly_name:   no\n  description: &d off\n  source_lib: null\n");
    QCOMPARE(
        QByteArray::fromStdString(formattedCatalog(catalog).value().text()),
        QByteArray(
            "# c\n- raw_name: \"yes\" # n\n  friendly_name:   \"no\"\n  description: &d off\n  source_lib: null\n"));
}

void TestCatalogChecker::formatsTheReviewedFile()
{
    if (!sharedDir()) {
        QSKIP("needs the reference material");
    }
    const std::string text = bytesOf(*sharedDir() / "runs/dsocr-20251107/kernels.reviewed.yaml");
    const Catalog before = catalogFrom(text);
    QCOMPARE(before.entries().size(), std::size_t{54});
    const Result<Catalog> after = formattedCatalog(before);
    QVERIFY(after.has_value());
    const auto oldLines = lines(before.text());
    const auto newLines = lines(after->text());
    QCOMPARE(newLines.size(), oldLines.size());
    int changedLines = 0;
    for (std::size_t i = 0; i < oldLines.size(); ++i) {
        std::string bare(newLines[i]);
        if (newLines[i] != oldLines[i]) {
            ++changedLines;
            std::erase(bare, '"');
            std::string old(oldLines[i]);
            std::erase(old, '"');
            QCOMPARE(bare, old);
            QVERIFY(trimmed(oldLines[i]).starts_with("- [("));
        }
    }
    // Lines of tuples; "(…)" is no tuple to YAML and stays as it is.
    QCOMPARE(changedLines, 47);
    QVERIFY(formatCatalog(*after).patches.empty());
}

void TestCatalogChecker::formattingIsDoneOnce_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *name : {"torn.yaml", "odd.yaml", "anchors.yaml", "comments.yaml", "crlf.yaml"}) {
        QTest::newRow(name) << QByteArray::fromStdString(bytesOf(sourceDir() / "tests/data/catalog" / name));
    }
}

void TestCatalogChecker::formattingIsDoneOnce()
{
    QFETCH(QByteArray, text);
    const Result<Catalog> once = formattedCatalog(catalogFrom(text.toStdString()));
    QVERIFY(once.has_value());
    QVERIFY(formatCatalog(*once).patches.empty());
}

QTEST_APPLESS_MAIN(TestCatalogChecker)
#include "tst_catalogchecker.moc"
