#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace atlas
{

namespace
{
constexpr std::string_view kReplacement = "\xEF\xBF\xBD"; // U+FFFD
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";    // U+2026

unsigned byteAt(std::string_view text, std::size_t index)
{
    return static_cast<unsigned char>(text[index]);
}

bool isContinuation(std::string_view text, std::size_t index)
{
    return index < text.size() && (byteAt(text, index) & 0xC0U) == 0x80U;
}

/// Allowed range of the second byte after `lead` (Unicode standard, table 3-7).
struct SecondByteRange
{
    unsigned low;
    unsigned high;
};

SecondByteRange secondByteRange(unsigned lead)
{
    switch (lead) {
    case 0xE0:
        return {0xA0, 0xBF};
    case 0xED:
        return {0x80, 0x9F};
    case 0xF0:
        return {0x90, 0xBF};
    case 0xF4:
        return {0x80, 0x8F};
    default:
        return {0x80, 0xBF};
    }
}

std::size_t expectedLength(unsigned lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        return 3;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/// A step through text: how many bytes belong together and whether they are a character.
struct Sequence
{
    std::size_t length;
    bool valid;
};

Sequence sequenceAt(std::string_view text, std::size_t index)
{
    const unsigned lead = byteAt(text, index);
    const std::size_t expected = expectedLength(lead);
    if (expected <= 1) {
        return {1, expected == 1};
    }
    const SecondByteRange range = secondByteRange(lead);
    if (index + 1 >= text.size() || byteAt(text, index + 1) < range.low || byteAt(text, index + 1) > range.high) {
        return {1, false};
    }
    std::size_t length = 2;
    while (length < expected && isContinuation(text, index + length)) {
        ++length;
    }
    return {length, length == expected};
}

std::size_t asciiPrefix(std::string_view text, std::size_t from)
{
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(from);
    return static_cast<std::size_t>(
        std::find_if(begin, text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) - text.begin());
}

bool isHexShown(std::string_view sequence)
{
    const unsigned lead = byteAt(sequence, 0);
    if (sequence.size() == 1) {
        return lead < 0x20 || lead == 0x7F;
    }
    const bool c1Control = sequence.size() == 2 && lead == 0xC2 && byteAt(sequence, 1) < 0xA0;
    // U+200E/F, U+202A..E and U+2066..9 reorder what follows them on a terminal.
    const bool bidirectional =
        sequence.size() == 3 && lead == 0xE2 &&
        ((byteAt(sequence, 1) == 0x80 && (byteAt(sequence, 2) == 0x8E || byteAt(sequence, 2) == 0x8F ||
                                          (byteAt(sequence, 2) >= 0xAA && byteAt(sequence, 2) <= 0xAE))) ||
         (byteAt(sequence, 1) == 0x81 && byteAt(sequence, 2) >= 0xA6 && byteAt(sequence, 2) <= 0xA9));
    return c1Control || bidirectional;
}

void appendHex(std::string &out, std::string_view bytes)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    for (const char c : bytes) {
        const auto value = static_cast<unsigned char>(c);
        out += {'\\', 'x', kDigits[value >> 4U], kDigits[value & 0xFU]};
    }
}
} // namespace

bool isValidUtf8(std::string_view text)
{
    for (std::size_t i = asciiPrefix(text, 0); i < text.size(); i = asciiPrefix(text, i)) {
        const Sequence sequence = sequenceAt(text, i);
        if (!sequence.valid) {
            return false;
        }
        i += sequence.length;
    }
    return true;
}

std::string toValidUtf8(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Sequence sequence = sequenceAt(text, i);
        out += sequence.valid ? text.substr(i, sequence.length) : kReplacement;
        i += sequence.length;
    }
    return out;
}

std::string escapeInvalidUtf8(std::string_view text, std::string_view prefix)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Sequence sequence = sequenceAt(text, i);
        if (sequence.valid) {
            out += text.substr(i, sequence.length);
            i += sequence.length;
            continue;
        }
        const unsigned byte = byteAt(text, i++);
        out.append(prefix).append({kHex[byte >> 4U], kHex[byte & 0xFU]});
    }
    return out;
}

std::size_t characterCount(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::size_t floorToCharacter(std::string_view text, std::size_t index)
{
    index = std::min(index, text.size());
    while (index > 0 && isContinuation(text, index)) {
        --index;
    }
    return index;
}

std::string elideMiddle(std::string_view text, std::size_t maxCharacters)
{
    if (text.size() <= maxCharacters || characterCount(text) <= maxCharacters) {
        return std::string(text);
    }
    if (maxCharacters == 0) {
        return {};
    }
    const std::size_t kept = maxCharacters - 1;
    std::size_t head = 0;
    for (std::size_t n = 0; n < (kept + 1) / 2; ++n) {
        head += sequenceAt(text, head).length;
    }
    std::size_t tail = text.size();
    for (std::size_t n = 0; n < kept / 2; ++n) {
        tail = floorToCharacter(text, tail - 1);
    }
    return std::string(text.substr(0, head)).append(kEllipsis).append(text.substr(tail));
}

std::string toLowerAscii(std::string_view text)
{
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return toLowerAscii(c); });
    return out;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t";
    const std::size_t begin = text.find_first_not_of(kBlank);
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string escapeControls(std::string_view text)
{
    if (std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; })) {
        return std::string(text);
    }
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Sequence sequence = sequenceAt(text, i);
        const std::string_view bytes = text.substr(i, sequence.length);
        if (!sequence.valid || isHexShown(bytes)) {
            appendHex(out, bytes);
        } else {
            out += bytes;
        }
        i += sequence.length;
    }
    return out;
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
        if (end == std::string_view::npos) {
            return parts;
        }
        begin = end + 1;
    }
}

std::vector<std::string_view> lines(std::string_view text)
{
    if (text.empty()) {
        return {};
    }
    if (text.ends_with('\n')) {
        text.remove_suffix(1);
    }
    std::vector<std::string_view> parts = split(text, '\n');
    for (std::string_view &line : parts) {
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
    }
    return parts;
}

} // namespace atlas
