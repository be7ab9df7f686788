#include "tests/core/catalog/catalogtext.h"

using namespace atlas;
using namespace atlas::test;

class TestCatalogWriter : public QObject
{
    Q_OBJECT

private slots:
    void printsTheSample();
    void changesOneField_data();
    void changesOneField();
    void addsAtTheirPlace_data();
    void addsAtTheirPlace();
    void removes_data();
    void removes();
    void writesANewFile();
    void refuses_data();
    void refuses();
    void reportsReplacedAliases();
    void keepsTheTextWithoutChanges();
    void spellsStringsForEveryReader_data();
    void spellsStringsForEveryReader();
    void copesWithLongNames();
};

namespace
{
const std::string kTwo = "# Head of the file.\n"
                         "- raw_name: \"a\"\n"
                         "  friendly_name: \"A\"\n"
                         "  source_lib: CUDA\n"
                         "  data_shape:\n"
                         "    generic:\n"
                         "      - [\"(M,)\", \"->\", \"(M,)\"]  # in place\n"
                         "    fixed: null\n"
                         "    tiled: null\n"
                         "  description: Old words.  # said by hand\n"
                         "# About b.\n"
                         "- raw_name: \"b\"\n"
                         "  friendly_name: \"B\"\n"
                         "  source_lib: CUDA\n"
                         "  data_shape:\n"
                         "    generic:\n"
                         "      - [\"(M,)\", \"->\", \"(M,)\"]\n"
                         "    fixed: null\n"
                         "    tiled: null\n"
                         "  description: \"Old words.\"\n";

const Shape kGemm = {{"(M, K)", "(K, N)", "->", "(M, N)"}};
const Shape kTwoLines = {{"(M,)", "->", "(M,)"}, {"(N,)", "->", "()"}};

std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "\"" + from + "\" is not there" : text.replace(at, from.size(), to);
}
} // namespace

Q_DECLARE_METATYPE(atlas::FieldValue)
Q_DECLARE_METATYPE(atlas::CatalogChanges)

void TestCatalogWriter::printsTheSample()
{
    KernelEntry entry{
        "void cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_256x128_32x3_tn_align8>(T1::Params)", {}};
    entry.info[Field::FriendlyName] = "CUTLASS GEMM (Tensor Core, BF16, 256x128x32)";
    entry.info[Field::SourceLib] = "CUTLASS";
    entry.info[Field::Generic] = kGemm;
    entry.info[Field::Tiled] = Shape{{"(256, 32)", "(32, 128)", "->", "(256, 128)"}};
    entry.info[Field::Description] = "Tensor Core GEMM; tile sizes are kernel configuration, not tensor dimensions.";
    QCOMPARE(
        QByteArray::fromStdString(printEntry(entry)),
        QByteArray(
            "- raw_name: \"void cutlass::Kernel2<cutlass_80_tensorop_bf16_s16816gemm_relu_bf16_256x128_32x3_tn_align8>"
            "(T1::Params)\"\n"
            "  friendly_name: \"CUTLASS GEMM (Tensor Core, BF16, 256x128x32)\"\n"
            "  source_lib: CUTLASS\n"
            "  data_shape:\n"
            "    generic:\n"
            "      - [\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]\n"
            "    fixed: null\n"
            "    tiled:\n"
            "      - [\"(256, 32)\", \"(32, 128)\", \"->\", \"(256, 128)\"]\n"
            "  description: \"Tensor Core GEMM; tile sizes are kernel configuration, not tensor dimensions.\"\n"));
}

