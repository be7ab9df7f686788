#include "core/catalog/catalogmerge.h"
#include "tests/core/catalog/catalogtext.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <random>

using namespace atlas;
using namespace atlas::test;

/// Random merges: every place of a random catalog has a token that no other has, so that what is lost shows by its
/// token.
class TestMergeOracle : public QObject
{
    Q_OBJECT

private slots:
    void losesNothing();
};

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
        const bool isText = m_dice.oneIn(8);
        m_isBare = isText || m_dice.oneIn(8);
        item.lead = maybe(4);
        item.below = maybe(6);
        if (isText) {
            item.below = token();
            m_isBare = false;
            return item;
        }
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
    // A comment above the first item belongs to the head once the item before it is gone: then a deletion on the other
    // side meets another comment, which stays.
    const QByteArray text = QByteArray::fromStdString(merged);
    more.removeIf([&](const QByteArray &token) { return token.startsWith("bare") || text.contains("# " + token); });
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
void TestMergeOracle::losesNothing()
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

QTEST_APPLESS_MAIN(TestMergeOracle)
#include "tst_mergeoracle.moc"
