#include "core/catalog/catalogblocks.h"

#include "core/base/text.h"
#include "core/catalog/catalogreader.h"
#include "core/catalog/sourcelines.h"
#include "core/catalog/yamltext.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace atlas
{

namespace
{
bool isBlank(std::string_view line)
{
    return trimmed(line).empty();
}

bool isComment(std::string_view line)
{
    return trimmed(line).starts_with('#');
}

std::string_view lineAt(std::string_view text, std::size_t begin)
{
    return text.substr(begin, lineEnd(text, begin) - begin);
}

/// Where an item stands: whole lines, from the one with its "-".
struct ItemLines
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string rawName = {};
};

/// Finds the lines of the items of a block list.
class ItemFinder
{
public:
    explicit ItemFinder(std::string_view text) : m_text(text), m_events(text), m_builder(text, m_events) {}

    /// Nothing where the items cannot be told apart by lines.
    std::optional<std::vector<ItemLines>> run()
    {
        const std::optional<YamlEvent> root = toRoot();
        if (!root) {
            return std::nullopt;
        }
        const bool isEmpty = root->kind == YamlEvent::Kind::StreamEnd ||
                             (root->kind == YamlEvent::Kind::Scalar && root->text.empty() && root->span.size() == 0);
        if (isEmpty) {
            return std::vector<ItemLines>();
        }
        if (root->kind != YamlEvent::Kind::SequenceStart || root->style != YamlStyle::Block || !root->anchor.empty()) {
            return std::nullopt;
        }
        m_column = root->span.begin - lineBegin(m_text, root->span.begin);
        return readItems() && areAliasesAtHome() ? std::optional(std::move(m_items)) : std::nullopt;
    }

private:
    /// The first event of the first document's content, or the stream's end.
    std::optional<YamlEvent> toRoot()
    {
        for (;;) {
            const Result<YamlEvent> event = m_events.next();
            if (!event) {
                return std::nullopt;
            }
            if (event->kind != YamlEvent::Kind::StreamStart && event->kind != YamlEvent::Kind::DocumentStart) {
                return *event;
            }
        }
    }

    bool readItems()
    {
        YamlTree tree;
        for (;;) {
            const Result<YamlEvent> event = m_events.next();
            if (!event) {
                return false;
            }
            if (event->kind == YamlEvent::Kind::SequenceEnd) {
                return true;
            }
            if (!m_builder.read(*event, tree) || !addItem(tree)) {
                return false;
            }
        }
    }

    bool addItem(const YamlTree &tree)
    {
        const std::size_t before = m_items.empty() ? bomSize(m_text) : m_items.back().end;
        const std::optional<std::size_t> begin = dashLine(tree[0].span.begin, before);
        const bool isTied =
            std::ranges::any_of(tree, [](const YamlNode &node) { return node.kind == YamlKind::Alias; });
        if (!begin || isTied) {
            return false;
        }
        m_items.push_back({*begin, endOfLines(std::max(tree[0].span.end, *begin)), nameOf(tree)});
        return true;
    }

    /// The line of the "-" above `offset`, not before `limit`; it has nothing but blanks in front of it.
    [[nodiscard]] std::optional<std::size_t> dashLine(std::size_t offset, std::size_t limit) const
    {
        for (std::size_t at = lineBegin(m_text, offset); at >= limit; at = lineBegin(m_text, at - 1)) {
            const std::size_t first = m_text.find_first_not_of(' ', at);
            if (first != std::string_view::npos && m_text[first] == '-' && first - at == m_column) {
                return at;
            }
            if (at <= limit || at == 0) {
                break;
            }
        }
        return std::nullopt;
    }

    /// The item's own lines and comments below it that are deeper than the list.
    [[nodiscard]] std::size_t endOfLines(std::size_t contentEnd) const
    {
        std::size_t end = nextLine(m_text, contentEnd);
        for (std::size_t at = end; at < m_text.size(); at = nextLine(m_text, at)) {
            const std::string_view line = lineAt(m_text, at);
            if (isBlank(line)) {
                continue;
            }
            if (!isComment(line) || line.find('#') <= m_column) {
                break;
            }
            end = nextLine(m_text, at);
        }
        return end;
    }

    static std::string nameOf(const YamlTree &tree)
    {
        std::string name;
        if (tree[0].kind == YamlKind::Mapping) {
            forEachPair(tree, 0, [&](std::size_t key, std::size_t value) {
                if (tree[key].kind == YamlKind::Scalar && tree[key].text == kRawNameKey &&
                    tree[value].kind == YamlKind::Scalar && !isNullNode(tree[value])) {
                    name = tree[value].text;
                }
            });
        }
        return name;
    }

    /// Whether every alias calls an anchor of its own item.
    [[nodiscard]] bool areAliasesAtHome() const
    {
        const auto itemOf = [this](std::size_t offset) {
            const auto after = std::ranges::upper_bound(m_items, offset, {}, &ItemLines::begin);
            return after - m_items.begin();
        };
        return std::ranges::all_of(m_builder.aliases(), [&](const YamlTreeBuilder::AliasUse &use) {
            return itemOf(use.span.begin) == itemOf(m_builder.anchors()[use.anchor].span.begin);
        });
    }

    std::string_view m_text;
    YamlEvents m_events;
    YamlTreeBuilder m_builder;
    std::size_t m_column = 0;
    std::vector<ItemLines> m_items;
};

/// Where the lines of the first item begin: comments directly above it are its own, unless they are the head of the
/// file.
std::size_t firstLead(std::string_view text, std::size_t item)
{
    std::size_t begin = item;
    while (begin > bomSize(text)) {
        const std::size_t above = lineBegin(text, begin - 1);
        const std::string_view line = lineAt(text, above);
        if (!isComment(line)) {
            return isBlank(line) ? begin : item;
        }
        begin = above;
    }
    return item;
}

/// Gives each block its key: the raw name, or for an item without one of its own its bytes, counted.
void giveKeys(std::vector<CatalogBlock> &blocks)
{
    std::unordered_set<std::string> names;
    std::unordered_map<std::string, std::size_t> counts;
    for (CatalogBlock &block : blocks) {
        if (!block.rawName.empty() && names.insert(block.rawName).second) {
            block.key = "name " + block.rawName;
            continue;
        }
        block.rawName.clear();
        block.key = "text " + std::to_string(counts[block.body]++) + ' ' + block.body;
    }
}

/// Cuts a block's body into parts; see cutBlock().
class PartCutter
{
public:
    explicit PartCutter(std::string_view body) : m_text(body) {}

    std::optional<BlockParts> run()
    {
        if (!readTree() || tree()[0].kind != YamlKind::Mapping || tree()[0].style != YamlStyle::Block ||
            tree()[0].size < 3) {
            return std::nullopt;
        }
        const std::size_t dash = m_text.find('-');
        m_out.dashColumn = dash;
        m_out.keyColumn = columnOf(tree()[1]);
        // The "-" is in the way only of the first line.
        m_lines = std::string(m_text);
        m_lines[dash] = ' ';
        if (!addPairs(0, {})) {
            return std::nullopt;
        }
        m_out.tail = m_lines.substr(m_at);
        return areKeysDifferent() ? std::optional(std::move(m_out)) : std::nullopt;
    }

private:
    [[nodiscard]] const YamlTree &tree() const { return m_tree; }

    bool readTree()
    {
        YamlEvents events(m_text);
        YamlTreeBuilder builder(m_text, events);
        for (int i = 0; i < 3; ++i) { // stream, document, list
            if (!events.next()) {
                return false;
            }
        }
        const Result<YamlEvent> first = events.next();
        return first && builder.read(*first, m_tree) && builder.anchors().empty() && builder.aliases().empty() &&
               !m_tree.empty() &&
               std::ranges::none_of(m_tree, [](const YamlNode &node) { return node.kind == YamlKind::Alias; });
    }

    [[nodiscard]] std::size_t columnOf(const YamlNode &node) const
    {
        return node.span.begin - lineBegin(m_text, node.span.begin);
    }

    bool addPairs(std::size_t mapping, const std::string &prefix)
    {
        bool isCut = true;
        std::size_t column = 0;
        forEachPair(tree(), mapping, [&](std::size_t key, std::size_t value) {
            column = column == 0 ? columnOf(tree()[key]) : column;
            isCut = isCut && columnOf(tree()[key]) == column && addPair(key, value, prefix);
        });
        return isCut;
    }

    bool addPair(std::size_t keyNode, std::size_t valueNode, const std::string &prefix)
    {
        const YamlNode &key = tree()[keyNode];
        const YamlNode &value = tree()[valueNode];
        const std::size_t colon = m_lines.find_first_not_of(" \t", key.span.end);
        const std::size_t line = lineBegin(m_lines, key.span.begin);
        const bool isPlainKey = key.kind == YamlKind::Scalar && key.text != "<<" && !key.text.contains('/') &&
                                key.span.end <= lineEnd(m_lines, key.span.begin) && key.tag.empty();
        if (!isPlainKey || colon == std::string::npos || m_lines[colon] != ':' || line < m_at ||
            m_lines.find_first_not_of(' ', line) != key.span.begin) {
            return false;
        }
        const std::size_t first = m_out.parts.empty() ? m_at : line;
        BlockPart part{prefix + key.text, m_lines.substr(m_at, first - m_at), {}, fieldOf(prefix, key.text), {}};
        const bool isOpened = prefix.empty() && key.text == kDataShapeKey && value.kind == YamlKind::Mapping &&
                              value.style == YamlStyle::Block && value.size > 2 && value.tag.empty();
        const std::size_t end =
            isOpened ? nextLine(m_lines, colon) : nextLine(m_lines, std::max(value.span.end, colon));
        part.text = m_lines.substr(first, end - first);
        const bool isOneLine = first == line && end == nextLine(m_lines, line) && value.kind == YamlKind::Scalar &&
                               value.span.size() > 0 && value.style != YamlStyle::Literal &&
                               value.style != YamlStyle::Folded;
        if (isOneLine) {
            part.value = {value.span.begin - first, value.span.end - first};
        }
        m_out.parts.push_back(std::move(part));
        m_at = end;
        return !isOpened || addPairs(valueNode, std::string(kDataShapeKey) + '/');
    }

    static std::optional<Field> fieldOf(const std::string &prefix, const std::string &key)
    {
        const std::optional<Field> field = fieldForKey(key);
        return field && isShape(*field) != prefix.empty() ? field : std::nullopt;
    }

    [[nodiscard]] bool areKeysDifferent() const
    {
        std::unordered_set<std::string_view> keys;
        return std::ranges::all_of(m_out.parts, [&](const BlockPart &part) { return keys.insert(part.key).second; });
    }

    std::string_view m_text;
    std::string m_lines;
    YamlTree m_tree;
    std::size_t m_at = 0; // where the part begins that comes next
    BlockParts m_out;
};

/// Takes the comments out of what lies between the scalars of a text.
class CommentFinder
{
public:
    explicit CommentFinder(std::string_view text) : m_text(text) {}

    std::optional<std::vector<FoundComment>> run()
    {
        YamlEvents events(m_text);
        std::size_t at = 0;
        for (;;) {
            const Result<YamlEvent> event = events.next();
            if (!event) {
                return std::nullopt;
            }
            if (event->kind == YamlEvent::Kind::StreamEnd) {
                findIn(at, m_text.size());
                return std::move(m_comments);
            }
            if (event->kind == YamlEvent::Kind::Scalar && event->span.begin >= at) {
                findIn(at, event->span.begin);
                at = endOf(*event);
            }
        }
    }

private:
    /// A comment may stand behind the "|" of a block of text.
    std::size_t endOf(const YamlEvent &scalar)
    {
        if (scalar.style == YamlStyle::Literal || scalar.style == YamlStyle::Folded) {
            findIn(scalar.span.begin, lineEnd(m_text, scalar.span.begin));
        }
        return scalar.span.end;
    }

    void findIn(std::size_t begin, std::size_t end)
    {
        for (std::size_t at = begin; at < end; ++at) {
            const bool isStart = m_text[at] == '#' && (at == 0 || std::string_view(" \t\n").contains(m_text[at - 1]));
            if (isStart) {
                const std::size_t lineStop = lineEnd(m_text, at);
                m_comments.push_back({at, std::string(trimmed(m_text.substr(at, lineStop - at)))});
                at = lineStop;
            }
        }
    }

    std::string_view m_text;
    std::vector<FoundComment> m_comments;
};
} // namespace

