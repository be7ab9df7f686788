#pragma once

#include "core/base/result.h"
#include "core/inference/rulepack.h"
#include "core/inference/variables.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atlas
{

class NameWords;

/// The text of a field with placeholders: `{name}`, `{name|filter|...}`; a filter is a word map of the pack or one of
/// those that every pack has (see wordfilter.h). `[...]` is left out when a placeholder in it is not known. In texts
/// for people (`TemplateStyle::Prose`) the items of a list in round brackets are left out one by one, and brackets that
/// would be empty vanish with the blank before them.
enum class TemplateStyle : std::uint8_t
{
    Prose,
    Plain
};

/// What a filter does, its word map looked up.
struct FilterStep
{
    enum class Kind : std::uint8_t
    {
        Unknown, ///< nothing defines it: the value is unknown
        Words,
        AnyWord, ///< the first word of an identifier that the map knows
        AnyType, ///< the first qualified name in a list of types that the map knows
        Number,
        Upper,
        Lower,
        Spaced,
        Nonzero,
        Owner,
        Lexicon,
        Said,
        ShapeOf,
        About
    };
    Kind kind = Kind::Unknown;
    const WordMap *words = nullptr;
    const NameWords *names = nullptr;
};

class FieldTemplate
{
public:
    FieldTemplate() = default;
    /// The error's column counts bytes of `text` from 1.
    [[nodiscard]] static Result<FieldTemplate> parse(std::string_view text, TemplateStyle style);

    /// Looks filters up; `pack` and `names` must outlive the template. render() asks for nothing else.
    void resolve(const RulePack &pack, const NameWords *names);

    /// A text being rendered, with the numbers of the variables that were used.
    struct Text
    {
        std::string text;
        std::vector<std::uint32_t> used;
    };
    /// Appends the text with its placeholders filled in; false, and nothing appended, when one outside of optional
    /// parts is not known or the text costs more than the budget of `variables` has left.
    [[nodiscard]] bool renderInto(const Variables &variables, Text &into) const;
    /// The text as a view that lives as long as `variables`; no copy where it is one placeholder.
    [[nodiscard]] std::optional<std::string_view> view(const Variables &variables,
                                                       std::vector<std::uint32_t> &used) const;
    /// Whether it is the same for every name.
    [[nodiscard]] bool isConstant() const { return !m_varies; }

    /// The placeholders' variables and filters, for checking.
    struct Placeholder
    {
        std::string variable;
        std::vector<std::string> filters;
        std::size_t column = 0;
        std::vector<FilterStep> steps = {};
    };
    [[nodiscard]] std::vector<Placeholder> placeholders() const;
    /// Bytes of the text outside of placeholders.
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

    static std::size_t textBytes(const std::vector<Node> &nodes);
    static void collect(const std::vector<Node> &nodes, std::vector<Placeholder> &found);
    static void resolve(std::vector<Node> &nodes, const RulePack &pack, const NameWords *names);

    std::vector<Node> m_nodes;
    bool m_varies = false;
};

/// The filter called `filter` in `pack`.
[[nodiscard]] FilterStep findFilter(std::string_view filter, const RulePack &pack, const NameWords *names);
/// `value` through a filter; nothing when it is a word map that does not know it. A new text is kept in `variables`.
[[nodiscard]] std::optional<std::string_view> applyFilter(const FilterStep &step, std::string_view value,
                                                          const Variables &variables);
/// The same by the filter's name.
[[nodiscard]] std::optional<std::string> applyFilter(std::string_view filter, std::string_view value,
                                                     const RulePack &pack);
/// Whether `filter` is one that every pack has.
[[nodiscard]] bool isBuiltinFilter(std::string_view filter);
/// The map that `filter` names: itself, or what follows "word " or "type ".
[[nodiscard]] std::string_view mapOfFilter(std::string_view filter);

} // namespace atlas
