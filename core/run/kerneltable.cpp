#include "core/run/kerneltable.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace atlas
{

namespace
{
constexpr std::uint32_t kNoRow = static_cast<std::uint32_t>(-1);

/// Σ(x-mean)² of a summary: 0 for a single launch, whatever its deviation says.
double squaresAroundMean(const KernelTiming &timing)
{
    return timing.instances > 1
               ? static_cast<double>(timing.instances - 1) * timing.standardDeviationNs * timing.standardDeviationNs
               : 0.0;
}

/// The median launch of durations sorted by length: the mean of the middle two for an even count.
double medianOf(const std::vector<std::pair<std::int64_t, std::int64_t>> &sorted, std::int64_t count)
{
    const std::int64_t lowRank = (count - 1) / 2;
    const std::int64_t highRank = count / 2;
    double sum = 0.0;
    std::int64_t rank = 0;
    for (const auto &[duration, launches] : sorted) {
        const std::int64_t end = rank + launches;
        sum += lowRank >= rank && lowRank < end ? static_cast<double>(duration) : 0.0;
        sum += highRank >= rank && highRank < end ? static_cast<double>(duration) : 0.0;
        rank = end;
    }
    return sum / 2.0;
}

KernelTiming summaryOf(const std::unordered_map<std::int64_t, std::int64_t> &histogram)
{
    std::vector<std::pair<std::int64_t, std::int64_t>> sorted(histogram.begin(), histogram.end());
    std::ranges::sort(sorted);
    KernelTiming timing;
    for (const auto &[duration, launches] : sorted) {
        timing.totalNs += duration * launches; // fits: addLaunch() keeps the total of the whole trace in bounds
        timing.instances += launches;
    }
    const double mean = timing.averageNs();
    double squares = 0.0;
    for (const auto &[duration, launches] : sorted) {
        const double distance = static_cast<double>(duration) - mean;
        squares += static_cast<double>(launches) * distance * distance;
    }
    timing.minNs = sorted.front().first;
    timing.maxNs = sorted.back().first;
    timing.medianNs = medianOf(sorted, timing.instances);
    timing.standardDeviationNs =
        timing.instances > 1 ? std::sqrt(squares / static_cast<double>(timing.instances - 1)) : 0.0;
    return timing;
}

/// Length of `range/` at the start of a name, 0 without one: up to the last "/" outside of brackets, because ranges
/// hold any text and kernels hold one only within template arguments.
std::size_t prefixLength(std::string_view name)
{
    if (!name.contains('/')) { // nearly every kernel: this is asked of all names of a run
        return 0;
    }
    std::size_t depth = 0;
    for (std::size_t i = name.size(); i-- > 1;) {
        const char c = name[i];
        depth += c == ')' || c == ']' || c == '}' || (c == '>' && name[i - 1] != '-') ? 1 : 0;
        depth -= depth > 0 && (c == '(' || c == '[' || c == '{' || c == '<') ? 1 : 0;
        const bool beginsName = i + 1 < name.size() && name[i + 1] != '(' && name[i + 1] != '=' && name[i + 1] != ' ';
        if (c == '/' && depth == 0 && beginsName) { // else it is "operator/"
            return i + 1;
        }
    }
    return 0;
}

/// Where a "/" cannot be of the kernel itself: C++ follows it.
bool showsRange(std::string_view name)
{
    const std::size_t length = prefixLength(name);
    const std::string_view kernel = name.substr(length);
    return length > 0 && kernel.contains('(') && kernel.ends_with(')') &&
           name.substr(0, length).find_first_of("<>(){}[]*&,") == std::string_view::npos;
}

bool fits(std::int64_t a, std::int64_t b)
{
    std::int64_t sum = 0;
    return !__builtin_add_overflow(a, b, &sum);
}
} // namespace

std::optional<KernelTiming> pooled(const KernelTiming &a, const KernelTiming &b)
{
    KernelTiming both;
    if (__builtin_add_overflow(a.totalNs, b.totalNs, &both.totalNs) ||
        __builtin_add_overflow(a.instances, b.instances, &both.instances)) {
        return std::nullopt;
    }
    both.minNs = leastNs(a.minNs, b.minNs);
    both.maxNs = mostNs(a.maxNs, b.maxNs);
    const double distance = b.averageNs() - a.averageNs();
    const double between = distance * distance * static_cast<double>(a.instances) *
                           (static_cast<double>(b.instances) / static_cast<double>(both.instances));
    both.standardDeviationNs =
        std::sqrt((squaresAroundMean(a) + squaresAroundMean(b) + between) / static_cast<double>(both.instances - 1));
    return both;
}

KernelTableBuilder::KernelTableBuilder(const TableHeader &header)
{
    m_table.kind = header.kind;
    m_table.lostDigits = header.lostDigits();
}

KernelTableBuilder::Rows &KernelTableBuilder::rowsOf(std::string_view range)
{
    if (!m_rows.empty() && m_rows.back().table.range == range) {
        return m_rows.back();
    }
    const auto [found, isNew] = m_rowsOfRange.try_emplace(std::string(range), m_rows.size());
    if (isNew) {
        m_rows.push_back({RangeTable{std::string(range), {}, 0, 0}, {}});
    }
    return m_rows[found->second];
}

bool KernelTableBuilder::add(std::string_view range, std::string_view name, const KernelTiming &timing)
{
    return addTo(rowsOf(range), m_table.names.intern(name), timing);
}

bool KernelTableBuilder::addTo(Rows &rows, KernelId kernel, const KernelTiming &timing)
{
    RangeTable &table = rows.table;
    if (!fits(table.totalNs, timing.totalNs) || !fits(table.instances, timing.instances)) {
        return false;
    }
    if (kernel.index() >= rows.rowOfKernel.size()) {
        rows.rowOfKernel.resize(std::max(m_table.names.size(), rows.rowOfKernel.size() * 2), kNoRow);
    }
    std::uint32_t &row = rows.rowOfKernel[kernel.index()];
    if (row == kNoRow) {
        row = static_cast<std::uint32_t>(table.rows.size());
        table.rows.push_back({kernel, timing});
    } else {
        // Cannot fail: the table's own sums, checked above, are larger.
        table.rows[row].timing = *pooled(table.rows[row].timing, timing);
        ++m_repeatedRows;
    }
    table.totalNs += timing.totalNs;
    table.instances += timing.instances;
    return true;
}

bool KernelTableBuilder::addLaunch(std::string_view name, std::int64_t durationNs)
{
    if (!fits(m_launchedNs, durationNs)) {
        return false;
    }
    m_launchedNs += durationNs;
    const KernelId kernel = m_table.names.intern(name);
    if (kernel.index() >= m_launches.size()) {
        m_launches.resize(kernel.index() + 1);
    }
    ++m_launches[kernel.index()][durationNs];
    return true;
}

void KernelTableBuilder::setNameCut(std::string_view name)
{
    if (const std::optional<KernelId> kernel = m_table.names.find(name)) {
        m_table.names.setCut(*kernel);
        m_table.namesCut = true;
    }
}

void KernelTableBuilder::summariseLaunches()
{
    for (std::size_t i = 0; i < m_launches.size(); ++i) {
        // Cannot fail: addLaunch() checked the sum of everything.
        static_cast<void>(addTo(rowsOf({}), makeId<KernelId>(i), summaryOf(m_launches[i])));
    }
    m_launches.clear();
}

KernelTable KernelTableBuilder::build()
{
    summariseLaunches();
    for (Rows &rows : m_rows) {
        m_table.ranges.push_back(std::move(rows.table));
    }
    m_rows.clear();
    return splitByPrefix(std::move(m_table));
}

KernelTable KernelTableBuilder::splitByPrefix(KernelTable table) const
{
    if (table.hasRanges() || table.names.size() == 0) {
        return table;
    }
    std::size_t withPrefix = 0;
    bool isShown = m_rangesInNames;
    for (std::size_t i = 0; i < table.names.size(); ++i) {
        const std::string_view name = table.names[makeId<KernelId>(i)];
        withPrefix += prefixLength(name) > 0 ? 1 : 0;
        isShown = isShown || showsRange(name);
    }
    if (withPrefix == 0 || (withPrefix < table.names.size() && !isShown)) {
        return table;
    }
    TableHeader header;
    header.kind = table.kind;
    KernelTableBuilder split(header);
    for (const KernelRow &row : table.ranges.front().rows) {
        const std::string_view name = table.names[row.kernel];
        const std::size_t length = prefixLength(name);
        static_cast<void>(split.add(name.substr(0, length - (length > 0 ? 1 : 0)), name.substr(length), row.timing));
        if (table.names.isCut(row.kernel)) {
            split.setNameCut(name.substr(length));
        }
    }
    KernelTable result = std::move(split.m_table);
    for (Rows &rows : split.m_rows) {
        result.ranges.push_back(std::move(rows.table));
    }
    result.lostDigits = table.lostDigits;
    return result;
}

} // namespace atlas
