#include "core/authoring/ruledraft.h"

#include "core/authoring/ruletext.h"
#include "core/base/character.h"
#include "core/base/text.h"
#include "core/inference/kernelname.h"

#include <algorithm>
#include <array>
#include <vector>

namespace atlas
{

namespace
{
constexpr std::size_t kShortestLiteral = 5;
constexpr std::size_t kLongestId = 48;

bool isWord(char c)
{
    return isDigit(c) || c == '_' || (toLowerAscii(c) >= 'a' && toLowerAscii(c) <= 'z');
}

/// Numbers joined by x, as tiles are written: "256x128_32x3".
struct TileForm
{
    std::string_view expression;
    std::vector<std::string_view> variables; ///< of its numbers, in order
};

const std::array<TileForm, 2> &tileForms()
{
    static const std::array<TileForm, 2> forms = {
        {{R"((?P<M>\d+)x(?P<N>\d+)_(?P<K>\d+)x(?P<stages>\d+))", {"M", "N", "K", "stages"}},
         {R"((?P<M>\d+)x(?P<N>\d+)x(?P<K>\d+))", {"M", "N", "K"}}}};
    return forms;
}

std::size_t digitsAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isDigit(text[end])) {
        ++end;
    }
    return end - at;
}

/// The numbers of a tile in `text` at `at`, joined by `separators`; empty when they do not stand there.
std::vector<std::string_view> numbersAt(std::string_view text, std::size_t at, std::string_view separators)
{
    std::vector<std::string_view> numbers;
    for (std::size_t i = 0;; ++i) {
        const std::size_t count = digitsAt(text, at);
        if (count == 0) {
            return {};
        }
        numbers.push_back(text.substr(at, count));
        at += count;
        if (i == separators.size()) {
            return numbers;
        }
        if (at >= text.size() || text[at] != separators[i]) {
            return {};
        }
        ++at;
    }
}

struct FoundTile
{
    std::string_view expression;
    std::size_t begin;
    std::vector<std::pair<std::string_view, std::string_view>> values; ///< variable, number
};

std::optional<FoundTile> findTile(std::string_view text)
{
    for (const TileForm &form : tileForms()) {
        const std::string_view separators = form.variables.size() == 4 ? "x_x" : "xx";
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (!isDigit(text[at]) || (at > 0 && isDigit(text[at - 1]))) {
                continue;
            }
            const auto numbers = numbersAt(text, at, separators);
            if (numbers.empty()) {
                continue;
            }
            FoundTile tile{form.expression, at, {}};
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                tile.values.emplace_back(form.variables[i], numbers[i]);
            }
            return tile;
        }
    }
    return std::nullopt;
}

/// The longest identifier of `text` up to where its numbers begin: what names the variant of a template.
std::string_view longestWord(std::string_view text)
{
    std::string_view best;
    for (std::size_t at = 0; at < text.size();) {
        if (!isWord(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && isWord(text[end])) {
            ++end;
        }
        std::string_view word = text.substr(at, end - at);
        at = end;
        if (const auto tile = findTile(word)) {
            word = word.substr(0, tile->begin);
        }
        while (!word.empty() && (word.back() == '_' || isDigit(word.back()))) {
            word.remove_suffix(1);
        }
        best = word.size() > best.size() ? word : best;
    }
    return best;
}

std::vector<std::string> literalsOf(const KernelName &name)
{
    std::vector<std::string> literals;
    std::string_view function = name.text(NamePart::Function);
    if (const auto tile = findTile(function)) {
        function = function.substr(0, tile->begin);
    }
    if (!function.empty()) {
        literals.emplace_back(function);
    }
    const std::string_view word = longestWord(name.text(NamePart::Arguments));
    if (word.size() >= kShortestLiteral && !function.contains(word)) {
        literals.emplace_back(word);
    }
    if (literals.empty()) {
        literals.emplace_back(name.text(NamePart::Name));
    }
    return literals;
}

/// Lower-case words joined by dots: "at::native::softmax" becomes "my.at.native.softmax".
std::string idOf(std::span<const std::string> literals, std::span<const std::string> taken)
{
    std::string id = "my";
    for (const char c : literals.back()) {
        if (!isWord(c)) {
            id += id.back() == '.' ? "" : ".";
        } else if (id.size() < kLongestId) {
            id += id == "my" ? "." : "";
            id += toLowerAscii(c);
        }
    }
    while (id.ends_with('.') || id.ends_with('_')) {
        id.pop_back();
    }
    std::string unused = id;
    for (int number = 2; std::ranges::find(taken, unused) != taken.end(); ++number) {
        unused = id + '-' + std::to_string(number);
    }
    return unused;
}

/// "256x128x32" in a friendly name, "(256, 32), (32, 128)" in a shape: the tile's numbers become placeholders.
std::string withPlaceholders(std::string text, const FoundTile &tile, bool isShape)
{
    const auto number = [&](std::size_t i) { return std::string(tile.values[i].second); };
    const auto replace = [&](const std::string &what, const std::string &by) {
        for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
            text.replace(at, what.size(), by);
        }
    };
    if (!isShape) {
        replace(number(0) + 'x' + number(1) + 'x' + number(2), "{M}x{N}x{K}");
        return text;
    }
    const std::string before = "(" + number(0) + ", " + number(2) + "), (" + number(2) + ", " + number(1) + ") -> (" +
                               number(0) + ", " + number(1) + ")";
    replace(before, "({M}, {K}), ({K}, {N}) -> ({M}, {N})");
    return text;
}

/// Characters that mean something in a template; a text with them cannot be written as it is.
bool isTemplateText(std::string_view text)
{
    return text.find_first_of("{}[]") == std::string_view::npos;
}

std::string fieldText(const Reading &reading, Field field, const std::optional<FoundTile> &tile)
{
    std::string text = toDisplayText(reading.info[field]);
    if (!isShape(field) && !isTemplateText(text)) {
        return {};
    }
    return tile && tile->values.size() >= 3 ? withPlaceholders(std::move(text), *tile, isShape(field)) : text;
}
} // namespace

std::string draftRule(std::string_view rawName, const Reading &reading, std::span<const std::string> taken)
{
    KernelName name;
    name.assign(rawName);
    const std::vector<std::string> literals = literalsOf(name);
    const std::optional<FoundTile> tile = findTile(name.text(NamePart::Name));
    std::string text = "- id: " + ruleScalar("id", idOf(literals, taken)) + '\n';
    const auto say = [&](std::string_view key, const std::string &value) {
        if (!value.empty()) {
            text = withRuleValue(text, key, std::span(&value, 1));
        }
    };
    text = withRuleValue(text, "all", literals);
    say("match", tile ? std::string(tile->expression) : std::string());
    const bool isGuess = reading.confidence == Confidence::Guess;
    say("confidence", "likely");
    say("library", toDisplayText(reading.info[Field::SourceLib]));
    say("friendly", fieldText(reading, Field::FriendlyName, tile));
    say("op", reading.facts.op);
    say("dtype", reading.facts.dtype);
    say("generic", isGuess ? std::string() : fieldText(reading, Field::Generic, tile));
    say("fixed", fieldText(reading, Field::Fixed, tile));
    say("tiled", fieldText(reading, Field::Tiled, tile));
    say("description", fieldText(reading, Field::Description, tile));
    return text;
}

} // namespace atlas
