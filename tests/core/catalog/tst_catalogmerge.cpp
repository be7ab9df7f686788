#include "core/catalog/catalogmerge.h"
#include "tests/core/catalog/catalogtext.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <random>

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
    void losesNothing();
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

namespace
{
/// Random numbers that are the same everywhere.
class Dice
{
public:
    explicit Dice(std::uint32_t seed) : m_engine(seed) {}
    std::size_t below(std::size_t count) { return m_engine() % count; }
    bool oneIn(std::size_t count) { return below(count) == 0; }

private:
    std::mt19937 m_engine;
};

/// A key of an entry: each text in it is a token that no other place has.
struct Pair
{
    std::string key;
    std::string value;
    std::string above = {};
    std::string behind = {};
};

struct Item
{
    std::string name; ///< empty: an item of text, or a map without raw_name
    std::string lead = {};
    std::vector<Pair> pairs = {};
    std::string below = {};
};

/// A catalog as a model; each side edits it and it is written as text.
struct Model
{
    std::vector<std::string> head;
    std::vector<Item> items;
    std::vector<std::string> foot;
    bool isIndented = false;
    bool hasBlanks = false;
    bool isFlowShape = false;
};

bool isShapeKey(const std::string &key)
{
    return key == "generic" || key == "fixed" || key == "tiled";
}

std::string comment(const std::string &indent, const std::string &token)
{
    return token.empty() ? std::string() : indent + "# " + token + "\n";
}

std::string written(const Model &model, const Item &item)
{
    const std::string dash = model.isIndented ? "  " : "";
    const std::string indent = dash + "  ";
    std::string text = comment(dash, item.lead);
    if (item.pairs.empty()) {
        return text + dash + "- \"" + item.below + "\"\n";
    }
    std::string lines;
    const auto add = [&](const std::string &at, const Pair &pair, const std::string &value) {
        lines += comment(at, pair.above) + at + pair.key + ":" + value +
                 (pair.behind.empty() ? "" : " # " + pair.behind) + "\n";
    };
    bool isInShapes = false;
    for (const Pair &pair : item.pairs) {
        if (isShapeKey(pair.key) && !isInShapes) {
            lines += indent + "data_shape:\n";
            isInShapes = true;
        }
        const std::string line = "[\"(" + pair.value + ", K)\", \"->\", \"(K)\"]";
        if (!isShapeKey(pair.key)) {
            add(indent, pair, " \"" + pair.value + "\"");
        } else if (model.isFlowShape || pair.value.empty()) {
            add(indent + "  ", pair, pair.value.empty() ? " null" : " [" + line + "]");
        } else {
            add(indent + "  ", pair, "");
            lines += indent + "    - " + line + "\n";
        }
    }
    lines[dash.size()] = '-';
    return text + lines + comment(indent, item.below);
}

std::string written(const Model &model)
{
    std::string text;
    for (const std::string &token : model.head) {
        text += comment("", token);
    }
    text += model.head.empty() ? "" : "\n";
    for (std::size_t i = 0; i < model.items.size(); ++i) {
        text += (i > 0 && model.hasBlanks ? "\n" : "") + written(model, model.items[i]);
    }
    for (const std::string &token : model.foot) {
        text += token.starts_with("doc") ? "---\n- raw_name: " + token + "\n" : comment("", token);
    }
    return text;
}

/// Makes models and edits them; counts the tokens it gives out.
class Author
{
public:
    explicit Author(std::uint32_t seed) : m_dice(seed) {}

    Model model()
    {
        Model model;
        model.isIndented = m_dice.oneIn(3);
        model.hasBlanks = m_dice.oneIn(2);
        model.isFlowShape = m_dice.oneIn(3);
        model.head.resize(m_dice.below(3));
        std::ranges::generate(model.head, [this] { return token(); });
        const std::size_t items = m_dice.below(6);
        for (std::size_t i = 0; i < items; ++i) {
            model.items.push_back(item());
        }
        if (m_dice.oneIn(3)) {
            model.foot.push_back(token());
        }
        return model;
    }

    Model edited(Model model)
    {
        for (std::size_t edits = 1 + m_dice.below(3); edits > 0; --edits) {
            edit(model);
        }
        return model;
    }

private:
    std::string token() { return token(m_isBare ? "bare" : "tok"); }
    std::string token(const char *kind) { return kind + std::to_string(++m_count) + "x"; }
    std::string maybe(std::size_t oneIn) { return m_dice.oneIn(oneIn) ? token() : std::string(); }

