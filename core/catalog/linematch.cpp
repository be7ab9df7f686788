#include "core/catalog/linematch.h"

#include "core/catalog/sourcelines.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

namespace atlas
{

namespace
{
using Ids = std::vector<std::uint32_t>;

/// Half-open ranges of lines of both texts that are compared with each other.
struct Ranges
{
    std::size_t beforeBegin;
    std::size_t beforeEnd;
    std::size_t afterBegin;
    std::size_t afterEnd;

    [[nodiscard]] bool isEmpty() const { return beforeBegin >= beforeEnd || afterBegin >= afterEnd; }
};

struct Match
{
    std::size_t before;
    std::size_t after;
};

/// Same number, same line.
Ids number(const std::vector<std::string_view> &lines, std::unordered_map<std::string_view, std::uint32_t> &known)
{
    Ids ids;
    ids.reserve(lines.size());
    for (const std::string_view line : lines) {
        ids.push_back(known.try_emplace(line, static_cast<std::uint32_t>(known.size())).first->second);
    }
    return ids;
}

class LineMatcher
{
public:
    LineMatcher(Ids before, Ids after, std::size_t lineCount)
        : m_before(std::move(before)), m_after(std::move(after)), m_seen(lineCount), m_found(m_before.size(), kNoLine)
    {
    }

    std::vector<std::size_t> run()
    {
        std::vector<Ranges> open{{0, m_before.size(), 0, m_after.size()}};
        while (!open.empty()) {
            Ranges ranges = open.back();
            open.pop_back();
            takeEnds(ranges);
            if (ranges.isEmpty()) {
                continue;
            }
            const std::vector<Match> anchors = anchorsIn(ranges);
            if (anchors.empty()) {
                compare(ranges);
                continue;
            }
            Ranges rest = ranges;
            for (const Match &anchor : anchors) {
                m_found[anchor.before] = anchor.after;
                open.push_back({rest.beforeBegin, anchor.before, rest.afterBegin, anchor.after});
                rest.beforeBegin = anchor.before + 1;
                rest.afterBegin = anchor.after + 1;
            }
            open.push_back(rest);
        }
        return std::move(m_found);
    }

private:
    struct Seen
    {
        std::uint32_t before = 0;
        std::uint32_t after = 0;
        std::size_t place = 0; ///< in after
    };

    void takeEnds(Ranges &ranges)
    {
        while (!ranges.isEmpty() && m_before[ranges.beforeBegin] == m_after[ranges.afterBegin]) {
            m_found[ranges.beforeBegin++] = ranges.afterBegin++;
        }
        while (!ranges.isEmpty() && m_before[ranges.beforeEnd - 1] == m_after[ranges.afterEnd - 1]) {
            m_found[--ranges.beforeEnd] = --ranges.afterEnd;
        }
    }

    /// The longest rising row of lines that are there once on both sides (patience sorting).
    std::vector<Match> anchorsIn(const Ranges &ranges)
    {
        for (std::size_t i = ranges.afterBegin; i < ranges.afterEnd; ++i) {
            ++m_seen[m_after[i]].after;
            m_seen[m_after[i]].place = i;
        }
        for (std::size_t i = ranges.beforeBegin; i < ranges.beforeEnd; ++i) {
            ++m_seen[m_before[i]].before;
        }
        std::vector<Match> unique;
        for (std::size_t i = ranges.beforeBegin; i < ranges.beforeEnd; ++i) {
            const Seen &seen = m_seen[m_before[i]];
            if (seen.before == 1 && seen.after == 1) {
                unique.push_back({i, seen.place});
            }
        }
        for (std::size_t i = ranges.afterBegin; i < ranges.afterEnd; ++i) {
            m_seen[m_after[i]] = {};
        }
        for (std::size_t i = ranges.beforeBegin; i < ranges.beforeEnd; ++i) {
            m_seen[m_before[i]] = {};
        }
        return longestRising(unique);
    }

