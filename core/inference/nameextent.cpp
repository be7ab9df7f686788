#include "core/inference/nameextent.h"

#include "core/base/character.h"

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
/// Byte order mark, no-break space, zero-width space.
constexpr std::array<std::string_view, 3> kInvisible = {"\xef\xbb\xbf", "\xc2\xa0", "\xe2\x80\x8b"};
/// Parts of a function that a compiler split off or made of it: ".constprop.0".
constexpr std::array<std::string_view, 6> kParts = {"constprop", "isra", "part", "cold", "lto_priv", "llvm"};

bool isSurrounding(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '"' || c == '\'';
}

std::size_t frontLength(std::string_view body)
{
    if (isSurrounding(body.front())) {
        return 1;
    }
    if (body.front() == '`') {
        return body.starts_with("`anonymous") ? 0 : 1; // Microsoft's `anonymous namespace'
    }
    for (const std::string_view text : kInvisible) {
        if (body.starts_with(text)) {
            return text.size();
        }
    }
    return controlSequenceLength(body, 0);
}

bool isMark(std::string_view text)
{
    return text.size() > 1 && text.front() == '.' && std::ranges::all_of(text, [](char c) {
               return isDigit(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '_';
           });
}

/// " [28]", " [clone .kd]", " (.isra.0)" at the end of `body`.
std::size_t bracketLength(std::string_view body)
{
    const char close = body.back();
    if (close != ']' && close != ')') {
        return 0;
    }
    const std::size_t open = body.rfind(close == ']' ? '[' : '(');
    if (open == std::string_view::npos || open == 0) {
        return 0;
    }
    std::string_view inside = body.substr(open + 1, body.size() - open - 2);
    const bool isCount =
        close == ']' && body[open - 1] == ' ' && !inside.empty() && std::ranges::all_of(inside, isDigit);
    if (inside.starts_with("clone ")) {
        inside.remove_prefix(6);
    }
    return isCount || isMark(inside) ? body.size() - open : 0;
}

/// ".kd", ".constprop.0" at the end of `body`.
std::size_t markLength(std::string_view body)
{
    if (body.ends_with(".kd")) {
        return 3;
    }
    std::string_view rest = body;
    while (!rest.empty() && isDigit(rest.back())) {
        rest.remove_suffix(1);
    }
    if (rest.size() < body.size() && rest.ends_with('.')) {
        rest.remove_suffix(1);
    } else {
        rest = body;
    }
    for (const std::string_view part : kParts) {
        if (rest.ends_with(part) && rest.size() > part.size() && rest[rest.size() - part.size() - 1] == '.') {
            return body.size() - (rest.size() - part.size() - 1);
        }
    }
    return 0;
}

/// A control sequence at the end of `body`: its last byte is a letter behind digits and an escape.
std::size_t endingControlLength(std::string_view body)
{
    constexpr std::size_t longest = 16;
    const std::size_t from = body.size() - std::min(body.size(), longest);
    const std::size_t escape = body.rfind('\x1b');
    return escape != std::string_view::npos && escape >= from &&
                   controlSequenceLength(body, escape) == body.size() - escape
               ? body.size() - escape
               : 0;
}

std::size_t backLength(std::string_view body)
{
    if (isSurrounding(body.back()) || body.back() == '`') {
        return 1;
    }
    for (const std::string_view text : kInvisible) {
        if (body.ends_with(text)) {
            return text.size();
        }
    }
    for (const auto length : {endingControlLength, bracketLength, markLength}) {
        if (const std::size_t found = length(body); found > 0) {
            return found;
        }
    }
    return 0;
}
} // namespace

std::size_t controlSequenceLength(std::string_view text, std::size_t at)
{
    if (text.substr(at, 2) != "\x1b[") {
        return 0;
    }
    for (std::size_t i = at + 2; i < text.size(); ++i) {
        if (text[i] >= '@' && text[i] <= '~') {
            return i + 1 - at;
        }
        if (text[i] < ' ' || text[i] > '?') {
            return 0;
        }
    }
    return 0;
}

NameExtent nameExtent(std::string_view raw)
{
    NameExtent extent{0, raw.size()};
    const auto body = [&] { return raw.substr(extent.begin, extent.end - extent.begin); };
    while (extent.begin < extent.end) {
        const std::size_t length = frontLength(body());
        if (length == 0) {
            break;
        }
        extent.begin += length;
    }
    while (extent.begin < extent.end) {
        const std::size_t length = backLength(body());
        if (length == 0) {
            break;
        }
        extent.end -= length;
    }
    return extent.begin < extent.end ? extent : NameExtent{0, raw.size()};
}

} // namespace atlas
