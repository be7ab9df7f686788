#include "core/catalog/catalogmerge.h"
#include "tests/core/catalog/catalogtext.h"

using namespace atlas;
using namespace atlas::test;

/// Merges of three texts of a catalog: nothing that a side wrote gets lost, and where both wrote there are markers.
class TestCatalogMerge : public QObject
{
    Q_OBJECT

private slots:
    void keepsWhatOneSideWrote_data();
    void keepsWhatOneSideWrote();
    void marksWhatBothWrote_data();
    void marksWhatBothWrote();
    void mergesWithinOneEntry();
    void keepsLineBreaksAndTheLastOne();
    void entriesComeGoAndMove();
    void whatCannotBeCutIsMergedByLine_data();
    void whatCannotBeCutIsMergedByLine();
};

namespace
{
const std::string kBase = R"yaml(# Catalog of a model, v1
# Reviewed by nobody

- raw_name: "k0"
  friendly_name: "A"
  source_lib: CUDA
  data_shape:
    generic:
      - ["(M, K)", "->", "(M)"]
    fixed: null
    tiled: null
  description: "d0"
  owner: "ann"

- raw_name: "k1"
  friendly_name: "B"
  source_lib: CUDA
  data_shape: {generic: null, fixed: null, tiled: null}
  description: "d1"
)yaml";

std::string with(std::string text, const std::string &what, const std::string &by)
{
    return text.replace(text.find(what), what.size(), by);
}

/// What their side did in every case: a value of the second entry.
std::string theirs()
{
    return with(kBase, "\"d1\"", "\"d1 of theirs\"");
}
} // namespace

void TestCatalogMerge::keepsWhatOneSideWrote_data()
{
    QTest::addColumn<QByteArray>("ours");
    const auto row = [](const char *name, const std::string &ours) {
        QTest::newRow(name) << QByteArray::fromStdString(ours);
    };
    row("head", with(kBase, ", v1", ", v2"));
    row("comment above an entry", with(kBase, "- raw_name: \"k1\"", "# measured on one GPU only\n- raw_name: \"k1\""));
    row("comment far above an entry", with(kBase, "\n- raw_name: \"k1\"", "\n# Decode\n\n- raw_name: \"k1\""));
    row("unknown key", with(kBase, "\"ann\"", "\"bob\""));
    row("unknown key of many lines", with(kBase, "\"ann\"", "\n    first: ann\n    then: [bob, eve]"));
    row("unknown key below data_shape", with(kBase, "    tiled: null\n", "    tiled: null\n    padded: yes\n"));
    row("unknown key gone", with(kBase, "  owner: \"ann\"\n", ""));
    row("comment behind a value", with(kBase, "\"d0\"", "\"d0\" # check"));
    row("comment behind the value that they change", with(kBase, "\"d1\"", "\"d1\" # check"));
    row("comment above the key that they change",
        with(kBase, "  description: \"d1\"", "  # why\n  description: \"d1\""));
    row("comment inside", with(kBase, "  description: \"d0\"", "  # inside\n  description: \"d0\""));
    row("comment in a shape", with(kBase, "\"(M)\"]\n", "\"(M)\"] # for one token\n"));
    row("comment below an entry", with(kBase, "\"ann\"\n", "\"ann\"\n  # below\n"));
    row("foot", kBase + "# the end\n");
    row("a further document", kBase + "---\n- raw_name: other\n");
    row("end of the document", kBase + "...\n");
    row("entry without raw_name", kBase + "- no_raw_name: x\n  note: important\n");
    row("item of text", kBase + "- \"just text\"\n");
    row("item that is a list", "# Catalog of a model, v1\n# Reviewed by nobody\n\n- [a, b]\n" +
                                   kBase.substr(kBase.find("- raw_name: \"k0\"")));
    row("the same name twice", kBase + "- raw_name: \"k0\"\n  description: again\n");
    row("value in other words", with(kBase, "description: \"d0\"", "description: >-\n    d0\n    folded"));
    row("keys in another order", with(with(kBase, "  friendly_name: \"B\"\n", ""), "- raw_name: \"k1\"\n",
                                      "- friendly_name: \"B\"\n  raw_name: \"k1\"\n"));
}

