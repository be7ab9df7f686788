#include "core/inference/fieldtemplate.h"

#include <algorithm>

namespace atlas
{

/// Reads the little language of FieldTemplate by recursive descent; depth is that of the brackets, at most kMaxDepth.
class TemplateParser
{
public:
    TemplateParser(std::string_view text, TemplateStyle style) : m_text(text), m_style(style) {}

    Result<FieldTemplate> run()
    {
        FieldTemplate result;
        const auto done = nodes({}, result.m_nodes, 0);
        if (!done) {
            return std::unexpected(done.error());
        }
        return result;
    }

private:
    using Node = FieldTemplate::Node;
    static constexpr int kMaxDepth = 8;

    [[nodiscard]] std::unexpected<Error> fail(std::string message, std::size_t at) const
    {
        return failure(std::move(message), SourceLocation{{}, 0, at + 1});
    }

    /// Reads up to one of `stops` (not past it) or the end of the text.
    Result<void> nodes(std::string_view stops, std::vector<Node> &into, int depth)
    {
        if (depth > kMaxDepth) {
            return fail("brackets are nested too deeply", m_at);
        }
        while (m_at < m_text.size() && !stops.contains(m_text[m_at])) {
            const auto done = node(into, depth);
            if (!done) {
                return done;
            }
        }
        return {};
    }

    Result<void> node(std::vector<Node> &into, int depth)
    {
        const char c = m_text[m_at];
        if (c == '{') {
            return placeholder(into);
        }
        if (c == '[' && m_style == TemplateStyle::Prose) {
            return optional(into, depth);
        }
        if (c == '(' && m_style == TemplateStyle::Prose && isList()) {
            return list(into, depth);
        }
        if (c == '}' || (c == ']' && m_style == TemplateStyle::Prose)) {
            return fail(std::string("'") + c + "' closes nothing", m_at);
        }
        append(into, c);
        ++m_at;
        return {};
    }

    static void append(std::vector<Node> &into, char c)
    {
        if (into.empty() || into.back().kind != Node::Kind::Text) {
            into.push_back({});
        }
        into.back().text += c;
    }

    Result<void> placeholder(std::vector<Node> &into)
    {
        const std::size_t end = m_text.find('}', m_at);
        if (end == std::string_view::npos) {
            return fail("'{' is not closed", m_at);
        }
        Node node{Node::Kind::Value};
        node.value.column = m_at + 2;
        std::string_view rest = m_text.substr(m_at + 1, end - m_at - 1);
        for (bool first = true; first || !rest.empty(); first = false) {
            const std::size_t bar = rest.find('|');
            const std::string_view word = rest.substr(0, bar);
            if (word.empty()) {
                return fail("a placeholder is {name} or {name|filter}", m_at);
            }
            (first ? node.value.variable : node.value.filters.emplace_back()) = word;
            rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
        }
        into.push_back(std::move(node));
        m_at = end + 1;
        return {};
    }

    Result<void> optional(std::vector<Node> &into, int depth)
    {
        const std::size_t open = m_at++;
        Node node{Node::Kind::Optional};
        const auto done = nodes("]", node.children, depth + 1);
        if (!done) {
            return done;
        }
        if (m_at == m_text.size()) {
            return fail("'[' is not closed", open);
        }
        ++m_at;
        into.push_back(std::move(node));
        return {};
    }

    /// Round brackets with a placeholder in them are a list of items that may be left out.
    [[nodiscard]] bool isList() const
    {
        const std::size_t end = m_text.find(')', m_at);
        return end != std::string_view::npos && m_text.substr(m_at, end - m_at).contains('{');
    }

    Result<void> list(std::vector<Node> &into, int depth)
    {
        Node node{Node::Kind::List};
        do {
            ++m_at; // the bracket or the comma
            while (m_at < m_text.size() && m_text[m_at] == ' ') {
                ++m_at;
            }
            node.children.push_back({Node::Kind::Item});
            const auto done = nodes(",)", node.children.back().children, depth + 1);
            if (!done) {
                return done;
            }
        } while (m_at < m_text.size() && m_text[m_at] == ',');
        if (m_at >= m_text.size()) {
            return fail("'(' is not closed", m_text.size());
        }
        ++m_at;
        if (!into.empty() && into.back().kind == Node::Kind::Text && into.back().text.ends_with(' ')) {
            into.back().text.pop_back();
            node.text = " ";
        }
        into.push_back(std::move(node));
        return {};
    }

