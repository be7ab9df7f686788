#include "core/inference/compiledscheme.h"

#include "core/base/character.h"
#include "core/base/text.h"

#include <algorithm>
#include <charconv>

namespace atlas
{

namespace
{
/// No name that a library writes has more tokens or template arguments.
constexpr std::size_t kMaxTokens = 256;

bool isSign(char c)
{
    return std::string_view("<>()[]{},; \t").contains(c);
}

NameSpan spanOf(const KernelName &name, std::string_view text, NamePart part)
{
    const std::string_view whole = name.text(part == NamePart::Raw ? NamePart::Raw : NamePart::Name);
    const auto begin = static_cast<std::uint32_t>(text.data() - whole.data());
    return {begin, static_cast<std::uint32_t>(begin + text.size()), part == NamePart::Raw};
}

/// The next place behind `at` where a word may begin: a capital, a digit behind a letter, or what follows a sign.
std::size_t nextPlace(std::string_view text, std::size_t at)
{
    for (++at; at < text.size(); ++at) {
        const char before = text[at - 1];
        if ((text[at] >= 'A' && text[at] <= 'Z') || before == '_' || (isDigit(text[at]) && !isDigit(before))) {
            break;
        }
    }
    return at;
}
} // namespace

bool passesGuard(const RulePack &pack, std::string_view variable, std::string_view value)
{
    const Guard *guard = pack.findGuard(variable);
    if (guard == nullptr) {
        guard = pack.findGuard("*");
    }
    if (guard == nullptr || value.empty() || !std::ranges::all_of(value, isDigit)) {
        return true;
    }
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    return error == std::errc() && number >= guard->least && number <= guard->most;
}

CompiledScheme::CompiledScheme(const Scheme &scheme, const RulePack &pack, const NameWords *names)
    : m_scheme(scheme), m_pack(pack), m_brackets(scheme.separators.contains(',')),
      m_bindings(compileBindings(scheme.bindings, pack, names))
{
    for (const auto &texts : scheme.orders) {
        Order order;
        bool whole = true;
        for (const PlacedText &each : texts) {
            if (each.text == "^" || each.text == "$") {
                (each.text == "^" ? order.first : order.last) = true;
                continue;
            }
            auto pattern = TokenPattern::parse(each.text, pack);
            whole = whole && pattern.has_value();
            if (pattern) {
                order.patterns.push_back(std::move(*pattern));
            }
        }
        if (whole && !order.patterns.empty()) {
            m_orders.push_back(std::move(order));
        }
    }
    for (const PlacedText &each : scheme.tokens) {
        auto pattern = TokenPattern::parse(each.text, pack);
        if (!pattern) {
            continue;
        }
        for (std::size_t byte = 0; byte < m_rowsOf.size(); ++byte) {
            if (pattern->firstBytes()[byte]) {
                m_rowsOf[byte].push_back(static_cast<std::uint16_t>(m_rows.size()));
            }
        }
        m_rows.push_back(std::move(*pattern));
    }
}

/// The text that the tokens stand in; it has no data where the scheme's literal is not there.
std::string_view CompiledScheme::textIn(const KernelName &name, std::string_view &literal) const
{
    std::string_view text = name.text(m_scheme.part);
    if (m_scheme.after.empty()) {
        return text;
    }
    for (const std::string &each : m_scheme.after) {
        const std::size_t at = text.find(each);
        if (at != std::string_view::npos) {
            literal = text.substr(at, each.size());
            return text.substr(at + each.size());
        }
    }
    return {};
}

void CompiledScheme::split(std::string_view text, std::vector<Token> &tokens) const
{
    std::size_t from = 0;
    int depth = 0;
    const auto end = [&](std::size_t at) {
        const std::string_view token = trimmed(text.substr(from, at - from));
        if (!token.empty() || m_brackets) {
            tokens.push_back({token});
        }
        from = at + 1;
    };
    std::size_t at = 0;
    for (; at < text.size() && tokens.size() < kMaxTokens; ++at) {
        const char c = text[at];
        if (depth == 0 && m_scheme.separators.contains(c)) {
            end(at);
        } else if (!m_brackets && isSign(c)) {
            break;
        } else if (m_brackets && (c == '<' || c == '(' || c == '[')) {
            ++depth;
        } else if (m_brackets && (c == '>' || c == ')' || c == ']') && depth-- == 0) {
            break;
        }
    }
    if (tokens.size() < kMaxTokens && from <= at) {
        end(at);
    }
}

void CompiledScheme::set(const Captures &captures, const KernelName &name, Variables &variables)
{
    for (const auto &[variable, value] : captures) {
        variables.set(variable, value, spanOf(name, value, NamePart::Name));
    }
}

bool CompiledScheme::fits(const Order &order, std::vector<Token> &tokens, std::size_t at, Captures &captures) const
{
    captures.clear();
    for (std::size_t i = 0; i < order.patterns.size(); ++i) {
        const Token &token = tokens[at + i];
        if (token.taken || order.patterns[i].match(token.text, captures) != token.text.size()) {
            return false;
        }
    }
    return std::ranges::all_of(captures, [&](const auto &capture) {
        return m_pack.findGuard(capture.variable) == nullptr || passesGuard(m_pack, capture.variable, capture.value);
    });
}

/// Several orders may fit at different places; of orders that would set the same thing the first one counts.
void CompiledScheme::readOrders(std::vector<Token> &tokens, const KernelName &name, Variables &variables) const
{
    Captures captures;
    for (const Order &order : m_orders) {
        const std::size_t length = order.patterns.size();
        if (length > tokens.size()) {
            continue;
        }
        const std::size_t last = order.first ? 0 : tokens.size() - length;
        for (std::size_t at = order.last ? tokens.size() - length : 0; at <= last; ++at) {
            if (fits(order, tokens, at, captures)) {
                set(captures, name, variables);
                for (std::size_t i = 0; i < length; ++i) {
                    tokens[at + i].taken = true;
                }
                return;
            }
        }
    }
}

void CompiledScheme::readTokens(std::vector<Token> &tokens, const KernelName &name, Variables &variables) const
{
    std::vector<bool> used(m_rows.size(), false);
    Captures captures;
    for (const Token &token : tokens) {
        if (token.taken || token.text.empty()) {
            continue;
        }
        for (const std::uint16_t row : m_rowsOf[static_cast<unsigned char>(token.text.front())]) {
            captures.clear();
            if (!used[row] && m_rows[row].match(token.text, captures) == token.text.size()) {
                set(captures, name, variables);
                used[row] = true;
                break;
            }
        }
    }
}

void CompiledScheme::walk(std::string_view text, const KernelName &name, Variables &variables) const
{
    const std::size_t end = static_cast<std::size_t>(std::ranges::find_if(text, isSign) - text.begin());
    text = text.substr(0, end);
    std::vector<bool> used(m_rows.size(), false);
    Captures captures;
    Captures best;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t length = 0;
        std::uint16_t taken = 0;
        for (const std::uint16_t row : m_rowsOf[static_cast<unsigned char>(text[at])]) {
            captures.clear();
            const std::size_t size = used[row] ? 0 : m_rows[row].match(text.substr(at), captures);
            if (size != std::string_view::npos && size > length) {
                length = size;
                taken = row;
                std::swap(best, captures);
            }
        }
        if (length == 0) {
            at = nextPlace(text, at);
            continue;
        }
        set(best, name, variables);
        used[taken] = true;
        at += length;
    }
}

bool CompiledScheme::run(const KernelName &name, Variables &variables, std::vector<NameSpan> *matched) const
{
    std::string_view literal;
    const std::string_view text = textIn(name, literal);
    if (text.data() == nullptr) {
        return false;
    }
    if (matched != nullptr && !literal.empty()) {
        matched->push_back(spanOf(name, literal, m_scheme.part));
    }
    if (m_scheme.separators.empty()) {
        walk(text, name, variables);
    } else {
        thread_local std::vector<Token> tokens;
        tokens.clear();
        split(text, tokens);
        readOrders(tokens, name, variables);
        readTokens(tokens, name, variables);
    }
    applyBindings(m_bindings, variables);
    return true;
}

} // namespace atlas
