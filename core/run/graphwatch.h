#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace atlas
{

/// Counts, in the profiler's table of API calls beside a kernel table, what launches kernels: kernels inside of CUDA
/// graphs are in no kernel table unless the profiler was told to trace a graph's nodes.
class GraphWatch
{
public:
    /// The headings of a table that is no kernel table.
    void begin(std::span<const std::string_view> headings);
    void row(std::span<const std::string_view> cells);
    /// What to tell of a kernel table with `instances` launches; nothing when it may be whole.
    [[nodiscard]] std::optional<std::string> remark(std::int64_t instances) const;

private:
    static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);

    std::size_t m_nameAt = kAbsent;
    std::size_t m_callsAt = kAbsent;
    std::int64_t m_graphLaunches = 0;
    std::int64_t m_kernelLaunches = 0;
};

} // namespace atlas