void TestCatalogWriter::changesOneField_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<FieldValue>("value");
    QTest::addColumn<QByteArray>("after");
    const auto row = [](const char *name, const std::string &before, std::string_view field, FieldValue value,
                        const std::string &after) {
        QTest::newRow(name) << QByteArray::fromStdString(before)
                            << QByteArray(field.data(), static_cast<qsizetype>(field.size())) << std::move(value)
                            << QByteArray::fromStdString(after);
    };
    const auto inTwo = [&](const char *name, std::string_view field, FieldValue value, const std::string &from,
                           const std::string &to) {
        row(name, kTwo, field, std::move(value), replaced(kTwo, from, to));
    };
    inTwo("text with a comment beside it", "description", "New: words", "Old words.  #", "\"New: words\"  #");
    inTwo("quoted text", "friendly_name", "A \"B\"", "\"A\"", "\"A \\\"B\\\"\"");
    inTwo("text to null", "friendly_name", FieldValue(), "\"A\"", "null");
    inTwo("library stays plain", "source_lib", "PyTorch ATen", "CUDA", "PyTorch ATen");
    inTwo("library that needs quotes", "source_lib", "yes", "CUDA", "\"yes\"");
    inTwo("shape line", "generic", kGemm, "[\"(M,)\", \"->\", \"(M,)\"]",
          "[\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]");
    inTwo("another line", "generic", kTwoLines, "in place\n", "in place\n      - [\"(N,)\", \"->\", \"()\"]\n");
    inTwo("shape to null", "generic", FieldValue(), "generic:\n      - [\"(M,)\", \"->\", \"(M,)\"]  # in place\n",
          "generic: null\n");
    inTwo("shape to no lines", "generic", Shape(), "generic:\n      - [\"(M,)\", \"->\", \"(M,)\"]  # in place\n",
          "generic: []\n");
    inTwo("null to shape", "fixed", kGemm, "fixed: null\n",
          "fixed:\n      - [\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]\n");
    inTwo("last null to shape", "tiled", kTwoLines, "tiled: null\n",
          "tiled:\n      - [\"(M,)\", \"->\", \"(M,)\"]\n      - [\"(N,)\", \"->\", \"()\"]\n");

    row("null with a comment", "- raw_name: a\n  data_shape:\n    fixed: null # why\n    tiled: ~\n", "fixed", kGemm,
        "- raw_name: a\n  data_shape:\n    fixed: # why\n      - [\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]\n    "
        "tiled: ~\n");
    row("empty value", "- raw_name: a\n  description: # none\n", "description", "x",
        "- raw_name: a\n  description: \"x\" # none\n");
    row("empty value at the end", "- raw_name: a\n  description:", "description", "x",
        "- raw_name: a\n  description: \"x\"");
    row("literal block", "- raw_name: a\n  description: | # by hand\n    one\n    two\n\n  source_lib: CUDA\n",
        "description", "x", "- raw_name: a\n  description: \"x\" # by hand\n\n  source_lib: CUDA\n");
    row("folded block at the end", "- raw_name: a\n  description: >-\n    one\n    two", "description", "x",
        "- raw_name: a\n  description: \"x\"");
    row("plain over lines", "- raw_name: a\n  description: one\n    two # c\n", "description", "x",
        "- raw_name: a\n  description: \"x\" # c\n");
    row("quoted over lines", "- raw_name: a\n  description: \"one\n\n    two\" # c\n", "description", "x",
        "- raw_name: a\n  description: \"x\" # c\n");
    row("value on the next line", "- raw_name: a\n  description:\n    one\n", "description", "x",
        "- raw_name: a\n  description:\n    \"x\"\n");
    row("tagged", "- raw_name: a\n  description: !!str 12\n", "description", "x",
        "- raw_name: a\n  description: \"x\"\n");
    row("CRLF", "- raw_name: a\r\n  description: b\r\n  data_shape:\r\n    fixed: null\r\n", "fixed", kGemm,
        "- raw_name: a\r\n  description: b\r\n  data_shape:\r\n    fixed:\r\n      - [\"(M, K)\", \"(K, N)\", \"->\", "
        "\"(M, N)\"]\r\n");
    row("BOM and other letters", "\xEF\xBB\xBF- raw_name: \"é…\"\n  friendly_name: ü # ß\n  description: ö\n",
        "description", "x", "\xEF\xBB\xBF- raw_name: \"é…\"\n  friendly_name: ü # ß\n  description: \"x\"\n");
    row("missing key", "- raw_name: a\n  description: b", "friendly_name", "x",
        "- raw_name: a\n  friendly_name: \"x\"\n  description: b");
    row("missing key at the end", "- raw_name: a", "description", "x", "- raw_name: a\n  description: \"x\"");
    row("missing shape key", "- raw_name: a\n  data_shape:\n    generic: null\n  description: b\n", "tiled", kGemm,
        "- raw_name: a\n  data_shape:\n    generic: null\n    tiled:\n      - [\"(M, K)\", \"(K, N)\", \"->\", \"(M, "
        "N)\"]\n  description: b\n");
    row("missing first shape key", "- raw_name: a\n  data_shape:\n    tiled: null\n", "generic", kGemm,
        "- raw_name: a\n  data_shape:\n    generic:\n      - [\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]\n    tiled: "
        "null\n");
    row("missing data_shape", "- raw_name: a\n  description: b\n", "generic", kTwoLines,
        "- raw_name: a\n  data_shape:\n    generic:\n      - [\"(M,)\", \"->\", \"(M,)\"]\n      - [\"(N,)\", \"->\", "
        "\"()\"]\n"
        "    fixed: null\n    tiled: null\n  description: b\n");
    row("data_shape null", "- raw_name: a\n  data_shape: null # none\n  description: b\n", "generic", kGemm,
        "- raw_name: a\n  data_shape: # none\n    generic:\n      - [\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]\n    "
        "fixed: null\n"
        "    tiled: null\n  description: b\n");
    row("flow shape", "- raw_name: a\n  data_shape: {generic: [[\"(M,)\", \"->\", \"(M,)\"]], fixed: null}\n",
        "generic", kGemm,
        "- raw_name: a\n  data_shape: {generic: [[\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]], fixed: null}\n");
    row("missing key in flow", "- raw_name: a\n  data_shape: {generic: [[\"(M,)\", \"->\", \"(M,)\"]]}\n", "tiled",
        kGemm,
        "- raw_name: a\n  data_shape: {generic: [[\"(M,)\", \"->\", \"(M,)\"]], tiled: [[\"(M, K)\", \"(K, N)\", "
        "\"->\", \"(M, N)\"]]}\n");
    row("flow entry", "- {raw_name: a, description: b} # c\n", "description", "x, y",
        "- {raw_name: a, description: \"x, y\"} # c\n");
    row("missing key in a flow entry", "- {raw_name: a, description: b}\n", "source_lib", "CUDA",
        "- {raw_name: a, source_lib: \"CUDA\", description: b}\n");
    row("JSON", "[{\"raw_name\": \"a\", \"description\": null, \"data_shape\": {\"fixed\": null}}]", "description", "x",
        "[{\"raw_name\": \"a\", \"description\": \"x\", \"data_shape\": {\"fixed\": null}}]");
    row("missing key in JSON", "[{\"raw_name\": \"a\"}]", "generic", kGemm,
        "[{\"raw_name\": \"a\", \"data_shape\": {\"generic\": [[\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]], "
        "\"fixed\": null, \"tiled\": null}}]");
    row("dashes at the key's column",
        "- raw_name: a\n  data_shape:\n    generic:\n    - [\"(M,)\", \"->\", \"(M,)\"]\n    fixed: null\n", "fixed",
        kGemm,
        "- raw_name: a\n  data_shape:\n    generic:\n    - [\"(M,)\", \"->\", \"(M,)\"]\n    fixed:\n    - [\"(M, "
        "K)\", \"(K, N)\", \"->\", \"(M, N)\"]\n");
    row("nested block lists",
        "- raw_name: a\n  data_shape:\n    generic:\n    - - (M,)\n      - ->\n      - (M,)\n    fixed: null\n",
        "generic", kGemm,
        "- raw_name: a\n  data_shape:\n    generic:\n    - [\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]\n    fixed: "
        "null\n");
    row("torn tuples",
        "- raw_name: a\n  data_shape:\n    generic:\n      - [(M, K), (K, N), \"->\", (M, N)]\n    fixed: null\n",
        "fixed", kGemm,
        "- raw_name: a\n  data_shape:\n    generic:\n      - [(M, K), (K, N), \"->\", (M, N)]\n    fixed:\n"
        "      - [\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]\n");
    row("indented list", "kernels:\n", "description", "x", "error");
    row("deep indentation", "  -   raw_name: a\n      description: b\n", "friendly_name", "x",
        "  -   raw_name: a\n      friendly_name: \"x\"\n      description: b\n");
    row("the key that counts", "- raw_name: a\n  description: one\n  description: two\n", "description", "x",
        "- raw_name: a\n  description: one\n  description: \"x\"\n");
    row("alias", "- raw_name: b\n  description: &d \"same\"\n- raw_name: a\n  description: *d # c\n", "description",
        "x", "- raw_name: b\n  description: &d \"same\"\n- raw_name: a\n  description: \"x\" # c\n");
    row("anchor", "- raw_name: a\n  description: &d \"same\"\n- raw_name: b\n  description: *d # c\n", "description",
        "x", "- raw_name: a\n  description: \"x\"\n- raw_name: b\n  description: \"same\" # c\n");
    row("anchored map", "- raw_name: a\n  data_shape: &s\n    fixed: null\n- raw_name: b\n  data_shape: *s\n", "tiled",
        kGemm,
        "- raw_name: a\n  data_shape: &s\n    fixed: null\n    tiled:\n      - [\"(M, K)\", \"(K, N)\", \"->\", \"(M, "
        "N)\"]\n"
        "- raw_name: b\n  data_shape: {fixed: null}\n");
    row("anchored entry", "- &a\n  raw_name: a\n  description: old\n- <<: *a\n  raw_name: b\n", "description", "x",
        "- &a\n  raw_name: a\n  description: \"x\"\n- <<: {raw_name: a, description: old}\n  raw_name: b\n");
    row("aliased map",
        "- raw_name: b\n  data_shape: &s {fixed: null, unit: [1, two]}\n- raw_name: a\n  data_shape: *s\n  "
        "description: c\n",
        "fixed", kGemm,
        "- raw_name: b\n  data_shape: &s {fixed: null, unit: [1, two]}\n- raw_name: a\n  data_shape:\n    generic: "
        "null\n    fixed:\n"
        "      - [\"(M, K)\", \"(K, N)\", \"->\", \"(M, N)\"]\n    tiled: null\n    unit: [1, two]\n  description: "
        "c\n");
}

