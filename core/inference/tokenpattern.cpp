#include "core/inference/tokenpattern.h"

#include "core/base/character.h"
#include "core/base/spelling.h"

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t run(std::string_view text, bool (*belongs)(char))
{
    return static_cast<std::size_t>(std::ranges::find_if_not(text, belongs) - text.begin());
}

/// "2x1x1": at least two numbers.
std::size_t dimsLength(std::string_view text)
{
    std::size_t end = run(text, isDigit);
    bool several = false;
    while (end > 0 && end + 1 < text.size() && text[end] == 'x' && isDigit(text[end + 1])) {
        end += 1 + run(text.substr(end + 1), isDigit);
        several = true;
    }
    return several ? end : 0;
}

/// The longest key of `map` that `text` begins with.
std::size_t keyLength(const WordMap &map, std::size_t longest, std::string_view text)
{
    using Word = std::pair<std::string, std::string>;
    for (std::size_t length = std::min(text.size(), longest); length > 0; --length) {
        const std::string_view key = text.substr(0, length);
        const auto found =
            std::ranges::lower_bound(map.words, key, {}, [](const Word &word) { return std::string_view(word.first); });
        if (found != map.words.end() && found->first == key) {
            return length;
        }
    }
    return 0;
}
} // namespace

/// Reads the text of a pattern.
class TokenPatternParser
{
public:
    TokenPatternParser(std::string_view text, const RulePack &pack) : m_text(text), m_pack(pack) {}

    Result<TokenPattern> run()
    {
        const auto done = elements(false);
        if (!done) {
            return std::unexpected(done.error());
        }
        if (m_result.m_elements.empty()) {
            return fail("a token pattern is not empty", 0);
        }
        if (!m_result.addFirst(0, m_result.m_elements.size())) {
            m_result.m_first.set();
        }
        return std::move(m_result);
    }

private:
    using Kind = TokenPattern::Kind;

    [[nodiscard]] static std::unexpected<Error> fail(std::string message, std::size_t at)
    {
        return failure(std::move(message), SourceLocation{{}, 0, at + 1});
    }

    Result<void> elements(bool optional)
    {
        const std::size_t open = m_at;
        while (m_at < m_text.size() && !(optional && m_text[m_at] == ']')) {
            const auto done = element(optional);
            if (!done) {
                return done;
            }
        }
        if (optional && m_at++ == m_text.size()) {
            return fail("'[' is not closed", open - 1);
        }
        return {};
    }

    Result<void> element(bool optional)
    {
        const char c = m_text[m_at];
        if (c == '{') {
            return placeholder();
        }
        if (c == '[' && !optional) {
            ++m_at;
            const std::size_t index = m_result.m_elements.size();
            m_result.m_elements.push_back({Kind::Optional});
            m_free = false;
            const auto done = elements(true);
            m_result.m_elements[index].size = m_result.m_elements.size() - index - 1;
            m_free = false;
            return done;
        }
        if (c == '}' || c == '[' || c == ']') {
            return fail(std::string("'") + c + "' is out of place", m_at);
        }
        auto &all = m_result.m_elements;
        if (all.empty() || all.back().kind != Kind::Literal || m_fresh) {
            all.push_back({Kind::Literal});
        }
        all.back().text += c;
        m_free = false;
        m_fresh = false;
        ++m_at;
        return {};
    }

    Result<void> placeholder()
    {
        const std::size_t end = m_text.find('}', m_at);
        if (end == std::string_view::npos) {
            return fail("'{' is not closed", m_at);
        }
        const std::string_view inside = m_text.substr(m_at + 1, end - m_at - 1);
        const std::size_t sign = inside.find_first_of(":|");
        TokenPattern::Element element{Kind::Word, std::string(inside.substr(0, sign))};
        element.known = !element.text.empty();
        const std::string_view what = sign == std::string_view::npos ? std::string_view() : inside.substr(sign + 1);
        if (sign != std::string_view::npos && inside[sign] == '|') {
            element.kind = Kind::Map;
            element.words = m_pack.findWords(what);
            if (element.words == nullptr) {
                return fail("no words are called \"" + std::string(what) + "\"", m_at);
            }
            for (const auto &[key, word] : element.words->words) {
                element.size = std::max(element.size, key.size());
            }
        } else if (!setKind(what, element) || (inside.empty() && end + 1 == m_text.size())) {
            if (!inside.empty()) {
                return fail("a placeholder is {x}, {x:int}, {x:letters}, {x:dims}, {x:rest} or {x|words}", m_at);
            }
            element.kind = Kind::Rest;
        }
        const bool free = element.kind == Kind::Word || element.kind == Kind::Rest;
        if (free && m_free) {
            return fail("two free placeholders side by side: where the first ends is not said", m_at);
        }
        m_free = free;
        m_fresh = true;
        m_result.m_elements.push_back(std::move(element));
        m_at = end + 1;
        return {};
    }

