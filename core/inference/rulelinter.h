#pragma once

#include "core/base/diagnostic.h"
#include "core/inference/rulepack.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

struct LintResult
{
    /// In the order of the file; each with its line and caret.
    std::vector<Diagnostic> diagnostics;
    /// By rule: it cannot work and is to be left out.
    std::vector<bool> broken;
};

/// Checks what a pack that could be read means: broken expressions and templates, rules that no name can reach, ids
/// said twice, libraries, kinds, extractors, variables and word maps that nobody defines, rules without a literal,
/// shapes that are none. `text` is the pack's source, for the carets. `libraries` may be named beside the canonical
/// ones and the pack's own: those of the pack that it lies over. Codes are listed in docs/rules.md.
[[nodiscard]] LintResult lintPack(const RulePack &pack, std::string_view text,
                                  std::span<const std::string> libraries = {});

} // namespace atlas
