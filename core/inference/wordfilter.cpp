#include "core/inference/fieldtemplate.h"

#include "core/base/text.h"
#include "core/inference/identifier.h"
#include "core/inference/namewords.h"

#include <algorithm>
#include <array>
#include <utility>

namespace atlas
{

namespace
{
using StepKind = FilterStep::Kind;
constexpr std::array<std::pair<std::string_view, StepKind>, 10> kBuiltinFilters = {{{"number", StepKind::Number},
                                                                                    {"upper", StepKind::Upper},
                                                                                    {"lower", StepKind::Lower},
                                                                                    {"spaced", StepKind::Spaced},
                                                                                    {"nonzero", StepKind::Nonzero},
                                                                                    {"owner", StepKind::Owner},
                                                                                    {"lexicon", StepKind::Lexicon},
                                                                                    {"said", StepKind::Said},
                                                                                    {"shape", StepKind::ShapeOf},
                                                                                    {"about", StepKind::About}}};
/// "{kernel|word dtype}": the first word of the identifier that the map knows.
constexpr std::string_view kAnyWord = "word ";
/// "{arguments|type dtype}": the first qualified name there that the map knows.
constexpr std::string_view kAnyType = "type ";

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

/// Nothing for a token that the map does not have.
const std::string *findWord(const WordMap &map, std::string_view token)
{
    using Word = std::pair<std::string, std::string>;
    const auto found =
        std::ranges::lower_bound(map.words, token, {}, [](const Word &word) { return std::string_view(word.first); });
    return found != map.words.end() && found->first == token ? &found->second : nullptr;
}

std::optional<std::string_view> throughWords(const WordMap &map, std::string_view value)
{
    const std::string *word = findWord(map, value);
    word = word != nullptr ? word : findWord(map, "*");
    return word != nullptr ? std::optional<std::string_view>(*word) : std::nullopt;
}

std::optional<std::string_view> throughAnyWord(const WordMap &map, std::string_view identifier)
{
    for (const IdentifierWord &word : IdentifierWords(identifier)) {
        if (const std::string *found = findWord(map, word.lower())) {
            return *found;
        }
    }
    return std::nullopt;
}

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
}

/// Whole names first: `nv::half` may be another word than `half`.
std::optional<std::string_view> throughAnyType(const WordMap &map, std::string_view types)
{
    for (std::size_t at = 0; at < types.size();) {
        if (!isNameCharacter(types[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < types.size() && isNameCharacter(types[end])) {
            ++end;
        }
        const std::string_view name = types.substr(at, end - at);
        const std::string *found = findWord(map, name);
        found = found != nullptr ? found : findWord(map, lastPart(name));
        if (found != nullptr) {
            return *found;
        }
        at = end;
    }
    return std::nullopt;
}

std::string asSpaced(std::string_view value)
{
    std::string spaced(value);
    std::ranges::replace(spaced, '_', ' ');
    return std::string(trimmed(spaced));
}

std::optional<std::string_view> known(std::string_view text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::string_view> throughNames(const FilterStep &step, std::string_view value, const Variables &variables)
{
    if (step.names == nullptr) {
        return std::nullopt;
    }
    if (step.kind == StepKind::Owner) {
        return known(step.names->owner(value));
    }
    if (step.kind == StepKind::Said) {
        return known(variables.keep(step.names->said(value)));
    }
    const LexiconEntry *entry = step.names->operation(value);
    if (entry == nullptr) {
        return std::nullopt;
    }
    return known(step.kind == StepKind::Lexicon   ? entry->op
                 : step.kind == StepKind::ShapeOf ? entry->generic
                                                  : entry->about);
}
} // namespace

bool isBuiltinFilter(std::string_view filter)
{
    return std::ranges::find(kBuiltinFilters, filter, &std::pair<std::string_view, StepKind>::first) !=
           kBuiltinFilters.end();
}

std::string_view mapOfFilter(std::string_view filter)
{
    static_assert(kAnyWord.size() == kAnyType.size());
    const bool any = filter.starts_with(kAnyWord) || filter.starts_with(kAnyType);
    return any ? trimmed(filter.substr(kAnyWord.size())) : filter;
}

FilterStep findFilter(std::string_view filter, const RulePack &pack, const NameWords *names)
{
    if (const WordMap *map = pack.findWords(filter)) {
        return {StepKind::Words, map};
    }
    const auto found = std::ranges::find(kBuiltinFilters, filter, &std::pair<std::string_view, StepKind>::first);
    if (found != kBuiltinFilters.end()) {
        return {found->second, nullptr, names};
    }
    const std::string_view name = mapOfFilter(filter);
    const WordMap *map = name.size() < filter.size() ? pack.findWords(name) : nullptr;
    if (map == nullptr) {
        return {};
    }
    return {filter.starts_with(kAnyWord) ? StepKind::AnyWord : StepKind::AnyType, map};
}

std::optional<std::string_view> applyFilter(const FilterStep &step, std::string_view value, const Variables &variables)
{
    switch (step.kind) {
    case StepKind::Unknown:
        return std::nullopt;
    case StepKind::Words:
        return throughWords(*step.words, value);
    case StepKind::AnyWord:
        return throughAnyWord(*step.words, value);
    case StepKind::AnyType:
        return throughAnyType(*step.words, value);
    case StepKind::Number: {
        const auto number = asNumber(value);
        return number ? std::optional(variables.keep(*number)) : std::nullopt;
    }
    case StepKind::Upper:
        return variables.keep(asUpper(value));
    case StepKind::Lower:
        return variables.keep(toLowerAscii(value));
    case StepKind::Spaced:
        return variables.keep(asSpaced(value));
    case StepKind::Nonzero:
        return value.find_first_not_of('0') == std::string_view::npos ? std::nullopt : std::optional(value);
    case StepKind::Owner:
    case StepKind::Lexicon:
    case StepKind::Said:
    case StepKind::ShapeOf:
    case StepKind::About:
        break;
    }
    return throughNames(step, value, variables);
}

std::optional<std::string> applyFilter(std::string_view filter, std::string_view value, const RulePack &pack)
{
    const Variables variables;
    const auto text = applyFilter(findFilter(filter, pack, nullptr), value, variables);
    return text ? std::optional(std::string(*text)) : std::nullopt;
}

} // namespace atlas
