#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace atlas
{

/// A listed share in words: "38 %"; a decimal where a whole percent would say 0 or 100.
[[nodiscard]] std::string listedPercent(double share);

/// Tells from the profiler's own percentages, which are of all kernels, whether a file lists all of them: a report cut
/// to its first N rows says "24.9 %" of a row that is more than that of the rows listed.
class ListedShare
{
public:
    /// Looks at a row: its percentage as printed, its time and the file's decimal sign. Only the first rows, which are
    /// the largest, can tell.
    void add(std::string_view percentCell, std::int64_t totalNs, char decimalSign);
    /// The percentages are not of the kernels alone, so they tell nothing.
    void stop() { m_isStopped = true; }
    /// Whether rows that sum up to `sumNs` are certainly less than all: beyond what rounding explains.
    [[nodiscard]] bool isPartial(std::int64_t sumNs) const;
    /// How much (0..1) of all time rows that sum up to `sumNs` are; 1 where they are all or nothing tells.
    [[nodiscard]] double of(std::int64_t sumNs) const;

private:
    std::size_t m_rows = 0;
    bool m_isStopped = false;
    /// Upper bound of "share of all time per ns" over the rows seen.
    double m_sharePerNs = std::numeric_limits<double>::infinity();
    /// Of the rows seen: their percentages and times, whose quotient is known better than each.
    double m_percents = 0.0;
    double m_ns = 0.0;
};

} // namespace atlas