    std::string_view m_text;
    TemplateStyle m_style;
    std::size_t m_at = 0;
};

const Variables::Variable *Variables::find(std::string_view name) const
{
    const auto found = std::ranges::find(m_variables, name, &Variable::name);
    return found == m_variables.end() ? nullptr : &*found;
}

void Variables::set(std::string_view name, std::string value, std::vector<ByteSpan> spans)
{
    if (find(name) == nullptr) {
        m_variables.push_back({std::string(name), std::move(value), std::move(spans)});
    }
}

Result<FieldTemplate> FieldTemplate::parse(std::string_view text, TemplateStyle style)
{
    return TemplateParser(text, style).run();
}

struct FieldTemplate::Rendering
{
    const Variables &variables;
    const RulePack &pack;

    struct Text
    {
        std::string text;
        std::vector<ByteSpan> used;
    };

    [[nodiscard]] bool value(const Placeholder &placeholder, Text &into) const
    {
        const Variables::Variable *variable = variables.find(placeholder.variable);
        std::optional<std::string> text = variable == nullptr ? std::nullopt : std::optional(variable->value);
        for (const std::string &filter : placeholder.filters) {
            text = text ? applyFilter(filter, *text, pack) : std::nullopt;
        }
        if (!text || !isAffordable(*text, variable->spans.size(), into)) {
            return false;
        }
        into.text += *text;
        into.used.insert(into.used.end(), variable->spans.begin(), variable->spans.end());
        return true;
    }

    [[nodiscard]] bool isAffordable(const std::string &text, std::size_t spans, const Text &into) const
    {
        if (into.text.size() + text.size() > kMaxFieldBytes) {
            variables.budget().refuse();
        }
        return variables.budget().spend(text.size() + spans * sizeof(ByteSpan));
    }

    [[nodiscard]] bool nodes(const std::vector<Node> &list, Text &into) const
    {
        return std::ranges::all_of(list, [&](const Node &node) { return this->node(node, into); });
    }

    [[nodiscard]] bool node(const Node &node, Text &into) const
    {
        switch (node.kind) {
        case Node::Kind::Text:
            into.text += node.text;
            return true;
        case Node::Kind::Value:
            return value(node.value, into);
        case Node::Kind::List:
            list(node, into);
            return true;
        case Node::Kind::Optional:
        case Node::Kind::Item:
            break;
        }
        Text part;
        if (nodes(node.children, part)) {
            add(part, into);
        }
        return true;
    }

    void list(const Node &list, Text &into) const
    {
        Text whole;
        for (const Node &item : list.children) {
            Text part;
            if (nodes(item.children, part) && !part.text.empty()) {
                whole.text += whole.text.empty() ? "" : ", ";
                add(part, whole);
            }
        }
        if (!whole.text.empty()) {
            whole.text = list.text + '(' + whole.text + ')';
            add(whole, into);
        }
    }

    static void add(const Text &part, Text &into)
    {
        into.text += part.text;
        into.used.insert(into.used.end(), part.used.begin(), part.used.end());
    }
};

std::optional<std::string> FieldTemplate::render(const Variables &variables, const RulePack &pack,
                                                 std::vector<ByteSpan> *used) const
{
    Rendering::Text text;
    if (!Rendering{variables, pack}.nodes(m_nodes, text)) {
        return std::nullopt;
    }
    if (text.text.size() > kMaxFieldBytes) {
        variables.budget().refuse();
        return std::nullopt;
    }
    if (used != nullptr) {
        used->insert(used->end(), text.used.begin(), text.used.end());
    }
    return std::move(text.text);
}

void FieldTemplate::collect(const std::vector<Node> &nodes, std::vector<Placeholder> &found)
{
    for (const Node &node : nodes) {
        if (node.kind == Node::Kind::Value) {
            found.push_back(node.value);
        }
        collect(node.children, found);
    }
}

std::size_t FieldTemplate::textBytes(const std::vector<Node> &nodes)
{
    std::size_t bytes = 0;
    for (const Node &node : nodes) {
        bytes += node.text.size() + textBytes(node.children);
    }
    return bytes;
}

std::size_t FieldTemplate::textBytes() const
{
    return textBytes(m_nodes);
}

std::vector<FieldTemplate::Placeholder> FieldTemplate::placeholders() const
{
    std::vector<Placeholder> found;
    collect(m_nodes, found);
    return found;
}

} // namespace atlas