std::optional<CatalogCut> cutCatalog(std::string_view text)
{
    if (!isValidUtf8(text)) {
        return std::nullopt;
    }
    const std::optional<std::vector<ItemLines>> items = ItemFinder(text).run();
    if (!items) {
        return std::nullopt;
    }
    if (items->empty()) {
        return CatalogCut{std::string(text), {}, {}};
    }
    CatalogCut cut;
    std::size_t at = firstLead(text, items->front().begin);
    cut.head = text.substr(0, at);
    for (const ItemLines &item : *items) {
        cut.blocks.push_back({{},
                              item.rawName,
                              std::string(text.substr(at, item.begin - at)),
                              std::string(text.substr(item.begin, item.end - item.begin))});
        at = item.end;
    }
    cut.foot = text.substr(at);
    giveKeys(cut.blocks);
    return cut;
}

std::optional<BlockParts> cutBlock(std::string_view body)
{
    return PartCutter(body).run();
}

std::optional<std::string> withDash(std::string lines, std::size_t dashColumn)
{
    const std::size_t first = lines.find_first_not_of(' ');
    if (first == std::string::npos || first < dashColumn + 2) {
        return std::nullopt;
    }
    lines[dashColumn] = '-';
    return lines;
}

std::string commentLinesOf(std::string_view text)
{
    std::string comments;
    for (const std::string_view line : lines(text)) {
        if (!isBlank(line)) {
            comments.append(trimmed(line)).append("\n");
        }
    }
    return comments;
}

std::optional<std::vector<std::string>> commentsOf(std::string_view text)
{
    const std::optional<std::vector<FoundComment>> found = CommentFinder(text).run();
    if (!found) {
        return std::nullopt;
    }
    std::vector<std::string> comments;
    std::ranges::transform(*found, std::back_inserter(comments), &FoundComment::text);
    return comments;
}

std::vector<FoundComment> commentsIn(std::string_view text, std::size_t begin, std::size_t end)
{
    const std::size_t from = lineBegin(text, begin);
    std::vector<FoundComment> comments =
        CommentFinder(text.substr(from, end - from)).run().value_or(std::vector<FoundComment>());
    for (FoundComment &comment : comments) {
        comment.offset += from;
    }
    return comments;
}

} // namespace atlas
