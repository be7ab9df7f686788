#pragma once

#include "core/inference/extraction.h"
#include "core/inference/fieldtemplate.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

/// What the linter measures of a pack: how long its texts become and how large its expressions are together.
namespace atlas
{

/// What the templates of one rule make of a name in which each group of its expressions takes one character: a text
/// that is too long then is so for every name. Sizes are kept as double, because templates may multiply them at will.
class OutputSizes
{
public:
    void add(const std::vector<Binding> &bindings)
    {
        for (const Binding &binding : bindings) {
            double longest = 0.0;
            for (const std::string &text : binding.alternatives) {
                longest = std::max(longest, sizeOf(text, TemplateStyle::Plain));
            }
            m_sizes.try_emplace(binding.variable, longest);
        }
    }
    [[nodiscard]] double sizeOf(const std::string &text, TemplateStyle style) const
    {
        const auto parsed = FieldTemplate::parse(text, style);
        if (!parsed) {
            return 0.0;
        }
        auto size = static_cast<double>(parsed->textBytes());
        for (const FieldTemplate::Placeholder &placeholder : parsed->placeholders()) {
            const auto known = m_sizes.find(placeholder.variable);
            size += known == m_sizes.end() ? 1.0 : known->second;
        }
        return size;
    }
    [[nodiscard]] bool isTooLarge() const
    {
        return std::ranges::any_of(m_sizes, [](const auto &entry) { return isTooLarge(entry.second); });
    }
    [[nodiscard]] static bool isTooLarge(double size) { return size > static_cast<double>(kMaxFieldBytes); }

private:
    std::map<std::string, double, std::less<>> m_sizes;
};

/// Expressions that were tried, each once, as long as all of them together are not too large to be tried.
class TriedExpressions
{
public:
    struct Tried
    {
        std::string error; ///< empty: it works
        bool isOverBudget = false;
        std::vector<std::string> groups; ///< with names
    };

    const Tried &tried(const std::string &expression)
    {
        const auto [found, isNew] = m_tried.try_emplace(expression);
        if (isNew) {
            found->second = attempt(expression);
        }
        return found->second;
    }

private:
    /// RE2's instructions; some ten thousand take a few milliseconds, and the shipped packs have no more.
    static constexpr std::size_t kMaxInstructions = 300'000;

    Tried attempt(const std::string &expression)
    {
        if (m_instructions > kMaxInstructions) {
            return {"the expressions of this pack are too large together", true, {}};
        }
        const auto regex = compileExpression(expression);
        if (!regex) {
            m_instructions += expression.size();
            return {"RE2 cannot read this expression: " + regex.error().message, false, {}};
        }
        m_instructions += static_cast<std::size_t>(std::max((*regex)->ProgramSize(), 1));
        Tried tried;
        for (const auto &[name, number] : (*regex)->NamedCapturingGroups()) {
            tried.groups.push_back(name);
        }
        return tried;
    }

    std::map<std::string, Tried, std::less<>> m_tried;
    std::size_t m_instructions = 0;
};

} // namespace atlas
