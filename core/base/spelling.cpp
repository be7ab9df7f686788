#include "core/base/spelling.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace atlas
{

std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::array<std::vector<std::size_t>, 3> rows; // two rows back, one row back, current
    for (auto &row : rows) {
        row.resize(b.size() + 1);
    }
    for (std::size_t j = 0; j <= b.size(); ++j) {
        rows[2][j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::ranges::rotate(rows, rows.begin() + 1);
        rows[2][0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substitution = rows[1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            rows[2][j] = std::min({rows[1][j] + 1, rows[2][j - 1] + 1, substitution});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                rows[2][j] = std::min(rows[2][j], rows[0][j - 2] + 1);
            }
        }
    }
    return rows[2][b.size()];
}

std::string_view closestMatch(std::string_view word, std::span<const std::string_view> candidates)
{
    const std::string wanted = toLowerAscii(word);
    std::string_view best;
    std::size_t bestDistance = std::max<std::size_t>(word.size() / 3, 1) + 1;
    for (const std::string_view candidate : candidates) {
        const std::string lower = toLowerAscii(candidate);
        const bool abbreviated = wanted.size() >= 3 && lower.starts_with(wanted);
        const std::size_t distance = abbreviated ? 1 : editDistance(wanted, lower);
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

std::string didYouMean(std::string_view word, std::span<const std::string_view> candidates)
{
    const std::string_view match = closestMatch(word, candidates);
    return match.empty() ? std::string() : " (did you mean \"" + std::string(match) + "\"?)";
}

} // namespace atlas
