#include "core/run/plainname.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

namespace atlas
{

namespace
{
/// What opens and closes around a whole name.
struct Marks
{
    std::string_view open;
    std::string_view close;
};
constexpr std::array kMarks = {
    Marks{"<code>", "</code>"},
    Marks{"<tt>", "</tt>"},
    Marks{"**", "**"},
    Marks{"``", "``"},
    Marks{"`", "`"},
    Marks{"\"", "\""},
    Marks{"'", "'"},
    Marks{"\xE2\x80\x9C", "\xE2\x80\x9D"},
};

struct Entity
{
    std::string_view name;
    std::string_view text;
};
constexpr std::array kEntities = {Entity{"lt", "<"},   Entity{"gt", ">"},   Entity{"amp", "&"}, Entity{"quot", "\""},
                                  Entity{"apos", "'"}, Entity{"nbsp", " "}, Entity{"vert", "|"}};
constexpr std::size_t kLongestEntity = 6;

/// What Markdown escapes; a backslash before anything else is one of a path.
constexpr std::string_view kEscapable = "_*<>[]|`~#\\";

std::optional<std::string_view> withoutMarks(std::string_view text)
{
    for (const Marks &marks : kMarks) {
        if (text.size() <= marks.open.size() + marks.close.size() || !text.starts_with(marks.open) ||
            !text.ends_with(marks.close)) {
            continue;
        }
        const std::string_view inner =
            text.substr(marks.open.size(), text.size() - marks.open.size() - marks.close.size());
        if (!inner.contains(marks.open)) { // else they open and close inside: 'a'::'b'
            return trimmed(inner);
        }
    }
    return std::nullopt;
}

/// The character of a numeric entity ("#39", "#x27"); nothing beyond printable ASCII.
std::optional<char> numericEntity(std::string_view name)
{
    if (!name.starts_with('#')) {
        return std::nullopt;
    }
    const bool isHex = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
    const std::string_view digits = name.substr(isHex ? 2 : 1);
    unsigned value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, isHex ? 16 : 10);
    const bool isWhole = error == std::errc() && end == digits.data() + digits.size();
    return isWhole && value >= 0x20 && value < 0x7F ? std::optional(static_cast<char>(value)) : std::nullopt;
}

std::string withoutEntities(std::string_view text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end =
            text[at] == '&' ? text.substr(at, kLongestEntity + 2).find(';') : std::string_view::npos;
        if (end == std::string_view::npos) {
            plain += text[at++];
            continue;
        }
        const std::string_view name = text.substr(at + 1, end - 1);
        const auto found = std::ranges::find(kEntities, name, &Entity::name);
        const std::optional<char> numeric = numericEntity(name);
        if (found != kEntities.end()) {
            plain += found->text;
        } else if (numeric) {
            plain += *numeric;
        } else {
            plain += text.substr(at, end + 1);
        }
        at += end + 1;
    }
    return plain;
}

/// Whether every backslash stands before a sign that Markdown escapes.
bool isEscaped(std::string_view text)
{
    std::size_t at = text.find('\\');
    while (at != std::string_view::npos) {
        if (at + 1 >= text.size() || !kEscapable.contains(text[at + 1])) {
            return false;
        }
        at = text.find('\\', at + 2);
    }
    return true;
}

std::string withoutEscapes(std::string_view text)
{
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        at += text[at] == '\\' ? 1 : 0;
        plain += text[at];
    }
    return plain;
}
} // namespace

std::optional<std::string> plainName(std::string_view cell)
{
    std::string_view text = cell;
    bool isCode = false;
    while (const std::optional<std::string_view> inner = withoutMarks(text)) {
        isCode = isCode || text.starts_with('`');
        text = *inner;
    }
    const bool hasEntities = text.contains(';') && text.contains('&');
    // In a code span Markdown undoes no backslash.
    const bool hasEscapes = !isCode && text.contains('\\') && isEscaped(text);
    if (text.size() == cell.size() && !hasEntities && !hasEscapes) {
        return std::nullopt;
    }
    std::string plain = hasEscapes ? withoutEscapes(text) : std::string(text);
    return hasEntities ? withoutEntities(plain) : plain;
}

} // namespace atlas
