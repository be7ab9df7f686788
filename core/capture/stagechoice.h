#pragma once

#include "core/base/result.h"
#include "core/capture/aggregation.h"
#include "core/capture/capture.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace atlas
{

/// Which ranges make one stage.
struct StageRule
{
    std::string match; ///< glob (`*`, `?`) over a range's folded text, "domain:text" outside the default domain
    std::string name;  ///< of the stage; several rules may make one
    std::string in;    ///< the stage that this one lies in; empty for none
    /// A range that lies in another listed one belongs to that one, not to its own.
    bool isOutermost = false;
    /// Only these occurrences, counted from 1 in the order of time.
    std::optional<std::pair<std::int64_t, std::int64_t>> steps = {};
};

/// What a person, or proposeStages(), chose.
struct StageChoice
{
    std::vector<StageRule> rules;
    /// Warm-up, compilation, graph capture: ranges that are no work of the program. All in them is in no stage.
    std::vector<std::string> leftOut;
    bool isByDevice = false;
};

/// The stages that a capture's ranges suggest: names that everybody uses, the steps of vLLM and SGLang by their
/// grammar, else ProfilerStep, else the outermost ranges where they are few. Empty where nothing suggests any.
[[nodiscard]] StageChoice proposeStages(const Capture &capture);

/// Puts every range into its stage.
[[nodiscard]] StageAssignment assignStages(const Capture &capture, const StageChoice &choice);

/// The name that a range's text gives its stage by what everybody uses ("decode bs 32"); empty where it says none.
[[nodiscard]] std::string stageNameOf(std::string_view text);
/// Whether a range's text says warm-up, autotuning, compilation or graph capture.
[[nodiscard]] bool isLeftOut(std::string_view text);
/// Whether `text` fits `glob`, in which `*` is any text and `?` any one byte.
[[nodiscard]] bool matchesGlob(std::string_view glob, std::string_view text);

} // namespace atlas
