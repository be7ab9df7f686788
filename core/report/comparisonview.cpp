#include "core/report/comparisonview.h"

#include "core/base/format.h"
#include "core/base/parallel.h"
#include "core/base/text.h"
#include "core/report/comparisontext.h"
#include "core/table/namematcher.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace atlas
{

namespace
{
constexpr std::size_t kWorthThreads = 5'000;

/// A number to sort by; NaN where there is none.
double numberOf(const ComparisonRow &row, ComparisonSort sort)
{
    const auto total = [](const ComparedKernel &kernel) {
        return kernel.isThere() ? static_cast<double>(kernel.perIteration.totalNs) : std::nan("");
    };
    switch (sort) {
    case ComparisonSort::Baseline:
        return total(row.baseline);
    case ComparisonSort::Candidate:
        return total(row.candidate);
    case ComparisonSort::Change:
        return row.logRatio;
    case ComparisonSort::Interval:
        return row.logInterval.low;
    case ComparisonSort::Calls:
        return static_cast<double>(std::max(row.baseline.timing.instances, row.candidate.timing.instances));
    case ComparisonSort::Mark:
        return -static_cast<double>(row.mark); // same names first when falling, as times are
    case ComparisonSort::Verdict:
        return -static_cast<double>(row.verdict);
    default:
        return std::abs(static_cast<double>(row.parts.deltaNs));
    }
}

bool isText(ComparisonSort sort)
{
    return sort == ComparisonSort::Name || sort == ComparisonSort::Library || sort == ComparisonSort::Op;
}

void sortByNumber(const StageComparison &stage, std::vector<std::uint32_t> &order, ComparisonSort sort, bool isFalling)
{
    std::vector<std::pair<double, std::uint32_t>> keys;
    keys.reserve(order.size());
    for (const std::uint32_t row : order) {
        const double number = numberOf(stage.rows[row], sort);
        const double missing = std::numeric_limits<double>::infinity();
        keys.emplace_back(std::isnan(number) ? missing : isFalling ? -number : number, row);
    }
    std::ranges::sort(keys); // rows are in order of |Δ total| already, so their numbers break ties
    std::ranges::transform(keys, order.begin(), [](const auto &key) { return key.second; });
}

void sortByText(const ComparisonTexts &texts, std::vector<std::uint32_t> &order, ComparisonSort sort, bool isFalling)
{
    std::vector<std::string> keys(texts.names.size());
    for (const std::uint32_t row : order) {
        keys[row] = toLowerAscii(sort == ComparisonSort::Name      ? std::string_view(texts.names[row])
                                 : sort == ComparisonSort::Library ? texts.libraries[row]
                                                                   : texts.ops[row]);
    }
    std::ranges::stable_sort(
        order, [&](std::uint32_t a, std::uint32_t b) { return isFalling ? keys[b] < keys[a] : keys[a] < keys[b]; });
}

template<class Value, class List>
bool isAmong(const Value &value, const List &wanted)
{
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

bool hasAnyBadge(const ComparisonRow &row, const std::vector<Badge> &wanted)
{
    return wanted.empty() || std::ranges::any_of(wanted, [&](Badge badge) { return row.badges.has(badge); });
}
} // namespace

std::vector<ComparisonTexts> ComparisonTexts::of(const RunComparison &comparison)
{
    // A side stores each name once, so the place of a name tells the kernel.
    std::unordered_map<const char *, std::size_t> known;
    std::vector<const ComparisonRow *> kernels;
    for (const StageComparison &stage : comparison.stages) {
        for (const ComparisonRow &row : stage.rows) {
            if (known.try_emplace(row.rawName().data(), kernels.size()).second) {
                kernels.push_back(&row);
            }
        }
    }
    ComparisonTexts each{std::vector<std::string>(kernels.size()), std::vector<std::string_view>(kernels.size()),
                         std::vector<std::string_view>(kernels.size())};
    forEachPart(kernels.size(), kWorthThreads, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            each.names[i] = comparison.friendlyName(*kernels[i]);
            each.libraries[i] = comparison.library(*kernels[i]);
            each.ops[i] = comparison.op(*kernels[i]);
        }
    });
    std::vector<ComparisonTexts> texts;
    for (const StageComparison &stage : comparison.stages) {
        ComparisonTexts &table = texts.emplace_back();
        for (const ComparisonRow &row : stage.rows) {
            const std::size_t i = known.at(row.rawName().data());
            table.names.push_back(each.names[i]);
            table.libraries.push_back(each.libraries[i]);
            table.ops.push_back(each.ops[i]);
        }
    }
    return texts;
}

