#include "core/catalog/yamltext.h"

#include "core/base/character.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
constexpr std::string_view kDigits = "0123456789";

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::ranges::find(words, word) != words.end();
}

/// Numbers of YAML 1.1 and 1.2, dates and times all begin with a digit, a sign or a point and hold these characters
/// only. Taking a little more than they really are only means a pair of quotes too many.
bool looksLikeNumber(std::string_view text)
{
    const std::string_view body = text.starts_with('+') || text.starts_with('-') ? text.substr(1) : text;
    if (isOneOf(toLowerAscii(body), {".inf", ".nan"})) {
        return true;
    }
    const bool begins = !body.empty() && (isDigit(body[0]) || (body[0] == '.' && body.size() > 1 && isDigit(body[1])));
    if (!begins) {
        return false;
    }
    if (body.starts_with("0x") || body.starts_with("0X")) {
        return body.find_first_not_of("0123456789abcdefABCDEF_", 2) == std::string_view::npos;
    }
    return body.find_first_not_of("0123456789_.,:+-eEoObBTtZ ") == std::string_view::npos;
}

bool isPlainWord(std::string_view text)
{
    constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr std::size_t kMaxPlain = 80;
    if (text.empty() || text.size() > kMaxPlain || kLetters.find(text[0]) == std::string_view::npos ||
        text.back() == ' ') {
        return false;
    }
    return std::ranges::all_of(text, [&](char c) {
        return kLetters.find(c) != std::string_view::npos || kDigits.find(c) != std::string_view::npos || c == ' ' ||
               c == '-' || c == '_' || c == '.' || c == '/' || c == '+';
    });
}

void appendEscape(std::string &out, unsigned codePoint)
{
    constexpr std::string_view kHex = "0123456789abcdef";
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) {
        out += kHex[(codePoint >> static_cast<unsigned>(shift)) & 0xFU];
    }
}

/// The code point of a two- or three-byte sequence that has to be escaped, or 0. `length` gets its bytes.
unsigned escapedCodePoint(std::string_view text, std::size_t &length)
{
    const auto at = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(text[i])); };
    if (text.size() >= 2 && at(0) == 0xC2 && at(1) < 0xA0) {
        length = 2;
        return at(1);
    }
    if (text.size() < 3 || (at(0) != 0xE2 && at(0) != 0xEF)) {
        return 0;
    }
    length = 3;
    const unsigned codePoint = ((at(0) & 0xFU) << 12U) | ((at(1) & 0x3FU) << 6U) | (at(2) & 0x3FU);
    const bool escaped = codePoint == 0x2028 || codePoint == 0x2029 || codePoint == 0xFEFF || codePoint >= 0xFFFE;
    return escaped ? codePoint : 0;
}

void appendAscii(std::string &out, char c)
{
    switch (c) {
    case '"':
        out += "\\\"";
        return;
    case '\\':
        out += "\\\\";
        return;
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    const auto value = static_cast<unsigned char>(c);
    if (value < 0x20 || value == 0x7F) {
        appendEscape(out, value);
    } else {
        out += c;
    }
}

std::string printScalar(const YamlNode &node)
{
    const std::string tag = node.tag.empty() ? std::string() : node.tag == "!" ? "! " : "!<" + node.tag + "> ";
    const bool plain = node.style == YamlStyle::Plain && (isAmbiguous(node.text) || isPlainWord(node.text));
    if (!plain) {
        return tag + doubleQuoted(node.text);
    }
    return tag + (node.text.empty()                          ? "null"
                  : node.text.find(',') == std::string::npos ? node.text
                                                             : doubleQuoted(node.text));
}
} // namespace

bool isNullText(std::string_view plain)
{
    return isOneOf(plain, {"", "~", "null", "Null", "NULL"});
}

bool isAmbiguous(std::string_view plain)
{
    return isNullText(plain) || isOneOf(plain, {"=", "<<"}) ||
           isOneOf(toLowerAscii(plain), {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}) ||
           looksLikeNumber(plain);
}

bool isNullNode(const YamlNode &node)
{
    if (node.kind != YamlKind::Scalar) {
        return false;
    }
    return node.tag == "tag:yaml.org,2002:null" ||
           (node.tag.empty() && node.style == YamlStyle::Plain && isNullText(node.text));
}

std::string doubleQuoted(std::string_view text)
{
    std::string out = "\"";
    out.reserve(text.size() + 2);
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            appendAscii(out, text[i++]);
            continue;
        }
        std::size_t length = 1;
        if (const unsigned codePoint = escapedCodePoint(text.substr(i), length); codePoint != 0) {
            appendEscape(out, codePoint);
            i += length;
        } else {
            out += text[i++];
        }
    }
    return out + '"';
}

std::string plainOrQuoted(std::string_view text)
{
    return isPlainWord(text) && !isAmbiguous(text) ? std::string(text) : doubleQuoted(text);
}

std::string printFlow(const YamlTree &tree, std::size_t index)
{
    const YamlNode &node = tree[index];
    std::string out;
    if (node.kind == YamlKind::Scalar) {
        return printScalar(node);
    }
    if (node.kind == YamlKind::Alias) {
        return "*" + node.text;
    }
    if (node.kind == YamlKind::Sequence) {
        forEachItem(tree, index, [&](std::size_t item) { out += (out.empty() ? "" : ", ") + printFlow(tree, item); });
        return "[" + out + "]";
    }
    forEachPair(tree, index, [&](std::size_t key, std::size_t value) {
        out += (out.empty() ? "" : ", ") + printFlow(tree, key) + ": " + printFlow(tree, value);
    });
    return "{" + out + "}";
}

} // namespace atlas
