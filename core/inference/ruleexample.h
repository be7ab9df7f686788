#pragma once

#include "core/base/diagnostic.h"
#include "core/inference/rulepack.h"
#include "core/inference/ruleset.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace atlas
{

/// A raw name and what its pack must read from it; only what is given is compared.
struct RuleExample
{
    std::string rawName;
    /// Keys as in the file (rule, friendly, library, ..., confidence) with the expected text, "null" for nothing.
    std::vector<std::pair<std::string, std::string>> expected;
    std::vector<PackPlace> places; ///< of the expected values
    PackPlace place = {};
};

/// The keys an example may have beside `name`.
[[nodiscard]] bool isExampleKey(std::string_view key);

/// What `reading` says under `key`, as examples spell it: shapes as printShape() does, tiles as "256x128x32", "null"
/// for nothing.
[[nodiscard]] std::string exampleText(const Reading &reading, std::string_view key);

/// One diagnostic for each value that is not as expected.
[[nodiscard]] std::vector<Diagnostic> testExamples(const RuleSet &rules, const std::vector<RuleExample> &examples,
                                                   std::string_view file);

/// A note for each rule of `pack` that no example names.
[[nodiscard]] std::vector<Diagnostic> rulesWithoutExample(const RulePack &pack,
                                                          const std::vector<RuleExample> &examples);

} // namespace atlas
