#pragma once

#include "core/capture/runparts.h"
#include "core/desk/checkedcatalog.h"
#include "core/inference/ruleset.h"
#include "core/review/reviewdocument.h"
#include "core/review/selection.h"
#include "core/run/runloader.h"
#include "core/table/roworder.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace atlas::ui
{

/// All that the run page needs, made on a worker and handed over once.
struct LoadedRun
{
    std::shared_ptr<const Run> run;
    std::shared_ptr<const RuleSet> rules;
    std::unique_ptr<ReviewDocument> document;
    RowTexts texts;
    std::filesystem::path catalogPath;         ///< empty: none yet
    std::optional<SelectionOptions> selection; ///< what the project file asks for
    std::vector<Diagnostic> projectDiagnostics;
    std::vector<Diagnostic> rulesDiagnostics;
    std::vector<Diagnostic> catalogDiagnostics;
    std::shared_ptr<const CatalogConflicts> conflicts = {};
    RuleSetOptions ruleOptions = {};    ///< what the rules were loaded with
    std::vector<PackReport> packs = {}; ///< that they were made of
    /// The catalog that the project file names, outside its folder: only when a person says so.
    std::optional<std::filesystem::path> catalogOutside = {};
};

/// A run, or the runs to choose from, or what of the file or folder is to be opened.
using LoadOutcome = std::variant<std::shared_ptr<LoadedRun>, std::vector<FoundRun>, RunParts>;

} // namespace atlas::ui
