#pragma once

#include "core/base/diagnostic.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// Which line a byte of a text is on. Lines end at LF, as editors count them; a CR before it belongs to the line break.
/// Keeps a view of the text.
class SourceLines
{
public:
    explicit SourceLines(std::string_view text);

    /// The line of byte `offset`, from 1. Fast when asked in rising order.
    [[nodiscard]] std::size_t lineAt(std::size_t offset) const;
    /// Line and column (bytes, from 1; a BOM is not counted) of byte `offset`.
    [[nodiscard]] SourceLocation locate(std::size_t offset, const std::string &file) const;
    /// The text of line `line`, from 1, without its line break.
    [[nodiscard]] std::string_view textOf(std::size_t line) const;
    /// The same for a finding: empty where the line is too long to be shown, since each finding keeps a copy.
    [[nodiscard]] std::string shownText(std::size_t line) const;

private:
    std::string_view m_text;
    std::vector<std::size_t> m_starts;
    mutable std::size_t m_last = 0; // index of the line asked for last
};

/// The first byte of the line that `offset` is on.
[[nodiscard]] std::size_t lineBegin(std::string_view text, std::size_t offset);
/// The byte of the line break that ends the line of `offset` (of its CR in CRLF), or text.size().
[[nodiscard]] std::size_t lineEnd(std::string_view text, std::size_t offset);
/// The first byte of the next line, or text.size().
[[nodiscard]] std::size_t nextLine(std::string_view text, std::size_t offset);
/// 3 when `text` begins with a byte order mark, else 0.
[[nodiscard]] std::size_t bomSize(std::string_view text);

} // namespace atlas
