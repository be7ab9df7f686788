#include "core/authoring/ruletext.h"

#include "core/base/text.h"
#include "core/catalog/yamltext.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <exception>

namespace atlas
{

namespace
{
/// Where the keys of a rule stand: behind "- ".
constexpr std::size_t kKeyColumn = 2;

/// The blanks that `line` begins with.
std::size_t indentOf(std::string_view line)
{
    const std::size_t found = line.find_first_not_of(' ');
    return found == std::string_view::npos ? line.size() : found;
}

/// The key that begins in `line` at the level of the rule's keys; empty for any other line.
std::string_view keyIn(std::string_view line)
{
    const bool isFirst = line.starts_with("- ");
    if (!isFirst && indentOf(line) != kKeyColumn) {
        return {};
    }
    const std::string_view rest = line.substr(std::min(kKeyColumn, line.size()));
    const std::size_t colon = rest.find(':');
    const bool ends = colon != std::string_view::npos && (colon + 1 == rest.size() || rest[colon + 1] == ' ');
    const std::string_view key = ends ? rest.substr(0, colon) : std::string_view();
    return key.find_first_of(" #'\"-") == std::string_view::npos ? key : std::string_view();
}

bool belongsToValue(std::string_view line)
{
    return trimmed(line).empty() || indentOf(line) > kKeyColumn || line.starts_with("  - ");
}

struct LineRange
{
    std::size_t begin;
    std::size_t end;
};

/// The lines of `key`: its own and what it continues on; blank lines after them are not its own.
std::optional<LineRange> findKey(std::span<const std::string_view> all, std::string_view key)
{
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (keyIn(all[i]) != key) {
            continue;
        }
        std::size_t end = i + 1;
        while (end < all.size() && belongsToValue(all[end])) {
            ++end;
        }
        while (end > i + 1 && trimmed(all[end - 1]).empty()) {
            --end;
        }
        return LineRange{i, end};
    }
    return std::nullopt;
}

/// The comment behind a value on its line, with the blanks before it; empty when there is none.
std::string_view commentOf(std::string_view line)
{
    char quote = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const char c = line[i];
        if (quote != 0) {
            i += quote == '"' && c == '\\' ? 1 : 0;
            quote = c == quote ? 0 : quote;
        } else if ((c == '"' || c == '\'') && (line[i - 1] == ' ' || line[i - 1] == '[' || line[i - 1] == ',')) {
            quote = c;
        } else if (c == '#' && line[i - 1] == ' ') {
            const std::size_t last = line.find_last_not_of(' ', i - 1);
            return line.substr(last + 1);
        }
    }
    return {};
}

std::string valueText(std::string_view key, std::span<const std::string> items)
{
    if (key != "all") {
        return items.empty() ? std::string("''") : ruleScalar(key, items.front());
    }
    std::string list = "[";
    for (const std::string &item : items) {
        list += (list.size() > 1 ? ", " : "") + ruleScalar(key, item);
    }
    return list + ']';
}

/// The line before which a key that is not there yet goes: after the last one that comes before it in the form.
std::size_t placeFor(std::span<const std::string_view> all, std::string_view key)
{
    std::size_t place = std::min<std::size_t>(1, all.size());
    for (std::size_t i = 0; i < ruleFormIndex(key); ++i) {
        if (const auto range = findKey(all, kRuleFormKeys[i])) {
            place = std::max(place, range->end);
        }
    }
    return place;
}

std::string joinLines(std::span<const std::string_view> all)
{
    std::string text;
    for (const std::string_view line : all) {
        text += line;
        text += '\n';
    }
    return text;
}

RuleFormValue valueOf(const YAML::Node &node, bool isList)
{
    RuleFormValue value;
    if (!node.IsDefined() || node.IsNull()) {
        return value;
    }
    const std::vector<YAML::Node> items =
        isList && node.IsSequence() ? std::vector<YAML::Node>(node.begin(), node.end()) : std::vector{node};
    for (const YAML::Node &item : items) {
        value.isSimple = value.isSimple && item.IsScalar();
        value.items.push_back(item.IsScalar() ? item.Scalar() : std::string());
    }
    if (!value.isSimple) {
        value.items.clear();
    }
    return value;
}
} // namespace

std::size_t ruleFormIndex(std::string_view key)
{
    return static_cast<std::size_t>(std::ranges::find(kRuleFormKeys, key) - kRuleFormKeys.begin());
}

std::optional<RuleForm> readRuleForm(std::string_view ruleText)
{
    try {
        const YAML::Node root = YAML::Load(std::string(ruleText));
        if (!root.IsSequence() || root.size() != 1 || !root[0].IsMap()) {
            return std::nullopt;
        }
        const YAML::Node &rule = root[0];
        RuleForm form;
        for (std::size_t i = 0; i < form.size(); ++i) {
            form[i] = valueOf(rule[std::string(kRuleFormKeys[i])], kRuleFormKeys[i] == "all");
        }
        return form;
    } catch (const std::exception &) {
        return std::nullopt; // the checker says what is wrong, and where
    }
}

std::string withRuleValue(std::string_view ruleText, std::string_view key, std::span<const std::string> items)
{
    std::vector<std::string_view> all = lines(ruleText);
    const std::optional<LineRange> old = findKey(all, key);
    const auto at = [&](std::size_t line) { return all.begin() + static_cast<std::ptrdiff_t>(line); };
    const bool isFirst = old && all[old->begin].starts_with("- ");
    if (items.empty() && !isFirst) {
        if (old) {
            all.erase(at(old->begin), at(old->end));
        }
        return joinLines(all);
    }
    std::string line = (isFirst ? "- " : "  ") + std::string(key) + ": " + valueText(key, items);
    if (old) {
        line += old->end == old->begin + 1 ? commentOf(all[old->begin]) : std::string_view();
        all.erase(at(old->begin), at(old->end));
        all.insert(at(old->begin), line);
    } else {
        all.insert(at(placeFor(all, key)), line);
    }
    return joinLines(all);
}

std::string ruleScalar(std::string_view key, std::string_view text)
{
    if (key != "match") {
        return plainOrQuoted(text);
    }
    if (std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
        return doubleQuoted(text);
    }
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c;
        if (c == '\'') {
            quoted += c;
        }
    }
    return quoted + '\'';
}

} // namespace atlas