void TestCatalogMerge::keepsWhatOneSideWrote()
{
    QFETCH(QByteArray, ours);
    const std::string text = ours.toStdString();
    const MergedCatalog merged = mergeCatalogs(kBase, text, theirs());
    QVERIFY2(merged.conflicts.empty(), merged.text.c_str());
    QCOMPARE(QByteArray::fromStdString(merged.text),
             QByteArray::fromStdString(with(text, "\"d1\"", "\"d1 of theirs\"")));
    const MergedCatalog swapped = mergeCatalogs(kBase, theirs(), text);
    QVERIFY2(swapped.conflicts.empty(), swapped.text.c_str());
    QCOMPARE(QByteArray::fromStdString(swapped.text), QByteArray::fromStdString(merged.text));
}

void TestCatalogMerge::marksWhatBothWrote_data()
{
    QTest::addColumn<QByteArray>("ours");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<QByteArray>("conflict");
    QTest::addColumn<QByteArray>("marked");
    const auto row = [](const char *name, const std::string &ours, const std::string &other, const char *conflict,
                        const char *marked) {
        QTest::newRow(name) << QByteArray::fromStdString(ours) << QByteArray::fromStdString(other)
                            << QByteArray(conflict) << QByteArray(marked);
    };
    row("value", with(kBase, "\"d0\"", "o"), with(kBase, "\"d0\"", "t"),
        "description of \"k0\" was changed on both sides",
        "<<<<<<< ours\n  description: o\n||||||| base\n  description: \"d0\"\n=======\n  description: t\n>>>>>>> "
        "theirs\n");
    row("comment behind a value", with(kBase, "\"d0\"", "\"d0\" # o"), with(kBase, "\"d0\"", "\"d0\" # t"),
        "description of \"k0\" was changed on both sides",
        "<<<<<<< ours\n  description: \"d0\" # o\n||||||| base\n  description: \"d0\"\n=======\n  description: \"d0\" "
        "# t\n"
        ">>>>>>> theirs\n");
    row("head", with(kBase, ", v1", ", v2"), with(kBase, ", v1", ", v3"),
        "the head of the file was changed on both sides",
        "<<<<<<< ours\n# Catalog of a model, v2\n||||||| base\n# Catalog of a model, v1\n=======\n# Catalog of a "
        "model, v3\n"
        ">>>>>>> theirs\n# Reviewed");
    row("foot", kBase + "# o\n", kBase + "# t\n", "the foot of the file was changed on both sides",
        "<<<<<<< ours\n# o\n||||||| base\n=======\n# t\n>>>>>>> theirs\n");
    row("unknown key", with(kBase, "\"ann\"", "o"), with(kBase, "\"ann\"", "t"),
        "owner of \"k0\" was changed on both sides",
        "<<<<<<< ours\n  owner: o\n||||||| base\n  owner: \"ann\"\n=======\n  owner: t\n>>>>>>> theirs\n");
    row("unknown key gone", with(kBase, "  owner: \"ann\"\n", ""), with(kBase, "\"ann\"", "t"),
        "owner of \"k0\" was deleted in ours and changed in theirs",
        "<<<<<<< ours\n||||||| base\n  owner: \"ann\"\n=======\n  owner: t\n>>>>>>> theirs\n");
    row("comment above", with(kBase, "- raw_name: \"k1\"", "# o\n- raw_name: \"k1\""),
        with(kBase, "- raw_name: \"k1\"", "# t\n- raw_name: \"k1\""),
        "the comment above \"k1\" was changed on both sides",
        "<<<<<<< ours\n# o\n||||||| base\n=======\n# t\n>>>>>>> theirs\n- raw_name: \"k1\"");
    row("entry gone", kBase.substr(0, kBase.find("\n- raw_name: \"k1\"")), with(kBase, "\"d1\"", "t"),
        "\"k1\" was deleted in ours and changed in theirs", "<<<<<<< ours\n||||||| base\n\n- raw_name: \"k1\"");
    row("the same kernel twice", kBase + "- raw_name: n\n  description: o\n",
        kBase + "- raw_name: n\n  description: t\n", "description of \"n\" was changed on both sides",
        "- raw_name: n\n<<<<<<< ours\n  description: o\n||||||| base\n=======\n  description: t\n>>>>>>> theirs\n");
    row("shape", with(kBase, "    tiled: null\n  desc", "    tiled:\n      - [\"(1)\", \"->\", \"(1)\"]\n  desc"),
        with(kBase, "    tiled: null\n  desc", "    tiled:\n      - [\"(2)\", \"->\", \"(2)\"]\n  desc"),
        "tiled of \"k0\" was changed on both sides", "<<<<<<< ours\n    tiled:\n      - [\"(1)\"");
}

