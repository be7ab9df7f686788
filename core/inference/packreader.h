#pragma once

#include "core/base/diagnostic.h"
#include "core/inference/ruleexample.h"
#include "core/inference/rulepack.h"

#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// Largest pack file; a shipped one has some 100 KB.
inline constexpr std::size_t kMaxPackBytes = std::size_t{4} << 20;

template<class T>
struct PackReading
{
    T value;
    /// What does not fit the format, in file order; things with an error are left out of `value`.
    std::vector<Diagnostic> diagnostics;
};

/// Reads a pack from YAML. `file` is the name that diagnostics and rule locations show. Never throws: text that is no
/// YAML gives one diagnostic with its place.
[[nodiscard]] PackReading<RulePack> readPack(std::string_view text, std::string_view file);

/// Reads a pack's examples from YAML.
[[nodiscard]] PackReading<std::vector<RuleExample>> readExamples(std::string_view text, std::string_view file);

} // namespace atlas
