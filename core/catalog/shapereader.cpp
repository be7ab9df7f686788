#include "core/catalog/shapereader.h"

#include "core/catalog/yamltext.h"

#include <algorithm>

namespace atlas
{

namespace
{
std::ptrdiff_t openParentheses(std::string_view text)
{
    return std::ranges::count(text, '(') - std::ranges::count(text, ')');
}

/// "[Q: (B, H)]": a flow list makes a one-pair map of what is meant as one operand.
bool isPairWithoutBraces(const YamlTree &tree, std::size_t item, std::string_view text)
{
    const YamlNode &node = tree[item];
    return node.kind == YamlKind::Mapping && node.style == YamlStyle::Flow && !node.isAliased && node.size == 3 &&
           text[node.span.begin] != '{' && tree[item + 1].kind == YamlKind::Scalar &&
           tree[item + 2].kind == YamlKind::Scalar;
}

bool canBeFragment(const YamlTree &tree, std::size_t item, std::string_view text)
{
    return tree[item].kind == YamlKind::Scalar || isPairWithoutBraces(tree, item, text);
}

bool hasLineBreak(std::string_view text)
{
    return text.find_first_of("\r\n") != std::string_view::npos;
}

std::vector<std::size_t> itemsOf(const YamlTree &tree, std::size_t sequence)
{
    std::vector<std::size_t> items;
    forEachItem(tree, sequence, [&](std::size_t item) { items.push_back(item); });
    return items;
}
} // namespace

ShapeReader::Reading ShapeReader::read(const YamlTree &tree, std::size_t node) const
{
    Reading reading;
    if (tree[node].kind == YamlKind::Alias || isNullNode(tree[node])) {
        return reading;
    }
    if (tree[node].kind != YamlKind::Sequence) {
        reading.value = Shape{{itemText(tree, node)}};
        reading.findings.push_back({"shape-not-list", tree[node].span.begin,
                                    "a shape is null or a list of lines such as "
                                    "[\"(M, K)\", \"->\", \"(M,)\"]"});
        return reading;
    }
    const std::vector<std::size_t> items = itemsOf(tree, node);
    const bool isOneLine = std::ranges::any_of(
        items, [&](std::size_t item) { return tree[item].kind == YamlKind::Scalar && tree[item].text == kArrow; });
    Shape shape;
    if (isOneLine) {
        shape.push_back(readLine(tree, items, reading));
        reading.findings.push_back({"shape-not-nested", tree[node].span.begin,
                                    "a shape is a list of lines, each a list of its own; this is one line alone"});
    }
    for (std::size_t i = 0; i < items.size() && !isOneLine; ++i) {
        const bool isLine = tree[items[i]].kind == YamlKind::Sequence;
        shape.push_back(readLine(tree, isLine ? itemsOf(tree, items[i]) : std::vector{items[i]}, reading));
    }
    reading.value = std::move(shape);
    return reading;
}

ShapeLine ShapeReader::readLine(const YamlTree &tree, const std::vector<std::size_t> &items, Reading &out) const
{
    ShapeLine line;
    const std::vector<std::size_t> lasts = lastFragments(tree, items);
    bool isReported = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::size_t last = lasts[i];
        if (last == items.size() && !isReported) { // said once a line: what follows hangs on it
            out.findings.push_back(
                {"torn-tuple", tree[items[i]].span.begin, "this tuple is not closed in its list; it is left as it is"});
            isReported = true;
        }
        const bool isTorn = last > i || isPairWithoutBraces(tree, items[i], m_text);
        if (last == items.size() || !isTorn) {
            line.push_back(itemText(tree, items[i]));
            continue;
        }
        line.push_back(joined(tree, items, i, last));
        if (!tree[items[i]].isAliased && !tree[items[last]].isAliased) {
            reportTorn({tree[items[i]].span.begin, tree[items[last]].span.end}, line.back(), out);
        }
        i = last;
    }
    return line;
}

/// By item: the one that closes what it opens; itself when nothing is torn, items.size() when none does. In one pass
/// from the end: after each item so many brackets are open, and the next place with no more of them is where it closes.
std::vector<std::size_t> ShapeReader::lastFragments(const YamlTree &tree, const std::vector<std::size_t> &items) const
{
    const std::size_t count = items.size();
    std::vector<std::ptrdiff_t> open(count + 1, 0); // before each item
    for (std::size_t i = 0; i < count; ++i) {
        const bool counts = canBeFragment(tree, items[i], m_text);
        open[i + 1] = open[i] + (counts ? openParentheses(itemText(tree, items[i])) : 0);
    }
    std::vector<std::size_t> last(count, count);
    std::vector<std::size_t> places; // behind the item, up to the next that is no fragment, the nearest at the end
    for (std::size_t i = count; i-- > 0;) {
        if (!canBeFragment(tree, items[i], m_text)) {
            last[i] = i;
            places.clear();
            continue;
        }
        while (!places.empty() && open[places.back()] >= open[i + 1]) {
            places.pop_back();
        }
        places.push_back(i + 1);
        if (open[i + 1] <= open[i]) {
            last[i] = i;
        } else {
            const auto closed =
                std::find_if(places.rbegin(), places.rend(), [&](std::size_t place) { return open[place] <= open[i]; });
            last[i] = closed != places.rend() && open[*closed] == open[i] ? *closed - 1 : count;
        }
        if (tree[items[i]].text == kArrow) {
            places.clear();
        }
    }
    return last;
}

std::string ShapeReader::itemText(const YamlTree &tree, std::size_t item) const
{
    const YamlNode &node = tree[item];
    return node.kind == YamlKind::Scalar ? node.text : std::string(m_text.substr(node.span.begin, node.span.size()));
}

std::string ShapeReader::joined(const YamlTree &tree, const std::vector<std::size_t> &items, std::size_t first,
                                std::size_t last) const
{
    const SourceSpan span = {tree[items[first]].span.begin, tree[items[last]].span.end};
    const bool isAsWritten =
        std::ranges::all_of(items.begin() + static_cast<std::ptrdiff_t>(first),
                            items.begin() + static_cast<std::ptrdiff_t>(last) + 1, [&](std::size_t item) {
                                const YamlNode &node = tree[item];
                                return node.kind == YamlKind::Mapping ||
                                       (node.style == YamlStyle::Plain && node.tag.empty() && !node.isAnchored &&
                                        m_text.substr(node.span.begin, node.span.size()) == node.text);
                            });
    if (isAsWritten && span.begin <= span.end) {
        const std::string_view slice = m_text.substr(span.begin, span.size());
        if (!hasLineBreak(slice)) {
            return std::string(slice);
        }
    }
    std::string operand = itemText(tree, items[first]);
    for (std::size_t i = first + 1; i <= last; ++i) {
        const std::string next = itemText(tree, items[i]);
        operand += (next.starts_with(')') ? "," : ", ") + next;
    }
    return operand;
}

void ShapeReader::reportTorn(SourceSpan span, const std::string &operand, Reading &out) const
{
    const std::string_view slice = m_text.substr(span.begin, span.size());
    // A comment between the fragments would be lost.
    const bool canRewrite = !hasLineBreak(slice) || slice.find('#') == std::string_view::npos;
    out.torn.push_back({span, canRewrite ? doubleQuoted(operand) : std::string(), true});
}

} // namespace atlas
