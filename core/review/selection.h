#pragma once

#include "core/run/run.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace atlas
{

/// Which kernels of a run a new catalog holds.
struct SelectionOptions
{
    enum class Kind : std::uint8_t
    {
        TopPerTable, ///< the `top` rows of each table by total time, unique by name (the published script's way)
        Coverage,    ///< as many rows of each top-level table as reach `coveragePercent` of its time
        All
    };
    Kind kind = Kind::TopPerTable;
    std::size_t top = 20;
    double coveragePercent = 95.0;
    /// Also kernels whose names the profiler cut: no other run will ever have such a name.
    bool cutNames = false;
};

/// In which order new entries stand.
enum class EntryOrder : std::uint8_t
{
    Combined, ///< by time in the combined table (summed time of the stages where there is no combined file)
    Seed      ///< the published script's: sum over the top rows of all tables, combined included
};

/// Kernels of `run` to publish, in `order`.
[[nodiscard]] std::vector<KernelId> selectKernels(const Run &run, const SelectionOptions &selection, EntryOrder order);

/// How many kernels selectKernels() leaves out because the profiler cut their names.
[[nodiscard]] std::size_t cutKernelsLeftOut(const Run &run, const SelectionOptions &selection);

/// All kernels of `run` in `order`; for the seed's order only the `top` rows of each table count, the rest follow by
/// combined time.
[[nodiscard]] std::vector<KernelId> orderedKernels(const Run &run, EntryOrder order, std::size_t top);

} // namespace atlas
