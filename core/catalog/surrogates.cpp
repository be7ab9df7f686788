#include "core/catalog/surrogates.h"

#include "core/catalog/sourcelines.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <yaml.h>

namespace atlas
{

namespace
{
constexpr std::size_t kPairBytes = 12; // \ud83d\ude00
constexpr std::size_t kShift = 2;      // \U0001F600 is so many bytes shorter
/// Bytes read in all while pairs are looked for: each scalar that has some costs one reading up to it.
constexpr std::size_t kMaxBytesRead = std::size_t{1} << 30;

std::optional<unsigned> unitAt(std::string_view text, std::size_t at)
{
    if (at + kPairBytes / 2 > text.size() || text[at] != '\\' || text[at + 1] != 'u') {
        return std::nullopt;
    }
    unsigned unit = 0;
    const char *end = text.data() + at + kPairBytes / 2;
    const auto [stop, error] = std::from_chars(text.data() + at + 2, end, unit, 16);
    return error == std::errc() && stop == end ? std::optional(unit) : std::nullopt;
}

std::string escapeOf(unsigned high, unsigned low)
{
    const unsigned codePoint = 0x10000U + ((high - 0xD800U) << 10U) + (low - 0xDC00U);
    std::string escape = "\\U";
    for (int shift = 28; shift >= 0; shift -= 4) {
        escape += "0123456789ABCDEF"[(codePoint >> static_cast<unsigned>(shift)) & 0xFU];
    }
    return escape;
}

/// The number of the character (from 0) at which a quoted scalar begins that holds an escape YAML does not allow;
/// nothing when there is none.
std::optional<std::size_t> refusedScalar(std::string_view text)
{
    yaml_parser_t parser = {};
    if (yaml_parser_initialize(&parser) == 0) {
        return std::nullopt;
    }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char *>(text.data()), text.size());
    std::optional<std::size_t> refused;
    for (bool isOver = false; !isOver;) {
        yaml_event_t event = {};
        if (yaml_parser_parse(&parser, &event) == 0) {
            const std::string_view problem = parser.problem == nullptr ? "" : parser.problem;
            if (problem == "found invalid Unicode character escape code") {
                refused = parser.context_mark.index;
            }
            break;
        }
        isOver = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return refused;
}

/// The byte of character `index`, counted from byte `begin`.
std::size_t byteOf(std::string_view text, std::size_t index, std::size_t begin)
{
    std::size_t byte = begin;
    while (index > 0 && byte < text.size()) {
        ++byte;
        while (byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0U) == 0x80U) {
            ++byte;
        }
        --index;
    }
    return byte;
}

/// Behind the closing quote of the double-quoted scalar that begins at or behind `begin` (anchor and tag stand first).
std::size_t endOfQuoted(std::string_view text, std::size_t begin)
{
    std::size_t at = std::min(text.find('"', begin), text.size());
    for (++at; at < text.size() && text[at] != '"'; ++at) {
        at += text[at] == '\\' ? 1U : 0U;
    }
    return std::min(at + 1, text.size());
}
} // namespace

SurrogateSpelling::SurrogateSpelling(std::string_view text) : m_original(text)
{
    const bool mayHavePairs = text.contains("\\ud8") || text.contains("\\uD8") || text.contains("\\ud9") ||
                              text.contains("\\uD9") || text.contains("\\uda") || text.contains("\\uDA") ||
                              text.contains("\\uDa") || text.contains("\\udA") || text.contains("\\udb") ||
                              text.contains("\\uDB") || text.contains("\\uDb") || text.contains("\\udB");
    if (!mayHavePairs) {
        return;
    }
    m_spelled = text;
    const std::size_t bom = bomSize(text);
    for (std::size_t bytesRead = 0; bytesRead < kMaxBytesRead;) {
        const std::optional<std::size_t> refused = refusedScalar(std::string_view(m_spelled).substr(bom));
        if (!refused) {
            return;
        }
        const std::size_t begin = byteOf(m_spelled, *refused, bom);
        const std::size_t before = m_shifts.size();
        bytesRead += begin + 1;
        spell(begin, endOfQuoted(m_spelled, begin));
        if (m_shifts.size() == before) {
            return; // half a pair: an error for the reader to tell
        }
    }
}

void SurrogateSpelling::spell(std::size_t begin, std::size_t end)
{
    std::string spelled;
    for (std::size_t at = begin; at < end;) {
        const std::optional<unsigned> high = unitAt(m_spelled, at);
        const std::optional<unsigned> low = unitAt(m_spelled, at + kPairBytes / 2);
        if (high && low && *high >= 0xD800 && *high < 0xDC00 && *low >= 0xDC00 && *low < 0xE000) {
            spelled += escapeOf(*high, *low);
            m_shifts.push_back(begin + spelled.size());
            at += kPairBytes;
            continue;
        }
        // An escaped backslash begins no escape.
        const std::size_t count = m_spelled[at] == '\\' && at + 1 < end ? 2 : 1;
        spelled.append(m_spelled, at, count);
        at += count;
    }
    m_spelled.replace(begin, end - begin, spelled);
}

std::size_t SurrogateSpelling::originalByte(std::size_t byte) const
{
    const auto behind = std::ranges::upper_bound(m_shifts, byte);
    return byte + kShift * static_cast<std::size_t>(behind - m_shifts.begin());
}

} // namespace atlas
