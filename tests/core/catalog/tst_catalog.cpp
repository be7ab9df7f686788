#include "core/catalog/catalogchecker.h"
#include "tests/core/catalog/catalogtext.h"
#include "tests/support/testpaths.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <random>

#include <yaml-cpp/yaml.h>

using namespace atlas;
using namespace atlas::test;

class TestCatalog : public QObject
{
    Q_OBJECT

private slots:
    void readsValues_data();
    void readsValues();
    void readsTornTuples_data();
    void readsTornTuples();
    void leavesWhatIsNotClosed();
    void spansAreTheSource_data();
    void spansAreTheSource();
    void reportsAndLoadsTheRest_data();
    void reportsAndLoadsTheRest();
    void refuses_data();
    void refuses();
    void refusesWhatIsTooDeep_data();
    void refusesWhatIsTooDeep();
    void followsManyAliasesOnlySoFar();
    void agreesWithAnotherReader_data();
    void agreesWithAnotherReader();
    void survivesRandomEdits_data();
    void survivesRandomEdits();
    void readsEmptyFiles_data();
    void readsEmptyFiles();
    void writesWhatAnotherReaderReads();
};

namespace
{
void addFiles()
{
    QTest::addColumn<QByteArray>("text");
    std::vector<std::filesystem::path> paths;
    for (const auto &entry : std::filesystem::directory_iterator(sourceDir() / "tests/data/catalog")) {
        paths.push_back(entry.path());
    }
    if (sharedDir()) {
        paths.push_back(*sharedDir() / "runs/dsocr-20251107/kernels.reviewed.yaml");
    }
    std::ranges::sort(paths);
    for (const std::filesystem::path &path : paths) {
        QTest::newRow(path.filename().c_str()) << QByteArray::fromStdString(bytesOf(path));
    }
}

QByteArray display(const Catalog &catalog, Field field)
{
    return catalog.entries().empty() ? QByteArray("(no entry)")
                                     : QByteArray::fromStdString(toDisplayText(catalog.entries().front().info[field]));
}
} // namespace

void TestCatalog::readsValues_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isNull");
    const auto row = [](const char *name, const char *value, const char *text, bool null = false) {
        QTest::newRow(name) << QByteArray(value) << QByteArray(text) << null;
    };
    row("plain", "a b: c", "error");
    row("plain with signs", "a - b (c), \"d\"", "a - b (c), \"d\"");
    row("single quoted", "'it''s'", "it's");
    row("double quoted", R"("a\tb\u2026\"")", "a\tb…\"");
    row("null", "null", "", true);
    row("tilde", "~", "", true);
    row("nothing", "", "", true);
    row("quoted null", "\"null\"", "null");
    row("tagged null", "!!null x", "", true);
    row("tagged text", "!!str null", "null");
    row("boolean as written", "yes", "yes");
    row("number as written", "1e5", "1e5");
    row("literal", "|\n    one\n    two\n", "one\ntwo\n");
    row("folded", ">-\n    one\n    two\n", "one two");
    row("several lines", "one\n    two", "one two");
    row("line break of Unicode", "\"a\xE2\x80\xA8z\"", "a\xE2\x80\xA8z");
}

void TestCatalog::readsValues()
{
    QFETCH(QByteArray, value);
    const Result<Catalog> catalog =
        Catalog::read("- raw_name: a\n  description: " + value.toStdString() + "\n", "kernels.yaml");
    if (!catalog) {
        QTEST(QByteArray("error"), "text");
        return;
    }
    QTEST(display(*catalog, Field::Description), "text");
    QTEST(isNull(catalog->entries().front().info[Field::Description]), "isNull");
}