    static bool setKind(std::string_view what, TokenPattern::Element &element)
    {
        constexpr std::array<std::pair<std::string_view, Kind>, 5> kinds = {{{"", Kind::Word},
                                                                             {"int", Kind::Int},
                                                                             {"letters", Kind::Letters},
                                                                             {"dims", Kind::Dims},
                                                                             {"rest", Kind::Rest}}};
        const auto found = std::ranges::find(kinds, what, &std::pair<std::string_view, Kind>::first);
        element.kind = found != kinds.end() ? found->second : element.kind;
        return found != kinds.end();
    }

    std::string_view m_text;
    const RulePack &m_pack;
    TokenPattern m_result;
    std::size_t m_at = 0;
    bool m_free = false;  ///< the element before ends nowhere in particular
    bool m_fresh = false; ///< a placeholder came last: a literal begins anew
};

Result<TokenPattern> TokenPattern::parse(std::string_view text, const RulePack &pack)
{
    return TokenPatternParser(text, pack).run();
}

std::size_t TokenPattern::pieceLength(const Element &element, std::string_view rest)
{
    switch (element.kind) {
    case Kind::Literal:
        return rest.starts_with(element.text) ? element.text.size() : 0;
    case Kind::Word:
        return run(rest, [](char c) { return isLetter(c) || isDigit(c); });
    case Kind::Int:
        return run(rest, isDigit);
    case Kind::Letters:
        return run(rest, isLetter);
    case Kind::Dims:
        return dimsLength(rest);
    case Kind::Rest:
        return rest.size();
    case Kind::Map:
        return keyLength(*element.words, element.size, rest);
    case Kind::Optional:
        break;
    }
    return 0;
}

std::size_t TokenPattern::matchRange(std::size_t from, std::size_t to, std::string_view text, std::size_t at,
                                     std::vector<Capture> &captures) const
{
    for (std::size_t i = from; i < to; ++i) {
        const Element &element = m_elements[i];
        if (element.kind == Kind::Optional) {
            const std::size_t before = captures.size();
            const std::size_t end = matchRange(i + 1, i + 1 + element.size, text, at, captures);
            if (end == std::string_view::npos) {
                captures.resize(before);
            } else {
                at = end;
            }
            i += element.size;
            continue;
        }
        const std::size_t length = pieceLength(element, text.substr(at));
        const bool maybeEmpty = element.kind == Kind::Rest && !element.known;
        if (length == 0 && !maybeEmpty) {
            return std::string_view::npos;
        }
        if (element.kind != Kind::Literal && element.known) {
            captures.push_back({element.text, text.substr(at, length)});
        }
        at += length;
    }
    return at;
}

std::size_t TokenPattern::match(std::string_view text, std::vector<Capture> &captures) const
{
    const std::size_t before = captures.size();
    const std::size_t end = matchRange(0, m_elements.size(), text, 0, captures);
    if (end == std::string_view::npos) {
        captures.resize(before);
    }
    return end;
}

void TokenPattern::addFirst(const Element &element, std::bitset<256> &into)
{
    const auto set = [&](char c) { into.set(static_cast<unsigned char>(c)); };
    switch (element.kind) {
    case Kind::Literal:
        set(element.text.front());
        return;
    case Kind::Map:
        for (const auto &[key, word] : element.words->words) {
            if (!key.empty()) {
                set(key.front());
            }
        }
        return;
    case Kind::Rest:
        into.set();
        return;
    default:
        break;
    }
    for (int byte = 0; byte < 128; ++byte) {
        const char c = static_cast<char>(byte);
        const bool letters = element.kind == Kind::Word || element.kind == Kind::Letters;
        if ((letters && isLetter(c)) || (element.kind != Kind::Letters && isDigit(c))) {
            set(c);
        }
    }
}

bool TokenPattern::addFirst(std::size_t from, std::size_t to)
{
    for (std::size_t i = from; i < to; ++i) {
        const Element &element = m_elements[i];
        if (element.kind == Kind::Optional) {
            addFirst(i + 1, i + 1 + element.size);
            i += element.size;
            continue;
        }
        addFirst(element, m_first);
        return element.kind != Kind::Rest || element.known;
    }
    return false;
}

std::vector<std::string> TokenPattern::variables() const
{
    std::vector<std::string> found;
    for (const Element &element : m_elements) {
        const bool isVariable = element.kind != Kind::Literal && element.kind != Kind::Optional;
        if (isVariable && element.known) {
            found.push_back(element.text);
        }
    }
    return found;
}

} // namespace atlas
