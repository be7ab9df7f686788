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

Result<FieldTemplate> FieldTemplate::parse(std::string_view text, TemplateStyle style)
{
    auto parsed = TemplateParser(text, style).run();
    if (parsed) {
        parsed->m_varies = !parsed->placeholders().empty();
    }
    return parsed;
}

void FieldTemplate::resolve(const RulePack &pack, const NameWords *names)
{
    resolve(m_nodes, pack, names);
}

void FieldTemplate::resolve(std::vector<Node> &nodes, const RulePack &pack, const NameWords *names)
{
    for (Node &node : nodes) {
        node.value.steps.clear();
        for (const std::string &filter : node.value.filters) {
            node.value.steps.push_back(findFilter(filter, pack, names));
        }
        resolve(node.children, pack, names);
    }
}

/// Appends node after node; what turns out to be unknown is taken back.
struct FieldTemplate::Rendering
{
    const Variables &variables;
    Text &out;

    struct Mark
    {
        std::size_t text;
        std::size_t used;
    };
    [[nodiscard]] Mark mark() const { return {out.text.size(), out.used.size()}; }
    void takeBack(const Mark &mark) const
    {
        out.text.resize(mark.text);
        out.used.resize(mark.used);
    }

    [[nodiscard]] static std::optional<std::string_view>
    value(const Placeholder &placeholder, const Variables &variables, std::vector<std::uint32_t> &used)
    {
        const Variables::Variable *variable = variables.find(placeholder.variable);
        if (variable == nullptr) {
            return std::nullopt;
        }
        std::optional<std::string_view> text = variable->value;
        for (std::size_t i = 0; text && i < placeholder.filters.size(); ++i) {
            text = i < placeholder.steps.size() ? applyFilter(placeholder.steps[i], *text, variables) : std::nullopt;
        }
        if (text) {
            used.push_back(static_cast<std::uint32_t>(variable - variables.all().data()));
        }
        return text;
    }

    [[nodiscard]] bool isAffordable(std::string_view text) const
    {
        if (out.text.size() + text.size() > kMaxFieldBytes) {
            variables.budget().refuse();
        }
        return variables.budget().spend(text.size());
    }

    [[nodiscard]] bool nodes(const std::vector<Node> &list) const
    {
        return std::ranges::all_of(list, [&](const Node &node) { return this->node(node); });
    }

    [[nodiscard]] bool node(const Node &node) const
    {
        switch (node.kind) {
        case Node::Kind::Text:
            out.text += node.text;
            return true;
        case Node::Kind::Value: {
            const auto text = value(node.value, variables, out.used);
            if (text && !isAffordable(*text)) {
                return false;
            }
            out.text += text.value_or(std::string_view());
            return text.has_value();
        }
        case Node::Kind::List:
            list(node);
            return true;
        case Node::Kind::Optional:
        case Node::Kind::Item:
            break;
        }
        if (const Mark before = mark(); !nodes(node.children)) {
            takeBack(before);
        }
        return true;
    }

    void list(const Node &list) const
    {
        const Mark before = mark();
        out.text += list.text;
        out.text += '(';
        bool any = false;
        for (const Node &item : list.children) {
            const Mark start = mark();
            out.text += any ? ", " : "";
            const std::size_t begin = out.text.size();
            if (nodes(item.children) && out.text.size() > begin) {
                any = true;
            } else {
                takeBack(start);
            }
        }
        out.text += ')';
        if (!any) {
            takeBack(before);
        }
    }
};

bool FieldTemplate::renderInto(const Variables &variables, Text &into) const
{
    const Rendering rendering{variables, into};
    const auto before = rendering.mark();
    const bool rendered = rendering.nodes(m_nodes);
    if (rendered && into.text.size() <= kMaxFieldBytes) {
        return true;
    }
    if (rendered) {
        variables.budget().refuse();
    }
    rendering.takeBack(before);
    return false;
}

std::optional<std::string_view> FieldTemplate::view(const Variables &variables, std::vector<std::uint32_t> &used) const
{
    if (m_nodes.size() == 1 && m_nodes.front().kind == Node::Kind::Value) {
        return Rendering::value(m_nodes.front().value, variables, used);
    }
    if (m_nodes.size() == 1 && m_nodes.front().kind == Node::Kind::Text) {
        return m_nodes.front().text;
    }
    Text text;
    if (!renderInto(variables, text)) {
        return std::nullopt;
    }
    used.insert(used.end(), text.used.begin(), text.used.end());
    return variables.keep(text.text);
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