void TestCatalog::readsTornTuples_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QList<QByteArray>>("items");
    QTest::addColumn<int>("torn");
    QTest::addColumn<QByteArray>("formatted");
    const auto row = [](const char *source, const QList<QByteArray> &items, int torn, const char *formatted) {
        QTest::newRow(source) << QByteArray(source) << items << torn << QByteArray(formatted);
    };
    row(R"~([[(M, K), (K, N), "->", (M, N)]])~", {"(M, K)", "(K, N)", "->", "(M, N)"}, 3,
        R"~([["(M, K)", "(K, N)", "->", "(M, N)"]])~");
    row(R"~([[ (M,K) , (K,), -> , (M,) ]])~", {"(M,K)", "(K,)", "->", "(M,)"}, 3,
        R"~([[ "(M,K)" , "(K,)", -> , "(M,)" ]])~");
    row(R"~([["(M, K)", "->", (…)]])~", {"(M, K)", "->", "(…)"}, 0, R"~([["(M, K)", "->", (…)]])~");
    row(R"~([[Q:(B,H), ->, O: (B, H)]])~", {"Q:(B,H)", "->", "O: (B, H)"}, 2, R"~([["Q:(B,H)", ->, "O: (B, H)"]])~");
    row(R"~([[(B, …), "->", (B)]])~", {"(B, …)", "->", "(B)"}, 1, R"~([["(B, …)", "->", (B)]])~");
    row(R"~([["(M", "K)", "->", "()"]])~", {"(M, K)", "->", "()"}, 1, R"~([["(M, K)", "->", "()"]])~");
    row("[[(M,\n          K,\n          ), \"->\", ()]]", {"(M, K,)", "->", "()"}, 1, R"~([["(M, K,)", "->", ()]])~");
    row("[[(M, # rows\n          K), \"->\", ()]]", {"(M, K)", "->", "()"}, 1,
        "[[(M, # rows\n          K), \"->\", ()]]");
    row("\n      - - (M\n        - K)\n        - ->\n        - (M)", {"(M, K)", "->", "(M)"}, 1,
        "\n      - - \"(M, K)\"\n        - ->\n        - (M)");
    row(R"~([(M, K), "->", (M,)])~", {"(M, K)", "->", "(M,)"}, 2, R"~(["(M, K)", "->", "(M,)"])~");
}

void TestCatalog::readsTornTuples()
{
    QFETCH(QByteArray, source);
    QFETCH(QByteArray, formatted);
    const std::string before = "- raw_name: a\n  data_shape:\n    generic: ";
    const std::string after = " # end\n    fixed: null\n";
    const Catalog catalog = catalogFrom(before + source.toStdString() + after);
    const Shape shape = std::get<Shape>(catalog.entries().at(0).info[Field::Generic]);
    QList<QByteArray> items;
    for (const std::string &item : shape.at(0)) {
        items.append(QByteArray::fromStdString(item));
    }
    QTEST(items, "items");
    QTEST(static_cast<int>(catalog.unsafeSpellings().size()), "torn");
    const Result<Catalog> result = formattedCatalog(catalog);
    QVERIFY(result.has_value());
    QCOMPARE(QByteArray::fromStdString(result->text()),
             QByteArray::fromStdString(before) + formatted + QByteArray::fromStdString(after));
    QCOMPARE(result->entries().at(0).info, catalog.entries().at(0).info);
}

void TestCatalog::leavesWhatIsNotClosed()
{
    const Catalog catalog =
        catalogFrom("- raw_name: a\n  data_shape:\n    generic:\n      - [(M, K, \"->\", (M, N)]\n");
    QVERIFY(codes(catalog.diagnostics()).contains("4 torn-tuple"));
    const Shape shape = std::get<Shape>(catalog.entries().at(0).info[Field::Generic]);
    QCOMPARE(shape.at(0), (ShapeLine{"(M", "K", "->", "(M, N)"}));
    QCOMPARE(QByteArray::fromStdString(formattedCatalog(catalog).value().text()),
             QByteArray("- raw_name: a\n  data_shape:\n    generic:\n      - [(M, K, \"->\", \"(M, N)\"]\n"));
}

void TestCatalog::spansAreTheSource_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray body =
        "# ä … 🚀\n- raw_name: 核\n  friendly_name: é # ü\n  source_lib: \"ß\"\n  data_shape:\n    generic:\n"
        "      - [(…), \"->\", (…)]\n    fixed: null\n  description: 'end…'";
    QTest::newRow("LF") << body;
    QTest::newRow("CRLF") << QByteArray(body).replace("\n", "\r\n");
    QTest::newRow("BOM") << "\xEF\xBB\xBF" + body;
    QTest::newRow("BOM and CRLF") << "\xEF\xBB\xBF" + QByteArray(body).replace("\n", "\r\n");
}