void TestCatalogWriter::changesOneField()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, field);
    QFETCH(FieldValue, value);
    const Result<Catalog> catalog = Catalog::read(before.toStdString(), "kernels.yaml");
    if (!catalog) {
        QTEST(QByteArray("error"), "after");
        return;
    }
    const auto entry =
        static_cast<std::size_t>(catalog->find("a") != nullptr ? catalog->find("a") - catalog->entries().data() : 0);
    QTEST(changed(*catalog, change(*fieldForKey(field.toStdString()), value, entry)), "after");
}

void TestCatalogWriter::addsAtTheirPlace_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QList<QByteArray>>("order");
    QTest::addColumn<QList<QByteArray>>("added");
    QTest::addColumn<QByteArray>("after");
    const QByteArray x = QByteArray::fromStdString(printEntry(kernel("x")));
    const QByteArray y = QByteArray::fromStdString(printEntry(kernel("y")));
    using Names = QList<QByteArray>;
    QTest::newRow("no order") << QByteArray("- raw_name: a\n") << Names{} << Names{"x", "y"}
                              << "- raw_name: a\n" + x + y;
    QTest::newRow("between") << QByteArray("# h\n- raw_name: a # c\n\n# about b\n- raw_name: b\n")
                             << Names{"a", "x", "b"} << Names{"x"}
                             << "# h\n- raw_name: a # c\n\n" + x + "\n# about b\n- raw_name: b\n";
    QTest::newRow("no blanks between") << QByteArray("# h\n- raw_name: a\n# about b\n- raw_name: b\n")
                                       << Names{"a", "x", "b"} << Names{"x"}
                                       << "# h\n- raw_name: a\n" + x + "# about b\n- raw_name: b\n";
    QTest::newRow("first, below the head") << QByteArray("# h\n- raw_name: a\n") << Names{"y", "x", "a"}
                                           << Names{"x", "y"} << "# h\n" + y + x + "- raw_name: a\n";
    QTest::newRow("first, above a comment of its own") << QByteArray("# h\n\n# a\n- raw_name: a\n") << Names{"x", "a"}
                                                       << Names{"x"} << "# h\n\n" + x + "# a\n- raw_name: a\n";
    QTest::newRow("behind names that are not there")
        << QByteArray("- raw_name: a\n- raw_name: b\n") << Names{"a", "q", "x", "b", "y"} << Names{"x", "y"}
        << "- raw_name: a\n" + x + "- raw_name: b\n" + y;
    QTest::newRow("no final line break") << QByteArray("- raw_name: a") << Names{} << Names{"x"}
                                         << ("- raw_name: a\n" + x).chopped(1);
    QTest::newRow("only comments") << QByteArray("# nothing yet\n") << Names{"x"} << Names{"x"}
                                   << "# nothing yet\n" + x;
    QTest::newRow("empty") << QByteArray() << Names{"x"} << Names{"x"} << x;
    QTest::newRow("BOM only") << QByteArray("\xEF\xBB\xBF") << Names{"x"} << Names{"x"} << "\xEF\xBB\xBF" + x;
    QTest::newRow("before the end mark") << QByteArray("- raw_name: a\n...\n---\nrest\n") << Names{} << Names{"x"}
                                         << "- raw_name: a\n" + x + "...\n---\nrest\n";
    QTest::newRow("CRLF") << QByteArray("- raw_name: a\r\n") << Names{} << Names{"x"}
                          << "- raw_name: a\r\n" + QByteArray(x).replace("\n", "\r\n");
    QTest::newRow("behind an indented comment")
        << QByteArray("- raw_name: a\n  # more of a\n- raw_name: b\n") << Names{"a", "x"} << Names{"x"}
        << "- raw_name: a\n  # more of a\n" + x + "- raw_name: b\n";
    QTest::newRow("behind a block that keeps blanks")
        << QByteArray("- raw_name: a\n  description: |+\n    t\n\n- raw_name: b\n") << Names{"a", "x"} << Names{"x"}
        << "- raw_name: a\n  description: |+\n    t\n\n" + x + "- raw_name: b\n";
}