void TestCatalogMerge::marksWhatBothWrote()
{
    QFETCH(QByteArray, ours);
    QFETCH(QByteArray, other);
    QFETCH(QByteArray, conflict);
    QFETCH(QByteArray, marked);
    const MergedCatalog merged = mergeCatalogs(kBase, ours.toStdString(), other.toStdString());
    QCOMPARE(merged.conflicts.size(), std::size_t{1});
    QCOMPARE(QByteArray::fromStdString(merged.conflicts.front()), conflict);
    const QByteArray text = QByteArray::fromStdString(merged.text);
    QVERIFY2(text.contains(marked), text);
    QCOMPARE(text.count("<<<<<<< "), 1);
    const std::optional<ConflictSides> sides = splitConflicts(merged.text);
    QVERIFY(sides && sides->base);
    QCOMPARE(QByteArray::fromStdString(sides->ours), ours);
    QCOMPARE(QByteArray::fromStdString(sides->theirs), other);
    const bool isAdded = ours.contains("raw_name: n\n"); // then the base between markers has what both added around it
    QVERIFY(isAdded || *sides->base == kBase);
}

void TestCatalogMerge::mergesWithinOneEntry()
{
    const std::string ours = with(with(kBase, "\"d0\"", "\"new\""), "\"A\"", "'A' # the best");
    const std::string other = with(
        with(with(kBase, "fixed: null\n    tiled", "fixed: # sizes\n      - [\"(1)\", \"->\", \"(1)\"]\n    tiled"),
             "\"ann\"", "\"bob\""),
        "friendly_name: \"A\"", "friendly_name: \"Best\"");
    const MergedCatalog merged = mergeCatalogs(kBase, ours, other);
    QVERIFY2(merged.conflicts.empty(), merged.text.c_str());
    QCOMPARE(QByteArray::fromStdString(merged.text),
             QByteArray::fromStdString(with(with(other, "\"d0\"", "\"new\""), "\"Best\"", "\"Best\" # the best")));
    // Values in braces stand on one line, and are values of their own all the same.
    const std::string tiled = with(kBase, "tiled: null}", "tiled: [[\"(8)\", \"->\", \"(8)\"]]}");
    const std::string fixed = with(kBase, "fixed: null, t", "fixed: [[\"(4)\", \"->\", \"(4)\"]], t");
    const MergedCatalog braces = mergeCatalogs(kBase, tiled, fixed);
    QVERIFY2(braces.conflicts.empty(), braces.text.c_str());
    QCOMPARE(QByteArray::fromStdString(braces.text),
             QByteArray::fromStdString(with(fixed, "tiled: null}", "tiled: [[\"(8)\", \"->\", \"(8)\"]]}")));
}

void TestCatalogMerge::keepsLineBreaksAndTheLastOne()
{
    const auto crlf = [](const std::string &text) {
        return QByteArray::fromStdString(text).replace("\n", "\r\n").toStdString();
    };
    const std::string ours = with(kBase, "\"d0\"", "\"new\"");
    const std::string both = with(ours, "\"d1\"", "\"d1 of theirs\"");
    QCOMPARE(mergeCatalogs(crlf(kBase), crlf(ours), crlf(theirs())).text, crlf(both));
    QCOMPARE(mergeCatalogs(kBase, ours, crlf(theirs())).text, crlf(both));
    QCOMPARE(mergeCatalogs(kBase, crlf(ours), theirs()).text, crlf(both));
    const std::string bare = both.substr(0, both.size() - 1);
    QCOMPARE(mergeCatalogs(kBase, ours, theirs().substr(0, theirs().size() - 1)).text, bare);
    QCOMPARE(mergeCatalogs(kBase, "\xEF\xBB\xBF" + ours, theirs()).text, "\xEF\xBB\xBF" + both);
    const std::string noBreak = kBase.substr(0, kBase.size() - 1);
    QCOMPARE(mergeCatalogs(noBreak, kBase + "- raw_name: n\n", noBreak + "\n# end").text,
             kBase + "- raw_name: n\n# end\n");
}