void TestCatalog::spansAreTheSource()
{
    QFETCH(QByteArray, text);
    const Catalog catalog = catalogFrom(text.toStdString());
    QCOMPARE(catalog.entries().size(), std::size_t{1});
    const CatalogEntry &entry = catalog.entries().front();
    const auto source = [&](Field field) {
        const SourceSpan span = entry.source(field).value;
        return text.mid(static_cast<qsizetype>(span.begin), static_cast<qsizetype>(span.size()));
    };
    QCOMPARE(source(Field::FriendlyName), QByteArray("é"));
    QCOMPARE(source(Field::SourceLib), QByteArray("\"ß\""));
    QCOMPARE(source(Field::Generic), QByteArray("- [(…), \"->\", (…)]"));
    QCOMPARE(source(Field::Fixed), QByteArray("null"));
    QCOMPARE(source(Field::Description), QByteArray("'end…'"));
    QCOMPARE(entry.source(Field::Description).line, std::size_t{9});
    QCOMPARE(entry.line, std::size_t{2});
    QCOMPARE(entry.span.end, static_cast<std::size_t>(text.size()));
    QCOMPARE(text.at(static_cast<qsizetype>(entry.span.begin)), '-');
}

void TestCatalog::reportsAndLoadsTheRest_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<QByteArray>>("found");
    QTest::addColumn<QByteArray>("description");
    const auto row = [](const char *name, const char *text, const QList<QByteArray> &found,
                        const char *description = "x") {
        QTest::newRow(name) << QByteArray(text) << found << QByteArray(description);
    };
    row("duplicate key, the last counts", "- raw_name: a\n  description: y\n  description: x\n", {"3 duplicate-key"});
    row("unknown key, said once", "- raw_name: a\n  more: 1\n  description: x\n- raw_name: b\n  more: 1\n",
        {"2 unknown-key"});
    row("unknown alias", "- raw_name: a\n  description: *q\n", {"2 unknown-alias"}, "");
    row("alias cycle", "- raw_name: a\n  description: x\n  data_shape: &s\n    generic: [*s]\n    fixed: *s\n",
        {"5 unknown-alias"});
    row("list cycle", "- raw_name: a\n  description: x\n  more: &s [*s]\n", {"3 unknown-key"});
    row("merge key", "- &m\n  raw_name: a\n  description: x\n- <<: *m\n  raw_name: b\n", {"4 merge-key"});
    row("second document", "- raw_name: a\n  description: x\n---\n- raw_name: b\n", {"3 several-documents"});
    row("no map", "- one\n- raw_name: a\n  description: x\n- [b]\n-\n",
        {"1 entry-not-map", "4 entry-not-map", "5 entry-not-map"});
    row("no name",
        "- description: y\n- raw_name: ~\n- raw_name: [a]\n- raw_name: \"\"\n- raw_name: a\n  description: x\n",
        {"1 no-raw-name", "2 no-raw-name", "3 no-raw-name", "4 no-raw-name"});
    row("data_shape is a text", "- raw_name: a\n  description: x\n  data_shape: (M)\n", {"3 data-shape-not-map"});
    row("data_shape is null", "- raw_name: a\n  description: x\n  data_shape: null\n", {});
    row("shape is a text", "- raw_name: a\n  description: x\n  data_shape:\n    fixed: (M)\n", {"4 shape-not-list"});
    row("shape is one line", "- raw_name: a\n  description: x\n  data_shape:\n    fixed: [\"(M)\", \"->\", \"(M)\"]\n",
        {"4 shape-not-nested"});
    row("field is a list", "- raw_name: a\n  description: [x, y]\n", {"2 not-a-text"}, "[x, y]");
    row("field at the wrong level", "- raw_name: a\n  description: x\n  generic: null\n", {"3 unknown-key"});
    row("conflict in a text", "- raw_name: a\n  description: x\n- raw_name: b\n  description: |2\n<<<<<<< ours\n", {},
        "error");
    row("tab beside a value", "- raw_name:\ta\n  description:\tx\t# c\n", {});
}

void TestCatalog::reportsAndLoadsTheRest()
{
    QFETCH(QByteArray, text);
    const Result<Catalog> catalog = Catalog::read(text.toStdString(), "kernels.yaml");
    if (!catalog) {
        QTEST(QByteArray("error"), "description");
        return;
    }
    QTEST(codes(catalog->diagnostics()), "found");
    QVERIFY(catalog->find("a") != nullptr);
    QTEST(QByteArray::fromStdString(catalog->find("a")->info.text(Field::Description)), "description");
}