void TestCatalogWriter::addsAtTheirPlace()
{
    QFETCH(QByteArray, before);
    QFETCH(QList<QByteArray>, order);
    QFETCH(QList<QByteArray>, added);
    CatalogChanges changes;
    for (const QByteArray &name : order) {
        changes.order.push_back(name.toStdString());
    }
    for (const QByteArray &name : added) {
        changes.added.push_back(kernel(name.toStdString()));
    }
    QTEST(changed(catalogFrom(before.toStdString()), changes), "after");
}

void TestCatalogWriter::removes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QList<int>>("indices");
    QTest::addColumn<QByteArray>("after");
    const QByteArray text = "# h\n- raw_name: a\n\n# about b\n- raw_name: b\n  # more b\n\n- raw_name: c\n";
    QTest::newRow("first") << text << QList<int>{0}
                           << QByteArray("# h\n\n# about b\n- raw_name: b\n  # more b\n\n- raw_name: c\n");
    QTest::newRow("middle") << text << QList<int>{1} << QByteArray("# h\n- raw_name: a\n\n- raw_name: c\n");
    QTest::newRow("last") << text << QList<int>{2}
                          << QByteArray("# h\n- raw_name: a\n\n# about b\n- raw_name: b\n  # more b\n");
    QTest::newRow("all") << text << QList<int>{0, 1, 2} << QByteArray("# h\n");
}

