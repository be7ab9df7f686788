#include "core/inference/namedifference.h"

#include "core/inference/nameskeleton.h"

#include <algorithm>
#include <cstdint>

namespace atlas
{

namespace
{
struct Tokens
{
    std::string_view name;
    std::vector<NameToken> list;

    [[nodiscard]] std::string_view text(std::size_t i) const
    {
        return name.substr(list[i].span.begin, list[i].span.end - list[i].span.begin);
    }
};

/// Tokens from `begin` to `end` of each side are still to be compared.
struct Middle
{
    std::size_t begin = 0;
    std::size_t mineEnd = 0;
    std::size_t theirsEnd = 0;
};

Middle betweenCommonEnds(const Tokens &mine, const Tokens &theirs)
{
    Middle middle{0, mine.list.size(), theirs.list.size()};
    while (middle.begin < std::min(middle.mineEnd, middle.theirsEnd) &&
           mine.text(middle.begin) == theirs.text(middle.begin)) {
        ++middle.begin;
    }
    while (middle.mineEnd > middle.begin && middle.theirsEnd > middle.begin &&
           mine.text(middle.mineEnd - 1) == theirs.text(middle.theirsEnd - 1)) {
        --middle.mineEnd;
        --middle.theirsEnd;
    }
    return middle;
}

/// Marks the tokens of the middle that a longest common subsequence has in common.
void markCommon(const Tokens &mine, const Tokens &theirs, const Middle &middle, std::vector<bool> &mineCommon,
                std::vector<bool> &theirsCommon)
{
    const std::size_t rows = middle.mineEnd - middle.begin;
    const std::size_t columns = middle.theirsEnd - middle.begin;
    if (rows == 0 || columns == 0 || std::max(rows, columns) > kMaxComparedTokens) {
        return;
    }
    std::vector<std::uint16_t> longest((rows + 1) * (columns + 1), 0); // of what is left from (i, j) on
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t & { return longest[i * (columns + 1) + j]; };
    const auto same = [&](std::size_t i, std::size_t j) {
        return mine.text(middle.begin + i) == theirs.text(middle.begin + j);
    };
    for (std::size_t i = rows; i-- > 0;) {
        for (std::size_t j = columns; j-- > 0;) {
            at(i, j) =
                same(i, j) ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
        }
    }
    for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
        if (same(i, j)) {
            mineCommon[middle.begin + i++] = true;
            theirsCommon[middle.begin + j++] = true;
        } else {
            at(i + 1, j) >= at(i, j + 1) ? ++i : ++j;
        }
    }
}

/// The spans of the tokens that are not common, joined where nothing common lies between them.
std::vector<ByteSpan> spansOf(const Tokens &tokens, const std::vector<bool> &isCommon)
{
    std::vector<ByteSpan> spans;
    bool joins = false;
    for (std::size_t i = 0; i < tokens.list.size(); ++i) {
        if (!isCommon[i]) {
            const ByteSpan span = tokens.list[i].span;
            if (joins) {
                spans.back().end = std::max(spans.back().end, span.end);
            } else {
                spans.push_back(span);
            }
        }
        joins = !isCommon[i];
    }
    return spans;
}

std::vector<bool> outside(const Middle &middle, std::size_t count, std::size_t end)
{
    std::vector<bool> isCommon(count, true);
    std::fill(isCommon.begin() + static_cast<std::ptrdiff_t>(middle.begin),
              isCommon.begin() + static_cast<std::ptrdiff_t>(end), false);
    return isCommon;
}
} // namespace

NameDifference nameDifference(std::string_view mine, std::string_view theirs)
{
    NameDifference difference;
    if (mine == theirs) {
        return difference;
    }
    for (const TokenDifference &token : tokenDifferences(mine, theirs)) {
        difference.mine.push_back(token.mine);
        difference.theirs.push_back(token.theirs);
    }
    if (!difference.mine.empty()) {
        return difference;
    }
    const Tokens a{mine, nameTokens(mine)};
    const Tokens b{theirs, nameTokens(theirs)};
    const Middle middle = betweenCommonEnds(a, b);
    std::vector<bool> mineCommon = outside(middle, a.list.size(), middle.mineEnd);
    std::vector<bool> theirsCommon = outside(middle, b.list.size(), middle.theirsEnd);
    markCommon(a, b, middle, mineCommon, theirsCommon);
    return {spansOf(a, mineCommon), spansOf(b, theirsCommon)};
}

} // namespace atlas
