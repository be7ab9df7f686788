#pragma once

#include "core/run/distribution.h"

namespace atlas
{

/// A dispatch's size in work-items as blocks, as everybody else counts a grid.
[[nodiscard]] inline LaunchShape blocksOf(const LaunchShape &items, const LaunchShape &block)
{
    LaunchShape grid = items;
    for (std::size_t i = 0; i < grid.size(); ++i) {
        grid[i] = block[i] > 0 ? items[i] / block[i] + (items[i] % block[i] > 0 ? 1 : 0) : items[i];
    }
    return grid;
}

} // namespace atlas