void TestCatalog::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char *name, const QByteArray &text, int line, int column, const char *words) {
        QTest::newRow(name) << text << line << column << QByteArray(words);
    };
    row("open double quote", "- raw_name: a\n  description: \"x\n  source_lib: y\n", 2, 16, "never closed");
    row("open single quote", "- raw_name: 'a\n", 1, 13, "never closed");
    row("open list", "- raw_name: a\n  more: [b\n", 3, 1, "not valid YAML");
    row("a map", "kernels:\n  - raw_name: a\n", 1, 1, "this is a map");
    row("one value", "just words\n", 1, 1, "this is one value");
    row("tab as indentation", "- raw_name: a\n\tdescription: x\n", 2, 1, "not valid YAML");
    row("NUL", QByteArray("- raw_name: a\0b\n", 16), 1, 14, "control characters");
    row("not UTF-8", "- raw_name: a\n- raw_name: \xff\n", 2, 0, "not UTF-8");
    row("UTF-16", QByteArray("\xff\xfe-\0 \0", 6), 1, 0, "not UTF-8");
    row("conflict", "- raw_name: a\n<<<<<<< ours\n  description: b\n=======\n  description: c\n>>>>>>> theirs\n", 2, 1,
        "conflict");
    row("key too long", "- " + QByteArray(2000, 'k') + ": v\n", 1, 1, "not valid YAML");
    row("in the second document", "- raw_name: a\n---\n[\n", 4, 1, "not valid YAML");
}

void TestCatalog::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, words);
    const Result<Catalog> catalog = Catalog::read(text.toStdString(), "kernels.yaml");
    QVERIFY(!catalog.has_value());
    QVERIFY2(catalog.error().message.find(words.toStdString()) != std::string::npos, catalog.error().message.c_str());
    QCOMPARE(catalog.error().location.file, std::string("kernels.yaml"));
    QTEST(static_cast<int>(catalog.error().location.line), "line");
    QFETCH(int, column);
    if (column > 0 && words != "not valid YAML") {
        QCOMPARE(static_cast<int>(catalog.error().location.column), column);
    }
}

void TestCatalog::refusesWhatIsTooDeep_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("flow lists") << "- raw_name: a\n  x: " + QByteArray(100'000, '[');
    QTest::newRow("flow maps") << "- raw_name: a\n  x: " + QByteArray("{a: ").repeated(20'000);
    QTest::newRow("block lists") << QByteArray("- ").repeated(20'000) + "a\n";
    QTest::newRow("in the second document") << "- raw_name: a\n---\n" + QByteArray(100'000, '[');
}

void TestCatalog::refusesWhatIsTooDeep()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Catalog::read(text.toStdString(), "kernels.yaml").has_value());
}

void TestCatalog::followsManyAliasesOnlySoFar()
{
    std::string text = "- raw_name: a\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 9; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        text += "  a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
        for (int n = 1; n < 9; ++n) {
            text += ", " + before;
        }
        text += "]\n";
    }
    const Result<Catalog> catalog = Catalog::read(text, "kernels.yaml");
    QVERIFY(!catalog.has_value());
    QVERIFY(catalog.error().message.find("too many values") != std::string::npos);
}

void TestCatalog::agreesWithAnotherReader_data()
{
    addFiles();
}

void TestCatalog::agreesWithAnotherReader()
{
    QFETCH(QByteArray, text);
    const Catalog catalog = catalogFrom(text.toStdString());
    const YAML::Node root = YAML::Load(text.toStdString());
    std::size_t next = 0;
    for (const YAML::Node &item : root) {
        if (!item.IsMap() || !item["raw_name"] || !item["raw_name"].IsScalar()) {
            continue;
        }
        QVERIFY(next < catalog.entries().size());
        const CatalogEntry &entry = catalog.entries()[next++];
        QCOMPARE(entry.rawName, item["raw_name"].Scalar());
        for (const Field field : {Field::FriendlyName, Field::SourceLib, Field::Description}) {
            const YAML::Node value = item[std::string(key(field))];
            // yaml-cpp takes the first of two equal keys and does not follow "<<".
            if (value && value.IsScalar() && QByteArray(QTest::currentDataTag()) != "odd.yaml") {
                QCOMPARE(QByteArray::fromStdString(entry.info.text(field)), QByteArray::fromStdString(value.Scalar()));
            }
        }
    }
    QCOMPARE(next, catalog.entries().size());
}

void TestCatalog::survivesRandomEdits_data()
{
    addFiles();
}

void TestCatalog::survivesRandomEdits()
{
    QFETCH(QByteArray, text);
    const std::string original = text.toStdString();
    const Catalog catalog = catalogFrom(original);
    QCOMPARE(changeCatalog(catalog, {}).value().text(), original);
    constexpr std::array<const char *, 7> kTexts = {"x", "", "a: b # c", "two\nlines", "\"quoted\" \\", "…é🚀", "null"};
    const std::vector<Shape> shapes = {
        {{"(M, K)", "->", "(M,)"}}, {{"(A,)", "->", "(B,)"}, {"()", "->", "()"}, {"(…)", "->", "(C)"}}, {}};
    std::mt19937 random(20251107);
    const auto below = [&](std::size_t bound) { return static_cast<std::size_t>(random() % bound); };
    std::size_t saved = 0;
    for (int round = 0; round < 300; ++round) {
        CatalogChanges changes;
        for (std::size_t n = 1 + below(4); n > 0; --n) {
            const Field field = kFields[below(kFieldCount)];
            FieldValue value;
            if (below(4) != 0) {
                value = isShape(field) ? FieldValue(shapes[below(shapes.size())])
                                       : FieldValue(kTexts[below(kTexts.size())]);
            }
            changes.fields.emplace_back(below(catalog.entries().size()), field, std::move(value));
        }
        if (below(3) == 0) {
            changes.added.push_back(kernel("new kernel"));
            changes.order = {catalog.entries()[below(catalog.entries().size())].rawName, "new kernel"};
        }
        if (below(5) == 0) {
            changes.removed.push_back(below(catalog.entries().size()));
        }
        const Result<Catalog> after = changeCatalog(catalog, changes);
        if (!after) {
            // Refusing is allowed where the file is odd; writing something else than was meant never is.
            QVERIFY2(after.error().message.find("nothing was written") == std::string::npos ||
                         QByteArray(QTest::currentDataTag()) == "odd.yaml",
                     after.error().message.c_str());
            continue;
        }
        ++saved;
        // Back again: what the file said is said again, comments that were not touched are there.
        QCOMPARE(changeCatalog(*after, {}).value().text(), after->text());
    }
    QVERIFY2(saved > 100, QByteArray::number(static_cast<qulonglong>(saved)));
}

void TestCatalog::readsEmptyFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text :
         {"", "\n\n", "# only this\n", "---\n", "---\n...\n", "[]", "\xEF\xBB\xBF", "\xEF\xBB\xBF# c"}) {
        QTest::newRow(QByteArray(text).toPercentEncoding().append('.').constData()) << QByteArray(text);
    }
}

