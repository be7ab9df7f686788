#include "core/table/rowgroups.h"

#include <algorithm>
#include <numeric>
#include <ranges>

namespace atlas
{

std::optional<TextColumn> groupColumn(GroupBy by)
{
    switch (by) {
    case GroupBy::Library:
        return TextColumn::Library;
    case GroupBy::Op:
        return TextColumn::Op;
    case GroupBy::Rule:
        return TextColumn::Rule;
    case GroupBy::State:
        return TextColumn::State;
    case GroupBy::None:
        break;
    }
    return std::nullopt;
}

void pool(KernelTiming &sum, const KernelTiming &added, bool isFirst)
{
    sum.minNs = isFirst ? added.minNs : leastNs(sum.minNs, added.minNs);
    sum.maxNs = isFirst ? added.maxNs : mostNs(sum.maxNs, added.maxNs);
    sum.totalNs += added.totalNs;
    sum.instances += added.instances;
}

GroupedRows GroupedRows::of(const Stage &stage, const RowTexts &texts, const RowOrder &order, GroupBy by)
{
    const std::optional<TextColumn> column = groupColumn(by);
    if (!column) {
        return GroupedRows(order);
    }
    const auto text = [&](std::uint32_t row) { return texts.number(*column, stage.rows[row].kernel); };
    std::vector<RowGroup> byText(texts.pool(*column).size()); // `end` counts rows for now
    for (const std::uint32_t row : order) {
        RowGroup &group = byText[text(row)];
        pool(group.timing, stage.rows[row].timing, group.end == 0);
        ++group.end;
    }
    std::vector<std::uint32_t> used;
    for (std::uint32_t i = 0; i < byText.size(); ++i) {
        byText[i].name = texts.pool(*column).text(i);
        if (byText[i].end > 0) {
            used.push_back(i);
        }
    }
    std::ranges::sort(used, {}, [&](std::uint32_t i) { return std::pair(-byText[i].timing.totalNs, byText[i].name); });
    GroupedRows rows;
    std::vector<std::size_t> next(byText.size()); // where the next row of each text goes
    for (const std::uint32_t i : used) {
        const std::size_t begin = rows.m_groups.empty() ? 0 : rows.m_groups.back().end;
        RowGroup &group = rows.m_groups.emplace_back(std::move(byText[i]));
        group.begin = begin;
        group.end += begin;
        next[i] = begin;
    }
    rows.m_order.resize(order.size());
    for (const std::uint32_t row : order) {
        rows.m_order[next[text(row)]++] = row;
    }
    rows.placeHeads();
    return rows;
}

void GroupedRows::placeHeads()
{
    m_heads.resize(m_groups.size());
    std::size_t line = 0;
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        m_heads[i] = line;
        line += 1 + (m_groups[i].isOpen ? m_groups[i].count() : 0);
    }
}

std::size_t GroupedRows::lineCount() const
{
    if (!isGrouped()) {
        return m_order.size();
    }
    const RowGroup &last = m_groups.back();
    return m_heads.back() + 1 + (last.isOpen ? last.count() : 0);
}

GroupedRows::Line GroupedRows::at(std::size_t line) const
{
    if (!isGrouped()) {
        return {0, m_order[line]};
    }
    const auto group =
        static_cast<std::size_t>(std::ranges::upper_bound(m_heads, line) - m_heads.begin()) - std::size_t{1};
    const std::size_t within = line - m_heads[group];
    return within == 0 ? Line{group, {}} : Line{group, m_order[m_groups[group].begin + within - 1]};
}

std::size_t GroupedRows::groupAt(std::size_t place) const
{
    return static_cast<std::size_t>(std::ranges::upper_bound(m_groups, place, {}, &RowGroup::end) - m_groups.begin());
}

std::optional<std::size_t> GroupedRows::groupOf(std::uint32_t row) const
{
    const auto found = std::ranges::find(m_order, row);
    return found == m_order.end() || !isGrouped()
               ? std::nullopt
               : std::optional(groupAt(static_cast<std::size_t>(found - m_order.begin())));
}

std::optional<std::size_t> GroupedRows::lineOf(std::uint32_t row) const
{
    const auto found = std::ranges::find(m_order, row);
    if (found == m_order.end()) {
        return std::nullopt;
    }
    const auto place = static_cast<std::size_t>(found - m_order.begin());
    if (!isGrouped()) {
        return place;
    }
    const std::size_t group = groupAt(place);
    return m_groups[group].isOpen ? std::optional(m_heads[group] + 1 + place - m_groups[group].begin) : std::nullopt;
}

std::vector<LineRange> GroupedRows::linesOf(std::span<const std::uint32_t> rows) const
{
    if (rows.empty() || m_order.empty()) {
        return {};
    }
    std::vector<char> isWanted(std::ranges::max(m_order) + std::size_t{1});
    for (const std::uint32_t row : rows) {
        if (row < isWanted.size()) {
            isWanted[row] = 1;
        }
    }
    std::vector<LineRange> lines;
    const std::size_t count = lineCount();
    for (std::size_t i = 0; i < count; ++i) {
        const std::optional<std::uint32_t> row = at(i).row;
        if (!row || isWanted[*row] == 0) {
            continue;
        }
        if (!lines.empty() && lines.back().last + 1 == i) {
            lines.back().last = i;
        } else {
            lines.push_back({i, i});
        }
    }
    return lines;
}

void GroupedRows::setOpen(std::size_t group, bool open)
{
    m_groups[group].isOpen = open;
    placeHeads();
}

void GroupedRows::setAllOpen(bool open)
{
    for (RowGroup &group : m_groups) {
        group.isOpen = open;
    }
    placeHeads();
}

void GroupedRows::takeOpenFrom(const GroupedRows &before)
{
    for (RowGroup &group : m_groups) {
        const auto found = std::ranges::find(before.m_groups, group.name, &RowGroup::name);
        group.isOpen = found == before.m_groups.end() || found->isOpen;
    }
    placeHeads();
}

RowOrder rowsOfLines(const GroupedRows &rows, std::span<const LineRange> lines)
{
    std::vector<LineRange> sorted(lines.begin(), lines.end());
    std::ranges::sort(sorted, {}, &LineRange::first);
    RowOrder chosen;
    if (!rows.isGrouped()) {
        for (const LineRange &range : sorted) {
            const auto first = rows.order().begin();
            chosen.insert(chosen.end(), first + static_cast<std::ptrdiff_t>(range.first),
                          first + static_cast<std::ptrdiff_t>(range.last + 1));
        }
        return chosen;
    }
    std::size_t groupDone = rows.groups().size(); // the group whose head brought all its rows
    for (const LineRange &range : sorted) {
        for (std::size_t at = range.first; at <= range.last; ++at) {
            const GroupedRows::Line line = rows.at(at);
            const RowGroup &group = rows.groups()[line.group];
            if (!line.row) {
                const auto first = rows.order().begin();
                chosen.insert(chosen.end(), first + static_cast<std::ptrdiff_t>(group.begin),
                              first + static_cast<std::ptrdiff_t>(group.end));
                groupDone = line.group;
            } else if (line.group != groupDone) {
                chosen.push_back(*line.row);
            }
        }
    }
    return chosen;
}

RowSum sumOf(const Stage &stage, std::span<const std::uint32_t> rows)
{
    RowSum sum;
    for (const std::uint32_t row : rows) {
        sum.totalNs += stage.rows[row].timing.totalNs;
        sum.instances += stage.rows[row].timing.instances;
    }
    sum.kernels = rows.size();
    sum.share = stage.shareOf(sum.totalNs);
    return sum;
}

} // namespace atlas
