#include "core/inference/namewriter.h"

#include "core/base/character.h"
#include "core/inference/nameextent.h"

#include <algorithm>
#include <array>
#include <utility>

namespace atlas
{

namespace
{
constexpr std::string_view kAnonymous = "(anonymous namespace)";
/// How compilers name what is in an anonymous namespace, with the file's name and hashes behind it.
constexpr std::string_view kGlobalUnnamed = "_GLOBAL__N_";
constexpr std::string_view kInstance = " (instance ";
constexpr std::string_view kBool = "(bool)";
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kEntities = {
    {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&#x27;", "'"}, {"&nbsp;", " "}}};
constexpr std::array<std::string_view, 3> kMicrosoftUnnamed = {"`anonymous namespace'", "`anonymous-namespace'",
                                                               "`anonymous namespace`"};
/// What Microsoft's demangler writes and others do not.
constexpr std::array<std::string_view, 8> kSilentWords = {"struct",  "class",     "enum",       "union",
                                                          "__cdecl", "__stdcall", "__fastcall", "__ptr64"};
constexpr std::array<std::string_view, 11> kIntegerCasts = {
    "(int)",   "(unsigned int)",   "(long)", "(unsigned long)", "(long long)",    "(unsigned long long)",
    "(short)", "(unsigned short)", "(char)", "(signed char)",   "(unsigned char)"};

bool isWordCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// One pass over a demangled name: copies it, and rewrites the few spellings that differ between demanglers.
class Normaliser
{
public:
    Normaliser(std::string_view raw, NameWriter &writer) : m_raw(raw), m_writer(writer) {}

    void run()
    {
        while (m_at < m_raw.size()) {
            const char c = m_raw[m_at];
            if (isWordCharacter(c)) {
                word();
            } else if (!sign(c)) {
                ++m_at;
            }
        }
        m_writer.copy(m_copied, m_raw.size());
    }

private:
    [[nodiscard]] bool follows(std::string_view text) const { return m_raw.substr(m_at, text.size()) == text; }
    [[nodiscard]] char at(std::size_t index) const { return index < m_raw.size() ? m_raw[index] : '\0'; }
    /// The last byte as it was written: an entity before it counts as its character.
    [[nodiscard]] char before() const { return m_copied == m_at ? m_writer.last() : m_at > 0 ? m_raw[m_at - 1] : '\0'; }

    /// What is no word and not to be copied as it is.
    bool sign(char c)
    {
        switch (c) {
        case '(':
            return bracket();
        case ' ':
            return blank();
        case '{':
        case '}':
            return brace();
        case ',':
            return at(m_at + 1) != ' ' && m_at + 1 < m_raw.size() && replace(1, ", ");
        case '&':
            return entity();
        case '`':
            return microsoftUnnamed();
        case '\x1b': {
            const std::size_t length = controlSequenceLength(m_raw, m_at);
            return length > 0 && replace(length, {});
        }
        default:
            return false;
        }
    }

    /// Writes what was passed over as it is, then `text` in place of the next `length` raw bytes.
    bool replace(std::size_t length, std::string_view text)
    {
        m_writer.copy(m_copied, m_at);
        if (!text.empty()) {
            m_writer.put(text, m_at, m_at + length);
        }
        m_at += length;
        m_copied = m_at;
        return true;
    }

    bool entity()
    {
        const auto found = std::ranges::find_if(kEntities, [this](const auto &each) { return follows(each.first); });
        return found != kEntities.end() && replace(found->first.size(), found->second);
    }

    bool microsoftUnnamed()
    {
        const auto found =
            std::ranges::find_if(kMicrosoftUnnamed, [this](std::string_view text) { return follows(text); });
        return found != kMicrosoftUnnamed.end() && replace(found->size(), "<unnamed>");
    }

    /// Words that say nothing of the kernel: `struct `, `__cdecl `, and the type before a template argument (`int=4`).
    bool silentWord(std::size_t end)
    {
        const std::string_view word = m_raw.substr(m_at, end - m_at);
        const char behind = at(end);
        if (behind == '=' && (before() == '<' || before() == ' ') && isWordCharacter(at(end + 1))) {
            return replace(end + 1 - m_at, {});
        }
        if (std::string_view("sceu_").find(word.front()) == std::string_view::npos || word.size() < 4) {
            return false;
        }
        if (word == "__int64") {
            return replace(word.size(), "long");
        }
        if (word.starts_with(kGlobalUnnamed) && m_raw.substr(end, 2) == "::") {
            return replace(word.size(), "<unnamed>");
        }
        const bool isSilent = std::ranges::find(kSilentWords, word) != kSilentWords.end();
        return isSilent &&
               (behind == ' ' ? replace(word.size() + 1, {}) : word == "__ptr64" && replace(word.size(), {}));
    }

    /// A number loses its suffix: 4ul is 4.
    void word()
    {
        const bool isNumber = isDigit(m_raw[m_at]);
        std::size_t end = m_at;
        while (end < m_raw.size() && (isNumber ? isDigit(m_raw[end]) : isWordCharacter(m_raw[end]))) {
            ++end;
        }
        if (!isNumber && silentWord(end)) {
            return;
        }
        m_at = end;
        while (isNumber && end < m_raw.size() && std::string_view("uUlL").contains(m_raw[end])) {
            ++end;
        }
        if (end > m_at && !isWordCharacter(at(end))) {
            replace(end - m_at, {});
        }
        while (m_at < m_raw.size() && isWordCharacter(m_raw[m_at])) {
            ++m_at;
        }
    }

    bool bracket()
    {
        if (follows(kAnonymous)) {
            return replace(kAnonymous.size(), "<unnamed>");
        }
        if (before() != '<' && before() != ' ' && before() != ',') {
            return false;
        }
        if (follows(kBool) && (at(m_at + kBool.size()) == '0' || at(m_at + kBool.size()) == '1') &&
            !isWordCharacter(at(m_at + kBool.size() + 1))) {
            return replace(kBool.size() + 1, at(m_at + kBool.size()) == '1' ? "true" : "false");
        }
        const auto cast = std::ranges::find_if(kIntegerCasts, [this](std::string_view text) { return follows(text); });
        if (cast == kIntegerCasts.end()) {
            return false;
        }
        const std::size_t number = m_at + cast->size() + (at(m_at + cast->size()) == '-' ? 1 : 0);
        return isDigit(at(number)) && replace(cast->size(), {});
    }

    bool blank()
    {
        const char next = at(m_at + 1);
        const bool inside = before() == '<' || (before() == '(' && next != '*');
        if (follows(" __ptr64")) {
            return replace(8, {});
        }
        if (inside || std::string_view(">), *&").contains(next)) {
            return next == '&' && isEntityAt(m_at + 1) ? blankBeforeEntity() : replace(1, {});
        }
        if (next == '(' && m_raw.substr(0, m_at).ends_with("operator")) {
            return replace(1, {});
        }
        return follows(kInstance) && instance();
    }

    [[nodiscard]] bool isEntityAt(std::size_t place) const
    {
        const std::string_view rest = m_raw.substr(place);
        return std::ranges::any_of(kEntities, [rest](const auto &each) { return rest.starts_with(each.first); });
    }
    bool blankBeforeEntity()
    {
        const std::string_view rest = m_raw.substr(m_at + 1);
        return (rest.starts_with("&gt;") || rest.starts_with("&amp;")) && replace(1, {});
    }

    /// " (instance 3)]" of newer demanglers is "#3}" of older ones.
    bool instance()
    {
        std::size_t end = m_at + kInstance.size();
        while (isDigit(at(end))) {
            ++end;
        }
        if (at(end) != ')') {
            return false;
        }
        const std::size_t digits = m_at + kInstance.size();
        replace(kInstance.size(), "#");
        m_at = end;
        m_copied = digits;
        return replace(1, {});
    }

    bool brace() { return replace(1, m_raw[m_at] == '{' ? "[" : "]"); }

    std::string_view m_raw;
    NameWriter &m_writer;
    std::size_t m_at = 0;
    std::size_t m_copied = 0;
};
} // namespace

void normaliseDemangled(std::string_view raw, NameWriter &writer)
{
    Normaliser(raw, writer).run();
}

} // namespace atlas