void TestCatalog::readsEmptyFiles()
{
    QFETCH(QByteArray, text);
    const Catalog catalog = catalogFrom(text.toStdString());
    QVERIFY(catalog.entries().empty());
    QCOMPARE(catalog.text(), text.toStdString());
}

void TestCatalog::writesWhatAnotherReaderReads()
{
    const std::vector<std::string> texts = {"yes",
                                            "=",
                                            "<<",
                                            "12:30",
                                            "1e5",
                                            "null",
                                            "",
                                            " a ",
                                            "a: b",
                                            "a #b",
                                            "- a",
                                            "*a",
                                            "&a",
                                            "[a",
                                            "{a: b}",
                                            "'",
                                            "\"",
                                            "\\",
                                            "a\nb",
                                            "\t",
                                            "\x01\x1b\x7f",
                                            "é…核🚀",
                                            "%YAML",
                                            "---",
                                            "...",
                                            "? a",
                                            "a\r\nb\n\n",
                                            "\xC2\x85\xC2\xA0",
                                            "\xE2\x80\xA8",
                                            "@a",
                                            "`a",
                                            "!a b",
                                            "void f<(int)4>(T1::P &, \"x\")",
                                            "\xEF\xBB\xBFx"};
    CatalogChanges changes;
    for (const std::string &text : texts) {
        KernelEntry entry = kernel("k" + text);
        entry.info[Field::FriendlyName] = text;
        entry.info[Field::SourceLib] = text;
        changes.added.push_back(std::move(entry));
    }
    const Result<Catalog> written = changeCatalog(Catalog::empty("kernels.yaml"), changes);
    QVERIFY(written.has_value());
    const YAML::Node root = YAML::Load(written->text());
    QCOMPARE(root.size(), texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i) {
        for (const char *field : {"friendly_name", "source_lib"}) {
            QVERIFY(root[i][field].IsScalar());
            QCOMPARE(QByteArray::fromStdString(root[i][field].Scalar()), QByteArray::fromStdString(texts[i]));
        }
        QCOMPARE(root[i]["raw_name"].Scalar(), "k" + texts[i]);
    }
}

QTEST_APPLESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
