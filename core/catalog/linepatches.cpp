#include "core/catalog/linepatches.h"

#include "core/catalog/linematch.h"

namespace atlas
{

namespace
{
using Lines = std::vector<std::string_view>;

/// The bytes of lines [from, to) of `lines`, which are all lines of `text`.
SourceSpan spanOf(std::string_view text, const Lines &lines, std::size_t from, std::size_t to)
{
    const auto offset = [&](std::size_t line) {
        return line < lines.size() ? static_cast<std::size_t>(lines[line].data() - text.data()) : text.size();
    };
    return {offset(from), offset(to)};
}
} // namespace

std::vector<TextPatch> linePatches(std::string_view before, std::string_view after)
{
    const Lines old = linesWithBreaks(before);
    const Lines now = linesWithBreaks(after);
    std::vector<std::size_t> matches = matchLines(old, now);
    matches.push_back(now.size()); // the ends of both
    std::vector<TextPatch> patches;
    std::size_t nextOld = 0;
    std::size_t nextNow = 0;
    for (std::size_t i = 0; i < matches.size(); ++i) {
        if (matches[i] == kNoLine) {
            continue;
        }
        if (i > nextOld || matches[i] > nextNow) {
            const SourceSpan put = spanOf(after, now, nextNow, matches[i]);
            patches.push_back({spanOf(before, old, nextOld, i), std::string(after.substr(put.begin, put.size()))});
        }
        nextOld = i + 1;
        nextNow = matches[i] + 1;
    }
    return patches;
}

} // namespace atlas
