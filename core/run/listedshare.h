#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace atlas
{

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

private:
    std::size_t m_rows = 0;
    bool m_isStopped = false;
    /// Upper bound of "share of all time per ns" over the rows seen.
    double m_sharePerNs = std::numeric_limits<double>::infinity();
};

} // namespace atlas
