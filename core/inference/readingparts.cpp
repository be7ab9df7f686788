#include "core/inference/readingparts.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace atlas
{

namespace
{
ByteSpan toRaw(const NameSpan &span, const KernelName &name)
{
    return span.isRaw ? ByteSpan{span.begin, span.end} : name.rawSpan(span.begin, span.end);
}
} // namespace

std::vector<ByteSpan> tidy(const std::vector<NameSpan> &places, const KernelName &name)
{
    std::vector<ByteSpan> spans;
    std::ranges::transform(places, std::back_inserter(spans),
                           [&](const NameSpan &place) { return toRaw(place, name); });
    std::erase_if(spans, [](const ByteSpan &span) { return span.begin >= span.end; });
    std::ranges::sort(spans, {}, [](const ByteSpan &span) { return std::pair(span.begin, span.end); });
    std::vector<ByteSpan> joined;
    for (const ByteSpan &span : spans) {
        if (!joined.empty() && span.begin <= joined.back().end) {
            joined.back().end = std::max(joined.back().end, span.end);
        } else {
            joined.push_back(span);
        }
    }
    return joined;
}

std::optional<int> toInt(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<std::array<int, 3>> toTile(std::string_view text)
{
    const std::vector<std::string_view> parts = split(text, 'x');
    std::array<int, 3> tile{};
    for (std::size_t i = 0; i < tile.size(); ++i) {
        const std::optional<int> extent = parts.size() == tile.size() ? toInt(parts[i]) : std::nullopt;
        if (!extent) {
            return std::nullopt;
        }
        tile[i] = *extent;
    }
    return tile;
}

} // namespace atlas
