#include "core/inference/nameskeleton.h"

#include "core/base/character.h"
#include "core/base/text.h"
#include "core/inference/kernelname.h"

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
/// Words that stand for an element type, as they come in demangled and in generated names; sorted.
constexpr std::array<std::string_view, 36> kTypeWords = {
    "bf16", "bfloat", "bfloat16", "bool",  "char",  "complex", "complex32", "complex64", "double",
    "e2m1", "e4m3",   "e5m2",     "f16",   "f32",   "f64",     "float",     "fp16",      "fp32",
    "fp4",  "fp64",   "fp8",      "half",  "int",   "int16",   "int32",     "int64",     "int8",
    "long", "mxfp4",  "mxfp8",    "nvfp4", "short", "tf32",    "uint32",    "uint8",     "unsigned"};
static_assert(std::ranges::is_sorted(kTypeWords));
/// What stands before them.
constexpr std::array<std::string_view, 5> kTypeQualifiers = {"c10::", "cutlass::", "at::", "std::", "nv_"};
constexpr std::array<std::string_view, 9> kArchitectureWords = {"ada",     "ampere", "blackwell", "hopper", "kepler",
                                                                "maxwell", "pascal", "turing",    "volta"};

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Cuts a normalised name into runs of digits, runs of letters (types such as bf16 stay whole) and single signs.
class Tokeniser
{
public:
    explicit Tokeniser(std::string_view text) : m_text(text) {}

    struct Token
    {
        TokenKind kind;
        std::size_t begin;
        std::size_t end;
    };

    std::vector<Token> read()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at] == ' ') {
                ++m_at;
            } else if (isDigit(m_text[m_at])) {
                readNumber();
            } else if (isLetter(m_text[m_at])) {
                readWord();
            } else {
                add(TokenKind::Fixed, m_at + 1);
            }
        }
        return std::move(m_tokens);
    }

private:
    void add(TokenKind kind, std::size_t end)
    {
        m_tokens.push_back({kind, m_at, end});
        m_at = end;
    }

    [[nodiscard]] std::size_t endOf(std::size_t at, bool (*belongs)(char)) const
    {
        while (at < m_text.size() && belongs(m_text[at])) {
            ++at;
        }
        return at;
    }

    void readNumber()
    {
        const std::size_t end = endOf(m_at, isDigit);
        // cutlass_80, sm80: the number is an architecture where the word before says so.
        const std::string_view before = m_text.substr(0, m_at);
        const bool isArchitecture = before.ends_with("cutlass_") || before.ends_with("sm") || before.ends_with("sm_") ||
                                    before.ends_with("Sm") || before.ends_with("SM");
        add(isArchitecture ? TokenKind::Architecture : TokenKind::Number, end);
    }

    /// The end of the type that begins at `at`, or `at`: a known word with its digits, then "_t" where it has that.
    [[nodiscard]] std::size_t endOfType(std::size_t at) const
    {
        const std::size_t whole = endOf(at, [](char c) { return isLetter(c) || isDigit(c); });
        const std::size_t letters = endOf(at, isLetter);
        const std::size_t end = isOneOf(kTypeWords, at, whole)     ? whole
                                : isOneOf(kTypeWords, at, letters) ? letters
                                                                   : at;
        const bool hasSuffix = end > at && m_text.substr(end).starts_with("_t") &&
                               (end + 2 == m_text.size() ||
                                (!isLetter(m_text[end + 2]) && !isDigit(m_text[end + 2]) && m_text[end + 2] != '_'));
        return hasSuffix ? end + 2 : end;
    }

    /// A type with its namespace, else the letters alone.
    void readWord()
    {
        const std::string_view rest = m_text.substr(m_at);
        const auto qualifier =
            std::ranges::find_if(kTypeQualifiers, [&](std::string_view word) { return rest.starts_with(word); });
        const std::size_t begin = m_at + (qualifier == kTypeQualifiers.end() ? 0 : qualifier->size());
        if (const std::size_t end = endOfType(begin); end > begin) {
            return add(TokenKind::Type, end);
        }
        const std::size_t end = endOf(m_at, isLetter);
        const std::string_view word = m_text.substr(m_at, end - m_at);
        if (word == "true" || word == "false") {
            return add(TokenKind::Number, end);
        }
        add(isOneOf(kArchitectureWords, m_at, end) ? TokenKind::Architecture : TokenKind::Fixed, end);
    }

    template<std::size_t Count>
    [[nodiscard]] bool isOneOf(const std::array<std::string_view, Count> &words, std::size_t begin,
                               std::size_t end) const
    {
        const auto lower = [](char c) { return toLowerAscii(c); };
        const std::string_view text = m_text.substr(begin, end - begin);
        const auto found = std::ranges::lower_bound(words, text, [&](std::string_view word, std::string_view wanted) {
            return std::ranges::lexicographical_compare(word, wanted, {}, {}, lower);
        });
        return found != words.end() && std::ranges::equal(*found, text, {}, {}, lower);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<Token> m_tokens;
};

