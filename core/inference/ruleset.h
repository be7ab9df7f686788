#pragma once

#include "core/base/diagnostic.h"
#include "core/base/result.h"
#include "core/inference/inference.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// How much of a reading is wanted.
enum class ReadingDetail : std::uint8_t
{
    Everything,
    FieldsAndFacts ///< no evidence, no reason, no place of the rule
};

/// Ordered rules, ready to read names: literals gate, then RE2, first match wins. Immutable, safe to use from many
/// threads. Expressions and templates are compiled when a rule is first needed. What a thread read last is kept, so
/// that asking for several fields of one name costs one reading.
class RuleSet
{
public:
    ~RuleSet();
    RuleSet(const RuleSet &) = delete;
    RuleSet &operator=(const RuleSet &) = delete;

    /// What the rules say of `name` (valid UTF-8). Never fails: a name no rule knows gets the pack's fallback ("CUDA
    /// kernel").
    [[nodiscard]] Reading read(std::string_view name, ReadingDetail detail = ReadingDetail::Everything) const;
    /// The number of the rule that wins for `name`; use with readAs().
    [[nodiscard]] std::uint16_t match(std::string_view name) const;
    /// Renders the reading of `name` by rule `rule`, which must come from match(name).
    [[nodiscard]] Reading readAs(std::string_view name, std::uint16_t rule,
                                 ReadingDetail detail = ReadingDetail::Everything) const;
    /// One field of readAs(); cheaper than all.
    [[nodiscard]] FieldValue fieldAs(std::string_view name, std::uint16_t rule, Field field) const;
    /// The op of `name` as `rule` reads it: one of kOps, or empty where the rule does not say.
    [[nodiscard]] std::string_view opAs(std::string_view name, std::uint16_t rule) const;
    [[nodiscard]] std::string_view packName() const;
    /// All libraries the packs name, in the order of the vocabulary: the eight canonical ones first.
    [[nodiscard]] const std::vector<std::string> &libraries() const;
    /// The library of `name` as `rule` reads it; a view that lives as long as the rule set. Where no pack knows the
    /// owner it may be one that only this name tells.
    [[nodiscard]] std::string_view libraryAs(std::string_view name, std::uint16_t rule) const;
    /// Rules, the structure's and the fallback included; numbers are below this.
    [[nodiscard]] std::size_t ruleCount() const;
    [[nodiscard]] std::string_view ruleId(std::uint16_t rule) const;
    /// The library that a rule says of every name; CUDA for one that reads it from the name (see libraryAs()).
    [[nodiscard]] std::string_view library(std::uint16_t rule) const;
    /// Whether all that the rule says is a guess.
    [[nodiscard]] bool isGuess(std::uint16_t rule) const;
    /// Where the rule stands: the pack's file, line and column.
    [[nodiscard]] SourceLocation ruleLocation(std::uint16_t rule) const;
    /// Every rule whose conditions hold for `name`, in order: the winner first, then those it came before. The fallback
    /// only where nothing else matches.
    [[nodiscard]] std::vector<std::uint16_t> matching(std::string_view name) const;
    /// The rules that went beyond what a rule may cost for one of the names read so far (see WorkBudget).
    [[nodiscard]] std::vector<Diagnostic> budgetFindings() const;

private:
    RuleSet();
    friend class RuleSetBuilder;
    struct Private;
    std::unique_ptr<Private> d;
};

/// Which packs to read: exactly `pack` (a shipped name, `seed` or `standard`, or a file) when set, else the user's
/// packs over `standard`.
struct RuleSetOptions
{
    std::string pack = {};
    bool userRules = true;
    /// More pack files layered over the user's, from a project file.
    std::vector<std::filesystem::path> projectPacks = {};
    /// Texts that stand for what these pack files hold on disk: a rule that is being tried. One in userRulesFolder() is
    /// read even if there is no such file yet.
    std::map<std::filesystem::path, std::string> texts = {};
};

/// A pack of a rule set, and what it costs.
struct PackReport
{
    std::string name;
    std::filesystem::path file; ///< empty for one that is part of the program
    std::size_t ruleCount = 0;  ///< that work
    /// To read and check it.
    std::chrono::microseconds readTime{};
    /// What was wrong in it; a broken rule is left out, the others work.
    std::vector<Diagnostic> findings = {};
    /// The file is broken now, as `findings` say, and what it held before counts on.
    bool isOld = false;
    /// What the rules were read from; empty for one that is part of the program.
    std::string text = {};
};

struct LoadedRuleSet
{
    std::shared_ptr<const RuleSet> rules;
    /// The findings of all packs, and files that could not be read.
    std::vector<Diagnostic> diagnostics;
    /// In the order in which they are searched.
    std::vector<PackReport> packs;
};

/// Loads packs. Shipped packs are part of the program. An error only when a pack asked for by name is not there (with a
/// hint). Of files that have become broken since `before`, what they held then is used.
[[nodiscard]] Result<LoadedRuleSet> loadRuleSet(const RuleSetOptions &options = {},
                                                const LoadedRuleSet *before = nullptr);

/// $XDG_CONFIG_HOME/kernel-atlas/rules, or ~/.config/kernel-atlas/rules; empty when neither is known.
[[nodiscard]] std::filesystem::path userRulesFolder();
/// The pack files in it, in the order of their names; examples lie beside them and are no packs.
[[nodiscard]] std::vector<std::filesystem::path> userPackFiles();

} // namespace atlas