void TestCatalogWriter::removes()
{
    QFETCH(QByteArray, before);
    QFETCH(QList<int>, indices);
    CatalogChanges changes;
    for (const int index : indices) {
        changes.removed.push_back(static_cast<std::size_t>(index));
    }
    QTEST(changed(catalogFrom(before.toStdString()), changes), "after");
}

void TestCatalogWriter::writesANewFile()
{
    CatalogChanges changes;
    changes.header = {"Kernels of run one", ""};
    changes.added = {kernel("x"), kernel("y")};
    changes.order = {"y", "x"};
    const Result<Catalog> written = changeCatalog(Catalog::empty("kernels.yaml"), changes);
    QVERIFY(written.has_value());
    QCOMPARE(
        QByteArray::fromStdString(written->text()),
        QByteArray::fromStdString("# Kernels of run one\n#\n" + printEntry(kernel("y")) + printEntry(kernel("x"))));
    QCOMPARE(written->fileName(), std::string("kernels.yaml"));
}

void TestCatalogWriter::refuses_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<CatalogChanges>("changes");
    QTest::addColumn<QByteArray>("words");
    const QByteArray one = "- raw_name: a\n  description: b\n";
    const auto adding = [](std::vector<KernelEntry> entries) {
        CatalogChanges changes;
        changes.added = std::move(entries);
        return changes;
    };
    QTest::newRow("no such entry") << one << change(Field::Description, "x", 7) << QByteArray("no entry 7");
    QTest::newRow("a shape for a text") << one << change(Field::Description, Shape()) << QByteArray("not a text");
    QTest::newRow("a text for a shape") << one << change(Field::Fixed, "x") << QByteArray("not a shape");
    QTest::newRow("bytes that are no text") << one << change(Field::Description, "\xff") << QByteArray("not UTF-8");
    QTest::newRow("there already") << one << adding({kernel("a")}) << QByteArray("there already");
    QTest::newRow("added twice") << one << adding({kernel("x"), kernel("x")}) << QByteArray("there already");
    QTest::newRow("no name") << one << adding({kernel("")}) << QByteArray("raw name is empty");
    QTest::newRow("flow list") << QByteArray("[{raw_name: a}]") << adding({kernel("x")})
                               << QByteArray("written as [...]");
    QTest::newRow("explicit key") << QByteArray("- raw_name: a\n  ? description\n  : b\n")
                                  << change(Field::Description, "x") << QByteArray("\"?\"");
    QTest::newRow("data_shape is a text")
        << QByteArray("- raw_name: a\n  data_shape: (M)\n") << change(Field::Fixed, kGemm) << QByteArray("not a map");
}

