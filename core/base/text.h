#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Text is UTF-8 in std::string everywhere in core; columns and spans count bytes.
namespace atlas
{

/// Whether every byte of `text` belongs to a well-formed UTF-8 sequence (RFC 3629: no surrogates, no overlong forms).
[[nodiscard]] bool isValidUtf8(std::string_view text);

/// `text` with each ill-formed byte sequence replaced by U+FFFD; well-formed text comes back unchanged.
[[nodiscard]] std::string toValidUtf8(std::string_view text);

/// `text` with each byte that belongs to no well-formed sequence as `prefix` and two hex digits ("\xFC"): nothing is
/// lost, and the result is valid.
[[nodiscard]] std::string escapeInvalidUtf8(std::string_view text, std::string_view prefix = "\\x");

/// Number of code points in valid UTF-8.
[[nodiscard]] std::size_t characterCount(std::string_view text);

/// The largest index <= `index` at which a character of `text` begins (or text.size()).
[[nodiscard]] std::size_t floorToCharacter(std::string_view text, std::size_t index);

/// At most `maxCharacters` characters of `text`; the middle gives way to U+2026 when it is longer.
[[nodiscard]] std::string elideMiddle(std::string_view text, std::size_t maxCharacters);

/// A to Z become a to z, everything else stays: what kernel names need, whatever the locale.
[[nodiscard]] std::string toLowerAscii(std::string_view text);
[[nodiscard]] constexpr char toLowerAscii(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// `text` without spaces and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// Control characters (C0, DEL, C1, bidirectional overrides) as \xNN, so that data cannot drive a terminal.
[[nodiscard]] std::string escapeControls(std::string_view text);

/// The parts of `text` between `separator`s; one empty part for an empty text.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// The lines of `text` without their line breaks (LF or CRLF); a final line break adds no empty line.
[[nodiscard]] std::vector<std::string_view> lines(std::string_view text);

} // namespace atlas
