#pragma once

#include "core/capture/capture.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace atlas
{

/// Which launches belong to which stage of a run.
struct StageAssignment
{
    static constexpr std::uint32_t kNone = static_cast<std::uint32_t>(-1);

    struct Stage
    {
        std::string name;
        std::uint32_t outer = kNone;  ///< the stage that this one lies in: its launches count there too
        std::int64_t occurrences = 0; ///< of its ranges, those that a person left out included
    };
    std::vector<Stage> stages; ///< an outer stage comes before those in it
    /// By RangeBlock, the stage of launches whose innermost range it is; empty when all launches are in no stage.
    std::vector<std::uint32_t> stageOfBlock;
    /// By device instead, where stages are devices; used when not empty.
    std::vector<std::uint32_t> stageOfDevice;

    [[nodiscard]] std::uint32_t of(const Launch &launch) const
    {
        if (!stageOfDevice.empty()) {
            return stageOfDevice[launch.device];
        }
        return launch.block < stageOfBlock.size() ? stageOfBlock[launch.block] : kNone;
    }
    /// Whether `stage` is `outer` or lies in it.
    [[nodiscard]] bool isWithin(std::uint32_t stage, std::uint32_t outer) const;
};

/// The tables of a capture: that of all launches first, then one a stage, then, where some launches are in no stage,
/// "unattributed". `withDistributions` adds quantiles, histograms and variants. Kernel ids are those of the capture.
[[nodiscard]] std::vector<Stage> aggregate(const Capture &capture, const StageAssignment &assignment,
                                           bool withDistributions);

/// Name of the table of launches that are in no stage.
inline constexpr std::string_view kUnattributed = "unattributed";

} // namespace atlas
