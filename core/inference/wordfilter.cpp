#include "core/inference/fieldtemplate.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
constexpr std::array<std::string_view, 4> kBuiltinFilters = {"number", "upper", "lower", "spaced"};

/// U+0030 and the code points of the other zeros of Unicode 15.1 (category Nd); nine digits follow each.
constexpr std::array<char32_t, 68> kZeros = {
    0x30,    0x660,   0x6f0,   0x7c0,   0x966,   0x9e6,   0xa66,   0xae6,   0xb66,   0xbe6,   0xc66,   0xce6,
    0xd66,   0xde6,   0xe50,   0xed0,   0xf20,   0x1040,  0x1090,  0x17e0,  0x1810,  0x1946,  0x19d0,  0x1a80,
    0x1a90,  0x1b50,  0x1bb0,  0x1c40,  0x1c50,  0xa620,  0xa8d0,  0xa900,  0xa9d0,  0xa9f0,  0xaa50,  0xabf0,
    0xff10,  0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0,
    0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x11f50, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8,
    0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e950, 0x1fbf0};

/// The code point that begins at `at`, which moves behind it; `text` is valid UTF-8.
char32_t nextCodePoint(std::string_view text, std::size_t &at)
{
    const auto byte = [&](std::size_t index) {
        return static_cast<unsigned char>(index < text.size() ? text[index] : 0x80);
    };
    const unsigned char lead = byte(at);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0xffU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        point = (point << 6) | (byte(at + i) & 0x3fU);
    }
    at += length;
    return point;
}

std::optional<std::string> asNumber(std::string_view value)
{
    std::string digits;
    for (std::size_t at = 0; at < value.size();) {
        const char32_t point = nextCodePoint(value, at);
        const auto zero = std::ranges::upper_bound(kZeros, point);
        if (zero == kZeros.begin() || point - *(zero - 1) > 9) {
            return std::nullopt;
        }
        digits += static_cast<char>('0' + (point - *(zero - 1)));
    }
    const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size() - 1);
    return digits.empty() ? std::nullopt : std::optional(digits.substr(first));
}

std::string asUpper(std::string_view value)
{
    std::string upper(value);
    std::ranges::transform(upper, upper.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return upper;
}

std::optional<std::string> throughWords(const WordMap &map, std::string_view value)
{
    using Word = std::pair<std::string, std::string>;
    const auto find = [&](std::string_view token) {
        const auto found = std::ranges::lower_bound(map.words, token, {},
                                                    [](const Word &word) { return std::string_view(word.first); });
        return found != map.words.end() && found->first == token ? &found->second : nullptr;
    };
    const std::string *word = find(value);
    word = word != nullptr ? word : find("*");
    return word != nullptr ? std::optional(*word) : std::nullopt;
}
} // namespace

bool isBuiltinFilter(std::string_view filter)
{
    return std::ranges::find(kBuiltinFilters, filter) != kBuiltinFilters.end();
}

std::optional<std::string> applyFilter(std::string_view filter, std::string_view value, const RulePack &pack)
{
    if (const WordMap *map = pack.findWords(filter)) {
        return throughWords(*map, value);
    }
    if (filter == "number") {
        return asNumber(value);
    }
    if (filter == "upper") {
        return asUpper(value);
    }
    if (filter == "lower") {
        return toLowerAscii(value);
    }
    std::string spaced(value);
    std::ranges::replace(spaced, '_', ' ');
    return std::string(trimmed(spaced));
}

} // namespace atlas