    static std::vector<Match> longestRising(const std::vector<Match> &matches)
    {
        std::vector<std::size_t> ends; // by length - 1: the match that ends the best row of that length
        std::vector<std::size_t> previous(matches.size(), kNoLine);
        for (std::size_t i = 0; i < matches.size(); ++i) {
            const auto at = std::ranges::lower_bound(ends, matches[i].after, {},
                                                     [&](std::size_t match) { return matches[match].after; });
            previous[i] = at == ends.begin() ? kNoLine : *std::prev(at);
            if (at == ends.end()) {
                ends.push_back(i);
            } else {
                *at = i;
            }
        }
        std::vector<Match> row;
        for (std::size_t i = ends.empty() ? kNoLine : ends.back(); i != kNoLine; i = previous[i]) {
            row.push_back(matches[i]);
        }
        std::ranges::reverse(row);
        return row;
    }

    /// Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), as far as kMaxEdits.
    void compare(const Ranges &ranges)
    {
        constexpr std::ptrdiff_t kMaxEdits = 500;
        const auto n = static_cast<std::ptrdiff_t>(ranges.beforeEnd - ranges.beforeBegin);
        const auto m = static_cast<std::ptrdiff_t>(ranges.afterEnd - ranges.afterBegin);
        const std::ptrdiff_t limit = std::min(n + m, kMaxEdits);
        const auto index = [&](std::ptrdiff_t k) { return static_cast<std::size_t>(k + limit + 1); };
        std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * limit + 3), 0);
        std::vector<std::vector<std::ptrdiff_t>> steps;
        for (std::ptrdiff_t d = 0; d <= limit; ++d) {
            steps.push_back(furthest);
            for (std::ptrdiff_t k = -d; k <= d; k += 2) {
                std::ptrdiff_t x =
                    isDown(furthest, index(k), k, d) ? furthest[index(k + 1)] : furthest[index(k - 1)] + 1;
                while (x < n && x - k < m && isSame(ranges, x, x - k)) {
                    ++x;
                }
                furthest[index(k)] = x;
                if (x >= n && x - k >= m) {
                    walkBack(ranges, steps, d, k, limit);
                    return;
                }
            }
        }
    }

    static bool isDown(const std::vector<std::ptrdiff_t> &furthest, std::size_t index, std::ptrdiff_t k,
                       std::ptrdiff_t d)
    {
        return k == -d || (k != d && furthest[index - 1] < furthest[index + 1]);
    }

    [[nodiscard]] bool isSame(const Ranges &ranges, std::ptrdiff_t x, std::ptrdiff_t y) const
    {
        return m_before[ranges.beforeBegin + static_cast<std::size_t>(x)] ==
               m_after[ranges.afterBegin + static_cast<std::size_t>(y)];
    }

    void walkBack(const Ranges &ranges, const std::vector<std::vector<std::ptrdiff_t>> &steps, std::ptrdiff_t d,
                  std::ptrdiff_t k, std::ptrdiff_t limit)
    {
        const auto n = static_cast<std::ptrdiff_t>(ranges.beforeEnd - ranges.beforeBegin);
        std::ptrdiff_t x = n;
        for (; d >= 0; --d) {
            const std::vector<std::ptrdiff_t> &furthest = steps[static_cast<std::size_t>(d)];
            const auto index = static_cast<std::size_t>(k + limit + 1);
            const bool down = isDown(furthest, index, k, d);
            const std::ptrdiff_t fromX = d == 0 ? 0 : down ? furthest[index + 1] : furthest[index - 1] + 1;
            for (; x > fromX; --x) {
                m_found[ranges.beforeBegin + static_cast<std::size_t>(x - 1)] =
                    ranges.afterBegin + static_cast<std::size_t>(x - 1 - k);
            }
            if (d > 0) {
                x = down ? fromX : fromX - 1;
                k += down ? 1 : -1;
            }
        }
    }

    Ids m_before;
    Ids m_after;
    std::vector<Seen> m_seen; // by number of a line; all zero between two calls
    std::vector<std::size_t> m_found;
};
} // namespace

std::vector<std::string_view> linesWithBreaks(std::string_view text)
{
    std::vector<std::string_view> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = nextLine(text, at);
        lines.push_back(text.substr(at, next - at));
        at = next;
    }
    return lines;
}

std::vector<std::size_t> matchLines(const std::vector<std::string_view> &before,
                                    const std::vector<std::string_view> &after)
{
    std::unordered_map<std::string_view, std::uint32_t> known;
    Ids beforeIds = number(before, known);
    Ids afterIds = number(after, known);
    return LineMatcher(std::move(beforeIds), std::move(afterIds), known.size()).run();
}

} // namespace atlas