void TestCatalogWriter::refuses()
{
    QFETCH(QByteArray, before);
    QFETCH(CatalogChanges, changes);
    QFETCH(QByteArray, words);
    const QByteArray result = changed(catalogFrom(before.toStdString()), changes);
    QVERIFY2(result.startsWith("error: ") && result.contains(words), result);
}

void TestCatalogWriter::reportsReplacedAliases()
{
    const Catalog catalog = catalogFrom("- raw_name: a\n  description: &d one\n- raw_name: b\n  description: *d\n");
    QCOMPARE(codes(patchCatalog(catalog, change(Field::Description, "x", 1)).value().diagnostics),
             QList<QByteArray>{"4 alias-replaced"});
    QCOMPARE(codes(patchCatalog(catalog, change(Field::Description, "x", 0)).value().diagnostics),
             QList<QByteArray>{"4 alias-replaced"});
    CatalogChanges both = change(Field::Description, "x", 0);
    both.fields.emplace_back(std::size_t{1}, Field::Description, "y");
    QCOMPARE(changed(catalog, both),
             QByteArray("- raw_name: a\n  description: \"x\"\n- raw_name: b\n  description: \"y\"\n"));
    CatalogChanges removal;
    removal.removed = {0};
    QCOMPARE(changed(catalog, removal), QByteArray("- raw_name: b\n  description: one\n"));
}

void TestCatalogWriter::keepsTheTextWithoutChanges()
{
    const Catalog catalog = catalogFrom(kTwo);
    QCOMPARE(changed(catalog, {}), QByteArray::fromStdString(kTwo));
    QVERIFY(patchCatalog(catalog, change(Field::FriendlyName, "A")).value().patches.empty());
}

void TestCatalogWriter::spellsStringsForEveryReader_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("quotes and backslashes") << QByteArray("a \"b\" \\c") << QByteArray(R"("a \"b\" \\c")");
    QTest::newRow("line breaks") << QByteArray("a\nb\r\tc") << QByteArray(R"("a\nb\r\tc")");
    QTest::newRow("controls") << QByteArray("\x01\x7f\x1b") << QByteArray(R"("\u0001\u007f\u001b")");
    QTest::newRow("nul") << QByteArray("a\0b", 3) << QByteArray(R"("a\u0000b")");
    QTest::newRow("other letters") << QByteArray("é… 核 🚀") << QByteArray("\"é… 核 🚀\"");
    QTest::newRow("line breaks of Unicode")
        << QByteArray("\xC2\x85\xE2\x80\xA8\xE2\x80\xA9") << QByteArray(R"("\u0085\u2028\u2029")");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF\xEF\xBF\xBE") << QByteArray(R"("\ufeff\ufffe")");
    QTest::newRow("no break space") << QByteArray("\xC2\xA0") << QByteArray("\"\xC2\xA0\"");
    QTest::newRow("empty") << QByteArray("") << QByteArray("\"\"");
    QTest::newRow("looks like a comment") << QByteArray(" # x: ") << QByteArray("\" # x: \"");
}

void TestCatalogWriter::spellsStringsForEveryReader()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, written);
    const QByteArray after =
        changed(catalogFrom("- raw_name: a\n  description: b\n"), change(Field::Description, text.toStdString()));
    QCOMPARE(after, "- raw_name: a\n  description: " + written + "\n");
}

void TestCatalogWriter::copesWithLongNames()
{
    CatalogChanges changes;
    changes.added = {kernel(std::string(100'000, 'x') + ": # [")};
    const Result<Catalog> written = changeCatalog(catalogFrom(kTwo), changes);
    QVERIFY(written.has_value());
    QVERIFY(written->find(changes.added.front().rawName) != nullptr);
}

QTEST_APPLESS_MAIN(TestCatalogWriter)
#include "tst_catalogwriter.moc"
