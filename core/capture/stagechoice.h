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

/// A file that is part of the run, and the stage that all in it is.
struct StageFile
{
    std::filesystem::path path; ///< relative to the run's folder
    std::string stage;          ///< empty: its ranges decide
};

/// What a person, or proposeStages(), chose.
struct StageChoice
{
    std::vector<StageRule> rules;
    /// Warm-up, compilation, graph capture: ranges that are no work of the program. All in them is in no stage.
    std::vector<std::string> leftOut;
    bool isByDevice = false;
    std::vector<StageFile> files = {}; ///< empty: every capture in the folder
    /// By device, the stage of the file that it came from; empty where no file says one. Then ranges make no stages.
    std::vector<std::string> stageOfDevice = {};
};

/// The stages that a capture's ranges suggest: names that everybody uses, the steps of vLLM and SGLang by their
/// grammar, else ProfilerStep, else the outermost ranges where they are few. Empty where nothing suggests any.
[[nodiscard]] StageChoice proposeStages(const Capture &capture);

/// Puts every range into its stage.
[[nodiscard]] StageAssignment assignStages(const Capture &capture, const StageChoice &choice);

/// The name that a range's text gives its stage by what everybody uses ("decode bs 32"); empty where it says none.
[[nodiscard]] std::string stageNameOf(std::string_view text);
/// The batch of a serving step that only decodes, by its grammar.
[[nodiscard]] std::optional<std::int64_t> decodeBatchOf(std::string_view text);
/// Whether a range's text says warm-up, autotuning, compilation or graph capture.
[[nodiscard]] bool isLeftOut(std::string_view text);
/// Whether `text` fits `glob`, in which `*` is any text and `?` any one byte.
[[nodiscard]] bool matchesGlob(std::string_view glob, std::string_view text);

} // namespace atlas