void TestCatalogMerge::entriesComeGoAndMove()
{
    const auto entry = [](const char *name) { return "- raw_name: " + std::string(name) + "\n  description: d\n"; };
    const auto list = [&](std::initializer_list<const char *> names) {
        std::string text = "# head\n\n";
        for (const char *name : names) {
            text += entry(name);
        }
        return text;
    };
    const std::string base = list({"a", "b", "c"});
    const auto merge = [&](std::initializer_list<const char *> ours, std::initializer_list<const char *> other) {
        const MergedCatalog merged = mergeCatalogs(base, list(ours), list(other));
        return merged.conflicts.empty() ? merged.text : "conflict: " + merged.text;
    };
    QCOMPARE(merge({"new", "a", "c"}, {"b", "c", "new2"}), list({"new", "c", "new2"}));
    QCOMPARE(merge({"a", "b", "c", "x"}, {"a", "b", "c", "y"}), list({"a", "b", "c", "x", "y"}));
    QCOMPARE(merge({"c", "b", "a"}, {"a", "n", "b", "c"}), list({"c", "b", "a", "n"}));
    QCOMPARE(merge({"a", "n", "b", "c"}, {"c", "a", "b"}), list({"c", "a", "n", "b"}));
    QCOMPARE(merge({"a", "b"}, {"b", "c"}), list({"b"}));
    QCOMPARE(merge({}, {"a", "b", "c", "d"}), "# head\n\n" + entry("d"));
    QCOMPARE(mergeCatalogs("", list({"a"}), list({"b"})).text, list({"a", "b"}));
}

void TestCatalogMerge::whatCannotBeCutIsMergedByLine_data()
{
    QTest::addColumn<QByteArray>("base");
    QTest::newRow("list in brackets") << QByteArray(
        "[\n  {raw_name: a, description: one},\n  {raw_name: b},\n  {raw_name: c, description: two}\n]\n");
    QTest::newRow("map") << QByteArray(
        "kernels:\n  - raw_name: a\n    description: one\n  - raw_name: b\n  - raw_name: c\n    description: two\n");
    QTest::newRow("anchor of another entry")
        << QByteArray("- raw_name: a\n  description: one\n  data_shape: &s {fixed: null}\n- raw_name: b\n  data_shape: "
                      "*s\n  description: two\n");
    QTest::newRow("no YAML") << QByteArray(
        "- raw_name: \"a\n  description: one\n- raw_name: b\n- raw_name: c\n  description: two\n");
    QTest::newRow("not UTF-8") << QByteArray(
        "- raw_name: a\n  description: one\n  x: \xff\n- raw_name: c\n  description: two\n");
}

void TestCatalogMerge::whatCannotBeCutIsMergedByLine()
{
    QFETCH(QByteArray, base);
    const std::string text = base.toStdString();
    const MergedCatalog merged = mergeCatalogs(text, with(text, "one", "1"), with(text, "two", "2"));
    QVERIFY2(merged.conflicts.empty(), merged.text.c_str());
    QCOMPARE(merged.text, with(with(text, "one", "1"), "two", "2"));
    QCOMPARE(merged.notes.size(), std::size_t{1});
    const MergedCatalog marked = mergeCatalogs(text, with(text, "one", "1"), with(text, "one", "2"));
    QCOMPARE(marked.conflicts.size(), std::size_t{1});
    const std::optional<ConflictSides> sides = splitConflicts(marked.text);
    QVERIFY(sides && sides->ours == with(text, "one", "1") && sides->theirs == with(text, "one", "2"));
}

QTEST_APPLESS_MAIN(TestCatalogMerge)
#include "tst_catalogmerge.moc"