    Item item()
    {
        Item item;
        item.lead = maybe(4);
        item.below = maybe(6);
        if (m_dice.oneIn(8)) {
            item.below = token("bare");
            return item;
        }
        m_isBare = m_dice.oneIn(8);
        if (!m_isBare) {
            item.name = token();
            item.pairs.push_back({"raw_name", item.name});
        }
        for (const char *key : {"friendly_name", "source_lib", "generic", "fixed", "tiled", "description", "owner"}) {
            const bool isOptional = std::string_view(key) == "owner" || std::string_view(key) == "source_lib";
            if (!isOptional || m_dice.oneIn(2)) {
                item.pairs.push_back({key, isShapeKey(key) ? maybe(2) : token(), maybe(8), maybe(8)});
            }
        }
        item.pairs.front().above.clear(); // it stands behind the "-"
        m_isBare = false;
        return item;
    }

    void edit(Model &model)
    {
        const std::size_t what = m_dice.below(12);
        if (what == 0) {
            editComments(model.head);
        } else if (what == 1) {
            editComments(model.foot);
        } else if (what == 2) {
            model.foot.push_back(token("doc"));
        } else if (what == 3 || model.items.empty()) {
            model.items.insert(model.items.begin() + place(model.items.size() + 1), item());
        } else if (what == 4) {
            model.items.erase(model.items.begin() + place(model.items.size()));
        } else if (what == 5) {
            std::swap(model.items[m_dice.below(model.items.size())], model.items[m_dice.below(model.items.size())]);
        } else {
            editItem(model.items[m_dice.below(model.items.size())]);
        }
    }

    std::ptrdiff_t place(std::size_t count) { return static_cast<std::ptrdiff_t>(m_dice.below(count)); }

    void editComments(std::vector<std::string> &comments)
    {
        if (comments.empty() || m_dice.oneIn(3)) {
            comments.push_back(token());
        } else if (m_dice.oneIn(2)) {
            comments[m_dice.below(comments.size())] = token();
        } else {
            comments.erase(comments.begin() + place(comments.size()));
        }
    }

    void editItem(Item &item)
    {
        m_isBare = item.name.empty();
        editPart(item);
        m_isBare = false;
    }

    void editPart(Item &item)
    {
        const std::size_t what = m_dice.below(6);
        if (what == 0) {
            item.lead = item.lead.empty() || m_dice.oneIn(2) ? token() : std::string();
        } else if (what == 1 || item.pairs.empty()) {
            item.below = item.below.empty() || item.pairs.empty() || m_dice.oneIn(2) ? token() : std::string();
        } else if (what == 2 && item.pairs.back().key != "description") {
            item.pairs.pop_back();
        } else if (what == 2) {
            item.pairs.push_back({"owner", token()});
        } else {
            editPair(item);
        }
    }

    void editPair(Item &item)
    {
        const std::size_t at = m_dice.below(item.pairs.size());
        Pair &pair = item.pairs[at];
        const std::size_t what = m_dice.below(4);
        if (what == 0 && at > 0) {
            pair.above = pair.above.empty() || m_dice.oneIn(2) ? token() : std::string();
        } else if (what == 1 || pair.key == "raw_name") {
            pair.behind = pair.behind.empty() || m_dice.oneIn(2) ? token() : std::string();
        } else {
            pair.value = isShapeKey(pair.key) && m_dice.oneIn(3) ? std::string() : token();
        }
    }

