#pragma once

#include "core/base/result.h"
#include "core/inference/inference.h"
#include "core/inference/rulepack.h"
#include "core/inference/workbudget.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

/// The named pieces that were read from one name, with where they stand in it, and what reading it may still cost.
class Variables
{
public:
    Variables() = default;
    explicit Variables(const WorkBudget &budget) : m_budget(budget) {}

    struct Variable
    {
        std::string name;
        std::string value;
        std::vector<ByteSpan> spans;
    };

    [[nodiscard]] const Variable *find(std::string_view name) const;
    /// The first value stays: a variable that is known is not changed.
    void set(std::string_view name, std::string value, std::vector<ByteSpan> spans);
    void clear() { m_variables.clear(); }
    /// Forgets what was set after `size` variables.
    void shrink(std::size_t size) { m_variables.resize(size); }
    [[nodiscard]] std::size_t size() const { return m_variables.size(); }
    [[nodiscard]] const std::vector<Variable> &all() const { return m_variables; }
    /// What is made of the variables is paid from it too.
    [[nodiscard]] WorkBudget &budget() const { return m_budget; }

private:
    std::vector<Variable> m_variables;
    mutable WorkBudget m_budget;
};

/// The text of a field with placeholders: `{name}`, `{name|filter|...}`; a filter is a word map of the pack or one of
/// number (decimal digits of any script as a plain number), upper, lower, spaced (`_` becomes a blank). `[...]` is left
/// out when a placeholder in it is not known. In texts for people (`TemplateStyle::Prose`) the items of a list in round
/// brackets are left out one by one, and brackets that would be empty vanish with the blank before them.
enum class TemplateStyle : std::uint8_t
{
    Prose,
    Plain
};

class FieldTemplate
{
public:
    FieldTemplate() = default;
    /// The error's column counts bytes of `text` from 1.
    [[nodiscard]] static Result<FieldTemplate> parse(std::string_view text, TemplateStyle style);

    /// The text with its placeholders filled in, nothing when one outside of optional parts is not known or the text
    /// would be longer than kMaxFieldBytes or the budget of `variables`. Appends the spans of the variables that were
    /// used.
    [[nodiscard]] std::optional<std::string> render(const Variables &variables, const RulePack &pack,
                                                    std::vector<ByteSpan> *used = nullptr) const;
    /// The placeholders' variables and filters, for checking.
    struct Placeholder
    {
        std::string variable;
        std::vector<std::string> filters;
        std::size_t column = 0;
    };
    [[nodiscard]] std::vector<Placeholder> placeholders() const;
    /// Bytes of text outside of placeholders, optional parts included.
    [[nodiscard]] std::size_t textBytes() const;

private:
    friend class TemplateParser;

    struct Node
    {
        enum class Kind : std::uint8_t
        {
            Text,
            Value,
            Optional,
            List,
            Item
        };
        Kind kind = Kind::Text;
        std::string text = {};
        Placeholder value = {};
        std::vector<Node> children = {};
    };
    struct Rendering;

    static void collect(const std::vector<Node> &nodes, std::vector<Placeholder> &found);
    static std::size_t textBytes(const std::vector<Node> &nodes);

    std::vector<Node> m_nodes;
};

/// `value` through `filter`; nothing when the filter is a word map that does not know it.
[[nodiscard]] std::optional<std::string> applyFilter(std::string_view filter, std::string_view value,
                                                     const RulePack &pack);
/// Whether `filter` is one that every pack has.
[[nodiscard]] bool isBuiltinFilter(std::string_view filter);

} // namespace atlas
