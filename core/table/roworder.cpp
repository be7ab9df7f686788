#include "core/table/roworder.h"

#include "core/base/parallel.h"
#include "core/base/text.h"
#include "core/table/rowfilter.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>

namespace atlas
{

namespace
{
constexpr std::size_t kWorthThreads = 50'000;

/// A row with its sort key beside it: sorting these beats looking keys up through indices.
struct Keyed
{
    double key;
    std::uint32_t row;

    /// Rows are numbered by total time, so ties fall back to it.
    friend bool operator<(const Keyed &a, const Keyed &b) { return a.key != b.key ? a.key < b.key : a.row < b.row; }
};

/// Place of each distinct text in alphabetical order, ignoring case, by text number.
std::vector<std::uint32_t> ranksOf(const TextPool &pool)
{
    std::vector<std::string> folded;
    folded.reserve(pool.size());
    for (std::uint32_t i = 0; i < pool.size(); ++i) {
        folded.push_back(toLowerAscii(pool.text(i)));
    }
    std::vector<std::uint32_t> order(pool.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {}, [&](std::uint32_t i) {
        return std::pair<std::string_view, std::string_view>(folded[i], pool.text(i));
    });
    std::vector<std::uint32_t> ranks(order.size());
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
        ranks[order[rank]] = rank;
    }
    return ranks;
}

double number(const KernelTiming &timing, SortKey key)
{
    switch (key) {
    case SortKey::Instances:
        return static_cast<double>(timing.instances);
    case SortKey::Average:
        return timing.averageNs();
    case SortKey::Median:
        return timing.medianNs;
    case SortKey::Min:
        return static_cast<double>(timing.minNs);
    case SortKey::Max:
        return static_cast<double>(timing.maxNs);
    case SortKey::StandardDeviation:
        return timing.standardDeviationNs;
    default:
        return static_cast<double>(timing.totalNs);
    }
}

std::optional<TextColumn> textColumn(SortKey key)
{
    switch (key) {
    case SortKey::FriendlyName:
        return TextColumn::FriendlyName;
    case SortKey::Library:
        return TextColumn::Library;
    case SortKey::Op:
        return TextColumn::Op;
    case SortKey::State:
        return TextColumn::State;
    default:
        return std::nullopt;
    }
}

/// The rows with their keys; a descending sort is an ascending one of negated keys, so that ties stay as they are.
std::vector<Keyed> keyedRows(const Stage &stage, const RowTexts &texts, const RowOrderRequest &request,
                             const RowOrder &rows)
{
    const std::optional<TextColumn> column = textColumn(request.key);
    const std::vector<std::uint32_t> ranks = column ? ranksOf(texts.pool(*column)) : std::vector<std::uint32_t>();
    const double sign = request.descending ? -1.0 : 1.0;
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const KernelRow &data = stage.rows[row];
        const double key = column                            ? ranks[texts.number(*column, data.kernel)]
                           : request.key == SortKey::RawName ? texts.rawNameRank(data.kernel)
                                                             : number(data.timing, request.key);
        keyed.push_back({sign * key, row});
    }
    return keyed;
}

void sortInTwo(std::span<Keyed> keyed)
{
    if (keyed.size() < kWorthThreads) {
        std::ranges::sort(keyed, std::less());
        return;
    }
    const std::size_t middle = keyed.size() / 2;
    {
        const std::jthread other([&] { std::ranges::sort(keyed.subspan(middle), std::less()); });
        std::ranges::sort(keyed.first(middle), std::less());
    }
    std::inplace_merge(keyed.begin(), keyed.begin() + static_cast<std::ptrdiff_t>(middle), keyed.end());
}
} // namespace

Result<RowOrder> computeRowOrder(const Run &run, const RowTexts &texts, const RowOrderRequest &request)
{
    const Stage &stage = run.stage(request.stage);
    Result<RowOrder> rows = filterRows(run, stage, texts, request.filter);
    if (!rows || (request.key == SortKey::Total && request.descending)) {
        return rows;
    }
    std::vector<Keyed> keyed = keyedRows(stage, texts, request, *rows);
    const auto unknown =
        std::stable_partition(keyed.begin(), keyed.end(), [](const Keyed &k) { return !std::isnan(k.key); });
    sortInTwo(std::span(keyed.begin(), unknown));
    std::ranges::transform(keyed, rows->begin(), &Keyed::row);
    return rows;
}

} // namespace atlas
