#include "core/run/rowshape.h"

#include "core/base/character.h"
#include "core/base/text.h"
#include "core/run/numbertext.h"

#include <algorithm>
#include <array>

namespace atlas
{

namespace
{
constexpr std::array kNumbers = {Column::TimePercent, Column::Total, Column::Instances, Column::Average, Column::Median,
                                 Column::Min,         Column::Max,   Column::Deviation, Column::Duration};
} // namespace

bool looksLikeNumber(std::string_view text)
{
    text = trimmed(withoutUnit(trimmed(text)).digits);
    if (text.starts_with('-') || text.starts_with('+') || text.starts_with('.')) {
        text.remove_prefix(1);
    }
    // Separators of thousands may be any punctuation, also of several bytes; letters are none, but for an exponent.
    return !text.empty() && isDigit(text.front()) && std::ranges::all_of(text, [](char c) {
        const char lower = toLowerAscii(c);
        return lower == 'e' || !(lower >= 'a' && lower <= 'z');
    });
}

bool looksLikeRow(const TableHeader &header, std::span<const std::string_view> cells)
{
    const auto isNumber = [&](Column column) {
        return header.at(column) < cells.size() && looksLikeNumber(cells[header.at(column)]);
    };
    if (header.kind == ReportKind::Trace) {
        return isNumber(Column::Duration) || (cells.size() > 1 && looksLikeNumber(cells.front()));
    }
    if (isNumber(Column::Total) && isNumber(Column::Instances)) {
        return true;
    }
    std::size_t present = 0;
    std::size_t numbers = 0;
    for (const Column column : kNumbers) {
        present += header.at(column) < cells.size() ? 1 : 0;
        numbers += isNumber(column) ? 1 : 0;
    }
    return numbers * 2 > present;
}

} // namespace atlas
