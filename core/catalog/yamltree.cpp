#include "core/catalog/yamltree.h"

#include "core/base/text.h"
#include "core/catalog/sourcelines.h"

#include <algorithm>

namespace atlas
{

namespace
{
/// A catalog needs six levels. The walkers recurse, so there has to be a limit.
constexpr std::size_t kMaxDepth = 64;
/// What one anchor may hold and what following aliases may add in all: far above any catalog, far below harm.
constexpr std::size_t kMaxAnchorNodes = 10'000;
constexpr std::size_t kMaxCopiedNodes = 10'000'000;
constexpr std::size_t kMaxEntryNodes = 400'000;

bool isBlockScalar(YamlStyle style)
{
    return style == YamlStyle::Literal || style == YamlStyle::Folded;
}

/// libyaml ends a block scalar at the line after it; we end it with its last line, unless "+" makes the blank lines
/// count.
SourceSpan withoutLineBreak(SourceSpan span, std::string_view text)
{
    const std::string_view header = text.substr(span.begin, lineEnd(text, span.begin) - span.begin);
    const std::string_view indicators = header.substr(0, std::min(header.find('#'), header.size()));
    const bool keeps = indicators.find('+') != std::string_view::npos;
    // Blanks and tabs at the end of the last line are the value's own; a line that has nothing else is not missed.
    while (span.end > span.begin) {
        const std::size_t line = std::max(lineBegin(text, span.end), span.begin);
        if (span.end > line && (keeps || !trimmed(text.substr(line, span.end - line)).empty())) {
            break;
        }
        span.end = line;
        if (span.end > span.begin && text[span.end - 1] == '\n') {
            --span.end;
        }
        if (span.end > span.begin && text[span.end - 1] == '\r') {
            --span.end;
        }
        if (keeps) {
            break;
        }
    }
    return span;
}
} // namespace

bool isScalar(const YamlNode &node)
{
    return node.kind == YamlKind::Scalar;
}

Result<void> YamlTreeBuilder::read(const YamlEvent &first, YamlTree &tree)
{
    tree.clear();
    m_open.clear();
    if (Result<void> taken = take(first, tree); !taken) {
        return taken;
    }
    while (!m_open.empty()) {
        const Result<YamlEvent> event = m_events->next();
        if (!event) {
            return std::unexpected(event.error());
        }
        if (Result<void> taken = take(*event, tree); !taken) {
            return taken;
        }
    }
    return {};
}

Result<void> YamlTreeBuilder::take(const YamlEvent &event, YamlTree &tree)
{
    if (m_open.size() > kMaxDepth || tree.size() > kMaxEntryNodes) {
        const std::string_view what =
            m_open.size() > kMaxDepth ? "lists and maps lie too deep in each other" : "the entry is too large";
        return failure(std::string(what) + "; this is no kernel catalog",
                       SourceLines(m_text).locate(event.span.begin, {}));
    }
    switch (event.kind) {
    case YamlEvent::Kind::Alias:
        return follow(event, tree);
    case YamlEvent::Kind::Scalar:
        addScalar(event, tree);
        return {};
    case YamlEvent::Kind::SequenceStart:
    case YamlEvent::Kind::MappingStart:
        open(event, tree);
        return {};
    default:
        close(event, tree);
        return {};
    }
}

void YamlTreeBuilder::addScalar(const YamlEvent &event, YamlTree &tree)
{
    YamlNode &node = tree.emplace_back();
    node.style = event.style;
    node.span = isBlockScalar(event.style) ? withoutLineBreak(event.span, m_text) : event.span;
    node.text = event.text;
    node.tag = event.tag;
    if (!event.anchor.empty()) {
        node.isAnchored = true;
        keepAnchor(std::string(event.anchor), tree.size() - 1, tree);
    }
}

void YamlTreeBuilder::open(const YamlEvent &event, YamlTree &tree)
{
    YamlNode &node = tree.emplace_back();
    node.kind = event.kind == YamlEvent::Kind::SequenceStart ? YamlKind::Sequence : YamlKind::Mapping;
    node.style = event.style;
    node.span = event.span;
    node.tag = event.tag;
    node.isAnchored = !event.anchor.empty();
    if (node.isAnchored) {
        // Until it is complete nothing can call it: that would be a cycle.
        m_anchorByName.erase(std::string(event.anchor));
    }
    m_open.push_back({tree.size() - 1, std::string(event.anchor)});
}

void YamlTreeBuilder::close(const YamlEvent &event, YamlTree &tree)
{
    const Open closed = std::move(m_open.back());
    m_open.pop_back();
    YamlNode &node = tree[closed.node];
    node.size = static_cast<std::uint32_t>(tree.size() - closed.node);
    std::size_t lastEnd = node.span.begin;
    forEachItem(tree, closed.node, [&](std::size_t child) { lastEnd = std::max(lastEnd, tree[child].span.end); });
    // "[a: b]" holds a map without braces, whose end mark is that of the next token.
    const bool isClosed =
        node.style == YamlStyle::Flow &&
        (node.kind == YamlKind::Sequence || (event.span.end > node.span.begin && m_text[event.span.end - 1] == '}'));
    node.span.end = isClosed ? event.span.end : lastEnd;
    if (!closed.anchor.empty()) {
        keepAnchor(closed.anchor, closed.node, tree);
    }
}

void YamlTreeBuilder::keepAnchor(const std::string &name, std::size_t node, const YamlTree &tree)
{
    const auto begin = tree.begin() + static_cast<std::ptrdiff_t>(node);
    const auto size = static_cast<std::ptrdiff_t>(std::min<std::size_t>(tree[node].size, kMaxAnchorNodes + 1));
    m_anchors.push_back({tree[node].span, YamlTree(begin, begin + size)});
    m_anchorByName[name] = m_anchors.size() - 1;
}

Result<void> YamlTreeBuilder::follow(const YamlEvent &event, YamlTree &tree)
{
    const auto found = m_anchorByName.find(std::string(event.anchor));
    if (found == m_anchorByName.end()) {
        YamlNode &node = tree.emplace_back();
        node.kind = YamlKind::Alias;
        node.span = event.span;
        node.text = event.anchor;
        return {};
    }
    const YamlTree &called = m_anchors[found->second].tree;
    m_copiedNodes += called.size();
    if (called.size() > kMaxAnchorNodes || m_copiedNodes > kMaxCopiedNodes) {
        return failure("the alias \"*" + std::string(event.anchor) + "\" stands for too many values",
                       SourceLines(m_text).locate(event.span.begin, {}));
    }
    m_aliases.push_back({event.span, found->second});
    const std::size_t begin = tree.size();
    tree.insert(tree.end(), called.begin(), called.end());
    for (std::size_t i = begin; i < tree.size(); ++i) {
        tree[i].isAliased = true;
        tree[i].isAnchored = false;
    }
    tree[begin].span = event.span;
    return {};
}

} // namespace atlas