/// Runs of types ("unsigned long") become one token, so that they compare with a single word.
std::vector<Tokeniser::Token> withWholeTypes(const std::vector<Tokeniser::Token> &tokens)
{
    std::vector<Tokeniser::Token> whole;
    for (const Tokeniser::Token &token : tokens) {
        const bool isType = token.kind == TokenKind::Type;
        if (isType && !whole.empty() && whole.back().kind == TokenKind::Type) {
            whole.back().end = token.end;
            continue;
        }
        whole.push_back(token);
    }
    return whole;
}

constexpr char markOf(TokenKind kind)
{
    constexpr std::string_view kMarks = " \x01\x02\x03"; // cannot stand in a name
    return kMarks[static_cast<std::size_t>(kind)];
}

/// A name with its tokens, in the normalised text and in the raw one.
struct ReadName
{
    KernelName name;
    std::vector<Tokeniser::Token> tokens;

    explicit ReadName(std::string_view rawName)
    {
        name.assign(rawName);
        tokens = withWholeTypes(Tokeniser(text()).read());
    }
    [[nodiscard]] std::string_view text() const { return name.text(NamePart::Name); }
    [[nodiscard]] std::string_view textOf(const Tokeniser::Token &token) const
    {
        return text().substr(token.begin, token.end - token.begin);
    }
    [[nodiscard]] std::string skeleton() const
    {
        std::string skeleton;
        for (const Tokeniser::Token &token : tokens) {
            if (token.kind == TokenKind::Fixed) {
                skeleton.append(textOf(token)) += ' ';
            } else {
                skeleton += markOf(token.kind);
            }
        }
        return skeleton;
    }
};
} // namespace

std::vector<NameToken> nameTokens(std::string_view rawName)
{
    const ReadName read(rawName);
    std::vector<NameToken> tokens;
    for (const Tokeniser::Token &token : read.tokens) {
        tokens.push_back({token.kind, read.name.rawSpan(token.begin, token.end)});
    }
    return tokens;
}

std::string nameSkeleton(std::string_view rawName)
{
    return ReadName(rawName).skeleton();
}

OpenedName openName(std::string_view rawName)
{
    const ReadName read(rawName);
    OpenedName opened{read.skeleton(), {}};
    for (const Tokeniser::Token &token : read.tokens) {
        if (token.kind != TokenKind::Fixed) {
            opened.pieces.append(read.textOf(token)) += '\n';
        }
    }
    return opened;
}

std::vector<TokenDifference> tokenDifferences(std::string_view mine, std::string_view theirs)
{
    const ReadName a(mine);
    const ReadName b(theirs);
    std::vector<TokenDifference> differences;
    if (a.skeleton() != b.skeleton()) {
        return differences;
    }
    for (std::size_t i = 0; i < a.tokens.size(); ++i) {
        if (a.textOf(a.tokens[i]) != b.textOf(b.tokens[i])) {
            differences.push_back({a.tokens[i].kind, a.name.rawSpan(a.tokens[i].begin, a.tokens[i].end),
                                   b.name.rawSpan(b.tokens[i].begin, b.tokens[i].end)});
        }
    }
    return differences;
}

} // namespace atlas
