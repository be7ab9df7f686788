#include "core/table/roworder.h"

#include "core/base/parallel.h"
#include "core/table/rowfilter.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <ranges>
#include <span>

namespace atlas
{

namespace
{
constexpr std::size_t kWorthThreads = 50'000;

/// A place in the order so far, with its sort key beside it: sorting these beats looking keys up through indices.
struct Keyed
{
    double key;
    std::uint32_t place;

    friend bool operator<(const Keyed &a, const Keyed &b) { return a.key != b.key ? a.key < b.key : a.place < b.place; }
};

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
        return timing.minimumNs();
    case SortKey::Max:
        return timing.maximumNs();
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
    case SortKey::Rule:
        return TextColumn::Rule;
    default:
        return std::nullopt;
    }
}

/// The places of `rows` with their keys; a descending sort is an ascending one of negated keys, so that ties stay.
std::vector<Keyed> keyedPlaces(const Stage &stage, const RowTexts &texts, const SortStep &step, const RowOrder &rows)
{
    const std::optional<TextColumn> column = textColumn(step.key);
    const std::vector<std::uint32_t> ranks = column ? texts.pool(*column).ranks() : std::vector<std::uint32_t>();
    const double sign = step.descending ? -1.0 : 1.0;
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const KernelRow &data = stage.rows[row];
        const double key = column                         ? ranks[texts.number(*column, data.kernel)]
                           : step.key == SortKey::RawName ? texts.rawNameRank(data.kernel)
                                                          : number(data.timing, step.key);
        keyed.push_back({sign * key, static_cast<std::uint32_t>(keyed.size())});
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

/// `rows` by one key; equal ones stay as they are.
RowOrder sortedBy(const Stage &stage, const RowTexts &texts, const SortStep &step, const RowOrder &rows)
{
    std::vector<Keyed> keyed = keyedPlaces(stage, texts, step, rows);
    const auto unknown =
        std::stable_partition(keyed.begin(), keyed.end(), [](const Keyed &k) { return !std::isnan(k.key); });
    sortInTwo(std::span(keyed.begin(), unknown));
    RowOrder sorted(rows.size());
    std::ranges::transform(keyed, sorted.begin(), [&rows](const Keyed &k) { return rows[k.place]; });
    return sorted;
}
} // namespace

Result<RowOrder> computeRowOrder(const Run &run, const RowTexts &texts, const RowOrderRequest &request)
{
    const Stage &stage = run.stage(request.stage);
    Result<RowOrder> rows = filterRows(run, stage, texts, request.filter);
    if (!rows) {
        return rows;
    }
    for (const SortStep &step : std::views::reverse(request.then)) {
        rows = sortedBy(stage, texts, step, *rows);
    }
    const bool isSorted = request.then.empty() && request.key == SortKey::Total && request.descending;
    return isSorted ? std::move(rows) : sortedBy(stage, texts, {request.key, request.descending}, *rows);
}

} // namespace atlas
