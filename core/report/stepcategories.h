#pragma once

#include "core/run/run.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// What the wall time of one step went to, in the categories that people speak of.
struct StepBreakdown
{
    struct Part
    {
        std::string name; ///< "attention", "GEMM", ..., "copy", "idle", "overlap" (< 0: counted twice above)
        double ns = 0.0;
    };
    std::string stage; ///< "capture" where there are no steps
    std::size_t steps = 0;
    double wallNs = 0.0; ///< mean; exactly the sum of the parts
    std::vector<Part> parts;
};

/// The op of a kernel by its raw name, as rules read it; may be empty.
using OpOfName = std::function<std::string_view(std::string_view rawName)>;

/// Of each stage with steps, else of the whole capture; empty for runs that were read from tables, or without times.
[[nodiscard]] std::vector<StepBreakdown> stepBreakdowns(const Run &run, const OpOfName &op);

/// The same step on both sides.
struct StepPair
{
    StepBreakdown baseline;
    StepBreakdown candidate;

    /// Parts of either side by name: (baseline, candidate) in ns, in the order of StepBreakdown.
    struct Row
    {
        std::string name;
        double baselineNs = 0.0;
        double candidateNs = 0.0;
    };
    [[nodiscard]] std::vector<Row> rows() const;
    /// "decode step 8.95 ms → 8.10 ms (−9.5 %)".
    [[nodiscard]] std::string headline() const;
};

/// Steps that both runs have, by stage.
[[nodiscard]] std::vector<StepPair> pairSteps(const Run &baseline, const Run &candidate, const OpOfName &op);

[[nodiscard]] nlohmann::ordered_json stepPairsJson(const std::vector<StepPair> &pairs);

} // namespace atlas
