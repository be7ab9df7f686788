#pragma once

#include "core/catalog/yamlevents.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace atlas
{

enum class YamlKind : std::uint8_t
{
    Scalar,
    Sequence,
    Mapping,
    Alias ///< one that could not be followed
};

/// A node of a YamlTree.
struct YamlNode
{
    YamlKind kind = YamlKind::Scalar;
    YamlStyle style = YamlStyle::Plain;
    bool isAliased = false; ///< is an alias that was followed (span: the alias), or lies in one (span: at the anchor)
    bool isAnchored = false;
    std::uint32_t size = 1; ///< nodes from here to the end of its children
    SourceSpan span = {};   ///< anchor and tag included; a block ends where its last child ends
    std::string text = {};  ///< a scalar's value, or an alias's name
    std::string tag = {};   ///< in full form; empty when the text has none
};

/// A node and all below it, parents before children: the children of node i are i + 1, then each one's i + size.
using YamlTree = std::vector<YamlNode>;

/// Calls `visit(key, value)` with the indices of each pair of the mapping at `mapping`.
template<class Visit>
void forEachPair(const YamlTree &tree, std::size_t mapping, Visit visit)
{
    const std::size_t end = mapping + tree[mapping].size;
    for (std::size_t key = mapping + 1; key < end;) {
        const std::size_t value = key + tree[key].size;
        if (value >= end) {
            return;
        }
        visit(key, value);
        key = value + tree[value].size;
    }
}

/// Calls `visit(item)` with the index of each item of the sequence at `sequence`.
template<class Visit>
void forEachItem(const YamlTree &tree, std::size_t sequence, Visit visit)
{
    const std::size_t end = sequence + tree[sequence].size;
    for (std::size_t item = sequence + 1; item < end; item += tree[item].size) {
        visit(item);
    }
}

/// Whether the text of `node` is what makes it up: a scalar that the tag leaves a string.
[[nodiscard]] bool isScalar(const YamlNode &node);

/// Reads nodes from events and follows aliases, whose anchors live as long as the builder. One document only.
class YamlTreeBuilder
{
public:
    /// An anchor's node and everything that called it.
    struct Anchor
    {
        SourceSpan span;
        YamlTree tree;
    };
    struct AliasUse
    {
        SourceSpan span;
        std::size_t anchor; ///< index in anchors()
    };

    /// `text` is what `events` reads.
    YamlTreeBuilder(std::string_view text, YamlEvents &events) : m_text(text), m_events(&events) {}

    /// Reads the node that `first` begins into `tree` (emptied before). Errors: syntax, too deep, aliases that grow
    /// without end.
    [[nodiscard]] Result<void> read(const YamlEvent &first, YamlTree &tree);

    [[nodiscard]] const std::vector<Anchor> &anchors() const { return m_anchors; }
    [[nodiscard]] const std::vector<AliasUse> &aliases() const { return m_aliases; }

private:
    struct Open
    {
        std::size_t node;
        std::string anchor;
    };

    [[nodiscard]] Result<void> take(const YamlEvent &event, YamlTree &tree);
    [[nodiscard]] Result<void> follow(const YamlEvent &event, YamlTree &tree);
    void addScalar(const YamlEvent &event, YamlTree &tree);
    void open(const YamlEvent &event, YamlTree &tree);
    void close(const YamlEvent &event, YamlTree &tree);
    void keepAnchor(const std::string &name, std::size_t node, const YamlTree &tree);

    std::string_view m_text;
    YamlEvents *m_events;
    std::vector<Open> m_open;
    std::vector<Anchor> m_anchors;
    std::vector<AliasUse> m_aliases;
    std::unordered_map<std::string, std::size_t> m_anchorByName;
    std::size_t m_copiedNodes = 0;
};

} // namespace atlas