Result<std::vector<std::uint32_t>> comparisonOrder(const StageComparison &stage, const ComparisonTexts &texts,
                                                   const ComparisonFilter &filter, ComparisonSort sort,
                                                   bool isDescending)
{
    const Result<NameMatcher> matcher = NameMatcher::make(filter.text);
    if (!matcher) {
        return std::unexpected(matcher.error());
    }
    const double least = filter.minimumShare * static_cast<double>(std::max(stage.baselineNs, stage.candidateNs));
    const auto namesMatch = [&](std::uint32_t i) {
        const ComparisonRow &row = stage.rows[i];
        return matcher->matchesAll() || matcher->matches(texts.names[i]) ||
               (row.baseline.isThere() && matcher->matches(row.baseline.rawName)) ||
               (row.candidate.isThere() && matcher->matches(row.candidate.rawName));
    };
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < stage.rows.size(); ++i) {
        const ComparisonRow &row = stage.rows[i];
        if (isAmong(row.verdict, filter.verdicts) && isAmong(texts.libraries[i], filter.libraries) &&
            hasAnyBadge(row, filter.badges) && std::abs(static_cast<double>(row.parts.deltaNs)) >= least &&
            namesMatch(i)) {
            order.push_back(i);
        }
    }
    if (isText(sort)) {
        sortByText(texts, order, sort, isDescending);
    } else {
        sortByNumber(stage, order, sort, isDescending);
    }
    return order;
}

std::string ComparisonGroup::verdictText() const
{
    std::string text;
    for (const Verdict verdict : {Verdict::Slower, Verdict::Faster, Verdict::Added, Verdict::Removed}) {
        if (const std::size_t count = verdicts[static_cast<std::size_t>(verdict)]; count > 0) {
            text += (text.empty() ? "" : "  ") + std::string(glyph(verdict)) + ' ' +
                    formatCount(static_cast<std::int64_t>(count)) + ' ' + std::string(toString(verdict));
        }
    }
    return text;
}

std::vector<ComparisonGroup> groupComparison(const StageComparison &stage, const ComparisonTexts &texts,
                                             const std::vector<std::uint32_t> &order, ComparisonGrouping grouping)
{
    std::vector<ComparisonGroup> groups;
    if (grouping == ComparisonGrouping::None) {
        return groups;
    }
    std::map<std::string_view, std::size_t> known;
    for (const std::uint32_t i : order) {
        const std::string_view name = grouping == ComparisonGrouping::Library ? texts.libraries[i] : texts.ops[i];
        const auto [found, isNew] = known.try_emplace(name, groups.size());
        if (isNew) {
            groups.emplace_back();
            groups.back().name = name.empty() ? "unknown" : std::string(name);
        }
        ComparisonGroup &group = groups[found->second];
        const ComparisonRow &row = stage.rows[i];
        group.rows.push_back(i);
        group.baselineNs += row.baseline.perIteration.totalNs;
        group.candidateNs += row.candidate.perIteration.totalNs;
        addTo(group.parts, row.parts);
        ++group.verdicts[static_cast<std::size_t>(row.verdict)];
    }
    std::ranges::stable_sort(groups, std::ranges::greater(),
                             [](const ComparisonGroup &group) { return std::abs(group.parts.deltaNs); });
    return groups;
}

} // namespace atlas
