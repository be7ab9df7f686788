#include "core/inference/identifier.h"

#include "core/base/character.h"
#include "core/base/text.h"

#include <algorithm>

namespace atlas
{

namespace
{
bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool belongs(char c)
{
    return isLower(c) || isUpper(c) || isDigit(c) || static_cast<unsigned char>(c) >= 0x80;
}

/// Where the word that begins at `begin` ends: before a sign, before a capital behind a small letter or digit, before
/// the last capital of several that a small letter follows ("RMSNorm").
std::size_t wordEnd(std::string_view text, std::size_t begin)
{
    std::size_t end = begin + 1;
    for (; end < text.size() && belongs(text[end]); ++end) {
        const char before = text[end - 1];
        const bool smallFollows = end + 1 < text.size() && isLower(text[end + 1]);
        if (isUpper(text[end]) && (isLower(before) || (smallFollows && (isUpper(before) || isDigit(before))))) {
            break;
        }
    }
    return end;
}
} // namespace

IdentifierWords::IdentifierWords(std::string_view identifier)
{
    for (std::size_t at = 0; at < identifier.size() && m_words.size() < kMaxWords;) {
        if (!belongs(identifier[at])) {
            ++at;
            continue;
        }
        const std::size_t end = wordEnd(identifier, at);
        const std::string_view word = identifier.substr(at, end - at);
        m_words.push_back({word, std::ranges::any_of(word, isUpper) ? toLowerAscii(word) : std::string()});
        at = end;
    }
}

} // namespace atlas