    Dice m_dice;
    std::size_t m_count = 0;
    bool m_isBare = false; // tokens are for an item without a name
};

QSet<QByteArray> tokensOf(const std::string &text)
{
    static const QRegularExpression kToken("(?:tok|doc|bare)\\d+x");
    QSet<QByteArray> tokens;
    for (const QRegularExpressionMatch &match : kToken.globalMatch(QString::fromStdString(text))) {
        tokens.insert(match.captured().toLatin1());
    }
    return tokens;
}

/// The value that a field should have; nothing where the sides clash.
std::optional<FieldValue> valueFor(const CatalogEntry *base, const CatalogEntry &ours, const CatalogEntry &other,
                                   Field field)
{
    if (ours.info[field] == other.info[field] || (base != nullptr && base->info[field] == ours.info[field])) {
        return other.info[field];
    }
    return base != nullptr && base->info[field] == other.info[field] ? std::optional(ours.info[field]) : std::nullopt;
}

/// What is wrong with a merge without conflicts; empty when nothing is.
QByteArray faultOfClean(const std::string &base, const std::string &ours, const std::string &other,
                        const std::string &merged)
{
    const QSet<QByteArray> was = tokensOf(base);
    const QSet<QByteArray> our = tokensOf(ours);
    const QSet<QByteArray> their = tokensOf(other);
    const QSet<QByteArray> wanted = (was & our & their) | (our - was) | (their - was);
    // An item without a name that was changed is another item: of both versions none is lost.
    QSet<QByteArray> more = tokensOf(merged) - wanted;
    more.removeIf([](const QByteArray &token) { return token.startsWith("bare"); });
    if (!tokensOf(merged).contains(wanted) || !more.isEmpty()) {
        return "lost: " + (wanted - tokensOf(merged)).values().join(' ') + "; came back: " + more.values().join(' ');
    }
    const Result<Catalog> read = Catalog::read(merged, "merged");
    if (!read) {
        return "cannot be read: " + QByteArray::fromStdString(read.error().message);
    }
    const Catalog before = catalogFrom(base);
    const Catalog left = catalogFrom(ours);
    const Catalog right = catalogFrom(other);
    for (const CatalogEntry &entry : read->entries()) {
        const CatalogEntry *a = left.find(entry.rawName);
        const CatalogEntry *b = right.find(entry.rawName);
        for (const Field field : kFields) {
            const std::optional<FieldValue> value = a != nullptr && b != nullptr
                                                        ? valueFor(before.find(entry.rawName), *a, *b, field)
                                                        : std::optional((a != nullptr ? a : b)->info[field]);
            if (read->find(entry.rawName) != &entry || !value || *value != entry.info[field]) {
                return "wrong value: " + QByteArray::fromStdString(entry.rawName + " " + std::string(key(field)));
            }
        }
    }
    return {};
}

QByteArray faultOfMarked(const std::string &base, const std::string &ours, const std::string &other,
                         const std::string &merged)
{
    const std::optional<ConflictSides> sides = splitConflicts(merged);
    if (!sides) {
        return "a conflict without markers";
    }
    const QSet<QByteArray> was = tokensOf(base);
    const QSet<QByteArray> our = tokensOf(ours);
    const QSet<QByteArray> their = tokensOf(other);
    const QSet<QByteArray> lost = ((our - was) - tokensOf(sides->ours)) | ((their - was) - tokensOf(sides->theirs)) |
                                  ((was & our & their) - (tokensOf(sides->ours) | tokensOf(sides->theirs)));
    if (!lost.isEmpty()) {
        return "lost: " + lost.values().join(' ');
    }
    const bool canBeRead = Catalog::read(sides->ours, "ours") && Catalog::read(sides->theirs, "theirs");
    return canBeRead ? QByteArray() : QByteArray("a side cannot be read");
}
} // namespace

/// 3,000 random pairs of edits of random catalogs, 100,000 with ATLAS_SOAK (its value is the first seed).
void TestCatalogMerge::losesNothing()
{
    const bool isSoak = qEnvironmentVariableIsSet("ATLAS_SOAK");
    const std::uint32_t first = isSoak ? static_cast<std::uint32_t>(qgetenv("ATLAS_SOAK").toULongLong()) : 1U;
    std::size_t clean = 0;
    std::size_t byLine = 0;
    const std::uint32_t count = isSoak ? 100'000 : 3'000;
    for (std::uint32_t seed = first; seed < first + count; ++seed) {
        Author author(seed);
        const Model model = author.model();
        const std::string base = written(model);
        const std::string ours = written(author.edited(model));
        const std::string other = written(author.edited(model));
        const MergedCatalog merged = mergeCatalogs(base, ours, other);
        const bool isClean = merged.conflicts.empty();
        const QByteArray fault =
            isClean ? faultOfClean(base, ours, other, merged.text) : faultOfMarked(base, ours, other, merged.text);
        QVERIFY2(fault.isEmpty(), "seed " + QByteArray::number(seed) + ": " + fault + "\nbase:\n" + base.c_str() +
                                      "\nours:\n" + ours.c_str() + "\ntheirs:\n" + other.c_str() + "\nmerged:\n" +
                                      merged.text.c_str());
        clean += isClean ? 1U : 0U;
        byLine +=
            std::ranges::any_of(merged.notes, [](const Diagnostic &note) { return note.code == "merged-by-line"; })
                ? 1U
                : 0U;
    }
    qInfo("%zu of %u merges without conflict, %zu line by line", clean, count, byLine);
    // A merge that gives up is safe and of no use.
    QVERIFY(clean > count / 2 && byLine < count / 50);
}

QTEST_APPLESS_MAIN(TestCatalogMerge)
#include "tst_catalogmerge.moc"
