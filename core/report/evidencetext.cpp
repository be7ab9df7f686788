#include "core/report/evidencetext.h"

#include "core/base/text.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace atlas
{

namespace
{
/// One character of the name as it is shown.
struct ShownCharacter
{
    std::size_t byte;  ///< where it begins in the name
    std::string text;  ///< itself, or \xNN
    std::size_t width; ///< columns
};

std::vector<ShownCharacter> shownCharacters(std::string_view name)
{
    std::vector<ShownCharacter> shown;
    std::size_t begin = 0;
    while (begin < name.size()) {
        std::size_t end = begin + 1;
        while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) {
            ++end;
        }
        std::string text = escapeControls(name.substr(begin, end - begin));
        const std::size_t width = characterCount(text);
        shown.push_back({begin, std::move(text), width});
        begin = end;
    }
    return shown;
}

bool covers(const std::vector<ByteSpan> &spans, std::size_t byte)
{
    return std::ranges::any_of(spans, [&](const ByteSpan &span) { return span.begin <= byte && byte < span.end; });
}

using Line = std::pair<std::vector<ShownCharacter>::const_iterator, std::vector<ShownCharacter>::const_iterator>;

/// `^` under the characters of `line` that are in `spans`, without spaces at the end; empty when there are none.
std::string marks(const Line &line, const std::vector<ByteSpan> &spans)
{
    std::string row;
    for (auto character = line.first; character != line.second; ++character) {
        row.append(character->width, covers(spans, character->byte) ? '^' : ' ');
    }
    row.erase(row.find_last_not_of(' ') + 1);
    return row;
}

/// The rows of marks under `line`; fields with the same marks share one.
std::string markRows(const Line &line, const Reading &reading)
{
    std::vector<std::pair<std::string, std::string>> rows; // marks, keys
    for (const Field field : kFields) {
        std::string row = marks(line, reading.spans(field));
        if (row.empty()) {
            continue;
        }
        const auto same = std::ranges::find(rows, row, &std::pair<std::string, std::string>::first);
        if (same == rows.end()) {
            rows.emplace_back(std::move(row), std::string(key(field)));
        } else {
            same->second += ", " + std::string(key(field));
        }
    }
    std::string text;
    for (const auto &[row, keys] : rows) {
        text += row + ' ' + keys + '\n';
    }
    return text;
}

/// The end of the line that begins at `begin`: at least one character, at most `columns`.
std::vector<ShownCharacter>::const_iterator lineEnd(const std::vector<ShownCharacter> &shown,
                                                    std::vector<ShownCharacter>::const_iterator begin,
                                                    std::size_t columns)
{
    std::size_t width = begin->width;
    auto end = begin + 1;
    while (end != shown.end() && width + end->width <= columns) {
        width += end->width;
        ++end;
    }
    return end;
}
} // namespace

std::string underlinedName(std::string_view name, const Reading &reading, std::size_t columns)
{
    const std::vector<ShownCharacter> shown = shownCharacters(name);
    std::string text;
    for (auto begin = shown.begin(); begin != shown.end();) {
        const auto end = lineEnd(shown, begin, columns);
        for (auto character = begin; character != end; ++character) {
            text += character->text;
        }
        text += '\n' + markRows({begin, end}, reading);
        begin = end;
    }
    return text;
}

} // namespace atlas
