#pragma once

#include "core/base/result.h"
#include "core/inference/inference.h"
#include "core/inference/ruleset.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// A pack file that a person's rules go into, with its examples, as they lie on disk.
struct EditedPack
{
    std::filesystem::path file;
    std::optional<std::string> text = {};     ///< unset: the file does not exist yet
    std::optional<std::string> examples = {}; ///< of the file beside it; unset: there is none yet
};

/// Reads the pack at `file`; a file that does not exist is an empty pack.
[[nodiscard]] Result<EditedPack> openPack(const std::filesystem::path &file);

/// Where a pack's examples lie: my.yaml has my.examples.yaml beside it.
[[nodiscard]] std::filesystem::path examplesFile(const std::filesystem::path &pack);

/// A pack's text with one more rule, and where that stands.
struct RuleInsertion
{
    std::string text;
    std::string ruleId;
    std::size_t firstLine = 0; ///< of the rule in `text`, from 1
    std::size_t lineCount = 0;
    std::size_t indent = 0; ///< blanks before each of its lines
    /// The rule's library, where nobody knew it and the pack's `libraries` now say it; empty else.
    std::string newLibrary = {};
};

/// Puts `ruleText` (see ruletext.h) before the first rule of `pack`, so that it goes before its neighbours. Every other
/// byte stays, comments and line breaks too; a pack that does not exist yet is begun, a library that nobody knows is
/// put into its `libraries`. An error, with line and column of `ruleText`, when that is not exactly one rule; an error
/// too for packs that are no YAML or hold their rules in one line.
[[nodiscard]] Result<RuleInsertion> insertRule(const EditedPack &pack, std::string_view ruleText);

/// The text of the examples file with `rawName` as an example of what `reading` says; the name is there once at most.
[[nodiscard]] Result<std::string> insertExample(const EditedPack &pack, std::string_view rawName,
                                                const Reading &reading);

/// What the checker says of the rule that was inserted: findings in its lines, with places in the rule's own text.
/// `hasOthers` (may be null) is set when there are findings elsewhere in the pack.
[[nodiscard]] std::vector<Diagnostic> checkInsertedRule(const RuleInsertion &insertion,
                                                        const std::filesystem::path &file, bool *hasOthers = nullptr);

/// Writes pack and example, each whole or not at all; fails without touching anything when a file is no longer what
/// `pack` holds. Makes the folder.
[[nodiscard]] Result<void> saveRule(const EditedPack &pack, const RuleInsertion &insertion,
                                    const std::string &examples);

} // namespace atlas
