#include "core/table/rowfilter.h"

#include "core/base/parallel.h"
#include "core/table/namematcher.h"

#include <algorithm>
#include <numeric>

namespace atlas
{

namespace
{
constexpr std::size_t kWorthThreads = 20'000;
/// A table with fewer than one in so many of the run's kernels looks its names up one by one.
constexpr std::size_t kFewOfAll = 8;

/// One column whose text must be among those chosen.
struct WantedTexts
{
    TextColumn column;
    std::vector<char> flags; ///< by text number
};

std::vector<WantedTexts> wantedTexts(const RowTexts &texts, const RowFilter &filter)
{
    std::vector<WantedTexts> wanted;
    const auto add = [&](TextColumn column, const std::vector<std::string> &chosen) {
        if (chosen.empty()) {
            return;
        }
        const TextPool &pool = texts.pool(column);
        std::vector<char> flags(pool.size());
        for (std::uint32_t i = 0; i < pool.size(); ++i) {
            flags[i] = std::ranges::find(chosen, pool.text(i)) != chosen.end() ? 1 : 0;
        }
        wanted.push_back({column, std::move(flags)});
    };
    add(TextColumn::Library, filter.libraries);
    add(TextColumn::State, filter.states);
    add(TextColumn::Op, filter.ops);
    add(TextColumn::Rule, filter.rules);
    add(TextColumn::Origin, filter.origins);
    return wanted;
}

/// What a row must have to pass; read by several threads.
class RowTest
{
public:
    RowTest(const Run &run, const Stage &stage, const RowTexts &texts, const RowFilter &filter, NameMatcher &matcher)
        : m_run(run), m_texts(texts), m_filter(filter), m_matcher(matcher), m_wanted(wantedTexts(texts, filter)),
          m_leastNs(filter.minimumShare * static_cast<double>(stage.totalNs) / stage.listedShare)
    {
        if (!matcher.matchesAll()) {
            m_friendly = matchingTexts(texts.pool(TextColumn::FriendlyName), matcher);
        }
        if (stage.rows.size() >= run.kernelCount() / kFewOfAll) {
            testAllKernels();
        }
    }

    [[nodiscard]] bool passes(const KernelRow &row) const
    {
        return (m_kernels.empty() ? passes(row.kernel) : m_kernels[row.kernel.index()] != 0) &&
               static_cast<double>(row.timing.totalNs) >= m_leastNs &&
               row.timing.instances >= m_filter.minimumInstances;
    }

private:
    /// Kernels in the order of their names in memory: that is several times faster than in the order of the rows.
    void testAllKernels()
    {
        std::vector<char> raw =
            m_matcher.matchesAll() ? std::vector<char>(m_run.kernelCount(), 1) : matchingKernels(m_run, m_matcher);
        forEachPart(raw.size(), kWorthThreads, [&](std::size_t begin, std::size_t end, std::size_t) {
            for (std::size_t i = begin; i < end; ++i) {
                const auto kernel = makeId<KernelId>(i);
                raw[i] = (raw[i] != 0 || hasFriendlyMatch(kernel)) && hasWantedTexts(kernel) && isInWantedStage(kernel);
            }
        });
        m_kernels = std::move(raw);
    }
    [[nodiscard]] bool passes(KernelId kernel) const
    {
        return hasWantedTexts(kernel) && isInWantedStage(kernel) &&
               (m_matcher.matchesAll() || hasFriendlyMatch(kernel) || m_matcher.matches(m_run.name(kernel)));
    }
    [[nodiscard]] bool hasFriendlyMatch(KernelId kernel) const
    {
        return m_friendly[m_texts.number(TextColumn::FriendlyName, kernel)] != 0;
    }
    [[nodiscard]] bool hasWantedTexts(KernelId kernel) const
    {
        return std::ranges::all_of(
            m_wanted, [&](const WantedTexts &w) { return w.flags[m_texts.number(w.column, kernel)] != 0; });
    }
    [[nodiscard]] bool isInWantedStage(KernelId kernel) const
    {
        return m_filter.stages.empty() || std::ranges::any_of(m_filter.stages, [&](StageId stage) {
                   return m_run.stage(stage).rowOf(kernel).has_value();
               });
    }

    const Run &m_run;
    const RowTexts &m_texts;
    const RowFilter &m_filter;
    NameMatcher &m_matcher;
    std::vector<WantedTexts> m_wanted;
    double m_leastNs;
    std::vector<char> m_friendly; ///< by text number
    std::vector<char> m_kernels;  ///< by KernelId; empty: too few rows for that to pay
};

RowOrder allRows(std::size_t count)
{
    RowOrder rows(count);
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

bool letsAllPass(const RowFilter &filter)
{
    RowFilter without = filter;
    without.text.clear();
    return without == RowFilter();
}
} // namespace

Result<RowOrder> filterRows(const Run &run, const Stage &stage, const RowTexts &texts, const RowFilter &filter)
{
    Result<NameMatcher> matcher = NameMatcher::make(filter.text);
    if (!matcher) {
        return std::unexpected(matcher.error());
    }
    if (matcher->matchesAll() && letsAllPass(filter)) {
        return allRows(stage.rows.size());
    }
    const RowTest test(run, stage, texts, filter, *matcher);
    std::vector<RowOrder> parts(partCount(stage.rows.size(), kWorthThreads));
    forEachPart(stage.rows.size(), kWorthThreads, [&](std::size_t begin, std::size_t end, std::size_t part) {
        RowOrder rows;
        rows.reserve((end - begin) / 4);
        for (std::size_t row = begin; row < end; ++row) {
            if (test.passes(stage.rows[row])) {
                rows.push_back(static_cast<std::uint32_t>(row));
            }
        }
        parts[part] = std::move(rows);
    });
    RowOrder rows = std::move(parts.front());
    for (std::size_t part = 1; part < parts.size(); ++part) {
        rows.insert(rows.end(), parts[part].begin(), parts[part].end());
    }
    return rows;
}

std::vector<TextCount> countTexts(const Stage &stage, const RowTexts &texts, TextColumn column)
{
    std::vector<std::size_t> byText(texts.pool(column).size());
    for (const KernelRow &row : stage.rows) {
        ++byText[texts.number(column, row.kernel)];
    }
    std::vector<TextCount> counts;
    for (std::uint32_t i = 0; i < byText.size(); ++i) {
        if (byText[i] > 0) {
            counts.push_back({std::string(texts.pool(column).text(i)), byText[i]});
        }
    }
    std::ranges::sort(counts, [](const TextCount &a, const TextCount &b) {
        return a.rows != b.rows ? a.rows > b.rows : a.text < b.text;
    });
    return counts;
}

} // namespace atlas
