#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// One rule as text: the lines of a list item of a pack's `rules:`, its dash in the first column. A form reads and
/// writes single values of it; everything else in the text, comments included, stays as it was typed.
namespace atlas
{

/// The keys that the form of the rule editor has, in the order in which they are written.
inline constexpr std::array<std::string_view, 13> kRuleFormKeys = {
    "id",    "all",     "match", "confidence", "library",     "friendly", "op",
    "dtype", "generic", "fixed", "tiled",      "description", "reason"};

/// What the text says under one key.
struct RuleFormValue
{
    /// The literals of `all`; the one text of another key; empty where the key is missing or null.
    std::vector<std::string> items = {};
    /// False where the text holds something that a form cannot show, such as a mapping.
    bool isSimple = true;

    friend bool operator==(const RuleFormValue &, const RuleFormValue &) = default;
};

/// By the order of kRuleFormKeys.
using RuleForm = std::array<RuleFormValue, kRuleFormKeys.size()>;

/// The place of `key` in kRuleFormKeys; their number for another key.
[[nodiscard]] std::size_t ruleFormIndex(std::string_view key);

/// What `ruleText` says, for the form. Nothing when it is not the YAML of one mapping.
[[nodiscard]] std::optional<RuleForm> readRuleForm(std::string_view ruleText);

/// `ruleText` with `items` under `key`, as readRuleForm() gives them; no items take the key out (`id` stays, empty).
/// Only the lines of that key change; a new key comes behind those that are before it in kRuleFormKeys. A comment
/// behind the old value stays.
[[nodiscard]] std::string withRuleValue(std::string_view ruleText, std::string_view key,
                                        std::span<const std::string> items);

/// `text` as YAML that every reader takes for this string: plain where that is safe, in quotes else. Expressions come
/// in single quotes, so that backslashes stay as they are.
[[nodiscard]] std::string ruleScalar(std::string_view key, std::string_view text);

} // namespace atlas
